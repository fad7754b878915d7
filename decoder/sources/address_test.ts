import { assertEquals, assertThrows } from "@std/assert";
import { type Address, parseAddress } from "./address.ts";
import { SourceError } from "./source_error.ts";

const GOOD: readonly [word: string, address: Address][] = [
  ["-", { kind: "stdin" }],
  ["/dev/ttyUSB0", { kind: "path", path: "/dev/ttyUSB0" }],
  ["my file%20:1.tic", { kind: "path", path: "my file%20:1.tic" }],
  ["tcp:/odd", { kind: "path", path: "tcp:/odd" }],
  ["pty:/run/linky", { kind: "path", path: "pty:/run/linky" }],
  ["tcp://192.168.1.20:2000", { kind: "tcp", hostname: "192.168.1.20", port: 2000 }],
  ["tcp://[fe80::1]:2000", { kind: "tcp", hostname: "fe80::1", port: 2000 }],
  ["tcp://:2000", { kind: "tcp", hostname: "127.0.0.1", port: 2000 }],
  ["rfc2217://ser2net.home:65535/", { kind: "rfc2217", hostname: "ser2net.home", port: 65535 }],
];

for (const [word, address] of GOOD) {
  Deno.test(`parseAddress() reads ${word}`, () => {
    assertEquals(parseAddress(word), address);
  });
}

for (
  const word of [
    "udp://host:1",
    "http://host:80",
    "tcp://host",
    "tcp://host:",
    "tcp://host:0",
    "tcp://host:65536",
    "tcp://host:20x",
    "tcp://fe80::1:2000",
    "tcp://host:2000/path",
  ]
) {
  Deno.test(`parseAddress() refuses ${word} and names it`, () => {
    const error = assertThrows(() => parseAddress(word), SourceError, word);
    assertEquals(error.code, "usage");
  });
}
