/**
 * A panel redrawn in place on a terminal, and the colours on it.
 *
 * @module
 */

const encoder = new TextEncoder();

/** Where a panel is drawn: standard output or standard error. */
export interface Terminal {
  isTerminal(): boolean;
  writeSync(bytes: Uint8Array): number;
}

/** Size of the terminal in characters; 80 × 24 where there is none, or where it says 0 × 0. */
export function terminalSize(): { columns: number; rows: number } {
  try {
    const { columns, rows } = Deno.consoleSize();
    return { columns: columns || 80, rows: rows || 24 };
  } catch {
    return { columns: 80, rows: 24 };
  }
}

/** Draws lines in place: each call overwrites what the call before it drew. */
export class Screen {
  #out: Terminal;
  #height = 0;

  constructor(out: Terminal) {
    this.#out = out;
    this.#write("\x1b[?25l");
  }

  /** Draws the lines that fit, cut at the terminal's height. */
  draw(lines: readonly string[]): void {
    const shown = lines.slice(0, terminalSize().rows - 1);
    const up = this.#height > 0 ? `\x1b[${this.#height}A` : "";
    this.#write(`${up}\r${shown.map((line) => `${line}\x1b[K\n`).join("")}\x1b[J`);
    this.#height = shown.length;
  }

  /** Leaves the last panel standing and gives the cursor back. */
  close(): void {
    this.#write("\x1b[?25h");
  }

  #write(text: string): void {
    this.#out.writeSync(encoder.encode(text));
  }
}

/** Colours of a panel; the same text where colour is off. */
export interface Palette {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

/** The palette for a terminal: plain text where it is none, or where `NO_COLOR` is set. */
export function palette(out: Pick<Terminal, "isTerminal">): Palette {
  const on = out.isTerminal() && !Deno.noColor;
  const paint = (open: number, close: number) => (text: string) =>
    on ? `\x1b[${open}m${text}\x1b[${close}m` : text;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
  };
}
