import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { testWith } from "../../serial/_programs.ts";
import { frame, HIST_HC, STD_BASE } from "../test_line.ts";
import { INFLUXDB } from "./influxdb.ts";
import { type Sink, SinkError } from "./sink.ts";
import { makeCertificate } from "./test_certificate.ts";
import { askInfluxdb, influxd, startInfluxdb } from "./test_influxdb.ts";
import { readingsOf, readingWith, TEN } from "./test_readings.ts";
import type { TestServer } from "./test_server.ts";
import { askVictoria, startVictoria, victoriaMetrics } from "./test_victoria.ts";

const SECRET = "hush hush/sésame";

interface Word {
  port: number;
  host?: string;
  scheme?: string;
  user?: string;
  path?: string;
  parameters?: Record<string, string>;
  secrets?: Record<string, string>;
}

function open({ secrets = {}, parameters = {}, ...word }: Word): Promise<Sink> {
  const scheme = "influxdb";
  const address = {
    word: "the word",
    scheme,
    host: "127.0.0.1",
    path: "home",
    parameters,
    ...word,
  };
  const secret = (name: string) => secrets[name];
  return INFLUXDB.open(address, { secret, folder: "/", notice: () => {} });
}

async function failure(promise: Promise<unknown>): Promise<SinkError> {
  const error = await assertRejects(() => promise, SinkError);
  const told = `${error.message} ${error.next} ${error.stack} ${String(error.cause)}`;
  for (const part of [SECRET, btoa(SECRET), "hush"]) assert(!told.includes(part), told);
  return error;
}

async function started(program: string, ...databases: string[]): Promise<TestServer> {
  const server = await startInfluxdb(program);
  for (const database of databases) {
    await askInfluxdb(server, "", `CREATE DATABASE "${database}"`);
  }
  return server;
}

testWith(
  influxd,
  "influxd",
  "InfluxDB has every group of a frame, typed, at its instant",
  async (program) => {
    await using server = await started(program, "home");
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
    await using server = await started(program, "home");
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
  await using server = await started(program, "home");
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
  influxd,
  "influxd",
  "InfluxDB that was killed takes the same readings when it is back",
  async (program) => {
    await using server = await started(program, "home");
    const sink = await open(server);
    const [first, second] = readingsOf(frame(...HIST_HC), frame(...HIST_HC));
    await sink.deliver([first!]);
    await server.kill();
    const error = await failure(sink.deliver([second!]));
    assertEquals(error.kind, "down");
    assertStringIncludes(error.message, `influxdb://127.0.0.1:${server.port}/home`);
    assertStringIncludes(error.message, "refused");
    await server.start();
    await sink.deliver([second!]);
    await sink.close();
    const rows = await askInfluxdb(server, "home", 'SELECT "seq" FROM "tic_frame"');
    assertEquals(rows.map(({ seq }) => seq), [1, 2]);
  },
);

testWith(
  influxd,
  "influxd",
  "InfluxDB without the database is told with the command that makes it",
  async (program) => {
    await using server = await started(program);
    const sink = await open({ port: server.port, path: "ho'me" });
    const error = await failure(sink.deliver(readingsOf(frame(...HIST_HC))));
    assertEquals(error.kind, "down");
    assertEquals(error.next, `Make it: influx -execute 'CREATE DATABASE "ho'\\''me"'`);
    await askInfluxdb(server, "", 'CREATE DATABASE "ho\'me"');
    await sink.deliver(readingsOf(frame(...HIST_HC)));
    assertEquals((await askInfluxdb(server, "ho'me", 'SELECT * FROM "tic_frame"')).length, 1);
  },
);

testWith(
  influxd,
  "influxd",
  "InfluxDB refuses a wrong password, and takes the right one",
  async (program) => {
    await using server = await startInfluxdb(program, { auth: true });
    await askInfluxdb(
      server,
      "",
      `CREATE USER admin WITH PASSWORD '${SECRET}' WITH ALL PRIVILEGES`,
    );
    const login = { user: "admin", password: SECRET };
    await askInfluxdb(server, "", "CREATE DATABASE home", login);
    const readings = readingsOf(frame(...HIST_HC));
    const wrong = [
      { port: server.port },
      { port: server.port, user: "admin" },
      { port: server.port, user: "admin", secrets: { INFLUXDB_PASSWORD: `${SECRET}?` } },
    ];
    for (const word of wrong) {
      const sink = await open(word);
      const error = await failure(sink.deliver(readings));
      assertEquals(error.kind, "denied");
      assertStringIncludes(error.next, "TICLAB_INFLUXDB_PASSWORD");
    }
    const sink = await open({ ...wrong[1]!, secrets: { INFLUXDB_PASSWORD: SECRET } });
    assertEquals(sink.url, `influxdb://admin@127.0.0.1:${server.port}/home`);
    await sink.deliver(readings);
    const rows = await askInfluxdb(server, "home", 'SELECT "seq" FROM "tic_frame"', login);
    assertEquals(rows.length, 1);
  },
);

testWith(
  influxd,
  "influxd",
  "InfluxDB refuses a reading whose field has another type there, with its words",
  async (program) => {
    await using server = await started(program, "home");
    const url = `http://127.0.0.1:${server.port}/write?db=home`;
    await (await fetch(url, { method: "POST", body: `PAPP value="0123" ${TEN}000000` })).text();
    const sink = await open({ port: server.port, parameters: { layout: "label" } });
    const error = await failure(sink.deliver(readingsOf(frame(...HIST_HC))));
    assertEquals(error.kind, "refused");
    assertStringIncludes(error.message, "field type conflict");
  },
);

testWith(
  influxd,
  "influxd",
  "InfluxDB that keeps an hour drops older points, and all is well",
  async (program) => {
    await using server = await startInfluxdb(program);
    await askInfluxdb(server, "", "CREATE DATABASE home WITH DURATION 1h");
    const sink = await open(server);
    await sink.deliver([readingWith([{ label: "PAPP", value: 10 }], { at: Date.now() })]);
    await sink.deliver([readingWith([{ label: "PAPP", value: 20 }])]);
    assertEquals((await askInfluxdb(server, "home", 'SELECT "value" FROM "tic"')).length, 1);
  },
);

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
  const error = await failure(sink.deliver([reading]));
  assertEquals(error.kind, "denied");
  assertStringIncludes(error.message, "unauthorized …");
  assertStringIncludes(error.next, "TICLAB_INFLUXDB_TOKEN");
});

Deno.test("InfluxDB that answers 500, 302, late or not at all is down, one that answers 400 refuses", async () => {
  let status = 500;
  const ended = Promise.withResolvers<void>();
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async () => {
    if (status === 0) await ended.promise;
    if (status === 0) return new Response(null, { status: 204 });
    return new Response(`answer of ${status}\n\x1b[31m`, {
      status,
      headers: { location: "http://127.0.0.1:1/" },
    });
  });
  const word = { port: server.addr.port, parameters: { timeout: "1" } };
  const sink = await open(word);
  const kinds: [number, string][] = [];
  for (status of [500, 503, 429, 302, 404, 400, 413, 422]) {
    const { kind, message } = await failure(sink.deliver([readingWith([])]));
    kinds.push([status, kind]);
    assert(message.endsWith(`answer ${status}, answer of ${status} [31m`), message);
  }
  assertEquals(kinds, [
    [500, "down"],
    [503, "down"],
    [429, "down"],
    [302, "down"],
    [404, "down"],
    [400, "refused"],
    [413, "refused"], // Half of it may be small enough.
    [422, "refused"],
  ]);
  status = 0;
  assertStringIncludes(
    (await failure(sink.deliver([readingWith([])]))).message,
    "no answer in 1 s",
  );
  const patient = await open({ port: server.addr.port });
  const ending = failure(patient.deliver([readingWith([])]));
  await patient.close();
  assertEquals((await ending).kind, "down");
  ended.resolve();
});

Deno.test("InfluxDB over TLS is trusted with the certificate of its authority alone", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    const { ca, certificate, key } = await makeCertificate(folder);
    await using server = Deno.serve({
      hostname: "127.0.0.1",
      port: 0,
      cert: Deno.readTextFileSync(certificate),
      key: Deno.readTextFileSync(key),
      onListen() {},
    }, () => new Response(null, { status: 204 }));
    const word = { port: server.addr.port, scheme: "influxdbs" };
    const sink = await open({ ...word, parameters: { ca } });
    await sink.deliver([readingWith([])]);
    await sink.close();
    const error = await failure((await open(word)).deliver([readingWith([])]));
    assertEquals([error.kind, error.next], [
      "down",
      "Name the certificate of its authority: ca=FILE",
    ]);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("a word of InfluxDB that cannot be right is told with what would be", async () => {
  const wrong: [Partial<Word>, string, string][] = [
    [{ path: "" }, "it names no database", "influxdb://127.0.0.1:1234/home"],
    [{ parameters: { layout: "tclab" } }, "did you mean ticlab?", "linky-meas"],
    [
      { parameters: { location: "home" } },
      "location is no setting of layout ticlab",
      "label, edgd1er",
    ],
    [{ parameters: { layout: "linky-meas", every: "0" } }, "every=0", "Correct it"],
    [{ parameters: { timeout: "soon" } }, "timeout=soon", "timeout=30"],
    [{ parameters: { ca: "nowhere.pem" } }, "nowhere.pem cannot be read", "ls -l nowhere.pem"],
    [
      { parameters: { org: "o" }, secrets: { INFLUXDB_TOKEN: `${SECRET}\n` } },
      "the token has a character",
      "TICLAB_INFLUXDB_TOKEN",
    ],
  ];
  for (const [word, what, next] of wrong) {
    const error = await failure(open({ port: 1234, ...word }));
    assertEquals(error.kind, "usage");
    assertStringIncludes(error.message, what);
    assertStringIncludes(error.next, next);
  }
});
