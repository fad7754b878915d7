/**
 * The version of the suite, apart from that of ticlab.
 *
 * @module
 */

/** Semver of the suite: a patch never turns green red, a minor adds cases, a major removes some. */
export const SUITE_VERSION = "1.0.0";
