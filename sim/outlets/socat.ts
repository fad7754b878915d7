/**
 * The outlet `socat:PATH`: a virtual port made by socat, for those who trust it more than ours.
 *
 * @module
 */
import { TextLineStream } from "@std/streams";
import { Feed } from "../feed.ts";
import { type Outlet, OutletError } from "../outlet.ts";

/** How a socat ends that was told to stop, as by a Ctrl-C that reaches the whole terminal. */
const STOPPED: readonly (number | string | null)[] = [129, 130, 143, "SIGHUP", "SIGINT", "SIGTERM"];

/**
 * Starts `socat -u - pty,raw,echo=0,link=PATH` and feeds it the line. socat cannot tell whether somebody
 * reads, keeps some seconds of the line for the next reader, and does not heal a port opened twice at 7E1
 * (`pty:` does).
 *
 * @throws {OutletError} where socat is absent or cannot make the port.
 */
export async function openSocat(path: string): Promise<Outlet> {
  const url = `socat:${path}`;
  refuseFile(path, url);
  const socat = start(path, url);
  const why = await opened(socat.stderr);
  if (why !== undefined) {
    await socat.stdin.abort().catch(() => {});
    await socat.status;
    throw new OutletError(`cannot open ${url}: socat says ${why}`, {
      next: "Name a path in a folder that exists and that you may write to",
    });
  }
  const writer = socat.stdin.getWriter();
  const feed = new Feed({
    write: async (bytes) => {
      await writer.write(bytes);
      return bytes.length;
    },
  }, () => {});
  const ended = socat.status.then(({ code, signal }) => {
    if (STOPPED.includes(signal) || STOPPED.includes(code)) return undefined;
    return new OutletError(`${url} is gone: socat ended with ${signal ?? `code ${code}`}`, {
      next: "Start again",
    });
  });
  return {
    url,
    path,
    ended,
    write: (bytes) => feed.write(bytes),
    send: (bytes) => feed.send(bytes),
    status: () => ({ readers: null, readerSpeed: null, bytes: feed.bytes, lost: feed.lost }),
    close: async () => {
      try {
        socat.kill("SIGTERM");
      } catch {
        // It has ended by itself.
      }
      await socat.status;
      await writer.abort().catch(() => {});
    },
  };
}

/** socat would delete a file that stands at the path. */
function refuseFile(path: string, url: string): void {
  let file = false;
  try {
    file = !Deno.lstatSync(path).isSymlink;
  } catch {
    // Nothing there, or no permission to look: socat will say.
  }
  if (file) {
    throw new OutletError(`cannot open ${url}: there is a file already`, {
      next: "Name a path that does not exist yet",
    });
  }
}

function start(path: string, url: string): Deno.ChildProcess {
  // What means something to socat in an address is escaped: PATH is literal.
  const link = path.replace(/[\\,:!"'()[\]{}]/g, "\\$&");
  try {
    return new Deno.Command("socat", {
      args: ["-d", "-d", "-u", "-", `pty,raw,echo=0,link=${link}`],
      stdin: "piped",
      stdout: "null",
      stderr: "piped",
    }).spawn();
  } catch (cause) {
    const absent = cause instanceof Deno.errors.NotFound;
    throw new OutletError(
      `cannot open ${url}: ${absent ? "socat is not installed" : (cause as Error).message}`,
      { next: "Use pty: instead, which needs no other program", cause },
    );
  }
}

/** Waits until socat has made its port; gives its complaint where it has not. */
async function opened(
  stderr: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<string | undefined> {
  const lines = stderr.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  const reader = lines.getReader();
  let complaint = "nothing";
  while (true) {
    const { done, value = "" } = await reader.read();
    if (done) return complaint;
    if (value.includes(" E ")) complaint = value.replace(/^.* E /, "");
    if (!value.includes("starting data transfer loop")) continue;
    reader.releaseLock();
    lines.pipeTo(new WritableStream()).catch(() => {});
    return undefined;
  }
}
