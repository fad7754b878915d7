import { assertEquals } from "@std/assert";
import { decodeCje } from "./cje.ts";

Deno.test("decodeCje() reads the header in each of its states", () => {
  assertEquals(decodeCje("JAUNE", "06:05:31:12:44:  :00007:00"), {
    date: "12-31T06:05",
    period: "mobile peak",
    overload: false,
    power: 70,
    notice: 100,
  });
  const { period } = decodeCje("JAUNE", "06:05:31:12:33:DP:00007:85") as { period: null };
  assertEquals(period, null);
});

Deno.test("decodeCje() reads indexes, thresholds, rollovers and the listening window", () => {
  assertEquals(decodeCje("ENERG", "004711:000042:000000:123456"), [4711, 42, 0, 123456]);
  assertEquals(decodeCje("PSOUSC", "00060"), [60]);
  assertEquals(decodeCje("TDEPA", "00003:00012"), [3, 12]);
  assertEquals(decodeCje("PERCC", "01:11:00:00"), { date: "11-01T00", code: "00" });
  assertEquals(decodeCje("PERCP", "01:04:02:XY"), { date: "04-01T02", code: "XY" });
  assertEquals(decodeCje("FCOU", "21:30:15"), { time: "21:30", minutes: 15 });
});
