/**
 * A gateway of this folder as a program, for the stage: it reads a port and prints `LABEL=VALUE`.
 *
 *     deno run -A run.ts right|no-checksum|… PORT BAUD PERIOD_MS
 *
 * @module
 */
import { SerialPort } from "../../../serial/mod.ts";
import { BROKEN } from "./mod.ts";
import { SmallGateway } from "./small_gateway.ts";

if (import.meta.main) {
  const [name = "right", path = "", baudRate, every] = Deno.args;
  const Gateway = BROKEN[name]?.Gateway ?? SmallGateway;
  const text = new TextEncoder();
  const gateway = new Gateway({
    dialect: {
      base: "",
      speaker: () => ({
        say: ({ readings }) => {
          const lines = readings.map(({ label, raw }) => `${label}=${raw}\n`);
          return [{ topic: "", payload: lines.join(""), retain: false }];
        },
      }),
    },
    every: Number(every),
    publish: ({ payload }) => void Deno.stdout.writeSync(text.encode(payload)),
  });
  const port = SerialPort.open(path, { baudRate: Number(baudRate) });
  for await (const bytes of port.readable) gateway.hear(bytes, Date.now());
}
