/**
 * Our own decoder scored twenty times by each driver: every verdict has to be the same each time, and
 * none of them flaky.
 *
 * @module
 */
const ROOT = new URL("../..", import.meta.url).pathname;
const RUNS = 20;
const WAYS = [
  { name: "session", options: ["--session"], adapter: "ticlab_session.ts" },
  { name: "pipe", options: [], adapter: "ticlab_pipe.ts" },
] as const;

/** Runs the judge; throws where two runs differ or a case does not pass. */
export function judge(): string {
  const told = WAYS.map((way) => {
    const verdicts = new Set(Array.from({ length: RUNS }, () => verdictsOf(way)));
    if (verdicts.size > 1) throw new Error(`judge: ${verdicts.size} outcomes by ${way.name}`);
    const lines = [...verdicts][0]!.split("\n");
    const bad = lines.filter((line) => !/ (pass|observed)$/.test(line));
    if (bad.length > 0) throw new Error(`judge: by ${way.name}: ${bad.join(", ")}`);
    return `${lines.length} cases by ${way.name}`;
  });
  return `${RUNS} runs alike: ${told.join(", ")}`;
}

function verdictsOf({ options, adapter }: typeof WAYS[number]): string {
  const program = [Deno.execPath(), "run", "--no-check", `${ROOT}conformance/adapters/${adapter}`];
  const { stdout } = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `${ROOT}main.ts`, "test", "--json", ...options, "--", ...program],
    stderr: "inherit",
  }).outputSync();
  const lines = new TextDecoder().decode(stdout).trim().split("\n").map((line) => JSON.parse(line));
  return lines.slice(1, -1).map(({ id, verdict }) => `${id} ${verdict}`).join("\n");
}
