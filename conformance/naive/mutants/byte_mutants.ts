/**
 * Bugs in how bytes come in: pieces, bit 7, control characters, memory.
 *
 * @module
 */
import type { OpenFrame } from "../naive_frame.ts";
import type { Mutant } from "./mutant.ts";

/** See the module. */
export const BYTE_MUTANTS: readonly Mutant[] = [
  {
    name: "chunk-loses-first-byte",
    bug: "The first byte of each piece of input is lost.",
    seen: ["hekmon/linkytic#51", "arendst/Tasmota#10844"],
    cuts: true,
    wrong: (Right) =>
      class extends Right {
        override take(chunk: Uint8Array) {
          return chunk.subarray(this.offset === 0 ? 0 : 1);
        }
      },
  },
  {
    name: "chunk-loses-last-byte",
    bug: "The last byte of each piece of input is lost.",
    seen: ["arendst/Tasmota#10911"],
    cuts: true,
    wrong: (Right) =>
      class extends Right {
        override take(chunk: Uint8Array) {
          return chunk.subarray(0, -1);
        }
      },
  },
  {
    name: "chunk-cuts-group",
    bug: "A group that goes on in the next piece of input is lost.",
    seen: ["hekmon/linkytic (readline with a timeout)"],
    cuts: true,
    wrong: (Right) =>
      class extends Right {
        override push(chunk: Uint8Array) {
          super.push(chunk);
          this.cut("truncated");
        }
      },
  },
  {
    name: "chunk-is-frame",
    bug: "Each piece of input is taken for a frame of its own; what goes on in the next is lost.",
    seen: [],
    cuts: true,
    wrong: (Right) =>
      class extends Right {
        override push(chunk: Uint8Array) {
          this.cut("truncated");
          this.frame = null;
          super.push(chunk);
        }
        override onLf() {
          if (this.frame !== null) super.onLf();
        }
      },
  },
  {
    name: "only-first-frame-of-a-piece",
    bug: "Of several frames in one piece of input only the first is read.",
    seen: [],
    cuts: true,
    wrong: (Right) =>
      class extends Right {
        override take(chunk: Uint8Array) {
          const end = chunk.indexOf(0x03);
          return end < 0 ? chunk : chunk.subarray(0, end + 1);
        }
      },
  },
  {
    name: "only-last-frame-of-a-piece",
    bug: "Of several frames in one piece of input only the last is read.",
    seen: [],
    cuts: true,
    wrong: (Right) =>
      class extends Right {
        override take(chunk: Uint8Array) {
          const start = chunk.lastIndexOf(0x02);
          return start < 0 ? chunk : chunk.subarray(start);
        }
      },
  },
  {
    name: "nul-ends-piece",
    bug: "Input is handled as a C string: what follows a NUL in a piece is lost.",
    seen: [],
    cuts: true,
    wrong: (Right) =>
      class extends Right {
        override take(chunk: Uint8Array) {
          const end = chunk.indexOf(0);
          return end < 0 ? chunk : chunk.subarray(0, end);
        }
      },
  },
  {
    name: "bit-7-never-masked",
    bug: "Parity in bit 7 is left in the characters, so a line read as 8 bits yields nothing.",
    seen: ["every reader but hallard/LibTeleinfo and arendst/Tasmota"],
    wrong: (Right) =>
      class extends Right {
        override mask(byte: number) {
          return byte;
        }
      },
  },
  {
    name: "lf-does-not-cut",
    bug: "An LF inside a group does not begin a new one: where a CR is lost, two groups are.",
    seen: ["hekmon/linkytic#67"],
    wrong: (Right) =>
      class extends Right {
        override onLf() {
          if (this.open === null) super.onLf();
        }
      },
  },
  {
    name: "doubled-lf-loses-group",
    bug: "An LF right after an LF is taken for a character of the group, which is then refused.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override onLf() {
          if (this.open?.length === 0) this.open.push(0x0a);
          else super.onLf();
        }
      },
  },
  {
    name: "doubled-cr-stops",
    bug: "After two CR nothing is read any more.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #before = 0;
        #stopped = false;
        override byte(byte: number) {
          this.#stopped ||= byte === 0x0d && this.#before === 0x0d;
          this.#before = byte;
          if (!this.#stopped) super.byte(byte);
        }
      },
  },
  {
    name: "stray-byte-loses-group",
    bug: "A byte between two groups costs the group after it.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #strayed = false;
        override onStray() {
          this.#strayed = true;
          super.onStray();
        }
        override onCr() {
          const lost = this.#strayed && this.open !== null;
          this.#strayed = false;
          if (lost) this.cut("truncated");
          else super.onCr();
        }
      },
  },
  {
    name: "group-ends-at-lf",
    bug: "Lines are read up to the next LF, so the last group of each frame is lost.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override onCr() {}
        override onLf() {
          if (this.open !== null) super.onCr();
          super.onLf();
        }
      },
  },
  {
    name: "lf-after-cr-skipped",
    bug: "An LF after a CR is taken for the end of a line, so every second group is lost.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #afterCr = false;
        override byte(byte: number) {
          const skipped = this.#afterCr && byte === 0x0a;
          this.#afterCr = byte === 0x0d;
          if (!skipped) super.byte(byte);
        }
      },
  },
  {
    name: "group-buffer-32",
    bug: "A group of more than 32 bytes does not fit and is lost (horodates, texts).",
    seen: ["a newcomer's decoder"],
    wrong: (Right) =>
      class extends Right {
        override isGroupTooLong(open: readonly number[]) {
          return open.length > 32;
        }
      },
  },
  {
    name: "group-buffer-80",
    bug: "A group of more than 80 bytes does not fit and is lost (PJOURF+1, PPOINTE).",
    seen: ["fairecasoimeme/Zlinky_TIC#96"],
    wrong: (Right) =>
      class extends Right {
        override isGroupTooLong(open: readonly number[]) {
          return open.length > 80;
        }
      },
  },
  {
    name: "group-overflow-for-ever",
    bug: "After a run of bytes without a line end, longer than its buffer, it reads nothing more.",
    seen: ["hekmon/linkytic#40"],
    wrong: (Right) =>
      class extends Right {
        #run = 0;
        override byte(byte: number) {
          const ends = byte === 0x0a || byte === 0x0d;
          this.#run = ends && this.#run < 512 ? 0 : this.#run + 1;
          if (this.#run < 512) super.byte(byte);
        }
      },
  },
  {
    name: "frame-buffer-1024",
    bug: "Of a frame of more than 1024 bytes the rest is lost (three-phase meters, producers).",
    seen: ["esphome/issues#2060"],
    wrong: (Right) =>
      class extends Right {
        override onLf() {
          if (this.frame === null || this.offset - this.frame.offset < 1024) super.onLf();
        }
      },
  },
  {
    name: "frame-overflow-for-ever",
    bug: "A frame that does not end fills the memory, and nothing is read after it.",
    seen: ["esphome/issues#3855"],
    wrong: (Right) =>
      class extends Right {
        #full = false;
        override onLongFrame(frame: OpenFrame) {
          super.onLongFrame(frame);
          this.#full = true;
        }
        override byte(byte: number) {
          if (!this.#full) super.byte(byte);
        }
      },
  },
];
