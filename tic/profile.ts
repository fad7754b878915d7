/**
 * The day profiles PJOURF+1 and PPOINTE, to and from blocks.
 *
 * @module
 */

/** How start times are written: two decimal numbers, or two hexadecimal bytes. */
export type ProfileBase = "decimal" | "hexadecimal";

/** What begins at a time of the day. */
export interface ProfileBlock {
  /** Start, `hh:mm`. */
  time: string;
  /** Start in minutes from midnight, 0 to 1439. */
  minutes: number;
  /** Dry contact; `tempo` follows the Tempo setting, on other contracts nothing changes. */
  contact: "unchanged" | "tempo" | "open" | "closed";
  /** Virtual contacts, 1 to 7, whose bit is set. */
  virtual: number[];
  /** Supplier index that begins, 1 to 10; null if none does. */
  index: number | null;
  /** Bits of the action that mean nothing: 13 to 11, and 3 to 0 where there is no index. */
  unused: number;
}

/** A profile read. */
export interface Profile {
  /** How the start times are written. */
  base: ProfileBase;
  /** Whether the text itself proves that; if not, `base` was assumed. */
  certain: boolean;
  /** At most 11 blocks. */
  blocks: ProfileBlock[];
}

/** How to read a profile. */
export interface ProfileOptions {
  /** Base that the meter is known to use. */
  base?: ProfileBase;
  /** Base of an earlier profile of the same meter; decides where the text leaves it open. */
  previous?: ProfileBase;
}

const SLOTS = 11;
const UNUSED_BLOCK = "NONUTILE";
const BASES = { decimal: 10, hexadecimal: 16 } as const;
const CONTACTS = ["unchanged", "tempo", "open", "closed"] as const;
const UNUSED_BITS = 0x3800;

/**
 * Reads PJOURF+1 or PPOINTE, 98 characters: 11 blocks `HHMMSSSS` or `NONUTILE`, SP between.
 *
 * 54E does not say whether HHMM is decimal or hexadecimal, and meters do both (reference §7.7).
 * A profile whose times exist in one base only is in that one; else the base is that of
 * `previous`, else decimal.
 *
 * Source: 54E §6.2.3.22 p27-28.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodeProfile } from "@ticlab/ticlab/tic";
 *
 * const profile = decodeProfile("00004001 06004002 22004001" + " NONUTILE".repeat(8));
 * assertEquals(profile.base, "decimal");
 * assertEquals(profile.blocks.map(({ time, index }) => `${time} ${index}`), [
 *   "00:00 1",
 *   "06:00 2",
 *   "22:00 1",
 * ]);
 * ```
 *
 * @throws {SyntaxError} If the text is no profile, or its times exist in neither base.
 */
export function decodeProfile(text: string, options: ProfileOptions = {}): Profile {
  const used = usedBlocks(text);
  const possible = (["decimal", "hexadecimal"] as const).filter((base) =>
    used.every((block) => minutesOf(block, base) !== null)
  );
  const certain = possible.length === 1;
  const base = options.base ?? (certain ? possible[0]! : options.previous ?? "decimal");
  const blocks = used.map((block, i) => {
    const minutes = minutesOf(block, base);
    if (minutes === null) reject(text, `no ${base} time in ${block}, block ${i + 1}`);
    return blockOf(minutes, parseInt(block.slice(4), 16));
  });
  return { base, certain, blocks };
}

/** The blocks before the first NONUTILE, checked for their form. */
function usedBlocks(text: string): string[] {
  const all = text.split(" ");
  if (all.length !== SLOTS) reject(text, `${all.length} blocks, not ${SLOTS}`);
  const firstUnused = all.indexOf(UNUSED_BLOCK);
  const used = firstUnused === -1 ? all : all.slice(0, firstUnused);
  all.forEach((block, i) => {
    if (i >= used.length ? block !== UNUSED_BLOCK : !/^[0-9A-F]{8}$/.test(block)) {
      reject(
        text,
        `block ${i + 1} ${JSON.stringify(block)} is not HHMMSSSS, nor NONUTILE at the end`,
      );
    }
  });
  return used;
}

function reject(text: string, why: string): never {
  throw new SyntaxError(`Cannot read profile ${JSON.stringify(text)}: ${why}`);
}

/** Minutes from midnight of a block's start; null if it is no time of the day in that base. */
function minutesOf(block: string, base: ProfileBase): number | null {
  const [hour, minute] = [block.slice(0, 2), block.slice(2, 4)].map((digits) =>
    base === "decimal" && /[A-F]/.test(digits) ? NaN : parseInt(digits, BASES[base])
  ) as [number, number];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** A block from its start and its action word (54E §6.2.3.22 p27-28). */
function blockOf(minutes: number, word: number): ProfileBlock {
  const code = word & 0xf;
  const hasIndex = code >= 1 && code <= 10;
  return {
    time: new Date(minutes * 60_000).toISOString().slice(11, 16),
    minutes,
    contact: CONTACTS[word >> 14]!,
    virtual: [1, 2, 3, 4, 5, 6, 7].filter((contact) => word & (1 << (contact + 3))),
    index: hasIndex ? code : null,
    unused: (word & UNUSED_BITS) | (hasIndex ? 0 : code),
  };
}

/**
 * Writes a profile in its base; `time` and `certain` are not looked at.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeProfile } from "@ticlab/ticlab/tic";
 *
 * const block = { minutes: 22 * 60, contact: "open", virtual: [], index: 1, unused: 0 } as const;
 * const text = encodeProfile({ base: "hexadecimal", blocks: [block] });
 * assertEquals(text.slice(0, 17), "16008001 NONUTILE");
 * ```
 *
 * @throws {RangeError} If there are more than 11 blocks, or a field of one is out of its range.
 */
export function encodeProfile(profile: {
  base: ProfileBase;
  blocks: readonly (Omit<ProfileBlock, "time" | "virtual"> & { virtual: readonly number[] })[];
}): string {
  const { base, blocks } = profile;
  if (blocks.length > SLOTS) refuse(`${blocks.length} blocks, not at most ${SLOTS}`);
  const texts = blocks.map(({ minutes, contact, virtual, index, unused }) => {
    check("minutes", minutes, 0, 24 * 60 - 1);
    if (index !== null) check("index", index, 1, 10);
    const start = digits(Math.floor(minutes / 60), base) + digits(minutes % 60, base);
    let word = CONTACTS.indexOf(contact) << 14 | unused | (index ?? 0);
    for (const number of virtual) {
      check("virtual contact", number, 1, 7);
      word |= 1 << (number + 3);
    }
    return start + word.toString(16).toUpperCase().padStart(4, "0");
  });
  return [...texts, ...new Array(SLOTS - texts.length).fill(UNUSED_BLOCK)].join(" ");
}

function digits(number: number, base: ProfileBase): string {
  return number.toString(BASES[base]).toUpperCase().padStart(2, "0");
}

function check(name: string, value: number, min: number, max: number): void {
  if (!(Number.isInteger(value) && value >= min && value <= max)) {
    refuse(`${name} ${value} is not ${min} to ${max}`);
  }
}

function refuse(why: string): never {
  throw new RangeError(`Cannot write profile: ${why}`);
}
