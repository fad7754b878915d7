/**
 * The line of a scenario: the bytes of the simulator, and the check of them against its ledger.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseMoment } from "../../sim/moment.ts";
import { nearest } from "../../sim/nearest.ts";
import { Player } from "../../sim/player.ts";
import { parseQuantity } from "../../sim/quantity.ts";
import { readScenario } from "../../sim/scenario.ts";
import type { Group } from "../../tic/types.ts";
import { type CaseLine, closed } from "./case_line.ts";
import { concatenated } from "./families/concatenated.ts";
import { readWire } from "./wire.ts";

/** Which part of which scenario. */
export interface ScenarioPart {
  /** Name in the library. */
  name: string;
  /** First moment, as `ticlab sim --from` takes it; the start by default. */
  from?: string | undefined;
  /** How long, as `ticlab sim --for` takes it; the scenario's own time by default. */
  for?: string | undefined;
}

/**
 * Plays a scenario and writes its line.
 *
 * The groups of every frame that no fault touched have to be those that the meter meant: two writers,
 * the simulator's ledger and the suite's own reader, must agree before anything is required.
 *
 * @throws {Error} where the scenario is none, or the two do not agree.
 */
export function scenarioLine(part: ScenarioPart, { tail }: { tail: boolean }): CaseLine {
  const folder = fileURLToPath(new URL("../../scenarios/", import.meta.url));
  const path = (file: string) => join(folder, file);
  const file = `${part.name}.yaml`;
  const files = readdirSync(folder);
  if (!files.includes(file)) {
    const near = nearest(file, files)?.replace(".yaml", "");
    throw new Error(
      `Cannot play the scenario "${part.name}": ${
        near ? `did you mean "${near}"?` : "see: ticlab scenarios"
      }`,
    );
  }
  const scenario = readScenario(readFileSync(path(file), "utf8"), {
    file,
    readText: (name) => readFileSync(path(name), "utf8"),
  });
  const from = part.from === undefined ? scenario.start : parseMoment(part.from, scenario.start);
  const time = part.for === undefined ? scenario.duration : parseQuantity(part.for, "duration");
  if (time === undefined) throw new Error(`Cannot play "${part.name}" for ever: write "for: 30 s"`);
  const end = part.for === undefined ? scenario.start + time : from + time;
  const player = new Player({ ...scenario, duration: end - scenario.start }, { from });
  const pieces: Uint8Array[] = [];
  for (const { bytes, groups, marks, number } of player.frames()) {
    pieces.push(bytes);
    if (marks.length === 0) agree(bytes, { groups, frame: `frame ${number} of "${part.name}"` });
  }
  const line = { bytes: concatenated(...pieces), spans: [] };
  return tail ? closed(line) : { ...line, lead: 0, tail: line.bytes.length };
}

function agree(
  bytes: Uint8Array,
  { groups, frame }: { groups: readonly Group[]; frame: string },
): void {
  const read = readWire(bytes, "raw").runs.map(({ readings }) => readings[0]);
  const differs = read.length !== groups.length ||
    groups.some(({ label, value, timestamp }, i) =>
      read[i]?.label !== label || read[i].value !== value || read[i].timestamp !== timestamp
    );
  if (differs) throw new Error(`Cannot require ${frame}: its bytes are not what its ledger says`);
}
