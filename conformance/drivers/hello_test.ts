import { assertEquals, assertThrows } from "@std/assert";
import type { ProgramProfile } from "./driver.ts";
import { HelloError, readHello } from "./hello.ts";

/** Hellos that are right, and what is read. */
const RIGHT: readonly (readonly [hello: unknown, profile: ProgramProfile])[] = [
  [
    { name: "a", capabilities: ["standard"], depth: "syntax" },
    { name: "a", capabilities: ["standard"], depth: "syntax" },
  ],
  [
    { name: "a", version: "1.2", homepage: "https://a.example", capabilities: ["historique"] },
    {
      name: "a",
      version: "1.2",
      homepage: "https://a.example",
      capabilities: ["historique"],
      depth: "syntax",
    },
  ],
  [
    { name: "a", version: null, language: "go", capabilities: ["older", "errors", "error-kinds"] },
    { name: "a", capabilities: ["older", "errors", "error-kinds"], depth: "status" },
  ],
  [
    { name: "a", capabilities: ["standard", "typed", "standard"], depth: null },
    { name: "a", capabilities: ["standard", "typed"], depth: "meaning" },
  ],
  [
    { name: "a", capabilities: ["standard", "typed", "errors"], depth: "syntax" },
    { name: "a", capabilities: ["standard", "typed", "errors"], depth: "syntax" },
  ],
  [
    { name: "a", capabilities: ["historique"], labels: ["BASE", "PAPP"] },
    {
      name: "a",
      capabilities: ["historique", "labels"],
      depth: "syntax",
      labels: ["BASE", "PAPP"],
    },
  ],
];

for (const [hello, profile] of RIGHT) {
  Deno.test(`readHello() reads ${JSON.stringify(hello)}`, () => {
    assertEquals(readHello(hello), profile);
  });
}

/** Hellos that are wrong: what is said, and the fields that are mended. */
const WRONG: readonly (readonly [hello: unknown, message: string, fix: unknown])[] = [
  [
    "my decoder",
    "the hello is no object",
    {
      name: "my-decoder",
      version: "1.0.0",
      capabilities: ["historique", "standard", "timestamps"],
      depth: "syntax",
    },
  ],
  [
    { capabilities: ["standard"] },
    'the hello needs "name", a string',
    { capabilities: ["standard"], name: "my-decoder" },
  ],
  [
    { name: "a", version: 2, capabilities: ["standard"] },
    'the hello needs "version", a string',
    { name: "a", version: "2", capabilities: ["standard"] },
  ],
  [
    { name: "a" },
    'the hello needs "capabilities", a list',
    { name: "a", capabilities: ["historique", "standard", "timestamps"] },
  ],
  [
    { name: "a", capabilities: ["standard", "timestamp"] },
    'the hello is wrong: there is no capability "timestamp"; did you mean "timestamps"?',
    { name: "a", capabilities: ["standard", "timestamps"] },
  ],
  [
    { name: "a", capabilities: ["constructor", "standard"] },
    'the hello is wrong: there is no capability "constructor"; they are historique, standard, ' +
    "older, timestamps, typed, errors, error-kinds, raw, auto-mode, 8bit-input, timing, labels",
    { name: "a", capabilities: ["standard", "standard"] },
  ],
  [
    { name: "a", capabilities: ["timestamps"] },
    "the hello names no line that it reads: historique, standard or older",
    { name: "a", capabilities: ["timestamps", "standard"] },
  ],
  [
    { name: "a", capabilities: ["standard", "error-kinds"] },
    'the hello says "error-kinds" without "errors"',
    { name: "a", capabilities: ["standard", "error-kinds", "errors"] },
  ],
  [
    { name: "a", capabilities: ["standard"], depth: "deep" },
    "the hello has a depth that is none of syntax, meaning, status",
    { name: "a", capabilities: ["standard"], depth: "syntax" },
  ],
  [
    { name: "a", capabilities: ["standard"], depth: "meaning" },
    'the hello says depth "meaning" without the capability "typed"',
    { name: "a", capabilities: ["standard", "typed"], depth: "meaning" },
  ],
  [
    { name: "a", capabilities: ["standard"], depth: "status" },
    'the hello says depth "status" without the capability "errors"',
    { name: "a", capabilities: ["standard", "errors"], depth: "status" },
  ],
  [
    { name: "a", capabilities: ["standard", "labels"] },
    'the hello needs "labels", the list of labels that it says',
    { name: "a", capabilities: ["standard", "labels"], labels: ["BASE", "PAPP"] },
  ],
  [
    { name: "a", capabilities: ["standard"], labels: [] },
    'the hello needs "labels", the list of labels that it says',
    { name: "a", capabilities: ["standard"], labels: ["BASE", "PAPP"] },
  ],
];

for (const [hello, message, fix] of WRONG) {
  Deno.test(`readHello() refuses ${JSON.stringify(hello)}`, () => {
    const error = assertThrows(() => readHello(hello), HelloError);
    assertEquals([error.message, JSON.parse(error.fix)], [message, { hello: fix }]);
  });
}

Deno.test("readHello() takes every hello that it shows as right", () => {
  for (const [, , fix] of WRONG) readHello(fix);
});
