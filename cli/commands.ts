/**
 * The subcommands of ticlab; each is a file of this folder, loaded on demand.
 *
 * @module
 */
import type { CommandSpec, Options } from "./options.ts";

/** A subcommand: its options and help, and what it does. */
export interface Command {
  /** Options and help. */
  spec: CommandSpec;
  /** Does it; resolves with the exit code. */
  run(options: Options): Promise<number>;
}

/** Each subcommand with its line of `ticlab --help`, and how it is loaded. */
export const COMMANDS: Readonly<
  Record<string, { summary: string; load(): Promise<Command> }>
> = {
  sim: {
    summary: "play a meter on a serial port, a socket, a file or a broker",
    load: () => import("./sim.ts"),
  },
  ctl: {
    summary: "drive a running sim: what happens to its meter and to its line",
    load: () => import("./ctl.ts"),
  },
  scenarios: {
    summary: "list the scenarios that sim can play",
    load: () => import("./scenarios.ts"),
  },
  explain: {
    summary: "explain a scenario, a case of the suite or a rule",
    load: () => import("./explain.ts"),
  },
  replay: {
    summary: "send a recorded line once more, with faults if wanted",
    load: () => import("./replay.ts"),
  },
  record: {
    summary: "keep every byte of a line and its time in a text file",
    load: () => import("./record.ts"),
  },
  tee: {
    summary: "share one line between several readers",
    load: () => import("./tee.ts"),
  },
  anonymise: {
    summary: "take who and where out of a recording, to share it",
    load: () => import("./anonymise.ts"),
  },
  audit: {
    summary: "check what a real meter says against the specification",
    load: () => import("./audit.ts"),
  },
  ports: {
    summary: "list the serial ports of this machine, and what they are",
    load: () => import("./ports.ts"),
  },
  check: {
    summary: "say what a line is, whether it is good, and what to do if it is not",
    load: () => import("./check.ts"),
  },
  decode: {
    summary: "read a TIC line, say what the meter said, and pass it on: a gateway",
    load: () => import("./decode.ts"),
  },
  test: {
    summary: "score a decoder or a gateway against what the meter really said",
    load: () => import("./test.ts"),
  },
  learn: {
    summary: "propose the profile of a gateway from what it publishes",
    load: () => import("./learn.ts"),
  },
  doctor: {
    summary: "check that a program speaks the adapter protocol, before test scores it",
    load: () => import("./doctor.ts"),
  },
  init: {
    summary: "write a starting point: a program that test can score, to put a decoder in",
    load: () => import("./init.ts"),
  },
  list: {
    summary: "list the cases of the suite, its rules and the scenarios",
    load: () => import("./list.ts"),
  },
  report: {
    summary: "tell results anew, compare two of them, or several programs",
    load: () => import("./report.ts"),
  },
  export: {
    summary: "write the cases into a folder, for use without ticlab",
    load: () => import("./export.ts"),
  },
  completion: {
    summary: "print what makes a shell complete these commands",
    load: () => import("./completion.ts"),
  },
};
