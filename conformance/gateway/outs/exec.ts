/**
 * The out `exec`: a command of the user's that knows where the values are, and prints events.
 *
 * @module
 */
import type { SaidValue } from "../../../decoder/dialects/dialect.ts";
import { shellWord } from "../../../decoder/sources/shell_word.ts";
import { LineSplitter } from "../../drivers/_line_splitter.ts";
import { Program } from "../../drivers/program.ts";
import { filled } from "../placeholders.ts";
import type { Out, OutContext } from "./out.ts";

/** An event as docs/adapter-protocol.md has it; any of its fields may be missing in what is printed. */
interface PrintedEvent {
  event?: unknown;
  label?: unknown;
  value?: unknown;
  groups?: unknown;
}

/**
 * Starts a command and reads `group`, `value` and `frame` events from its standard output, one JSON object
 * a line; other lines are passed over. The command ends with the run.
 */
export async function watchCommand(
  { run }: { run: string },
  { say, notice, values, folder }: OutContext,
): Promise<Out> {
  const splitter = new LineSplitter();
  const text = new TextDecoder();
  const command = ["sh", "-c", filled(run, values, shellWord)];
  const receive = (bytes: Uint8Array) => {
    for (const line of splitter.push(bytes)) {
      const said = eventValues(text.decode(line));
      if (said.length > 0) say(said);
    }
  };
  const program = await Program.start({ command, folder, receive });
  program.closeInput();
  let stopping = false;
  program.ended.then(({ exit, stderr }) => {
    if (!stopping) notice(`the command of exec ended with ${exit}: ${run}\n${stderr}`.trimEnd());
  });
  return {
    async [Symbol.asyncDispose]() {
      stopping = true;
      await program.stop();
    },
  };
}

/** The values of a line; none where it is no such event. */
function eventValues(line: string): SaidValue[] {
  let event: PrintedEvent;
  try {
    event = JSON.parse(line) ?? {};
  } catch {
    return [];
  }
  const groups = event.event === "frame" && Array.isArray(event.groups)
    ? event.groups as PrintedEvent[]
    : event.event === "group" || event.event === "value"
    ? [event]
    : [];
  return groups.flatMap(({ label, value }) =>
    typeof label === "string" && (value === null || typeof value !== "object")
      ? [{ label, value: value as SaidValue["value"] }]
      : []
  );
}
