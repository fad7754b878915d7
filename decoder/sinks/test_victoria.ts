/**
 * A VictoriaMetrics server of the tests.
 *
 * @module
 */
import { installed } from "./installed.ts";
import { TestServer } from "./test_server.ts";

/** Path of the server; undefined where it is not installed. */
export const victoriaMetrics = installed("victoria-metrics");

/** Starts one that keeps everything. */
export function startVictoria(program: string): Promise<TestServer> {
  return TestServer.start({
    program,
    ready: /pprof handlers are exposed/,
    args: (port, folder) => [
      `-httpListenAddr=127.0.0.1:${port}`,
      `-storageDataPath=${folder}/data`,
      "-retentionPeriod=100y",
      "-search.latencyOffset=0s",
      "-search.disableCache",
      "-memory.allowedBytes=64MB",
    ],
  });
}

/** A series with its samples: `[ms since 1970, value]`. */
export interface VictoriaSeries {
  metric: Record<string, string>;
  values: number[];
  timestamps: number[];
}

/** Every sample of the series that a selector names, once it is searchable. */
export async function askVictoria(server: TestServer, selector: string): Promise<VictoriaSeries[]> {
  const url = `http://127.0.0.1:${server.port}`;
  await (await fetch(`${url}/internal/force_flush`)).text(); // New samples are searchable after it.
  const query = new URLSearchParams({ "match[]": selector });
  const lines = (await (await fetch(`${url}/api/v1/export?${query}`)).text()).split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
}
