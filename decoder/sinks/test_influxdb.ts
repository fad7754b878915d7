/**
 * An InfluxDB 1.x server of the tests.
 *
 * @module
 */
import { freePort } from "./free_port.ts";
import { installed } from "./installed.ts";
import { TestServer } from "./test_server.ts";

/** Path of the server; undefined where it is not installed. */
export const influxd = installed("influxd");

/** Starts one without any database; with `auth` it wants users, the first of which is to be made. */
export function startInfluxdb(program: string, options: { auth?: boolean } = {}) {
  const backup = freePort(); // For its backups, which nobody here uses; it listens none the less.
  return TestServer.start({
    program,
    ready: /Listening on HTTP/,
    args(port, folder) {
      const config = `${folder}/influxdb.conf`;
      Deno.writeTextFileSync(config, configuration(folder, port, backup, options.auth ?? false));
      return ["-config", config];
    },
  });
}

/** Starts one with databases. */
export async function startInfluxdbWith(
  program: string,
  ...databases: string[]
): Promise<TestServer> {
  const server = await startInfluxdb(program);
  for (const database of databases) {
    await askInfluxdb(server, "", `CREATE DATABASE "${database}"`);
  }
  return server;
}

function configuration(folder: string, port: number, backup: number, auth: boolean): string {
  return `reporting-disabled = true
bind-address = "127.0.0.1:${backup}"
[meta]
  dir = "${folder}/meta"
[data]
  dir = "${folder}/data"
  wal-dir = "${folder}/wal"
[http]
  bind-address = "127.0.0.1:${port}"
  auth-enabled = ${auth}
  log-enabled = false
[monitor]
  store-enabled = false
`;
}

/** The rows of the answer to a question in InfluxQL, each as an object; times in ms. */
export async function askInfluxdb(
  server: TestServer,
  database: string,
  question: string,
  login?: { user: string; password: string },
): Promise<Record<string, unknown>[]> {
  const response = await fetch(`http://127.0.0.1:${server.port}/query`, {
    method: "POST",
    body: new URLSearchParams({ db: database, q: question, epoch: "ms" }),
    headers: login === undefined ? {} : { authorization: basic(login) },
  });
  const { results, error } = await response.json();
  if (error ?? results[0].error) throw new Error(error ?? results[0].error);
  const rows: Record<string, unknown>[] = [];
  for (const { name, tags, columns, values } of results[0].series ?? []) {
    for (const row of values ?? []) {
      const cells = columns.map((column: string, at: number) => [column, row[at]]);
      rows.push({ name, ...tags, ...Object.fromEntries(cells) });
    }
  }
  return rows;
}

function basic({ user, password }: { user: string; password: string }): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`;
}
