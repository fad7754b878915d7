/**
 * A live web page: `http://127.0.0.1:8080`.
 *
 * @module
 */
import { PageServer } from "./page/page_server.ts";
import { type Sink, type SinkContext, SinkError, type SinkKind } from "./sink.ts";
import type { SinkAddress } from "./sink_address.ts";

const PORT = 8080;
const LOOPBACK = /^(?:localhost|127\..*|::1)$/;

/** The page as a sink: it takes readings at once, and keeps a day of them in memory. */
export const PAGE: SinkKind = {
  schemes: ["http"],
  queued: false,
  parameters: {
    name: "a name by which browsers reach this machine, such as raspberrypi.local",
  },
  open: (address, context) => Promise.try(() => openPage(address, context)),
};

function openPage(address: SinkAddress, context: SinkContext): Sink {
  const { word, host, port = PORT, path, user, parameters } = address;
  if (path !== "" || user !== undefined) {
    const what = user === undefined ? `the page has no folder "${path}"` : "the page has no users";
    throw new SinkError(`${word}: ${what}`, {
      kind: "usage",
      next: `Write: --to http://${bracketed(host)}:${port}`,
    });
  }
  const page = new PageServer(
    [host, parameters.name ?? ""].filter((name) => name !== "").map((name) => name.toLowerCase()),
  );
  const server = listen(word, { host, port, page });
  const url = `http://${bracketed(host)}:${server.addr.port}`;
  context.notice(`the page is at ${url}`);
  if (!LOOPBACK.test(host)) {
    context.notice(`${url} has no password: whoever reaches this machine can read it`);
  }
  return {
    url,
    live: true,
    deliver(readings) {
      for (const reading of readings) page.take(reading);
      return Promise.resolve();
    },
    line: (state, sinks) => page.line(state, sinks.filter((sink) => sink.url !== url)),
    async close() {
      page.close();
      await server.shutdown();
    },
  };
}

function listen(
  word: string,
  { host, port, page }: { host: string; port: number; page: PageServer },
): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve({ hostname: host, port, onListen: () => {} }, (r) => page.answer(r));
  } catch (cause) {
    throw new SinkError(`${word}: cannot listen on port ${port} of ${host}: ${reasonOf(cause)}`, {
      kind: "down",
      next: nextOf(cause, { host, port }),
      cause,
    });
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Deno.errors.AddrInUse) return "another program has it";
  if (cause instanceof Deno.errors.AddrNotAvailable) return "this machine has no such address";
  if (cause instanceof Deno.errors.NotCapable) return "Deno was not allowed to";
  if (cause instanceof Deno.errors.PermissionDenied) return "the system does not allow it";
  return cause instanceof Error ? cause.message : String(cause);
}

function nextOf(cause: unknown, { host, port }: { host: string; port: number }): string {
  if (cause instanceof Deno.errors.NotCapable) {
    return `Allow it: deno run --allow-net=${bracketed(host)}:${port} …`;
  }
  if (cause instanceof Deno.errors.AddrNotAvailable) {
    return `Name an address of this machine, or 0.0.0.0 for all: --to http://127.0.0.1:${port}`;
  }
  return `Choose another port, or 0 for any that is free: --to http://${bracketed(host)}:0`;
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
