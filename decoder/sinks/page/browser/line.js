/**
 * How well the line is heard, and whether the page is up to date.
 *
 * @module
 */
import { byId, facts, setText } from "./dom.js";
import { duration, finePercent, integer } from "./format.js";
import { SAY } from "./words.js";

/** The slowest meters send a frame in some 8 s; longer silence is told, ms. */
const SILENCE = 20_000;

/** Words of a kind of loss; `value` has another meaning in the table. */
const kindWord = (kind) => kind === "value" ? SAY.errorValue : SAY[kind] ?? kind;

/** Shows how the line is read; `line` is that of `/api/line`, `age` ms since it was heard. */
export function showLine(line, age) {
  if (line === null) return;
  const { frames, completeFrames, groups, suspects, errors } = line;
  setText(byId("line-words"), lineWords(frames, completeFrames));
  const losses = Object.entries(errors).filter(([, count]) => count > 0)
    .map(([kind, count]) => SAY.loss(kindWord(kind), integer(count)));
  facts(byId("line"), [
    [SAY.heard, age === null ? "" : SAY.ago(duration(age))],
    [SAY.losses, losses.length > 0 ? losses.join(", ") : SAY.none],
    [SAY.groups, integer(groups - suspects)],
    [SAY.suspects, suspects > 0 ? integer(suspects) : ""],
    [SAY.source, line.source],
    [SAY.speed, line.baudRate ? `${line.baudRate} baud` : ""],
  ]);
}

function lineWords(frames, whole) {
  if (frames === 0) return SAY.noFrame;
  if (whole === frames) return SAY.allWhole(integer(frames));
  return SAY.someWhole(integer(whole), integer(frames), finePercent(whole / frames));
}

/** Shows and returns the state: `connecting`, `live`, `waiting`, `stale` or `lost`. */
export function showStatus({ connected, age }) {
  const state = stateOf(connected, age);
  const chip = byId("status");
  chip.dataset.state = state;
  setText(chip, state === "stale" ? SAY.stale(duration(age)) : SAY[state]);
  return state;
}

function stateOf(connected, age) {
  if (connected === undefined) return "connecting";
  if (!connected) return "lost";
  if (age === null) return "waiting";
  return age > SILENCE ? "stale" : "live";
}
