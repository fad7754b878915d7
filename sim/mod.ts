/**
 * The speaker: a meter that measures, its frames, the line that paces them and the outlets that carry
 * them.
 *
 * The meter, its frames and their place in time are pure: clock and randomness are passed in, and the
 * same start and seed give the same bytes. Only the outlets do I/O. This room reads no line (see
 * `decoder/`) and prints nothing.
 *
 * ```text
 * meter ─▶ frames ─▶ line (pacing) ─▶ outlet(s)
 * ```
 *
 * @example Two frames of a meter, and the energy that its load has drawn after an hour
 * ```ts
 * import { frames, Meter } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const start = Date.parse("2026-01-14T12:00:00+01:00");
 * const meter = new Meter({
 *   contract: "hc",
 *   power: 9_000,
 *   load: 1_800,
 *   serialNumber: "022162000042",
 *   deliveryPoint: "01234567890123",
 *   start,
 * });
 * const line = frames(meter, { mode: "historique", start, seed: 42 });
 * assertEquals(line.next().value.number, 0);
 * assertEquals(line.next().value.number, 1);
 * meter.advanceTo(start + 3_600_000);
 * assertEquals(meter.state().energy, 1_800);
 * ```
 *
 * @module
 */
export type { MeterId } from "../tic/labels.ts";
export type { Stge, Vtic } from "../tic/stge.ts";
export type { Group, TicMode } from "../tic/types.ts";
export * from "./action.ts";
export * from "./argument.ts";
export * from "./assumptions.ts";
export * from "./check.ts";
export * from "./contract.ts";
export * from "./control.ts";
export * from "./control_socket.ts";
export * from "./day.ts";
export * from "./describe_action.ts";
export * from "./ejp.ts";
export * from "./fault_injector.ts";
export type { FaultArguments, FaultKind } from "./faults/fault_kind.ts";
export * from "./faults/mod.ts";
export * from "./frame_cycle.ts";
export * from "./frames.ts";
export * from "./free_calendar.ts";
export * from "./hearing.ts";
export * from "./historique.ts";
export * from "./ledger.ts";
export * from "./ledger_file.ts";
export * from "./line.ts";
export * from "./line_control.ts";
export type { Appliance, LoadOptions, Solar } from "./load.ts";
export * from "./load_profile.ts";
export * from "./meter.ts";
export * from "./moment.ts";
export * from "./older/mod.ts";
export * from "./open_outlet.ts";
export * from "./outlet.ts";
export * from "./play_line.ts";
export * from "./player.ts";
export * from "./quantity.ts";
export * from "./quirks.ts";
export * from "./random.ts";
export * from "./replay.ts";
export * from "./replay_recording.ts";
export * from "./scenario.ts";
export * from "./scenario_picture.ts";
export * from "./scenario_schema.ts";
export * from "./scenario_story.ts";
export * from "./scripted_meter.ts";
export * from "./standard.ts";
export * from "./start.ts";
export * from "./stepper.ts";
export * from "./strict_line.ts";
export type { Flow, Powers } from "./supply.ts";
export type { CalendarDays, MobilePeak, Tariffing } from "./tariff_calendar.ts";
export * from "./tempo.ts";
export * from "./timeline.ts";
export * from "./uart.ts";
export * from "./verbs.ts";
export * from "./voltage.ts";
export * from "./wire_frame.ts";
