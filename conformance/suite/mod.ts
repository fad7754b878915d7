/**
 * The suite: rules, and cases that are built from YAML with what a right decoder says of each.
 *
 * @module
 */
export { CAPABILITIES, type Capability, type Depth, DEPTHS } from "./capability.ts";
export type {
  Expectation,
  ExpectedError,
  ExpectedValue,
  Need,
  WireFrame,
  WireGroup,
} from "./expectation.ts";
export { type LoadOptions, loadSuite, readSuite } from "./load.ts";
export { type Problem, SuiteError } from "./problem.ts";
export type { Level, ReceiverRule } from "./rule.ts";
export {
  type Alternative,
  type CaseSet,
  type Chunking,
  SETS,
  type Suite,
  type SuiteCase,
} from "./suite_case.ts";
export { SUITE_VERSION } from "./version.ts";
