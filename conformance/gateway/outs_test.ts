import { assertEquals, assertRejects } from "@std/assert";
import type { SaidValue } from "../../decoder/dialects/dialect.ts";
import { mariadbd } from "../../decoder/sinks/test_mariadb.ts";
import { testWith } from "../../serial/_programs.ts";
import { readProfile } from "./read_profile.ts";
import { watchBroker } from "./outs/mqtt.ts";
import { startBroker } from "./servers/broker.ts";
import { freePort } from "../../decoder/sinks/free_port.ts";
import { installed } from "../../decoder/sinks/installed.ts";
import { openSurroundings, type Surroundings } from "./surroundings.ts";

/** What was seen, a list a message. */
class Seen {
  readonly messages: (readonly SaidValue[])[] = [];
  #waiting: (() => void)[] = [];

  say = (values: readonly SaidValue[]): void => {
    this.messages.push(values);
    this.#waiting.forEach((look) => look());
  };

  /** Resolves when there are so many messages. */
  count(count: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => this.messages.length >= count && resolve();
      this.#waiting.push(look);
      look();
    });
  }
}

/** Opens what is around a gateway with such an out, and watches it. */
async function watched(
  out: string,
  test: (around: Surroundings, seen: Seen) => Promise<void>,
  values: Record<string, string> = {},
): Promise<void> {
  const text = `name: test\nline: pty:/tmp/linky\nperiod: 1 s\nout: ${out}\n`;
  const profile = readProfile(text, { file: "/test.yaml" });
  await using around = await openSurroundings(profile);
  const seen = new Seen();
  const context = { say: seen.say, notice: () => {}, folder: "/", values };
  await using _ = await around.watch(context);
  await test(around, seen);
}

async function publisher(url: string) {
  const { connectAsync } = await import("mqtt");
  const client = await connectAsync(url, { protocolVersion: 4, reconnectPeriod: 50 }, false);
  client.on("error", () => {});
  return {
    client,
    [Symbol.asyncDispose]: () => client.endAsync(true),
  };
}

const BROKERS = { mosquitto: installed("mosquitto"), "our own": null } as const;

for (const [name, program] of Object.entries(BROKERS)) {
  testWith(
    program === null ? name : program,
    name,
    `mqtt: values are read from messages and topics, over a restart of the broker: ${name}`,
    async () => {
      const folder = await Deno.makeTempDir();
      try {
        await using broker = await startBroker(folder, program);
        const seen = new Seen();
        const out = { kind: "mqtt", topic: "{topic}/{meter}/{label}", values: "$.raw" } as const;
        await using one = await publisher(broker.values.broker_url!);
        const publish = (topic: string, payload: string, retain = false) =>
          one.client.publishAsync(topic, payload, { qos: 1, retain });
        await publish("mine/021861348497/IMAX", `{"raw":"090"}`, true);
        const values = { ...broker.values, topic: "mine" };
        await using _ = await watchBroker(out, { say: seen.say, values });
        await publish("mine/021861348497/PAPP", `{"raw":"00360","value":360}`);
        await publish("other/021861348497/PAPP", `{"raw":"00999"}`);
        await publish("mine/021861348497/PTEC", `{"value":"HP"}`);
        await publish("mine/021861348497/IINST", `no JSON`);
        await broker.down();
        await broker.up();
        // Nothing is kept for a subscriber that is not back yet, so it is said until it is.
        while (seen.messages.length < 2) {
          await publish("mine/021861348497/BASE", `{"raw":"000000001"}`);
        }
        assertEquals(seen.messages.slice(0, 2), [
          [{ label: "PAPP", value: "00360", meter: "021861348497" }],
          [{ label: "BASE", value: "000000001", meter: "021861348497" }],
        ]);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  );
}

Deno.test("influxdb: points written as to 1.x and 2.x are read, bad lines are refused beside them", async () => {
  await watched("{ influxdb: { layout: label } }", async (around, seen) => {
    const url = around.values.influx_url!;
    const write = async (road: string, body: BodyInit, headers: Record<string, string> = {}) => {
      const response = await fetch(`${url}${road}`, { method: "POST", body, headers });
      await response.body?.cancel();
      return response.status;
    };
    assertEquals(
      await write("/write?db=home&precision=m", "PAPP,host=pi value=360i 29000000"),
      204,
    );
    const packed = new Blob(['BASE value=1i\nPTEC value="TH.."\n']).stream()
      .pipeThrough(new CompressionStream("gzip"));
    const zipped = await new Response(packed).arrayBuffer();
    const gzip = { "content-encoding": "gzip" };
    assertEquals(await write("/api/v2/write?org=o&bucket=b&precision=ns", zipped, gzip), 204);
    assertEquals(await write("/write?db=home", "IINST value=2i\nno point"), 400);
    assertEquals(seen.messages.map(([value]) => [value!.label, value!.value]), [
      ["PAPP", 360],
      ["BASE", 1],
      ["PTEC", "TH.."],
      ["IINST", 2],
    ]);
    assertEquals(seen.messages[0]![0]!.at, 29_000_000 * 60_000);
    await around.behind!.down();
    await assertRejects(() => fetch(`${url}/ping`), TypeError);
    await around.behind!.up();
    assertEquals((await fetch(`${url}/ping`)).status, 204);
  });
});

Deno.test("http: a page is looked at again and again, and one that is away says nothing", async () => {
  const port = String(freePort());
  const out =
    `{ http: { url: "http://127.0.0.1:{http_port}/now", values: "$.*.value", every: 20 ms } }`;
  await watched(out, async (_around, seen) => {
    let looks = 0;
    const stop = new AbortController();
    const where = { port: Number(port), hostname: "127.0.0.1", signal: stop.signal, onListen() {} };
    const server = Deno.serve(where, () => {
      if (looks++ === 0) return new Response("starting", { status: 503 });
      return Response.json({ PAPP: { value: 360 + looks }, at: "now" });
    });
    await seen.count(2);
    stop.abort();
    await server.finished;
    assertEquals(seen.messages.slice(0, 2), [
      [{ label: "PAPP", value: 362 }],
      [{ label: "PAPP", value: 363 }],
    ]);
  }, { http_port: port });
});

Deno.test("exec: events of a command are read, other lines passed over", async () => {
  const lines = [
    `{"event":"mode","mode":"standard"}`,
    `{"event":"group","label":"PAPP","value":"00360"}`,
    `Welcome!`,
    `{"event":"frame","groups":[{"label":"BASE","value":"000000001"},{"label":"PTEC","value":"TH.."}]}`,
  ].map((line) => `echo '${line}'`).join("; ");
  await watched(`{ exec: ${JSON.stringify(`${lines}; exec sleep 60`)} }`, async (_around, seen) => {
    await seen.count(2);
    assertEquals(seen.messages, [
      [{ label: "PAPP", value: "00360" }],
      [{ label: "BASE", value: "000000001" }, { label: "PTEC", value: "TH.." }],
    ]);
  });
});

testWith(
  mariadbd,
  "mariadbd",
  "sql: new rows are read, over a restart of the database",
  async () => {
    const setup =
      "CREATE TABLE frame (id INT AUTO_INCREMENT PRIMARY KEY, PAPP VARCHAR(5), NTARF INT)";
    const query = "SELECT PAPP, NTARF FROM frame ORDER BY id";
    const out = `{ sql: { query: "${query}", setup: "${setup}", every: 20 ms } }`;
    await watched(out, async ({ values, behind }, seen) => {
      const { createConnection } = await import("mysql2/promise");
      const insert = async (rows: string) => {
        const connection = await createConnection({
          host: values.sql_host!,
          port: Number(values.sql_port),
          user: values.sql_user!,
          password: values.sql_password!,
          database: values.database!,
        });
        await connection.query(`INSERT INTO frame (PAPP, NTARF) VALUES ${rows}`);
        await connection.end();
      };
      await insert("('00360', 1), ('00370', NULL)");
      await seen.count(2);
      await behind!.down();
      await behind!.up();
      await insert("('00380', 2)");
      await seen.count(3);
      assertEquals(seen.messages, [
        [{ label: "PAPP", value: "00360" }, { label: "NTARF", value: "1" }],
        [{ label: "PAPP", value: "00370" }],
        [{ label: "PAPP", value: "00380" }, { label: "NTARF", value: "2" }],
      ]);
    });
  },
);
