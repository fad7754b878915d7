/**
 * The form of a gateway profile: its keys as tables, by which it is read and its JSON Schema is made.
 *
 * @module
 */
import { dialectNamed, DIALECTS } from "../../decoder/dialects/dialects.ts";
import { parseOutlet } from "../../sim/outlet.ts";
import {
  either,
  list,
  mapping,
  parsed,
  type Read,
  record,
  recordSchema,
  scalar,
  type Shape,
} from "../../sim/scenario/shape.ts";
import { duration, flag, of, pattern, text, words } from "../../sim/scenario/values.ts";
import type { Derived, GatewayOut } from "./gateway_profile.ts";
import { placeholdersIn } from "./placeholders.ts";
import { FIELDS, LAYOUTS, pointReader } from "./servers/point_reader.ts";
import { ValuePath } from "./value_path.ts";

const TEXT = { type: "string" } as const;

/** A text with placeholders. */
const template = (...more: string[]) =>
  parsed<string>(TEXT, (word) => {
    placeholdersIn(word, more);
    return word;
  });

/** A command line: everybody sees it in the list of processes. */
const command = parsed<string>(TEXT, (word) => {
  if (!placeholdersIn(word).has("sql_password")) return word;
  throw new SyntaxError(
    "A command line is seen by everybody: give {sql_password} to the gateway in env",
  );
});

const path = parsed<string>({ ...TEXT, pattern: "^\\$" }, (word) => {
  new ValuePath(word);
  return word;
});

/** A regular expression that has a label and a value. */
const linePattern = parsed<string>(TEXT, (word) => {
  new RegExp(word);
  if (word.includes("(?<label>") && word.includes("(?<value>")) return word;
  throw new SyntaxError(
    "Name both parts of the pattern: (?<label>…) and (?<value>…), such as " +
      String.raw`^(?<label>\S+)=(?<value>.*)$`,
  );
});

const dialect = parsed<string>(
  { enum: DIALECTS.map(({ id }) => id) },
  (word) => dialectNamed(word).id,
);

const layout = parsed<string>({ enum: LAYOUTS }, (word) => {
  pointReader(word);
  return word;
});

const outletWord = parsed<string>(TEXT, (word) => {
  if (word === "pty") return word;
  const { kind } = parseOutlet(word);
  if (["pty", "serial", "tcp", "socat"].includes(kind)) return word;
  throw new SyntaxError(
    `A gateway reads pty, pty:PATH, serial:PATH or tcp://HOST:PORT, not ${word}`,
  );
});

const START = {
  "run": { shape: command, about: "Command line that starts it, as in a shell" },
  "env": { shape: mapping(of("text"), template()), about: "Variables that it is started with" },
  "folder": { shape: text, about: "Folder in which it runs, from that of the profile" },
  "ready": {
    shape: pattern,
    about: "Its output has this when it is ready; else it is at its first value",
  },
  "within": {
    shape: duration,
    about: "Time that it has until then, 30 s and its period by default",
  },
} as const;

const every = {
  shape: duration,
  about: "Time between two looks, 1 s by default",
} as const;

const MQTT = {
  "topic": {
    shape: template("label", "meter"),
    about: "Topics, with + and #; a level may be {label} or {meter}",
    required: true,
  },
  "dialect": { shape: dialect, about: "Dialect of its messages, see docs/dialects.md" },
  "values": { shape: path, about: "Where the values stand in a message: $.*.raw" },
  "label": { shape: path, about: "Where the label of each stands, if it is not the key: $.*.name" },
  "broker": { shape: text, about: "A broker that is there already: mqtt://host:1883" },
} as const;

const INFLUXDB = {
  "layout": {
    shape: layout,
    about:
      "How labels stand in points: a layout of docs/influxdb.md, or fields, each of them a label",
    required: true,
  },
} as const;

const SQL = {
  "query": {
    shape: template(),
    about: "Rows of label and value, or rows whose columns are labels",
    required: true,
  },
  "every": every,
  "setup": { shape: template(), about: "Statements that make the tables, before it is started" },
} as const;

const HTTP = {
  "url": { shape: template(), about: "Page that is looked at", required: true },
  "values": { shape: path, about: "Where the values stand in it", required: true },
  "label": MQTT.label,
  "every": every,
} as const;

const OUTS = {
  "mqtt": { shape: record(MQTT), about: "It publishes on a broker" },
  "influxdb": { shape: record(INFLUXDB), about: "It writes line protocol" },
  "sql": { shape: record(SQL), about: "It writes into MariaDB or MySQL" },
  "http": { shape: record(HTTP), about: "It serves a page" },
  "stdout": { shape: linePattern, about: "It prints; a pattern with label and value" },
  "exec": { shape: command, about: "A command that prints events, one JSON object a line" },
} as const;

const SECOND = 1_000;

/** Makes the out of what stands under its kind. */
const MAKE: { [K in keyof typeof OUTS]: (form: NonNullable<Read<typeof OUTS>[K]>) => GatewayOut } =
  {
    mqtt: ({ topic = "", ...rest }) => ({ kind: "mqtt", topic, ...rest }),
    influxdb: ({ layout = FIELDS }) => ({ kind: "influxdb", layout }),
    sql: ({ query = "", every = SECOND, ...rest }) => ({ kind: "sql", query, every, ...rest }),
    http: ({ url = "", values = "$", every = SECOND, ...rest }) => ({
      kind: "http",
      url,
      values,
      every,
      ...rest,
    }),
    stdout: (pattern) => ({ kind: "stdout", pattern }),
    exec: (run) => ({ kind: "exec", run }),
  };

const KINDS = Object.keys(OUTS) as (keyof typeof OUTS)[];

const out: Shape<GatewayOut> = {
  schema: { ...recordSchema(OUTS), minProperties: 1, maxProperties: 1 },
  read(node, reading) {
    const read = record(OUTS).read(node, reading);
    if (!read) return undefined;
    const [kind, another] = KINDS.filter((name) => Object.hasOwn(read, name));
    if (kind === undefined || another !== undefined) {
      return void reading.problem(node, `One of ${KINDS.join(", ")} is wanted here`);
    }
    const form = read[kind];
    if (form === undefined) return undefined;
    const made = (MAKE[kind] as (form: unknown) => GatewayOut)(form);
    if (made.kind !== "mqtt" || Object.hasOwn(made, "dialect") !== Object.hasOwn(made, "values")) {
      return made;
    }
    if (made.topic.includes("{label}") && !Object.hasOwn(made, "dialect")) {
      return { ...made, values: "$" };
    }
    return void reading.problem(node, "How are its messages read? By a dialect, or by values");
  },
};

const HOWS = ["mean", "sum", "last", "max"] as const satisfies readonly Derived["how"][];
const someLabels = either(scalar<string>(of("label")), list(scalar<string>(of("label"))));
const DERIVED = {
  ...Object.fromEntries(
    HOWS.map((how) => [how, { shape: someLabels, about: `The ${how} of a label, or of several` }]),
  ) as Record<typeof HOWS[number], { shape: typeof someLabels; about: string }>,
  "decimals": {
    shape: scalar<number>(of("integer", { min: 0, max: 9 })),
    about: "To how many decimals it is rounded, 0 by default",
  },
} as const;

const derived: Shape<Derived> = {
  schema: recordSchema(DERIVED),
  read(node, reading) {
    const read = record(DERIVED).read(node, reading);
    if (!read) return undefined;
    const [how, another] = HOWS.filter((name) => Object.hasOwn(read, name));
    if (how === undefined || another !== undefined) {
      return void reading.problem(node, `One of ${HOWS.join(", ")} is wanted here`);
    }
    const labels = read[how];
    if (labels === undefined) return undefined;
    return { how, of: [labels].flat(), decimals: read.decimals ?? 0 };
  },
};

const MODES = ["historique", "standard"] as const;

const PROFILE = {
  "name": { shape: text, about: "As it is called in reports", required: true },
  "about": { shape: text, about: "What it is, and where these facts come from" },
  "start": { shape: record(START), about: "How it is started; nothing where it runs already" },
  "modes": { shape: list(words("", ...MODES)), about: "Modes that it can read, both by default" },
  "auto-mode": { shape: flag, about: "It follows a switch of the mode by itself" },
  "line": {
    shape: outletWord,
    about: "Port that it reads: pty, serial:PATH, tcp://127.0.0.1:PORT",
  },
  "out": { shape: out, about: "Where its values come out", required: true },
  "period": {
    shape: duration,
    about: "Longest time between two messages while frames arrive",
    required: true,
  },
  "deadband": {
    shape: scalar<number>(of("number", { min: 0 })),
    about: "Change of a value below which it need not be said",
  },
  "labels": { shape: list(scalar<string>(of("label"))), about: "Labels that it says, if not all" },
  "without": {
    shape: list(scalar<string>(of("label"))),
    about: "Labels that it never says, where it says all others",
  },
  "derived": { shape: mapping(of("text"), derived), about: "Names that it computes" },
  "events": {
    shape: list(words("", "overload", "tariff")),
    about: "What it says at once, whatever its period",
  },
  "accelerated": { shape: flag, about: "It may be played faster than a real meter" },
} as const;

/** A profile as it is written; what is required is there once reading told no problem. */
export type ProfileForm = Read<typeof PROFILE>;

/** The whole file. */
export const profileShape: Shape<ProfileForm> = record(PROFILE);

/** Where a key belongs that stands in the wrong place: `run` → `start`. */
export function homeOf(key: string): string | undefined {
  if (Object.hasOwn(START, key)) return "start";
  if (Object.hasOwn(OUTS, key)) return "out";
  return undefined;
}
