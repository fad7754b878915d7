/**
 * What MariaDB and MySQL say when they do not take something, in the words of a sink.
 *
 * @module
 */
import { SinkError } from "./sink.ts";

/** Errors with a number of their own (`man perror`). */
export const ER_NO_SUCH_TABLE = 1146;
const ER_BAD_DB = 1049;
/** Wrong password, no right to the database, to a table, to a column, or to log in at all. */
const DENIED = [1044, 1045, 1142, 1143, 1227, 1698, 3118, 4151];
/** Wrong cells whose SQLSTATE does not say so: a field without a default, a text of no character. */
const CELL = [1364, 1366];
/** Classes of SQLSTATE: data exception, constraint, a trigger that refuses. */
const CELL_STATES = ["22", "23", "45"];

/** Place of which an error is told. */
interface Place {
  url: string;
  database: string;
  host: string;
  port: number;
}

/** Sorts an error of mysql2; whatever is not surely the fault of a row is tried again. */
export function mysqlFailure(error: unknown, { url, database, host, port }: Place): SinkError {
  const cause = error instanceof Error ? error : new Error(String(error));
  const { errno, sqlState = "", code = "" } = cause as {
    errno?: number;
    sqlState?: string;
    code?: string;
  };
  // One character of a message may be any of a row: it is told in one line, and short.
  const said = cause.message.replace(/[^\x20-\x7e\u00a0-\uffff]+/g, " ").slice(0, 300);
  const failure = (kind: SinkError["kind"], next: string) =>
    new SinkError(`${url}: ${said === "" ? code : said}`, { kind, next, cause });
  if (cause instanceof Deno.errors.NotCapable || code === "EPERM") {
    return failure("down", `Give Deno the flag --allow-net=${host}:${port}`);
  }
  if (errno !== undefined && DENIED.includes(errno)) {
    return failure(
      "denied",
      "Name the user in the word, USER@HOST, put the password into TICLAB_MYSQL_PASSWORD, " +
        `and give the user its rights: GRANT ALL ON \`${database}\`.* TO …`,
    );
  }
  if (errno === ER_BAD_DB) {
    return failure("down", `Make it: mariadb -e 'CREATE DATABASE \`${database}\`'`);
  }
  if (code === "HANDSHAKE_SSL_ERROR" || code === "HANDSHAKE_NO_SSL_SUPPORT") {
    return failure(
      "down",
      "Name the certificate of its authority, ca=FILE, and the host as in it.",
    );
  }
  const cell = CELL_STATES.includes(sqlState.slice(0, 2)) || CELL.includes(errno ?? 0);
  if (cell) return failure("refused", "Widen the column that it names, if the value is right.");
  return failure("down", `See whether it runs: mariadb-admin -h ${host} -P ${port} ping`);
}
