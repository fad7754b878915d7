/**
 * Right decoders of every style that the documents allow: none of them may be accused.
 *
 * @module
 */
import { FRAME_STYLES } from "./frame_styles.ts";
import { GROUP_STYLES } from "./group_styles.ts";
import type { Style } from "./style.ts";

/** See the module. */
export const STYLES: readonly Style[] = [...FRAME_STYLES, ...GROUP_STYLES];
