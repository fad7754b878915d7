import { assertEquals } from "@std/assert";
import { Player } from "./player.ts";
import { readScenario } from "./scenario.ts";

/**
 * Hashes of all bytes of the line. Whoever changes what a meter says, changes them here and says why: the
 * same scenario, seed and version give the same bytes on every machine.
 */
const GOLDEN: Readonly<Record<string, string>> = {
  "base-historique": "2052f5b52933d0cc5c78f392a7a325a34341133572699e260d19da36aca7ee76",
  "dst-autumn": "9b89bfd3c8cbaa96eca5cc92df546467947cee3dcdfda7a6b90dd101edf3992d",
  "fault-noise": "22a965b5595de45de02b47606beb25722ebecf7b241ad4b2cb2e4c9e1157bde7",
  "mode-to-standard": "4e5da06aae45099a5497edf8d3bb841d87152c27fe46fc5bbd8c13972c5a888c",
  "overload-three-phase": "c311760f61e0483db90d78786d69f3028f0a9ad60cf56ddb4db96e7735fe5a41",
  "producer-three-phase": "aa0d6e29fd4f0f7e6576e2ba20c99ce23f1dd7cb4d15aed96450920274690f7f",
  "tempo-white-to-red": "5bbf2b661f8b0aa2714b74e43986c978eb0b8d81df7a7993dfdafcb496d37006",
};

for (const [name, hash] of Object.entries(GOLDEN)) {
  Deno.test(`scenario ${name} gives the same bytes as ever`, async () => {
    const file = new URL(`../scenarios/${name}.yaml`, import.meta.url);
    const player = new Player(readScenario(Deno.readTextFileSync(file), { file: file.pathname }));
    const frames = Array.from(player.frames(), ({ bytes }) => bytes);
    const line = await new Blob(frames).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", line));
    assertEquals(digest.toHex(), hash);
  });
}

Deno.test("a second meter beside it moves nothing of the first", () => {
  const player = (name: string) => {
    const file = new URL(`../scenarios/${name}.yaml`, import.meta.url);
    return new Player(readScenario(Deno.readTextFileSync(file), { file: file.pathname })).frames();
  };
  const alone = Array.from(player("fault-noise"), ({ bytes }) => bytes.slice());
  const second = player("overload-three-phase");
  const beside = Array.from(player("fault-noise"), ({ bytes }) => {
    const copy = bytes.slice();
    second.next();
    return copy;
  });
  assertEquals(beside, alone);
});
