/**
 * Where the readings go besides this page, and what waits there.
 *
 * @module
 */
import { byId, keyed, make, setText } from "./dom.js";
import { duration, integer } from "./format.js";
import { SAY } from "./words.js";

/** Shows the sinks of `/api/line`, a line each; `clock` is that of the machine, ms. */
export function showSinks(sinks, clock) {
  byId("sinks-card").hidden = sinks.length === 0;
  keyed(byId("sinks"), sinks, {
    key: ({ url }) => url,
    create({ url }) {
      const row = make("div");
      row.append(make("dt", "", url), make("dd"));
      return row;
    },
    update(row, sink) {
      row.classList.toggle("trouble", sink.trouble !== null || sink.lost > 0);
      setText(row.lastChild, sinkWords(sink, clock));
    },
  });
}

function sinkWords({ delivered, waiting, refused, lost, trouble }, clock) {
  return [
    trouble === null ? SAY.delivered(integer(delivered)) : troubleWords(trouble, clock),
    waiting > 0 ? SAY.waits(integer(waiting)) : "",
    refused > 0 ? SAY.refused(integer(refused)) : "",
    lost > 0 ? SAY.lostReadings(integer(lost)) : "",
  ].filter((text) => text !== "").join(", ");
}

function troubleWords({ since, why, denied }, clock) {
  const age = duration(clock - since);
  return denied ? SAY.denied(age, why) : SAY.down(age, why);
}
