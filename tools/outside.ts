/**
 * Finds the data that tests of any room read from outside the project, where they are present.
 *
 * @module
 */

/**
 * Path of `../shared/NAME` beside the project, or of the folder that an environment variable names;
 * null, having said so, if there is none.
 */
export function outside(name: string, variable: string): string | null {
  const folder = Deno.env.get(variable) ??
    new URL(`../../shared/${name}`, import.meta.url).pathname;
  try {
    Deno.statSync(folder);
    return folder;
  } catch {
    console.warn(`no ${folder}: set ${variable} to the folder to run what needs it`);
    return null;
  }
}
