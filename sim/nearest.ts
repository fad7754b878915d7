/**
 * The word of a list that was probably meant; the sinks of the decoder say it too, about their words.
 *
 * @module
 */
export { nearest } from "../decoder/nearest.ts";
