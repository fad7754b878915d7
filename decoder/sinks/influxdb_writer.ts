/**
 * Writes points over HTTP.
 *
 * @module
 */
import type { Point } from "./line_protocol.ts";
import { writeLines } from "./point_lines.ts";
import { SinkError } from "./sink.ts";

/** Most points in a request, as the manual of InfluxDB advises. */
const MOST = 5_000;
/** Most of an answer that is told, characters. */
const TOLD = 300;
/** A point older than the database keeps is dropped there at once; that is its business, not our loss. */
const TOO_OLD = /points beyond retention policy dropped/;
/** Answers that mean that the other side cannot now, though the points may be right. */
const CANNOT_NOW = [404, 408, 429];

/** Where points are written, and as whom. */
export interface InfluxdbPlace {
  /** `http://127.0.0.1:8086`. */
  base: string;
  /** Database, or bucket. */
  database: string;
  /** Organisation; with it, the interface of 2.x is spoken. */
  org: string | undefined;
  /** Header with the secret, if there is one. */
  headers: { authorization: string } | undefined;
  /** How long an answer is waited for, ms. */
  patience: number;
  /** Certificate of the authority, PEM. */
  ca?: string;
  /** As it is told. */
  url: string;
}

/** Writes points, and tells in the words of a sink why they were not taken. */
export class InfluxdbWriter {
  /** As it is told. */
  readonly url: string;
  readonly #place: InfluxdbPlace;
  readonly #address: string;
  readonly #client: Deno.HttpClient | undefined;
  readonly #end = new AbortController();

  /** Connects when there is something to write. */
  constructor(place: InfluxdbPlace) {
    this.#place = place;
    this.url = place.url;
    const { base, database, org, ca } = place;
    this.#address = org === undefined
      ? `${base}/write?${new URLSearchParams({ db: database, precision: "ns" })}`
      : `${base}/api/v2/write?${new URLSearchParams({ org, bucket: database, precision: "ns" })}`;
    if (ca !== undefined) this.#client = Deno.createHttpClient({ caCerts: [ca] });
  }

  /**
   * Writes points; resolves when the database has them.
   *
   * @throws {SinkError} where it has not, or not all of them.
   */
  async write(points: readonly Point[]): Promise<void> {
    for (let at = 0; at < points.length; at += MOST) {
      const lines = writeLines(points.slice(at, at + MOST));
      if (lines !== "") await this.#post(lines);
    }
  }

  /** Ends what is on the way. */
  close(): void {
    this.#end.abort();
    this.#client?.close();
  }

  async #post(body: string): Promise<void> {
    const { status, text } = await this.#answer(body);
    if ((status >= 200 && status < 300) || TOO_OLD.test(text)) return;
    const told = this.#legible(text);
    const why = `${this.url}: answer ${status}${told === "" ? "" : `, ${told}`}`;
    if (status === 401 || status === 403) throw this.#denied(why);
    if (status === 404 && /database not found/.test(text)) throw this.#unmade();
    if (status >= 500 || status < 400 || CANNOT_NOW.includes(status)) {
      const next = status === 404 ? this.#nowhere() : "It is tried again.";
      throw new SinkError(why, { kind: "down", next });
    }
    throw new SinkError(why, {
      kind: "refused",
      next: "Where it says a conflict of types, write into another database or layout.",
    });
  }

  async #answer(body: string): Promise<{ status: number; text: string }> {
    const { headers, patience } = this.#place;
    const late = AbortSignal.timeout(patience);
    try {
      const response = await fetch(this.#address, {
        method: "POST",
        body,
        headers: { "content-type": "text/plain; charset=utf-8", ...headers },
        redirect: "manual", // Another host must not be given the secret.
        signal: AbortSignal.any([late, this.#end.signal]),
        ...(this.#client !== undefined && { client: this.#client }),
      });
      return { status: response.status, text: await response.text() };
    } catch (cause) {
      throw this.#unreached(cause, late.aborted);
    }
  }

  #unreached(cause: unknown, late: boolean): SinkError {
    if (cause instanceof Deno.errors.NotCapable) {
      const { host } = new URL(this.#place.base);
      return new SinkError(`${this.url}: Deno has no permission to reach it`, {
        kind: "down",
        next: `Give Deno the flag --allow-net=${host}`,
        cause,
      });
    }
    const why = late ? `no answer in ${this.#place.patience / 1000} s` : rootOf(cause);
    const tls = /certificate|tls|handshake/i.test(why);
    return new SinkError(`${this.url}: ${this.#legible(why)}`, {
      kind: "down",
      next: tls
        ? "Name the certificate of its authority: ca=FILE"
        : "See whether it runs: curl -i " + this.#place.base + "/ping",
      cause,
    });
  }

  #denied(why: string): SinkError {
    const { org } = this.#place;
    return new SinkError(why, {
      kind: "denied",
      next: org === undefined
        ? "Name the user in the word, USER@HOST, and put the password into TICLAB_INFLUXDB_PASSWORD."
        : "Put a token that may write into this bucket into TICLAB_INFLUXDB_TOKEN.",
    });
  }

  #nowhere(): string {
    const { org, database } = this.#place;
    return org === undefined
      ? "See whether this is a database, and its port."
      : `See whether ${org} has a bucket ${database}; InfluxDB 1.x has no org=.`;
  }

  #unmade(): SinkError {
    const { database } = this.#place;
    const name = `"${database.replace(/["\\]/g, "\\$&")}"`.replace(/'/g, "'\\''");
    return new SinkError(`${this.url}: there is no database ${database}`, {
      kind: "down",
      next: `Make it: influx -execute 'CREATE DATABASE ${name}'`,
    });
  }

  /** An answer in one line, short, and without our secret, should the other side repeat it. */
  #legible(text: string): string {
    const secret = this.#place.headers?.authorization.replace(/^\w+ /, "");
    const plain = text.trim().replace(/[^\x20-\x7e\u00a0-\uffff]+/g, " ");
    return (secret === undefined ? plain : plain.replaceAll(secret, "…")).slice(0, TOLD);
  }
}

/** What the network said, at the bottom of a chain of causes, without the address before it. */
function rootOf(error: unknown): string {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  const text = root instanceof Error ? root.message : String(root);
  return text.replace(/^error sending request .*?client error \(\w+\): /s, "");
}
