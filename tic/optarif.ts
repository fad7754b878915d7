/**
 * OPTARIF: the tariff option, and the relay programmes in its last character on Tempo.
 *
 * @module
 */

/** OPTARIF read. */
export type Optarif = { option: "BASE" | "HC" | "EJP" } | {
  option: "TEMPO";
  /** Programme of circuit 1. */
  circuit1: "A" | "B" | "C";
  /** Programme of circuit 2: 0 to 7 for P0 to P7. */
  circuit2: number;
};

const PLAIN = { "BASE": "BASE", "HC..": "HC", "EJP.": "EJP" } as const;
const CIRCUIT1 = ["A", "B", "C"] as const;

/**
 * Reads OPTARIF.
 *
 * On Tempo it is `BBRx`: bit 5 of x is 1, bits 4-3 are circuit 1 (1 A, 2 B, 3 C), bits 2-0
 * circuit 2.
 *
 * Source: 02E §2.3.3 p27.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodeOptarif } from "@ticlab/ticlab/tic";
 *
 * assertEquals(decodeOptarif("HC.."), { option: "HC" });
 * assertEquals(decodeOptarif("BBR("), { option: "TEMPO", circuit1: "A", circuit2: 0 });
 * ```
 *
 * @throws {SyntaxError} If the text is no option.
 */
export function decodeOptarif(text: string): Optarif {
  if (Object.hasOwn(PLAIN, text)) return { option: PLAIN[text as keyof typeof PLAIN] };
  const programmes = text.charCodeAt(3);
  if (text.length !== 4 || !text.startsWith("BBR") || programmes < 0x28 || programmes > 0x3f) {
    throw new SyntaxError(
      `Cannot read OPTARIF ${
        JSON.stringify(text)
      }: none of BASE HC.. EJP. or BBR and one of ( to ?`,
    );
  }
  const circuit1 = CIRCUIT1[((programmes >> 3) & 0b11) - 1]!;
  return { option: "TEMPO", circuit1, circuit2: programmes & 0b111 };
}

/**
 * Writes OPTARIF.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeOptarif } from "@ticlab/ticlab/tic";
 *
 * assertEquals(encodeOptarif({ option: "TEMPO", circuit1: "C", circuit2: 7 }), "BBR?");
 * ```
 *
 * @throws {RangeError} If circuit 2 is not 0 to 7.
 */
export function encodeOptarif(optarif: Optarif): string {
  if (optarif.option !== "TEMPO") return { BASE: "BASE", HC: "HC..", EJP: "EJP." }[optarif.option];
  const { circuit1, circuit2 } = optarif;
  if (!(Number.isInteger(circuit2) && circuit2 >= 0 && circuit2 <= 7)) {
    throw new RangeError(`Cannot write OPTARIF: circuit 2 ${circuit2} is not 0 to 7`);
  }
  return `BBR${String.fromCharCode(0x20 | (CIRCUIT1.indexOf(circuit1) + 1) << 3 | circuit2)}`;
}
