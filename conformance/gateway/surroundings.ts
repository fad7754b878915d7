/**
 * What stands around a gateway in a run: a broker, a database, and the place where its values come out.
 *
 * @module
 */
import type { GatewayOut, GatewayProfile } from "./gateway_profile.ts";
import { watchCommand } from "./outs/exec.ts";
import { watchPage } from "./outs/http.ts";
import { watchBroker } from "./outs/mqtt.ts";
import type { Out, OutContext, Say } from "./outs/out.ts";
import { watchDatabase } from "./outs/sql.ts";
import { watchStdout } from "./outs/stdout.ts";
import { type Placeholder, placeholdersIn, type PlaceholderValues } from "./placeholders.ts";
import { startBroker } from "./servers/broker.ts";
import { type DatabaseServer, startDatabase } from "./servers/database.ts";
import { startLineProtocolServer } from "./servers/line_protocol_server.ts";
import { FIELDS, pointReader } from "./servers/point_reader.ts";
import type { Server } from "./servers/server.ts";

/** Everything around a gateway. */
export interface Surroundings extends AsyncDisposable {
  /** Where it is, in the words of profiles. */
  readonly values: PlaceholderValues;
  /** What is behind its out; undefined where that cannot be taken away. */
  readonly behind: Server | undefined;
  /** Begins to watch the out. */
  watch(context: Pick<OutContext, "say" | "notice" | "folder"> & OutValues): Promise<Out>;
}

interface OutValues {
  /** Values that the surroundings do not know: port, mode, client. */
  values: PlaceholderValues;
}

/** Placeholders by the server that they want. */
const WANTS: Readonly<Record<"broker" | "influxdb" | "sql", readonly Placeholder[]>> = {
  broker: ["broker_host", "broker_port", "broker_url"],
  influxdb: ["influx_host", "influx_port", "influx_url"],
  sql: ["sql_host", "sql_port", "sql_user", "sql_password"],
};

/** Whether the out of a profile can be taken away from its gateway, as `out-down` does. */
export function canTakeOutAway(out: GatewayOut): boolean {
  return out.kind === "influxdb" || out.kind === "sql" ||
    out.kind === "mqtt" && out.broker === undefined;
}

/**
 * Starts the servers that a profile wants, each on 127.0.0.1.
 *
 * @throws {ProgramError} where one cannot be started, with what to install.
 */
export async function openSurroundings(
  { out, start }: Pick<GatewayProfile, "out" | "start">,
): Promise<Surroundings> {
  const used = new Set(
    [start.run ?? "", ...Object.values(start.env)].flatMap((text) => [...placeholdersIn(text)]),
  );
  const wants = (server: keyof typeof WANTS) => WANTS[server].some((word) => used.has(word));
  await using started = new AsyncDisposableStack();
  const folder = Deno.makeTempDirSync({ prefix: "ticlab-gateway-" });
  started.defer(() => Deno.remove(folder, { recursive: true }));
  const keep = <S extends Server>(server: S): S => started.use(server);

  const isOwnBroker = out.kind === "mqtt" && out.broker === undefined;
  const broker = isOwnBroker || wants("broker") ? keep(await startBroker(folder)) : undefined;
  /** Set when the out is watched; what comes before is nobody's. */
  let point: Say = () => {};
  const valuesOf = pointReader(out.kind === "influxdb" ? out.layout : FIELDS);
  const influxdb = out.kind === "influxdb" || wants("influxdb")
    ? keep(startLineProtocolServer((points) => points.forEach((one) => point(valuesOf(one)))))
    : undefined;
  const sql: DatabaseServer | undefined = out.kind === "sql" || wants("sql")
    ? keep(await startDatabase(folder))
    : undefined;
  const values = { ...broker?.values, ...influxdb?.values, ...sql?.values };
  const everything = started.move();
  return {
    values,
    behind: { mqtt: isOwnBroker ? broker : undefined, influxdb, sql }[
      out.kind as "mqtt" | "influxdb" | "sql"
    ],
    async watch({ values: more, ...rest }) {
      const context = { ...rest, values: { ...values, ...more } };
      switch (out.kind) {
        case "mqtt":
          return await watchBroker(out, context);
        case "sql":
          return await watchDatabase(out, { ...context, place: sql!.place });
        case "http":
          return watchPage(out, context);
        case "stdout":
          return watchStdout(out, context);
        case "exec":
          return await watchCommand(out, context);
        case "influxdb":
          point = context.say;
          return { [Symbol.asyncDispose]: () => Promise.resolve() };
      }
    },
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  };
}
