/**
 * A MariaDB server of the tests.
 *
 * @module
 */
import { installed } from "./installed.ts";
import { mariadbProgram } from "./mariadb_program.ts";
import type { TestCertificate } from "./test_certificate.ts";
import { TestServer } from "./test_server.ts";

/** Path of the server; undefined where it is not installed. */
export const mariadbd = installed("mariadbd");

/** Its database, its user and the password, which is another one in each run. */
export const MARIADB = {
  database: "linky",
  user: "gateway",
  password: `Pa'ss "w\\ ${crypto.randomUUID()}`,
};

/** Starts one with an empty database `linky` that the user `gateway` owns; about 1.5 s. */
export function startMariadb(
  program: string,
  options: { tls?: TestCertificate } = {},
): Promise<TestServer> {
  const { tls } = options;
  const secured = tls === undefined
    ? []
    : [`--ssl-ca=${tls.ca}`, `--ssl-cert=${tls.certificate}`, `--ssl-key=${tls.key}`];
  const plan = (port: number, folder: string) =>
    mariadbProgram({ folder, port, root: Deno.uid() === 0, ...MARIADB });
  return TestServer.start({
    program,
    ready: /ready for connections\.[^]*port: \d/,
    async prepare(folder) {
      const { success, stderr } = await new Deno.Command("mariadb-install-db", {
        args: plan(0, folder).install,
      }).output();
      if (!success) throw new Error(new TextDecoder().decode(stderr));
    },
    args: (port, folder) => [...plan(port, folder).serve, ...secured],
  });
}

/**
 * Runs statements, as root by the socket of the server; the rows of the last one, times as texts.
 */
export async function askMariadb(
  server: TestServer,
  ...statements: string[]
): Promise<Record<string, unknown>[]> {
  const { createConnection } = await import("mysql2/promise");
  const connection = await createConnection({
    socketPath: `${server.folder}/socket`,
    user: "root",
    database: MARIADB.database,
    dateStrings: true,
  });
  try {
    let answer: unknown;
    for (const statement of statements) [answer] = await connection.query(statement);
    return Array.isArray(answer) ? answer.map((row) => ({ ...row })) : [];
  } finally {
    await connection.end();
  }
}
