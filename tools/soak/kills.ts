/**
 * A recorder that is killed at random: its file opens, and holds all but the last chunk.
 *
 * @module
 */
import { Pty } from "../../serial/mod.ts";
import { cString, system } from "../../serial/libc.ts";
import { standardLine } from "../bench/standard_line.ts";
import { kept, pause, readParts, startRecorder, told } from "./recorder.ts";

const TIMES = 100;
const PIECE = 16;
/** Pieces that are in the file before the last is sent, at most. */
const KEPT_PIECES = 12;
/** Until the recorder is killed, ms: before it has read the last piece, while it does, or after. */
const KILLED_WITHIN = 60;
const FIONREAD = 0x541bn;
const O_RDWR = 2;
const O_NOCTTY = 0o400;
const O_NONBLOCK = 0o4000;

/** Kills a recorder so many times, which goes on with the same file each time. */
export async function kills(times = TIMES, seed = Date.now()): Promise<string> {
  const folder = Deno.makeTempDirSync();
  const file = `${folder}/line.txt`;
  const line = standardLine(100_000);
  let state = seed;
  const roll = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const lost: number[] = [];
  let total = 0;
  try {
    for (let kill = 1; kill <= times; kill++) {
      const pty = Pty.open();
      // Held open beside the recorder, so that what it did not read can be counted.
      const beside = openBeside(pty.slave);
      const recorder = startRecorder(pty.slave, file);
      await told(file, "9600 baud\n", kill);
      let sent = 0;
      const send = () => sent += pty.write(line.slice(sent, sent + 1 + roll(PIECE)));
      for (let piece = roll(KEPT_PIECES); piece > 0; piece--) {
        send();
        await kept(file, sent);
      }
      const before = sent;
      send();
      await pause(roll(KILLED_WITHIN));
      recorder.kill("SIGKILL");
      await recorder.status;
      const read = sent - await unread(beside);
      system().libc.close(beside);
      await pty.close();
      const part = readParts(file).at(-1)!;
      const differs = part.bytes.findIndex((byte, i) => byte !== line[i]);
      if (differs >= 0) {
        throw new Error(`kill ${kill}, seed ${seed}: byte ${differs} differs`);
      }
      if (part.bytes.length < before) {
        throw new Error(`kill ${kill}, seed ${seed}: ${part.bytes.length} bytes kept of ${before}`);
      }
      lost.push(Math.max(0, read - part.bytes.length));
      total += read;
    }
    const parts = readParts(file);
    if (parts.length !== times) {
      throw new Error(`${parts.length} parts after ${times} starts`);
    }
    const worst = Math.max(...lost);
    const whole = lost.filter((count) => count === 0).length;
    return `killed ${times} times in ${total} bytes: nothing lost ${whole} times, ` +
      `at most ${worst} bytes`;
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

function openBeside(slave: string): number {
  const fd = system().libc.open(cString(slave), O_RDWR | O_NOCTTY | O_NONBLOCK);
  if (fd < 0) throw new Error(`cannot open ${slave}`);
  return fd;
}

/** Bytes that wait for a reader of a tty, once their number stands still. */
async function unread(fd: number): Promise<number> {
  const count = new Int32Array(1);
  const bytes = new Uint8Array(count.buffer);
  for (let same = 0, before = -1; same < 4;) {
    await pause(5);
    if (system().libc.ioctl(fd, FIONREAD, bytes) < 0) {
      throw new Error("cannot count unread bytes");
    }
    same = count[0] === before ? same + 1 : 0;
    before = count[0]!;
  }
  return count[0]!;
}
