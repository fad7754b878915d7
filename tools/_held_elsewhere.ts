/**
 * For tests: the command lines of the docs that the test of the docs does not run itself.
 *
 * @module
 */

/** Lines that something else runs: that very line stands in the file. */
export const RUN_BY: readonly {
  line: RegExp;
  file: string;
  has: readonly string[];
}[] = [
  {
    line: /^npx --yes deno@[\d.]+ task test$/,
    file: ".ci/run",
    has: ["step npx --yes deno@2.9.5 task test\n"],
  },
  {
    line: /^npx --yes deno@[\d.]+ task check$/,
    file: ".ci/run",
    has: ["step deno task check\n"],
  },
  {
    line: /^sudo apt install python3-serial python3-paho-mqtt mosquitto$/,
    file: ".ci/run",
    has: [
      "apt-get install",
      " python3-serial ",
      " python3-paho-mqtt ",
      " mosquitto ",
    ],
  },
];

/** Benches and soaks: they take up to an hour, and their figures are those of an idle machine. */
export const MEASURES = /^deno task (bench|soak)((?: [a-z-]+)*)$/;
