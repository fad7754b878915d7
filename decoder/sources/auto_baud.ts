/**
 * Reads a port whose speed nobody has said.
 *
 * @module
 */
import { BaudHunt, type HuntTimes, SPEEDS, TIMES } from "./baud_hunt.ts";
import { type Pulled, pulled } from "./pulled.ts";

/** A port that is open: its bytes, and its speed to set. */
export interface Line extends Pulled {
  /** Sets the speed, in baud. */
  setBaudRate(baudRate: number): void | Promise<void>;
}

/** Who is told about the search. */
export interface AutoBaudOptions {
  /** Told in words what a person should know. */
  notice: (text: string) => void;
  /** Told the speed each time that it is found; undefined when it is lost. */
  found?: (baudRate: number | undefined) => void;
  /** Told what happens to the line, in words that name no place: `unplugged`, `9600 baud`. */
  happened?: ((what: string) => void) | undefined;
  /** Whether bytes of the wrong speed are given on too, and none is kept back. */
  everything?: boolean | undefined;
  /** Speed that the line stands at already, in baud: tried first. */
  current?: number | undefined;
  /** How long is waited; less in tests. */
  times?: HuntTimes;
}

/** Reads a line at the speed that shows valid groups, searched again when they stop. */
export function autoBaud(line: Line, options: AutoBaudOptions): Pulled {
  const { times = TIMES } = options;
  const hunt = new BaudHunt(performance.now(), times);
  const reader = line.readable.getReader();
  const ready: Uint8Array[] = [];
  let pending: Promise<ReadableStreamReadResult<Uint8Array>> | undefined;
  let told = false;
  let set = options.current !== undefined;
  if (options.current !== undefined) hunt.baudRate = options.current;
  const setSpeed = async () => {
    await line.setBaudRate(hunt.baudRate);
    options.happened?.(`${hunt.baudRate} baud`);
  };
  const speeds = SPEEDS.join(" or ");

  const expire = async (now: number) => {
    const [was, bytes] = [hunt.baudRate, hunt.silentBytes];
    if (hunt.found) {
      options.notice(
        `no valid group for ${times.patience / 1000} s at ${was} baud: searching again`,
      );
      options.found?.(undefined);
      told = false;
    }
    hunt.expire(now);
    if (!told && was === SPEEDS.at(-1)) {
      options.notice(
        bytes === 0
          ? `nothing arrives at ${speeds} baud: is the meter wired? Listening on`
          : `${bytes} bytes, but no valid group at ${speeds} baud yet: listening on`,
      );
      told = true;
    }
    await setSpeed();
  };

  const read = async (): Promise<Uint8Array | null> => {
    if (!set) await setSpeed();
    set = true;
    while (ready.length === 0) {
      pending ??= reader.read();
      const result = await within(pending, hunt.deadline - performance.now());
      const now = performance.now();
      if (result?.done) return null;
      if (result) {
        pending = undefined;
        const before = hunt.found;
        const given = hunt.push(result.value, now);
        ready.push(...options.everything ? [result.value] : given);
        if (hunt.found && !before) {
          options.notice(`reading at ${hunt.baudRate} baud`);
          options.found?.(hunt.baudRate);
        }
      }
      if (now >= hunt.deadline) await expire(now);
    }
    return ready.shift()!;
  };
  return pulled(read, () => line.close(), { ahead: 0 });
}

/** What a promise gives, or undefined when it takes longer than `ms`. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), ms);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
