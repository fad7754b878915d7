/**
 * All faults, by name: what timelines, `ctl`, the schema and the docs know of them.
 *
 * @module
 */
import { checksum } from "./checksum.ts";
import { drop } from "./drop.ts";
import { duplicate } from "./duplicate.ts";
import { echo } from "./echo.ts";
import { eot } from "./eot.ts";
import type { FaultKind } from "./fault_kind.ts";
import { flip } from "./flip.ts";
import { garbage } from "./garbage.ts";
import { insert } from "./insert.ts";
import { noise } from "./noise.ts";
import { parityBit } from "./parity_bit.ts";
import { replace } from "./replace.ts";
import { swapSeparator } from "./swap_separator.ts";
import { truncate } from "./truncate.ts";

/** Every fault that a frame can have. */
export const FAULTS = {
  "flip": flip,
  "drop": drop,
  "duplicate": duplicate,
  "insert": insert,
  "replace": replace,
  "checksum": checksum,
  "truncate": truncate,
  "garbage": garbage,
  "eot": eot,
  "swap-separator": swapSeparator,
  "parity-bit": parityBit,
  "noise": noise,
  "echo": echo,
} as const satisfies Readonly<Record<string, FaultKind>>;

/** Name of a fault. */
export type FaultName = keyof typeof FAULTS;
