import { assert } from "@std/assert";
import { saysGroup } from "./same_group.ts";

const place = { frame: 0, need: "may", offset: 1, length: 24 } as const;
const exactness = { timestamps: true, raw: false };

Deno.test("saysGroup() takes another reading as it is, without the horodate of the first", () => {
  // A horodate with a damaged digit: known by its label, or by its form and then it is none.
  const also = [{ value: "Hr60115101530\t00470" }];
  const wire = { ...place, label: "SMAXSN", value: "00470", timestamp: "Hr60115101530", also };
  assert(saysGroup(wire, { label: "SMAXSN", value: "Hr60115101530\t00470" }, exactness));
  assert(
    saysGroup(wire, { label: "SMAXSN", value: "470", timestamp: "Hr60115101530" }, exactness),
  );
  assert(!saysGroup(wire, { label: "SMAXSN", value: "470" }, exactness));
});
