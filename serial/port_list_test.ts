import { assert, assertEquals } from "@std/assert";
import { listPorts, type PortInfo } from "./port_list.ts";
import { Pty } from "./pty.ts";
import { SerialPort } from "./serial_port.ts";
import { systemFiles } from "./system_files.ts";

/** Makes files and links (`-> target`) below a new root. */
function rootWith(tree: Readonly<Record<string, string>>): string {
  const root = Deno.makeTempDirSync();
  for (const [path, text] of Object.entries(tree)) {
    Deno.mkdirSync(root + path.replace(/\/[^/]*$/, ""), { recursive: true });
    if (text.startsWith("-> ")) Deno.symlinkSync(text.slice(3), root + path);
    else Deno.writeTextFileSync(root + path, text);
  }
  return root;
}

/** The ports of a made-up machine; all its files belong to this user's own group. */
function portsOf(
  tree: Readonly<Record<string, string>>,
  { allowed = true, simFolders = [] as string[] } = {},
): PortInfo[] {
  const root = rootWith(tree);
  try {
    const files = { ...systemFiles(root), allowed: () => allowed };
    return listPorts({ files, simFolders });
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
}

const USB = "/sys/devices/pci0/usb1/1-2";
const FTDI = {
  [`${USB}/idVendor`]: "0403\n",
  [`${USB}/idProduct`]: "6001\n",
  [`${USB}/manufacturer`]: "FTDI\n",
  [`${USB}/product`]: "FT232R USB UART\n",
  [`${USB}/serial`]: "A50285BI\n",
  [`${USB}/1-2:1.0/ttyUSB0/tty/ttyUSB0/device`]: "-> ../../../ttyUSB0",
  [`${USB}/1-2:1.0/ttyUSB0/driver`]: "-> ../../../../../bus/usb-serial/drivers/ftdi_sio",
  "/sys/class/tty/ttyUSB0": "-> ../../devices/pci0/usb1/1-2/1-2:1.0/ttyUSB0/tty/ttyUSB0",
  "/dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0": "-> ../../ttyUSB0",
  "/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0-port0": "-> ../../ttyUSB0",
  "/dev/ttyUSB0": "",
};
/** Consoles and ports without hardware, as every machine has them. */
const USUAL = {
  "/sys/devices/virtual/tty/tty1/dev": "4:1",
  "/sys/class/tty/tty1": "-> ../../devices/virtual/tty/tty1",
  "/sys/devices/platform/serial8250/tty/ttyS1/type": "0\n",
  "/sys/devices/platform/serial8250/tty/ttyS1/device": "-> ../../../serial8250",
  "/sys/class/tty/ttyS1": "-> ../../devices/platform/serial8250/tty/ttyS1",
};

Deno.test("listPorts() tells what a USB adapter is and by which name it stays", () => {
  const group = `${Deno.gid()}`;
  const tree = { ...USUAL, ...FTDI, "/etc/group": `root:x:99999:\ndialout:x:${group}:someone\n` };
  assertEquals(portsOf(tree), [{
    path: "/dev/ttyUSB0",
    stable: [
      "/dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0",
      "/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0-port0",
    ],
    product: "FT232R USB UART",
    manufacturer: "FTDI",
    usb: { vendor: "0403", product: "6001", serial: "A50285BI" },
    driver: "ftdi_sio",
    allowed: true,
    group: "dialout",
    users: [],
    notes: [],
  }]);
});

Deno.test("listPorts() tells who has a port open, and that it may not be opened", () => {
  const tree = {
    ...FTDI,
    "/proc/812/comm": "python3\n",
    "/proc/812/fd/3": "-> /dev/ttyUSB0",
    "/proc/812/fd/4": "-> /dev/ttyUSB0",
    "/proc/813/comm": "bash\n",
    "/proc/813/fd/0": "-> /dev/pts/0",
    "/proc/self/fd/3": "-> /dev/ttyUSB0",
  };
  const [port] = portsOf(tree, { allowed: false });
  assertEquals(port?.users, [{ pid: 812, name: "python3" }]);
  assertEquals(port?.allowed, false);
});

/** A Raspberry Pi 3 with its console on the pins. */
const PI = {
  "/proc/device-tree/model": "Raspberry Pi 3 Model B Rev 1.2\0",
  "/proc/cmdline": "8250.nr_uarts=1 console=serial0,115200 console=tty1 root=/dev/mmcblk0p2\n",
  "/dev/serial0": "-> ttyS0",
  "/dev/serial1": "-> ttyAMA0",
  "/sys/devices/platform/soc/3f215040.serial/driver":
    "-> ../../../../bus/platform/drivers/bcm2835-aux-uart",
  "/sys/devices/platform/soc/3f215040.serial/tty/ttyS0/type": "4\n",
  "/sys/devices/platform/soc/3f215040.serial/tty/ttyS0/device": "-> ../../../3f215040.serial",
  "/sys/class/tty/ttyS0": "-> ../../devices/platform/soc/3f215040.serial/tty/ttyS0",
  "/sys/devices/platform/soc/3f201000.serial/driver": "-> ../../../../bus/amba/drivers/uart-pl011",
  "/sys/devices/platform/soc/3f201000.serial/tty/ttyAMA0/type": "32\n",
  "/sys/devices/platform/soc/3f201000.serial/tty/ttyAMA0/device": "-> ../../../3f201000.serial",
  "/sys/class/tty/ttyAMA0": "-> ../../devices/platform/soc/3f201000.serial/tty/ttyAMA0",
};

Deno.test("listPorts() knows the two UARTs of a Raspberry Pi, its short names and its console", () => {
  const told = portsOf(PI).map(({ path, stable, driver, notes }) => [path, stable, driver, notes]);
  assertEquals(told, [
    ["/dev/ttyAMA0", ["/dev/serial1"], "uart-pl011", ["full-uart"]],
    ["/dev/ttyS0", ["/dev/serial0"], "bcm2835-aux-uart", ["mini-uart", "console"]],
  ]);
});

Deno.test("listPorts() puts USB adapters first, in the order of their numbers", () => {
  const tree: Record<string, string> = { ...PI };
  for (const name of ["ttyUSB10", "ttyUSB2", "ttyACM0"]) {
    tree[`/sys/devices/usb/${name}/tty/${name}/device`] = `-> ../../../${name}`;
    tree[`/sys/class/tty/${name}`] = `-> ../../devices/usb/${name}/tty/${name}`;
  }
  assertEquals(portsOf(tree).map(({ path }) => path.slice(5)), [
    ...["ttyACM0", "ttyUSB2", "ttyUSB10"],
    ...["ttyAMA0", "ttyS0"],
  ]);
});

Deno.test("listPorts() is empty where there is nothing, and only meters are ports of a sim", () => {
  assertEquals(portsOf({ "/etc/group": "" }), []);
  const tree = { "/run/user/1000/ticlab/linky": "-> /dev/pts/7", "/run/user/1000/ticlab/x": "" };
  const ports = portsOf(tree, { simFolders: ["/run/user/1000/ticlab", "/tmp/ticlab-1000"] });
  assertEquals(ports.map(({ path, notes }) => [path, notes]), [
    ["/run/user/1000/ticlab/linky", ["sim"]],
  ]);
});

Deno.test("listPorts() sees a real pty of this machine and who reads it", async () => {
  const folder = Deno.makeTempDirSync();
  const pty = Pty.open({ link: `${folder}/linky` });
  const port = SerialPort.open(pty.slave, { baudRate: 9600 });
  const found = listPorts({ simFolders: [folder] }).find(({ path }) => path === `${folder}/linky`);
  await port.close();
  await pty.close();
  Deno.removeSync(folder, { recursive: true });
  assert(found?.users.some(({ pid }) => pid === Deno.pid), JSON.stringify(found));
});
