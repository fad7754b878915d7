import { assertEquals, assertRejects } from "@std/assert";
import { freePort } from "./sinks/free_port.ts";
import { encodeFrame } from "../tic/frame.ts";
import { openSource, SourceError } from "./source.ts";

const FRAME = encodeFrame([{ label: "PAPP", value: "02310" }], "historique");

async function withFolder(use: (folder: string) => Promise<void>) {
  const folder = Deno.makeTempDirSync();
  try {
    await use(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

async function bytesOf(readable: ReadableStream<Uint8Array>): Promise<number[]> {
  return (await Array.fromAsync(readable)).flatMap((chunk) => [...chunk]);
}

Deno.test("openSource() reads a file to its end, by a path below a folder or from the root", async () => {
  await withFolder(async (folder) => {
    Deno.writeFileSync(`${folder}/a b.tic`, FRAME);
    for (const [word, options] of [["a b.tic", { folder }], [`${folder}/a b.tic`, {}]] as const) {
      const source = await openSource(word, options);
      assertEquals([source.live, source.description, source.baudRate], [false, word, undefined]);
      assertEquals(await bytesOf(source.readable), [...FRAME]);
      await source.close();
    }
  });
});

Deno.test("openSource() reads a named pipe as a line that lives", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/pipe`;
    assertEquals((await new Deno.Command("mkfifo", { args: [path] }).output()).code, 0);
    const writing = Deno.writeFile(path, FRAME);
    const source = await openSource(path);
    assertEquals(source.live, true);
    assertEquals(await bytesOf(source.readable), [...FRAME]);
    await writing;
    await source.close();
  });
});

for (const [hostname, url] of [["127.0.0.1", "tcp://:"], ["::1", "tcp://[::1]:"]] as const) {
  Deno.test(`openSource() reads a TCP line at ${url}PORT until it is closed`, async () => {
    using listener = Deno.listen({ hostname, port: 0 });
    const serving = (async () => {
      using conn = await listener.accept();
      await conn.write(FRAME);
    })();
    const source = await openSource(`${url}${listener.addr.port}`);
    assertEquals(source.live, true);
    assertEquals(await bytesOf(source.readable), [...FRAME]);
    await serving;
    await source.close();
  });
}

Deno.test("openSource() can be closed while a TCP line says nothing", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const source = await openSource(`tcp://127.0.0.1:${listener.addr.port}`);
  using _conn = await listener.accept();
  const read = source.readable.getReader().read();
  await source.close();
  assertEquals((await read).done, true);
});

Deno.test("openSource() says what stands where no line is, and what to do", async () => {
  const port = freePort();
  await withFolder(async (folder) => {
    Deno.mkdirSync(`${folder}/it's here`);
    Deno.writeTextFileSync(`${folder}/file`, "");
    for (
      const [word, code, message, next] of [
        [
          "it's here",
          "directory",
          `Cannot read "it's here": it is a directory`,
          `Name a file in it: ls 'it'\\''s here'`,
        ],
        ["no/x.tic", "not-found", `Cannot read "no/x.tic": it does not exist`, "ls no/"],
        ["x.tic", "not-found", `Cannot read "x.tic": it does not exist`, "ls ."],
        ["file/x", "failed", `Cannot read "file/x": Not a directory`, "ls -l file/x"],
        [`tcp://:${port}`, "refused", `Cannot connect to 127.0.0.1:${port}: nothing listens`, ""],
        [`rfc2217://:${port}`, "refused", `Cannot connect to 127.0.0.1:${port}: nothing`, ""],
        [`tcp://${"x".repeat(70)}:1`, "unknown-host", `no host is called "xxx`, "ping xxx"],
        ["tcp://255.255.255.255:9", "unreachable", "Cannot connect to 255.255.255.255:9", "ping"],
        ["udp://a:1", "usage", `Cannot read "udp://a:1": udp:// is no source`, "tcp://HOST:PORT"],
      ] as const
    ) {
      const error = await assertRejects(() => openSource(word, { folder }), SourceError, message);
      assertEquals([error.code, error.next.includes(next)], [code, true]);
    }
  });
});

for (
  const [word, permissions, flag] of [
    ["/etc/hostname", { read: false }, "--allow-read"],
    ["tcp://192.0.2.1:2000", { net: false }, "--allow-net=192.0.2.1:2000"],
    ["rfc2217://[2001:db8::1]:2000", { net: false }, "--allow-net=[2001:db8::1]:2000"],
  ] as const
) {
  Deno.test({
    name: `openSource() names ${flag} where Deno lacks that permission`,
    permissions,
    fn: async () => {
      const error = await assertRejects(() => openSource(word), SourceError, "no permission");
      assertEquals([error.code, error.flag, error.next.includes(flag)], ["permission", flag, true]);
    },
  });
}
