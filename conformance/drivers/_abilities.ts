/**
 * What a pipe program can do, by what it prints: it need not say a hello.
 *
 * @module
 */
import type { ErrorKind } from "../../decoder/events.ts";
import type { TicMode } from "../../tic/types.ts";
import type { Said } from "../oracle/said.ts";
import type { Capability, Depth } from "../suite/capability.ts";
import { hasHeard } from "./_checks.ts";
import {
  type Canary,
  damagedLine,
  groupsOf,
  type LineKind,
  rightLine,
  withParity,
} from "./_probe_lines.ts";
import type { Outcome } from "./driver.ts";

const ERROR_KINDS: ReadonlySet<string> = new Set<ErrorKind>([
  "checksum",
  "syntax",
  "truncated",
  "interrupted",
  "framing",
  "parity",
  "overflow",
  "value",
]);

/** What was seen of a program. */
export interface Abilities {
  capabilities: Capability[];
  depth: Depth;
}

/** Gives an input to the program. */
export type Ask = (mode: string, line: Uint8Array) => Promise<Outcome>;

/** Finds out what a program can do that has heard some right lines. */
export async function abilities(
  ask: Ask,
  heard: ReadonlyMap<LineKind, Said>,
  canary: Canary,
): Promise<Abilities> {
  const capabilities: Capability[] = [...heard.keys()];
  const modes = capabilities.filter((kind): kind is TicMode => kind !== "older");
  const add = (capability: Capability, has: boolean | undefined) => {
    if (has) capabilities.push(capability);
  };
  const standard = heard.get("standard");
  const dated = groupsOf("standard", canary).filter(({ timestamp }) => timestamp !== undefined);
  add(
    "timestamps",
    standard?.groups.some((group) =>
      dated.some(({ label, timestamp }) => group.label === label && group.timestamp === timestamp)
    ),
  );
  const isTyped = ({ values }: Said) =>
    values.some(({ value }) => value !== null && typeof value !== "string");
  add("typed", [...heard.values()].some(isTyped));
  if (modes[0] !== undefined) {
    const errors = await saidOf(ask(modes[0], damagedLine(modes[0], canary)));
    add("errors", errors && errors.errors.length > 0);
    add(
      "error-kinds",
      errors && errors.errors.length > 0 &&
        errors.errors.every(({ kind }) => kind !== undefined && ERROR_KINDS.has(kind)),
    );
  }
  const name = groupsOf("standard", canary).find(({ label }) => label === "NGTF")!;
  add(
    "raw",
    standard?.groups.some(({ label, value }) => label === name.label && value === name.value),
  );
  if (modes.length === 2) {
    const both = Uint8Array.from(modes.flatMap((mode) => [...rightLine(mode, canary)]));
    const said = await saidOf(ask("auto", both));
    add("auto-mode", said && modes.every((mode) => hasHeard(mode, said, canary)));
  }
  if (modes[0] !== undefined) {
    const said = await saidOf(ask(modes[0], withParity(rightLine(modes[0], canary))));
    add("8bit-input", said && hasHeard(modes[0], said, canary));
  }
  const depth = capabilities.includes("errors")
    ? "status"
    : capabilities.includes("typed")
    ? "meaning"
    : "syntax";
  return { capabilities, depth };
}

async function saidOf(run: Promise<Outcome>): Promise<Said | undefined> {
  const outcome = await run;
  return outcome.kind === "said" ? outcome.said : undefined;
}
