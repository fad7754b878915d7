import { assertEquals } from "@std/assert";
import { Ledger } from "./ledger.ts";
import { openLedger } from "./ledger_file.ts";

const SUMMER = Date.parse("2026-07-14T06:00:01.25+02:00");

function lines(write: (ledger: Ledger) => void): unknown[] {
  let text = "";
  write(new Ledger((line) => text += line));
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}

Deno.test("Ledger.frame() says what was meant, what was sent and who heard", () => {
  const [record] = lines((ledger) =>
    ledger.frame({
      number: 3,
      instant: SUMMER,
      kind: "short",
      groups: [
        { label: "DATE", timestamp: "E260714060001", value: "" },
        { label: "LTARF", value: " HEURE  CREUSE  " },
      ],
      offset: 100,
      length: 50,
      faults: [{ do: "flip", label: "LTARF", byte: 3, bit: 5, at: 140, length: 1 }],
      heard: [],
    })
  );
  assertEquals(record, {
    frame: 3,
    t: "2026-07-14T06:00:01.250+02:00",
    kind: "short",
    groups: [["DATE", "E260714060001", ""], ["LTARF", null, " HEURE  CREUSE  "]],
    offset: 100,
    length: 50,
    faults: [{ do: "flip", label: "LTARF", byte: 3, bit: 5, at: 140, length: 1 }],
    heard: [],
  });
});

Deno.test("Ledger tells actions, and in the end what never happened", () => {
  const told = lines((ledger) => {
    const action = { do: "overload", power: 12_000, for: 30_000 };
    ledger.action({ instant: SUMMER, target: "meter", action });
    ledger.end({ frames: 4, length: 608, unhappened: [{ do: "flip", label: "ADPS" }] });
  });
  assertEquals(told, [
    {
      event: "action",
      t: "2026-07-14T06:00:01.250+02:00",
      on: "meter",
      do: "overload",
      power: 12_000,
      for: 30_000,
    },
    { event: "end", frames: 4, length: 608, unhappened: [{ do: "flip", label: "ADPS" }] },
  ]);
});

Deno.test("openLedger() keeps every line, however many", async () => {
  const path = await Deno.makeTempFile();
  const { ledger, close } = openLedger(path);
  for (let frames = 0; frames < 2_000; frames++) {
    ledger.end({ frames, length: 0, unhappened: [] });
  }
  close();
  const text = await Deno.readTextFile(path);
  const numbers = text.trimEnd().split("\n").map((line) => JSON.parse(line).frames);
  assertEquals(numbers, Array.from({ length: 2_000 }, (_, i) => i));
  await Deno.remove(path);
});
