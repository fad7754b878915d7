/**
 * The layouts of rows.
 *
 * @module
 */
import { FRAME_ROWS } from "./frame_rows.ts";
import type { RowLayout } from "./row_layout.ts";
import { TICLAB_ROWS } from "./ticlab_rows.ts";

/** Every layout; the first is taken where none is named. */
export const ROW_LAYOUTS: readonly RowLayout[] = [TICLAB_ROWS, FRAME_ROWS];
