/**
 * What Deno must allow for the sinks of a gateway, told at once and as a command to copy.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import type { SinkAddress } from "../decoder/sinks/sink_address.ts";
import { shellWord } from "../decoder/sources/shell_word.ts";
import { wayHere } from "./as_typed.ts";
import { Failure } from "./failure.ts";
import type { GatewaySettings } from "./gateway_settings.ts";

/**
 * Checks that Deno allows what the sinks want.
 *
 * @param folder Folder from which relative paths start.
 * @throws {Failure} exit code 3, with the whole command.
 */
export function checkPermissions(settings: GatewaySettings, folder: string): void {
  const wanted = settings.sinks.flatMap((sink) => wants(sink, { settings, folder }));
  const missing = wanted.find((one) => Deno.permissions.querySync(one).state !== "granted");
  if (missing === undefined) return;
  const message = `the sinks need the permission ${missing.name}, which Deno has not`;
  if (wayHere() === "task") {
    throw new Failure(`${message} in this task`, {
      exitCode: 3,
      // Said as the task of gateways, which has all of them.
      next: `Type: ticlab ${Deno.args.map(shellWord).join(" ")}`,
    });
  }
  const flags = new Set([
    "--allow-ffi=/lib,/lib64,/usr/lib",
    "--allow-read",
    ...wanted.some(({ name }) => name === "env") ? ["--allow-env"] : [],
    ...flag("write", wanted.flatMap((one) => one.name === "write" ? [one.path] : [])),
    ...flag("net", wanted.flatMap((one) => one.name === "net" ? [one.host] : [])),
  ]);
  const program = fileURLToPath(Deno.mainModule);
  const command = ["deno", "run", ...flags, program, ...Deno.args].map(shellWord).join(" ");
  throw new Failure(message, { exitCode: 3, next: `Give it: ${command}` });
}

/** What one sink wants. A client of a broker reads the whole environment. */
function wants(
  { scheme, host, port, path }: SinkAddress,
  { settings, folder }: { settings: GatewaySettings; folder: string },
): (Deno.EnvPermissionDescriptor | Deno.NetPermissionDescriptor | PathDescriptor)[] {
  if (scheme === "-") return [];
  if (scheme === "file") return both(path.startsWith("/") ? path : `${folder}/${path}`);
  const named = host.includes(":") ? `[${host}]` : host;
  const net = { name: "net", host: port === undefined ? named : `${named}:${port}` } as const;
  return scheme === "http" ? [net] : [net, { name: "env" }, ...both(settings.queue)];
}

type PathDescriptor = { name: "read" | "write"; path?: string };

/** To read and to write a path; any, where it is not known before the environment may be read. */
function both(path: string | undefined): PathDescriptor[] {
  const where = path === undefined ? {} : { path };
  return [{ name: "read", ...where }, { name: "write", ...where }];
}

function flag(name: string, values: readonly (string | undefined)[]): string[] {
  if (values.length === 0) return [];
  return [
    values.includes(undefined)
      ? `--allow-${name}`
      : `--allow-${name}=${[...new Set(values)].join(",")}`,
  ];
}
