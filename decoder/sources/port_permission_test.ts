// In a file of its own: the C library, once loaded, stays loaded for every test of the file.
import { assertEquals, assertRejects } from "@std/assert";
import { openSource, SourceError } from "../source.ts";

Deno.test({
  name: "openSource() names --allow-ffi where Deno lacks that permission",
  permissions: { read: true, ffi: false },
  fn: async () => {
    const error = await assertRejects(
      () => openSource("/dev/ttyNOPE7"),
      SourceError,
      "Deno has no",
    );
    assertEquals([error.code, error.flag], ["permission", "--allow-ffi=/lib,/lib64,/usr/lib"]);
  },
});
