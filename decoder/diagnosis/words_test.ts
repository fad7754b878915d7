import { assert, assertEquals } from "@std/assert";
import { CAUSE_WORDS } from "./cause_words.ts";
import { CAUSES } from "./causes.ts";
import { Listening } from "./line_facts.ts";
import { type StepId, STEPS } from "./steps.ts";

/** Columns of a terminal, and how far steps stand to the right in it. */
const [COLUMNS, INDENT] = [80, 4];
const LANGUAGES = ["en", "fr"] as const;

Deno.test("every cause has a verdict of one line, and says why, in both languages", () => {
  const facts = new Listening().end();
  for (const [id, { title, maybe, why }] of Object.entries(CAUSE_WORDS)) {
    for (const language of LANGUAGES) {
      assert(title[language].length <= COLUMNS, `${id}: ${title[language]}`);
      assert(/[.]$/.test(title[language]), id);
      assert(maybe[language] !== "" && why(facts)[language] !== "", id);
    }
    assert(title.en !== title.fr, id);
  }
});

Deno.test("what is to be copied fits on one line of a terminal", () => {
  for (const [id, words] of Object.entries(STEPS)) {
    for (const language of LANGUAGES) {
      const [, ...lines] = words[language].split("\n");
      for (const line of lines) assert(line.length + INDENT <= COLUMNS, `${id}: ${line}`);
    }
  }
});

Deno.test("every cause says what to do, and every step is somebody's", () => {
  const bare = new Listening().end();
  const loud = { ...bare, format: "8N1", baudRate: 9600 } as const;
  const used = new Set<StepId>(["longer"]);
  for (const cause of CAUSES) {
    const steps = [...cause.steps(bare), ...cause.steps(loud)];
    assert(steps.length > 0, cause.id);
    for (const step of steps) used.add(step);
  }
  assertEquals(Object.keys(STEPS).filter((step) => !used.has(step as StepId)), []);
});

Deno.test("each cause stands once in the table", () => {
  assertEquals(CAUSES.map(({ id }) => id).sort(), Object.keys(CAUSE_WORDS).sort());
});
