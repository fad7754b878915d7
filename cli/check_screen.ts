/**
 * A diagnosis as lines of text: the verdict, the facts, what to do.
 *
 * @module
 */
import { CAUSE_WORDS, verdictOf } from "../decoder/diagnosis/cause_words.ts";
import type { Diagnosis } from "../decoder/diagnosis/diagnose.ts";
import type { LineFacts } from "../decoder/diagnosis/line_facts.ts";
import { meterFacts } from "../decoder/diagnosis/meter_facts.ts";
import { type StepId, STEPS } from "../decoder/diagnosis/steps.ts";
import type { Palette } from "./screen.ts";

type Lang = "en" | "fr";

/** Words of the screen itself. */
const SAID = {
  why: { en: "why", fr: "motif" },
  line: { en: "line", fr: "ligne" },
  meter: { en: "meter", fr: "compteur" },
  led: { en: "LED", fr: "voyant" },
  next: { en: "What to do", fr: "Que faire" },
  or: { en: "or", fr: "ou" },
  maybe: { en: "it may be", fr: "ce peut être" },
} as const;

/** Draws a diagnosis of `source` in lines of at most `columns` characters, colours apart. */
export function checkScreen(
  diagnosis: Diagnosis,
  { source, lang, columns, paint }: {
    source: string;
    lang: Lang;
    columns: number;
    paint: Palette;
  },
): string[] {
  const { cause, likely, facts } = diagnosis;
  const say = (word: keyof typeof SAID) => SAID[word][lang];
  const width = Math.max(40, columns);
  const title = verdictOf(diagnosis)[lang];
  const colour = cause?.healthy ? paint.green : cause ? paint.red : paint.yellow;
  const names = likely.map(({ id }) => CAUSE_WORDS[id].maybe[lang]).join(` ${say("or")} `);
  const rows: (readonly [string, string])[] = [
    cause
      ? [say("why"), CAUSE_WORDS[cause.id].why(facts)[lang]]
      : [say("why"), names === "" ? lineText(facts, lang) : `${say("maybe")} ${names}`],
    [say("line"), lineText(facts, lang)],
    [say("meter"), meterText(facts, lang)],
    [say("led"), ledText(facts, lang)],
  ];
  const steps: StepId[] = cause
    ? [...cause.steps(facts)]
    : [...new Set([...likely.flatMap((one) => one.steps(facts).slice(0, 1)), "longer" as const])];
  const left = Math.max(...rows.map(([name]) => name.length)) + 4;
  return [
    ...wrap(title, width).map((line) => paint.bold(colour(line))),
    "",
    ...rows.filter(([, text]) => text !== "").flatMap(([name, text]) =>
      wrap(text, width - left).map((line, n) =>
        `  ${paint.dim(n === 0 ? name.padEnd(left - 2) : " ".repeat(left - 2))}${line}`
      )
    ),
    "",
    paint.bold(say("next")),
    ...steps.flatMap((step) =>
      STEPS[step][lang].replaceAll("SOURCE", source).replaceAll(
        "PORT",
        facts.format ? source : "PORT",
      )
        .split("\n").flatMap((text, n) =>
          n === 0
            ? wrap(text, width - 4).map((line, n) => `${n === 0 ? "  - " : "    "}${line}`)
            : [paint.cyan(`    ${text}`)]
        )
    ),
  ];
}

function lineText(facts: LineFacts, lang: Lang): string {
  const { baudRate, bytes, seconds, modes, format } = facts;
  const french = lang === "fr";
  const count = (number: number) => String(number).replace(/\B(?=(\d{3})+$)/g, " ");
  const rate = seconds && bytes > 0 ? Math.round(bytes / seconds) : null;
  return [
    ...(baudRate === null ? [] : [french ? `${baudRate} bauds` : `${baudRate} baud`]),
    ...(modes.length > 0 ? [french ? `mode ${modes.at(-1)}` : `${modes.at(-1)} mode`] : []),
    `${count(bytes)} ${french ? "octets" : "bytes"}` +
    (rate === null ? "" : `, ${count(rate)} ${french ? "par seconde" : "a second"}`),
    ...(facts.eightBit > 0.2 && facts.even > 0.95 && format === "8N1"
      ? [french ? "parité juste" : "parity right"]
      : []),
  ].join(" · ");
}

function meterText(facts: LineFacts, lang: Lang): string {
  if (facts.good === 0) return "";
  const french = lang === "fr";
  const { kind, made, contract, subscribed, phases, producer, clock } = meterFacts(facts);
  return [
    ...(kind ? [kind[lang]] : []),
    ...(made ? [made] : []),
    ...(contract ? [`${french ? "contrat" : "contract"} ${contract}`] : []),
    ...(subscribed ? [subscribed] : []),
    ...(phases
      ? [phases === 3 ? french ? "triphasé" : "3 phases" : french ? "mono" : "1 phase"]
      : []),
    ...(producer === null
      ? []
      : [producer ? french ? "producteur" : "producer" : french ? "consommateur" : "consumer"]),
    ...(clock === "degraded" ? [french ? "horloge dégradée" : "clock degraded"] : []),
  ].join(" · ");
}

/** What the LED of a receiver would show, in the words of 54E, and of 02E in brackets. */
function ledText({ led, frames, good }: LineFacts, lang: Lang): string {
  if (frames.all === 0 || good === 0) return "";
  const french = lang === "fr";
  const last = led.changes.at(-1)!;
  const state = last.state === "good"
    ? french ? "bon : clignote lentement (02E : fixe)" : "good: blinks slowly (02E: steady)"
    : french
    ? "erreur : clignote vite"
    : "error: blinks fast";
  const since = last.at === null || led.turns === 0
    ? ""
    : french
    ? ` depuis ${(last.at / 1_000).toFixed(1).replace(".", ",")} s`
    : ` since ${(last.at / 1_000).toFixed(1)} s`;
  const turns = led.turns > 1
    ? french ? `, ${led.turns} changements` : `, ${led.turns} changes`
    : "";
  return `${state}${since}${turns}`;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
