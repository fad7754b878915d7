/**
 * The programs whose answers are kept: right ones of two styles, and wrong ones that are not ours.
 *
 * @module
 */
import type { Driver, ProgramProfile } from "../conformance/drivers/driver.ts";
import { inProcess, type Listener, ourDecoder } from "../conformance/drivers/in_process.ts";
import { SessionDriver } from "../conformance/drivers/session.ts";
import { NAIVE_CAPABILITIES } from "../conformance/naive/kill_matrix.ts";
import { STYLES } from "../conformance/naive/styles.ts";

/** A program that can be asked. */
interface Program {
  profile: ProgramProfile;
  driver: Driver;
}

const ROOT = new URL("..", import.meta.url).pathname;

function here(name: string, make: () => Listener): Promise<Program> {
  const profile: ProgramProfile = { name, depth: "status", capabilities: NAIVE_CAPABILITIES };
  return Promise.resolve({ profile, driver: inProcess(make) });
}

async function bySession(command: readonly string[], folder: string): Promise<Program> {
  const driver = new SessionDriver({ command, folder });
  const profile = await driver.start();
  if ("kind" in profile) {
    throw new Error(`Cannot record ${command.join(" ")}: it does not say hello: ${profile.kind}`);
  }
  return { profile, driver };
}

/** Each by the name of its file. */
export const RECORDED_PROGRAMS: Readonly<Record<string, () => Promise<Program>>> = {
  "ticlab": () => here("ticlab", ourDecoder),
  "frame-atomic": () => {
    const { Decoder } = STYLES.find(({ name }) => name === "frame-atomic")!;
    return here("frame-atomic", () => new Decoder());
  },
  "naive.py": () => bySession(["python3", "-S", "naive.py"], `${ROOT}conformance/independent`),
  "npm-teleinfo": () => bySession(["node", "adapter.mjs"], `${ROOT}examples/npm-teleinfo`),
};
