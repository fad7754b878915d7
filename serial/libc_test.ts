import { assertEquals, assertThrows } from "@std/assert";
import { system } from "./libc.ts";
import { linux } from "./linux.ts";
import { SerialError } from "./serial_error.ts";
import { cc, run, testWith } from "./_programs.ts";

const user = Deno.uid();

// First, as the library is opened once and for all.
Deno.test({
  name: "system() names the permission that it lacks",
  permissions: { ffi: false },
  fn() {
    const error = assertThrows(() => system(), SerialError, "Deno has no permission to");
    assertEquals(error.code, "EACCES");
    assertEquals(error.next, "Run deno with --allow-ffi=/lib,/lib64,/usr/lib");
  },
});

Deno.test({
  name: "system() opens the C library under the narrow permission",
  permissions: { ffi: ["/lib", "/lib64", "/usr/lib"] },
  fn() {
    assertEquals(system().libc.geteuid(), user!);
  },
});

const PROGRAM = `
#include <asm/termbits.h>
#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/stat.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>
#define SAY(x) printf(#x " %llu\\n", (unsigned long long) (x))
int main(void) {
  typedef struct termios2 T;
  typedef struct statx S;
  SAY(sizeof(T)); SAY(offsetof(T, c_iflag)); SAY(offsetof(T, c_oflag)); SAY(offsetof(T, c_cflag));
  SAY(offsetof(T, c_lflag)); SAY(offsetof(T, c_cc) + VMIN); SAY(offsetof(T, c_cc) + VTIME);
  SAY(offsetof(T, c_ispeed)); SAY(offsetof(T, c_ospeed)); SAY(TCGETS2); SAY(TCSETS2);
  SAY(IGNBRK|BRKINT|IGNPAR|PARMRK|INPCK|ISTRIP|INLCR|IGNCR|ICRNL|IUCLC|IXON|IXANY|IXOFF);
  SAY(OPOST); SAY(ISIG|ICANON|ECHO|ECHONL|IEXTEN);
  SAY(IGNCR|ICRNL|INLCR|IXON|PARMRK); SAY(ICANON|ISIG|ECHO);
  SAY(INPCK); SAY(EXTPROC); SAY(CSIZE); SAY(CS7); SAY(CS8); SAY(CSTOPB); SAY(CREAD);
  SAY(PARENB); SAY(PARODD); SAY(CLOCAL); SAY((unsigned) CRTSCTS);
  SAY(CBAUD | (unsigned) CIBAUD);
  SAY(B134); SAY(B200); SAY(B300); SAY(B600); SAY(B1200); SAY(B1800); SAY(B2400); SAY(B4800);
  SAY(B9600); SAY(B19200); SAY(B38400); SAY(B57600); SAY(B115200); SAY(B230400); SAY(B460800);
  SAY(B500000); SAY(B576000); SAY(B921600); SAY(B1000000);
  SAY(O_RDWR); SAY(O_NOCTTY); SAY(O_NONBLOCK); SAY(O_CLOEXEC); SAY(TCIFLUSH); SAY(TCIOFLUSH);
  SAY(TIOCEXCL); SAY(TIOCNXCL); SAY(FIOCLEX); SAY(TIOCPKT); SAY(FIONREAD); SAY(CLOCK_MONOTONIC);
  SAY(sizeof(S)); SAY(offsetof(S, stx_mode)); SAY(offsetof(S, stx_uid)); SAY(offsetof(S, stx_gid));
  SAY(offsetof(S, stx_ctime)); SAY(offsetof(S, stx_mtime));
  SAY(EPERM); SAY(ENOENT); SAY(EINTR); SAY(EIO); SAY(ENXIO); SAY(EAGAIN); SAY(EACCES); SAY(EBUSY);
  SAY(EEXIST); SAY(ENODEV); SAY(ENOTDIR); SAY(EISDIR); SAY(EINVAL); SAY(EMFILE); SAY(ENOTTY);
  SAY(ENOSPC); SAY(EROFS); SAY(ENAMETOOLONG); SAY(ELOOP);
}
`;

testWith(
  Deno.build.os === "linux" ? cc : undefined,
  "C compiler",
  "linux agrees with the headers of this machine",
  async (cc) => {
    const folder = await Deno.makeTempDir();
    await Deno.writeTextFile(`${folder}/say.c`, PROGRAM);
    assertEquals((await run(cc, "-w", "-o", `${folder}/say`, `${folder}/say.c`)).err, "");
    const lines = (await run(`${folder}/say`)).out.split("\n").map((line) =>
      line.split(" ").at(-1)
    );
    const t = linux.termios;
    assertEquals(
      lines,
      [
        ...[t.size, t.iflag, t.oflag, t.cflag, t.lflag, t.vmin, t.vtime, t.ispeed, t.ospeed],
        ...[t.requests!.get, t.requests!.set],
        ...[t.raw.iflag, t.raw.oflag, t.raw.lflag, t.cooked.iflag, t.cooked.lflag],
        ...[t.INPCK, t.EXTPROC, t.CSIZE, t.CS7, t.CS8, t.CSTOPB, t.CREAD],
        ...[t.PARENB, t.PARODD, t.CLOCAL, t.CRTSCTS, t.speedMask],
        ...[...Object.values(t.neutral), ...Object.values(t.speeds)],
        ...[linux.O_RDWR, linux.O_NOCTTY, linux.O_NONBLOCK, linux.O_CLOEXEC],
        ...[linux.TCIFLUSH, linux.TCIOFLUSH, linux.TIOCEXCL, linux.TIOCNXCL, linux.FIOCLEX],
        ...[linux.TIOCPKT!, linux.FIONREAD!, linux.CLOCK_MONOTONIC],
        ...[linux.status.size, linux.status.mode, linux.status.uid, linux.status.gid],
        ...[linux.status.changed, linux.status.modified],
        ...Object.keys(linux.errors),
      ].map(String),
    );
    await Deno.remove(folder, { recursive: true });
  },
);
