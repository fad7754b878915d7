/**
 * What `ticlab sim` says while it plays: a line of JSON, plain lines, or a live panel.
 *
 * @module
 */
import { BAUD_RATE, type LineFrame } from "../sim/frames.ts";
import type { Outlet } from "../sim/outlet.ts";
import { palette, Screen, type Terminal, terminalSize } from "./screen.ts";
import { readingHint, simPanel } from "./sim_panel.ts";
import type { SimSettings } from "./sim_settings.ts";

/** Tells the user what goes on. */
export interface Show {
  /** A frame begins. */
  frame(frame: LineFrame): void;
  /** The line has ended. */
  end(): void;
}

const encoder = new TextEncoder();

/** Between two drawings of the panel, ms. */
const REFRESH = 200;

/** One line of JSON when the outlets are open, for programs. */
export function sayReady(outlets: readonly Outlet[], seed: number, talk: Terminal): Show {
  const opened = outlets.map(({ url, path }) => ({ url, ...(path !== undefined && { path }) }));
  say(talk, JSON.stringify({ ready: true, outlets: opened, seed }));
  return { frame() {}, end() {} };
}

/** Plain lines, where there is no terminal to draw on. */
export function sayPlainly(
  settings: SimSettings,
  outlets: readonly Outlet[],
  talk: Terminal,
): Show {
  const { serialNumber, contract, power } = settings.meter.state();
  say(
    talk,
    `Linky ${serialNumber}, ${contract.option}, ${power / 1_000} kVA, speaks ${settings.mode} at ` +
      `${BAUD_RATE[settings.mode]} baud on:`,
  );
  for (const { url } of outlets) say(talk, `  ${url}`);
  const hint = readingHint(outlets);
  if (hint) say(talk, hint);
  let count = 0;
  return {
    frame: () => count++,
    end: () => say(talk, `Stopped after ${count} frames`),
  };
}

/** A live panel. */
export function drawPanel(
  settings: SimSettings,
  outlets: readonly Outlet[],
  talk: Terminal,
): Show {
  const { mode, speed } = settings;
  const screen = new Screen(talk);
  const paint = palette(talk);
  let frame: LineFrame | undefined;
  let before: LineFrame | undefined;
  const draw = () => {
    if (!frame) return;
    const view = { mode, baudRate: BAUD_RATE[mode], speed, frame, before, outlets };
    screen.draw(simPanel(view, terminalSize().columns, paint));
  };
  const timer = setInterval(draw, REFRESH);
  return {
    frame(next) {
      [before, frame] = [frame, next];
    },
    end() {
      clearInterval(timer);
      draw();
      screen.close();
    },
  };
}

function say(talk: Terminal, line: string): void {
  talk.writeSync(encoder.encode(`${line}\n`));
}
