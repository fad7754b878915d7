/**
 * The téléreport concentrator (02E §2.2 p22-24).
 *
 * @module
 */
import { digits, listed, text } from "./forms.ts";
import { type OlderMeter, rowsOf } from "./older_table.ts";

const base = { contracts: ["BASE"] };
const hc = { contracts: ["HC.."] };
const ejp = { contracts: ["EJP."] };

/** Indexes of three meters. */
export const CONCENTRATOR: OlderMeter = {
  name: "concentrator",
  source: "02E §2.2 p22-24",
  parts: [rowsOf([
    ["ADCO", digits(12)],
    ["OPTARIF", listed("BASE", "HC..", "EJP.")],
    ["BASE", digits(8), base],
    ["HCHC", digits(8), hc],
    ["HCHP", digits(8), hc],
    ["EJPHN", digits(8), ejp],
    ["EJPHPM", digits(8), ejp],
    ["GAZ", digits(7)],
    ["AUTRE", digits(7)],
    ["PTEC", listed("TH..", "HC..", "HP..", "HN..", "PM..")],
    // The table says 6 characters, the text 10 (reference §13 n°8).
    ["MOTDETAT", text(6, 10)],
  ])],
  contract: { label: "OPTARIF", of: (value) => value || null },
  periods: {
    label: "PTEC",
    of: { "BASE": ["TH.."], "HC..": ["HC..", "HP.."], "EJP.": ["HN..", "PM.."] },
  },
  indexes: ["BASE", "HCHC", "HCHP", "EJPHN", "EJPHPM", "GAZ", "AUTRE"],
};
