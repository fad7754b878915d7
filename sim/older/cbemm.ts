/**
 * CBEMM and CBEMM-ICC: the blue single-phase meters.
 *
 * @module
 */
import { labelsOf } from "../../tic/labels.ts";
import { composer, type Sayings } from "../compose.ts";
import { BLUE, BLUE_SAYINGS, highestCurrent } from "./blue.ts";
import type { OlderModel } from "./older_model.ts";

const sayings: Sayings = { ...BLUE_SAYINGS, IMAX: (state) => highestCurrent(state, 1) };

function model(
  own: Pick<OlderModel, "id" | "name" | "source"> & { years: readonly [number, number] },
): OlderModel {
  const { years, ...said } = own;
  const frames = {
    normal: composer(labelsOf(own.id, { frame: "normal" }), sayings),
    standby: composer(labelsOf(own.id, { frame: "veille" }), sayings),
  };
  return {
    ...BLUE,
    ...said,
    phases: [1],
    power: { least: 3_000, most: 18_000, step: 1_000, usual: 6_000 },
    // Which of the blue types are single-phase is not known (reference §4).
    identity: { types: ["20", "21", "22", "23"], years },
    groups: (state, kind) => frames[kind === "standby" ? "standby" : "normal"](state),
  };
}

/** Blue single-phase, without PAPP. */
export const cbemm: OlderModel = model({
  id: "cbemm",
  name: "CBEMM, blue single-phase",
  source: "02E §2.3 p25-28",
  years: [1992, 1999],
});

/** Blue single-phase "évolution", with PAPP. */
export const cbemmIcc: OlderModel = model({
  id: "cbemm-icc",
  name: "CBEMM-ICC, blue single-phase with PAPP",
  source: "02E §2.4 p29-30",
  years: [2000, 2014],
});
