/**
 * A MariaDB server of the tests.
 *
 * @module
 */
import type { TestCertificate } from "./test_certificate.ts";
import { installed, TestServer } from "./test_server.ts";

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
  const user = Deno.uid() === 0 ? ["--user=root"] : []; // It refuses to be root by accident.
  const quoted = MARIADB.password.replace(/['\\]/g, "\\$&");
  return TestServer.start({
    program,
    ready: /ready for connections\.[^]*port: \d/,
    async prepare(folder) {
      Deno.writeTextFileSync(
        `${folder}/init.sql`,
        `CREATE DATABASE IF NOT EXISTS ${MARIADB.database};\n` +
          `CREATE USER IF NOT EXISTS '${MARIADB.user}'@'127.0.0.1' IDENTIFIED BY '${quoted}';\n` +
          `GRANT ALL ON ${MARIADB.database}.* TO '${MARIADB.user}'@'127.0.0.1';\n`,
      );
      const { success, stderr } = await new Deno.Command("mariadb-install-db", {
        args: [
          "--no-defaults",
          ...user,
          `--datadir=${folder}/data`,
          "--auth-root-authentication-method=normal",
          "--skip-test-db",
        ],
      }).output();
      if (!success) throw new Error(new TextDecoder().decode(stderr));
    },
    args: (port, folder) => [
      "--no-defaults",
      ...user,
      `--datadir=${folder}/data`,
      `--socket=${folder}/socket`,
      `--pid-file=${folder}/pid`,
      `--init-file=${folder}/init.sql`,
      "--bind-address=127.0.0.1",
      `--port=${port}`,
      "--skip-name-resolve",
      "--innodb-buffer-pool-size=16M",
      "--innodb-log-file-size=8M",
      "--performance-schema=OFF",
      ...secured,
    ],
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
