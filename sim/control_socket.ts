/**
 * The socket over which a running sim is driven, and its other end.
 *
 * @module
 */
import type { CommandMessage } from "./control.ts";

/** What a sim answers. */
export interface ControlAnswer {
  /** Whether it was done. */
  readonly ok: boolean;
  /** Why not. */
  readonly error?: string;
  /** Number of the first frame that shows it; and whatever else there is to say. */
  readonly [key: string]: unknown;
}

/** A socket that is open. */
export interface ControlSocket {
  /** Where it is. */
  readonly path: string;
  /** Takes it away; clients are let go once they have the answers that are under way. */
  close(): Promise<void>;
}

/** Most control sockets in a folder. */
const MOST = 100;
/** Longest command, in characters. */
const LONGEST = 65_536;

/**
 * Opens a socket of this user alone: `control` in a folder, `control-2`, … where other sims have those.
 *
 * A client sends one JSON object a line and gets one back for each.
 *
 * @param folder A folder that only this user may look into.
 * @param answer Called with each message, in turn.
 */
export async function openControl(
  folder: string,
  answer: (message: CommandMessage) => ControlAnswer | Promise<ControlAnswer>,
): Promise<ControlSocket> {
  const { path, listener } = await listenIn(folder);
  Deno.chmodSync(path, 0o600);
  const clients = new Set<Deno.UnixConn>();
  const answering = new Set<Promise<void>>();
  const serve = async (client: Deno.UnixConn) => {
    clients.add(client);
    try {
      for await (const line of linesOf(client)) {
        const work = respond(line, answer)
          .then((reply) => writeAll(client, `${JSON.stringify(reply)}\n`));
        answering.add(work);
        await work.finally(() => answering.delete(work));
      }
    } catch {
      // A client that goes in the middle of something is a client that has gone.
    } finally {
      clients.delete(client);
      closeQuietly(client);
    }
  };
  const accepting = (async () => {
    for await (const client of listener) serve(client);
  })();
  return {
    path,
    async close() {
      await inTurn(folder, async () => {
        listener.close();
        // The path goes when nothing waits on the listener any more.
        await accepting;
      });
      await Promise.allSettled(answering);
      for (const client of clients) closeQuietly(client);
    },
  };
}

function listenIn(folder: string): Promise<{ path: string; listener: Deno.UnixListener }> {
  return inTurn(folder, async () => {
    for (let number = 1;; number++) {
      const path = `${folder}/control${number === 1 ? "" : `-${number}`}`;
      try {
        return { path, listener: Deno.listen({ transport: "unix", path }) };
      } catch (error) {
        if (!(error instanceof Deno.errors.AddrInUse) || number === MOST) throw error;
        // The socket of a sim that was killed is still there, and nobody answers.
        if (await answers(path)) continue;
        removeQuietly(path);
        number--;
      }
    }
  });
}

/**
 * One sim after the other comes and goes: a socket that does not listen yet, or no longer, looks like that
 * of a dead sim. A listener takes its path with it.
 */
async function inTurn<T>(folder: string, act: () => T | Promise<T>): Promise<T> {
  using turn = Deno.openSync(folder);
  await turn.lock(true);
  return await act();
}

function removeQuietly(path: string): void {
  try {
    Deno.removeSync(path);
  } catch {
    // Someone else has taken it away.
  }
}

/** Whether a sim is at a path. */
async function answers(path: string): Promise<boolean> {
  try {
    (await Deno.connect({ transport: "unix", path })).close();
    return true;
  } catch {
    return false;
  }
}

async function respond(
  line: string,
  answer: (message: CommandMessage) => ControlAnswer | Promise<ControlAnswer>,
): Promise<ControlAnswer> {
  try {
    return await answer(parse(line));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return { ok: false, error: error.message };
  }
}

function parse(line: string): CommandMessage {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    // Told below.
  }
  if (typeof message === "object" && message !== null) return message as CommandMessage;
  throw new SyntaxError(
    'Cannot read the command: write one JSON object a line, such as {"do":"status"}',
  );
}

/** Sims that answer in a folder, by their paths. */
export async function controlsIn(folder: string): Promise<string[]> {
  const names = Array.from(Deno.readDirSync(folder), ({ name }) => name)
    .filter((name) => /^control(-\d+)?$/.test(name)).sort();
  const paths = names.map((name) => `${folder}/${name}`);
  const alive = await Promise.all(paths.map(answers));
  return paths.filter((_, i) => alive[i]);
}

/**
 * Sends one message to the sim at a path and waits for its answer.
 *
 * @throws {Deno.errors.NotFound} and other connection errors, where no sim is there.
 */
export async function sendCommand(path: string, message: CommandMessage): Promise<ControlAnswer> {
  using sim = await Deno.connect({ transport: "unix", path });
  await writeAll(sim, `${JSON.stringify(message)}\n`);
  for await (const line of linesOf(sim)) return JSON.parse(line) as ControlAnswer;
  throw new Deno.errors.ConnectionReset("the sim has ended");
}

async function* linesOf(connection: Deno.UnixConn): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const piece = new Uint8Array(4_096);
  let text = "";
  for (let size; (size = await connection.read(piece)) !== null;) {
    text += decoder.decode(piece.subarray(0, size), { stream: true });
    const lines = text.split("\n");
    text = lines.pop()!;
    yield* lines;
    if (text.length > LONGEST) return;
  }
}

async function writeAll(connection: Deno.UnixConn, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  for (let done = 0; done < bytes.length;) done += await connection.write(bytes.subarray(done));
}

function closeQuietly(connection: Deno.UnixConn): void {
  try {
    connection.close();
  } catch {
    // It is closed.
  }
}
