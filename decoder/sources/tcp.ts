/**
 * A TCP connection, with errors that say what to do.
 *
 * @module
 */
import { SourceError } from "./source_error.ts";

/** How long a host may take to accept, ms. */
const PATIENCE = 10_000;

/** One end of the network: a host and a port. */
export interface Endpoint {
  hostname: string;
  port: number;
}

/** Writes an endpoint as in an address, an IPv6 host in brackets. */
export function endpointText({ hostname, port }: Endpoint): string {
  return `${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
}

/**
 * Connects to a host.
 *
 * @throws {SourceError} with the reason: `refused`, `unknown-host`, `unreachable`, `permission`.
 */
export async function connect(endpoint: Endpoint): Promise<Deno.TcpConn> {
  try {
    return await Deno.connect({ ...endpoint, signal: AbortSignal.timeout(PATIENCE) });
  } catch (cause) {
    throw connectionError(endpoint, cause);
  }
}

function connectionError(endpoint: Endpoint, cause: unknown): SourceError {
  const where = endpointText(endpoint);
  const { hostname, port } = endpoint;
  const flag = `--allow-net=${where}`;
  const text = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof Deno.errors.NotCapable) {
    return new SourceError(`Cannot connect to ${where}: Deno has no permission for that host`, {
      code: "permission",
      next: `Give Deno the flag ${flag}`,
      flag,
      cause,
    });
  }
  if (cause instanceof Deno.errors.ConnectionRefused) {
    return new SourceError(`Cannot connect to ${where}: nothing listens on port ${port} there`, {
      code: "refused",
      next: "Start the program that serves the line, or correct the port.",
      cause,
    });
  }
  if (text.includes("failed to lookup")) {
    return new SourceError(`Cannot connect to ${where}: no host is called "${hostname}"`, {
      code: "unknown-host",
      next: `Check the name (ping ${hostname}), or give the address in digits.`,
      cause,
    });
  }
  const reason = cause instanceof DOMException ? `no answer in ${PATIENCE / 1000} s` : text;
  return new SourceError(`Cannot connect to ${where}: ${reason}`, {
    code: "unreachable",
    next: `Check that this machine reaches the host: ping ${hostname}`,
    cause,
  });
}
