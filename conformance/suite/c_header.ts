/**
 * The cases as one C header, for decoders on a board that has no files.
 *
 * @module
 */
import type { WireGroup } from "./expectation.ts";
import type { Alternative, Suite, SuiteCase } from "./suite_case.ts";

/** Longer inputs are left out: they would fill a board, and stand in their own files. */
const LONGEST = 4_096;

const HEAD = `/*
 * Cases of the conformance suite of ticlab, for decoders of the télé-information client.
 * Written by "ticlab export"; inputs of more than ${LONGEST} bytes are in the .bin files only, and so
 * are cases in quarantine, which are not counted.
 */
#ifndef TICLAB_CASES_H
#define TICLAB_CASES_H

/*
 * A group LF ... CR with a right checksum; whatever else is said was invented. Where the same bytes may
 * be read in another way, too (an unknown label), that reading follows, in frame -1.
 */
typedef struct {
  const char *label;
  const char *timestamp; /* NULL where it has none */
  const char *value;
  int frame;             /* index in frames, -1 outside every frame */
  char need;             /* '!' has to be said, '?' may be said, 'X' must not be said */
  unsigned long offset;
  unsigned long length;
} ticlab_group;

typedef struct {
  unsigned long offset;
  unsigned long length;
  int complete;          /* may be called complete */
  int recovery;          /* of the frames of one number one has to be said whole; 0: no matter */
} ticlab_frame;

/* One way to be right. */
typedef struct {
  const char *choice;
  const ticlab_group *groups;
  unsigned long group_count;
  const ticlab_frame *frames;
  unsigned long frame_count;
} ticlab_way;

typedef struct {
  const char *id;
  const char *rule;
  const char *level;     /* "must", "should" or "observe" */
  const char *title;
  const char *mode;      /* "historique", "standard" or "auto" */
  const char *needs;     /* capabilities, blanks between: what a decoder has to claim to be scored */
  const unsigned char *bytes;
  unsigned long length;
  const ticlab_way *ways; /* one of them has to fit */
  unsigned long way_count;
} ticlab_case;
`;

/**
 * Writes the header: C99, no code, no `#include`.
 *
 * @example
 * ```ts
 * import { cHeader } from "./c_header.ts";
 * import { loadSuite } from "./load.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const suite = await loadSuite();
 * assertStringIncludes(cHeader(suite), `#define TICLAB_SUITE_VERSION "${suite.version}"`);
 * ```
 */
export function cHeader({ version, hash, cases }: Suite): string {
  const short = cases.filter(({ input, quarantined }) => input.length <= LONGEST && !quarantined);
  const rows = short.map((one, index) => {
    const { id, rule, level, title, mode, needs } = one;
    const words = [id, rule, level, title, mode, needs.join(" ")].map(literal).join(", ");
    const bytes = one.input.length > 0 ? `ticlab_bytes_${index}` : "0";
    return `  {${words}, ${bytes}, ${one.input.length}ul, ticlab_ways_${index}, ${one.expect.length}ul},`;
  });
  return [
    HEAD,
    `#define TICLAB_SUITE_VERSION ${literal(version)}`,
    `#define TICLAB_SUITE_HASH ${literal(hash)}`,
    `#define TICLAB_CASE_COUNT ${short.length}`,
    "",
    ...short.flatMap(caseArrays),
    "static const ticlab_case ticlab_cases[] = {",
    ...rows,
    "};",
    "",
    "#endif",
    "",
  ].join("\n");
}

function caseArrays({ id, input, expect }: SuiteCase, index: number): string[] {
  return [
    `/* ${id} */`,
    ...array(`unsigned char ticlab_bytes_${index}`, input.length > 0 ? [input.join(",")] : []),
    ...expect.flatMap((way, w) => wayArrays(way, `${index}_${w}`)),
    ...array(
      `ticlab_way ticlab_ways_${index}`,
      expect.map(({ choice, expect: { groups, frames } }, w) => {
        const name = (kind: string, count: number) =>
          count > 0 ? `ticlab_${kind}_${index}_${w}, ${count}ul` : "0, 0ul";
        const rows = groups.flatMap(readings).length;
        return `{${literal(choice)}, ${name("groups", rows)}, ${name("frames", frames.length)}}`;
      }),
    ),
  ];
}

function wayArrays({ expect: { groups, frames } }: Alternative, name: string): string[] {
  return [
    ...array(`ticlab_group ticlab_groups_${name}`, groups.flatMap(readings)),
    ...array(
      `ticlab_frame ticlab_frames_${name}`,
      frames.map(({ offset, length, complete, recovery = 0 }) =>
        `{${offset}ul, ${length}ul, ${Number(complete)}, ${recovery}}`
      ),
    ),
  ];
}

const NEED = { must: "!", may: "?", never: "X" } as const;

/** The rows of a group: as it is on the wire, and the other readings of its bytes that nobody minds. */
function readings({ also = [], ...group }: WireGroup): string[] {
  const { label, offset, length } = group;
  const row = ({ value, timestamp }: { value: string; timestamp?: string }, last: string) =>
    `{${literal(label)}, ${timestamp === undefined ? "0" : literal(timestamp)}, ` +
    `${literal(value)}, ${last}, ${offset}ul, ${length}ul}`;
  return [
    row(group, `${group.frame ?? -1}, '${NEED[group.need]}'`),
    ...also.map((reading) => row(reading, `-1, '${NEED.may}'`)),
  ];
}

/** An array, or nothing where it would be empty, which C does not know. */
function array(name: string, rows: readonly string[]): string[] {
  if (rows.length === 0) return [];
  return [`static const ${name}[] = {`, ...rows.map((row) => `  ${row},`), "};"];
}

/** Text in quotes; whatever a compiler might mistake is written in octal. */
function literal(text: string): string {
  const written = Array.from(new TextEncoder().encode(text), (byte) => {
    const character = String.fromCharCode(byte);
    return /^[A-Za-z0-9 _.,:;()+\-*/=<>!#@{}[\]'|~^]$/.test(character)
      ? character
      : `\\${byte.toString(8).padStart(3, "0")}`;
  });
  return `"${written.join("")}"`;
}
