/**
 * The version of ticlab, as `ticlab --version` says it.
 *
 * @module
 */

/** Semver. */
export const VERSION = "0.1.0";
