import { assert, assertEquals } from "@std/assert";
import { INFLUXDB } from "../../decoder/sinks/influxdb.ts";
import { MYSQL } from "../../decoder/sinks/mysql.ts";
import { Pump } from "../../decoder/sinks/pump.ts";
import { MemoryQueue } from "../../decoder/sinks/reading_queue.ts";
import type { SinkKind } from "../../decoder/sinks/sink.ts";
import { type DatabaseWord, openDatabase } from "../../decoder/sinks/test_database_sinks.ts";
import { askInfluxdb, influxd, startInfluxdbWith } from "../../decoder/sinks/test_influxdb.ts";
import { askMariadb, MARIADB, mariadbd, startMariadb } from "../../decoder/sinks/test_mariadb.ts";
import type { TestServer } from "../../decoder/sinks/test_server.ts";
import { askVictoria, startVictoria, victoriaMetrics } from "../../decoder/sinks/test_victoria.ts";
import { instantOf, type Night, night } from "./test_nights.ts";
import { testWith } from "../../serial/_programs.ts";

const STANDARD = night("mode: standard, contract: tempo, phases: 3");
const HISTORIQUE = night("mode: historique, contract: base");
const NIGHTS = [
  STANDARD,
  HISTORIQUE,
  night("mode: standard, contract: hc, role: producer"),
  night("mode: historique, contract: ejp, phases: 3"),
];

interface Place extends Omit<DatabaseWord, "port"> {
  kind: SinkKind;
  server: TestServer;
  /** How its server goes away in the middle. */
  end?: "kill" | "stop";
}

/** Carries a night to a database, which goes away in the middle of it. */
async function carry({ readings }: Night, { kind, server, end = "kill", ...word }: Place) {
  const sink = await openDatabase(kind, { ...word, port: server.port });
  let restarts = 0;
  const pump = new Pump({
    sink,
    queue: new MemoryQueue(),
    notice: () => {},
    refused: (_, why) => assert(false, why),
    wait: () => {
      restarts++;
      return server.start();
    },
  });
  const middle = Math.floor(readings.length / 2);
  for (const reading of readings.slice(0, middle)) pump.push(reading);
  await pump.settled();
  await server[end]();
  for (const reading of readings.slice(middle)) pump.push(reading);
  await pump.settled();
  await pump.stop();
  await sink.close();
  assertEquals(restarts, 1, "it was down");
  const { delivered, refused, lost } = pump.state;
  assertEquals({ delivered, refused, lost }, { delivered: readings.length, refused: 0, lost: 0 });
}

/** Where readings of a night go, in a database of the tests. */
function mariadbPlace(server: TestServer) {
  const { user, password } = MARIADB;
  return { kind: MYSQL, server, user, secrets: { MYSQL_PASSWORD: password } };
}

testWith(
  mariadbd,
  "mariadbd",
  "MariaDB has the whole night as the meter sent it, though it was killed",
  async (program) => {
    await using server = await startMariadb(program);
    const { database } = MARIADB;
    for (const night of NIGHTS) {
      await askMariadb(server, `DROP DATABASE ${database}`, `CREATE DATABASE ${database}`);
      await carry(night, { ...mariadbPlace(server), path: database });
      const { sent } = night;
      const rows = await askMariadb(
        server,
        "SELECT seq, CAST(UNIX_TIMESTAMP(CONVERT_TZ(r.at, '+00:00', @@session.time_zone)) * 1000 AS INT) AS at, " +
          "label, raw, own_at FROM tic_reading r ORDER BY seq, place",
      );
      const expected = sent.flatMap(({ seq, at, groups }) =>
        groups.map(({ label, timestamp, value }) => ({
          seq,
          at,
          label,
          raw: value,
          own_at: timestamp?.trim()
            ? new Date(instantOf(timestamp)).toISOString().replace("T", " ").replace("Z", "")
            : null,
        }))
      );
      assertEquals(rows.length, expected.length);
      assertEquals(rows, expected);
    }
  },
);

testWith(
  mariadbd,
  "mariadbd",
  "the table frame has a row for every frame of the night, both hours apart",
  async (program) => {
    await using server = await startMariadb(program);
    await carry(STANDARD, {
      ...mariadbPlace(server),
      path: MARIADB.database,
      parameters: { layout: "edgd1er" },
    });
    const columns = [
      "EAST",
      "EASF01",
      "SINSTS",
      "SINSTS1",
      "SMAXSN",
      "SMAXSN-1",
      "CCASN",
      "STGE",
      "NTARF",
    ];
    const rows = await askMariadb(
      server,
      "SET time_zone = '+00:00'",
      `SELECT TIME, ${columns.map((name) => name.replace("-", "MIN"))} FROM frame ORDER BY TIME`,
    );
    const expected = new Map(STANDARD.sent.map(({ groups }) => {
      const group = (name: string) => groups.find(({ label }) => label === name)!;
      const time = new Date(instantOf(group("DATE").timestamp!)).toISOString();
      const cells = columns.map((name) => group(name).value);
      return [time, cells]; // A later frame of the same second takes its place.
    }));
    assertEquals(
      rows.map(({ TIME, ...cells }) => [
        `${String(TIME).replace(" ", "T")}.000Z`,
        Object.values(cells).map(loose),
      ]),
      [...expected].map(([time, cells]) => [time, cells.map(loose)]),
    );
    const twice = rows.filter(({ TIME }) => /^2026-10-25 0[01]:30/.test(String(TIME)));
    assertEquals(
      twice.length >= 4,
      true,
      "02:30 in summer and in winter time, half a minute apart",
    );
  },
);

/** A column of numbers has lost the zeros. */
function loose(cell: unknown): string {
  return String(cell).replace(/^0+(?=\d)/, "");
}

testWith(
  influxd,
  "influxd",
  "InfluxDB has the whole night as the meter sent it, though it was killed",
  async (program) => {
    await using server = await startInfluxdbWith(program, "home");
    for (const night of NIGHTS) {
      const { sent } = night;
      await carry(night, { kind: INFLUXDB, server });
      const rows = await askInfluxdb(server, "home", "SELECT label, value, text FROM tic");
      const expected = new Map<string, string>();
      for (const { at, groups } of sent) {
        for (const { label, timestamp, value } of groups) {
          // The instant of DATE and of a mobile peak is what they say.
          const said = /^(DATE|[DF]PM)/.test(label);
          const time = timestamp === undefined || said ? at : instantOf(timestamp);
          expected.set(
            `${label} ${time}`,
            said ? String(instantOf(timestamp!)) : loose(value.trim()),
          );
        }
      }
      const found = rows.map(({ label, time, value, text }) => [
        `${label} ${time}`,
        /^(DATE|[DF]PM)/.test(String(label))
          ? String(Date.parse(String(text)))
          : loose(value ?? text),
      ]);
      assertEquals(found.sort(), [...expected].sort());
      const frames = await askInfluxdb(server, "home", "SELECT seq FROM tic_frame");
      assertEquals(frames.map(({ seq }) => seq), sent.map(({ seq }) => seq));
      await askInfluxdb(server, "home", "DROP MEASUREMENT tic");
      await askInfluxdb(server, "home", "DROP MEASUREMENT tic_frame");
    }
  },
);

testWith(
  influxd,
  "influxd",
  "InfluxDB has the night as linky-meas and as one point a label write it",
  async (program) => {
    const databases = ["meas", "label", "reuiller", "edgd1er"];
    await using server = await startInfluxdbWith(program, ...databases);
    for (const database of databases) {
      const layout = database === "meas" ? "linky-meas" : database;
      await carry(HISTORIQUE, { kind: INFLUXDB, server, path: database, parameters: { layout } });
    }
    const { sent } = HISTORIQUE;
    const all = (name: string) =>
      sent.flatMap(({ at, groups }) => {
        const value = groups.find(({ label }) => label === name)?.value;
        return value === undefined ? [] : [{ at, value }];
      });

    const minutes = Map.groupBy(all("IINST"), ({ at }) => Math.ceil((at + 1) / 60_000) * 60_000);
    assertEquals(
      await askInfluxdb(server, "meas", "SELECT iinst FROM elec"),
      [...minutes].map(([time, said]) => ({
        name: "elec",
        time,
        iinst: Number(
          (said.reduce((sum, { value }) => sum + Number(value), 0) / said.length).toFixed(2),
        ),
      })),
    );
    const bases = await askInfluxdb(server, "meas", "SELECT base FROM elec");
    const tenMinutes = (hour: number) =>
      Array.from({ length: 10 }, (_, minute) => Date.UTC(2026, 9, 25, hour, minute));
    // Two o'clock is there twice, ten minutes each.
    assertEquals(bases.map(({ time }) => time), [...tenMinutes(0), ...tenMinutes(1)]);
    for (const { time, base } of bases) {
      assertEquals(base, Number(all("BASE").findLast(({ at }) => at < Number(time))!.value));
    }

    for (
      const [database, typed] of [["label", true], ["reuiller", true], ["edgd1er", false]] as const
    ) {
      const rows = await askInfluxdb(server, database, "SELECT value FROM PAPP");
      assertEquals(
        rows.map(({ time, value }) => [time, value]),
        all("PAPP").map(({ at, value }) => [at, typed ? Number(value) : value]),
      );
    }
    assertEquals(await askInfluxdb(server, "reuiller", "SELECT value FROM ADCO"), []);
    const [tagged] = await askInfluxdb(server, "reuiller", "SELECT value, host, region FROM BASE");
    assertEquals([tagged!.host, tagged!.region], ["raspberry", "linky"]);
  },
);

testWith(
  victoriaMetrics,
  "victoria-metrics",
  "VictoriaMetrics has the powers and the indexes of the night",
  async (program) => {
    await using server = await startVictoria(program);
    // What it took in the last second is in its memory alone, so that a kill would lose it there.
    await carry(STANDARD, { kind: INFLUXDB, server, end: "stop" });
    for (const name of ["SINSTS", "EAST", "EASF01", "URMS2"]) {
      const [series, ...others] = await askVictoria(server, `tic_value{label="${name}"}`);
      const samples = STANDARD.sent.map(({ at, groups }) => [
        at,
        Number(groups.find(({ label }) => label === name)!.value),
      ]);
      assertEquals(others, []);
      assertEquals(series!.timestamps.map((at, n) => [at, series!.values[n]]), samples);
    }
  },
);
