/**
 * The command line of `ticlab test`, read.
 *
 * @module
 */
import { resolve } from "node:path";
import type { Depth } from "../conformance/suite/capability.ts";
import { Failure } from "./failure.ts";
import type { Options } from "./options.ts";
import { durationOf } from "./source_options.ts";
import { userFolder } from "./user_folder.ts";

/** What the command line asks for. */
export interface TestSettings {
  /** Program under test and its arguments. */
  command: readonly string[];
  /** Profile of a gateway, as typed, in the place of a program. */
  gateway: string | undefined;
  /** Which cases for gateways. */
  set: "quick" | "full";
  /** A real meter in the place of cases for gateways, as typed. */
  meter: string | undefined;
  /** How long it is listened to, ms. */
  time: number;
  session: boolean;
  depth: Depth | undefined;
  only: readonly string[];
  skip: readonly string[];
  /** Version of the suite to score by. */
  version: string | undefined;
  /** Shell command that comes before. */
  setup: string | undefined;
  /** Folder of the user, in which program and setup are started. */
  folder: string;
  /** Full path of the list of known failures. */
  known: string;
  /** Whether that list was named, and so has to be there. */
  knownNamed: boolean;
  writeKnown: boolean;
  /** Name of the file of results, as typed. */
  results: string | undefined;
  repro: string | undefined;
  jobs: number;
  /** Milliseconds for a short input. */
  timeout: number;
  json: boolean;
}

/** How long a real meter is listened to where nothing is said, ms. */
const METER_TIME = 300_000;

/**
 * Reads the command line of `ticlab test`.
 *
 * @throws {Failure} exit code 2.
 */
export function testSettings(options: Options): TestSettings {
  const [stray] = options.words;
  if (stray !== undefined) {
    throw new Failure(`the program under test stands after "--", not before: "${stray}"`, {
      exitCode: 2,
      next: `Try: ticlab test -- ${options.words.join(" ")}`,
    });
  }
  const gateway = options.get("gateway");
  refuseMeterOptions(options);
  if (gateway !== undefined) refuseDecoderOptions(options);
  else if (options.rest.length === 0) {
    throw new Failure("a program under test is wanted, after --", {
      exitCode: 2,
      next: "Try: ticlab test -- ./my-decoder, or --gateway FILE for a gateway\n" +
        "No program yet? ticlab init adapter --lang python writes a starting point",
    });
  }
  const folder = userFolder() ?? Deno.cwd();
  const path = (name: string) => {
    const value = options.get(name);
    return value === undefined ? undefined : resolve(folder, value);
  };
  return {
    command: gateway === undefined ? options.rest : [gateway],
    gateway,
    set: options.get("set") === "full" ? "full" : "quick",
    meter: options.get("meter"),
    time: durationOf(options, "test", "1h") ?? METER_TIME,
    session: options.has("session"),
    depth: options.get("depth") as Depth | undefined,
    only: options.all("only"),
    skip: options.all("skip"),
    version: options.get("suite"),
    setup: options.get("setup"),
    folder,
    known: path("known") ?? resolve(folder, "ticlab-known.yaml"),
    knownNamed: options.get("known") !== undefined,
    writeKnown: options.has("write-known"),
    results: options.get("results"),
    repro: path("repro"),
    // Two of one gateway may be in each other's way.
    jobs: count(
      options,
      "jobs",
      gateway === undefined ? Math.min(navigator.hardwareConcurrency, 8) : 1,
    ),
    timeout: count(options, "timeout", 10) * 1000,
    json: options.has("json"),
  };
}

/** A real meter plays no cases, and is of no use to a decoder, which `ticlab audit` tries on one. */
function refuseMeterOptions(options: Options): void {
  const refuse = (message: string, next: string) => new Failure(message, { exitCode: 2, next });
  if (options.get("meter") === undefined) {
    if (options.get("for") === undefined) return;
    throw refuse("--for is how long a real meter is listened to", "Name it: --meter SOURCE");
  }
  if (options.get("gateway") === undefined) {
    throw refuse("--meter is for gateways", "Try: ticlab test --gateway FILE --meter SOURCE");
  }
  const chosen = ["only", "skip", "set", "suite", "jobs", "known"].find((name) =>
    options.get(name) !== undefined
  );
  if (chosen === undefined) return;
  throw refuse(`--${chosen} chooses cases, and a real meter plays none`, "Leave it out");
}

/** What is said to a decoder means nothing to a gateway. */
function refuseDecoderOptions(options: Options): void {
  if (options.rest.length > 0) {
    throw new Failure("a gateway is started as its profile says, not by a command after --", {
      exitCode: 2,
      next: "Try: ticlab test --gateway FILE, or ticlab test -- CMD for a decoder",
    });
  }
  const valued = ["depth", "timeout", "repro"].find((name) => options.get(name) !== undefined);
  const given = options.has("session") ? "session" : valued;
  if (given === undefined) return;
  throw new Failure(`--${given} is for decoders: it says nothing to a gateway`, {
    exitCode: 2,
    next: "Leave it out",
  });
}

function count(options: Options, name: string, normal: number): number {
  const word = options.get(name);
  if (word === undefined) return normal;
  const value = Number(word.replace(/ ?s$/, ""));
  if (Number.isFinite(value) && value > 0 && (name !== "jobs" || Number.isInteger(value))) {
    return value;
  }
  throw new Failure(`--${name} wants a number above 0, not "${word}"`, { exitCode: 2 });
}
