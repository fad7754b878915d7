/**
 * A TCP connection, with errors that say what to do.
 *
 * @module
 */
import { SourceError, type SourceErrorCode } from "./source_error.ts";

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

/** What each error of a connection means, and what to do. */
const REASONS: readonly (readonly [
  fits: (error: Error) => boolean,
  code: SourceErrorCode,
  what: (endpoint: Endpoint) => string,
  next: (endpoint: Endpoint) => string,
])[] = [
  [
    (error) => error instanceof Deno.errors.NotCapable,
    "permission",
    () => "Deno has no permission for that host",
    (endpoint) => `Give Deno the flag ${netFlag(endpoint)}`,
  ],
  [
    (error) => error instanceof Deno.errors.ConnectionRefused,
    "refused",
    ({ port }) => `nothing listens on port ${port} there`,
    () => "Start the program that serves the line, or correct the port.",
  ],
  [
    (error) => error.message.includes("failed to lookup"),
    "unknown-host",
    ({ hostname }) => `no host is called "${hostname}"`,
    ({ hostname }) => `Check the name (ping ${hostname}), or give the address in digits.`,
  ],
];

function connectionError(endpoint: Endpoint, cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  const [, code, what, next] = REASONS.find(([fits]) => fits(cause)) ?? [
    null,
    "unreachable",
    () => cause.message,
    () => `Check that this machine reaches the host: ping ${endpoint.hostname}`,
  ];
  return new SourceError(`Cannot connect to ${endpointText(endpoint)}: ${what(endpoint)}`, {
    code,
    next: next(endpoint),
    ...(code === "permission" && { flag: netFlag(endpoint) }),
    cause,
  });
}

function netFlag(endpoint: Endpoint): string {
  return `--allow-net=${endpointText(endpoint)}`;
}
