import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { labels } from "./labels.ts";
import { latin1Bytes } from "./latin1.ts";
import { Pattern } from "./pattern.ts";

const PATTERNS = [...new Set(labels.map((spec) => spec.pattern))];

Deno.test("accepts() agrees with the engine's regular expressions on every pattern of the table", () => {
  for (const source of PATTERNS) {
    const pattern = new Pattern(source);
    const anchored = new RegExp(`^(?:${source})$`);
    const fitting = source === "" ? fc.constant("") : fc.stringMatching(anchored);
    const near = fc.tuple(fitting, fc.nat(), fc.constantFrom(..."0p9AZaz .,-:\x00\x7f\xe9"))
      .map(([text, at, other]) => {
        const i = at % (text.length + 1);
        return text.slice(0, i) + other + text.slice(i + 1);
      });
    fc.assert(
      fc.property(fc.oneof(fitting, near), (text) => {
        const wanted = anchored.test(text);
        assertEquals(pattern.accepts(text), wanted, `${source} on ${JSON.stringify(text)}`);
        assertEquals(pattern.acceptsBytes(latin1Bytes(`+${text}+`), 1, text.length + 1), wanted);
      }),
      { numRuns: 40 },
    );
  }
});

Deno.test("accepts() takes no character beyond a byte for one", () => {
  assertEquals(new Pattern("[ -~]+").accepts("a\u0161"), false);
});

Deno.test("walk() and expected() tell what may follow", () => {
  const pattern = new Pattern("[HE][0-9]");
  assertEquals(pattern.expected(pattern.start), "EH");
  const next = pattern.walk(pattern.start, "H");
  assertEquals(pattern.expected(next), "0123456789");
  assertEquals(pattern.isFinal(next), false);
  assertEquals(pattern.walk(next, "x"), 0);
});

Deno.test("of() gives one pattern for one source", () => {
  assert(Pattern.of("[0-9]{3}") === Pattern.of("[0-9]{3}"));
});

Deno.test("constructor() refuses what it cannot read", () => {
  for (const source of ["(a", "a)", "[a", "a\\", "*a", "a{2", "+", "^a$"]) {
    assertThrows(() => new Pattern(source), SyntaxError, "Cannot read pattern");
  }
});
