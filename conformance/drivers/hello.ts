/**
 * The hello of a program: who it is and what it can do.
 *
 * @module
 */
import { nearest } from "../../sim/nearest.ts";
import { CAPABILITIES, type Capability, type Depth, DEPTHS } from "../suite/capability.ts";
import type { ProgramProfile } from "./driver.ts";

/** A hello that breaks the protocol. */
export class HelloError extends Error {
  /** The hello as it should be. */
  readonly fix: string;

  /** Says what is wrong with a hello. */
  constructor(message: string, options: { fix: string }) {
    super(message);
    this.name = "HelloError";
    this.fix = options.fix;
  }
}

/** Depths need these capabilities: what nobody says cannot be scored. */
const NEEDED: Readonly<Record<Depth, Capability | undefined>> = {
  syntax: undefined,
  meaning: "typed",
  status: "errors",
};

const EXAMPLE = {
  name: "my-decoder",
  version: "1.0.0",
  capabilities: ["historique", "standard", "timestamps"],
  depth: "syntax",
};

/**
 * Reads what stands after `"hello":`.
 *
 * The depth is optional: where it is missing, it is what the capabilities allow. Unknown fields are
 * ignored, an unknown capability is not: a slip of the pen would skip cases in silence.
 *
 * @example
 * ```ts
 * import { readHello } from "./hello.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const hello = readHello({ name: "mine", capabilities: ["standard", "typed"] });
 * assertEquals(hello, { name: "mine", capabilities: ["standard", "typed"], depth: "meaning" });
 * ```
 *
 * @throws {HelloError} with the hello as it should be.
 */
export function readHello(hello: unknown): ProgramProfile {
  if (typeof hello !== "object" || hello === null || Array.isArray(hello)) {
    throw wrong("is no object", EXAMPLE);
  }
  const fields = hello as Record<string, unknown>;
  for (const name of ["name", "version", "homepage"]) {
    const value = fields[name];
    if (typeof value === "string" && value !== "") continue;
    if (name !== "name" && (value === undefined || value === null)) continue;
    throw wrong(`needs "${name}", a string`, { ...fields, [name]: String(value ?? "my-decoder") });
  }
  const capabilities = readCapabilities(fields);
  const depth = readDepth(fields, capabilities);
  const labels = readLabels(fields, capabilities);
  return {
    name: fields.name as string,
    ...typeof fields.version === "string" && { version: fields.version },
    ...typeof fields.homepage === "string" && { homepage: fields.homepage },
    capabilities,
    depth,
    ...labels && { labels },
  };
}

/**
 * The capability of that name.
 *
 * @throws {HelloError} naming the nearest one, where there is none of that name.
 */
export function readCapability(name: unknown): Capability {
  if (typeof name === "string" && Object.hasOwn(CAPABILITIES, name)) return name as Capability;
  const near = nearest(String(name), Object.keys(CAPABILITIES));
  throw new HelloError(
    `there is no capability ${JSON.stringify(name)}` +
      (near ? `; did you mean "${near}"?` : `; they are ${Object.keys(CAPABILITIES).join(", ")}`),
    { fix: JSON.stringify(near ?? "standard") },
  );
}

function readCapabilities(fields: Record<string, unknown>): Capability[] {
  const list = fields.capabilities;
  if (!Array.isArray(list)) {
    throw wrong(`needs "capabilities", a list`, { ...fields, capabilities: EXAMPLE.capabilities });
  }
  const read = list.map((name: unknown, i) => {
    try {
      return readCapability(name);
    } catch (error) {
      if (!(error instanceof HelloError)) throw error;
      const capabilities = list.with(i, JSON.parse(error.fix));
      throw wrong(`is wrong: ${error.message}`, { ...fields, capabilities });
    }
  });
  const mend = (what: string, ...more: Capability[]) =>
    wrong(what, { ...fields, capabilities: [...read, ...more] });
  if (!read.some((name) => ["historique", "standard", "older"].includes(name))) {
    throw mend(`names no line that it reads: historique, standard or older`, "standard");
  }
  if (read.includes("error-kinds") && !read.includes("errors")) {
    throw mend(`says "error-kinds" without "errors"`, "errors");
  }
  return [...new Set(read)];
}

function readDepth(fields: Record<string, unknown>, capabilities: readonly Capability[]): Depth {
  const can = (depth: Depth) => !NEEDED[depth] || capabilities.includes(NEEDED[depth]);
  const { depth } = fields;
  if (depth === undefined || depth === null) return DEPTHS.findLast(can)!;
  if (!DEPTHS.includes(depth as Depth)) {
    const near = nearest(String(depth), DEPTHS) ?? DEPTHS.findLast(can)!;
    throw wrong(`has a depth that is none of ${DEPTHS.join(", ")}`, { ...fields, depth: near });
  }
  if (can(depth as Depth)) return depth as Depth;
  const needed = NEEDED[depth as Depth]!;
  throw wrong(`says depth "${depth}" without the capability "${needed}"`, {
    ...fields,
    capabilities: [...capabilities, needed],
  });
}

function readLabels(
  fields: Record<string, unknown>,
  capabilities: Capability[],
): string[] | undefined {
  const { labels } = fields;
  const isList = Array.isArray(labels) && labels.length > 0 &&
    labels.every((label) => typeof label === "string");
  if (isList) {
    if (!capabilities.includes("labels")) capabilities.push("labels");
    return labels as string[];
  }
  if ((labels === undefined || labels === null) && !capabilities.includes("labels")) {
    return undefined;
  }
  throw wrong(`needs "labels", the list of labels that it says`, {
    ...fields,
    labels: ["BASE", "PAPP"],
  });
}

function wrong(what: string, fix: Record<string, unknown>): HelloError {
  return new HelloError(`the hello ${what}`, { fix: JSON.stringify({ hello: fix }) });
}
