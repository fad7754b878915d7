/**
 * `ticlab test --gateway FILE --meter SOURCE`: scores a gateway on a real meter.
 *
 * @module
 */
import type { GatewayCase } from "../conformance/gateway/gateway_case.ts";
import type { GatewayProfile } from "../conformance/gateway/gateway_profile.ts";
import { notPlayed } from "../conformance/gateway/judge.ts";
import { scoreOnMeter } from "../conformance/gateway/real_meter.ts";
import type { CaseLine } from "../conformance/run/result.ts";
import type { ReceiverRule } from "../conformance/suite/rule.ts";
import { openSource, type Source, SourceError } from "../decoder/source.ts";
import { shellWord } from "../decoder/sources/shell_word.ts";
import { Failure } from "./failure.ts";
import { sourceFailure } from "./source_failure.ts";
import type { TestProgress } from "./test_progress.ts";
import type { TestSettings } from "./test_settings.ts";

/** What is scored, and who is told. */
interface Scored {
  profile: GatewayProfile;
  /** Those that a real meter does not play. */
  cases: readonly GatewayCase[];
  rules: readonly ReceiverRule[];
  signal: AbortSignal;
  progress: TestProgress;
}

/**
 * Opens the meter and passes its line on to the gateway for the time of the settings.
 *
 * @throws {Failure} exit code 2 for a file, 3 where the meter cannot be opened.
 */
export async function meterLines(
  { meter: word = "", time, folder }: TestSettings,
  { profile, cases, rules, signal, progress }: Scored,
): Promise<CaseLine[]> {
  let source: Source;
  try {
    source = await openSource(word, { folder, notice: (text) => progress.say(text) });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw sourceFailure(error, { word, folder, args: Deno.args.slice(1), command: "test" });
  }
  try {
    if (!source.live) {
      throw new Failure(`"${word}" is a file, and no gateway can be as fast`, {
        exitCode: 2,
        next: `Send it as a meter would: ticlab replay ${shellWord(word)}, then name its port`,
      });
    }
    const { readable } = source;
    const line = await scoreOnMeter({
      profile,
      meter: { readable, time },
      rules,
      signal,
      notice: (text) => progress.say(text),
      onProgress: (ms) => progress.playing(`${word} ${Math.round(ms / 1_000)} s`),
    });
    progress.step(line, 1, 1);
    const others = cases.map((test) => notPlayed(test, rules, "a real meter plays no cases"));
    return [...others, line];
  } finally {
    await source.close();
  }
}
