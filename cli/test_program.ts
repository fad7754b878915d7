/**
 * The program under test for `ticlab test`: built, tried, and ready to be run by several workers.
 *
 * @module
 */
import type { Driver, ProgramProfile } from "../conformance/drivers/driver.ts";
import { openDriver } from "../conformance/drivers/open_driver.ts";
import { preflight } from "../conformance/drivers/preflight.ts";
import { ProgramError } from "../conformance/drivers/program_error.ts";
import { Failure } from "./failure.ts";
import type { TestSettings } from "./test_settings.ts";

/** A program under test. */
export interface TestProgram extends AsyncDisposable {
  /** What it can do. */
  profile: ProgramProfile;
  /** Opens workers. */
  drivers(jobs: number): Driver[];
}

/**
 * Runs the setup command and the preflight.
 *
 * @throws {Failure} exit code 3 where the program cannot be built or started, or breaks the contract.
 */
export async function openProgram(settings: TestSettings): Promise<TestProgram> {
  const { command, session, folder, timeout } = settings;
  if (settings.setup !== undefined) await setUp(settings.setup, folder);
  const options = { command, session, folder, timeout };
  const profile = await preflight(options).catch((cause) => {
    if (!(cause instanceof ProgramError)) throw cause;
    throw new Failure(cause.message, { exitCode: 3, next: cause.next, cause });
  });
  const drivers: Driver[] = [];
  return {
    profile,
    drivers(jobs) {
      while (drivers.length < jobs) drivers.push(openDriver(options));
      return drivers;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(drivers.map((driver) => driver.close()));
    },
  };
}

/**
 * Runs a shell command in a folder of the user's, to build the program.
 *
 * @throws {Failure} exit code 3 where it fails.
 */
export async function setUp(setup: string, folder: string): Promise<void> {
  const { code } = await new Deno.Command("sh", {
    args: ["-c", setup],
    cwd: folder,
    stdin: "null",
    stdout: Deno.stderr.isTerminal() ? "inherit" : "piped",
    stderr: "inherit",
  }).output();
  if (code === 0) return;
  throw new Failure(`the setup command ended with exit code ${code}: ${setup}`, { exitCode: 3 });
}
