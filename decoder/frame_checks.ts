/**
 * The facts that the groups of one standard frame state twice, and that must agree.
 *
 * They held in every capture that was checked (reference §7.3).
 *
 * @module
 */

/** What a label is to the checks. */
export type CrossRole = "EAST" | "EASF" | "EASD" | "EAIT" | "STGE" | "NTARF" | "RELAIS";

/** Finds the cross-check that a label takes part in. */
export function crossRole(label: string): CrossRole | null {
  if (/^EASF(0[1-9]|10)$/.test(label)) return "EASF";
  if (/^EASD0[1-4]$/.test(label)) return "EASD";
  return /^(EAST|EAIT|STGE|NTARF|RELAIS)$/.test(label) ? label as CrossRole : null;
}

const SUPPLIER_INDEXES = 10;
const GRID_INDEXES = 4;

/** Gathers a frame's facts and tells which of them disagree. */
export class FrameChecks {
  #east = -1;
  #supplier = 0;
  #supplierCount = 0;
  #grid = 0;
  #gridCount = 0;
  #exports = false;
  #stge = -1;
  #tariff = -1;
  #relays = -1;

  /** Begins a frame. */
  reset(): void {
    this.#east =
      this.#stge =
      this.#tariff =
      this.#relays =
        -1;
    this.#supplier =
      this.#supplierCount =
      this.#grid =
      this.#gridCount =
        0;
    this.#exports = false;
  }

  /** Hears the number that a group holds: STGE as its 32 bits, the others in decimal. */
  hear(role: CrossRole, value: number): void {
    if (role === "STGE") this.#stge = value;
    else if (role === "EAIT") this.#exports = true;
    else if (role === "EAST") this.#east = value;
    else if (role === "NTARF") this.#tariff = value;
    else if (role === "RELAIS") this.#relays = value;
    else if (role === "EASF") {
      this.#supplier += value;
      this.#supplierCount++;
    } else {
      this.#grid += value;
      this.#gridCount++;
    }
  }

  /** Names the rules that the frame breaks; the presence of EAIT counts in a complete one only. */
  conflicts(complete: boolean): string[] {
    const found: string[] = [];
    const stge = this.#stge;
    if (stge >= 0) {
      if (this.#tariff >= 0 && this.#tariff !== ((stge >>> 10) & 0xf) + 1) {
        found.push("NTARF is not the index of STGE bits 10-13");
      }
      if ((stge & 0x20000) === 0) found.push("STGE bit 17 says historique");
      if (this.#relays >= 0 && (this.#relays & 1) === (stge & 1)) {
        found.push("RELAIS and STGE bit 0 disagree on the dry contact");
      }
      if (complete && this.#exports !== ((stge & 0x100) !== 0)) {
        found.push("EAIT and STGE bit 8 disagree on the producer mode");
      }
    }
    if (this.#east >= 0) {
      if (this.#supplierCount === SUPPLIER_INDEXES && this.#supplier !== this.#east) {
        found.push("EAST is not the sum of EASF01 to EASF10");
      }
      // One captured meter is 1 Wh off (reference §10.2).
      if (this.#gridCount === GRID_INDEXES && Math.abs(this.#grid - this.#east) > 1) {
        found.push("EAST is not the sum of EASD01 to EASD04");
      }
    }
    return found;
  }
}
