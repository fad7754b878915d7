import { assertEquals, assertThrows } from "@std/assert";
import { privateFolder } from "./private_folder.ts";
import { SerialError } from "./serial_error.ts";

Deno.test("privateFolder() makes a folder for this user alone, and takes it again", async () => {
  const parent = await Deno.makeTempDir();
  const path = `${parent}/ticlab`;
  privateFolder(path);
  assertEquals((await Deno.stat(path)).mode! & 0o7777, 0o700);
  privateFolder(path);
  await Deno.remove(parent, { recursive: true });
});

Deno.test("privateFolder() refuses what somebody else could look into or own", async () => {
  const parent = await Deno.makeTempDir();
  const refused = (path: string) => {
    const error = assertThrows(() => privateFolder(path), SerialError);
    assertEquals(error.code, "EEXIST");
    return error.message;
  };
  await Deno.mkdir(`${parent}/open`, { mode: 0o755 });
  await Deno.writeTextFile(`${parent}/file`, "");
  await Deno.mkdir(`${parent}/own`, { mode: 0o700 });
  await Deno.symlink(`${parent}/own`, `${parent}/link`);
  assertEquals(
    refused(`${parent}/open`),
    `Cannot use the folder "${parent}/open": others may look into it`,
  );
  assertEquals(
    refused(`${parent}/file`),
    `Cannot use the folder "${parent}/file": it is not a folder`,
  );
  assertEquals(
    refused(`${parent}/link`),
    `Cannot use the folder "${parent}/link": it is not a folder`,
  );
  if (Deno.uid() === 0) {
    await Deno.chown(`${parent}/own`, 65534, null);
    assertEquals(
      refused(`${parent}/own`),
      `Cannot use the folder "${parent}/own": it belongs to user 65534, not to 0`,
    );
  }
  await Deno.remove(parent, { recursive: true });
});

Deno.test("privateFolder() says when it cannot make it", () => {
  assertEquals(assertThrows(() => privateFolder("/nowhere/ticlab"), SerialError).code, "ENOENT");
});
