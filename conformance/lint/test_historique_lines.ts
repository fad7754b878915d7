/**
 * Lines of made-up meters in historique mode, for the tests of the lint.
 *
 * @module
 */
import { edited, type Fields } from "./test_lines.ts";

/** Single-phase, contract BASE, historique mode; with room for all else. */
export const BASE: Fields = [
  ["ADCO", "021861000042"],
  ["OPTARIF", "BASE"],
  ["ISOUSC", "30"],
  ["BASE", "012337963"],
  ["HCHC", null],
  ["HCHP", null],
  ["EJPHN", null],
  ["EJPHPM", null],
  ["BBRHCJB", null],
  ["BBRHPJB", null],
  ["BBRHCJW", null],
  ["BBRHPJW", null],
  ["BBRHCJR", null],
  ["BBRHPJR", null],
  ["PEJP", null],
  ["PTEC", "TH.."],
  ["DEMAIN", null],
  ["IINST", "002"],
  ["ADPS", null],
  ["IMAX", "090"],
  ["IINST1", null],
  ["IINST2", null],
  ["IINST3", null],
  ["IMAX1", null],
  ["IMAX2", null],
  ["IMAX3", null],
  ["PMAX", null],
  ["PAPP", "00460"],
  ["HHPHC", "A"],
  ["MOTDETAT", "000000"],
  ["PPOT", null],
];

/** Off-peak and peak hours, historique mode. */
export const HIST_HC: Fields = edited(BASE, {
  OPTARIF: "HC..",
  BASE: null,
  HCHC: "012300000",
  HCHP: "000037963",
  PTEC: "HP..",
});

/** EJP, historique mode, normal hours. */
export const HIST_EJP: Fields = edited(BASE, {
  OPTARIF: "EJP.",
  BASE: null,
  EJPHN: "012300000",
  EJPHPM: "000037963",
  PTEC: "HN..",
});

/** Tempo, historique mode, the night of a white day. */
export const HIST_TEMPO: Fields = edited(BASE, {
  OPTARIF: "BBR(",
  BASE: null,
  BBRHCJB: "012300000",
  BBRHPJB: "000037963",
  BBRHCJW: "000000100",
  BBRHPJW: "000000200",
  BBRHCJR: "000000300",
  BBRHPJR: "000000400",
  PTEC: "HCJW",
  DEMAIN: "ROUG",
});

/** Three-phase, contract BASE, long frame. */
export const HIST_TRI: Fields = edited(BASE, {
  ADCO: "021863000042",
  ISOUSC: "20",
  IINST: null,
  IMAX: null,
  IINST1: "002",
  IINST2: "001",
  IINST3: "003",
  IMAX1: "060",
  IMAX2: "060",
  IMAX3: "060",
  PMAX: "02680",
  PAPP: "01380",
  PPOT: "00",
});

/** The same with phase 3 in overrun. */
export const HIST_TRI_OVER: Fields = edited(HIST_TRI, { IINST3: "025", PAPP: "06400" });

/** Short frame with phase 3 in overrun. */
export const SHORT_FRAME: Fields = [
  ["ADIR1", null],
  ["ADIR2", null],
  ["ADIR3", "025"],
  ["ADCO", "021863000042"],
  ["IINST1", "002"],
  ["IINST2", "001"],
  ["IINST3", "025"],
];

/** Short frame of the minute after. */
export const SHORT_AFTER: Fields = edited(SHORT_FRAME, { ADIR3: null, IINST3: "003" });
