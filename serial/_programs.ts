/**
 * Programs of other authors that the tests of this room listen with.
 *
 * @module
 */

/** Output of a program that has ended. */
export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs a program to its end. */
export async function run(program: string, ...args: string[]): Promise<Ended> {
  const { code, stdout, stderr } = await new Deno.Command(program, { args }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  return { code, out: text(stdout), err: text(stderr) };
}

/** The first of some command lines that runs here and succeeds; undefined where none does. */
async function firstThatRuns(...lines: [string, ...string[]][]): Promise<string | undefined> {
  for (const [program, ...args] of lines) {
    try {
      if ((await run(program, ...args)).code === 0) return program;
    } catch {
      continue; // Absent, or not allowed.
    }
  }
  return undefined;
}

/** Python with its termios module. */
export const python = await firstThatRuns(
  ["/usr/bin/python3", "-c", "import termios"],
  ["python3", "-c", "import termios"],
);

/** A Python that has pyserial. */
export const pyserial = await firstThatRuns(
  ["/usr/bin/python3", "-c", "import serial; serial.Serial"],
  ["python3", "-c", "import serial; serial.Serial"],
);

/** socat, for a pair of ptys that are not ours. */
export const socat = await firstThatRuns(["socat", "-V"]);

/** stty of GNU, which takes a device with -F. */
export const stty = await firstThatRuns(["stty", "--version"]);

/** A C compiler. */
export const cc = await firstThatRuns(["cc", "--version"]);

/** setpriv, where this is root and can become nobody. */
export const setpriv = Deno.build.os === "linux" && Deno.uid() === 0
  ? await firstThatRuns(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true"])
  : undefined;

/** A test that needs a program, and says so in its name where that is absent. */
export function testWith(
  program: string | undefined,
  called: string,
  name: string,
  fn: (program: string) => Promise<void>,
): void {
  if (program !== undefined) Deno.test(name, () => fn(program));
  else Deno.test.ignore(`${name} [skipped: no ${called} here]`, () => {});
}
