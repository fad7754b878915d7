import { assert, assertEquals } from "@std/assert";
import { outside } from "../../../tools/outside.ts";
import { FrameGatherer } from "../../dialects/frame_gatherer.ts";
import { labels } from "../../../tic/labels.ts";
import { TicDecoder } from "../../decoder.ts";
import { Board } from "./board.ts";
import { frameOf, houseGroups } from "./test_house.ts";

const AT = Date.UTC(2026, 0, 14, 17, 42, 18);

/** A frame of a single-phase meter in historique mode on the Tempo contract. */
const HISTORIQUE = [
  ["ADCO", "021961348497"],
  ["OPTARIF", "BBR("],
  ["ISOUSC", "45"],
  ["BBRHCJB", "006217380"],
  ["BBRHPJB", "007890341"],
  ["BBRHCJW", "001035511"],
  ["BBRHPJW", "001427902"],
  ["BBRHCJR", "000455041"],
  ["BBRHPJR", "002034120"],
  ["PTEC", "HPJR"],
  ["DEMAIN", "BLAN"],
  ["IINST", "008"],
  ["IMAX", "090"],
  ["PAPP", "01940"],
  ["HHPHC", "A"],
  ["MOTDETAT", "000000"],
];

/** A board that was told these frames, a second apart. */
function told(...frames: Parameters<typeof frameOf>[]): Board {
  const board = new Board();
  frames.forEach(([groups, frame], i) => {
    board.take(frameOf(groups, { ...frame, at: AT + i * 1000, seq: i + 1 }));
  });
  return board;
}
const one = { at: AT, seq: 1 };
const historique = { ...one, mode: "historique", meter: "021961348497" } as const;

Deno.test("a board says what a standard frame of a Tempo house says", () => {
  const now = told([houseGroups({ power: 519 }), one]).now(AT + 500);
  assertEquals(now.power, { label: "SINSTS", value: 519, unit: "VA" });
  assertEquals(now.production, null);
  assertEquals(now.subscribed, { label: "PREF", value: 9000, unit: "VA" });
  assertEquals(now.contract, { en: "TEMPO", fr: "TEMPO" });
  assertEquals(now.tariff?.says.fr, "HP ROUGE");
  assertEquals(now.tempo, { today: "red", tomorrow: "blue" });
  assertEquals(now.phases.map(({ current, voltage }) => [current?.value, voltage?.value]), [
    [2, 234],
  ]);
  assertEquals(now.notices, []);
  assertEquals(
    now.indexes.map(({ label, value, inForce }) => [label, value, inForce]),
    [
      ["EAST", 19_060_295, false],
      ["EASF01", 6_217_380, false],
      ["EASF02", 7_890_341, false],
      ["EASF03", 1_035_511, false],
      ["EASF04", 1_427_902, false],
      ["EASF05", 455_041, false],
      ["EASF06", 2_034_120, true],
    ],
  );
  assertEquals(now.indexes.at(-1)?.name, "HP ROUGE");
  const max = now.readings.find(({ label }) => label === "SMAXSN");
  assertEquals(max?.at, "2026-01-14T12:21:58+01:00");
  assertEquals(max?.meaning?.fr, "Puissance app. max soutirée jour n");
});

Deno.test("a board says what a historique frame says in the same words", () => {
  const now = told([HISTORIQUE, historique]).now(AT);
  assertEquals(now.power, { label: "PAPP", value: 1940, unit: "VA" });
  assertEquals(now.subscribed, { label: "ISOUSC", value: 9000, unit: "VA" });
  assertEquals(now.contract?.en, "Tempo, A P0");
  assertEquals(now.tariff, {
    label: "PTEC",
    says: { en: "peak hours, red day", fr: "heures pleines, jour rouge" },
    colour: "red",
  });
  assertEquals(now.tempo, { today: "red", tomorrow: "white" });
  assertEquals(now.phases[0]?.current?.value, 8);
  assertEquals(now.indexes.find(({ inForce }) => inForce)?.label, "BBRHPJR");
});

Deno.test("a board knows no colour that was not announced, and none of other contracts", () => {
  const unknown = HISTORIQUE.map(([label, value]) =>
    label === "DEMAIN" ? [label, "----"] : [label!, value!]
  );
  assertEquals(told([unknown, historique]).now(AT).tempo, { today: "red", tomorrow: null });
  const base = [["ADCO", "021961348497"], ["OPTARIF", "BASE"], ["BASE", "002815235"], [
    "PTEC",
    "TH..",
  ], ["PAPP", "00210"]];
  assertEquals(told([base, historique]).now(AT).tempo, null);
});

Deno.test("an overload lasts from its event to its end, over frames that do not show it", () => {
  const three = { ...historique, kind: "long" } as const;
  const short = { ...historique, kind: "short" } as const;
  const board = new Board();
  const seen: (number | undefined)[] = [];
  const frames = [
    frameOf([["PAPP", "08000"]], { ...three, at: AT }),
    frameOf([["ADIR2", "048"], ["ADCO", "021961348497"]], {
      ...short,
      at: AT + 1000,
      events: ["overload"],
    }),
    frameOf([["PAPP", "12000"]], { ...three, at: AT + 2000 }),
    frameOf([["PAPP", "08000"]], { ...three, at: AT + 3000, events: ["overload-end"] }),
  ];
  for (const frame of frames) {
    board.take(frame);
    const notice = board.now(AT).notices.find(({ id }) => id === "overload");
    if (notice) assertEquals(notice.says.en, "Overload: subscribed power exceeded (phase 2: 48 A)");
    seen.push(notice?.since);
  }
  assertEquals(seen, [undefined, AT + 1000, AT + 1000, undefined]);
});

Deno.test("a meter that cut the supply, and one that announces a peak, are told", () => {
  const cut = told([houseGroups({ stge: "073A5403" }), one]).now(AT);
  assertEquals(cut.notices.map(({ id, level }) => [id, level]), [["cut-off", "alarm"]]);
  const ejp = [["ADCO", "021961348497"], ["OPTARIF", "EJP."], ["PEJP", "30"], ["PTEC", "HN.."]];
  const announced = told([ejp, historique]).now(AT);
  assertEquals(announced.notices.map(({ says }) => says.fr), ["pointe mobile dans 30 min"]);
  const peak = houseGroups({ stge: "473A5401" });
  assertEquals(told([peak, one]).now(AT).notices, [], "a red day is a peak, and told as a colour");
  const bare = [["ADSC", "021976551234"], ["STGE", "403A0401"]];
  assertEquals(told([bare, one]).now(AT).notices.map(({ id }) => id), ["peak"]);
  const message = houseGroups().map(([label = "", ...rest]) =>
    label === "MSG1" ? [label, "COUPURE MARDI 14H               "] : [label, ...rest]
  );
  assertEquals(told([message, one]).now(AT).notices.map(({ says }) => says.en), [
    "Message of the meter: COUPURE MARDI 14H",
  ]);
});

Deno.test("a damaged frame takes nothing away; a whole one takes away what it does not say", () => {
  const whole = houseGroups({ power: 519 });
  const board = told(
    [whole, one],
    [[["SINSTS", "00777"]], { ...one, complete: false, lost: 30 }],
  );
  const damaged = board.now(AT);
  assertEquals([damaged.power?.value, damaged.lost], [777, 30]);
  assertEquals(damaged.readings.length, whole.length);
  assertEquals(damaged.readings.find(({ label }) => label === "EAST")?.heard, AT);
  board.take(frameOf([["ADSC", "021976551234"], ["SINSTS", "00778"]], { at: AT + 5000, seq: 3 }));
  assertEquals(board.now(AT).readings.map(({ label }) => label), ["ADSC", "SINSTS"]);
});

Deno.test("another meter begins anew", () => {
  const board = told([houseGroups(), one], [
    [["ADSC", "031976000001"], ["SINSTS", "00100"]],
    { ...one, meter: "031976000001", events: ["meter"] },
  ]);
  const now = board.now(AT + 1000);
  assertEquals(now.history, [{ label: "SINSTS", unit: "VA" }]);
  assertEquals(board.points("SINSTS", { from: 0, to: AT + 10_000 })?.map(({ max }) => max), [100]);
});

Deno.test("a board tells what an index grew by since it was first heard", () => {
  const board = new Board();
  for (const [i, index] of [2_000_000, 2_000_400, 2_001_000].entries()) {
    board.take(frameOf(houseGroups({ index }), { at: AT + i * 60_000, seq: i + 1 }));
  }
  const index = board.now(AT + 120_000).indexes.find(({ inForce }) => inForce);
  assertEquals(index?.gained, { value: 1000, since: AT - AT % 10_000 });
});

Deno.test("a meter with more labels than the history keeps has the curve of its power", () => {
  const saphir = labels.filter(({ meter, unitInData }) => meter === "saphir" && unitInData);
  const many = saphir.filter(({ label }) => label !== "PA1MN")
    .map(({ label, unit }) => [label, `7${unit}`]);
  const board = told([[...many, ["PA1MN", "57kW"]], { ...one, mode: "historique" }]);
  assertEquals(board.labels().length, 64);
  assertEquals(board.points("PA1MN", { from: AT, to: AT })?.map(({ mean }) => mean), [57]);
});

Deno.test("a three-phase pilot meter, which tells no total, has the sum of its phases", () => {
  const groups = [
    ["VTIC", "01"],
    ...[1, 2, 3].flatMap((n) => [[`URMS${n}`, "230"], [`SINST${n}`, `00${n}00`]]),
  ];
  const now = told([groups, one]).now(AT);
  assertEquals(now.power?.value, 600);
  assertEquals(now.phases.map(({ power }) => power?.value), [100, 200, 300]);
});

const captures = outside("captures", "TICLAB_CAPTURES");

Deno.test({
  name: captures === null
    ? "a board of a real meter's line: not tried, no captures here"
    : "a board of a real meter's line shows its last power and can be sent as JSON",
  ignore: captures === null,
  fn() {
    let frames = 0;
    for (const { name } of [...Deno.readDirSync(captures!)].filter(({ isFile }) => isFile)) {
      const board = new Board();
      const gatherer = new FrameGatherer();
      const decoder = new TicDecoder();
      const bytes = Deno.readFileSync(`${captures}/${name}`);
      let power: number | undefined;
      for (const event of [...decoder.push(bytes), ...decoder.end()]) {
        const frame = gatherer.hear(event, AT);
        if (!frame) continue;
        frames++;
        board.take(frame);
        const said = frame.readings.find(({ label }) => label === "SINSTS" || label === "PAPP");
        if (typeof said?.value === "number") power = said.value;
        else if (frame.complete && frame.kind === "long") power = undefined;
      }
      const now = JSON.parse(JSON.stringify(board.now(AT)));
      if (power !== undefined) assertEquals(now.power.value, power, name);
    }
    assert(frames > 100, "the captures have no frames: the test reads the wrong place");
  },
});
