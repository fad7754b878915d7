/**
 * Sinks of databases, opened as a test wants them.
 *
 * @module
 */
import { assert, assertRejects } from "@std/assert";
import { MYSQL } from "./mysql.ts";
import { type Sink, SinkError, type SinkKind } from "./sink.ts";
import { MARIADB } from "./test_mariadb.ts";

/** What a test says of a word and its surroundings. */
export interface DatabaseWord {
  port: number;
  host?: string;
  scheme?: string;
  user?: string;
  path?: string;
  parameters?: Record<string, string>;
  secrets?: Record<string, string>;
  notice?: (text: string) => void;
}

/** Opens a sink; its database is `home` unless the word says otherwise. */
export function openDatabase(
  kind: SinkKind,
  { secrets = {}, notice = () => {}, ...word }: DatabaseWord,
): Promise<Sink> {
  return kind.open({
    word: "the word",
    scheme: kind.schemes[0]!,
    host: "127.0.0.1",
    path: "home",
    parameters: {},
    ...word,
  }, { secret: (name) => secrets[name], folder: "/", notice });
}

/** The same, with a password that is the right one unless it is said. */
export type MariadbWord = DatabaseWord & { password?: string };

/** Opens a sink to the MariaDB of a test, as its user. */
export function openMariadb(
  { password = MARIADB.password, ...word }: MariadbWord,
): Promise<Sink> {
  const { user, database: path } = MARIADB;
  return openDatabase(MYSQL, { user, path, secrets: { MYSQL_PASSWORD: password }, ...word });
}

/** The error of what fails, which is to hold none of the secrets. */
export async function failureOf(
  promise: Promise<unknown>,
  ...secrets: string[]
): Promise<SinkError> {
  const error = await assertRejects(() => promise, SinkError);
  const told = `${error.message} ${error.next} ${error.stack} ${Deno.inspect(error)}`;
  for (const secret of secrets) assert(!told.includes(secret), told);
  return error;
}
