/**
 * `ticlab ports`: lists the serial ports of this machine.
 *
 * @module
 */
import { listPorts, type PortInfo, type PortNote } from "../serial/port_list.ts";
import { SerialError } from "../serial/serial_error.ts";
import { system } from "../serial/libc.ts";
import { Failure } from "./failure.ts";
import type { CommandSpec, Options } from "./options.ts";
import { type Palette, palette } from "./screen.ts";

/** Options and help of `ticlab ports`. */
export const spec: CommandSpec = {
  name: "ports",
  summary: "list the serial ports: what they are, who uses them, and who may",
  usage: "ticlab ports [--json]",
  options: { json: { help: "one line of JSON a port" } },
  examples: [["ticlab ports", "which port is my adapter?"]],
  exits: [[3, "ports cannot be used on this machine"], [4, "there is none"]],
  notes: `USB adapters come first, then ports of the board, then meters of ticlab sim.
On macOS it knows names only (/dev/cu.*), and is untested there.`,
};

/** What a note means to a person. */
const NOTES: Readonly<Record<PortNote, string>> = {
  "mini-uart": "the Pi's mini-UART: no parity, and a speed that drifts with the core clock; " +
    "dtoverlay=disable-bt in config.txt gives the full UART to these pins (ttyAMA0)",
  "full-uart": "the Pi's full UART",
  "console": "the system's console is on it: take console= out of the kernel's command line " +
    "(on a Raspberry Pi: raspi-config, Interface Options, Serial Port), then restart",
  "sim": "a meter of ticlab sim",
};

/**
 * Runs `ticlab ports`.
 *
 * @throws {Failure} with the exit codes of {@linkcode spec}.
 */
export function run(options: Options): Promise<number> {
  const ports = portsHere();
  if (options.has("json")) {
    for (const port of ports) console.log(JSON.stringify(port));
    return Promise.resolve(ports.length > 0 ? 0 : 4);
  }
  if (ports.length === 0) {
    throw new Failure("no serial port is seen on this machine", {
      exitCode: 4,
      next: "Plug the adapter in, then see what the system says: dmesg | tail\n" +
        "On a Raspberry Pi: enable_uart=1 in /boot/firmware/config.txt, then restart.",
    });
  }
  for (const line of portLines(ports, palette(Deno.stdout))) console.log(line);
  return Promise.resolve(0);
}

/**
 * The ports of this machine, those of the sim included.
 *
 * @throws {Failure} exit code 3, where ports cannot be used.
 */
export function portsHere(): PortInfo[] {
  const env = (name: string) =>
    Deno.permissions.querySync({ name: "env", variable: name }).state === "granted"
      ? Deno.env.get(name)
      : undefined;
  try {
    const runtime = env("XDG_RUNTIME_DIR");
    const simFolders = [
      ...(runtime ? [`${runtime}/ticlab`] : []),
      `${env("TMPDIR") ?? "/tmp"}/ticlab-${system().libc.geteuid()}`,
    ];
    return listPorts({ simFolders });
  } catch (error) {
    if (!(error instanceof SerialError)) throw error;
    throw new Failure(error.message.replace(/^C/, "c"), {
      exitCode: 3,
      ...(error.next !== undefined && { next: error.next }),
      cause: error,
    });
  }
}

/** Writes ports as paragraphs, a fact a line. */
export function portLines(ports: readonly PortInfo[], paint: Palette): string[] {
  const lines = ports.flatMap((port) => {
    const what = [
      port.product,
      port.manufacturer,
      port.usb && `${port.usb.vendor}:${port.usb.product}`,
      port.driver,
    ].filter(Boolean);
    const facts = [
      ...(what.length > 0 ? [what.join(" · ")] : []),
      ...port.stable.map((name) => `also ${name}`),
      ...port.notes.filter((note) => note !== "sim").map((note) => NOTES[note]),
      ...port.users.map(({ pid, name }) => `in use by ${name} (pid ${pid})`),
    ];
    const next = port.allowed
      ? []
      : port.group && port.group !== "root"
      ? [`you may not open it: sudo usermod -aG ${port.group} $USER, then log in again`]
      : [`you may not open it: see ls -l ${port.path}`];
    return [
      paint.bold(port.path),
      ...facts.flatMap((fact) => indented(fact)),
      ...next.flatMap((text) => indented(text)).map(paint.yellow),
    ];
  });
  const first = ports.find(({ allowed, users, notes }) =>
    allowed && users.length === 0 && !notes.includes("console")
  );
  return first ? [...lines, "", `Next: ticlab check ${first.path}`] : lines;
}

function indented(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length > 78) {
      lines.push(`${last === undefined ? "  " : "    "}${word}`);
    } else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
