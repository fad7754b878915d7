import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { askInfluxdb, influxd, startInfluxdb } from "../decoder/sinks/test_influxdb.ts";
import { askMariadb, MARIADB, mariadbd, startMariadb } from "../decoder/sinks/test_mariadb.ts";
import { testWith } from "../serial/_programs.ts";
import { Player } from "../sim/player.ts";
import { readScenario } from "../sim/scenario.ts";
import { gateway, startGateway, testFolder } from "./_gateway_process.ts";

const LOGIN = { user: "admin", password: `hush ${crypto.randomUUID()}` };
const SECRETS = [LOGIN.password, btoa(`${LOGIN.user}:${LOGIN.password}`), MARIADB.password];

/** Plays some minutes of a meter into a file; returns the groups of its frames, from the ledger's side. */
function play(meter: string, file: string) {
  const text = `
title: Five minutes
about: For a database.
meter: { ${meter}, power: 18 kVA }
clock: { start: 2026-01-14T05:58:00 }
run: { for: 5 min }
`;
  const frames = [...new Player(readScenario(text, { file: "five.yaml" })).frames()];
  for (const { bytes } of frames) Deno.writeFileSync(file, bytes, { append: true });
  return frames.map(({ groups }) => groups);
}

/** Every text of a folder, so that it can be searched. */
function textsIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory
      ? textsIn(`${folder}/${name}`)
      : [new TextDecoder("latin1").decode(Deno.readFileSync(`${folder}/${name}`))]
  );
}

function assertSecret(...texts: string[]): void {
  for (const text of texts) for (const secret of SECRETS) assert(!text.includes(secret), text);
}

const both = mariadbd && influxd;

testWith(
  both,
  "mariadbd and influxd",
  "one command carries a line into two databases, and nobody sees their secrets",
  async () => {
    using folder = testFolder();
    await using influx = await startInfluxdb(influxd!, { auth: true });
    await using maria = await startMariadb(mariadbd!);
    const admin = `CREATE USER admin WITH PASSWORD '${LOGIN.password}' WITH ALL PRIVILEGES`;
    await askInfluxdb(influx, "", admin);
    await askInfluxdb(influx, "", "CREATE DATABASE home", LOGIN);
    const sent = play("mode: standard, contract: tempo, phases: 3", `${folder.path}/line.tic`);
    assert(sent.length > 200, `${sent.length} frames`);
    const words = [
      "line.tic",
      ...["--to", `influxdb://${LOGIN.user}@127.0.0.1:${influx.port}/home`],
      ...["--to", `mysql://${MARIADB.user}@127.0.0.1:${maria.port}/${MARIADB.database}`],
    ];

    const denied = await gateway(folder.path, words, {
      TICLAB_INFLUXDB_PASSWORD: `${LOGIN.password}?`,
      TICLAB_MYSQL_PASSWORD: `${MARIADB.password}?`,
    });
    assertEquals(denied.code, 3);
    for (const name of ["TICLAB_INFLUXDB_PASSWORD", "TICLAB_MYSQL_PASSWORD"]) {
      assertStringIncludes(denied.err, name);
    }

    Deno.writeTextFileSync(`${folder.path}/secret`, `${MARIADB.password}\n`);
    const right = startGateway(folder.path, words, {
      TICLAB_INFLUXDB_PASSWORD: LOGIN.password,
      TICLAB_MYSQL_PASSWORD_FILE: `${folder.path}/secret`,
    });
    if (Deno.build.os === "linux") {
      assertSecret(Deno.readTextFileSync(`/proc/${right.pid}/cmdline`));
    }
    const { code, out, err } = await right.ended;
    assertEquals([code, out], [0, ""], err);
    Deno.removeSync(`${folder.path}/secret`);
    assertSecret(denied.out, denied.err, err, ...textsIn(folder.path));

    // What waited since the first run, and what came in the second.
    const all = [...sent, ...sent].map((groups, n) => ({ seq: n + 1, groups }));
    const rows = await askMariadb(
      maria,
      "SELECT seq, label, raw FROM tic_reading ORDER BY seq, place",
    );
    assertEquals(
      rows,
      all.flatMap(({ seq, groups }) =>
        groups.map(({ label, value }) => ({ seq, label, raw: value }))
      ),
    );
    const frames = await askInfluxdb(influx, "home", "SELECT seq FROM tic_frame", LOGIN);
    assertEquals(frames.map(({ seq }) => seq), all.map(({ seq }) => seq));
    for (const name of ["SINSTS", "IRMS2", "LTARF", "EASF05"]) {
      const question = `SELECT value, text FROM tic WHERE label = '${name}'`;
      const points = await askInfluxdb(influx, "home", question, LOGIN);
      assertEquals(
        points.map(({ value, text }) => value ?? text),
        all.map(({ groups }) => {
          const { value } = groups.find(({ label }) => label === name)!;
          return /^\d+$/.test(value) ? Number(value) : value.trim();
        }),
      );
    }
  },
);
