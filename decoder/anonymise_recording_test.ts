import { assertEquals } from "@std/assert";
import { latin1Bytes } from "../tic/latin1.ts";
import { encodeFrame } from "../tic/frame.ts";
import { anonymiseRecording } from "./anonymise_recording.ts";
import { readRecording } from "./recording/read_recording.ts";
import { chunkLine, eventLine, fieldLine, recordingHeader } from "./recording/recording_text.ts";

const STARTED = Date.parse("2026-11-22T14:27:41.123Z");
const FRAME = encodeFrame([{ label: "ADSC", value: "021961551234" }], "standard");

const RECORDING = recordingHeader({
  started: STARTED,
  fields: {
    software: "ticlab 0.1.0",
    port: "/dev/serial/by-id/usb-FTDI_FT232R_A10KZP45-if00",
    adapter: "PiTInfo 1.2",
    anonymised: "no",
    owner: "M. Durand",
  },
}) + chunkLine(0.001, FRAME.subarray(0, 9)) + fieldLine("meter", "linky standard 021961551234") +
  "# in the cellar of M. Durand\n" + chunkLine(16.5, FRAME.subarray(9)) +
  eventLine(20, "unplugged") + eventLine(30, "Durand came in") + "0.5\t␂␊AD";

Deno.test("anonymiseRecording() keeps chunks and times, and of the rest what names nobody", () => {
  const { text, left } = anonymiseRecording(RECORDING);
  assertEquals(text.split("\n"), [
    "# ticlab recording 1",
    "# anonymised: yes",
    "# started: 2026-11-22T14:27:41.123Z",
    "# software: ticlab 0.1.0",
    "# adapter: PiTInfo 1.2",
    "0.000001\t␂␊ADSC␉02",
    "# meter: linky standard 021961000001",
    "0.016500\t1961000001␉!␍␃",
    "# event: 0.020000 unplugged",
    "",
  ]);
  assertEquals(left, 5);
});

Deno.test("anonymiseRecording() twice is anonymiseRecording() once", () => {
  const { text } = anonymiseRecording(RECORDING);
  assertEquals(anonymiseRecording(text).text, text);
  assertEquals([...readRecording(text)].filter(({ kind }) => kind === "notice"), []);
});

Deno.test("anonymiseRecording() takes a number out of the header that the line never said", () => {
  const header = recordingHeader({ started: 0, fields: { meter: "linky 021961551234" } });
  const { text } = anonymiseRecording(header + chunkLine(0, latin1Bytes("noise")));
  assertEquals(text.includes("# meter: linky 000000000000\n"), true, text);
});
