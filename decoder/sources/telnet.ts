/**
 * Telnet as far as a serial line needs it: data, option negotiation and subnegotiation.
 *
 * Source: RFC 854, RFC 855, RFC 856 (binary transmission).
 *
 * @module
 */

/** Interpret as command; doubled, it is the data byte 0xFF. */
export const IAC = 255;
/** Negotiation and subnegotiation verbs (RFC 854). */
export const VERB = { SE: 240, SB: 250, WILL: 251, WONT: 252, DO: 253, DONT: 254 } as const;

/** The option of eight-bit data (RFC 856). */
export const BINARY = 0;
const CR = 0x0d;
/** Longest subnegotiation that is kept; the longest of RFC 2217 that matters here has 6 bytes. */
const LONGEST = 256;

/** What the other side said beside the data. */
export type TelnetCommand =
  | { verb: number; option: number }
  | { verb: typeof VERB.SB; option: number; data: Uint8Array };

/** Takes a telnet stream apart; it may be cut anywhere. */
export class TelnetReader {
  /** Whether the other side sends binary data (RFC 856); if not, CR NUL is one CR (RFC 854). */
  #binary = false;
  #state: "data" | "iac" | "option" | "sub" | "sub-iac" = "data";
  #verb = 0;
  #sub: number[] = [];
  #afterCr = false;

  /** Takes the bytes that arrived and returns the data in them, and the commands in order. */
  push(bytes: Uint8Array): { data: Uint8Array; commands: TelnetCommand[] } {
    const data = new Uint8Array(bytes.length);
    const commands: TelnetCommand[] = [];
    let length = 0;
    for (const byte of bytes) {
      switch (this.#state) {
        case "data":
          if (byte === IAC) this.#state = "iac";
          else if (byte !== 0 || this.#binary || !this.#afterCr) data[length++] = byte;
          this.#afterCr = byte === CR;
          break;
        case "iac":
          this.#state = "data";
          if (byte === IAC) data[length++] = byte;
          else if (byte === VERB.SB) [this.#state, this.#sub] = ["sub", []];
          else if (byte > VERB.SB) [this.#state, this.#verb] = ["option", byte];
          break;
        case "option":
          commands.push({ verb: this.#verb, option: byte });
          if (byte === BINARY && this.#verb < VERB.DO) this.#binary = this.#verb === VERB.WILL;
          this.#state = "data";
          break;
        case "sub":
          if (byte === IAC) this.#state = "sub-iac";
          else this.#keep(byte);
          break;
        case "sub-iac":
          this.#state = "sub";
          if (byte === IAC) this.#keep(byte);
          else if (byte === VERB.SE) {
            const [option, ...rest] = this.#sub;
            if (option !== undefined) {
              commands.push({ verb: VERB.SB, option, data: Uint8Array.from(rest) });
            }
            this.#state = "data";
          }
          break;
      }
    }
    return { data: data.subarray(0, length), commands };
  }

  #keep(byte: number): void {
    if (this.#sub.length < LONGEST) this.#sub.push(byte);
  }
}

/** Writes a subnegotiation, its data escaped. */
export function subnegotiation(option: number, data: readonly number[]): Uint8Array<ArrayBuffer> {
  const escaped = data.flatMap((byte) => byte === IAC ? [IAC, IAC] : [byte]);
  return Uint8Array.of(IAC, VERB.SB, option, ...escaped, IAC, VERB.SE);
}
