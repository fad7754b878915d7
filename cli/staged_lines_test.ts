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
