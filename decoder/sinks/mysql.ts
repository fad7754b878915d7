/**
 * MariaDB and MySQL.
 *
 * @module
 */
import { nearest } from "../nearest.ts";
import type { FrameReading } from "../dialects/frame_reading.ts";
import { readAuthority } from "./authority.ts";
import type { RowLayout } from "./layouts/row_layout.ts";
import { ROW_LAYOUTS } from "./layouts/row_layouts.ts";
import { MysqlConnection } from "./mysql_connection.ts";
import { ER_NO_SUCH_TABLE } from "./mysql_failure.ts";
import { type Sink, type SinkContext, SinkError, type SinkKind } from "./sink.ts";
import { usageError } from "./usage_error.ts";

const IDS = ROW_LAYOUTS.map(({ id }) => id);

/** The sink `mysql://USER@HOST[:PORT]/DATABASE`. */
export const MYSQL: SinkKind = {
  schemes: ["mysql"],
  queued: true,
  parameters: {
    layout: `${IDS.join(" or ")}; the first without it`,
    tls: "yes: over TLS, with the authorities that the system trusts",
    ca: "over TLS, with this file's certificate of the authority",
  },
  // deno-lint-ignore require-await -- what it throws is to be a rejection
  async open({ word, user, host, port = 3306, path, parameters }, context) {
    if (path === "") {
      throw usageError(word, "it names no database", `For example: mysql://${host}/home`);
    }
    const { layout, tls, ca } = parameters;
    if (tls !== undefined && tls !== "yes") {
      throw usageError(word, `there is no tls=${tls}`, "Write tls=yes, or leave it out.");
    }
    const named = host.includes(":") ? `[${host}]` : host;
    const connection = new MysqlConnection({
      host,
      port,
      user,
      password: context.secret("MYSQL_PASSWORD"),
      database: path,
      tls: ca === undefined
        ? tls === undefined ? undefined : {}
        : { ca: readAuthority(word, ca, context.folder) },
      url: `mysql://${user === undefined ? "" : `${user}@`}${named}:${port}/${path}`,
    });
    return new MysqlSink(connection, layoutOf(layout, word), context);
  },
};

function layoutOf(id: string | undefined, word: string): RowLayout {
  if (id === undefined) return ROW_LAYOUTS[0]!;
  const layout = ROW_LAYOUTS[IDS.indexOf(id)];
  if (layout !== undefined) return layout;
  const near = nearest(id, IDS);
  throw usageError(
    word,
    `there is no layout ${id} of rows`,
    near === undefined ? `There are ${IDS.join(" and ")}.` : `Did you mean layout=${near}?`,
  );
}

class MysqlSink implements Sink {
  readonly #connection: MysqlConnection;
  readonly #layout: RowLayout;
  readonly #notice: SinkContext["notice"];
  #columns: ReadonlySet<string> | undefined;
  #toldEmpty = false;

  constructor(connection: MysqlConnection, layout: RowLayout, { notice }: SinkContext) {
    this.#connection = connection;
    this.#layout = layout;
    this.#notice = notice;
  }

  get url(): string {
    return this.#connection.url;
  }

  async deliver(readings: readonly FrameReading[]): Promise<void> {
    try {
      await this.#write(readings);
    } catch (error) {
      this.#columns = undefined; // Somebody may have changed the table.
      if (!isMissingTable(error)) throw error;
      await this.#makeTables();
      await this.#write(readings);
    }
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  async #write(readings: readonly FrameReading[]): Promise<void> {
    const { asks } = this.#layout;
    this.#columns ??= new Set(asks === undefined ? [] : await this.#connection.columns(asks));
    const rows = this.#layout.rows(readings, this.#columns);
    if (rows.length === 0) this.#tellEmpty();
    await this.#connection.write(rows);
  }

  async #makeTables(): Promise<void> {
    for (const table of this.#layout.tables) await this.#connection.run(table);
    for (const view of this.#layout.views) {
      try {
        await this.#connection.run(view);
      } catch (error) {
        if (!(error instanceof SinkError)) throw error;
        this.#notice(`${error.message}. The tables are there; a view to look at them is not.`);
      }
    }
  }

  #tellEmpty(): void {
    if (this.#toldEmpty) return;
    this.#toldEmpty = true;
    this.#notice(
      `${this.url}: the table ${this.#layout.asks} has no column for any label of this line, ` +
        "so that nothing is written; layout=ticlab has all of them",
    );
  }
}

function isMissingTable(error: unknown): boolean {
  const { cause } = error instanceof SinkError ? error : {};
  return cause instanceof Error && "errno" in cause && cause.errno === ER_NO_SUCH_TABLE;
}
