/**
 * A recorder whose adapter is pulled out and plugged in again, over and over: no byte is lost while it
 * is in.
 *
 * @module
 */
import { Pty } from "../../serial/mod.ts";
import { standardLine } from "../bench/standard_line.ts";
import { pause, readParts, startRecorder, told } from "./recorder.ts";

const TIMES = 50;
/** Bytes in one go, and how many there are between two unpluggings. */
const PIECE = 16;
const MOST_PIECES = 120;

/** Unplugs a recorder so many times, and compares what was sent with what it kept. */
export async function replugs(times = TIMES): Promise<string> {
  const folder = Deno.makeTempDirSync();
  const [link, file] = [`${folder}/linky`, `${folder}/line.txt`];
  const line = standardLine(1_000_000);
  const sent: number[] = [];
  let pty = Pty.open({ link });
  const recorder = startRecorder(link, file);
  try {
    await told(file, "9600 baud\n", 1);
    for (let plugged = 1; plugged <= times + 1; plugged++) {
      const pieces = 20 + plugged * 37 % (MOST_PIECES - 20);
      for (let i = 0; i < pieces; i++) {
        const piece = line.slice(sent.length, sent.length + PIECE);
        const gone = pty.write(piece);
        sent.push(...piece.subarray(0, gone));
        if (gone < piece.length) {
          throw new Error(`the port took ${gone} of ${piece.length} bytes`);
        }
        await pause(1);
      }
      // What the kernel holds for a reader is lost when a port hangs up; so it is read out first.
      await kept(file, sent.length);
      if (plugged > times) break;
      await pty.close();
      await told(file, " unplugged\n", plugged);
      pty = Pty.open({ link });
      await told(file, "9600 baud\n", plugged + 1);
    }
    recorder.kill("SIGINT");
    const { code } = await recorder.status;
    if (code !== 0) {
      throw new Error(`the recorder ended with exit code ${code}`);
    }
    const parts = readParts(file);
    const [part] = parts;
    const differs = sent.findIndex((byte, i) => byte !== part!.bytes[i]);
    if (
      parts.length !== 1 || differs >= 0 || part!.bytes.length !== sent.length
    ) {
      throw new Error(
        `${part!.bytes.length} bytes for ${sent.length}; byte ${differs} differs`,
      );
    }
    const odd = part!.told.find(({ kind }) => kind === "notice");
    if (odd) {
      throw new Error(`the recording is not whole: ${JSON.stringify(odd)}`);
    }
    return `unplugged ${times} times, ${sent.length} bytes sent and kept, none lost`;
  } finally {
    try {
      recorder.kill("SIGKILL");
    } catch {
      // It has ended.
    }
    await recorder.status;
    await pty.close();
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Resolves when the recording holds so many bytes. */
async function kept(file: string, length: number): Promise<void> {
  for (const end = performance.now() + 10_000; performance.now() < end;) {
    if (readParts(file)[0]!.bytes.length >= length) return;
    await pause(5);
  }
  throw new Error(
    `of ${length} bytes sent, only ${readParts(file)[0]!.bytes.length} are kept`,
  );
}
