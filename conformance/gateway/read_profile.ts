/**
 * Reads gateway profiles, strictly.
 *
 * @module
 */
import { dirname, resolve } from "node:path";
import { isAlias, LineCounter, type Node, parseDocument, Scalar } from "yaml";
import { LABEL_SCHEMA, type Schema } from "../../sim/argument.ts";
import type { Reading } from "../../sim/scenario/shape.ts";
import { labels } from "../../tic/labels.ts";
import type { GatewayProfile } from "./gateway_profile.ts";
import { homeOf, type ProfileForm, profileShape } from "./profile_form.ts";

/** Where a profile stands. */
export interface ProfilePlace {
  /** Its file, in messages too. */
  file: string;
  /** Folder from which paths in it start; that of the file where none is given. */
  folder?: string;
}

/**
 * Reads the profile of a gateway.
 *
 * @example
 * ```ts
 * import { readProfile } from "./read_profile.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const profile = readProfile(
 *   `
 * name: my-gateway
 * start: { run: "node index.js", env: { SERIAL: "{port}", MQTT_URL: "{broker_url}" } }
 * out: { mqtt: { topic: "teleinfo/+", values: "$.*.raw" } }
 * period: 10 s
 * `,
 *   { file: "/home/linky/my.yaml" },
 * );
 * assertEquals(profile.promises.period, 10_000);
 * assertEquals(profile.start.folder, "/home/linky");
 * ```
 *
 * @throws {SyntaxError} with a line for everything that is wrong: `FILE:LINE:COLUMN: …`.
 */
export function readProfile(
  text: string,
  { file, folder = dirname(file) }: ProfilePlace,
): GatewayProfile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems: { offset: number; message: string }[] = [
    ...document.errors,
    ...document.warnings,
  ].map(({ pos, message }) => ({ offset: pos[0], message: `This is not YAML: ${message}` }));
  const reading: Reading = {
    start: 0,
    file: () => {
      throw new SyntaxError("a profile names no files");
    },
    home: homeOf,
    problem: (node, message) => problems.push({ offset: node.range?.[0] ?? 0, message }),
    resolve: (node: Node) => isAlias(node) ? node.resolve(document) : node,
  };
  const form = problems.length > 0
    ? undefined
    : profileShape.read(document.contents ?? new Scalar(null), reading);
  if (form && form.start?.run === undefined && (form.line ?? "pty") === "pty") {
    problems.push({ offset: 0, message: NOBODY });
  }
  if (form?.labels && form.without) {
    problems.push({
      offset: 0,
      message: "Either labels that it says, or those that it is without",
    });
  }
  if (form && problems.length === 0) return compile(form, { file, folder });
  problems.sort((a, b) => a.offset - b.offset);
  throw new SyntaxError(
    problems.map(({ offset, message }) => {
      const { line, col } = lines.linePos(offset);
      return `${file}:${line}:${col}: ${message}`;
    }).join("\n"),
  );
}

/** Labels that some meter can send. */
const ALL_LABELS = [...new Set(labels.map(({ label }) => label))];

const NOBODY = "Nothing is started here, and what runs already cannot know the port: " +
  "write start: { run: … }, or the port that it reads, such as line: pty:/tmp/linky";

function compile(form: ProfileForm, { file, folder }: Required<ProfilePlace>): GatewayProfile {
  const { start = {}, out, without } = form;
  const labels = form.labels ??
    (without && ALL_LABELS.filter((label) => !without.includes(label)));
  return {
    name: form.name!,
    file,
    start: {
      env: Object.fromEntries(start.env ?? []),
      folder: resolve(folder, start.folder ?? "."),
      ...(start.within !== undefined && { within: start.within }),
      ...(start.run !== undefined && { run: start.run }),
      ...(start.ready && { ready: start.ready.source }),
    },
    modes: form.modes ?? ["historique", "standard"],
    autoMode: form["auto-mode"] ?? false,
    line: form.line ?? "pty",
    out: out!,
    promises: {
      period: form.period!,
      deadband: form.deadband ?? 0,
      derived: Object.fromEntries(form.derived ?? []),
      events: form.events ?? [],
      ...(labels && { labels }),
    },
    accelerated: form.accelerated ?? false,
  };
}

/** The JSON Schema of profiles, for editors. */
export function profileSchema(): Schema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A gateway that ticlab can score",
    ...profileShape.schema,
    definitions: { label: LABEL_SCHEMA },
  };
}
