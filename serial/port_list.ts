/**
 * The serial ports of this machine, and what they are.
 *
 * @module
 */
import { type SystemFiles, systemFiles } from "./system_files.ts";

/** Something that a person should know of a port. */
export type PortNote =
  /** The Raspberry Pi's mini-UART: no parity, and a speed that follows the core clock. */
  | "mini-uart"
  /** The Raspberry Pi's full UART. */
  | "full-uart"
  /** The system writes its console to it, and reads a login from it. */
  | "console"
  /** A meter of `ticlab sim`. */
  | "sim";

/** A serial port. */
export interface PortInfo {
  /** Where it is opened: `/dev/ttyUSB0`. */
  path: string;
  /** The same by names that stay when adapters change places: `/dev/serial/by-id/…`. */
  stable: string[];
  /** What its maker says that it is. */
  product: string | null;
  /** Who made it, as it says itself. */
  manufacturer: string | null;
  /** Ids of a USB device, four hexadecimal digits each. */
  usb: { vendor: string; product: string; serial: string | null } | null;
  /** Name of the kernel's driver. */
  driver: string | null;
  /** Whether this user may open it. */
  allowed: boolean;
  /** The group that may; null where it has no name. */
  group: string | null;
  /** Programs that have it open, as far as this user may see them. */
  users: { pid: number; name: string }[];
  /** What a person should know. */
  notes: PortNote[];
}

/** How the list is made. */
export interface PortListOptions {
  /** Where the files of the system are; those of this machine by default. */
  files?: SystemFiles;
  /** Folders that may hold meters of `ticlab sim`. */
  simFolders?: readonly string[];
}

/**
 * Lists the ports: hardware first, then meters of `ticlab sim`. On Linux from `/sys`, `/dev/serial` and
 * `/proc`; on macOS by the names `/dev/cu.*`, which is untested.
 *
 * @example
 * ```ts
 * import { listPorts } from "@ticlab/ticlab/serial";
 *
 * import { assert } from "@std/assert";
 *
 * for (const { path } of listPorts()) assert(path.startsWith("/"));
 * ```
 *
 * @throws {SerialError} where ports cannot be used at all: no C library, no permission for it.
 */
export function listPorts(
  { files = systemFiles(), simFolders = [] }: PortListOptions = {},
): PortInfo[] {
  const ports = Deno.build.os === "darwin" ? portsOfMacos(files) : portsOfLinux(files);
  ports.push(...simFolders.flatMap((folder) => simPorts(folder, files)));
  const users = ports.length > 0 ? usersOf(files) : new Map();
  const groups = groupNames(files);
  return ports.map((port) => {
    const target = port.notes.includes("sim") ? files.link(port.path)! : port.path;
    return {
      ...port,
      allowed: files.allowed(target),
      group: groups.get(files.group(target) ?? -1) ?? null,
      users: users.get(target) ?? [],
    };
  });
}

const NOTHING = {
  stable: [],
  product: null,
  manufacturer: null,
  usb: null,
  driver: null,
  allowed: true,
  group: null,
  users: [],
};

function portsOfLinux(files: SystemFiles): PortInfo[] {
  const stable = stableNames(files);
  const pi = /^Raspberry Pi/.test(files.text("/proc/device-tree/model"));
  const console = consolesOf(files);
  return files.list("/sys/class/tty").filter((name) => isPort(name, files)).sort(inOrder)
    .map((name) => {
      const driver = driverOf(name, files);
      const notes: PortNote[] = [
        ...(pi && (name === "ttyS0" || driver === "bcm2835-aux-uart")
          ? ["mini-uart" as const]
          : []),
        ...(pi && name === "ttyAMA0" ? ["full-uart" as const] : []),
        ...(console.has(name) ? ["console" as const] : []),
      ];
      const device = usbDevice(name, files);
      return {
        ...NOTHING,
        path: `/dev/${name}`,
        stable: stable.get(name) ?? [],
        driver,
        notes,
        ...device,
      };
    });
}

/** A tty with hardware behind it; the kernel makes ttyS0 to ttyS3 where there is none (type 0). */
function isPort(name: string, files: SystemFiles): boolean {
  const place = `/sys/class/tty/${name}`;
  return files.link(`${place}/device`) !== undefined && files.text(`${place}/type`) !== "0";
}

/** Name of the driver; kernels from 6.5 on put a layer of their own, `port` and `ctrl`, between. */
function driverOf(name: string, files: SystemFiles): string | null {
  const place = `/sys/class/tty/${name}/device`;
  return ["driver", "../driver", "../../driver"]
    .map((path) => base(files.link(`${place}/${path}`)))
    .find((driver) => driver !== null && driver !== "port" && driver !== "ctrl") ?? null;
}

/** What the USB device says of itself, which the tty is a part of. */
function usbDevice(
  name: string,
  files: SystemFiles,
): Pick<PortInfo, "usb" | "product" | "manufacturer"> | undefined {
  const target = files.link(`/sys/class/tty/${name}`) ?? "";
  const parts = joined("/sys/class/tty", target).split("/");
  for (; parts.length > 2; parts.pop()) {
    const say = (what: string) => files.text(`${parts.join("/")}/${what}`) || null;
    const [vendor, product] = [say("idVendor"), say("idProduct")];
    if (vendor === null || product === null) continue;
    return {
      usb: { vendor, product, serial: say("serial") },
      product: say("product"),
      manufacturer: say("manufacturer"),
    };
  }
  return undefined;
}

/** Other names of ttys, the best first: by what they are, then by where they are plugged in. */
function stableNames(files: SystemFiles): Map<string, string[]> {
  const names = new Map<string, string[]>();
  const note = (folder: string, name: string) => {
    const tty = base(files.link(`${folder}/${name}`));
    if (tty !== null) names.set(tty, [...names.get(tty) ?? [], `${folder}/${name}`]);
  };
  for (const folder of ["/dev/serial/by-id", "/dev/serial/by-path"]) {
    for (const name of files.list(folder)) note(folder, name);
  }
  for (const name of ["serial0", "serial1"]) note("/dev", name);
  return names;
}

/** Ttys that the kernel was told to use as its console. */
function consolesOf(files: SystemFiles): Set<string> {
  const words = files.text("/proc/cmdline").matchAll(/(?:^|\s)console=([^\s,]+)/g);
  return new Set(
    Array.from(words, ([, word]) => base(files.link(`/dev/${word}`)) ?? word!),
  );
}

function simPorts(folder: string, files: SystemFiles): PortInfo[] {
  return files.list(folder).map((name) => `${folder}/${name}`)
    .filter((path) => files.link(path)?.startsWith("/dev/pts/"))
    .map((path) => ({ ...NOTHING, path, product: "ticlab sim", notes: ["sim"] }));
}

function portsOfMacos(files: SystemFiles): PortInfo[] {
  const boring = ["cu.Bluetooth-Incoming-Port", "cu.debug-console", "cu.wlan-debug"];
  return files.list("/dev").filter((name) => name.startsWith("cu.") && !boring.includes(name))
    .map((name) => ({ ...NOTHING, path: `/dev/${name}`, notes: [] }));
}

/** Programs by the device that they have open. */
function usersOf(files: SystemFiles): Map<string, PortInfo["users"]> {
  const users = new Map<string, PortInfo["users"]>();
  for (const pid of files.list("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    const open = files.list(`/proc/${pid}/fd`).map((fd) => files.link(`/proc/${pid}/fd/${fd}`));
    for (const path of new Set(open)) {
      if (!path?.startsWith("/dev/")) continue;
      const user = { pid: Number(pid), name: files.text(`/proc/${pid}/comm`) };
      users.set(path, [...users.get(path) ?? [], user]);
    }
  }
  return users;
}

function groupNames(files: SystemFiles): Map<number, string> {
  const lines = files.text("/etc/group").split("\n").map((line) => line.split(":"));
  return new Map(lines.map(([name = "", , gid]) => [Number(gid), name]));
}

const base = (path: string | undefined) => path?.split("/").at(-1) ?? null;

/** A path from a folder, its `..` gone. */
function joined(folder: string, path: string): string {
  const parts = path.startsWith("/") ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

/** USB first, then by name, numbers as numbers. */
function inOrder(a: string, b: string): number {
  const late = (name: string) => Number(!/^tty(USB|ACM)/.test(name));
  return late(a) - late(b) || a.localeCompare(b, "en", { numeric: true });
}
