import { assertEquals, assertStringIncludes } from "@std/assert";
import { testWith } from "../../serial/_programs.ts";
import { frame, HIST_HC } from "../test_line.ts";
import { makeCertificate } from "./test_certificate.ts";
import { failureOf, type MariadbWord, openMariadb } from "./test_database_sinks.ts";
import { askMariadb, MARIADB, mariadbd, startMariadb } from "./test_mariadb.ts";
import { readingsOf } from "./test_readings.ts";
import { installed } from "./installed.ts";

const failure = (promise: Promise<unknown>) => failureOf(promise, MARIADB.password);

testWith(
  mariadbd,
  "mariadbd",
  "MariaDB that was killed takes the same readings when it is back, whole or not at all",
  async (program) => {
    await using server = await startMariadb(program);
    const sink = await openMariadb(server);
    const [first, second] = readingsOf(frame(...HIST_HC), frame(...HIST_HC));
    await sink.deliver([first!]);
    await server.kill();
    const error = await failure(sink.deliver([first!, second!]));
    assertEquals(error.kind, "down");
    assertStringIncludes(error.message, `mysql://gateway@127.0.0.1:${server.port}/linky`);
    assertEquals((await failure(sink.deliver([second!]))).kind, "down");
    await server.start();
    await sink.deliver([first!, second!]);
    await sink.close();
    const rows = await askMariadb(
      server,
      "SELECT seq, COUNT(*) AS n FROM tic_reading GROUP BY seq",
    );
    assertEquals(rows, [{ seq: 1, n: HIST_HC.length }, { seq: 2, n: HIST_HC.length }]);
  },
);

testWith(
  mariadbd && installed("openssl"),
  "mariadbd or openssl",
  "MariaDB over TLS is trusted with the certificate of its authority, under its own name alone",
  async () => {
    const folder = Deno.makeTempDirSync();
    try {
      const tls = await makeCertificate(folder);
      await using server = await startMariadb(mariadbd!, { tls });
      const readings = readingsOf(frame(...HIST_HC));
      const sink = await openMariadb({ port: server.port, parameters: { ca: tls.ca } });
      await sink.deliver(readings);
      await sink.close();
      assertEquals((await askMariadb(server, "SELECT * FROM tic_frame")).length, 1);
      const misnamed = await openMariadb({
        port: server.port,
        host: "127.1",
        parameters: { ca: tls.ca },
      });
      const { message } = await failure(misnamed.deliver(readings));
      assertStringIncludes(message, "does not match certificate's altnames");
      const stranger = await openMariadb({ port: server.port, parameters: { tls: "yes" } });
      const error = await failure(stranger.deliver(readings));
      assertEquals(error.kind, "down");
      assertStringIncludes(error.next, "ca=FILE");
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  },
);

Deno.test("a word of MySQL that cannot be right is told with what would be", async () => {
  const wrong: [Partial<MariadbWord>, string, string][] = [
    [{ path: "" }, "it names no database", "mysql://127.0.0.1/home"],
    [{ parameters: { layout: "edgdier" } }, "no layout edgdier", "layout=edgd1er"],
    [{ parameters: { tls: "no" } }, "no tls=no", "tls=yes"],
    [{ parameters: { ca: "nowhere.pem" } }, "cannot read /nowhere.pem", "ls -l /nowhere.pem"],
    [{ parameters: { layout: "x" } }, "no layout x", "ticlab and edgd1er"],
  ];
  for (const [word, what, next] of wrong) {
    const error = await failure(openMariadb({ port: 1234, ...word }));
    assertEquals(error.kind, "usage");
    assertStringIncludes(error.message, what);
    assertStringIncludes(error.next, next);
  }
});
