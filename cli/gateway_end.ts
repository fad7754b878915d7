/**
 * The end of a gateway: what waits is delivered as far as possible, and the rest is told.
 *
 * @module
 */
import { Failure } from "./failure.ts";
import type { Lane } from "./gateway_lanes.ts";

/** How long the end may take where the user wants it now, and how long a goodbye may, ms. */
const AT_ONCE = 1_000;

/**
 * Delivers, says goodbye to every sink and closes the queues; gives what is left as a failure, if any.
 *
 * @param options `flush`: how long deliveries are waited for, ms; a second at most where it is undefined.
 */
export async function endLanes(
  lanes: readonly Lane[],
  { flush = AT_ONCE }: { flush: number | undefined },
): Promise<Failure | undefined> {
  await within(flush, lanes.map(({ pump }) => pump.settled()));
  await within(AT_ONCE, lanes.map(({ pump }) => pump.stop()));
  const states = lanes.map(({ pump, folder }) => ({ ...pump.state, folder }));
  await within(AT_ONCE, lanes.map(({ sink }) => sink.close()));
  await within(AT_ONCE, lanes.map(({ pump }) => pump.stop()));
  await within(AT_ONCE, lanes.map(({ queue }) => queue.close()));
  const left = states.filter(({ waiting }) => waiting > 0);
  if (left.length === 0) return undefined;
  const kept = left.filter(({ folder }) => folder !== undefined);
  return new Failure(
    left.map(({ waiting, url, folder, trouble }) => {
      const what = folder === undefined ? "did not reach" : "wait for";
      return `${waiting} readings ${what} ${url}${trouble ? ` (${trouble.why})` : ""}`;
    }).join("; "),
    {
      exitCode: 3,
      next: kept.length === 0
        ? "They are lost."
        : `They are in ${kept.map(({ folder }) => folder).join(" and ")}; ` +
          "the next run with the same --to sends them first.",
    },
  );
}

/** Waits for all, whatever becomes of them, but not longer than so many ms. */
async function within(ms: number, all: readonly Promise<void>[]): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(() => late.resolve(), ms);
  await Promise.race([Promise.allSettled(all), late.promise]);
  clearTimeout(timer);
}
