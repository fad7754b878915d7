/**
 * A scenario that is played to a gateway, with what it is to show.
 *
 * @module
 */
import type { TicMode } from "../../tic/types.ts";

/** What is done to the world around a gateway, at a time after the first frame, ms. */
export type StageAction =
  | { at: number; do: "out-down"; for: number }
  | { at: number; do: "unplug"; for: number };

/** A case for gateways. */
export interface GatewayCase {
  /** Permanent id, `gateway/…`. */
  id: string;
  /** Rules that it shows, worst first; the first is the rule of its line in the results. */
  rules: readonly string[];
  /** One line. */
  title: string;
  /** Mode in which the gateway is started. */
  mode: TicMode;
  /** Text of its scenario, as in `scenarios/`. */
  scenario: string;
  /** What is done besides. */
  stage: readonly StageAction[];
  /** In the quick set (all of it within 5 minutes at speed 1), or in the full one alone. */
  quick: boolean;
  /** Since which version of the suite. */
  since: string;
}
