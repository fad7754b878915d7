/**
 * Rules about the tariff in force: index, names, contacts and Tempo colours tell the same.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import { plainName } from "./meter.ts";

const MODE = { mode: "standard" } as const;

/** Tempo: two indexes a colour, off-peak then peak (54E §6.1 p15-16). */
const TEMPO_NAMES = [/BLEU/, /BLANC/, /ROUGE/] as const;

/** Supplier indexes of each contract. */
const INDEXES = { base: 1, hc: 2, ejp: 2, tempo: 6 } as const;

/** Frames since a change, where none was seen. */
const OLD = 1_000;

/** The rules. */
export const TARIFF_RULES: readonly FrameRule[] = [
  {
    ...MODE,
    id: "tariff.ntarf",
    level: "spec",
    sentence: "NTARF is the supplier index of STGE bits 10-13, plus 1.",
    source: "54E §6.2.3.20 p26",
    check(frame, _line, tell) {
      const [tariff, index] = [frame.value("NTARF"), frame.status("supplierIndex")];
      if (tariff === null || index === null || index > 9 || tariff === index + 1) return;
      tell(`NTARF ${tariff}, STGE says index ${index + 1}`, { label: "NTARF" });
    },
  },
  {
    ...MODE,
    id: "tariff.contract",
    level: "derived",
    sentence: "NTARF is an index of the contract: 1 on BASE, to 2 on HC and EJP, to 6 on Tempo.",
    source: "54E §6.1 p15-16, reference §8.1",
    check(frame, _line, tell) {
      const [tariff, { contract }] = [frame.value("NTARF"), frame.meter];
      if (tariff === null || !contract || tariff <= INDEXES[contract]) return;
      tell(`NTARF ${tariff} on ${contract}`, { label: "NTARF" });
    },
  },
  {
    ...MODE,
    id: "tariff.contact",
    level: "derived",
    sentence: "RELAIS bit 1 (1 = closed) is the contrary of STGE bit 0 (1 = open).",
    source: "54E §6.2.3.19 p26, §6.2.3.14 p24; reference §7.3",
    check(frame, _line, tell) {
      const [relays, open] = [frame.value("RELAIS"), frame.status("contact")];
      if (relays === null || open === null || relays % 2 !== open) return;
      tell(`RELAIS ${relays}, STGE says the contact is ${open ? "open" : "closed"}`, {
        label: "RELAIS",
      });
    },
  },
  {
    ...MODE,
    id: "tariff.name",
    level: "derived",
    sentence: "LTARF changes with NTARF, at the latest one frame after, and not without it.",
    source: "54E §6.2.3.5 p22, reference §8.3",
    check(frame, line, tell) {
      const said = {
        calendar: frame.text("NGTF"),
        tariff: frame.text("NTARF"),
        name: frame.text("LTARF"),
      };
      const state = line.kept(this, () => ({ ...said, tariffAge: OLD, nameAge: OLD }));
      const unsaid = [said.tariff, said.name, state.tariff, state.name].includes(null);
      if (unsaid || said.calendar !== state.calendar) {
        Object.assign(state, said, { tariffAge: OLD, nameAge: OLD });
        return;
      }
      state.tariffAge = said.tariff === state.tariff ? state.tariffAge + 1 : 0;
      state.nameAge = said.name === state.name ? state.nameAge + 1 : 0;
      Object.assign(state, said);
      const words = `NTARF ${said.tariff}, LTARF ${JSON.stringify(said.name)}`;
      if (state.tariffAge === 1 && state.nameAge > 2) {
        tell(`${words}: the index has changed, the name has not`, { label: "LTARF" });
      }
      if (state.nameAge === 1 && state.tariffAge > 2) {
        tell(`${words}: the name has changed, the index has not`, { label: "LTARF" });
      }
    },
  },
  {
    ...MODE,
    id: "tariff.tempo.name",
    level: "derived",
    sentence: "On Tempo, LTARF names the colour and the hours of NTARF.",
    source: "54E §6.1 p15-16, reference §8.2",
    check(frame, _line, tell) {
      const [tariff, name] = [frame.value("NTARF"), plainName(frame.text("LTARF") ?? "")];
      if (frame.meter.contract !== "tempo" || tariff === null || tariff > 6 || name === "") return;
      const colour = TEMPO_NAMES.findIndex((pattern) => pattern.test(name));
      const hours = ["HC", "HP"].findIndex((word) => name.includes(word));
      if (colour < 0 || hours < 0 || colour * 2 + hours + 1 === tariff) return;
      tell(`NTARF ${tariff} is named ${JSON.stringify(name)}`, { label: "LTARF" });
    },
  },
  {
    ...MODE,
    id: "tariff.tempo.today",
    level: "spec",
    sentence:
      "On Tempo, STGE bits 24-25 tell a colour; on other contracts they and bits 26-27 are 0.",
    source: "54E §6.2.3.14 p25",
    check(frame, _line, tell) {
      const [today, tomorrow] = [frame.status("today"), frame.status("tomorrow")];
      const { contract } = frame.meter;
      // Any text may name a calendar, so that only the names that are known decide.
      if (today === null || tomorrow === null || contract === null) return;
      if (contract === "tempo" ? today !== 0 : today + tomorrow === 0) return;
      tell(`STGE ${frame.text("STGE")}: colours ${today} and ${tomorrow} on ${contract}`, {
        label: "STGE",
      });
    },
  },
  {
    ...MODE,
    id: "tariff.tempo.index",
    level: "derived",
    sentence: "The index in force is one of the colour of today.",
    source: "54E §6.1 p15-16, reference §7.5",
    check(frame, _line, tell) {
      const [today, index] = [frame.status("today"), frame.status("supplierIndex")];
      if (!today || index === null || index > 5 || Math.floor(index / 2) === today - 1) return;
      tell(`STGE ${frame.text("STGE")}: index ${index + 1} on colour ${today}`, { label: "STGE" });
    },
  },
  {
    ...MODE,
    id: "tariff.tempo.change",
    level: "derived",
    sentence: "The colour of today changes to the one that STGE had said for tomorrow.",
    source: "reference §7.5",
    check(frame, { before }, tell) {
      const [now, then] = [frame.status("today"), before?.status("today")];
      const announced = before?.status("tomorrow");
      if (!now || !then || now === then || !announced || announced === now) return;
      tell(`colour ${then} turns to ${now}, ${announced} was announced`, { label: "STGE" });
    },
  },
];
