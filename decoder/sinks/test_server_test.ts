import { assert, assertEquals } from "@std/assert";
import { testWith } from "../../serial/_programs.ts";
import { askInfluxdb, influxd, startInfluxdb } from "./test_influxdb.ts";
import { MARIADB, mariadbd, startMariadb } from "./test_mariadb.ts";
import { askVictoria, startVictoria, victoriaMetrics } from "./test_victoria.ts";

testWith(
  mariadbd,
  "mariadbd",
  "MariaDB of the tests keeps its rows when it is killed",
  async (program) => {
    await using server = await startMariadb(program);
    const { createConnection } = await import("mysql2/promise");
    const open = () => createConnection({ ...MARIADB, host: "127.0.0.1", port: server.port });
    const before = await open();
    await before.query("CREATE TABLE kept (n INT)");
    await before.query("INSERT INTO kept VALUES (7)");
    before.on("error", () => {});
    before.destroy();
    await server.kill();
    await server.start();
    const after = await open();
    const [rows] = await after.query("SELECT n FROM kept");
    await after.end();
    assertEquals(JSON.stringify(rows), '[{"n":7}]');
  },
);

testWith(
  influxd,
  "influxd",
  "InfluxDB of the tests keeps its points when it is killed",
  async (program) => {
    await using server = await startInfluxdb(program);
    await askInfluxdb(server, "", "CREATE DATABASE d");
    const url = `http://127.0.0.1:${server.port}/write?db=d&precision=ms`;
    const { status } = await fetch(url, { method: "POST", body: "m,meter=1 v=2i 1700000000000" });
    assertEquals(status, 204);
    await server.kill();
    await server.start();
    const rows = await askInfluxdb(server, "d", "SELECT v FROM m GROUP BY *");
    assertEquals(rows, [{ name: "m", meter: "1", time: 1_700_000_000_000, v: 2 }]);
  },
);

testWith(
  victoriaMetrics,
  "victoria-metrics",
  "VictoriaMetrics of the tests takes points",
  async (program) => {
    await using server = await startVictoria(program);
    const url = `http://127.0.0.1:${server.port}/write?precision=ms`;
    const response = await fetch(url, { method: "POST", body: "m,meter=1 v=2i 1700000000000" });
    assert(response.ok, await response.text());
    const [series] = await askVictoria(server, "m_v");
    assertEquals(series!.timestamps, [1_700_000_000_000]);
  },
);
