import { assert, assertEquals } from "@std/assert";

Deno.test("the lint imports nothing but its own files, so that it can judge all others", () => {
  const folder = new URL(".", import.meta.url);
  const names = ["", "older/"].flatMap((path) =>
    Array.from(
      Deno.readDirSync(new URL(path, folder)),
      ({ name, isFile }) => isFile ? path + name : "",
    )
  );
  let imports = 0;
  for (const name of names) {
    if (name === "" || /_test\.ts$|^(older\/)?test_/.test(name)) continue;
    // Examples in comments import as a user would.
    const text = Deno.readTextFileSync(new URL(name, folder)).replace(/\/\*[^]*?\*\//g, "");
    const targets = Array.from(
      text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g),
      ([, to]) => to!,
    );
    imports += targets.length;
    const own = name.startsWith("older/")
      ? /^\.\.?\/[a-z_]+\.ts$/
      : /^\.\/(older\/)?[a-z_0-9]+\.ts$/;
    assertEquals(targets.filter((target) => !own.test(target)), [], name);
    assert(!/\bDeno\.|Date\.now|new Date\(\)|performance\.|Math\.random/.test(text), name);
  }
  assert(imports > 50, "no imports found: the test reads the wrong place");
});
