import { assert, assertEquals } from "@std/assert";
import { loadGatewayCases } from "./load_cases.ts";
import { quickSet } from "./quick_set.ts";

const cases = loadGatewayCases();

Deno.test("a gateway of historique mode alone has a quick set of historique mode, as long as the other", () => {
  const quick = quickSet(cases, { modes: ["historique"] });
  assertEquals(quick.filter(({ mode }) => mode !== "historique"), []);
  assertEquals(new Set(quick).size, quickSet(cases, { modes: ["standard", "historique"] }).length);
  for (const id of ["noise-historique", "unplugged-historique", "out-down-historique"]) {
    assert(quick.some((test) => test.id === `gateway/${id}`), id);
  }
});

Deno.test("a gateway of both modes has the quick cases as they are", () => {
  assertEquals(
    quickSet(cases, { modes: ["historique", "standard"] }),
    cases.filter(({ quick }) => quick),
  );
});
