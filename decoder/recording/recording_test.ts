import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { bytesText, textBytes } from "./notation.ts";
import { isRecording, readRecording, RecordingReader } from "./read_recording.ts";
import { CANCELLED, chunkLine, eventLine, fieldLine, recordingHeader } from "./recording_text.ts";

const STARTED = Date.parse("2026-11-22T14:27:41.123Z");
const HEADER = recordingHeader({ started: STARTED, fields: { settings: "9600 7E1" } });
const encode = (text: string) => new TextEncoder().encode(text);
const bytes = fc.uint8Array({ maxLength: 60 });
/** A day of microseconds. */
const micros = fc.integer({ min: 0, max: 86_400_000_000 });
const chunks = fc.array(fc.record({ micros, bytes }), { maxLength: 20 });

const written = (list: readonly { micros: number; bytes: Uint8Array }[]) =>
  HEADER + list.map(({ micros, bytes }) => chunkLine(micros / 1_000, bytes)).join("");
const chunksIn = (recording: string | Uint8Array) =>
  [...readRecording(recording)].filter((entry) => entry.kind === "chunk").map((entry) => ({
    micros: Math.round((entry.at - STARTED) * 1_000),
    bytes: entry.bytes,
  }));

Deno.test("textBytes() reads what bytesText() writes, for any bytes", () => {
  fc.assert(fc.property(bytes, (bytes) => assertEquals(textBytes(bytesText(bytes)), bytes)));
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  assertEquals(textBytes(bytesText(all)), all);
});

Deno.test("bytesText() writes one line that no editor changes", () => {
  fc.assert(fc.property(bytes, (bytes) => {
    const text = bytesText(bytes);
    assertEquals(/\p{Cc}|\s$/u.test(text), false);
  }));
  assertEquals(bytesText(encode("\x02\nA\tb\\ \x7f \x04\x03\r  ")), "␂␊A␉b\\\\ \\x7F ␄␃␍ ␠");
});

Deno.test("textBytes() refuses what is no notation", () => {
  for (const text of ["\\", "\\x", "\\x8", "\\xg0", "\\n", "é", "\u{1f600}", "␘"]) {
    assertEquals(textBytes(text), null, text);
  }
  assertEquals(textBytes("\\x0a\\x41"), encode("\nA"));
});

Deno.test("readRecording() gives back every byte with its time, whatever they are", () => {
  fc.assert(fc.property(chunks, (list) => assertEquals(chunksIn(written(list)), list)));
});

Deno.test("readRecording() reads the same in any pieces, and after editors that write CRLF", () => {
  fc.assert(fc.property(chunks, fc.integer({ min: 1, max: 40 }), (list, size) => {
    const file = encode(written(list));
    const reader = new RecordingReader();
    const entries = [];
    for (let at = 0; at < file.length; at += size) {
      entries.push(...reader.push(file.subarray(at, at + size)));
    }
    assertEquals([...entries, ...reader.end()], [...readRecording(file)]);
    assertEquals(chunksIn("\ufeff" + written(list).replaceAll("\n", "\r\n")), list);
  }));
});

Deno.test("readRecording() loses only the last line of a file that is cut anywhere, and says so", () => {
  const list = [
    { micros: 1, bytes: encode("\x02\nADCO 021") },
    { micros: 16_000, bytes: encode("976551234 D\r") },
    { micros: 32_000, bytes: Uint8Array.of(0xff, 0x00, 0x20) },
  ];
  const file = encode(written(list));
  const header = encode(HEADER).length;
  for (let end = header; end <= file.length; end++) {
    const cut = file.subarray(0, end);
    const found = chunksIn(cut);
    assertEquals(found, list.slice(0, found.length), `cut at ${end}`);
    const whole = cut.filter((byte) => byte === 0x0a).length - 3;
    assertEquals(found.length, whole, `cut at ${end}`);
    const notices = [...readRecording(cut)].filter(({ kind }) => kind === "notice");
    assertEquals(notices.length, cut.at(-1) === 0x0a ? 0 : 1, `cut at ${end}`);
  }
});

Deno.test("readRecording() ignores lines that were cancelled or spoiled, and tells their numbers", () => {
  const recording = `${HEADER}0.000001\t␂␊A${CANCELLED}\n\0\0\0\nhello\n0.5 ␂\n0.500000\t\\x4\n` +
    "# event: soon\n# started: yesterday\n1.5\t␃\n";
  const notices = [...readRecording(recording)].filter((entry) => entry.kind === "notice");
  assertEquals(notices.map(({ line }) => line), [4, 5, 6, 7, 8, 9, 10]);
  assertEquals(chunksIn(recording), [{ micros: 1_500_000, bytes: Uint8Array.of(3) }]);
});

Deno.test("readRecording() counts the times of each part from its own start", () => {
  const later = recordingHeader({ started: STARTED + 3_600_000 });
  const recording = HEADER + chunkLine(10, encode("a")) + eventLine(20, "unplugged") +
    later + chunkLine(10, encode("b")) + fieldLine("meter", "linky") + "# how it was wired\n";
  const entries = [...readRecording(recording)].map((entry) =>
    "at" in entry ? [entry.kind, Math.round(entry.at - STARTED)] : [entry.kind]
  );
  assertEquals(entries, [
    ["part"],
    ["field"],
    ["field"],
    ["chunk", 10],
    ["event", 20],
    ["part"],
    ["field"],
    ["chunk", 3_600_010],
    ["field"],
    ["comment"],
  ]);
});

Deno.test("readRecording() refuses a format of the future", () => {
  const error = assertThrows(() => [...readRecording("# ticlab recording 2\n")], SyntaxError);
  assert(error.message.includes('line 1 is "# ticlab recording 2"'), error.message);
});

Deno.test("isRecording() knows a recording as soon as it can be told", () => {
  const file = encode(HEADER);
  for (let end = 0; end < 19; end++) assertEquals(isRecording(file.subarray(0, end)), undefined);
  assertEquals(isRecording(file), true);
  assertEquals(isRecording(encode("\ufeff" + HEADER)), true);
  assertEquals(isRecording(encode("# ticlab recorder")), false);
  assertEquals(isRecording(encode("\x02")), false);
});
