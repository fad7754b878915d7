/**
 * CJE, the yellow tariff (02E §2.6 p36-42): groups of several fields.
 *
 * @module
 */
import type { Form } from "./forms.ts";
import { type OlderMeter, rowsOf } from "./older_table.ts";

function fields(pattern: RegExp, says: string): Form {
  return { pattern, says, listed: false };
}

const ROLLOVER = fields(/^\d\d:\d\d:\d\d:[ -~]{2}$/, "jj:mm:hh:cg");
const BLOCKS = fields(/^\d{5}(:\d{5})?$/, "one or two blocks of 5 digits");

/** No ADCO; each group has fields between colons. */
export const CJE: OlderMeter = {
  name: "CJE",
  source: "02E §2.6 p36-42",
  parts: [rowsOf([
    [
      "JAUNE",
      fields(
        /^(\d\d:){4}(1[12]|2[123]|44):(DP| {2}):\d{5}:(00|[89]\d)$/,
        "hh:mn:jj:mm:pt:dp:abcde:kp, dp DP or two blanks, kp 80 to 99 or 00",
      ),
    ],
    // Four blocks by the text, up to six by the table.
    ["ENERG", fields(/^\d{6}(:\d{6}){3,5}$/, "four to six blocks of 6 digits")],
    ["PERCC", ROLLOVER],
    ["PMAXC", BLOCKS],
    ["TDEPA", BLOCKS],
    ["PERCP", ROLLOVER],
    ["PMAXP", BLOCKS],
    ["PSOUSC", BLOCKS],
    ["PSOUSP", BLOCKS],
    ["FCOU", fields(/^\d\d:\d\d:\d\d$/, "hh:mn:dd"), { optional: true }],
  ])],
  indexes: ["ENERG"],
};
