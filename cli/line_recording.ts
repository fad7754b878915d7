/**
 * A line on its way into a recording.
 *
 * @module
 */
import { relative } from "node:path";
import type { Source } from "../decoder/source.ts";
import { RecordFile } from "./record_file.ts";
import type { LineHeard } from "./record_heard.ts";
import { VERSION } from "./version.ts";

/** What is recorded, and how its file is named. */
export interface LineRecordingOptions {
  /** The line; its speed is written down when it is known. */
  source: Pick<Source, "baudRate">;
  /** What is heard of it; whoever records pushes the bytes there first. */
  heard: LineHeard;
  /** Lines of the header of their own. */
  fields: Record<string, string>;
  /** Told in words when the file has got the kind of its meter before its name; without it, it keeps its name. */
  renamed: ((text: string) => void) | undefined;
  /** Where the user stands. */
  folder: string | undefined;
}

/** Writes a line down as it comes, and what becomes known of its meter. */
export class LineRecording {
  readonly #file: RecordFile;
  readonly #options: LineRecordingOptions;
  readonly #start = performance.now();
  #written = { meter: "", settings: "" };

  private constructor(file: RecordFile, options: LineRecordingOptions) {
    this.#file = file;
    this.#options = options;
    const fields = { software: `ticlab ${VERSION}`, ...options.fields, anonymised: "no" };
    file.begin({ started: Date.now(), fields });
  }

  /**
   * Makes a recording, or goes on with one.
   *
   * @throws {Failure} exit code 3: it cannot be written, or is something else than a recording; as do the
   * methods that write.
   */
  static open(path: string, options: LineRecordingOptions): LineRecording {
    return new LineRecording(RecordFile.open(path), options);
  }

  /** The file as the user would call it. */
  get name(): string {
    const near = relative(this.#options.folder ?? Deno.cwd(), this.#file.path);
    return near.startsWith("..") ? this.#file.path : near;
  }

  /** Whether there was a recording already, which this one is added to. */
  get goesOn(): boolean {
    return this.#file.goesOn;
  }

  /** How much there is, and how good it is. */
  get summary(): string {
    return this.#options.heard.summary(this.#now());
  }

  /** Keeps bytes that have just come. */
  chunk(bytes: Uint8Array): void {
    this.#file.chunk(this.#now(), bytes);
    this.#tellFields();
  }

  /** Keeps what happened to the line. */
  happened(what: string): void {
    this.#file.event(this.#now(), what);
  }

  /** Sends everything to the disk and closes the file. */
  async end(): Promise<void> {
    await this.#file.close();
  }

  #now(): number {
    return performance.now() - this.#start;
  }

  /** Writes what has become known of the meter and its line into the file. */
  #tellFields(): void {
    const { source: { baudRate }, heard } = this.#options;
    const fields = {
      settings: baudRate === undefined ? "" : `${baudRate} 7E1`,
      meter: heard.meter,
    };
    for (const key of ["settings", "meter"] as const) {
      if (fields[key] === "" || fields[key] === this.#written[key]) continue;
      if (key === "meter" && this.#written.meter === "") this.#rename();
      this.#written[key] = fields[key];
      this.#file.field(key, fields[key]);
    }
  }

  #rename(): void {
    const { heard, renamed } = this.#options;
    if (!renamed) return;
    this.#file.rename(this.#file.path.replace(/[^/]*$/, (name) => `${heard.kind}-${name}`));
    renamed(`this is a ${heard.meter}, and now ${this.name}`);
  }
}
