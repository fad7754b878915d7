/**
 * A MariaDB of its own in a folder: for a gateway that is scored, and for tests.
 *
 * @module
 */

/** Where it is to be, and whose the database is. */
export interface MariadbPlace {
  /** Of its files; empty at first. */
  folder: string;
  /** Port of 127.0.0.1. */
  port: number;
  /** The database, made where it is not there. */
  database: string;
  /** Who owns it, and may come from 127.0.0.1 only. */
  user: string;
  /** What that user says. */
  password: string;
  /** Whether this process is root, whom it refuses to be by accident. */
  root: boolean;
}

/**
 * What makes such a database: arguments of `mariadb-install-db`, once, then those of `mariadbd`. The
 * password goes into a file that the owner alone can read.
 *
 * @example
 * ```ts
 * import { mariadbProgram } from "./mariadb_program.ts";
 * import { assert } from "@std/assert";
 *
 * const folder = Deno.makeTempDirSync();
 * const names = { database: "linky", user: "gateway", password: "hush" };
 * const { serve } = mariadbProgram({ folder, port: 15_000, root: false, ...names });
 * assert(serve.includes("--port=15000") && !serve.join(" ").includes("hush"));
 * ```
 */
export function mariadbProgram(place: MariadbPlace): { install: string[]; serve: string[] } {
  const { folder, port, database } = place;
  const owner = `'${place.user}'@'127.0.0.1'`;
  const password = place.password.replace(/['\\]/g, "\\$&");
  Deno.writeTextFileSync(
    `${folder}/init.sql`,
    `CREATE DATABASE IF NOT EXISTS ${database};\n` +
      `CREATE USER IF NOT EXISTS ${owner} IDENTIFIED BY '${password}';\n` +
      `GRANT ALL ON ${database}.* TO ${owner};\n`,
    { mode: 0o600 },
  );
  const common = ["--no-defaults", `--datadir=${folder}/data`];
  if (place.root) common.push("--user=root");
  return {
    install: [...common, "--auth-root-authentication-method=normal", "--skip-test-db"],
    serve: [
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
  };
}
