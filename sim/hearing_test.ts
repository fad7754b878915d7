import { assertEquals } from "@std/assert";
import { recorder, TestClock } from "./_line.ts";
import { Hearing, outletNames } from "./hearing.ts";

Deno.test("outletNames() numbers outlets of one kind", () => {
  const urls = ["pty:/a", "tcp://127.0.0.1:1", "tcp://127.0.0.1:2", "-"];
  assertEquals(outletNames(urls.map((url) => ({ url }))), ["pty", "tcp", "tcp-2", "-"]);
});

Deno.test("Hearing.heard() leaves out who came late, left, was slow, or was away between", () => {
  const changes = {
    nothing: [{}, {}, ["test"]],
    late: [{ readers: 0 }, { readers: 1 }, []],
    left: [{ readers: 1 }, { readers: 0 }, []],
    slow: [{ lost: 10 }, { lost: 11 }, []],
    away: [{ missed: 10 }, { missed: 11 }, []],
    file: [{ readers: null }, { readers: null }, ["test"]],
  } as const;
  for (const [name, [before, after, heard]] of Object.entries(changes)) {
    const outlet = recorder(new TestClock());
    Object.assign(outlet.said, before);
    const hearing = new Hearing([outlet]);
    Object.assign(outlet.said, after);
    assertEquals(hearing.heard(), [...heard], name);
  }
});
