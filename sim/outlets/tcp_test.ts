import { assert, assertEquals, assertThrows } from "@std/assert";
import { until } from "../../serial/_until.ts";
import { type Outlet, OutletError } from "../outlet.ts";
import { openTcp } from "./tcp.ts";

const HERE = { hostname: "127.0.0.1", port: 0 };

async function connect(outlet: Outlet): Promise<Deno.TcpConn> {
  const before = outlet.status().readers!;
  const port = Number(outlet.url.split(":").at(-1));
  const client = await Deno.connect({ hostname: "127.0.0.1", port });
  await until(() => outlet.status().readers! > before);
  return client;
}

async function hear(client: Deno.TcpConn, length: number): Promise<string> {
  const heard = new Uint8Array(length);
  for (let n = 0; n < length;) n += await client.read(heard.subarray(n)) ?? length;
  return new TextDecoder().decode(heard);
}

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("openTcp() sends to each client from the moment it connects", async () => {
  const outlet = openTcp(HERE);
  outlet.write(bytes("nobody hears"));
  using first = await connect(outlet);
  outlet.write(bytes("one"));
  using second = await connect(outlet);
  await outlet.send(bytes("two"));
  assertEquals(await hear(first, 6), "onetwo");
  assertEquals(await hear(second, 3), "two");
  assertEquals(outlet.status(), { readers: 2, readerSpeed: null, bytes: 9, lost: 0, missed: 12 });
  await outlet.close();
  assertEquals(await first.read(new Uint8Array(1)), null);
});

Deno.test("openTcp() goes on when a client leaves and another comes", async () => {
  const outlet = openTcp(HERE);
  const first = await connect(outlet);
  first.close();
  await until(() => {
    outlet.write(bytes("x"));
    return outlet.status().readers === 0;
  });
  using second = await connect(outlet);
  outlet.write(bytes("again"));
  assertEquals(await hear(second, 5), "again");
  await outlet.close();
});

Deno.test("openTcp() still speaks to a client that has closed its own half", async () => {
  const outlet = openTcp(HERE);
  using client = await connect(outlet);
  await client.write(bytes("a meter has no ears"));
  await client.closeWrite();
  for (let i = 0; i < 20; i++) await outlet.send(bytes("line"));
  assertEquals(await hear(client, 80), "line".repeat(20));
  await outlet.close();
});

Deno.test("openTcp() is unplugged from its clients, and takes new ones when it is back", async () => {
  const outlet = openTcp(HERE);
  const port = Number(outlet.url.split(":").at(-1));
  using first = await connect(outlet);
  await outlet.unplug!();
  assertEquals(await first.read(new Uint8Array(1)), null);
  using refused = await Deno.connect({ hostname: "127.0.0.1", port });
  assertEquals(await refused.read(new Uint8Array(1)), null);
  await outlet.plug!();
  using again = await connect(outlet);
  outlet.write(bytes("back"));
  assertEquals(await hear(again, 4), "back");
  await outlet.close();
});

Deno.test("openTcp() does not wait for a client that does not read", async () => {
  const outlet = openTcp(HERE);
  using _deaf = await connect(outlet);
  using awake = await connect(outlet);
  const piece = new Uint8Array(60_000);
  let heard = 0;
  let written = 0;
  while (outlet.status().lost === 0) {
    outlet.write(piece);
    written += piece.length;
    heard += (await hear(awake, piece.length)).length;
  }
  assertEquals(heard, written);
  assertEquals(outlet.status().readers, 2);
  await outlet.close();
});

Deno.test("openTcp() lets go of a client for which a line without pace would wait", async () => {
  const outlet = openTcp(HERE, 20);
  using _deaf = await connect(outlet);
  const piece = new Uint8Array(60_000);
  while (outlet.status().readers! > 0) await outlet.send(piece);
  assert(outlet.status().bytes > 0);
  await outlet.close();
});

Deno.test("openTcp() says which port is taken", async () => {
  const outlet = openTcp(HERE);
  const port = Number(outlet.url.split(":").at(-1));
  const error = assertThrows(() => openTcp({ ...HERE, port }), OutletError);
  assertEquals(error.message, `cannot listen on tcp://127.0.0.1:${port}: the port is taken`);
  assertEquals(error.next, "Name another port, or 0 for a free one");
  await outlet.close();
});
