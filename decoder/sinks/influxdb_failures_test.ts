import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testWith } from "../../serial/_programs.ts";
import { frame, HIST_HC } from "../test_line.ts";
import { INFLUXDB } from "./influxdb.ts";
import { makeCertificate } from "./test_certificate.ts";
import { type DatabaseWord, failureOf, openDatabase } from "./test_database_sinks.ts";
import { askInfluxdb, influxd, startInfluxdb, startInfluxdbWith } from "./test_influxdb.ts";
import { installed } from "./installed.ts";
import { readingsOf, readingWith, TEN } from "./test_readings.ts";

const SECRET = "hush hush/sésame";
const open = (word: DatabaseWord) => openDatabase(INFLUXDB, word);
const failure = (promise: Promise<unknown>) => failureOf(promise, SECRET, "hush");

testWith(
  influxd,
  "influxd",
  "InfluxDB that was killed takes the same readings when it is back",
  async (program) => {
    await using server = await startInfluxdbWith(program, "home");
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
    await using server = await startInfluxdbWith(program);
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
    await using server = await startInfluxdbWith(program, "home");
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

Deno.test("a secret that crosses a network in clear text is told, one that stays here or is hidden is not", async () => {
  const notices: string[] = [];
  const word = { port: 1234, user: "linky", notice: (text: string) => notices.push(text) };
  const secrets = { INFLUXDB_PASSWORD: SECRET, INFLUXDB_TOKEN: "hush" };
  const words: Partial<DatabaseWord>[] = [
    { secrets },
    { secrets, host: "192.0.2.1", scheme: "influxdbs" },
    { secrets, host: "192.0.2.1" },
    { secrets, host: "192.0.2.1", parameters: { org: "o" } },
  ];
  for (const one of words) await (await open({ ...word, ...one })).close();
  assertEquals(notices, [
    "the word: the password crosses the network in clear text; influxdbs: hides it",
    "the word: the token crosses the network in clear text; influxdbs: hides it",
  ]);
});

testWith(
  installed("openssl"),
  "openssl",
  "InfluxDB over TLS is trusted with the certificate of its authority alone",
  async () => {
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
  },
);

Deno.test("a word of InfluxDB that cannot be right is told with what would be", async () => {
  const wrong: [Partial<DatabaseWord>, string, string][] = [
    [{ path: "" }, "it names no database", "influxdb://127.0.0.1:1234/home"],
    [{ parameters: { layout: "tclab" } }, "did you mean ticlab?", "linky-meas"],
    [
      { parameters: { location: "home" } },
      "location is no setting of layout ticlab",
      "label, edgd1er",
    ],
    [{ parameters: { layout: "linky-meas", every: "0" } }, "every=0", "Correct it"],
    [{ parameters: { timeout: "soon" } }, "timeout=soon", "timeout=30"],
    [{ parameters: { ca: "nowhere.pem" } }, "influxdb: has no certificates", "influxdbs:"],
    [
      { scheme: "influxdbs", parameters: { ca: "nowhere.pem" } },
      "cannot read /nowhere.pem",
      "ls -l /nowhere.pem",
    ],
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
