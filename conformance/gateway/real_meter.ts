/**
 * A gateway scored on a real meter, with our decoder as the ledger.
 *
 * @module
 */
import { within } from "../drivers/_within.ts";
import { ProgramError } from "../drivers/program_error.ts";
import type { CaseLine } from "../run/result.ts";
import type { ReceiverRule } from "../suite/rule.ts";
import type { TicMode } from "../../tic/types.ts";
import type { GatewayCase } from "./gateway_case.ts";
import type { GatewayProfile } from "./gateway_profile.ts";
import { judgeRun } from "./judge.ts";
import type { RealMeter } from "./shadow_line.ts";
import { ShadowLedger } from "./shadow_ledger.ts";
import { playCase } from "./stage.ts";

/** How long a line is listened to before nobody is thought to speak: both speeds twice, ms. */
const LISTEN = 20_000;

/** What is scored on what. */
export interface MeterScoring {
  profile: GatewayProfile;
  meter: RealMeter;
  rules: readonly ReceiverRule[];
  /** Ends it at once. */
  signal: AbortSignal;
  /** Tells a person what goes wrong besides. */
  notice(text: string): void;
  /** Told at each frame how long it has been listened to, ms. */
  onProgress?(ms: number): void;
}

/**
 * Passes the line of a meter on to a gateway, and judges what it says: what a simulator would know of the
 * meter, our decoder says.
 *
 * @throws {ProgramError} where the line carries no frame, or the gateway cannot be started.
 */
export async function scoreOnMeter(
  { profile, meter, rules, ...options }: MeterScoring,
): Promise<CaseLine> {
  const reader = meter.readable.getReader();
  const mode = await modeOf(reader);
  const rest = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  }, { highWaterMark: 0 });
  const test = meterCase(mode, meter.time);
  // A meter cannot be played faster.
  const slow = { ...profile, accelerated: false };
  const run = await playCase(slow, test, { ...options, meter: { ...meter, readable: rest } });
  // One meter as it happens to be is no badge.
  return { ...judgeRun(run, { profile: slow, rules }), sets: [] };
}

/** Listens until the mode of the line is known. */
async function modeOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<TicMode> {
  const ledger = new ShadowLedger();
  const until = performance.now() + LISTEN;
  let next: ReturnType<typeof reader.read> | undefined;
  while (performance.now() < until) {
    next ??= reader.read();
    if (!await within(next, until - performance.now())) break;
    const { value, done } = await next;
    next = undefined;
    if (done) break;
    ledger.hear(value, performance.now());
    if (ledger.mode !== undefined) return ledger.mode;
  }
  throw new ProgramError("Cannot score on this line: no group on it has a right checksum", {
    next: "See what it is: ticlab check SOURCE",
  });
}

function meterCase(mode: TicMode, time: number): GatewayCase {
  return {
    id: "gateway/real-meter",
    rules: ["gateway/complete", "gateway/fresh", "gateway/sound"],
    title: `A real meter in ${mode} mode, for ${time / 1_000} s`,
    mode,
    scenario: "",
    stage: [],
    quick: false,
    since: "1.0.0",
  };
}
