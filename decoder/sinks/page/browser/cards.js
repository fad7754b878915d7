/**
 * The cards: power, notices, tariff, phases, indexes.
 *
 * @module
 */
import { byId, facts, keyed, make, setText } from "./dom.js";
import { clock, energy, instant, integer, kilo, number, percent, quantity } from "./format.js";
import { LANG, SAY } from "./words.js";

/** Shows what the meter says now; `now` is an answer of `/api/now`. */
export function showCards(now) {
  setText(byId("title"), now.meter === null ? SAY.title : SAY.meterTitle(now.meter));
  setText(byId("meter"), now.about?.[LANG] ?? "");
  notices(now);
  power(now);
  tariff(now);
  phases(now);
  indexes(now);
}

function notices({ notices, clock: now }) {
  keyed(byId("notices"), notices, {
    key: ({ id }) => id,
    create({ level }) {
      const item = make("li", level);
      item.append(make("strong"), " ", make("span"));
      return item;
    },
    update(item, { since, says }) {
      setText(item.firstChild, says[LANG]);
      setText(item.lastChild, SAY.since(instant(since, now)));
    },
  });
}

function power(
  { power, production, subscribed, notices, readings, indexes, phases, clock: now },
) {
  setText(byId("power"), power === null ? "–" : integer(power.value));
  setText(byId("power-unit"), power?.unit ?? "");
  const alarm = notices.some(({ id }) => id === "overload");
  document.title = `${alarm ? "⚠ " : ""}${
    power === null ? "" : `${quantity(power.value, power.unit)} · `
  }ticlab`;
  const known = power?.unit === "VA" && subscribed !== null && subscribed.value > 0;
  const bar = byId("load");
  bar.hidden = !known;
  if (known) {
    const share = power.value / subscribed.value;
    const text = SAY.loadText(percent(share), kilo(subscribed));
    bar.firstElementChild.style.width = `${Math.min(100, share * 100)}%`;
    bar.classList.toggle("high", share >= 0.9);
    bar.setAttribute("aria-valuenow", String(Math.min(100, Math.round(share * 100))));
    bar.setAttribute("aria-valuetext", text);
    bar.setAttribute("aria-label", SAY.powerNow);
    setText(byId("load-text"), text);
  } else setText(byId("load-text"), "");
  const [only] = phases.length === 1 ? phases : [];
  facts(byId("today-facts"), [
    [SAY.current, said(only?.current)],
    [SAY.voltage, said(only?.voltage)],
    [SAY.highest, highest(readings, now)],
    [SAY.used, used(indexes, now)],
  ]);
  const injected = byId("production");
  injected.hidden = production === null;
  if (production) {
    setText(injected, `↑ ${quantity(production.value, production.unit)} · ${SAY.injected}`);
  }
}

/** The maximum of the day that the meter keeps (SMAXSN), of its filtered power, and when it was. */
function highest(readings, now) {
  const max = readings.find(({ label }) => label === "SMAXSN" || label === "SMAXN");
  if (typeof max?.value !== "number") return "";
  const when = max.at === null
    ? ""
    : ` · ${instant(Date.parse(max.at), now).replaceAll(" ", "\u00a0")}`;
  return quantity(max.value, max.unit) + when;
}

/** Energy drawn since the page's history begins: of the total, or of all tariffs together. */
function used(indexes, now) {
  const total = indexes.filter(({ label }) => label === "EAST");
  const parts = total.length > 0 ? total : indexes.filter(({ label }) => label !== "EAIT");
  const known = parts.filter(({ gained, unit }) => gained !== null && unit === "Wh");
  const since = Math.min(...known.map(({ gained }) => gained.since));
  if (!(now - since > 60_000)) return "";
  const sum = known.reduce((sum, { gained }) => sum + gained.value, 0);
  return sum === 0 ? "" : `${energy(sum, "Wh")} · ${SAY.since(instant(since, now))}`;
}

function tariff({ tariff, tempo, contract, subscribed, mode }) {
  const name = byId("tariff");
  setText(name, tariff === null ? "–" : tariff.says[LANG]);
  name.dataset.colour = tariff?.colour ?? "";
  byId("tempo").hidden = tempo === null;
  if (tempo) {
    colouredDay(byId("today"), SAY.today, tempo.today);
    colouredDay(byId("tomorrow"), SAY.tomorrow, tempo.tomorrow);
  }
  facts(byId("contract"), [
    [SAY.contract, contract?.[LANG]],
    [SAY.subscribed, subscribed ? kilo(subscribed) : ""],
    [SAY.modeName, mode],
  ]);
}

function colouredDay(node, when, colour) {
  node.dataset.colour = colour ?? "none";
  if (node.childElementCount === 0) node.append(make("span"), make("strong"));
  setText(node.firstChild, when);
  setText(node.lastChild, colour === null ? SAY.unknownDay : SAY[colour]);
}

const said = (one) => one ? `${number(one.value)}\u00a0${one.unit}` : "";

/** A card for three phases; what there is of a single one stands below its power. */
function phases({ phases }) {
  const several = phases.length > 1;
  byId("phases-card").hidden = !several;
  byId("main").classList.toggle("one-phase", !several);
  if (!several) return;
  facts(
    byId("phases"),
    phases.map(({ phase, missing, current, voltage, power }) => [
      `${SAY.phase} ${phase}`,
      [missing ? SAY.missing : "", ...[current, voltage, power].map(said)].filter(Boolean)
        .join(" · "),
    ]),
  );
}

function indexes({ indexes, clock: now }) {
  keyed(byId("indexes"), indexes, {
    key: ({ label }) => label,
    create() {
      const item = make("li");
      item.append(make("code"), make("p", "name"), make("p", "value"), make("p", "soft"));
      return item;
    },
    update(item, { label, value, unit, meaning, name, inForce, gained }) {
      const [code, words, number, gain] = item.children;
      setText(code, label);
      setText(words, name ?? meaning?.[LANG] ?? "");
      setText(number, energy(value, unit));
      const grown = gained && gained.value > 0 && now - gained.since > 60_000
        ? SAY.gained(energy(gained.value, unit), instant(gained.since, now))
        : "";
      setText(gain, [inForce ? `● ${SAY.inForce}` : "", grown].filter(Boolean).join(" · "));
      item.classList.toggle("in-force", inForce);
    },
  });
}

/** Says that the values are old, or takes it back. */
export function showAge(heard, stale) {
  document.body.classList.toggle("stale", stale);
  const node = byId("as-of");
  node.hidden = !stale || heard === null;
  if (!node.hidden) setText(node, SAY.asOf(clock(heard)));
}
