/**
 * Whether losses and modes are told as they happened.
 *
 * @module
 */
import type { Capability } from "../suite/capability.ts";
import type { Expectation, ExpectedError } from "../suite/expectation.ts";
import type { Complaint } from "./complaint.ts";
import type { Said, SaidError } from "./said.ts";

/**
 * Looks for the first loss that was not told, the first false alarm, or a mode that is wrong.
 *
 * Places need only touch; kinds count only for a program with `error-kinds`.
 *
 * @example
 * ```ts
 * import { checkStatus } from "./status.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const expect = { groups: [], frames: [], errors: [] };
 * const said = {
 *   groups: [], frames: [], values: [], modes: [], logs: [],
 *   errors: [{ kind: "checksum", offset: 12 }],
 * };
 * assertEquals(checkStatus(expect, said, new Set())?.what, "tells a loss where nothing was lost");
 * ```
 */
export function checkStatus(
  expect: Expectation,
  said: Said,
  capabilities: ReadonlySet<Capability>,
): Complaint | null {
  const kinds = capabilities.has("error-kinds");
  const alarm = said.errors[0];
  if (expect.errors?.length === 0 && alarm) {
    const at = alarm.offset === undefined ? {} : { at: alarm.offset };
    return { what: "tells a loss where nothing was lost", said: errorText(alarm), ...at };
  }
  for (const wanted of expect.errors ?? []) {
    const near = said.errors.filter((error) => touches(wanted, error));
    if (near.some((error) => !kinds || wanted.kinds.includes(error.kind as never))) continue;
    const [first] = near;
    return {
      what: first ? "tells a loss by another kind" : "does not tell that something was lost",
      expected: `${wanted.kinds.join(" or ")} in bytes ${wanted.from} to ${wanted.to - 1}`,
      at: wanted.from,
      ...(first && { said: errorText(first) }),
    };
  }
  return expect.modes ? wrongMode(expect.modes, said) : null;
}

function touches(wanted: ExpectedError, { offset, length }: SaidError): boolean {
  if (offset === undefined) return true;
  return offset <= wanted.to && offset + Math.max(length ?? 1, 1) >= wanted.from;
}

function wrongMode(wanted: readonly string[], said: Said): Complaint | null {
  const modes = said.modes.length > 0 ? said.modes : distinct(said.frames.map((f) => f.mode));
  if (modes.length === 0) return { what: "does not say a mode", unsupported: true };
  if (modes.join() === wanted.join()) return null;
  const what = "says another mode than the line speaks";
  return { what, expected: wanted.join(", then "), said: modes.join(", then ") };
}

function distinct(modes: readonly (string | undefined)[]): string[] {
  const known = modes.filter((mode) => mode !== undefined);
  return known.filter((mode, i) => mode !== known[i - 1]);
}

function errorText({ kind, label, offset, length }: SaidError): string {
  const words = [kind ?? "error", label && `in ${label}`, offset !== undefined && `at ${offset}`];
  if (length !== undefined) words.push(`${length} bytes`);
  return words.filter(Boolean).join(" ");
}
