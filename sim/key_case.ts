/**
 * Names as people write them (`power-factor`) and as the code does (`powerFactor`).
 *
 * @module
 */

/** The same record under the names of the code. */
export function camelKeys<T = Record<string, unknown>>(
  record: Readonly<Record<string, unknown>>,
): T {
  const camel = (key: string) => key.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const entries = Object.entries(record).map(([key, value]) => [camel(key), value] as const);
  return Object.fromEntries(entries) as T;
}

/** A name of the code as people write it. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
