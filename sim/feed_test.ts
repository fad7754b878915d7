import { assert, assertEquals } from "@std/assert";
import { Feed } from "./feed.ts";

/** A writer that takes some bytes at a time, when it is let. */
class SlowWriter {
  readonly taken: number[] = [];
  #turns: (() => void)[] = [];
  #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  async write(bytes: Uint8Array): Promise<number> {
    await new Promise<void>((resolve) => this.#turns.push(resolve));
    const some = bytes.subarray(0, this.#most);
    this.taken.push(...some);
    return some.length;
  }

  async take(turns: number): Promise<void> {
    for (let i = 0; i < turns; i++) {
      while (this.#turns.length === 0) await Promise.resolve();
      this.#turns.shift()!();
    }
  }
}

const never = () => assert(false, "no error was expected");

Deno.test("Feed() hands bytes over in order, however few are taken at a time", async () => {
  const writer = new SlowWriter(2);
  const feed = new Feed(writer, never);
  const piece = Uint8Array.of(1, 2, 3);
  feed.write(piece);
  piece.fill(9); // The line uses its array again.
  feed.write(Uint8Array.of(4));
  const sent = feed.send(Uint8Array.of(5, 6, 7));
  await writer.take(5);
  await sent;
  assertEquals(writer.taken, [1, 2, 3, 4, 5, 6, 7]);
  assertEquals([feed.bytes, feed.lost], [7, 0]);
});

Deno.test("Feed() loses what finds no room, and goes on", async () => {
  const writer = new SlowWriter(100_000);
  const feed = new Feed(writer, never);
  feed.write(new Uint8Array(60_000));
  feed.write(new Uint8Array(10_000));
  assertEquals(feed.lost, 10_000);
  await writer.take(1);
  await feed.drained();
  feed.write(new Uint8Array(10_000));
  await writer.take(1);
  await feed.drained();
  assertEquals([feed.bytes, feed.lost], [70_000, 10_000]);
});

Deno.test("Feed() tells once that the writer refuses, and takes nothing more", async () => {
  const errors: unknown[] = [];
  let calls = 0;
  const refusing = {
    write: () => {
      calls++;
      return Promise.reject(new Error("gone"));
    },
  };
  const feed = new Feed(refusing, (error) => errors.push(error));
  feed.write(Uint8Array.of(1));
  feed.write(Uint8Array.of(2));
  await feed.drained();
  feed.write(Uint8Array.of(3));
  await feed.send(Uint8Array.of(4));
  assertEquals([errors.length, calls, feed.bytes], [1, 1, 0]);
});
