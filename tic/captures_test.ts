import { assertEquals, assertGreater } from "@std/assert";
import { outside } from "../tools/outside.ts";
import { CR, EOT, ETX, LF, STX } from "./control.ts";
import { grade } from "./grade.ts";
import { decodeGroup } from "./group.ts";
import { latin1 } from "./latin1.ts";
import { readValue } from "./reading.ts";

interface Capture {
  file: string;
  emitter_ok: boolean;
  groups_valid: number;
}

/** The runs LF…CR of a capture that hold no other control byte of a frame. */
function* runs(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    const run = bytes.subarray(at, bytes.indexOf(CR, at) + 1);
    const inner = run.subarray(1);
    if (![LF, STX, ETX, EOT].some((byte) => inner.includes(byte))) yield run;
  }
}

Deno.test("grade() and readValue() fault no group of a meter's untouched output", () => {
  const folder = outside("captures", "TICLAB_CAPTURES");
  if (folder === null) return;
  const captures: Capture[] = JSON.parse(Deno.readTextFileSync(`${folder}/index.json`));
  let judged = 0;
  for (const { file, emitter_ok, groups_valid } of captures) {
    let valid = 0;
    for (const run of runs(Deno.readFileSync(`${folder}/${file}`))) {
      let read;
      try {
        read = decodeGroup(run);
      } catch {
        continue;
      }
      valid++;
      if (!emitter_ok) continue;
      assertEquals(grade(read.group, read.mode), null, `${file}: ${latin1(run)}`);
      readValue(read.group, read.mode);
      judged++;
    }
    assertEquals(valid, groups_valid, file);
  }
  assertGreater(judged, 10_000);
});
