import { assert, assertEquals } from "@std/assert";

/** The rooms from the ground up: each may import from those before it (docs/architecture.md). */
const ROOMS = ["tic", "serial", "decoder", "sim", "conformance", "cli"];
const ROOT = new URL("../", import.meta.url);

function* sourcesIn(folder: string): Generator<string> {
  for (const entry of Deno.readDirSync(new URL(`${folder}/`, ROOT))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) yield* sourcesIn(path);
    else if (entry.name.endsWith(".ts")) yield path;
  }
}

/** Rooms that a file imports from, by its relative imports. */
function importsOf(path: string): string[] {
  const text = Deno.readTextFileSync(new URL(path, ROOT));
  const words = text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g);
  return Array.from(words, ([, word]) => {
    const target = new URL(word!, new URL(path, ROOT)).pathname.slice(
      ROOT.pathname.length,
    );
    return target.split("/")[0]!;
  });
}

Deno.test("rooms import from the rooms below them only", () => {
  const upward: string[] = [];
  let seen = 0;
  for (const [height, room] of ROOMS.entries()) {
    for (const path of sourcesIn(room)) {
      for (const other of importsOf(path)) {
        seen++;
        const test = /_test\.ts$|\/test_[^/]*\.ts$/.test(path);
        const tool = other === "tools" && test;
        if (
          !tool &&
          !(ROOMS.indexOf(other) >= 0 && ROOMS.indexOf(other) <= height)
        ) {
          upward.push(`${path} imports from ${other}`);
        }
      }
    }
  }
  assert(seen > 50, "no imports found: the test reads the wrong place");
  assertEquals(upward, []);
});

Deno.test("the language and the decoder's core need no I/O, clock or chance", () => {
  const core = [...sourcesIn("tic"), ...sourcesIn("decoder")]
    .filter((path) => !/_test\.ts$|\/test_[^/]*\.ts$|^decoder\/(?:source|sinks\/)/.test(path));
  for (const path of core) {
    const text = Deno.readTextFileSync(new URL(path, ROOT)).replace(
      /\/\*[^]*?\*\/|\/\/.*/g,
      "",
    );
    const impure =
      /\bDeno\.|\bfetch\(|Date\.now|new Date\(\)|performance\.|Math\.random|setTimeout/;
    assertEquals(impure.exec(text)?.[0], undefined, `${path} is not pure`);
  }
});
