/**
 * A line for tests whose frames are numbered, so that what is lost, doubled or out of order shows.
 *
 * @module
 */
import { encodeFrame } from "../tic/frame.ts";

/** A frame that says its number in BASE. */
export function numberedFrame(number: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(encodeFrame([
    { label: "ADCO", value: "021976551234" },
    { label: "OPTARIF", value: "BASE" },
    { label: "BASE", value: String(number).padStart(9, "0") },
    { label: "PTEC", value: "TH.." },
    { label: "PAPP", value: "02310" },
  ], "historique"));
}

/** The number in a message of our dialect. */
export function numberIn(message: { labels: Record<string, { raw: string }> }): number {
  return Number(message.labels["BASE"]!.raw);
}

/** A line behind a socket, whose frames are numbered from 1 over all readers. */
export interface NumberedLine extends AsyncDisposable {
  /** `tcp://127.0.0.1:PORT`. */
  readonly word: string;
  /** How many frames were sent. */
  readonly sent: number;
  /** Sends frames on to whoever reads now; waits until somebody does. */
  send(count: number): Promise<void>;
  /** Hangs up: the end of the line for who reads it. */
  hangUp(): Promise<void>;
}

/** Serves a line to one reader after the other. */
export function numberedLine(): NumberedLine {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let conn: Promise<Deno.Conn> | undefined;
  let sent = 0;
  const hangUp = async () => {
    (await conn)?.close();
    conn = undefined;
  };
  return {
    word: `tcp://127.0.0.1:${listener.addr.port}`,
    get sent() {
      return sent;
    },
    async send(count) {
      const to = await (conn ??= listener.accept());
      for (let i = 0; i < count; i++) {
        const frame = numberedFrame(++sent);
        for (let at = 0; at < frame.length;) at += await to.write(frame.subarray(at));
      }
    },
    hangUp,
    async [Symbol.asyncDispose]() {
      await hangUp();
      listener.close();
    },
  };
}
