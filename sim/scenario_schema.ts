/**
 * JSON Schema of scenario files, for editors.
 *
 * @module
 */
import { LABEL_SCHEMA, type Schema } from "./argument.ts";
import { scenarioShape } from "./scenario/form.ts";

/**
 * Describes scenario files to an editor, from the same tables that `readScenario` reads them by.
 *
 * @example
 * ```ts
 * import { scenarioSchema } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(scenarioSchema().required, ["title", "about", "meter", "clock", "run"]);
 * ```
 */
export function scenarioSchema(): Schema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A scenario of ticlab",
    ...scenarioShape.schema,
    definitions: { label: LABEL_SCHEMA },
  };
}
