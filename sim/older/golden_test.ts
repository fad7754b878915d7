import { assertEquals } from "@std/assert";
import { Player } from "../player.ts";
import { readScenario } from "../scenario.ts";

/** Hashes of all bytes of the line, as in `sim/golden_test.ts`. */
const GOLDEN: Readonly<Record<string, string>> = {
  "cbemm-standby": "90a160f1760c38cace18c01254bf9dfb233c431eaa8e352792777eedee14ef72",
  "cbemm-icc-tempo": "7bcbfb9231438d06dbb03b4579d79562d54fe7233b3f2d8f686dbf311ecd9204",
  "cbetm-overload": "5855a6564391f10ecdeef343cfaf2065cfd480a9e22b6d4db3ed0ab02d13a513",
  "cje-overrun": "8c6594b5c25860e1c17aa0ee7bfc37261b21e6c53b99fda55f81e3644c9fa0f3",
  "concentrator-mobile-peak": "e4537499bce5276f033c86ffe64d240420c971da770eaf75cfff6c5ebc95b4f8",
  "ice-2q-overrun": "9ba7fccfda091f2ca75f99902fad81bb2dbbbe7ffcd2dfca5122dd64baf7c636",
  "ice-4q-injection": "734736b14861a4a97470078b4db7d492af3b213f3ad0ca2417d672423582461e",
  "ice-2q-v2-4": "fde262d4d71b4644c509de1f2fcca6e8de0ec1718e6acd271b68487ee3516aa3",
  "ice-2q-voltage-apart": "2f3836f923163848350666117c290d232982efd789dadc0ad484b5a27b86677e",
  "ice-4q-month-end": "edd258a9a29f264dea5fbd1d2db941e9a07a863b1295f74579bc31839cd4126b",
  "pme-pmi-consumer": "92c6cd3bdf86c8003fc9525962afd31ae72acf0a352770b4a12afb77ad8c29f6",
  "pme-pmi-test-mode": "dca3574893d478f8ce83183d9a48cdbbf83964a7364d245f3d8e1b1621f90d23",
  "pme-pmi-producer": "cb13ecdba32edc50ac4b0af3ae9b44a964d0153ae5e75a4f435cb0b8c44fdb8b",
  "saphir-histo": "42aaad4faba884741169e17b8fe6a8cc4734b5e0dcaaa8ebdb1b951dc443e588",
  "saphir-std-producer": "77c8e8e488b05fa258e49efeaf544e4e98f06faf56070e86bda9f6aad502b400",
};

for (const [name, hash] of Object.entries(GOLDEN)) {
  Deno.test(`scenario ${name} of an older meter gives the same bytes as ever, and says what it must`, async () => {
    const file = new URL(`../../scenarios/${name}.yaml`, import.meta.url);
    const player = new Player(readScenario(Deno.readTextFileSync(file), { file: file.pathname }));
    const frames = Array.from(player.frames(), ({ bytes }) => bytes);
    const line = await new Blob(frames).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", line));
    assertEquals(digest.toHex(), hash);
    const failed = player.result().checks.filter(({ passed }) => !passed);
    assertEquals(failed.map(({ report }) => report), []);
  });
}
