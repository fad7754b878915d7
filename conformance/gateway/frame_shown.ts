/**
 * The frame of the line that shows a failure of a gateway, and the group in it.
 *
 * @module
 */
import { encodeFrame } from "../../tic/frame.ts";
import type { TicMode } from "../../tic/types.ts";
import { byteRuns } from "../reports/byte_picture.ts";
import type { CaseFailure } from "../run/result.ts";
import type { Finding } from "./finding.ts";
import type { GatewayRun, SentFrame } from "./gateway_run.ts";

/** What of a failure tells its bytes. */
type ShownFrame = Pick<CaseFailure, "bytes" | "bytesFrom" | "at" | "chunking">;

/**
 * Writes the frame of a finding as bytes and points at its group. Where that frame does not have the group
 * any more, the last one before it is shown that has; nothing where there is none.
 *
 * @example
 * ```ts
 * import { frameShown } from "./frame_shown.ts";
 * import { loadGatewayCases } from "./load_cases.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const test = loadGatewayCases().find(({ mode }) => mode === "historique")!;
 * const groups = [{ label: "PTEC", value: "TH.." }, { label: "PAPP", value: "00360" }];
 * const frame = { from: 0, to: 900, groups, alsoRight: [], whole: true, heard: true };
 * const finding = { rule: "gateway/complete", what: "PAPP is never said", at: 900, label: "PAPP", frame };
 * const { bytes, at } = frameShown(finding, { test, frames: [frame] });
 * assertEquals(atob(bytes).slice(at), "PAPP 00360 *\r\x03");
 * ```
 */
export function frameShown(
  { label, frame, at: time }: Finding,
  { test, frames }: Pick<GatewayRun, "test" | "frames">,
): ShownFrame {
  const seconds = (at: number) => ((at - (frames[0]?.from ?? at)) / 1_000).toFixed(1);
  const has = ({ groups, alsoRight }: SentFrame) =>
    [...groups, ...alsoRight].some((group) => group.label === label);
  const isGone = frame !== undefined && frame.bytes === undefined && !has(frame);
  const last = isGone
    ? frames.findLast((other) => other.from < frame.from && has(other))
    : undefined;
  const shown = last ?? frame;
  const bytes = shown === undefined ? new Uint8Array() : bytesOf(shown, test.mode);
  const at = placeOf(bytes, label);
  const which = last ? ", the last that had it" : "";
  return {
    ...(at !== undefined && { at }),
    chunking: `as a frame of the line, ${seconds(shown?.from ?? time)} s after the first${which}`,
    bytes: btoa(String.fromCharCode(...bytes)),
    bytesFrom: 0,
  };
}

function bytesOf({ groups, bytes }: SentFrame, mode: TicMode): Uint8Array<ArrayBuffer> {
  if (bytes !== undefined) return bytes;
  if (groups.length === 0) return new Uint8Array();
  const said = (...labels: string[]) => groups.some(({ label }) => labels.includes(label));
  const own = said("ADCO", "PTEC") ? "historique" : said("ADSC", "NTARF") ? "standard" : mode;
  return encodeFrame(groups, own);
}

/** Where the group of a label stands; else the first group whose sum is wrong: its label may be damaged. */
function placeOf(bytes: Uint8Array, label: string | undefined): number | undefined {
  const runs = byteRuns(bytes);
  const run = runs.find((run) => run.label === label) ??
    runs.find(({ carried, right }) => carried !== right);
  return run && run.offset + 1;
}
