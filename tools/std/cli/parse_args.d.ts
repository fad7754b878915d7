// Types of @std/cli/parse-args 1.x, loosely: every flag is unknown until its reader narrows it.
export interface ParseOptions {
  "--"?: boolean;
  alias?: Record<string, string | readonly string[]>;
  boolean?: boolean | string | readonly string[];
  string?: string | readonly string[];
  collect?: string | readonly string[];
  negatable?: string | readonly string[];
  default?: Record<string, unknown>;
  stopEarly?: boolean;
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}
export interface Args {
  [flag: string]: unknown;
  _: Array<string | number>;
  "--"?: string[];
}
export function parseArgs(args: readonly string[], options?: ParseOptions): Args;
