/**
 * For tests: a line of shell that runs, what it says meanwhile, and how it ends.
 *
 * @module
 */

/** How it ended. */
export interface Ended {
  /** Exit code. */
  code: number;
  /** Standard output and standard error as they came. */
  text: string;
}

/** One that runs. */
export interface Shell {
  readonly ended: Promise<Ended>;
  /** Resolves when it has said something, now or later, with the first group of the pattern. */
  says(what: RegExp): Promise<string>;
  /** Sends a signal to all of its programs, as Ctrl-C of a terminal does. */
  end(signal: "SIGINT" | "SIGKILL"): void;
}

/** Starts a line of bash as a group of its own. */
export function started(
  line: string,
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Shell {
  // INIT_CWD is where `deno task test` was typed.
  const child = new Deno.Command("env", {
    args: ["-u", "INIT_CWD", "bash", "-c", line],
    cwd,
    env,
    detached: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let text = "";
  const listeners = new Set<() => void>();
  const read = async (stream: ReadableStream<Uint8Array>) => {
    for await (const piece of stream.pipeThrough(new TextDecoderStream())) {
      text += piece;
      listeners.forEach((look) => look());
    }
  };
  return {
    ended: Promise.all([child.status, read(child.stdout), read(child.stderr)])
      .then(([{ code }]) => ({ code, text })),
    says: (what) =>
      new Promise((resolve) => {
        const look = () => {
          const found = what.exec(text);
          if (found === null) return;
          listeners.delete(look);
          resolve(found[1] ?? found[0]);
        };
        listeners.add(look);
        look();
      }),
    end: (signal) => {
      try {
        Deno.kill(-child.pid, signal);
      } catch (error) {
        // It has ended by itself.
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
    },
  };
}
