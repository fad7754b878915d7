/**
 * The command of `--reset`: what makes a board begin anew before the line does.
 *
 * @module
 */
import { Failure } from "./failure.ts";

/**
 * Runs the command in a shell and waits for its end. What it prints goes to standard error only.
 *
 * @throws {Failure} exit code 3, where it cannot be run or does not end with 0.
 */
export async function runReset(command: string): Promise<void> {
  const shell = new Deno.Command("sh", {
    args: ["-c", `exec >&2; ${command}`],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  });
  const { code } = await output(shell);
  if (code === 0) return;
  throw new Failure(`the command of --reset ended with exit code ${code}: ${command}`, {
    exitCode: 3,
    next: "Try it alone in a shell first",
  });
}

async function output(shell: Deno.Command): Promise<Deno.CommandStatus> {
  try {
    return await shell.spawn().status;
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotCapable || cause instanceof Deno.errors.NotFound)) {
      throw cause;
    }
    const next = cause instanceof Deno.errors.NotCapable
      ? "Use the task that may run programs: deno task ticlab sim"
      : "Run it where there is a shell, sh";
    throw new Failure(`cannot run the command of --reset: ${cause.message}`, {
      exitCode: 3,
      next,
      cause,
    });
  }
}
