/**
 * The few things that the page does with its elements. Values of the meter enter as text, never as
 * HTML.
 *
 * @module
 */

/** @param {string} id @returns {any} The element of that id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Makes an element with a class and text. */
export function make(tag, className = "", text = "") {
  const node = document.createElement(tag);
  if (className !== "") node.className = className;
  if (text !== "") node.textContent = text;
  return node;
}

/** Sets a text where it is another one, so that a screen reader is told changes only. */
export function setText(node, text) {
  if (node.textContent === text) return false;
  node.textContent = text;
  return true;
}

/**
 * Makes the children of a parent those of a list, in order; a child whose key stays is kept, and
 * with it the focus and the selection.
 *
 * @param {Element} parent
 * @param {readonly any[]} items
 * @param {{key: (item: any) => string, create: (item: any) => HTMLElement,
 *   update: (node: any, item: any) => void}} how
 */
export function keyed(parent, items, { key, create, update }) {
  const old = new Map(Array.from(parent.children, (node) => [node.dataset.key, node]));
  items.forEach((item, i) => {
    const name = key(item);
    let node = old.get(name);
    if (!node) {
      node = create(item);
      node.dataset.key = name;
    }
    old.delete(name);
    if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] ?? null);
    update(node, item);
  });
  for (const node of old.values()) node.remove();
}

/** Fills a list of facts: pairs of a name and a text; pairs without text are left out. */
export function facts(list, pairs) {
  keyed(list, pairs.filter(([, text]) => text), {
    key: ([name]) => name,
    create([name]) {
      const row = make("div");
      row.append(make("dt", "", name), make("dd"));
      return row;
    },
    update: (row, [, text]) => setText(row.lastChild, text),
  });
}
