/**
 * Serial ports for Deno, over the C library: a real tty opened as the TIC wants it, and a virtual one.
 *
 * It knows bytes and lines, not the TIC: bytes become groups in `decoder/`, readings become bytes in
 * `sim/`. It is not a driver. It runs on Linux, x64 and arm64, glibc and musl;
 * the table for macOS is written and untested. It needs `--allow-ffi=/lib,/lib64,/usr/lib` and nothing
 * else; that scope is tidiness and no wall, as whoever may call the C library may do anything.
 *
 * @example
 * ```ts
 * import { Pty, SerialPort } from "@ticlab/ticlab/serial";
 * import { assertEquals } from "@std/assert";
 *
 * const pty = Pty.open();
 * const port = SerialPort.open(pty.slave, { baudRate: 9600 });
 * pty.write(new TextEncoder().encode("\nPAPP 00750 -\r"));
 *
 * const reader = port.readable.getReader();
 * const { value } = await reader.read();
 * assertEquals(new TextDecoder().decode(value), "\nPAPP 00750 -\r");
 *
 * await port.close();
 * await pty.close();
 * ```
 *
 * @module
 */
export { openWhenPresent, type OpenWhenPresentOptions } from "./open_when_present.ts";
export { listPorts, type PortInfo, type PortListOptions, type PortNote } from "./port_list.ts";
export { privateFolder } from "./private_folder.ts";
export { Pty, type PtyChange, type PtyOptions } from "./pty.ts";
export { SerialError } from "./serial_error.ts";
export { SerialPort, type SerialPortOptions } from "./serial_port.ts";
export { type SystemFiles, systemFiles } from "./system_files.ts";
export { monotonicMs, type SleepOptions, sleepUntil } from "./sleep_until.ts";
export type { DataBits, LineSettings, Parity, StopBits } from "./termios.ts";
