/**
 * The outlet `pty:`: a virtual serial port of our own.
 *
 * @module
 */
import { Pty } from "../../serial/pty.ts";
import { SerialError } from "../../serial/serial_error.ts";
import { type Outlet, OutletError } from "../outlet.ts";
import { runtimeFolder } from "../runtime_folder.ts";

/** How many sims may have a default path at once. */
const MOST = 100;
/** How long a reader may take for the end of the line before it is taken down, ms. */
const LAST = 1_000;
/** How long to leave a reader in peace whose buffer is full, ms. */
const PAUSE = 1;

/**
 * Makes a virtual serial port with a link at a path; without one at `$XDG_RUNTIME_DIR/ticlab/linky`, or
 * in a private folder of the temporary one, and at `linky-2`, … where other sims have those.
 *
 * @throws {OutletError} where it cannot be made.
 */
export function openPty(path: string | undefined): Outlet {
  let pty: Pty | undefined = worded(() =>
    path === undefined ? openDefault() : Pty.open({ link: path })
  );
  const link = pty.link!;
  let bytes = 0;
  let lost = 0;
  let missed = 0;
  const { promise: ended, resolve: end } = Promise.withResolvers<OutletError | undefined>();
  const isHeard = () => pty?.readerPresent ?? false;
  const offer = (piece: Uint8Array<ArrayBuffer>) => {
    const taken = pty?.write(piece) ?? 0;
    bytes += taken;
    return piece.subarray(taken);
  };
  const unplug = async () => {
    const old = pty;
    pty = undefined;
    await old?.close();
  };
  return {
    url: `pty:${link}`,
    path: link,
    ended,
    write: (piece) => {
      const rest = offer(piece);
      if (rest.length === 0) return;
      if (isHeard()) lost += rest.length;
      else missed += rest.length;
    },
    send: async (piece) => {
      let rest = offer(piece);
      while (rest.length > 0 && isHeard()) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        rest = offer(rest);
      }
      missed += rest.length;
    },
    unplug,
    plug: () => {
      try {
        pty ??= worded(() => Pty.open({ link }));
      } catch (error) {
        if (!(error instanceof OutletError)) throw error;
        // Something else has taken its place meanwhile.
        end(error);
      }
      return Promise.resolve();
    },
    status: () => ({
      readers: isHeard() ? 1 : 0,
      readerSpeed: isHeard() ? pty!.readerSpeed : null,
      bytes,
      lost,
      missed,
    }),
    close: async () => {
      await pty?.drain(LAST);
      await unplug();
    },
  };
}

function openDefault(): Pty {
  const folder = runtimeFolder();
  for (let number = 1;; number++) {
    try {
      return Pty.open({ link: `${folder}/linky${number === 1 ? "" : `-${number}`}` });
    } catch (error) {
      const taken = error instanceof SerialError && error.code === "EBUSY";
      if (!taken || number === MOST) throw error;
    }
  }
}

function worded<T>(open: () => T): T {
  try {
    return open();
  } catch (cause) {
    if (!(cause instanceof SerialError || cause instanceof Deno.errors.NotCapable)) throw cause;
    const denied = cause instanceof Deno.errors.NotCapable ||
      cause.operation === "load libc" && cause.code === "EACCES";
    const next = "next" in cause && cause.next || "Use another outlet, such as tcp://:0";
    throw new OutletError(cause.message, { next, cause, denied });
  }
}
