// The code under test, in the place of yours: reads a meter in historique mode.

/** The frames of a stream of bytes, one after the other, each as an object of its good groups. */
export async function* frames(stream) {
  let data = "";
  for await (const bytes of stream) {
    data += bytes.toString("latin1");
    for (
      let end;
      (end = data.indexOf("\x03")) >= 0;
      data = data.slice(end + 1)
    ) {
      const start = data.lastIndexOf("\x02", end);
      if (start >= 0) {
        yield Object.fromEntries(groups(data.slice(start + 1, end)));
      }
    }
  }
}

/** The groups of a frame whose checksums are right, in their order. */
function* groups(frame) {
  for (const line of frame.split("\n").slice(1)) {
    const end = line.indexOf("\r");
    if (end < 5 || line[end - 2] !== " ") continue;
    const text = line.slice(0, end - 2);
    const sum = Array.from(text).reduce(
      (sum, character) => sum + character.charCodeAt(0),
      0,
    );
    if ((sum & 0x3f) + 0x20 !== line.charCodeAt(end - 1)) continue;
    const space = text.indexOf(" ");
    if (space > 0) yield [text.slice(0, space), text.slice(space + 1)];
  }
}
