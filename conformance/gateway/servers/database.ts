/**
 * The database of a run: a MariaDB server of its own.
 *
 * @module
 */
import { ProgramError } from "../../drivers/program_error.ts";
import { freePort } from "../../../decoder/sinks/free_port.ts";
import { installed } from "../../../decoder/sinks/installed.ts";
import { mariadbProgram } from "../../../decoder/sinks/mariadb_program.ts";
import { isRoot, type Server } from "./server.ts";
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
  const owner = { database: DATABASE, user: USER, password: crypto.randomUUID() };
  const port = freePort();
  const { install, serve } = mariadbProgram({ folder, port, root: isRoot(), ...owner });
  const { success, stderr } = await new Deno.Command(installer, { args: install }).output();
  if (!success) {
    throw new ProgramError("Cannot make a database", { next: new TextDecoder().decode(stderr) });
  }
  const server = new ServerProgram({
    ready: /ready for connections\.[^]*port: \d/,
    command: [program, ...serve],
  });
  await server.start();
  const place = { host: "127.0.0.1", port, ...owner };
  return {
    place,
    values: {
      sql_host: place.host,
      sql_port: String(port),
      sql_user: USER,
      sql_password: place.password,
      database: DATABASE,
    },
    down: () => server.end(),
    up: () => server.start(),
    [Symbol.asyncDispose]: () => server.end(),
  };
}
