import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { PAGE } from "../page.ts";
import { type Sink, SinkError } from "../sink.ts";
import type { SinkAddress } from "../sink_address.ts";
import { frameOf, goodLine, houseGroups, houseSinks } from "./test_house.ts";

const AT = Date.now();

function address(fields: Partial<SinkAddress> = {}): SinkAddress {
  const host = fields.host ?? "127.0.0.1";
  const word = `http://${host}:${fields.port ?? 0}`;
  return { word, scheme: "http", host, port: 0, path: "", parameters: {}, ...fields };
}

async function withPage(
  test: (sink: Sink, notices: string[]) => Promise<void>,
  fields: Partial<SinkAddress> = {},
): Promise<void> {
  const notices: string[] = [];
  const sink = await PAGE.open(address(fields), {
    secret: () => undefined,
    folder: ".",
    notice: (text) => notices.push(text),
  });
  try {
    await test(sink, notices);
  } finally {
    await sink.close();
  }
}

/** Asks by hand, since `fetch` does not let a `Host` be chosen; gives the status line and the rest. */
async function ask(sink: Sink, host: string, path = "/api/now"): Promise<string> {
  const connection = await Deno.connect({
    hostname: "127.0.0.1",
    port: Number(new URL(sink.url).port),
  });
  const request = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  await connection.write(new TextEncoder().encode(request));
  return await new Response(connection.readable).text();
}

Deno.test("the page answers /api/now, /api/line and /api/history as docs/page.md says", () =>
  withPage(async (sink) => {
    const get = async (path: string) => await (await fetch(sink.url + path)).json();
    const empty = await get("/api/now");
    assertEquals([empty.heard, empty.power, empty.readings, empty.notices], [null, null, [], []]);
    const silent = await get("/api/line");
    assertEquals([silent.line, silent.sinks], [null, []]);
    await sink.deliver([
      frameOf(houseGroups({ power: 500 }), { at: AT - 30_000, seq: 7 }),
      frameOf(houseGroups({ power: 700 }), { at: AT, seq: 8 }),
    ]);
    const [good, away] = houseSinks(AT);
    sink.line!(goodLine({ frames: 2 }), [good!, { ...good!, url: sink.url }, away!]);
    const now = await get("/api/now");
    assertEquals([now.seq, now.heard, now.power.value], [8, AT, 700]);
    assertEquals(Object.keys(now), Object.keys(empty));
    const line = await get("/api/line");
    assertEquals(line.line.frames, 2);
    assertEquals(line.sinks, [{ ...good, trouble: null }, away]);
    const history = await get("/api/history?label=SINSTS");
    assertEquals([history.label, history.unit, history.step], ["SINSTS", "VA", 10_000]);
    assertEquals(history.points.map(({ mean }: { mean: number }) => mean), [500, 700]);
    const late = await get(`/api/history?label=SINSTS&from=${AT}`);
    assertEquals(late.points.map(({ mean }: { mean: number }) => mean), [700]);
  }));

Deno.test("the page says what is wrong with a question, and the nearest right one", () =>
  withPage(async (sink) => {
    await sink.deliver([frameOf(houseGroups(), { at: AT, seq: 1 })]);
    const wrong = async (path: string, init?: RequestInit) => {
      const answer = await fetch(sink.url + path, init);
      return [answer.status, (await answer.json()).error];
    };
    assertEquals(await wrong("/api/nwo"), [404, "There is no such page. Did you mean /api/now?"]);
    const [status, error] = await wrong("/api/history?label=SINST");
    assertEquals(status, 404);
    assertMatch(error, /^Did you mean SINSTS\? Labels with a history: SINSTS, EAST, /);
    assertEquals((await wrong("/api/history"))[0], 400);
    assertEquals((await wrong("/api/history?label=SINSTS&from=noon"))[0], 400);
    assertEquals((await wrong("/api/now", { method: "POST", body: "x" }))[0], 405);
  }));

Deno.test("the page is read by no site whose name leads here", () =>
  withPage(async (sink) => {
    const port = new URL(sink.url).port;
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, "[::1]:9000", "192.168.1.5"]) {
      assertMatch(await ask(sink, host), /^HTTP\/1\.1 200 /, host);
    }
    assertMatch(await ask(sink, `pi.local:${port}`), /^HTTP\/1\.1 200 /);
    for (
      const host of [
        `evil.example:${port}`,
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "127.0.0.1@evil.example",
        "pi.local.evil.example",
      ]
    ) {
      const answer = await ask(sink, host);
      assertMatch(answer, /^HTTP\/1\.1 4\d\d /, host);
      assert(!answer.includes("readings"), host);
    }
  }, { parameters: { name: "pi.local" } }));

Deno.test("every answer forbids other hosts, inline scripts and frames of other sites", () =>
  withPage(async (sink) => {
    for (const path of ["/", "/app.js", "/api/now", "/nothing"]) {
      const answer = await fetch(sink.url + path);
      await answer.body?.cancel();
      const policy = answer.headers.get("content-security-policy") ?? "";
      assertStringIncludes(policy, "default-src 'none'", path);
      assertStringIncludes(policy, "frame-ancestors 'none'", path);
      assert(!policy.includes("unsafe"), path);
      assertEquals(answer.headers.get("x-content-type-options"), "nosniff");
      assertEquals(answer.headers.get("access-control-allow-origin"), null);
    }
  }));

Deno.test("/api/events tells what is known at once, then each frame and how the line is read", () =>
  withPage(async (sink) => {
    const answer = await fetch(`${sink.url}/api/events`);
    assertEquals(answer.headers.get("content-type"), "text/event-stream");
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    /** Reads on until the text so far has this. */
    const until = async (form: RegExp) => {
      while (!form.test(text)) {
        const { value, done } = await reader.read();
        assert(!done, `the stream ended before ${form}`);
        text += value;
      }
    };
    await until(/event: now\ndata: .*"seq":null.*\n\nevent: line\ndata: .*"line":null.*\n\n/);
    await sink.deliver([frameOf(houseGroups(), { at: AT, seq: 41 })]);
    await sink.deliver([frameOf(houseGroups(), { at: AT, seq: 42 })]);
    await until(/"seq":42/);
    sink.line!(goodLine({ frames: 77 }), []);
    await until(/event: line\ndata: .*"frames":77/);
    await reader.cancel();
  }));

Deno.test("a page that cannot be opened says why, and what can be done", async () => {
  const open = (fields: Partial<SinkAddress>) =>
    assertRejects(async () => {
      const sink = await PAGE.open(address(fields), {
        secret: () => undefined,
        folder: ".",
        notice: () => {},
      });
      await sink.close();
    }, SinkError);
  await withPage(async (sink) => {
    const port = Number(new URL(sink.url).port);
    const taken = await open({ port });
    assertEquals(taken.kind, "down");
    assertMatch(taken.message, /another program has it$/);
    assertMatch(taken.next, /--to http:\/\/127\.0\.0\.1:0$/);
  });
  assertEquals((await open({ path: "page" })).kind, "usage");
  assertMatch((await open({ path: "page" })).next, /^Write: --to http:\/\/127\.0\.0\.1:0$/);
  assertMatch((await open({ user: "linky" })).message, /the page has no users$/);
  assertMatch((await open({ host: "192.0.2.1" })).message, /no such address$/);
});

Deno.test("a page that others can reach says so", async () => {
  await withPage((_, notices) => {
    assertEquals(notices.length, 1);
    return Promise.resolve();
  });
  await withPage((_, notices) => {
    assertMatch(notices[1]!, /no password/);
    return Promise.resolve();
  }, { host: "0.0.0.0" });
});
