/**
 * The out `sql`: a gateway that writes rows, which are asked for now and then.
 *
 * @module
 */
import type { SaidValue } from "../../../decoder/dialects/dialect.ts";
import { ProgramError } from "../../drivers/program_error.ts";
import { filled } from "../placeholders.ts";
import type { SqlPlace } from "../servers/database.ts";
import type { Out, OutContext } from "./out.ts";
import { repeatedly } from "./repeatedly.ts";

/** A row as the server gives it: texts, so that no zero is lost and no date is moved. */
type Row = Readonly<Record<string, string | null>>;

/**
 * Asks for rows every so many ms; a row says its values when it is seen for the first time.
 *
 * @throws {ProgramError} where the tables cannot be made.
 */
export async function watchDatabase(
  { query, every, setup }: { query: string; every: number; setup?: string },
  { say, notice, values, place }: Pick<OutContext, "say" | "notice" | "values"> & {
    place: SqlPlace;
  },
): Promise<Out> {
  const { createConnection } = await import("mysql2/promise");
  const connect = () =>
    createConnection({
      ...place,
      multipleStatements: true,
      typeCast: (field: { string(): string | null }) => field.string(),
    });
  if (setup !== undefined) {
    const connection = await connect();
    try {
      await connection.query(filled(setup, values));
    } catch (cause) {
      throw new ProgramError(`Cannot make the tables: ${(cause as Error).message}`, {
        next: "Look at out: sql: setup in the profile",
        cause,
      });
    } finally {
      connection.destroy();
    }
  }
  const asked = filled(query, values);
  const seen = new Set<string>();
  let told: string | undefined;
  let connection: Awaited<ReturnType<typeof connect>> | undefined;
  const looking = repeatedly(every, async () => {
    try {
      connection ??= await connect();
      const [rows] = await connection.query(asked) as unknown as [Row[]];
      for (const row of rows) {
        const key = JSON.stringify(row);
        if (seen.has(key)) continue;
        seen.add(key);
        const said = rowValues(row);
        if (said.length > 0) say(said);
      }
    } catch (error) {
      // The server may be away, a table not yet made; the next look connects again.
      const { message } = error as Error;
      if (message !== told && "sqlState" in (error as Error)) notice(`${asked}: ${message}`);
      told = message;
      connection?.destroy();
      connection = undefined;
      throw error;
    }
  });
  return {
    async [Symbol.asyncDispose]() {
      await looking[Symbol.asyncDispose]();
      connection?.destroy();
    },
  };
}

/** A row of label and value, or one whose columns are labels; a column without value says nothing. */
function rowValues(row: Row): SaidValue[] {
  const { label, value } = row;
  if (typeof label === "string" && value !== undefined) return [{ label, value }];
  return Object.entries(row).flatMap(([label, value]) => value === null ? [] : [{ label, value }]);
}
