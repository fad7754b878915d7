/** What tests of the drivers ask about processes. */
import { assert } from "@std/assert";
import { textOf, until, watched } from "../../serial/_until.ts";

/** The system's own Python, where there is one: a version manager before it takes ten times as long. */
export const PYTHON = exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** Whether a process runs; one that is dead and not yet buried does not. */
export function isAlive(pid: number): boolean {
  try {
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    return !/\) [ZX] /.test(stat);
  } catch {
    return false;
  }
}

/** Waits until a process that was killed is gone. */
export async function assertGone(pid: number): Promise<void> {
  assert(pid > 1, `no pid: ${pid}`);
  await until(() => !isAlive(pid), `the end of process ${pid}`);
}

/** A folder for the files of one test. */
export class TestFolder implements Disposable {
  readonly path = Deno.makeTempDirSync();

  /** Waits until a program has written something into a file of it. */
  written(name: string): Promise<string> {
    return watched(this.path, () => textOf(`${this.path}/${name}`));
  }

  /** The pid that a program wrote into a file of it. */
  pid(name: string): number {
    return Number(Deno.readTextFileSync(`${this.path}/${name}`));
  }

  /** Writes a file; returns its path. */
  write(name: string, text: string, options: { mode?: number } = {}): string {
    const path = `${this.path}/${name}`;
    Deno.writeTextFileSync(path, text, options);
    return path;
  }

  [Symbol.dispose]() {
    Deno.removeSync(this.path, { recursive: true });
  }
}
