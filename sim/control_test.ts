import { assertEquals, assertThrows } from "@std/assert";
import { commandMessage, readCommand } from "./control.ts";

const words = (line: string) => commandMessage(line.split(" "));

Deno.test("commandMessage() reads the words that people type", () => {
  assertEquals(words("status"), { do: "status" });
  assertEquals(words("overload 12 kVA for 30 s"), { do: "overload", power: "12 kVA", for: "30 s" });
  assertEquals(words("overload for 30s power 12kVA phase 2"), {
    do: "overload",
    for: "30s",
    power: "12kVA",
    phase: "2",
  });
  assertEquals(words("colour 2026-01-15 red"), { do: "colour", day: "2026-01-15", colour: "red" });
  assertEquals(words("message COUPURE DEMAIN 8H"), { do: "message", text: "COUPURE DEMAIN 8H" });
  assertEquals(words("mode standard"), { do: "mode", mode: "standard" });
  assertEquals(words("power power 9 kVA"), { do: "power", power: "9 kVA" });
  assertEquals(words("peak 1 from +5 min until +1 h"), {
    do: "peak",
    number: "1",
    from: "+5 min",
    until: "+1 h",
  });
  assertEquals(words("flip SINSTS byte 3 bit 5 frames 12"), {
    do: "flip",
    label: "SINSTS",
    byte: "3",
    bit: "5",
    frames: "12",
  });
  assertEquals(words("cover open"), { do: "cover", open: "open" });
  assertEquals(words("meter replace"), { do: "replace", on: "meter" });
});

Deno.test("commandMessage() says which word it does not understand", () => {
  const says = (line: string, said: string) => assertThrows(() => words(line), SyntaxError, said);
  says("overlaod 12 kVA", 'Cannot do "overlaod": did you mean "overload"?');
  says("replace", 'Cannot do "replace" alone: say "meter replace" or "fault replace"');
  says("trip now", 'Cannot do "trip now": "trip" stands alone');
  says("overload 12 kVA for", 'Cannot do "overload": "for" has no value');
});

Deno.test("readCommand() reads quantities and moments, and refuses what does not fit", () => {
  assertEquals(readCommand({ do: "peak", number: 1, from: "+5 min", until: "+1 h" }, 1_000), {
    target: "meter",
    action: { do: "peak", number: 1, from: 301_000, until: 3_601_000 },
  });
  const says = (message: Record<string, unknown>, said: string) =>
    assertThrows(() => readCommand(message, 0), SyntaxError, said);
  says({}, 'write such as {"do":"status"}');
  says({ do: "overload", power: "12 kVA" }, 'Cannot do "overload": it wants for');
  says({ do: "overload", power: "12 kW", for: "30 s" }, '"kW" is none of its units VA, kVA');
  says({ do: "overload", pwoer: "12 kVA", for: "30 s" }, 'did you mean "power"?');
  says({ do: "replace", on: "metre" }, 'Cannot act on "metre"');
  says({ do: "constructor" }, "the verbs are load, power");
});
