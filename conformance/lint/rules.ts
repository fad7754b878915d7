/**
 * Every rule of the lint.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import { CURVE_RULES } from "./curve_rules.ts";
import { DATE_RULES } from "./date_rules.ts";
import { ENERGY_RULES } from "./energy_rules.ts";
import type { Rule } from "./finding.ts";
import { HISTORIQUE_RULES } from "./historique_rules.ts";
import { LABEL_RULES } from "./label_rules.ts";
import { LINE_RULES } from "./line_rules.ts";
import { MAXIMUM_RULES } from "./maximum_rules.ts";
import { METER_RULES } from "./meter_rules.ts";
import { MODE_RULES } from "./mode_rules.ts";
import { OLDER_RULES } from "./older/older_rules.ts";
import { OVERRUN_RULES } from "./overrun_rules.ts";
import { PEAK_RULES } from "./peak_rules.ts";
import { POWER_RULES } from "./power_rules.ts";
import { PRESENCE_RULES } from "./presence_rules.ts";
import { PROFILE_RULES } from "./profile_rules.ts";
import { STATUS_RULES } from "./status_rules.ts";
import { TARIFF_RULES } from "./tariff_rules.ts";
import { TIMING_RULES } from "./timing_rules.ts";

/** The rules that are checked once a frame; those about single values first. */
export const FRAME_RULES: readonly FrameRule[] = [
  ...LABEL_RULES,
  ...PRESENCE_RULES,
  ...METER_RULES,
  ...HISTORIQUE_RULES,
  ...OVERRUN_RULES,
  ...STATUS_RULES,
  ...PROFILE_RULES,
  ...TARIFF_RULES,
  ...POWER_RULES,
  ...ENERGY_RULES,
  ...MAXIMUM_RULES,
  ...CURVE_RULES,
  ...DATE_RULES,
  ...PEAK_RULES,
  ...MODE_RULES,
  ...TIMING_RULES,
];

/**
 * Every rule that a finding can name.
 *
 * @example
 * ```ts
 * import { RULES } from "./rules.ts";
 * import { assert } from "@std/assert";
 *
 * assert(RULES.some(({ id, level }) => id === "label.order" && level === "spec"));
 * ```
 */
export const RULES: readonly Rule[] = [...LINE_RULES, ...FRAME_RULES, ...OLDER_RULES];
