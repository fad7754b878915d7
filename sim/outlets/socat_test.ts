import { assertEquals, assertRejects } from "@std/assert";
import { OutletError } from "../outlet.ts";
import { openSocat } from "./socat.ts";

const installed = await new Deno.Command("sh", { args: ["-c", "command -v socat"] }).output()
  .then(({ success }) => success);
if (!installed) console.warn("socat is not installed: its outlet is not tested");

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test({
  name: "openSocat() makes a port whose path is literal, and takes it away",
  ignore: !installed,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/a,b:c 'd' (e) [f] {g} !h \\i "j"`;
    const outlet = await openSocat(path);
    using port = await Deno.open(path);
    outlet.write(bytes("li"));
    await outlet.send(bytes("ne"));
    const heard = new Uint8Array(4);
    for (let n = 0; n < 4;) n += (await port.read(heard.subarray(n)))!;
    assertEquals(new TextDecoder().decode(heard), "line");
    assertEquals(outlet.status().bytes, 4);
    await outlet.close();
    assertEquals(await outlet.ended, undefined);
    assertEquals([...Deno.readDirSync(folder)], []);
    await Deno.remove(folder);
  },
});

Deno.test({
  name: "openSocat() deletes no file and says what socat said",
  ignore: !installed,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    await Deno.writeTextFile(`${folder}/notes`, "precious");
    const says = (path: string, message: string) =>
      assertRejects(() => openSocat(path), OutletError, message);
    await says(`${folder}/notes`, "there is a file already");
    await says(`${folder}/no/x`, "No such file or directory");
    assertEquals(await Deno.readTextFile(`${folder}/notes`), "precious");
    await Deno.remove(folder, { recursive: true });
  },
});

/** Process ids whose command line has a text. */
function running(text: string): number[] {
  return [...Deno.readDirSync("/proc")].map(({ name }) => Number(name)).filter((pid) => {
    if (Number.isNaN(pid)) return false;
    try {
      return Deno.readTextFileSync(`/proc/${pid}/cmdline`).includes(text);
    } catch {
      return false;
    }
  });
}

for (const [signal, message] of [["SIGKILL", "socat ended with SIGKILL"], ["SIGTERM", undefined]]) {
  Deno.test({
    name: `openSocat() ends when socat is ended by ${signal}`,
    ignore: !installed || Deno.build.os !== "linux",
    fn: async () => {
      const folder = await Deno.makeTempDir();
      const outlet = await openSocat(`${folder}/linky`);
      const [socat] = running(`link=${folder}/linky`);
      Deno.kill(socat!, signal as Deno.Signal);
      const end = await outlet.ended;
      assertEquals(end?.message, message && `socat:${folder}/linky is gone: ${message}`);
      await outlet.close();
      await Deno.remove(folder, { recursive: true });
    },
  });
}
