/**
 * What stands between an LF and a CR, read by the order of checks of 02E §1.5.3.2 p20-21.
 *
 * Naive on purpose, and without a line of our decoder: it says what anybody may say of these bytes,
 * so that no legal reader is accused of inventing.
 *
 * @module
 */
import { PILOT, STANDARD } from "../lint/tables.ts";
import { TIMESTAMPED_LABELS } from "./timestamped_labels.ts";

/** One way to read a group. */
export interface RunReading {
  /** Bytes up to the first separator. */
  label: string;
  /** Data. */
  value: string;
  /** Horodate of a group of nine fields. */
  timestamp?: string;
  /** Other ways to read the same bytes that nobody minds. */
  also?: { value: string; timestamp?: string }[];
  /** Its separator: SP in historique mode, HT in standard mode (02E §1.5.2, 54E §5.3.6). */
  separator: " " | "\t";
  /** Whether the form is what the documents print: a label, printable data, the right fields. */
  regular: boolean;
}

/** Reads the text between LF and CR, one character a byte; null where the sum is wrong. */
export function readRun(text: string): RunReading | null {
  const check = text.length - 1;
  const last = check - 1;
  const separator = text[last];
  if (separator !== " " && separator !== "\t") return null;
  // Method 2 covers the separator before the checksum, method 1 does not (54E table 2 p9).
  const zone = separator === "\t" ? check : last;
  let sum = 0;
  for (let i = 0; i < zone; i++) sum += text.charCodeAt(i);
  if ((sum & 0x3f) + 0x20 !== text.charCodeAt(check)) return null;
  const first = text.indexOf(separator);
  const label = text.slice(0, first);
  // One separator alone makes no group; who reads it nevertheless can only say an empty value.
  if (first === last) return { label, value: "", separator, regular: false };
  const data = text.slice(first + 1, last);
  return { label, separator, ...fieldsOf(label, { data, separator }) };
}

/** Season and twelve digits (54E §6.2.1.1 p17). */
const HORODATE = /^[HEhe ]\d{12}$/;

function fieldsOf(
  label: string,
  { data, separator }: { data: string; separator: " " | "\t" },
): Omit<RunReading, "label" | "separator"> {
  const formed = /^[A-Za-z][A-Za-z0-9_+\-]{0,9}$/.test(label) && /^[\t -~]*$/.test(data);
  // Only the first and the last SP delimit (02E §1.5.3.2), so the data may hold some.
  if (separator === " ") return { value: data, regular: formed && !data.includes("\t") };
  const fields = data.split("\t");
  const dated = TIMESTAMPED_LABELS.has(label);
  if (fields.length === 1) return { value: data, regular: formed && !dated };
  const [timestamp = "", ...rest] = fields;
  const value = rest.join("\t");
  // A reader may know a horodate by its form instead of its label: 54E does not say by which.
  const horodate = formed && fields.length === 2 && HORODATE.test(timestamp);
  if (dated && horodate) return { value, timestamp, regular: true };
  // A label of a meter to come may be dated too.
  const regular = horodate && !isKnown(label);
  const also = [{ value: timestamp }, { value: rest.at(-1)! }, { value }, {
    value: rest.at(-1)!,
    timestamp,
  }];
  return dated
    ? { value, timestamp, also: [{ value: data }, ...also], regular }
    : { value: data, also: [{ value, timestamp }, ...also], regular };
}

/** Whether a table of standard mode has it (54E §6.2.2 p18-21, 44E §3.3.3 p14-16). */
function isKnown(label: string): boolean {
  return STANDARD.has(label) || PILOT.has(label);
}
