import { assertEquals, assertRejects } from "@std/assert";
import { openRfc2217 } from "./rfc2217.ts";
import { encodeFrame } from "../../tic/frame.ts";
import { openSource } from "../source.ts";
import { SourceError } from "./source_error.ts";

// A naive access server, written from RFC 2217 and RFC 854 for this test.
const [SE, SB, WILL, WONT, DO, DONT, IAC] = [240, 250, 251, 252, 253, 254, 255] as const;
const COM_PORT = 44;

interface Server {
  endpoint: { hostname: string; port: number };
  /** What the client asked for: `WILL 44`, `1: 0 0 37 128`. */
  heard: string[];
  ended: Promise<void>;
}

/** Serves one client: `answer` gives the bytes to send back for each thing heard. */
function serve(answer: (heard: string, bytes: number[]) => number[] | "close"): Server {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const heard: string[] = [];
  const run = async () => {
    using conn = await listener.accept();
    listener.close();
    const buffer = new Uint8Array(1);
    let command: number[] = [];
    while (await conn.read(buffer).catch(() => null) !== null) {
      command.push(buffer[0]!);
      const [, verb, option = 0] = command;
      let said: string | undefined;
      if (verb !== undefined && verb >= WILL && command.length === 3) {
        said = `${["WILL", "WONT", "DO", "DONT"][verb - WILL]} ${option}`;
      } else if (verb === SB && command.at(-1) === SE && command.at(-2) === IAC) {
        said = `${command[3]}: ${command.slice(4, -2).join(" ")}`;
      }
      if (said === undefined) continue;
      heard.push(said);
      const reply = answer(said, command);
      if (reply === "close") return;
      command = [];
      if (reply.length > 0) await conn.write(Uint8Array.from(reply));
    }
  };
  const { port } = listener.addr;
  return { endpoint: { hostname: "127.0.0.1", port }, heard, ended: run() };
}

/** Agrees to all that the client proposes, and confirms what it asks for. */
function agreeable(said: string, bytes: number[]): number[] {
  if (said.startsWith("WILL")) return [IAC, DO, bytes[2]!];
  if (said.startsWith("DO")) return [IAC, WILL, bytes[2]!];
  return [IAC, SB, COM_PORT, bytes[3]! + 100, ...bytes.slice(4, -2), IAC, SE];
}

const quiet = { notice: () => {} };

Deno.test("openRfc2217() agrees on COM-PORT-OPTION and sets the port to 7E1 and the speed", async () => {
  const server = serve((said, bytes) =>
    said === "1: 0 0 37 128"
      ? [...agreeable(said, bytes), 10, 255, 255, 13, IAC]
      : agreeable(said, bytes)
  );
  const notices: string[] = [];
  const line = await openRfc2217(server.endpoint, { notice: (text) => notices.push(text) });
  await line.setBaudRate(9600);
  const reader = line.readable.getReader();
  assertEquals((await reader.read()).value, Uint8Array.of(10, 255, 13));
  await line.close();
  assertEquals((await reader.read()).done, true);
  await server.ended;
  assertEquals(server.heard, [
    ...["WILL 0", "DO 0", "WILL 3", "DO 3", "WILL 44"],
    ...["2: 7", "3: 3", "4: 1", "5: 1"],
    "1: 0 0 37 128",
  ]);
  assertEquals(notices, []);
});

Deno.test("openRfc2217() refuses options that it does not know, and answers each only once", async () => {
  let first = true;
  const server = serve((said, bytes) => {
    const extra = first ? [IAC, WILL, 1, IAC, DO, 24, IAC, DO, COM_PORT, IAC, DO, COM_PORT] : [];
    first = false;
    if (said === "1: 0 0 4 176") return "close";
    return [...extra, ...agreeable(said, bytes)];
  });
  const line = await openRfc2217(server.endpoint, quiet);
  await line.setBaudRate(1200);
  assertEquals(await Array.fromAsync(line.readable), []);
  await server.ended;
  assertEquals(server.heard.filter((said) => /^(DONT|WONT)/.test(said)), ["DONT 1", "WONT 24"]);
  assertEquals(server.heard.filter((said) => said === "WILL 44").length, 1);
});

Deno.test("openRfc2217() takes back what the server takes back, and then reads CR NUL as CR", async () => {
  const server = serve((said, bytes) =>
    said.startsWith("1:") ? [IAC, WONT, 0, 13, 0, 10] : agreeable(said, bytes)
  );
  const line = await openRfc2217(server.endpoint, quiet);
  await line.setBaudRate(1200);
  assertEquals((await line.readable.getReader().read()).value, Uint8Array.of(13, 10));
  await line.close();
  await server.ended;
  assertEquals(server.heard.at(-1), "DONT 0");
});

Deno.test("openRfc2217() tells once when the port keeps another setting", async () => {
  const server = serve((said, bytes) => {
    const other: Record<string, number> = { "2: 7": 8, "3: 3": 1, "4: 1": 2 };
    if (said in other) return [IAC, SB, COM_PORT, bytes[3]! + 100, other[said]!, IAC, SE];
    if (said.startsWith("1:")) return [IAC, SB, COM_PORT, 101, 0, 1, 194, 0, IAC, SE, 65];
    return agreeable(said, bytes);
  });
  const notices: string[] = [];
  const line = await openRfc2217(server.endpoint, { notice: (text) => notices.push(text) });
  const reader = line.readable.getReader();
  for (let i = 0; i < 2; i++) {
    await line.setBaudRate(9600);
    await reader.read();
  }
  await line.close();
  await server.ended;
  assertEquals(notices, [
    "the port was asked for 7 data bits and stays at 8 data bits",
    "the port was asked for parity even and stays at parity none",
    "the port was asked for stop bits 1 and stays at stop bits 2",
    "the port was asked for 9600 baud and stays at 115200 baud",
  ]);
});

for (
  const [what, answer] of [
    ["refuses the option", [IAC, DONT, COM_PORT]],
    ["closes the connection", "close"],
  ] as const
) {
  Deno.test(`openRfc2217() names tcp:// when the server ${what}`, async () => {
    const server = serve((said) =>
      said !== "WILL 44" ? [] : answer === "close" ? answer : [...answer]
    );
    const error = await assertRejects(() => openRfc2217(server.endpoint, quiet), SourceError);
    assertEquals(error.code, "not-rfc2217");
    assertEquals(error.next.includes(`tcp://127.0.0.1:${server.endpoint.port}`), true);
    await server.ended;
  });
}

Deno.test("openRfc2217() gives a server up that never answers", async () => {
  const server = serve(() => [65, 66]);
  const error = await assertRejects(
    () => openRfc2217(server.endpoint, { ...quiet, patience: 50 }),
    SourceError,
    "does not speak RFC 2217",
  );
  assertEquals(error.code, "not-rfc2217");
  await server.ended;
});

const FRAME = encodeFrame([{ label: "PAPP", value: "02310" }], "historique");

Deno.test("openSource() reads rfc2217:// at the speed given, or finds it", async () => {
  for (const baudRate of [1200, undefined]) {
    const server = serve((said, bytes) =>
      said.startsWith("1:") ? [...agreeable(said, bytes), ...FRAME] : agreeable(said, bytes)
    );
    const source = await openSource(`rfc2217://:${server.endpoint.port}`, { baudRate });
    const reader = source.readable.getReader();
    assertEquals((await reader.read()).value, FRAME);
    assertEquals(source.baudRate, baudRate ?? 9600);
    await source.close();
    await server.ended;
    assertEquals(server.heard.at(-1), baudRate ? "1: 0 0 4 176" : "1: 0 0 37 128");
  }
});
