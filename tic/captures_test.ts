import { assertEquals, assertGreater } from "@std/assert";
import { grade } from "./grade.ts";
import { decodeGroup } from "./group.ts";
import { latin1 } from "./latin1.ts";
import { readValue } from "./reading.ts";
import { outside } from "./test_outside.ts";

interface Capture {
  file: string;
  emitter_ok: boolean;
  groups_valid: number;
}

Deno.test("grade() and readValue() fault no group of a meter's untouched output", () => {
  const folder = outside("captures", "TICLAB_CAPTURES");
  if (folder === null) return;
  const captures: Capture[] = JSON.parse(Deno.readTextFileSync(`${folder}/index.json`));
  let judged = 0;
  for (const { file, emitter_ok, groups_valid } of captures) {
    const bytes = Deno.readFileSync(`${folder}/${file}`);
    let valid = 0;
    for (const { index, 0: text } of latin1(bytes).matchAll(/\n[^\n\r\x02\x03\x04]*\r/g)) {
      let read;
      try {
        read = decodeGroup(bytes.subarray(index, index + text.length));
      } catch {
        continue;
      }
      valid++;
      if (!emitter_ok) continue;
      assertEquals(grade(read.group, read.mode), null, `${file} at ${index}: ${text}`);
      readValue(read.group, read.mode);
      judged++;
    }
    assertEquals(valid, groups_valid, file);
  }
  assertGreater(judged, 10_000);
});
