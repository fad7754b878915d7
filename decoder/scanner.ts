/**
 * The scanner: bytes in, places of groups, losses and frames out.
 *
 * It makes no object a group and keeps no more than one unfinished group, so that a line of any length
 * is read in bounded memory. What the groups mean is the business of its sink.
 *
 * There are two ways through the bytes: whole groups of a chunk are read in place, which is the hot
 * path of the decoder; groups that straddle chunks, and lines whose bit 7 carries parity, go byte by
 * byte. Both end in the same few methods, so that the chunks never show in what is told.
 *
 * @module
 */
import { CR, EOT, ETX, HT, LF, SP, STX } from "../tic/control.ts";
import { latin1 } from "../tic/latin1.ts";
import type { ErrorKind } from "./events.ts";
import { faultOf, labelEnd, WEIGHT } from "./group_fields.ts";
import { LabelMemo, MAX_GROUP, MOST_LABELS } from "./label_memo.ts";
import { allEven, ParityMask, STX_PARITY } from "./parity.ts";

/** Longest frame: the longest of any Linky has 1,727 bytes (reference §1.8). */
const MAX_FRAME = 16_384;
/** Bytes outside any group are told at least this often. */
const MAX_RUN = 4096;

/** How a frame came to its end; `stream` is the end of the stream. */
export type FrameEnd = "etx" | "eot" | "stx" | "overflow" | "stream";

/** A good group; the scanner may use one object for many. */
export interface GroupSpan {
  bytes: Uint8Array;
  /** The same bytes. */
  view: DataView;
  /** Place of the label in `bytes`. */
  start: number;
  /** Offset of the LF in the stream. */
  offset: number;
  /** The label, and the form of the group. */
  memo: LabelMemo;
}

/** What the scanner tells. */
export interface ScanSink {
  /** A group with a right checksum and a well-formed label; the span is valid during the call. */
  group(span: GroupSpan): void;
  /** A loss; `label` is empty where none can be read. */
  lost(kind: ErrorKind, offset: number, length: number, label: string): void;
  /** A frame begins: at an STX, or (`marked` false) at an LF that no STX announced. */
  frameStart(offset: number, marked: boolean): void;
  /** The frame begun last is over; `end` is the offset after its last byte. */
  frameEnd(how: FrameEnd, end: number): void;
}

const OUTSIDE = 0;
const GROUP = 1;
const OVERLONG = 2;

/** Masks the bytes of a little-endian word that lie beyond a group: 0 to 3 of them belong to it. */
const TAIL = [0, 0xff, 0xffff, 0xffffff];
/** The low seven bits of the four bytes of a word, their high bits, and every second byte. */
const LOW = 0x7f7f7f7f;
const HIGH = 0x80808080;
const LANES = 0x00ff00ff;
/** Added to the low seven bits of a byte, carries into its bit 7 where it is no control byte. */
const PRINTABLE = 0x60606060;

/** Finds the groups, losses and frames of a TIC stream; see the module. */
export class Scanner {
  readonly #sink: ScanSink;
  readonly #span: GroupSpan;
  readonly #memos = new Map<string, LabelMemo>();
  /** The memo of the last good group. */
  #memo = new LabelMemo("");
  /** The unfinished group, from its LF. */
  readonly #held = new Uint8Array(MAX_GROUP);
  readonly #mask = new ParityMask();
  #heldLength = 0;
  #state = OUTSIDE;
  /** Bit 7 carries even parity, and is masked. */
  #parity = false;
  /** Offset of the first byte of the current chunk. */
  #base = 0;
  /** Offset of the LF of the group in `#held`, or of the overlong one. */
  #groupOffset = 0;
  /** The bytes outside any group not told yet. */
  #runOffset = 0;
  #runLength = 0;
  /** The last byte of that run. */
  #runByte = 0;
  /** The EOT at hand has already been told with the group that it cut. */
  #cutByEot = false;
  /** Offset of a 0x82 before an LF, an STX if the next group shows parity; else -1. */
  #parityStx = -1;
  #frameOffset = -1;
  /** The last offset at which a group may begin in this frame; -1 while none is open. */
  #frameLimit = -1;

  constructor(sink: ScanSink) {
    this.#sink = sink;
    this.#span = { ...viewed(this.#held), start: 0, offset: 0, memo: this.#memo };
  }

  /** Reads the next bytes of the stream. */
  push(chunk: Uint8Array): void {
    let i = 0;
    while (i < chunk.length) {
      i = this.#state === OUTSIDE && !this.#parity
        ? this.#scanInPlace(chunk, i)
        : this.#scanByByte(chunk, i);
    }
    this.#base += chunk.length;
  }

  /** Ends the stream: what is unfinished is told as lost. */
  end(): void {
    if (this.#state === GROUP) {
      this.#cut("truncated", this.#held, 0, this.#heldLength, this.#groupOffset);
    }
    if (this.#state === OVERLONG) this.#tellOverlong(this.#base);
    this.#state = OUTSIDE;
    this.#tellRun();
    if (this.#frameOffset >= 0) this.#endFrame("stream", this.#base);
  }

  /**
   * Whole groups of one chunk, in place; returns where it stopped.
   *
   * The group that followed last time is expected again: its label is compared in three words, and
   * its bytes are summed four at a time. What is not as expected, `#close()` judges.
   */
  #scanInPlace(chunk: Uint8Array, from: number): number {
    const n = chunk.length;
    const span = this.#span;
    const { view } = viewed(chunk);
    span.bytes = chunk;
    span.view = view;
    let i = from;
    while (i < n) {
      if (chunk[i] !== LF) {
        this.#outside(chunk[i]!, this.#base + i);
        i++;
        continue;
      }
      const offset = this.#base + i;
      if (this.#runLength > 0 || offset > this.#frameLimit) this.#openGroup(offset);
      const start = i + 1;
      const memo = this.#memo.next;
      const end = start + memo.size;
      if (
        memo.size > 0 && end + 12 <= n && chunk[end] === CR &&
        (((view.getInt32(start, true) & memo.mask0) ^ memo.word0) |
            ((view.getInt32(start + 4, true) & memo.mask1) ^ memo.word1) |
            ((view.getInt32(start + 8, true) & memo.mask2) ^ memo.word2)) === 0
      ) {
        let lanes = 0;
        let high = 0;
        let controls = 0;
        let k = start;
        for (; k + 4 <= end; k += 4) {
          const four = view.getInt32(k, true);
          lanes = (lanes + (four & LANES) + ((four >>> 8) & LANES)) | 0;
          high |= four;
          controls = (controls + ((~(((four & LOW) + PRINTABLE) | 0) & HIGH) >>> 7)) | 0;
        }
        const tail = TAIL[end - k]!;
        const four = view.getInt32(k, true) & tail;
        lanes = (lanes + (four & LANES) + ((four >>> 8) & LANES)) | 0;
        high |= four;
        controls = (controls + ((~(((four & LOW) + PRINTABLE) | 0) & HIGH & tail) >>> 7)) | 0;
        controls = (controls & 0xff) + ((controls >>> 8) & 0xff) + ((controls >>> 16) & 0xff) +
          (controls >>> 24);
        const check = chunk[end - 1]!;
        const sum = (lanes & 0xffff) + (lanes >>> 16) - check;
        // All control bytes are the HT of the form, so that none of them cuts the group.
        if (
          ((memo.standard ? sum : sum - SP) & 0x3f) + 0x20 === check &&
          chunk[end - 2] === (memo.standard ? HT : SP) && controls === memo.tabs &&
          (high & HIGH) === 0 && (memo.second === 0 || chunk[start + memo.second] === HT)
        ) {
          if (this.#parityStx >= 0) this.#tellParityStx();
          this.#memo = memo;
          span.start = start;
          span.offset = offset;
          span.memo = memo;
          this.#sink.group(span);
          i = end + 1;
          continue;
        }
      }
      const limit = Math.min(n, i + MAX_GROUP);
      let stop = start;
      while (stop < limit && WEIGHT[chunk[stop]!]! >= 0) stop++;
      if (stop === limit) return this.#hold(chunk, i, limit);
      if (chunk[stop] === CR) {
        this.#tellParityStx();
        this.#close(chunk, i, stop, offset);
        i = stop + 1;
      } else {
        this.#cut(chunk[stop] === EOT ? "interrupted" : "truncated", chunk, i, stop, offset);
        i = stop;
        if (this.#parity) return i;
      }
    }
    return i;
  }

  /** Keeps a group that its chunk does not finish. */
  #hold(chunk: Uint8Array, start: number, end: number): number {
    this.#groupOffset = this.#base + start;
    this.#heldLength = end - start;
    this.#held.set(chunk.subarray(start, end));
    this.#state = this.#heldLength === MAX_GROUP ? OVERLONG : GROUP;
    return end;
  }

  /** Byte by byte, until a whole group can be read in place again; returns where it stopped. */
  #scanByByte(chunk: Uint8Array, from: number): number {
    for (let i = from; i < chunk.length; i++) {
      const raw = chunk[i]!;
      const byte = this.#parity ? raw & 0x7f : raw;
      const offset = this.#base + i;
      if (this.#state === OUTSIDE) {
        if (byte === LF) {
          this.#openGroup(offset);
          this.#groupOffset = offset;
          this.#held[0] = raw;
          this.#heldLength = 1;
          this.#state = GROUP;
        } else this.#outside(byte, offset);
        continue;
      }
      if (WEIGHT[byte]! >= 0) {
        if (this.#state === OVERLONG) {
          if (offset - this.#groupOffset >= MAX_RUN) this.#tellOverlong(offset);
          if (this.#state !== OVERLONG) this.#outside(byte, offset);
          continue;
        }
        if (this.#heldLength === MAX_GROUP - 1) this.#state = OVERLONG;
        this.#held[this.#heldLength++] = raw;
        continue;
      }
      if (this.#state === OVERLONG) this.#tellOverlong(byte === CR ? offset + 1 : offset);
      else if (byte === CR) this.#closeHeld(raw);
      else {
        const kind = byte === EOT ? "interrupted" : "truncated";
        this.#cut(kind, this.#held, 0, this.#heldLength, this.#groupOffset);
      }
      this.#state = OUTSIDE;
      const next = byte === CR ? i + 1 : i;
      if (!this.#parity) return next;
      i = next - 1;
    }
    return chunk.length;
  }

  /** Closes the group in `#held`, whose CR is `raw`. */
  #closeHeld(raw: number): void {
    const held = this.#held;
    const end = this.#heldLength;
    this.#tellParityStx();
    if (!this.#parity) return this.#close(held, 0, end, this.#groupOffset);
    if (raw === CR && faultOf(held, 0, end) === null) {
      // CR has an odd number of ones: a bare one in a right group ends the time of parity in bit 7.
      this.#parity = false;
      return this.#close(held, 0, end, this.#groupOffset);
    }
    if (raw !== CR && allEven(held, 1, end)) {
      this.#close(this.#mask.take(held, 0, end), 0, end, this.#groupOffset);
    } else this.#lose("framing", held, 0, end, this.#groupOffset, end + 1);
  }

  /** A byte that stands in no group and is no LF. */
  #outside(byte: number, offset: number): void {
    if (byte === STX) {
      this.#tellRun();
      if (this.#frameOffset >= 0) this.#endFrame("stx", offset);
      this.#startFrame(offset, true);
    } else if (byte === ETX || byte === EOT) {
      this.#tellRun();
      if (this.#frameOffset < 0) return;
      if (byte === EOT && !this.#cutByEot) this.#tell("interrupted", offset, 1);
      this.#endFrame(byte === ETX ? "etx" : "eot", offset + 1);
    } else {
      if (this.#runLength === 0) this.#runOffset = offset;
      this.#runLength++;
      this.#runByte = byte;
      if (this.#runLength === MAX_RUN) this.#tellRun();
    }
    this.#cutByEot = false;
  }

  /** An LF: what stood before it is told, and a frame without STX begins if none is open. */
  #openGroup(offset: number): void {
    if (this.#runLength === 1 && this.#runByte === STX_PARITY && !this.#parity) {
      this.#parityStx = this.#runOffset;
      this.#runLength = 0;
    } else if (this.#runLength > 0) this.#tellRun();
    if (this.#frameOffset >= 0 && offset > this.#frameLimit) this.#overflowFrame(offset);
    if (this.#frameOffset < 0) this.#startFrame(offset, false);
  }

  /** A group that ended without CR at `end`, cut by another control byte or by the end. */
  #cut(kind: ErrorKind, bytes: Uint8Array, start: number, end: number, offset: number): void {
    if (!this.#parity && this.#mask.shows(bytes, start, end)) {
      this.#startParity(offset);
      this.#close(this.#mask.take(bytes, start, end - 1), 0, end - 1 - start, offset);
      return;
    }
    this.#tellParityStx();
    this.#lose(kind, bytes, start, end, offset, end - start);
    this.#cutByEot = kind === "interrupted";
  }

  #startParity(offset: number): void {
    this.#parity = true;
    const from = this.#parityStx >= 0 ? this.#parityStx : offset;
    this.#tell("parity", from, 1);
    if (this.#parityStx < 0) return;
    this.#parityStx = -1;
    if (this.#frameOffset >= 0 && this.#frameOffset < from) this.#endFrame("stx", from);
    this.#startFrame(from, true);
  }

  /** Tells the group LF … CR, or what is wrong with it. */
  #close(bytes: Uint8Array, start: number, end: number, offset: number): void {
    const fault = faultOf(bytes, start, end);
    if (fault !== null) return this.#lose(fault, bytes, start, end, offset, end - start + 1);
    const memo = this.#recall(labelOf(bytes, start, end));
    memo.learn(bytes, start + 1, end);
    this.#sink.group({ ...viewed(bytes), start: start + 1, offset, memo });
  }

  /** The memo of a label, expected from now on after the one before; noise is not remembered. */
  #recall(label: string): LabelMemo {
    let memo = this.#memos.get(label);
    if (memo === undefined) {
      memo = new LabelMemo(label);
      if (this.#memos.size === MOST_LABELS) return memo;
      this.#memos.set(label, memo);
    }
    this.#memo.next = memo;
    this.#memo = memo;
    return memo;
  }

  /** Tells a lost group, with its label where one can be read. */
  #lose(
    kind: ErrorKind,
    bytes: Uint8Array,
    start: number,
    end: number,
    offset: number,
    length: number,
  ): void {
    const label = this.#parity
      ? labelOf(this.#mask.take(bytes, start, end), 0, end - start)
      : labelOf(bytes, start, end);
    this.#sink.lost(kind, offset, length, label);
  }

  /** Tells a loss that has no label. */
  #tell(kind: ErrorKind, offset: number, length: number): void {
    this.#sink.lost(kind, offset, length, "");
  }

  #tellRun(): void {
    this.#tellParityStx();
    if (this.#runLength === 0) return;
    this.#tell("framing", this.#runOffset, this.#runLength);
    this.#runLength = 0;
  }

  #tellParityStx(): void {
    if (this.#parityStx < 0) return;
    this.#tell("framing", this.#parityStx, 1);
    this.#parityStx = -1;
  }

  #tellOverlong(end: number): void {
    this.#tellParityStx();
    const length = end - this.#groupOffset;
    this.#lose("overflow", this.#held, 0, this.#heldLength, this.#groupOffset, length);
    this.#state = OUTSIDE;
  }

  #overflowFrame(offset: number): void {
    this.#tell("overflow", this.#frameOffset, offset - this.#frameOffset);
    this.#endFrame("overflow", offset);
  }

  #startFrame(offset: number, marked: boolean): void {
    this.#frameOffset = offset;
    this.#frameLimit = offset + MAX_FRAME;
    this.#sink.frameStart(offset, marked);
  }

  #endFrame(how: FrameEnd, end: number): void {
    this.#frameOffset = this.#frameLimit = -1;
    this.#sink.frameEnd(how, end);
  }
}

/** Label of the group whose LF is at `start`, empty where none can be read. */
function labelOf(bytes: Uint8Array, start: number, end: number): string {
  return latin1(bytes.subarray(start + 1, labelEnd(bytes, start + 1, end)));
}

function viewed(bytes: Uint8Array): { bytes: Uint8Array; view: DataView } {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
}
