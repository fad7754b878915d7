/**
 * The verbs of faults.
 *
 * @module
 */
import type { Verb } from "./verbs.ts";

/** One verb a fault. */
export const FAULT_VERBS: Readonly<Record<string, Verb>> = {};
