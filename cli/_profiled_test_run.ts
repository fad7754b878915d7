/**
 * `ticlab test` on a profile, for tests.
 *
 * @module
 */

const MAIN = new URL("../main.ts", import.meta.url).pathname;

/** Runs `ticlab test` in a folder of its own with a profile `my.yaml` and a recording `line.tic`. */
export async function testGateway(
  profile: string,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/my.yaml`, profile);
    await Deno.writeTextFile(`${folder}/line.tic`, "\x02\nPAPP 00360 *\r\x03");
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", MAIN, "test", ...args],
      env: { NO_COLOR: "1", LC_ALL: "C", INIT_CWD: folder },
      stdin: "null",
    }).output();
    const text = new TextDecoder();
    return { code, out: text.decode(stdout), err: text.decode(stderr) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
