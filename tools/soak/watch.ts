/**
 * Watches what a process takes: resident memory and a share of a core.
 *
 * @module
 */
const EVERY_MS = 10_000;
const PAGE = 4_096;
const TICK_MS = 10;
/** By then everything is loaded and compiled. */
const SETTLED_MS = 120_000;
/** An engine's heap breathes by some tens of megabytes. */
const MOST_GROWTH = 40_000_000;

/** A process of Linux, looked at in /proc every ten seconds from the moment this is made. */
export class Watch {
  #name: string;
  #pid: number;
  #began = performance.now();
  #rss: { at: number; bytes: number }[] = [];
  #timer: ReturnType<typeof setInterval>;
  #cpu = { at: 0, ms: 0 };

  /** Begins to watch the process. */
  constructor(name: string, pid: number) {
    this.#name = name;
    this.#pid = pid;
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
  }

  /** Stops, and tells what it saw; throws if memory grew. */
  end(): string {
    clearInterval(this.#timer);
    const settled = this.#rss.filter(({ at }) => at >= SETTLED_MS).map((
      { bytes },
    ) => bytes);
    if (settled.length < 2) {
      throw new Error(`${this.#name}: watched for too short a time`);
    }
    const [first, last] = [settled[0]!, settled.at(-1)!];
    if (Math.max(...settled) - first > MOST_GROWTH) {
      throw new Error(
        `${this.#name}: resident memory grew from ${first} to ${last} bytes`,
      );
    }
    const mega = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
    const share = this.#cpu.ms / this.#cpu.at * 100;
    return `${this.#name}: ${mega(first)} after 2 min, ${mega(Math.min(...settled))} to ${
      mega(Math.max(...settled))
    }, ${mega(last)} at the end (${this.#rss.length} looks), ${share.toFixed(1)} % of a core`;
  }

  /** Looks once; a process that has ended says no more. */
  #look(): void {
    const at = performance.now() - this.#began;
    try {
      const pages = Number(
        Deno.readTextFileSync(`/proc/${this.#pid}/statm`).split(" ")[1],
      );
      // Behind the name in brackets: state, then fields from the fourth; 14 and 15 are user and system.
      const stat = Deno.readTextFileSync(`/proc/${this.#pid}/stat`);
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (pages > 0) this.#rss.push({ at, bytes: pages * PAGE });
      this.#cpu = {
        at,
        ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
      };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}
