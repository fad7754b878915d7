/**
 * The table of the last readings.
 *
 * @module
 */
import { byId, keyed, make, setText } from "./dom.js";
import { clock, number, visible } from "./format.js";
import { LANG, SAY } from "./words.js";

/** Shows the readings of an answer of `/api/now`. */
export function showReadings({ readings, heard, seq, lost }) {
  setText(
    byId("frame"),
    heard === null
      ? ""
      : SAY.frame(readings.length, seq, clock(heard)) + (lost > 0 ? SAY.lostGroups(lost) : ""),
  );
  keyed(byId("readings"), readings, {
    key: ({ label }) => label,
    create({ label }) {
      const row = make("tr");
      const name = make("th");
      name.scope = "row";
      name.append(make("code", "", visible(label)));
      const meaning = make("td");
      meaning.append(make("span"), make("small"));
      row.append(name, make("td", "number"), meaning, make("td", "time"));
      return row;
    },
    update(row, reading) {
      const [, value, meaning, time] = row.children;
      if (setText(value, valueText(reading)) && row.dataset.shown) flash(value);
      row.dataset.shown = "yes";
      value.classList.toggle("text", typeof reading.value !== "number");
      setText(meaning.firstChild, reading.meaning?.[LANG] ?? "");
      setText(meaning.lastChild, reading.says?.[LANG] ?? "");
      setText(time, timeText(reading, heard));
    },
  });
}

function valueText({ value, unit, raw }) {
  if (typeof value !== "number") return visible(raw.trim());
  return unit === null ? number(value) : `${number(value)}\u00a0${unit}`;
}

function timeText({ at, clock: meterClock, timestamp, heard }, frame) {
  const parts = [];
  if (at !== null) parts.push(instantText(at));
  else if (timestamp !== null) parts.push(visible(timestamp.trim()));
  if (meterClock === "degraded") parts.push(SAY.clockUnsure);
  if (heard < frame) parts.push(SAY.older(clock(heard)));
  return parts.join(", ");
}

/** The meter's own clock, as it wrote it: `2024-01-28T03:21:58+01:00` is `2024-01-28 03:21:58`. */
function instantText(at) {
  return at.slice(0, 19).replace("T", " ");
}

/** Shows that a value is new; the style leaves it out where motion is not wanted. */
function flash(node) {
  node.classList.remove("new");
  void node.offsetWidth; // Begins the animation again.
  node.classList.add("new");
}
