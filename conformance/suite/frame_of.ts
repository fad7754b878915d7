/**
 * A right frame of the suite's own making.
 *
 * @module
 */

/** Writes a frame of labels and data; the zone of the sums is that of the mode (54E table 2 p9). */
export function frameOf(
  groups: readonly (readonly [label: string, data: string])[],
  mode: "historique" | "standard",
): Uint8Array {
  const separator = mode === "standard" ? "\t" : " ";
  const runs = groups.map(([label, data]) => {
    const text = `${label}${separator}${data}${separator}`;
    const zone = mode === "standard" ? text : text.slice(0, -1);
    let sum = 0;
    for (let i = 0; i < zone.length; i++) sum += zone.charCodeAt(i);
    return `\n${text}${String.fromCharCode((sum & 0x3f) + 0x20)}\r`;
  });
  return Uint8Array.from(`\x02${runs.join("")}\x03`, (letter) => letter.charCodeAt(0));
}
