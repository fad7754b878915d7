/**
 * The database of a run: a MariaDB server of its own.
 *
 * @module
 */
import { ProgramError } from "../../drivers/program_error.ts";
import { freePort, installed, isRoot, type Server } from "./server.ts";
import { ServerProgram } from "./server_program.ts";

const DATABASE = "ticlab";
const USER = "gateway";

/** Where a database is, with its secret. */
export interface SqlPlace {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** A MariaDB server. */
export interface DatabaseServer extends Server {
  /** How to connect. */
  readonly place: SqlPlace;
}

/**
 * Starts a MariaDB server on a free port of 127.0.0.1 with an empty database; it takes about a second.
 * What is written stays when it is taken away and given back.
 *
 * @param folder An empty folder for its files.
 * @throws {ProgramError} where MariaDB is not installed.
 */
export async function startDatabase(folder: string): Promise<DatabaseServer> {
  const [program, installer] = ["mariadbd", "mariadb-install-db"].map(installed);
  if (program === undefined || installer === undefined) {
    throw new ProgramError("Cannot start a database: MariaDB is not installed", {
      next: "Install it: apt-get install mariadb-server",
    });
  }
  // It refuses to be root by accident.
  const common = ["--no-defaults", `--datadir=${folder}/data`].concat(
    isRoot() ? "--user=root" : [],
  );
  const { success, stderr } = await new Deno.Command(installer, {
    args: [...common, "--auth-root-authentication-method=normal", "--skip-test-db"],
  }).output();
  if (!success) {
    throw new ProgramError("Cannot make a database", { next: new TextDecoder().decode(stderr) });
  }
  const password = crypto.randomUUID();
  const owner = `'${USER}'@'127.0.0.1'`;
  Deno.writeTextFileSync(
    `${folder}/init.sql`,
    `CREATE DATABASE IF NOT EXISTS ${DATABASE};\n` +
      `CREATE USER IF NOT EXISTS ${owner} IDENTIFIED BY '${password}';\n` +
      `GRANT ALL ON ${DATABASE}.* TO ${owner};\n`,
    { mode: 0o600 },
  );
  const port = freePort();
  const server = new ServerProgram({
    ready: /ready for connections\.[^]*port: \d/,
    command: [
      program,
      ...common,
      `--socket=${folder}/socket`,
      `--pid-file=${folder}/pid`,
      `--init-file=${folder}/init.sql`,
      "--bind-address=127.0.0.1",
      `--port=${port}`,
      "--skip-name-resolve",
      "--innodb-buffer-pool-size=16M",
      "--innodb-log-file-size=8M",
      "--performance-schema=OFF",
    ],
  });
  await server.start();
  const place = { host: "127.0.0.1", port, user: USER, password, database: DATABASE };
  return {
    place,
    values: {
      sql_host: place.host,
      sql_port: String(port),
      sql_user: USER,
      sql_password: password,
      database: DATABASE,
    },
    down: () => server.end(),
    up: () => server.start(),
    [Symbol.asyncDispose]: () => server.end(),
  };
}
