import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { OutletError } from "../outlet.ts";
import { openFile } from "./file.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("openFile() empties the file and writes the line", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, "what was there before");
    const outlet = openFile(path);
    outlet.write(bytes("a"));
    await outlet.send(bytes("bc"));
    assertEquals(outlet.status(), { readers: null, readerSpeed: null, bytes: 3, lost: 0 });
    await outlet.close();
    assertEquals(await Deno.readTextFile(path), "abc");
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("openFile() says why a file cannot be written", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const says = (path: string, message: string) =>
      assertThrows(() => openFile(path), OutletError, message);
    says(folder, `cannot open file:${folder}: ${folder} is a folder`);
    says(`${folder}/no/x`, `cannot open file:${folder}/no/x: its folder does not exist`);
  } finally {
    await Deno.remove(folder);
  }
});

Deno.test({
  name: "openFile() ends when the disk is full",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const outlet = openFile("/dev/full");
    outlet.write(bytes("x"));
    await assertRejects(
      async () => {
        throw await outlet.ended;
      },
      OutletError,
      "cannot write to file:/dev/full: No space left on device",
    );
    outlet.write(bytes("y"));
    assertEquals(outlet.status().bytes, 0);
    await outlet.close();
  },
});
