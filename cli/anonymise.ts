/**
 * `ticlab anonymise`: takes who and where out of a recording.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { anonymise } from "../decoder/anonymise.ts";
import { leaks } from "../decoder/anonymise_leaks.ts";
import { anonymiseRecording } from "../decoder/anonymise_recording.ts";
import { isRecording } from "../decoder/recording/read_recording.ts";
import { textBytes } from "../decoder/recording/notation.ts";
import { Failure } from "./failure.ts";
import type { CommandSpec, Options } from "./options.ts";
import { fileAt } from "./recorded_line.ts";
import { writeOut } from "./stdout.ts";
import { userFolder } from "./user_folder.ts";

/** Options and help of `ticlab anonymise`. */
export const spec: CommandSpec = {
  name: "anonymise",
  summary: "take who and where out of a recording, to share it",
  usage: `ticlab anonymise FILE [--to FILE]

FILE is a recording, or bytes of a line as they are. The result is of the same
kind and goes to standard output, or to the file that --to names.`,
  options: {
    to: { value: "FILE", help: "where the result goes; it is written whole or not at all" },
  },
  examples: [
    ["ticlab anonymise winter.txt --to share.txt", "a recording"],
    ["ticlab anonymise line.tic > share.tic", "bytes"],
  ],
  exits: [
    [3, "the file cannot be read, or the result not written: nothing is overwritten"],
    [5, "something of the original would be left: nothing is written"],
  ],
  notes: `ADCO, ADSC, ADS and PRM are replaced, the same one always by the same, also
where they are cut or damaged; maker, year and type of the meter stay. Messages
lose their words, the header its port, comments are left out. Readings and times
stay: they show when somebody is at home. Checksums stay as right or wrong as
they were.`,
};

/**
 * Anonymises a file, and looks for what may be left before anything is written.
 *
 * @throws {Failure} with the exit codes of {@linkcode spec}.
 */
export function run(options: Options): Promise<number> {
  const [word, another] = options.words;
  if (word === undefined || another !== undefined) {
    throw new Failure("one FILE is wanted", { exitCode: 2, next: "See: ticlab anonymise --help" });
  }
  const folder = userFolder() ?? ".";
  const path = resolve(folder, word);
  const to = options.get("to");
  const target = to === undefined ? undefined : resolve(folder, to);
  if (target === path) {
    throw new Failure(`--to ${to} would overwrite what is read`, {
      exitCode: 2,
      next: "Keep the original: name another file.",
    });
  }
  if (target !== undefined && existsSync(target)) {
    throw new Failure(`cannot write ${to}: it is there already`, {
      exitCode: 3,
      next: "Name another file, so that nothing of it is lost",
    });
  }
  const original = fileAt(path, word);
  const { made, numbers, places, told } = madeOf(original, word);
  if (target === undefined) writeOut(made);
  else writeWhole(target, made);
  const what = numbers === 1 ? "1 number" : `${numbers} numbers`;
  console.error(`ticlab anonymise: ${what} replaced, in ${places} places${told}`);
  if (numbers === 0) {
    console.error("No number of a meter was read whole: look at the result before you share it.");
  }
  return Promise.resolve(0);
}

interface Made {
  made: Uint8Array;
  numbers: number;
  places: number;
  told: string;
}

function madeOf(original: Uint8Array, word: string): Made {
  if (!isRecording(original)) {
    const { bytes, numbers, places } = anonymise(original);
    refuseLeaks(leaks(original, bytes), word);
    return { made: bytes, numbers, places, told: "" };
  }
  const { text, line, numbers, places, left } = recordingOf(original, word);
  const made = new TextEncoder().encode(text);
  // What stands beside the chunks is searched with them, as one of its words may be a stand-in.
  const beside = new TextEncoder().encode(text.replace(/^\d.*$/gm, ""));
  refuseLeaks(leaks(line, joined([lineOf(text), beside])), word);
  const told = left === 0 ? "" : `; ${left} other line${left === 1 ? "" : "s"} left out`;
  return { made, numbers, places, told };
}

function recordingOf(original: Uint8Array, word: string) {
  try {
    return anonymiseRecording(original);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new Failure(`cannot anonymise ${word}: ${cause.message}`, {
      exitCode: 3,
      next: "It was written by another version of ticlab: get the newest one.",
      cause,
    });
  }
}

/** The line that a text of chunks holds, read anew for the search. */
function lineOf(text: string): Uint8Array {
  const chunks = text.split("\n").filter((line) => /^\d/.test(line));
  return joined(chunks.map((line) => textBytes(line.slice(line.indexOf("\t") + 1))!));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function refuseLeaks(left: readonly string[], word: string): void {
  if (left.length === 0) return;
  throw new Failure(`cannot anonymise ${word}: ${left.length} parts of its numbers would be left`, {
    exitCode: 5,
    next: "Nothing was written. Please tell us which meter it is; cut that place out of the file.",
  });
}

/** Writes beside the target and renames, so that half a file is never there. */
function writeWhole(target: string, bytes: Uint8Array): void {
  const beside = `${target}.part`;
  try {
    Deno.writeFileSync(beside, bytes);
    Deno.renameSync(beside, target);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new Failure(`cannot write ${target}: ${cause.message}`, {
      exitCode: 3,
      next: "Name a file in a folder that exists and that you may write to",
      cause,
    });
  }
}
