/**
 * The language that the user reads.
 *
 * @module
 */

/** French where the locale of messages begins with `fr`, else English. */
export function language(): "fr" | "en" {
  for (const variable of ["LC_ALL", "LC_MESSAGES", "LANG"]) {
    const allowed = Deno.permissions.querySync({ name: "env", variable }).state === "granted";
    const locale = allowed ? Deno.env.get(variable) : undefined;
    if (locale) return locale.toLowerCase().startsWith("fr") ? "fr" : "en";
  }
  return "en";
}
