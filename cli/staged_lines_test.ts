import { assertEquals } from "@std/assert";
import { listenToFile } from "../decoder/sources/listen_file.ts";
import { diagnose } from "../decoder/diagnosis/diagnose.ts";
import { STAGED_LINES } from "./test_staged_lines.ts";

for (const { about, is, open, file } of STAGED_LINES) {
  const right = open ? "unsure" : is;
  Deno.test(`diagnose() names ${about}: ${right}`, async () => {
    const { cause } = diagnose(
      await listenToFile(ReadableStream.from([file()])),
    );
    assertEquals(cause?.id ?? "unsure", right);
  });
}

Deno.test("diagnose() says the same however a file is cut into pieces", async () => {
  for (const { about, file } of STAGED_LINES.filter((_, n) => n % 4 === 0)) {
    const bytes = file();
    const pieces = Array.from(
      { length: Math.ceil(bytes.length / 97) },
      (_, n) => bytes.slice(n * 97, n * 97 + 97),
    );
    const whole = diagnose(await listenToFile(ReadableStream.from([bytes])));
    const cut = diagnose(await listenToFile(ReadableStream.from(pieces)));
    assertEquals(cut.cause?.id, whole.cause?.id, about);
    assertEquals(cut.facts.good, whole.facts.good, about);
  }
});

/** Causes that any part of their line shows, or nothing certain. */
const IN_PART = [
  ...["noise", "line-faster", "line-slower", "parity-bit-7", "inverted", "damaged"],
  ...["doubled", "terminal", "interrupted", "standby", "nmea", "text", "modbus"],
];

Deno.test("diagnose() names a part of a line as the whole, or is unsure", async () => {
  const wrong: string[] = [];
  for (const { about, is, file } of STAGED_LINES) {
    const bytes = file();
    const isRecording = bytes[0] === "#".charCodeAt(0);
    if (!IN_PART.includes(is) || isRecording) continue;
    for (const length of [150, 400, 1_000, 2_500]) {
      for (const part of [0.2, 0.5, 0.9]) {
        const at = Math.floor((bytes.length - length) * part);
        if (at <= 0) continue;
        const piece = bytes.slice(at, at + length);
        const { cause } = diagnose(await listenToFile(ReadableStream.from([piece])));
        if (cause && cause.id !== is) wrong.push(`${about}, ${length} from ${at}: ${cause.id}`);
      }
    }
  }
  assertEquals(wrong, []);
});
