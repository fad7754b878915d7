/**
 * The word of a list that was probably meant; the sim says it too, about scenarios.
 *
 * @module
 */
export { nearest } from "../sim/nearest.ts";
