/**
 * `deno task soak [NAME…]`: what is too long for CI. Each ends with an error where it finds something.
 *
 * @module
 */
import { gatewayCpu } from "./soak/gateway_cpu.ts";
import { gatewayFaults } from "./soak/gateway_faults.ts";
import { hour } from "./soak/hour.ts";
import { judge } from "./soak/judge.ts";
import { kills } from "./soak/kills.ts";
import { memory } from "./soak/memory.ts";
import { naiveMutations } from "./soak/naive_mutations.ts";
import { noise } from "./soak/noise.ts";
import { replugs } from "./soak/replugs.ts";
import { yearStream } from "./soak/year_stream.ts";
import { years } from "./soak/years.ts";

const SOAKS: Readonly<Record<string, () => string | Promise<string>>> = {
  memory,
  noise,
  years,
  judge,
  kills,
  replugs,
  "naive-mutations": naiveMutations,
  "year-stream": yearStream,
  "gateway-faults": gatewayFaults,
  "gateway-cpu": gatewayCpu,
  hour,
};

const names = Deno.args.length > 0 ? Deno.args : Object.keys(SOAKS);
for (const name of names) {
  const soak = SOAKS[name];
  if (!soak) {
    console.error(
      `soak: there is no "${name}"; there are ${Object.keys(SOAKS).join(", ")}`,
    );
    Deno.exit(2);
  }
  console.log(`${name}: ${await soak()}`);
}
