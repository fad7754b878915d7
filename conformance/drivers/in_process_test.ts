import { assert, assertEquals } from "@std/assert";
import { inProcess, type Listener, ourDecoder } from "./in_process.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("inProcess() gives each piece, and a fresh decoder to each run", async () => {
  const heard: string[] = [];
  const driver = inProcess((mode) => {
    heard.push(mode);
    const { end } = ourDecoder();
    return { push: (chunk) => heard.push(String(chunk.length)), end };
  });
  const chunks = [bytes("ab"), bytes("c")];
  await driver.run({ mode: "standard", chunks });
  await driver.run({ mode: "auto", chunks: [] });
  assertEquals(heard, ["standard", "2", "1", "auto"]);
});

Deno.test("inProcess() tells a decoder that throws as a crash", async () => {
  const failing: Listener = {
    push() {
      throw new Error("no such label");
    },
    end: ourDecoder().end,
  };
  const outcome = await inProcess(() => failing).run({ mode: "auto", chunks: [bytes("x")] });
  assert(outcome.kind === "crash");
  assertEquals(outcome.what, "threw no such label");
});

Deno.test("ourDecoder() says groups, values, losses, frames and modes as the oracle hears them", () => {
  const decoder = ourDecoder();
  decoder.push(bytes("\x02\nPTEC HP..  \r\nPAPP 00360 +\r\x03"));
  decoder.push(bytes("\x02\nSMAXSN\tE210422183457\t01952\tB\r\x03"));
  const { groups, values, errors, frames, modes } = decoder.end();
  assertEquals(groups, [
    { label: "PTEC", value: "HP.." },
    { label: "SMAXSN", value: "01952", timestamp: "E210422183457" },
  ]);
  assertEquals(values.map(({ label, value, at }) => [label, value, at]), [
    ["PTEC", "HP..", undefined],
    ["SMAXSN", 1952, "2021-04-22T18:34:57+02:00"],
  ]);
  assertEquals(errors.map(({ kind, label }) => [kind, label]), [["checksum", "PAPP"]]);
  assertEquals(frames.map(({ complete, mode, kind }) => [complete, mode, kind]), [
    [false, "historique", "long"],
    [true, "standard", "long"],
  ]);
  assertEquals(modes, ["historique", "standard"]);
});
