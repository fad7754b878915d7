import { assertEquals } from "@std/assert";
import { controlsIn, openControl, sendCommand } from "./control_socket.ts";

Deno.test("openControl() answers each line, refuses in words, and goes with the sim", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    const socket = await openControl(folder, (message) => {
      if (message.do === "trip") throw new RangeError("Cannot trip: no");
      return { ok: true, did: message.do };
    });
    assertEquals(socket.path, `${folder}/control`);
    assertEquals(Deno.statSync(socket.path).mode! & 0o777, 0o600);
    assertEquals(await sendCommand(socket.path, { do: "status" }), { ok: true, did: "status" });
    assertEquals(await sendCommand(socket.path, { do: "trip" }), {
      ok: false,
      error: "Cannot trip: no",
    });

    using client = await Deno.connect({ transport: "unix", path: socket.path });
    await client.write(new TextEncoder().encode('overload\n{"do":"a"}\n'));
    const heard = new Uint8Array(1_000);
    let text = "";
    while (text.split("\n").length < 3) {
      text += new TextDecoder().decode(heard.subarray(0, (await client.read(heard))!));
    }
    assertEquals(
      text,
      '{"ok":false,"error":"Cannot read the command: write one JSON object a line, such as ' +
        '{\\"do\\":\\"status\\"}"}\n{"ok":true,"did":"a"}\n',
    );
    await socket.close();
    assertEquals(socketsIn(folder), []);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("openControl() finds a place beside a living sim, and takes over that of a dead one", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    const yes = () => ({ ok: true });
    const one = await openControl(folder, yes);
    const two = await openControl(folder, yes);
    assertEquals(await controlsIn(folder), [`${folder}/control`, `${folder}/control-2`]);
    await one.close();
    await two.close();
    // What a killed sim leaves.
    const script = "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])";
    await new Deno.Command("python3", { args: ["-c", script, `${folder}/control`] }).output();
    assertEquals(socketsIn(folder), ["control"]);
    assertEquals(await controlsIn(folder), []);
    const three = await openControl(folder, yes);
    assertEquals(three.path, `${folder}/control`);
    await three.close();
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("openControl() gives each of many sims that start and end at once a socket of its own", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    for (let round = 0; round < 10; round++) {
      const sockets = await Promise.all(
        Array.from({ length: 8 }, () => openControl(folder, () => ({ ok: true }))),
      );
      assertEquals(new Set(sockets.map(({ path }) => path)).size, 8);
      const closing = sockets.splice(0, 4).map((socket) => socket.close());
      const more = await Promise.all([1, 2].map(() => openControl(folder, () => ({ ok: true }))));
      await Promise.all(closing);
      const left = [...sockets, ...more];
      assertEquals(socketsIn(folder), left.map(({ path }) => path.split("/").at(-1)).sort());
      await Promise.all(left.map((socket) => socket.close()));
    }
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

/** Names in the folder. */
function socketsIn(folder: string): string[] {
  return Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();
}
