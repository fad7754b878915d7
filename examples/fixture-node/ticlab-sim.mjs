// A meter to test with: `ticlab sim` on a virtual serial port, driven by the test.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const TICLAB = process.env.TICLAB ?? "npx ticlab";
const START = "--start 2026-01-14T12:00:00"; // the clock of the meter: each run is like the one before

/** A meter. It sends no frame until `step`, and then at once; nothing has to be waited for. */
export class Sim {
  /** Starts one, which stops with the test. */
  static async start(test, options = "") {
    const command = `${TICLAB} sim --json --step --speed max ${START} ${options}`;
    // A folder of its own for port and socket: tests may run at once.
    const folder = await mkdtemp(join(tmpdir(), "sim-"));
    const env = { ...process.env, XDG_RUNTIME_DIR: folder };
    const child = spawn(command, {
      shell: true,
      env,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const exited = once(child, "exit");
    const { value } = await lines(child.stdout).next();
    if (!value) {
      throw new Error(
        `ticlab did not start (exit code ${(await exited)[0]}): ${command}`,
      );
    }
    const ready = JSON.parse(value);
    test.after(async () => {
      child.stdin.end(); // the sim stops when its standard input ends
      await exited;
      await rm(folder, { recursive: true });
    });
    const sim = new Sim();
    sim.port = ready.outlets[0].path;
    sim.control = connect(ready.control);
    await once(sim.control, "connect");
    test.after(() => sim.control.destroy());
    sim.answers = lines(sim.control);
    return sim;
  }

  /** Lets something happen (see `ticlab ctl --help`); resolves to what the sim answers. */
  async do(verb, args = {}) {
    this.control.write(`${JSON.stringify({ do: verb, ...args })}\n`);
    const answer = JSON.parse((await this.answers.next()).value);
    if (!answer.ok) throw new Error(answer.error);
    return answer;
  }

  /** Sends the next frames; resolves when they are on the port. */
  step(frames = 1) {
    return this.do("step", { frames });
  }
}

function lines(input) {
  return createInterface({ input })[Symbol.asyncIterator]();
}
