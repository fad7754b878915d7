// Real lines, said in the dialects of the field, held against what the gateways' own few lines of code do.
import { assert, assertEquals } from "@std/assert";
import { outside } from "../../tools/outside.ts";
import type { Group } from "../../tic/types.ts";
import { eventsOf } from "../test_line.ts";
import { Aiida } from "./test_aiida.ts";
import { readingsOf, saidOf } from "./test_readings.ts";

const folder = outside("captures", "TICLAB_CAPTURES");
const files = folder === null
  ? []
  : Array.from(Deno.readDirSync(folder), ({ name }) => name).filter((name) =>
    name.endsWith(".tic")
  );

/** What each gateway makes of a group, written as they write it. */
const NAIVE: Readonly<Record<string, (group: Group) => unknown>> = {
  edgd1er: ({ label, value, timestamp }) =>
    label === "DATE" ? timestamp ?? value : value.split(/\s+/).filter(Boolean).join(" "),
  nodered: ({ value }) => {
    const text = value.trim().replace(/\.+$/g, "");
    return text.match(/^\d{1,15}$/) ? parseInt(text) : text;
  },
  teleinfo2mqtt: ({ label, value, timestamp }) => {
    const raw = ["PREF", "PCOUP"].includes(label) ? value + "000" : value;
    const number = Number.parseInt(raw.replace(/\.\./g, ""), 10);
    const read = label === "STGE" || Number.isNaN(number) ? raw.replace(/\.\./g, "") : number;
    if (timestamp === undefined) return { raw, value: read };
    const [, yy, mm, dd, h, m, s] = /^.(..)(..)(..)(..)(..)(..)$/.exec(timestamp)!;
    const date = `20${yy}-${mm}-${dd}T${h}:${m}:${s}.000Z`;
    const winter = /^[Hh]/.test(timestamp) || (timestamp[0] === " " && (+mm! < 4 || +mm! > 10));
    return { raw, value: read, timestamp: { dst: winter ? "winter" : "summer", date } };
  },
};

for (const [id, naive] of Object.entries(NAIVE)) {
  Deno.test({
    name: `${id} says of every capture what the gateway's own code makes of its groups`,
    ignore: files.length === 0,
    fn() {
      let compared = 0;
      for (const file of files) {
        const line = Deno.readTextFileSync(`${folder}/${file}`);
        const frames = eventsOf(line).filter((event) => event.event === "frame")
          .map(({ groups }) => groups.filter(({ grade }) => grade !== "suspect"))
          .filter((groups) => groups.length > 0);
        const said = saidOf(id, readingsOf(line));
        assertEquals(said.length, frames.length, file);
        for (const [n, groups] of frames.entries()) {
          const object = JSON.parse(said[n]?.[0]?.payload ?? "{}");
          const wanted = Object.fromEntries(groups.map((group) => [group.label, naive(group)]));
          for (const [label, value] of Object.entries(object)) {
            if (label === "TIME" || label === "timestamp") continue;
            assertEquals(value, wanted[label], `${file} ${label}`);
            compared++;
          }
          if (id !== "teleinfo2mqtt") {
            for (const label of Object.keys(wanted)) assert(label in object, `${file} ${label}`);
          }
        }
      }
      assert(compared > 5_000, `${compared} values`);
    },
  });
}

Deno.test({
  name: "AIIDA accepts what teleinfo2mqtt says of every capture",
  ignore: files.length === 0,
  fn() {
    let records = 0;
    for (const file of files) {
      const readings = readingsOf(Deno.readTextFileSync(`${folder}/${file}`));
      for (const mode of ["historique", "standard"] as const) {
        const aiida = new Aiida();
        const ofMode = readings.filter((reading) => reading.mode === mode);
        for (const { topic, payload } of saidOf("teleinfo2mqtt", ofMode).flat()) {
          if (aiida.hear(topic, payload) !== null) records++;
        }
      }
    }
    assert(records > 300, `${records} records`);
  },
});
