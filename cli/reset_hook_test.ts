import { assertEquals, assertRejects } from "@std/assert";
import { Failure } from "./failure.ts";
import { runReset } from "./reset_hook.ts";

Deno.test("runReset() resolves when the command has ended", async () => {
  const folder = await Deno.makeTempDir();
  await runReset(`echo reset > '${folder}/board'`);
  assertEquals(await Deno.readTextFile(`${folder}/board`), "reset\n");
  await Deno.remove(folder, { recursive: true });
});

Deno.test("runReset() says what the command ended with", async () => {
  const failure = await assertRejects(() => runReset("exit 7"), Failure, "exit code 7: exit 7");
  assertEquals((failure as Failure).exitCode, 3);
});
