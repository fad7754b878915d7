import { assert, assertEquals } from "@std/assert";
import { badges } from "./badge.ts";
import { resultsOf } from "./test_results.ts";
import { greenResults, sampleResults } from "./test_sample.ts";

const texts = (results: Parameters<typeof badges>[0]) => badges(results).map(({ text }) => text);

Deno.test("badges() names the sets that are reached, and no others", () => {
  assertEquals(texts(greenResults()), [
    "ticlab: Historique Standard Robust",
    "ticlab Historique: conformant",
    "ticlab Standard: conformant",
    "ticlab Robust: conformant",
  ]);
  assertEquals(texts(sampleResults())[0], "ticlab: not conformant");
  const some = resultsOf([
    { id: "a", verdict: "pass", sets: ["historique"] },
    { id: "b", verdict: "unsupported", sets: ["standard"] },
  ]);
  assertEquals(texts(some), [
    "ticlab: Historique",
    "ticlab Historique: conformant",
    "ticlab Standard: not scored",
  ]);
});

Deno.test("badges() accuse nobody of what was not scored", () => {
  const open = badges(resultsOf([
    { id: "a", verdict: "unsupported", sets: ["older"] },
    { id: "b", verdict: "not-run", sets: ["standard"] },
  ]));
  assertEquals(open.map(({ text }) => text), [
    "ticlab: not scored",
    "ticlab Standard: not scored",
    "ticlab Older: not scored",
  ]);
  assert(open.every(({ svg }) => !svg.includes("#b3261e")), "a red badge");
});

Deno.test("badges() promise nothing for a run that was cut", () => {
  const cut = badges({ ...greenResults(), footer: null });
  assertEquals(new Set(cut.map(({ text }) => text.split(": ")[1])), new Set(["incomplete"]));
  assert(cut.every(({ svg }) => !svg.includes("#2e7d32")), "a green badge");
});

Deno.test("badges() are pictures that say the same to who cannot see them, and ask for nothing", () => {
  for (const { svg, text } of badges(greenResults())) {
    assert(svg.includes(`role="img" aria-label="${text}"><title>${text}</title>`));
    const width = Number(/width="(\d+)"/.exec(svg)![1]);
    const words = Array.from(
      svg.matchAll(/<text x="([\d.]+)" y="14" textLength="(\d+)">/g),
      ([, x, length]) => [Number(x) - Number(length) / 2, Number(x) + Number(length) / 2],
    );
    assertEquals(words.length, 2);
    assert(words[0]![0]! > 0 && words[0]![1]! < words[1]![0]! && words[1]![1]! < width);
    assertEquals(svg.match(/https?:[^"]*/g), ["http://www.w3.org/2000/svg"]);
  }
});
