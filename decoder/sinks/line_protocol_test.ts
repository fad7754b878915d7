import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { testWith } from "../../serial/_programs.ts";
import { askInfluxdb, influxd, startInfluxdb } from "./test_influxdb.ts";
import { type Point, readLines } from "./line_protocol.ts";
import { writeLines } from "./point_lines.ts";

/** Whatever text: every byte, delimiters often, halves of characters too. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...", =\"\\\n\r\t\0#'`;é☃"),
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  ),
  minLength: 1,
  maxLength: 12,
});
const value = fc.oneof(text, fc.double(), fc.bigInt({ min: -9n, max: 9n }), fc.boolean());

Deno.test("a point stays one point on one line, whatever its names and texts are", () => {
  fc.assert(
    fc.property(text, text, text, text, value, (measurement, key, tag, field, said) => {
      const points = [1n, 2n].map((at) => ({
        measurement,
        tags: { [key]: tag },
        fields: { [field]: said, sure: true },
        at,
      }));
      const lines = writeLines(points);
      assertEquals(lines.split("\n").length, 3, "two lines and their ends");
      const { points: read, bad } = readLines(lines);
      assertEquals(bad, []);
      assertEquals(read.map(({ at }) => at), [1n, 2n]);
      assertEquals(read.map(({ fields }) => fields.sure), [true, true]);
      assertEquals(read.map(({ tags }) => Object.keys(tags).length), [1, 1]);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("a point of printable names comes back as it was", () => {
  const printable = fc.string({ unit: fc.constantFrom(..."ab, =#é+-'"), minLength: 1 })
    .map((rest) => `x${rest}`);
  const point: fc.Arbitrary<Point> = fc.record({
    measurement: printable,
    tags: fc.dictionary(printable, printable, { noNullPrototype: true }),
    fields: fc.dictionary(
      printable,
      fc.oneof(
        printable,
        fc.bigInt(),
        fc.boolean(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      ),
      { minKeys: 1, noNullPrototype: true },
    ),
    at: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
  });
  fc.assert(fc.property(point, (point) => {
    const { points: [read], bad } = readLines(writeLines([point]));
    assertEquals(bad, []);
    assertEquals(JSON.stringify(read, text64), JSON.stringify(point, text64)); // -0 is written as 0.
  }));
});

function text64(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}i` : value;
}

Deno.test("a line is read as the manual of InfluxDB writes it", () => {
  const { points, bad } = readLines(
    '# a comment\nweather,location=us\\ midwest,a\\,b=c\\=d temperature=82,"quoted"="said \\"so\\"" 1465839830\n\n' +
      'm a=1i,b=2.5e3,c=T,d="two\nlines",e=-.5\r\n',
    "s",
  );
  assertEquals(bad, []);
  assertEquals(points, [
    {
      measurement: "weather",
      tags: { location: "us midwest", "a,b": "c=d" },
      fields: { temperature: 82, '"quoted"': 'said "so"' },
      at: 1_465_839_830_000_000_000n,
    },
    { measurement: "m", tags: {}, fields: { a: 1n, b: 2500, c: true, d: "two\nlines", e: -0.5 } },
  ]);
});

Deno.test("a line that a database refuses is told, and the others are read", () => {
  const { points, bad } = readLines(
    "elec iinst=9.94\nbase=2809720\nm,tag f=1\nm f=\nm f=one\nm f=1 noon\n f=1\nm f=1",
  );
  assertEquals(points.map(({ measurement }) => measurement), ["elec", "m"]);
  assertEquals(bad.map(({ line, why }) => [line, why]), [
    [2, "no fields after the measurement"],
    [3, "a tag is wrong at 1"],
    [4, "a field is wrong at 2"],
    [5, "a field is wrong at 2"],
    [6, "noon is no time"],
    [7, "no fields after the measurement"],
  ]);
  assertThrows(() => readLines("m f=1", "minutes"), RangeError, "no precision minutes");
});

Deno.test("what cannot be written is left out", () => {
  assertEquals(writeLines([{ measurement: "m", tags: { none: "" }, fields: { f: NaN } }]), "");
  assertEquals(
    writeLines([{ measurement: "#m", tags: { none: "" }, fields: { f: Infinity, g: 1 } }]),
    "_m g=1\n",
  );
});

testWith(
  influxd,
  "influxd",
  "InfluxDB reads the points that were written, and no other",
  async (program) => {
    const points = fc.sample(fc.tuple(text, text, text), { numRuns: 500, seed: 1 }).map(
      ([measurement, tag, said], n): Point => ({
        measurement: `m${measurement}`,
        tags: { tag, n: String(n) },
        fields: { said },
        at: BigInt(n + 1),
      }),
    );
    await using server = await startInfluxdb(program);
    await askInfluxdb(server, "", "CREATE DATABASE d");
    const url = `http://127.0.0.1:${server.port}/write?db=d`;
    const response = await fetch(url, { method: "POST", body: writeLines(points) });
    assertEquals([response.status, await response.text()], [204, ""]);
    const rows = await askInfluxdb(server, "d", "SELECT n, said FROM /.*/");
    const said = new Map(rows.map(({ n, said }) => [Number(n), said]));
    assertEquals(points.map((_, n) => said.get(n)), points.map(({ fields }) => seen(fields.said)));
  },
);

/** How a text is seen in a database. */
function seen(text: unknown): string {
  return Array.from(String(text), (char) => {
    const code = char.codePointAt(0)!;
    if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
    return code === 0x7f ? "␡" : code < 0x20 ? String.fromCharCode(0x2400 + code) : char;
  }).join("");
}
