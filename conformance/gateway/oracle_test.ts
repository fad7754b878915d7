import { assertEquals } from "@std/assert";
import type { Finding } from "./finding.ts";
import type { GatewayProfile } from "./gateway_profile.ts";
import type { Disturbance, GatewayRun, ObservedValue, SentFrame } from "./gateway_run.ts";
import { loadGatewayCases } from "./load_cases.ts";
import { examine } from "./oracle.ts";
import { virtualProfile } from "./test_run.ts";

const [test] = loadGatewayCases().filter(({ id }) => id === "gateway/base-historique");

type Groups = Readonly<Record<string, string>>;

const groupsOf = (groups: Groups) =>
  Object.entries(groups).map(([label, value]) => ({ label, value }));

/** A frame each second; PTEC makes it a long one. */
function line(frames: readonly Groups[]): SentFrame[] {
  return frames.map((groups, second) => ({
    from: second * 1_000,
    to: second * 1_000 + 900,
    groups: groupsOf({ PTEC: "TH..", ...groups }),
    alsoRight: [],
    whole: true,
    heard: true,
  }));
}

/** The same frame for some seconds. */
const still = (groups: Groups, seconds: number) => Array<Groups>(seconds).fill(groups);

/** Says values at a second. */
function said(second: number, values: Readonly<Record<string, ObservedValue["value"]>>) {
  return Object.entries({ PTEC: "TH..", ...values }).map(([label, value]) => ({
    label,
    value,
    seen: second * 1_000,
    message: second,
  }));
}

interface Situation extends Partial<GatewayRun> {
  profile?: GatewayProfile;
}

function judged({ profile = virtualProfile({ every: 1_000 }), ...run }: Situation): Finding[] {
  const { frames = [] } = run;
  return examine({
    test: test!,
    values: [],
    disturbances: [],
    ready: 0,
    over: (frames.at(-1)?.to ?? 0) + 100,
    ended: { kind: "running" },
    speeds: [],
    ...run,
    frames,
  }, profile).findings;
}

const rulesOf = (situation: Situation) => [...new Set(judged(situation).map(({ rule }) => rule))];

const steady = line(still({ PAPP: "00360" }, 40));
const everySecond = (values: Readonly<Record<string, ObservedValue["value"]>>, until = 40) =>
  Array.from({ length: until }, (_, second) => said(second + 0.95, values)).flat();

Deno.test("a gateway that says each frame is right", () => {
  assertEquals(judged({ frames: steady, values: everySecond({ PAPP: 360 }) }), []);
});

Deno.test("a value that stands still need be said once", () => {
  assertEquals(judged({ frames: steady, values: said(1, { PAPP: "00360" }) }), []);
});

Deno.test("a value before its group was sent, or of no group, is invented", () => {
  const frames = line([...still({ PAPP: "00360" }, 20), ...still({ PAPP: "00400" }, 20)]);
  const values = [...said(1, { PAPP: 360 }), ...said(21.5, { PAPP: 400 })];
  assertEquals(rulesOf({ frames, values }), []);
  assertEquals(rulesOf({ frames, values: [...values, ...said(10, { PAPP: 400 })] }), [
    "gateway/sound",
  ]);
  assertEquals(rulesOf({ frames, values: [...values, ...said(30, { PAPP: 460 })] }), [
    "gateway/sound",
  ]);
});

Deno.test("a label that the line does not have is invented, a name that is no label is not", () => {
  const right = everySecond({ PAPP: 360, uptime: 5, Total: 12.5, ADPS: 0 });
  assertEquals(judged({ frames: steady, values: right }), []);
  const wrong = [...right, ...said(20, { PAPP: 360, IINST: 2 })];
  assertEquals(judged({ frames: steady, values: wrong }).map(({ said }) => said), ["IINST=2"]);
});

Deno.test("a group that is right by chance may be said, and is not owed", () => {
  const [first, second, ...rest] = steady;
  const odd = { ...second!, whole: false, alsoRight: [{ label: "PAPP", value: "09360" }] };
  const frames = [first!, odd, ...rest];
  const values = [...said(1, { PAPP: 360 }), ...said(2, { PAPP: 9360 }), ...said(3, { PAPP: 360 })];
  assertEquals(judged({ frames, values }), []);
  assertEquals(judged({ frames, values: said(1, { PAPP: 360 }) }), []);
});

Deno.test("the number of a meter keeps its zero, in values and in topics", () => {
  const frames = line(still({ ADCO: "021861348497" }, 40));
  const meter = (value: string) =>
    said(1, { ADCO: "021861348497" }).map((one) => ({ ...one, meter: value }));
  assertEquals(rulesOf({ frames, values: meter("021861348497") }), []);
  assertEquals(rulesOf({ frames, values: meter("21861348497") }), ["gateway/meter-number"]);
  assertEquals(rulesOf({ frames, values: said(1, { ADCO: 21861348497 }) }), [
    "gateway/meter-number",
  ]);
  assertEquals(rulesOf({ frames, values: said(1, { ADCO: "021861348490" }) }), ["gateway/sound"]);
});

Deno.test("a label that is never said, or no longer, is missing", () => {
  assertEquals(judged({ frames: steady, values: said(1, {}) }).map(({ what }) => what), [
    "PAPP is never said",
  ]);
  const frames = line([...still({ PAPP: "00360" }, 20), ...still({ PAPP: "00400" }, 20)]);
  const [finding, ...others] = judged({ frames, values: said(1, { PAPP: 360 }) });
  assertEquals(others, []);
  assertEquals([finding?.rule, finding?.expected], [
    "gateway/complete",
    "PAPP=00400 within 8.7 s",
  ]);
});

Deno.test("an old value in new messages is not fresh", () => {
  const frames = line([...still({ PAPP: "00360" }, 20), ...still({ PAPP: "00400" }, 20)]);
  assertEquals(rulesOf({ frames, values: everySecond({ PAPP: 360 }) }), ["gateway/fresh"]);
});

Deno.test("a value that comes back may be said late, and counts as the newer one", () => {
  const frames = line(
    Array.from({ length: 40 }, (_, second) => ({ PAPP: second % 8 < 4 ? "00360" : "00400" })),
  );
  const values = Array.from({ length: 7 }, (_, place) => said(6 * place + 1, { PAPP: 360 })).flat();
  assertEquals(judged({ frames, values }), []);
});

Deno.test("a change within the deadband need not be said", () => {
  const frames = line([...still({ PAPP: "00360" }, 20), ...still({ PAPP: "00380" }, 20)]);
  const profile = virtualProfile({ every: 1_000 });
  const promises = { ...profile.promises, deadband: 25 };
  const values = said(1, { PAPP: 360 });
  assertEquals(judged({ frames, values, profile: { ...profile, promises } }), []);
  assertEquals(rulesOf({ frames, values, profile }), ["gateway/complete"]);
});

for (const kind of ["noise", "cut", "silence", "unplug", "out-down"] as const) {
  Deno.test(`who says nothing of new frames after this has not recovered: ${kind}`, () => {
    const frames = line(
      Array.from({ length: 120 }, (_, second) => ({ PAPP: String(100 + second).padStart(5, "0") })),
    );
    const each = (until: number) =>
      frames.slice(0, until).flatMap(({ groups, to }) =>
        groups.map((group) => ({ ...group, seen: to + 10, message: to }))
      );
    const disturbances: Disturbance[] = [{ kind, from: 20_500, to: 25_000 }];
    assertEquals(rulesOf({ frames, disturbances, values: each(120) }), []);
    assertEquals(rulesOf({ frames, disturbances, values: each(21) }), ["gateway/recovers"]);
    const stuck = [...each(21), ...everySecond({ PAPP: 120 }, 120).filter((v) => v.seen > 26_000)];
    assertEquals(rulesOf({ frames, disturbances, values: stuck }), ["gateway/recovers"]);
  });
}

Deno.test("an alarm that is over: kept, said as new, and gone", () => {
  const frames = line([
    ...still({ PAPP: "00360" }, 5),
    ...still({ PAPP: "07000", ADPS: "035" }, 5),
    ...still({ PAPP: "00360" }, 40),
  ]);
  const values = frames.flatMap(({ groups, to }) =>
    groups.map((group) => ({ ...group, seen: to + 10, message: to }))
  );
  const alarm = (second: number, at: number) => ({
    label: "ADPS",
    value: 35,
    seen: second * 1_000,
    message: second,
    at: at * 1_000,
  });
  assertEquals(judged({ frames, values }), []);
  assertEquals(rulesOf({ frames, values: [...values, alarm(9, 9), alarm(40, 9)] }), [
    "gateway/gone",
  ]);
  assertEquals(rulesOf({ frames, values: [...values, alarm(9, 9), alarm(40, 40)] }), [
    "gateway/said-as-new",
  ]);
  const none = values.filter(({ label }) => label !== "ADPS");
  assertEquals(rulesOf({ frames, values: none }), ["gateway/complete", "gateway/events-at-once"]);
});

Deno.test("a port that was opened at another speed is seen", () => {
  const values = everySecond({ PAPP: 360 });
  assertEquals(rulesOf({ frames: steady, values, speeds: [9_600] }), ["gateway/line-speed"]);
  assertEquals(rulesOf({ frames: steady, values, speeds: [9_600, 1_200] }), []);
});

Deno.test("what the gateway could not hear is not owed", () => {
  const frames = steady.map((frame, second) => second < 20 ? frame : { ...frame, heard: false });
  const values = said(1, { PAPP: 360 });
  assertEquals(judged({ frames, values }), []);
});
