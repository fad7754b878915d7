/**
 * A file listened to for a diagnosis: a recording with its times, any other file as bare bytes.
 *
 * @module
 */
import { Listening } from "../diagnosis/line_facts.ts";
import type { LineFacts } from "../diagnosis/line_facts.ts";
import { isRecording, RecordingReader } from "../recording/read_recording.ts";
import type { RecordingEntry } from "../recording/read_recording.ts";

/** Listens to all of a file. */
export async function listenToFile(pieces: AsyncIterable<Uint8Array>): Promise<LineFacts> {
  const listening = new Listening();
  let reader: RecordingReader | null | undefined;
  let head = new Uint8Array(0);
  const take = (entries: Iterable<RecordingEntry>) => {
    for (const entry of entries) hear(entry, listening);
  };
  const bare = () => {
    reader = null;
    listening.push(head);
  };
  for await (const piece of pieces) {
    if (reader) take(reader.push(piece));
    else if (reader === null) listening.push(piece);
    else {
      head = Uint8Array.of(...head, ...piece);
      const recording = isRecording(head);
      if (recording === false) bare();
      if (recording) take((reader = new RecordingReader()).push(head));
    }
  }
  if (reader === undefined) bare();
  if (reader) take(reader.end());
  return listening.end();
}

/** What is said of a port in a recording: its speed, and that it was unplugged. */
function hear(entry: RecordingEntry, listening: Listening): void {
  if (entry.kind === "chunk") listening.push(entry.bytes, entry.at);
  if (entry.kind === "event") listening.wait(entry.at);
  if (entry.kind === "field" && entry.key === "started") listening.wait(Date.parse(entry.value));
  const said = entry.kind === "event"
    ? entry.text
    : entry.kind === "field" && entry.key === "settings"
    ? entry.value
    : "";
  const [, speed] = /^(\d{3,7})(?: baud| [78][EN]1|$)/.exec(said) ?? [];
  if (speed !== undefined) listening.baudRate = Number(speed);
  if (said === "unplugged") listening.unplug();
}
