/**
 * The script of the HTML report.
 *
 * @module
 */

/** Filters, keys, and the case that the address names. Without it, everything is there to be read. */
export const SCRIPT = `
"use strict";
const form = document.querySelector(".filters");
const items = [...document.querySelectorAll(".case, .matrix .line")];
const cases = items.filter((item) => item.matches(".case"));
const boxes = [...document.querySelectorAll(".group, .bug")];
const bad = ["fail", "protocol", "timeout", "crash", "harness-error", "flaky"];
// A row of the matrix has the words of the case that it leads to.
const texts = new Map(items.map((item) => {
  const link = item.querySelector("td a");
  const source = link ? document.querySelector(link.hash) : item;
  const parts = source.querySelectorAll("summary code, .what, .title, .rule");
  return [item, [...parts].map((part) => part.textContent).join(" ").toLowerCase()];
}));
const opened = new Map(boxes.map((box) => [box, box.open]));

function filter() {
  const { text, verdict, level, topic } = Object.fromEntries(new FormData(form));
  const words = text.toLowerCase().split(/\\s+/).filter(Boolean);
  const wanted = verdict === "bad" ? bad : verdict ? [verdict] : null;
  const active = words.length > 0 || wanted || level || topic;
  for (const item of items) {
    const data = item.dataset;
    item.hidden = !((!wanted || data.verdict.split(" ").some((v) => wanted.includes(v))) &&
      (!level || data.level === level) && (!topic || data.topic === topic) &&
      words.every((word) => texts.get(item).includes(word)));
  }
  for (const box of boxes) {
    box.hidden = !box.querySelector(".case:not([hidden])");
    if (box.matches("details")) box.open = active ? !box.hidden : opened.get(box);
  }
  const shown = cases.filter((item) => !item.hidden).length;
  form.querySelector("output").textContent =
    (active ? shown + " of " : "") + cases.length + " cases";
}

function open() {
  const item = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!item) return;
  if (item.hidden) { form.reset(); filter(); }
  for (let box = item; box; box = box.parentElement) if (box.matches("details")) box.open = true;
  item.scrollIntoView();
  item.querySelector("summary")?.focus();
}

function move(step) {
  const heads = cases.filter((item) => item.offsetParent).map((item) => item.firstElementChild);
  const here = heads.indexOf(document.activeElement);
  const next = heads[here < 0 ? (step > 0 ? 0 : heads.length - 1) : here + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
addEventListener("hashchange", open);
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") { form.reset(); document.activeElement.blur(); return; }
  if (event.target.matches("input, select")) return;
  if (event.key === "/") { event.preventDefault(); form.elements.text.focus(); }
  if (event.key === "j") move(1);
  if (event.key === "k") move(-1);
});
filter();
open();
`;
