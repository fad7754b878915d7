/**
 * The oracle of gateways: what the meter sent, what the gateway said and promised, and nothing else.
 *
 * @module
 */
import type { Finding } from "./finding.ts";
import type { GatewayProfile } from "./gateway_profile.ts";
import type { GatewayRun } from "./gateway_run.ts";
import { currentFindings } from "./oracle_current.ts";
import { eventFindings } from "./oracle_events.ts";
import { goneFindings } from "./oracle_gone.ts";
import { type Judging, soundFindings } from "./oracle_sound.ts";
import { Patience } from "./patience.ts";
import { Truth } from "./truth.ts";

/** What the oracle says of a run. */
export interface Opinion {
  /** What the gateway did, in no order. */
  findings: Finding[];
  /** Values that it had to say before the run was over; where there are none, little was judged. */
  due: number;
}

/**
 * Judges a run.
 *
 * @example A gateway that says nothing
 * ```ts
 * import { examine } from "./oracle.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const groups = [{ label: "PAPP", value: "00360" }];
 * const frames = Array.from({ length: 20 }, (_, second) => (
 *   { from: 1_000 * second, to: 1_000 * second + 900, groups, alsoRight: [], whole: true, heard: true }
 * ));
 * const { findings } = examine({
 *   test: {
 *     id: "gateway/silent",
 *     rules: ["gateway/complete"],
 *     title: "A minute of frames",
 *     mode: "historique",
 *     scenario: "",
 *     stage: [],
 *     quick: true,
 *     since: "1.0.0",
 *   },
 *   frames,
 *   values: [],
 *   disturbances: [],
 *   ready: 0,
 *   over: 60_000,
 *   ended: { kind: "running" },
 *   speeds: [],
 * }, {
 *   name: "silent",
 *   file: "silent.yaml",
 *   start: { env: {}, within: 30_000 },
 *   modes: ["historique"],
 *   autoMode: false,
 *   line: "pty",
 *   out: { kind: "stdout", pattern: "" },
 *   promises: { period: 10_000, deadband: 0, derived: {}, events: [] },
 *   accelerated: false,
 * });
 * assertEquals(findings.map(({ what }) => what), ["PAPP is never said"]);
 * ```
 */
export function examine(run: GatewayRun, profile: GatewayProfile): Opinion {
  const judging: Judging = {
    run: { ...run, values: run.values.toSorted((a, b) => a.seen - b.seen) },
    profile,
    truth: new Truth(run),
    patience: new Patience(run, profile),
  };
  if (run.ended.kind !== "running" && run.values.length === 0) {
    // Whatever is missing is missing for that reason.
    return { findings: [...endFindings(run), ...speedFindings(run)], due: 0 };
  }
  const { findings, due } = currentFindings(judging);
  return {
    findings: [
      ...endFindings(run),
      ...soundFindings(judging),
      ...findings,
      ...goneFindings(judging),
      ...eventFindings(judging),
      ...speedFindings(run),
    ],
    due,
  };
}

/** A gateway that ends by itself, or never begins, is no gateway. */
function* endFindings({ ended, over, values }: GatewayRun): Generator<Finding> {
  if (ended.kind === "exited") {
    const words = ended.stderr.trimEnd().split("\n").at(-1)!.trim();
    yield {
      rule: "gateway/keeps-running",
      what: values.length === 0
        ? `the gateway ended with ${ended.exit} before it said anything${words && `: ${words}`}`
        : `the gateway ended by itself, with ${ended.exit}`,
      expected: "a program that runs until it is stopped",
      said: `exit ${ended.exit}`,
      at: over,
    };
  }
  if (ended.kind === "never-ready") {
    yield {
      rule: "gateway/keeps-running",
      what: "the gateway did not become ready",
      expected: "a first value, or the words of `ready` in its output",
      said: "nothing",
      at: over,
    };
  }
}

/** Speeds of the modes (54E §5.3.1 p12). */
const SPEEDS = { historique: 1_200, standard: 9_600 } as const;

/** A pty carries bytes at any speed; a meter's line does not. */
function* speedFindings({ test, speeds, ready, disturbances }: GatewayRun): Generator<Finding> {
  const isSwitched = disturbances.some(({ kind }) => kind === "mode-switch");
  const wanted = SPEEDS[test.mode];
  if (speeds.length === 0 || isSwitched || speeds.includes(wanted)) return;
  yield {
    rule: "gateway/line-speed",
    what: `the port was opened at a speed at which the meter's line is not read`,
    expected: `${wanted} baud`,
    said: `${speeds.join(", ")} baud`,
    at: ready,
  };
}
