/**
 * What a gateway talks to besides its port, on 127.0.0.1: it can be taken away and given back.
 *
 * @module
 */
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

/** A port of 127.0.0.1 that nobody listens on. */
export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
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
