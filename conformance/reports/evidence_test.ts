import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { drawBytes, dumpBytes } from "./evidence.ts";
import { hexRows } from "./hexdump.ts";
import { PLAIN } from "./paint.ts";

const BYTES = fc.uint8Array({ maxLength: 300 });
const WHOLE = { paint: PLAIN, context: Infinity };

Deno.test("drawBytes() draws every byte once, in order, whatever they are", () => {
  fc.assert(fc.property(BYTES, fc.nat(5000), (bytes, from) => {
    const lines = drawBytes(bytes, { ...WHOLE, from, columns: 60 });
    assert(lines.every((line) => line.length <= 60), lines.join("\n"));
    const cells = lines.flatMap((line) => line.slice(6).match(/\\x[0-9a-f]{2}|[^]/gu) ?? []);
    const read = cells.map((cell) => {
      if (cell.length === 4) return parseInt(cell.slice(2), 16);
      if (cell === "␡") return 0x7f;
      const code = cell.codePointAt(0)!;
      return code >= 0x2400 ? code - 0x2400 : code;
    });
    // A backslash, an x and two digits that were four bytes look like one: as in the files of cases.
    if (!/\\x[0-9a-f]{2}/.test(String.fromCharCode(...bytes))) assertEquals(read, [...bytes]);
  }));
});

Deno.test("drawBytes() and dumpBytes() put the caret below the byte", () => {
  fc.assert(
    fc.property(
      BYTES,
      fc.nat(5000),
      fc.nat(300),
      fc.constantFrom(80, 160),
      (bytes, from, at, columns) => {
        fc.pre(at < bytes.length);
        const options = { paint: PLAIN, from, at: from + at, columns };
        const dump = dumpBytes(bytes, options);
        const caret = dump.findIndex((line) => /^ +\^\^$/.test(line));
        const place = dump[caret]!.indexOf("^");
        assertEquals(
          dump[caret - 1]!.slice(place, place + 2),
          bytes[at]!.toString(16).padStart(2, "0"),
        );
        const drawn = drawBytes(bytes, options);
        const below = drawn.findIndex((line) => /^ +\^$/.test(line));
        const shown = drawn[below - 1]!.slice(drawn[below]!.indexOf("^"));
        const byte = bytes[at]!;
        const wanted = byte > 0x7f
          ? `\\x${byte.toString(16)}`
          : byte === 0x7f
          ? "␡"
          : String.fromCodePoint(byte > 0x20 ? byte : 0x2400 + byte);
        assert(shown.startsWith(wanted), `${drawn.join("\n")} ${wanted}`);
      },
    ),
  );
});

Deno.test("dumpBytes() shows the last row where the difference is after the last byte", () => {
  const lines = dumpBytes(new Uint8Array(16), { paint: PLAIN, at: 16, columns: 80 });
  assertEquals(lines.length, 2);
});

Deno.test("hexRows() cuts at multiples of the width and loses nothing", () => {
  fc.assert(fc.property(BYTES, fc.nat(500), (bytes, from) => {
    const rows = hexRows(bytes, { from });
    assertEquals(rows.flatMap((row) => [...row.bytes]), [...bytes]);
    assert(rows.slice(1).every(({ offset }) => offset % 16 === 0));
  }));
});
