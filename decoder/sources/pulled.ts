/**
 * A byte stream made of one `read` function, which can be closed at any moment.
 *
 * @module
 */

/** A stream of bytes and the way to end it. */
export interface Pulled {
  readable: ReadableStream<Uint8Array>;
  /** Ends the stream at once, with a read pending too, and frees what is behind it. */
  close(): Promise<void>;
}

/**
 * Makes a stream of what `read` gives, until it gives null; empty chunks are left out.
 *
 * After `close` the reader sees the end, whatever the pending read does then.
 *
 * @param read Gives the next bytes; what it throws is the error of the stream.
 * @param free Gives back the file, port or connection; called once.
 * @param ahead How many chunks are read before they are asked for: none where a byte that was read and
 *   not yet used may not be lost.
 */
export function pulled(
  read: () => Promise<Uint8Array | null>,
  free: () => void | Promise<void>,
  { ahead = 1 }: { ahead?: number } = {},
): Pulled {
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  let ending: Promise<void> | undefined;
  const end = () => ending ??= Promise.resolve(free());

  const readable = new ReadableStream<Uint8Array>({
    start(controller) {
      stream = controller;
    },
    async pull(controller) {
      try {
        let chunk = await read();
        while (chunk?.length === 0 && !ending) chunk = await read();
        if (ending) return;
        if (chunk) return controller.enqueue(chunk);
        controller.close();
        await end();
      } catch (error) {
        if (ending) return;
        controller.error(error);
        await end();
      }
    },
    cancel: end,
  }, { highWaterMark: ahead });
  return {
    readable,
    async close() {
      if (!ending) {
        const done = end();
        try {
          stream?.close();
        } catch {
          // The stream has failed or ended by itself.
        }
        await done;
      }
      await ending;
    },
  };
}
