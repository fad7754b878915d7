import { assertEquals, assertStringIncludes } from "@std/assert";
import { testWith } from "../../serial/_programs.ts";
import { frame, HIST_HC, STD_BASE } from "../test_line.ts";
import { INFLUXDB } from "./influxdb.ts";
import { type DatabaseWord, failureOf, openDatabase } from "./test_database_sinks.ts";
import { askInfluxdb, influxd, startInfluxdbWith } from "./test_influxdb.ts";
import { readingsOf, readingWith, TEN } from "./test_readings.ts";
import { askVictoria, startVictoria, victoriaMetrics } from "./test_victoria.ts";

const open = (word: DatabaseWord) => openDatabase(INFLUXDB, word);

testWith(
  influxd,
  "influxd",
  "InfluxDB has every group of a frame, typed, at its instant",
  async (program) => {
    await using server = await startInfluxdbWith(program, "home");
    const sink = await open(server);
    const readings = [...readingsOf(frame(...STD_BASE)), ...readingsOf(frame(...HIST_HC))];
    await sink.deliver(readings);
    await sink.deliver(readings); // A second time: nothing is there twice.
    const rows = await askInfluxdb(server, "home", 'SELECT * FROM "tic"');
    assertEquals(rows.length, STD_BASE.length + HIST_HC.length);
    const row = (label: string) => rows.filter((row) => row.label === label);
    const common = { name: "tic", meter: "021961234567" };
    assertEquals(row("PAPP"), [
      { ...common, time: TEN, label: "PAPP", unit: "VA", value: 2070, text: null },
    ]);
    assertEquals(row("PTEC"), [
      { ...common, time: TEN, label: "PTEC", unit: null, value: null, text: "HP.." },
    ]);
    assertEquals(row("SMAXSN"), [{
      ...common,
      time: Date.parse("2026-01-14T03:12:01+01:00"),
      label: "SMAXSN",
      unit: "VA",
      value: 3120,
      text: null,
    }]);
    assertEquals(row("DATE")[0]!.text, "2026-01-14T06:00:01+01:00");
    assertEquals(row("DATE")[0]!.time, TEN);
    const frames = await askInfluxdb(server, "home", 'SELECT "groups", "events" FROM "tic_frame"');
    // Both are the first of their decoder, heard in the same millisecond: the same seq, one row.
    assertEquals(frames.map(({ groups, events }) => [groups, events]), [[HIST_HC.length, "meter"]]);
  },
);

testWith(
  influxd,
  "influxd",
  "InfluxDB keeps frames apart that were heard in one millisecond",
  async (program) => {
    await using server = await startInfluxdbWith(program, "home");
    const sink = await open(server);
    await sink.deliver(
      [1, 2, 3].map((seq) =>
        readingWith([{ label: "PAPP", value: 10 * seq, unit: "VA" }], { seq })
      ),
    );
    const rows = await askInfluxdb(server, "home", 'SELECT "value" FROM "tic"');
    assertEquals(rows.map(({ time, value }) => [time, value]), [[TEN, 10], [TEN, 20], [TEN, 30]]);
  },
);

testWith(influxd, "influxd", "InfluxDB takes hostile texts as texts", async (program) => {
  await using server = await startInfluxdbWith(program, "home");
  const hostile = [
    'x" 1\nevil value=666',
    "a,b=c d",
    "\\",
    '"',
    "=",
    "\0\x1f\x7f\xff",
    "'; DROP DATABASE home",
  ];
  for (const layout of ["ticlab", "edgd1er", "label", "reuiller"]) {
    const sink = await open({ ...server, port: server.port, parameters: { layout } });
    await sink.deliver(
      hostile.map((raw, n) =>
        readingWith([{ raw, label: n === 0 ? "evil,x=1 value=666\nevil" : "PTEC" }], {
          seq: n + 1,
          meter: layout === "ticlab" ? raw : null,
        })
      ),
    );
  }
  const rows = await askInfluxdb(
    server,
    "home",
    'SELECT "text" FROM "tic" WHERE "label" = \'PTEC\'',
  );
  assertEquals(
    rows.map(({ text }) => text).sort(),
    ["a,b=c d", "\\", '"', "=", "␀␟␡\xff", hostile.at(-1)].sort(),
  );
  assertEquals(await askInfluxdb(server, "home", 'SELECT * FROM "evil"'), []);
  // edgd1er and label write the same points, reuiller its own.
  assertEquals((await askInfluxdb(server, "home", 'SELECT "value" FROM "PTEC"')).length, 12);
});

testWith(
  victoriaMetrics,
  "victoria-metrics",
  "VictoriaMetrics takes both interfaces, and no line too many",
  async (program) => {
    await using server = await startVictoria(program);
    const readings = readingsOf(frame(...HIST_HC));
    await (await open(server)).deliver(readings);
    const second = await open({ port: server.port, parameters: { org: "o", layout: "label" } });
    await second.deliver([...readings, readingWith([{ raw: "x\nevil value=1", value: "x" }])]);
    const [power] = await askVictoria(server, 'tic_value{label="PAPP"}');
    assertEquals(power!.values, [2070]);
    assertEquals(power!.timestamps, [TEN]);
    assertEquals(power!.metric.meter, "021961234567");
    assertEquals((await askVictoria(server, "PAPP_value"))[0]!.values, [2070]);
    assertEquals(await askVictoria(server, '{__name__=~".*evil.*"}'), []);
  },
);

Deno.test("InfluxDB 2.x is given its organisation, bucket and token", async () => {
  const seen: [string, string | null, string][] = [];
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      const { pathname, search } = new URL(request.url);
      seen.push([pathname + search, request.headers.get("authorization"), await request.text()]);
      const denied = seen.length > 1;
      return new Response(denied ? `{"message":"unauthorized ${SECRET_TOKEN}"}` : null, {
        status: denied ? 401 : 204,
      });
    },
  );
  const SECRET_TOKEN = "hush-hush==";
  const sink = await open({
    port: server.addr.port,
    path: "my bucket",
    parameters: { org: "my org", layout: "label", location: "Saint Étienne" },
    secrets: { INFLUXDB_TOKEN: SECRET_TOKEN },
  });
  const reading = readingWith([{ label: "PAPP", value: 10, unit: "VA" }]);
  await sink.deliver([reading]);
  assertEquals(seen, [[
    "/api/v2/write?org=my+org&bucket=my+bucket&precision=ns",
    `Token ${SECRET_TOKEN}`,
    `PAPP,location=Saint\\ Étienne value=10i ${TEN}000001\n`,
  ]]);
  const error = await failureOf(sink.deliver([reading]), SECRET_TOKEN);
  assertEquals(error.kind, "denied");
  assertStringIncludes(error.message, "unauthorized …");
  assertStringIncludes(error.next, "TICLAB_INFLUXDB_TOKEN");
});
