/**
 * Bugs that are about a group as a whole.
 *
 * @module
 */
import type { NaiveGroup } from "../naive_values.ts";
import type { Mutant } from "./mutant.ts";

/** A bug that refuses groups. */
export function refuses(
  mutant: Omit<Mutant, "wrong">,
  refused: (group: NaiveGroup) => boolean,
): Mutant {
  return {
    ...mutant,
    wrong: (Right) =>
      class extends Right {
        override onGroup(group: NaiveGroup) {
          if (!refused(group)) super.onGroup(group);
        }
      },
  };
}

/** A bug that changes what a group says. */
export function alters(
  mutant: Omit<Mutant, "wrong">,
  alter: (group: NaiveGroup) => NaiveGroup,
): Mutant {
  return {
    ...mutant,
    wrong: (Right) =>
      class extends Right {
        override onGroup(group: NaiveGroup) {
          super.onGroup(alter(group));
        }
      },
  };
}

/** Changes the data of groups alone. */
export const data = (alter: (value: string) => string) => (group: NaiveGroup): NaiveGroup => ({
  ...group,
  value: alter(group.value),
});
