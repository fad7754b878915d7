/**
 * The verbs of faults.
 *
 * @module
 */
import { FAULTS } from "./faults/mod.ts";
import type { Verb } from "./verbs.ts";

/** One verb a fault. */
export const FAULT_VERBS: Readonly<Record<string, Verb>> = FAULTS;
