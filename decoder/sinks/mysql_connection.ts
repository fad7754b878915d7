/**
 * A connection to MariaDB or MySQL that comes back.
 *
 * @module
 */
import type { Connection, FieldPacket } from "mysql2/promise";
import type { Cell, Rows } from "./layouts/row_layout.ts";
import { mysqlFailure } from "./mysql_failure.ts";

/** Most rows in a statement; others are powers of two below it, so that few statements are prepared. */
const MOST = 512;
/** How long the other side may take, ms. */
const PATIENCE = 30_000;
/** Nothing is cut to fit, and a TIMESTAMP is what was meant, wherever the server stands. */
const SESSION = "SET time_zone = '+00:00', autocommit = 1, " +
  "sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'";

/** Where to connect, and as whom. */
export interface MysqlPlace {
  host: string;
  port: number;
  user: string | undefined;
  password: string | undefined;
  database: string;
  /** With TLS, and the authority that is trusted, those of the system where there is none. */
  tls: { ca?: string } | undefined;
  /** As it is told. */
  url: string;
}

/** Connects when it is used, and again after an error that broke the connection. */
export class MysqlConnection {
  readonly #place: MysqlPlace;
  #connection: Connection | undefined;

  /** Does not connect yet. */
  constructor(place: MysqlPlace) {
    this.#place = place;
  }

  /** As it is told. */
  get url(): string {
    return this.#place.url;
  }

  /**
   * Writes rows, all or none of them.
   *
   * @throws {SinkError} where they are not there for good.
   */
  write(all: readonly Rows[]): Promise<void> {
    return this.#with(async (connection) => {
      await connection.query("START TRANSACTION");
      for (const rows of all) {
        for (const part of powersOfTwo(rows.rows)) {
          const sql = insertion(rows, part.length);
          await connection.execute({ sql, timeout: PATIENCE }, part.flat());
        }
      }
      await connection.query("COMMIT");
    });
  }

  /**
   * Runs a statement that holds no value.
   *
   * @throws {SinkError}
   */
  run(sql: string): Promise<void> {
    return this.#with(async (connection) => {
      await connection.query({ sql, timeout: PATIENCE });
    });
  }

  /**
   * The columns of a table.
   *
   * @throws {SinkError}
   */
  columns(table: string): Promise<string[]> {
    return this.#with(async (connection) => {
      const sql = `SELECT * FROM ${quoted(table)} LIMIT 0`;
      const [, fields]: [unknown, FieldPacket[]] = await connection.query({
        sql,
        timeout: PATIENCE,
      });
      return fields.map(({ name }) => name);
    });
  }

  /** Says goodbye. */
  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    try {
      await connection?.end();
    } catch {
      connection?.destroy();
    }
  }

  async #with<Result>(use: (connection: Connection) => Promise<Result>): Promise<Result> {
    try {
      this.#connection ??= await this.#connect();
      return await use(this.#connection);
    } catch (error) {
      const failure = mysqlFailure(error, this.#place);
      if (failure.kind === "refused") await this.#connection?.query("ROLLBACK").catch(() => {});
      else this.#drop();
      throw failure;
    }
  }

  /** What the server keeps of an unfinished transaction goes with its connection. */
  #drop(): void {
    this.#connection?.destroy();
    this.#connection = undefined;
  }

  async #connect(): Promise<Connection> {
    const { createConnection } = await import("mysql2/promise");
    const { host, port, user, password, database, tls } = this.#place;
    const connection = await createConnection({
      host,
      port,
      database,
      ...(user !== undefined && { user }),
      ...(password !== undefined && { password }),
      ...(tls !== undefined && { ssl: { ...tls, verifyIdentity: true } }),
      charset: "utf8mb4",
      connectTimeout: PATIENCE,
      maxPreparedStatements: 100, // A server has a bound for all its clients.
    });
    connection.on("error", () => {}); // Told when it is used next.
    await connection.query(SESSION);
    return connection;
  }
}

/** Parts of rows, each a power of two long. */
function* powersOfTwo(rows: Rows["rows"]): Generator<readonly (readonly Cell[])[]> {
  for (let at = 0, size = MOST; at < rows.length; at += size) {
    while (size > rows.length - at) size /= 2;
    yield rows.slice(at, at + size);
  }
}

/** The statement for so many rows; values are parameters, none is ever part of it. */
function insertion({ table, columns, again }: Rows, count: number): string {
  const row = `(${columns.map(() => "?").join(",")})`;
  const names = columns.map(quoted);
  // IGNORE would also cut what does not fit: a row that is there keeps itself instead.
  const update = again === "same"
    ? `${names[0]} = ${names[0]}`
    : names.map((name) => `${name} = VALUES(${name})`).join(", ");
  return `INSERT INTO ${quoted(table)} (${names.join(",")}) VALUES ` +
    `${Array.from({ length: count }, () => row).join(",")} ON DUPLICATE KEY UPDATE ${update}`;
}

function quoted(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}
