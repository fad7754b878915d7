import { assertEquals } from "@std/assert";
import { outside } from "../tools/outside.ts";
import { TicDecoder } from "./decoder.ts";
import { bytesOf } from "./test_line.ts";
import { naiveGroups } from "./test_naive_reader.ts";

interface Capture {
  file: string;
  groups_valid: number;
  digest: string;
  bytes: number;
}

const folder = outside("captures", "TICLAB_CAPTURES");
const captures: Capture[] = folder === null
  ? []
  : JSON.parse(Deno.readTextFileSync(`${folder}/index.json`));

function linesOf(bytes: Uint8Array, chunk: number): string[] {
  const decoder = new TicDecoder({ events: ["group"] });
  const lines: string[] = [];
  for (let i = 0; i < bytes.length; i += chunk) {
    for (const event of decoder.push(bytes.subarray(i, i + chunk))) {
      if (event.event === "group") {
        lines.push(`${event.label}\t${event.timestamp ?? ""}\t${event.value}`);
      }
    }
  }
  return lines;
}

async function digest(lines: readonly string[]): Promise<string> {
  const text = lines.map((line) => `${line}\n`).join("");
  const hash = await crypto.subtle.digest("SHA-256", bytesOf(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

for (const capture of captures) {
  Deno.test(`TicDecoder reads the groups of the capture ${capture.file}`, async () => {
    const bytes = Deno.readFileSync(`${folder}/${capture.file}`);
    const lines = linesOf(bytes, 65_536);
    assertEquals(lines.length, capture.groups_valid);
    assertEquals(await digest(lines), capture.digest);
    assertEquals(naiveGroups(bytes), lines);
  });
}

Deno.test({
  name: "TicDecoder reads the longest capture the same in 1,000 random chunkings",
  ignore: captures.length === 0,
  fn() {
    const longest = captures.reduce((a, b) => a.bytes > b.bytes ? a : b);
    const bytes = Deno.readFileSync(`${folder}/${longest.file}`).subarray(0, 20_000);
    const decoder = new TicDecoder();
    const whole = JSON.stringify([...decoder.push(bytes), ...decoder.end()]);
    let state = 7;
    for (let run = 0; run < 1000; run++) {
      const chunked = new TicDecoder();
      const events = [];
      for (let at = 0; at < bytes.length;) {
        state = (Math.imul(state, 1103515245) + 12345) | 0;
        const to = at + 1 + ((state >>> 16) % (1 << (1 + run % 12)));
        events.push(...chunked.push(bytes.subarray(at, to)));
        at = to;
      }
      events.push(...chunked.end());
      assertEquals(JSON.stringify(events) === whole, true, `chunking ${run} differs`);
    }
  },
});
