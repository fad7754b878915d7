/**
 * A hundred megabytes of standard frames, each a second after the other, with loads that change.
 *
 * @module
 */
import { encodeFrame, formatTimestamp, type Group } from "../../tic/mod.ts";

const START = Date.parse("2026-01-14T00:00:00+01:00");
const UNUSED = "000000000";

/** Makes at least `size` bytes of frames of 865 bytes, 38 groups each. */
export function standardLine(size: number): Uint8Array<ArrayBuffer> {
  const line = new Uint8Array(size + 2000);
  let length = 0;
  let energy = 12_345_678;
  for (let second = 0; length < size; second++) {
    const power = 300 + (second * 7919) % 2701;
    energy += Math.round(power / 3600);
    const frame = encodeFrame(
      groupsAt(START + second * 1000, power, energy),
      "standard",
    );
    line.set(frame, length);
    length += frame.length;
  }
  return line.subarray(0, length);
}

function groupsAt(instant: number, power: number, energy: number): Group[] {
  const digits = (value: number, width: number) => String(value).padStart(width, "0");
  const group = (label: string, value: string): Group => ({ label, value });
  const dated = (label: string, at: number, value: string): Group => ({
    label,
    timestamp: formatTimestamp(at),
    value,
  });
  const last = instant - instant % 600_000;
  return [
    group("ADSC", "021961234567"),
    group("VTIC", "02"),
    dated("DATE", instant, ""),
    group("NGTF", "      BASE      "),
    group("LTARF", "      BASE      "),
    group("EAST", digits(energy, 9)),
    group("EASF01", digits(energy, 9)),
    ...Array.from(
      { length: 9 },
      (_, i) => group(`EASF${digits(i + 2, 2)}`, UNUSED),
    ),
    group("EASD01", digits(energy, 9)),
    ...Array.from({ length: 3 }, (_, i) => group(`EASD0${i + 2}`, UNUSED)),
    group("IRMS1", digits(Math.round(power / 230), 3)),
    group("URMS1", digits(229 + power % 4, 3)),
    group("PREF", "09"),
    group("PCOUP", "09"),
    group("SINSTS", digits(power, 5)),
    dated("SMAXSN", last, digits(3000, 5)),
    dated("SMAXSN-1", START - 3_600_000, "05706"),
    dated("CCASN", last, digits(power, 5)),
    dated("CCASN-1", last - 1_800_000, "00744"),
    dated("UMOY1", last, "230"),
    group("STGE", "003A0001"),
    group("MSG1", "PAS DE          MESSAGE         "),
    group("PRM", "01234567890123"),
    group("RELAIS", "000"),
    group("NTARF", "01"),
    group("NJOURF", "00"),
    group("NJOURF+1", "00"),
    group("PJOURF+1", `00008001${" NONUTILE".repeat(10)}`),
  ];
}
