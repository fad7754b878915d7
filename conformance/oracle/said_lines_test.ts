import { assertEquals, assertThrows } from "@std/assert";
import { TicDecoder } from "../../decoder/decoder.ts";
import { latin1Bytes } from "../../tic/latin1.ts";
import { SaidLineError, SaidLines } from "./said_lines.ts";

const utf8 = new TextEncoder();

function read(...lines: (string | Uint8Array)[]): SaidLines {
  const said = new SaidLines();
  for (const line of lines) said.push(typeof line === "string" ? utf8.encode(line) : line);
  return said;
}

Deno.test("SaidLines takes groups in order, with or without a timestamp", () => {
  const { groups } = read(
    '{"event":"group","label":"SMAXSN","timestamp":"H240128032158","value":"05706","grade":"ok"}',
    '{"event":"group","label":"SINSTS","value":"00470","offset":12}',
  ).said();
  assertEquals(groups, [
    { label: "SMAXSN", value: "05706", timestamp: "H240128032158" },
    { label: "SINSTS", value: "00470" },
  ]);
});

/** What languages write where there is no data or no horodate. */
const EMPTY: Readonly<Record<string, string>> = {
  "DATE without a value": '{"event":"group","label":"DATE","timestamp":"H240128032158"}',
  "DATE with null": '{"event":"group","label":"DATE","value":null,"timestamp":"H240128032158"}',
  "DATE with an empty text":
    '{"event":"group","label":"DATE","value":"","timestamp":"H240128032158"}',
};

for (const [what, line] of Object.entries(EMPTY)) {
  Deno.test(`SaidLines takes ${what}, which has no data`, () => {
    assertEquals(read(line).said().groups, [
      { label: "DATE", value: "", timestamp: "H240128032158" },
    ]);
  });
}

Deno.test("SaidLines takes null and an empty text for a timestamp that is not there", () => {
  for (const timestamp of ["null", '""']) {
    const line = `{"event":"group","label":"PAPP","value":"00360","timestamp":${timestamp}}`;
    assertEquals(read(line).said().groups, [{ label: "PAPP", value: "00360" }]);
  }
});

Deno.test("SaidLines takes the groups of frames where no group is said by itself", () => {
  const frame = (value: string) =>
    `{"event":"frame","complete":true,"kind":"long","mode":null,"groups":[{"label":"PAPP","value":"${value}"}]}`;
  const { groups, frames } = read(frame("1"), frame("2")).said();
  assertEquals(groups, [
    { label: "PAPP", value: "1", frame: 0 },
    { label: "PAPP", value: "2", frame: 1 },
  ]);
  assertEquals(frames[1], {
    groups: [{ label: "PAPP", value: "2" }],
    complete: true,
    kind: "long",
  });
  const both = read(frame("1"), '{"event":"group","label":"PAPP","value":"1"}').said();
  assertEquals(both.groups, [{ label: "PAPP", value: "1" }]);
});

Deno.test("SaidLines takes values, errors, logs, and modes without repetitions", () => {
  const said = read(
    '{"event":"mode","mode":"historique"}',
    '{"event":"mode","mode":"historique","meter":"linky"}',
    '{"event":"value","label":"STGE","value":{"contact":"closed"},"unit":null}',
    '{"event":"value","label":"PAPP","value":360,"unit":"VA","at":null,"clock":"ok"}',
    '{"event":"error"}',
    '{"event":"error","kind":"checksum","label":"PAPP","offset":402,"length":14}',
    '{"event":"mode","mode":"standard"}',
    '{"event":"log","text":"hello"}',
  ).said();
  assertEquals(said.modes, ["historique", "standard"]);
  assertEquals(said.values, [
    { label: "STGE", value: { contact: "closed" } },
    { label: "PAPP", value: 360, unit: "VA", clock: "ok" },
  ]);
  assertEquals(said.errors, [{}, {
    kind: "checksum",
    label: "PAPP",
    offset: 402,
    length: 14,
  }]);
  assertEquals(said.logs, ["hello"]);
});

Deno.test("SaidLines keeps the last 20 logs", () => {
  const logs = Array.from({ length: 100 }, (_, i) => `{"event":"log","text":"${i}"}`);
  assertEquals(
    read(...logs).said().logs.join(),
    Array.from({ length: 20 }, (_, i) => i + 80).join(),
  );
});

Deno.test("SaidLines ignores unknown events, and tells which known one is near", () => {
  const lines = read('{"event":"notice"}', '{"event":"groups"}', '{"event":"__proto__"}');
  assertEquals([...lines.unknown], [
    ["notice", undefined],
    ["groups", "group"],
    ["__proto__", undefined],
  ]);
});

Deno.test("SaidLines takes byte n for U+00nn, written or escaped", () => {
  const { groups } = read(
    '{"event":"group","label":"\u00c9","value":"\\u00e9\u0080"}',
  ).said();
  assertEquals(groups, [{ label: "\u00c9", value: "\u00e9\u0080" }]);
});

Deno.test("SaidLines takes everything that our own decoder says", () => {
  const decoder = new TicDecoder();
  const line = latin1Bytes(
    "\x02\nADCO 021976551234 D\r\nPAPP 00360 *\r\nIINST 002 X\r\xe9\x03\x02",
  );
  const events = [...decoder.push(line), ...decoder.end()];
  const said = read(...events.map((event) => JSON.stringify(event))).said();
  assertEquals(said.groups.map(({ label }) => label), ["ADCO", "PAPP"]);
  assertEquals(said.values.map(({ value }) => value), ["021976551234", 360]);
  assertEquals(said.errors.map(({ kind }) => kind), ["checksum", "framing"]);
  assertEquals(said.modes, ["historique"]);
  assertEquals(said.frames.length, 2);
});

Deno.test("push() of SaidLines returns hellos and answers, which are no events", () => {
  const lines = new SaidLines();
  assertEquals(lines.push(utf8.encode('{"hello":{"name":"a"}}')), { hello: { name: "a" } });
  assertEquals(lines.push(utf8.encode('{"seq":7,"done":true}')), { seq: 7, done: true });
  assertEquals(lines.push(utf8.encode('{"seq":7,"event":"log","text":"a"}')), undefined);
});

/** Lines that break the protocol: line, what is said, the line as it should be. */
const WRONG: readonly (readonly [line: string, message: string, fix: string])[] = [
  [
    "Decoder ready",
    "line 1 is no JSON object; talk belongs on standard error or in a log",
    '{"event":"log","text":"Decoder ready"}',
  ],
  [
    "12",
    "line 1 is no JSON object; talk belongs on standard error or in a log",
    '{"event":"log","text":"12"}',
  ],
  [
    '["PAPP","00360"]',
    "line 1 is no JSON object; talk belongs on standard error or in a log",
    '{"event":"log","text":"[\\"PAPP\\",\\"00360\\"]"}',
  ],
  [
    "{'event': 'group', 'label': 'PAPP', 'value': 360, 'timestamp': None}",
    "line 1 is no JSON but a Python dict",
    '{"event":"group","label":"PAPP","value":"360","timestamp":null}',
  ],
  [
    '{"label":"PAPP","value":"00360"}',
    'line 1 has no "event"',
    '{"event":"group","label":"PAPP","value":"00360"}',
  ],
  [
    '{"groups":[{"label":"PAPP","value":360}]}',
    'line 1 has no "event"',
    '{"event":"frame","groups":[{"label":"PAPP","value":"360"}]}',
  ],
  [
    '{"event":"group","label":"PAPP","value":360}',
    'line 1 is wrong: "value" of a group must be a string, not the number 360',
    '{"event":"group","label":"PAPP","value":"360"}',
  ],
  [
    '{"event":"group","label":"PAPP","value":null}',
    'line 1 is wrong: "value" of a group must be a string, not null',
    '{"event":"group","label":"PAPP","value":"…"}',
  ],
  [
    '{"event":"group","value":"00360"}',
    'line 1 is wrong: a group needs "label", a string',
    '{"event":"group","value":"00360","label":"…"}',
  ],
  [
    '{"event":"group","label":"SMAXSN","value":"05706","timestamp":240128032158}',
    'line 1 is wrong: "timestamp" of a group must be a string, not the number 240128032158',
    '{"event":"group","label":"SMAXSN","value":"05706","timestamp":"240128032158"}',
  ],
  [
    '{"event":"frame"}',
    'line 1 is wrong: a frame needs "groups", a list of groups',
    '{"event":"frame","groups":[]}',
  ],
  [
    '{"event":"frame","groups":{"PAPP":"00360"}}',
    'line 1 is wrong: "groups" of a frame must be a list of groups, not an object',
    '{"event":"frame","groups":[{"label":"PAPP","value":"00360"}]}',
  ],
  [
    '{"event":"frame","groups":[{"label":"A","value":"1"},{"label":"B","value":2}]}',
    'line 1 is wrong: "value" of group 2 of a frame must be a string, not the number 2',
    '{"event":"frame","groups":[{"label":"A","value":"1"},{"label":"B","value":"2"}]}',
  ],
  [
    '{"event":"frame","groups":["PAPP"]}',
    'line 1 is wrong: group 1 of a frame needs "label", a string',
    '{"event":"frame","groups":[{"label":"…","value":"…"}]}',
  ],
  [
    '{"event":"frame","groups":[],"complete":"yes","kind":"lnog"}',
    'line 1 is wrong: "complete" of a frame must be true or false, not "yes"',
    '{"event":"frame","groups":[],"complete":true,"kind":"long"}',
  ],
  [
    '{"event":"mode","mode":"historic"}',
    'line 1 is wrong: "mode" of a mode must be "historique" or "standard", not "historic"',
    '{"event":"mode","mode":"historique"}',
  ],
  [
    '{"event":"error","kind":"checksum","offset":"12","length":-1}',
    'line 1 is wrong: "offset" of an error must be a whole number from 0 on, not "12"',
    '{"event":"error","kind":"checksum","offset":12,"length":0}',
  ],
  [
    '{"event":"value","label":"PAPP"}',
    'line 1 is wrong: a value needs "value", the typed reading',
    '{"event":"value","label":"PAPP","value":null}',
  ],
  ['{"event":3}', 'line 1 has no "event"', '{"event":"log","text":"…"}'],
];

for (const [line, message, fix] of WRONG) {
  Deno.test(`SaidLines says what is wrong with ${line}`, () => {
    const error = assertThrows(() => read(line), SaidLineError);
    assertEquals([error.message, error.fix, error.text], [message, fix, line]);
  });
}

Deno.test("SaidLines shows a line as it should be, and that is right", () => {
  for (const [, , fix] of WRONG) read(fix);
});

Deno.test("SaidLines tells the line and shortens what is shown", () => {
  const error = assertThrows(() =>
    read("", " \r", '{"event":"x"}\r', `\x1b[31m${"a".repeat(500)}`)
  );
  assertEquals(error instanceof SaidLineError && error.line, 4);
  assertEquals(error instanceof SaidLineError && error.text, `\\u001b[31m${"a".repeat(155)}…`);
});

Deno.test("SaidLines refuses bytes that are no UTF-8, and shows how they are written", () => {
  const line = latin1Bytes('{"event":"group","label":"MSG1","value":"\xe9t\xe9"}');
  const error = assertThrows(() => read(line), SaidLineError, "line 1 is no UTF-8");
  assertEquals(error.fix, '{"event":"group","label":"MSG1","value":"\\u00e9t\\u00e9"}');
});

Deno.test("SaidLines takes a line of 1 MB and refuses a longer one", () => {
  const line = (size: number) => `{"event":"log","text":"${"a".repeat(size - 25)}"}`;
  assertEquals(read(line(1 << 20)).said().logs.length, 1);
  const error = assertThrows(() => read(line((1 << 20) + 1)), SaidLineError);
  assertEquals(error.message, "line 1 is 1048577 bytes long; end each event with a LF");
});

Deno.test("SaidLines reads deep nests without falling", () => {
  const nest = '{"event":"value","label":"A","value":' + "[".repeat(9_000) + "]".repeat(9_000) +
    "}";
  assertEquals(read(nest).said().values.length, 1);
});
