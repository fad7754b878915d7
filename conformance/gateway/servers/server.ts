/**
 * What a gateway talks to besides its port, on 127.0.0.1: it can be taken away and given back.
 *
 * @module
 */
import { system } from "../../../serial/libc.ts";
import type { PlaceholderValues } from "../placeholders.ts";

/** A server of a run. */
export interface Server extends AsyncDisposable {
  /** Where it is, in the words of profiles. */
  readonly values: PlaceholderValues;
  /** Takes it away, as a power cut would; its port stays its own. */
  down(): Promise<void>;
  /** Gives it back; resolves when it takes connections. */
  up(): Promise<void>;
}

/** Below the ports that systems give to those who ask for any, which could take that of a server that is down. */
const PORTS = { from: 15_000, count: 15_000 };
/** Ports that were given out. */
const given = new Set<number>();

/** A port of 127.0.0.1 that nobody listens on, another one each time. */
export function freePort(): number {
  for (;;) {
    const port = PORTS.from + Math.floor(Math.random() * PORTS.count);
    if (given.has(port)) continue;
    try {
      Deno.listen({ hostname: "127.0.0.1", port }).close();
    } catch (error) {
      if (error instanceof Deno.errors.AddrInUse) continue;
      throw error;
    }
    given.add(port);
    return port;
  }
}

/** The path of a program on PATH or in /usr/sbin, which is not on every user's. */
export function installed(name: string): string | undefined {
  const folders = [...(Deno.env.get("PATH") ?? "").split(":"), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => `${folder}/${name}`).find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
}

/** Whether this is root, whom servers refuse to be by accident; asked of libc, which ports need anyway. */
export function isRoot(): boolean {
  return system().libc.geteuid() === 0;
}
