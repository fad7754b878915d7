/**
 * What `ticlab sim` says while it plays: a line of JSON, plain lines, or a live panel.
 *
 * @module
 */
import type { PlayedFrame, PlayResult } from "../sim/player.ts";
import { describeAction } from "../sim/describe_action.ts";
import type { LineFrame } from "../sim/frames.ts";
import { localTime } from "../sim/local_time.ts";
import { Meter } from "../sim/meter.ts";
import type { Outlet } from "../sim/outlet.ts";
import { asTyped } from "./as_typed.ts";
import { palette, Screen, type Terminal, terminalSize } from "./screen.ts";
import { modelName, readingHints, simPanel } from "./sim_panel.ts";
import type { SimSettings } from "./sim_settings.ts";

/** Tells the user what goes on. */
export interface Show {
  /** A frame begins. */
  frame(frame: PlayedFrame): void;
  /** The line has ended. */
  end(): void;
}

const encoder = new TextEncoder();

/** Between two drawings of the panel, ms. */
const REFRESH = 200;

/** What is open and can be told. */
export interface Opened {
  outlets: readonly Outlet[];
  /** Path of the control socket, where there is one. */
  control: string | undefined;
}

/** One line of JSON when the outlets are open, for programs. */
export function sayReady({ outlets, control }: Opened, seed: number, talk: Terminal): Show {
  const opened = outlets.map(({ url, path }) => ({ url, ...(path !== undefined && { path }) }));
  const ready = { ready: true, outlets: opened, seed, ...(control !== undefined && { control }) };
  say(talk, JSON.stringify(ready));
  return { frame() {}, end() {} };
}

/** Plain lines, where there is no terminal to draw on. */
export function sayPlainly(
  settings: SimSettings,
  { outlets, control }: Opened,
  talk: Terminal,
): Show {
  const { meter, name, title } = settings.scenario;
  const { serialNumber, contract, power, mode, model, baudRate } = new Meter(meter).state();
  if (name !== "quick") say(talk, `${name}: ${title}`);
  say(
    talk,
    `${modelName(model)} ${serialNumber}, ${contract.option}, ${power / 1_000} kVA, ` +
      `speaks ${mode} at ${baudRate} baud on:`,
  );
  for (const { url } of outlets) say(talk, `  ${url}`);
  for (const hint of readingHints(outlets)) say(talk, hint);
  if (control !== undefined) say(talk, asTyped("Drive it with: ticlab ctl --help"));
  let count = 0;
  return {
    frame: () => count++,
    end: () => say(talk, `Stopped after ${count} frames`),
  };
}

/** A live panel. */
export function drawPanel(
  settings: SimSettings,
  { outlets }: Opened,
  talk: Terminal,
): Show {
  const { speed, title, name } = settings.scenario;
  const screen = new Screen(talk);
  const paint = palette(talk);
  let frame: LineFrame | undefined;
  let before: LineFrame | undefined;
  let event: string | undefined;
  const draw = () => {
    if (!frame) return;
    const { mode, baudRate } = frame.state;
    const view = {
      mode,
      baudRate,
      speed,
      frame,
      before,
      outlets,
      ...(name !== "quick" && { title }),
      ...(event !== undefined && { event }),
    };
    screen.draw(simPanel(view, terminalSize().columns, paint));
  };
  const timer = setInterval(draw, REFRESH);
  return {
    frame(next) {
      [before, frame] = [frame, next];
      const last = next.happened.at(-1);
      if (last) event = `${localTime(last.at).slice(11)} ${describeAction(last.action)}`;
    },
    end() {
      clearInterval(timer);
      draw();
      screen.close();
    },
  };
}

/** Says how the checks of a scenario went; those that failed a line each. */
export function sayChecks({ checks, unhappened }: PlayResult, talk: Terminal): void {
  const failed = checks.filter(({ passed }) => !passed);
  for (const { check, report } of failed) {
    say(talk, `check of line ${check.line} failed: ${report}`);
  }
  for (const action of unhappened) {
    say(talk, `fault never happened: ${describeAction({ ...action })}`);
  }
  if (checks.length > 0) {
    say(talk, `${checks.length - failed.length} of ${checks.length} checks hold`);
  }
}

function say(talk: Terminal, line: string): void {
  talk.writeSync(encoder.encode(`${line}\n`));
}
