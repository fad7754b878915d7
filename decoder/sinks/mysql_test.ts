import { assertEquals, assertStringIncludes } from "@std/assert";
import { testWith } from "../../serial/_programs.ts";
import { frame, hist, HIST_HC, std, STD_BASE } from "../test_line.ts";
import { failureOf, type MariadbWord, openMariadb } from "./test_database_sinks.ts";
import { askMariadb, MARIADB, mariadbd, startMariadb } from "./test_mariadb.ts";
import { readingsOf, readingWith, TEN } from "./test_readings.ts";
import type { TestServer } from "./test_server.ts";

const failure = (promise: Promise<unknown>) => failureOf(promise, MARIADB.password);

let shared: TestServer;
if (mariadbd !== undefined) {
  Deno.test.beforeAll(async () => void (shared = await startMariadb(mariadbd!)));
  Deno.test.afterAll(() => shared[Symbol.asyncDispose]());
}

/** A test with a server whose database is empty. */
function testMariadb(name: string, test: (server: TestServer) => Promise<void>): void {
  testWith(mariadbd, "mariadbd", name, async () => {
    const { database } = MARIADB;
    await askMariadb(shared, `DROP DATABASE ${database}`, `CREATE DATABASE ${database}`);
    await test(shared);
  });
}

testMariadb(
  "MariaDB has every group of a frame, once however often it is delivered",
  async (server) => {
    const sink = await openMariadb(server);
    const [standard] = readingsOf(frame(...STD_BASE));
    const readings = [standard!, { ...readingsOf(frame(...HIST_HC))[0]!, seq: 2, at: TEN + 1500 }];
    await sink.deliver(readings);
    await sink.deliver(readings);
    await sink.close();
    const rows = await askMariadb(server, "SELECT * FROM tic_reading ORDER BY seq, place");
    assertEquals(
      rows.map(({ label, raw, seq }) => [label, raw, seq]),
      readings.flatMap(({ seq, readings }) => readings.map(({ label, raw }) => [label, raw, seq])),
    );
    const named = (label: string) => rows.filter((row) => row.label === label);
    const common = { meter: "021961234567", at: "2026-01-14 10:00:00.000", seq: 1 };
    assertEquals(named("SMAXSN"), [{
      ...common,
      label: "SMAXSN",
      place: STD_BASE.findIndex((group) => group.startsWith("\nSMAXSN\t")),
      value: 3120,
      unit: "VA",
      text: null,
      raw: "03120",
      own_at: "2026-01-14 02:12:01.000",
      degraded: 0,
    }]);
    const register = "SELECT JSON_VALUE(text, '$.tic') AS tic FROM tic_now WHERE label = 'STGE'";
    assertEquals(await askMariadb(server, register), [{ tic: "standard" }]);
    assertEquals(named("NGTF")[0]!.text, "BASE");
    assertEquals(named("PAPP")[0]!.at, "2026-01-14 10:00:01.500");
    assertEquals(await askMariadb(server, "SELECT * FROM tic_frame ORDER BY seq"), [
      { ...common, mode: "standard", kind: "long", complete: 1, lost: 0, events: "meter" },
      {
        ...common,
        at: "2026-01-14 10:00:01.500",
        seq: 2,
        mode: "historique",
        kind: "long",
        complete: 1,
        lost: 0,
        events: "meter",
      },
    ]);
    const now = await askMariadb(
      server,
      "SELECT label, value, text FROM tic_now WHERE label = 'PAPP'",
    );
    assertEquals(now, [{ label: "PAPP", value: 2070, text: null }]);
    assertEquals((await askMariadb(server, "SELECT va FROM tic_power")).length, 2);
    assertEquals(
      await askMariadb(server, "SELECT kwh FROM tic_energy WHERE label = 'HCHC'"),
      [{ kwh: 12345.678 }],
    );
  },
);

testMariadb("the questions of docs/databases.md have answers", async (server) => {
  const docs = Deno.readTextFileSync(new URL("../../docs/databases.md", import.meta.url));
  const [, , questions = ""] = [...docs.matchAll(/```sql\n([^`]*)```/g)].map(([, sql]) => sql!);
  const sink = await openMariadb({ port: server.port });
  const index = (wh: string) => frame(hist("ADCO", "021861348497"), hist("BASE", wh));
  const [first, ...others] = readingsOf(index("000001000"), index("000001500"), index("000009000"));
  const power = readingWith([{ label: "PAPP", value: 360 }], {
    meter: "021861348497",
    at: Date.now(),
  });
  const dayLater = { ...others[1]!, at: TEN + 86_400_000 };
  await sink.deliver([first!, others[0]!, dayLater, power]);
  await sink.close();
  const answers = [];
  for (const question of questions.split(";").filter((text) => text.trim() !== "")) {
    answers.push(await askMariadb(server, question));
  }
  const [powers, now, days] = answers;
  assertEquals(powers!.map(({ va }) => va), [360]);
  assertEquals(now!.map(({ label, value }) => [label, value]), [
    ["ADCO", null],
    ["BASE", 9000],
    ["PAPP", 360],
  ]);
  assertEquals(days, [{ day: "2026-01-14", kwh: 0.5 }, { day: "2026-01-15", kwh: 0 }]);
});

testMariadb("MariaDB runs nothing of what a hostile frame says", async (server) => {
  const hostile = [
    "'); DROP TABLE tic_reading; -- ",
    "\\'); DROP TABLE tic_reading; -- ",
    '" OR 1=1 -- ',
    "`; DROP TABLE tic_frame; --",
    "\\",
    "?",
    "%s",
    "\0\x1a\x7f\xff",
    "${1}",
  ];
  const readings = hostile.map((raw, n) => readingWith([{ raw, value: raw }], { seq: n + 1 }));
  // A server where the backslash escapes nothing is where escaped values fail.
  for (const mode of ["NO_BACKSLASH_ESCAPES", "ANSI_QUOTES", "STRICT_TRANS_TABLES"]) {
    await askMariadb(
      server,
      `SET GLOBAL sql_mode = '${mode}'`,
      "DROP TABLE IF EXISTS tic_reading, tic_frame",
    );
    const sink = await openMariadb(server);
    await sink.deliver(readings);
    await sink.close();
    const rows = await askMariadb(server, "SELECT raw, text FROM tic_reading ORDER BY seq");
    assertEquals(rows, hostile.map((raw) => ({ raw, text: raw })));
    assertEquals((await askMariadb(server, "SELECT * FROM tic_frame")).length, hostile.length);
  }
});

testMariadb(
  "MariaDB refuses a reading that does not fit, and has nothing of it",
  async (server) => {
    const sink = await openMariadb(server);
    for (const label of ["x'".repeat(20), "P\xc9"]) {
      const error = await failure(sink.deliver([readingWith([{ label, raw: "1" }])]));
      assertEquals(error.kind, "refused", error.message);
      assertStringIncludes(error.message, "label");
    }
    await sink.deliver([readingWith([{ raw: "1" }])]);
    await sink.close();
    assertEquals(await askMariadb(server, "SELECT COUNT(*) AS n FROM tic_frame"), [{ n: 1 }]);
  },
);

testMariadb(
  "MariaDB that denies is told with the variable to use, and one without the database with how to make it",
  async (server) => {
    const reading = readingsOf(frame(...HIST_HC));
    const words: [Partial<MariadbWord>, string, string][] = [
      [{ password: "wrong" }, "denied", "TICLAB_MYSQL_PASSWORD"],
      [{ user: "nobody" }, "denied", "TICLAB_MYSQL_PASSWORD"],
      [{ path: "mysql" }, "denied", "GRANT ALL ON `mysql`"],
    ];
    for (const [word, kind, next] of words) {
      const sink = await openMariadb({ port: server.port, ...word });
      const error = await failure(sink.deliver(reading));
      assertEquals(error.kind, kind, error.message);
      assertStringIncludes(error.next, next);
      await sink.close();
    }
  },
);

testMariadb(
  "MariaDB of a user who may make no tables is written to where they are there",
  async (server) => {
    const sink = await openMariadb(server);
    const [first, second] = readingsOf(frame(...HIST_HC), frame(...HIST_HC));
    await sink.deliver([first!]);
    await sink.close();
    const poorUser = "poor'@'127.0.0.1";
    await askMariadb(
      server,
      `CREATE USER '${poorUser}' IDENTIFIED BY 'hush'`,
      `GRANT SELECT, INSERT, UPDATE ON ${MARIADB.database}.* TO '${poorUser}'`,
    );
    const poor = await openMariadb({ port: server.port, user: "poor", password: "hush" });
    await poor.deliver([first!, second!]);
    await poor.close();
    assertEquals(await askMariadb(server, "SELECT COUNT(*) AS n FROM tic_frame"), [{ n: 2 }]);
  },
);

testMariadb(
  "the table frame has both hours of the night in which one is there twice",
  async (server) => {
    const sink = await openMariadb({ port: server.port, parameters: { layout: "edgd1er" } });
    const at = (horodate: string, power: string) =>
      frame(
        std("ADSC", "021961234567"),
        std("DATE", "", horodate),
        std("SINSTS", power),
        std("SMAXSN-1", "05706", "E261024192010"),
        std("MSG2", "                "),
        std("MSG1", "PAS DE          MESSAGE         "),
        std("PRM", "01234567890123"),
        std("NJOURF+1", "00"),
        std("URMS1", "256"),
      );
    const readings = readingsOf(
      at("E261025023000", "00100"),
      at("H261025023000", "00200"),
      at("h261025023000", "00300"), // A clock out of order: the time at which it was heard.
    );
    await sink.deliver(readings);
    await sink.deliver(readings);
    await sink.close();
    const columns = "TIME, ADSC, DATE, SINSTS, SMAXSNMIN1, MSG1, PRM, NJOURFPLUS1, URMS1, EAST";
    const row = {
      ADSC: 21961234567,
      SMAXSNMIN1: 5706,
      MSG1: "PAS DE MESSAGE",
      PRM: "01234567890123",
      NJOURFPLUS1: 0,
      URMS1: 256,
      EAST: null,
    };
    assertEquals(
      await askMariadb(
        server,
        "SET time_zone = '+00:00'",
        `SELECT ${columns} FROM frame ORDER BY TIME, SINSTS`,
      ),
      [
        { ...row, TIME: "2026-01-14 10:00:02", DATE: "h261025023000", SINSTS: 300 },
        { ...row, TIME: "2026-10-25 00:30:00", DATE: "E261025023000", SINSTS: 100 },
        { ...row, TIME: "2026-10-25 01:30:00", DATE: "H261025023000", SINSTS: 200 },
      ],
    );
  },
);

testMariadb("a table frame of one's own is filled as far as it goes", async (server) => {
  await askMariadb(
    server,
    "CREATE TABLE frame (TIME timestamp NOT NULL PRIMARY KEY, ADSC bigint unsigned NOT NULL, " +
      "URMS1 tinyint unsigned, own INT DEFAULT 7)",
  );
  const notices: string[] = [];
  const sink = await openMariadb({
    port: server.port,
    parameters: { layout: "edgd1er" },
    notice: (text) => notices.push(text),
  });
  await sink.deliver(readingsOf(frame(...STD_BASE)));
  assertEquals(
    await askMariadb(server, "SET time_zone = '+00:00'", "SELECT * FROM frame"),
    [{ TIME: "2026-01-14 05:00:01", ADSC: 21961234567, URMS1: 230, own: 7 }],
  );
  const high = frame(std("ADSC", "021961234567"), std("URMS1", "256"));
  const error = await failure(sink.deliver(readingsOf(high)));
  assertEquals([error.kind, error.next], [
    "refused",
    "Widen the column that it names, if the value is right.",
  ]);
  assertStringIncludes(error.message, "URMS1");
  assertEquals(notices, []);
  await sink.deliver(readingsOf(frame(...HIST_HC), frame(...HIST_HC)));
  assertEquals(notices.length, 1);
  assertStringIncludes(notices[0]!, "layout=ticlab");
  await sink.close();
});
