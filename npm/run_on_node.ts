/**
 * Runs on Node the commands that need no port.
 *
 * @module
 */
import { Deno } from "@deno/shim-deno";
import process from "node:process";
import "./older_node.ts";
import { startedBy } from "./started_by.ts";

/** Commands that open no port and listen nowhere. */
const ON_NODE = [
  "test",
  "doctor",
  "init",
  "decode",
  "explain",
  "list",
  "scenarios",
  "export",
  "report",
  "anonymise",
  "help",
  "--help",
  "-h",
  "--version",
];

/** What Deno has and its stand-in has not. */
const MISSING = {
  permissions: { querySync: () => ({ state: "granted" }) },
  errors: { ...Deno.errors, NotCapable: class NotCapable extends Error {} },
};

/** Runs a command line of ticlab in this process and resolves with its exit code; 3 where it needs Deno. */
export async function runOnNode(args: readonly string[]): Promise<number> {
  const [command = "--help"] = args;
  if (!ON_NODE.includes(command)) {
    console.error(
      `ticlab ${command}: this needs Deno, which npm did not install beside ticlab on ` +
        `${process.platform} ${process.arch}`,
    );
    console.error(
      `Without Deno there are: ${ON_NODE.filter((word) => /^\w/.test(word)).join(", ")}`,
    );
    return 3;
  }
  // It is for `deno task`, which starts elsewhere than the user stands; npm sets it, too.
  delete process.env.INIT_CWD;
  const way = startedBy();
  if (way === undefined) delete process.env.TICLAB_BY;
  else process.env.TICLAB_BY = way;
  Object.assign(globalThis, { Deno: { ...Deno, ...MISSING, args } });
  const { main } = await import("../main.ts");
  return await main(args);
}
