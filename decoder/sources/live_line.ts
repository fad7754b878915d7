/**
 * A live line opened for a diagnosis, as bare as can be.
 *
 * @module
 */
import { SerialPort } from "../../serial/mod.ts";
import { openSource } from "../source.ts";
import { parseAddress } from "./address.ts";
import type { LiveLine } from "./listen.ts";
import { refused } from "./port.ts";
import { openRfc2217 } from "./rfc2217.ts";

/** A line that is open, and what its port takes for a character. */
export interface OpenLine extends LiveLine {
  format: "7E1" | "8N1" | null;
  close(): Promise<void>;
}

/**
 * Opens a port at 8N1, where the parity is seen as bit 7 and no damaged character becomes a NUL; a
 * port behind the network at 7E1; anything else as it is.
 *
 * @throws {SourceError} when it cannot be opened.
 */
export async function openLive(
  word: string,
  options: { folder: string | undefined; baudRate: number },
): Promise<OpenLine> {
  const address = parseAddress(word);
  if (address.kind === "path" && address.path.startsWith("/")) {
    const { path } = address;
    const { baudRate } = options;
    const settings = { baudRate, dataBits: 8, parity: "none" } as const;
    const port = await refused(path, () => SerialPort.open(path, settings));
    return {
      format: "8N1",
      readable: port.readable,
      setBaudRate: (baudRate) => port.setBaudRate(baudRate),
      close: () => port.close(),
    };
  }
  if (address.kind === "rfc2217") {
    const line = await openRfc2217(address, { notice: () => {} });
    return {
      format: "7E1",
      readable: line.readable,
      setBaudRate: (baudRate) => line.setBaudRate(baudRate),
      close: () => line.close(),
    };
  }
  const source = await openSource(word, { folder: options.folder });
  return { format: null, readable: source.readable, close: () => source.close() };
}
