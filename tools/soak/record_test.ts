import { assertMatch } from "@std/assert";
import { kills } from "./kills.ts";
import { replugs } from "./replugs.ts";

Deno.test("record loses no byte of a port that is unplugged 5 times, and says so in the file", async () => {
  assertMatch(
    await replugs(5),
    /^unplugged 5 times, \d+ bytes sent and kept, none lost$/,
  );
});

Deno.test("record, killed 10 times at random, leaves files that open with all but the last chunk", async () => {
  assertMatch(await kills(10), /^killed 10 times in \d+ bytes: /);
});
