/**
 * The audit of a real line: what its meter says against the specification, each deviation known or new.
 *
 * @module
 */
export { Audit, auditLine, type AuditOptions } from "./audit.ts";
export type { AuditedLine, AuditPlace, AuditReport, Deviation } from "./audit_report.ts";
export {
  type Alike,
  type Blame,
  KNOWN_DEVIATIONS,
  type KnownDeviation,
  type LineFacts,
} from "./known_deviations.ts";
export type { Unpublished } from "./unpublished.ts";
