/** The suite's reader and our decoder share no line of code: where both are sure, they must agree. */
import { assert, assertEquals } from "@std/assert";
import { TicDecoder } from "../../decoder/decoder.ts";
import { random } from "../../sim/random.ts";
import { BaseFrames } from "./base_frames.ts";
import { readWire } from "./wire.ts";
import type { RunReading } from "./wire_run.ts";
import { YamlFile } from "./yaml_file.ts";

const text = Deno.readTextFileSync(new URL("../cases/_frames.yaml", import.meta.url));
const frames = new BaseFrames(new YamlFile(text, { path: "_frames.yaml", problems: [] }).mapping());

interface Group {
  label: string;
  value: string;
  timestamp?: string;
}
const key = ({ label, value, timestamp }: Group) =>
  JSON.stringify([label, value, timestamp ?? null]);

/** Every way to say a group. */
function keys({ label, also = [], ...reading }: RunReading): string[] {
  return [reading, ...also].map((one) => key({ label, ...one }));
}

/** Groups that our decoder says of a line. */
function decoded(line: Uint8Array): Group[] {
  const decoder = new TicDecoder();
  return [...decoder.push(line), ...decoder.end()].flatMap((event) =>
    event.event === "group" ? [event] : []
  );
}

Deno.test("readWire() and our decoder say the same of every base frame", () => {
  for (const name of frames.names) {
    const line = frames.write(name);
    const read = readWire(line, "raw").runs.map(({ readings: [reading] }) => key(reading!));
    assertEquals(decoded(line).map(key), read, name);
  }
});

Deno.test("readWire() and our decoder find the same groups on 3,000 damaged lines", () => {
  const draw = random(1, "damaged lines");
  const below = (n: number) => Math.floor(draw() * n);
  const control = [0x02, 0x03, 0x04, 0x09, 0x0a, 0x0d, 0x20, 0x00, 0x41];
  let damagedGroups = 0;
  for (let n = 0; n < 3_000; n++) {
    const line = Array.from(frames.write(frames.names[below(frames.names.length)]!));
    for (let hits = 1 + below(6); hits > 0; hits--) {
      const at = below(line.length);
      const kind = below(4);
      if (kind === 0) line[at]! ^= 1 << below(7);
      else if (kind === 1) line.splice(at, 1 + below(3));
      else if (kind === 2) line.splice(at, 0, control[below(control.length)]!);
      else line[at] = control[below(control.length)]!;
    }
    const bytes = Uint8Array.from(line);
    const { runs } = readWire(bytes, "raw");
    const said = new Set(decoded(bytes).map(key));
    const may = new Set(runs.flatMap(({ readings }) => readings.flatMap(keys)));
    for (const group of said) assert(may.has(group), `${group} of line ${n} is invented`);
    for (const reading of runs.flatMap(({ readings }) => readings)) {
      const heard = keys(reading).some((one) => said.has(one));
      assert(heard || !reading.regular, `${key(reading)} of line ${n} is not said`);
    }
    damagedGroups += runs.filter(({ readings }) => readings.length === 0).length;
  }
  assert(damagedGroups > 1_000, `only ${damagedGroups} groups were damaged`);
});
