/** Which row is being worked on, and the boxes that light up with it. */

import { drawLine } from "./canvas.js";
import { allRows, choiceOf, fits } from "./rows.js";

/** @type {HTMLElement | null} */
let selected = null;

/** @returns {HTMLElement | null} */
export function selectedRow() {
  return selected;
}

/** @param {HTMLElement} row @param {{focus?: boolean}} [options] */
export function select(row, { focus = true } = {}) {
  selected = row;
  for (const other of allRows()) {
    other.classList.toggle("is-selected", other === row);
    other.tabIndex = other === row ? 0 : -1;
  }
  row.closest("details")?.setAttribute("open", "");
  if (focus) row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  showChosen();
}

/** Mark the selected row's boxes, and the layers that can't go into it. */
export function showChosen() {
  mark("is-chosen", selected ? partnersOfRow(selected) : []);
  for (const layer of document.querySelectorAll("[data-layer]")) {
    const id = layer.getAttribute("data-layer") ?? "";
    layer.setAttribute("aria-disabled", String(selected !== null && !fits(selected, id)));
  }
  drawLine();
}

/** @param {number} steps down, negative is up */
export function move(steps) {
  const rows = allRows();
  if (!rows.length) return;
  const at = selected ? rows.indexOf(selected) + steps : 0;
  select(rows[Math.max(0, Math.min(rows.length - 1, at))]);
}

/** @param {HTMLElement} row @returns {Element[]} */
function partnersOfRow(row) {
  return [...placesOf(row), ...byLayer(choiceOf(row).value)];
}

/** The row and its box on the canvas. @param {HTMLElement} row @returns {Iterable<Element>} */
export function placesOf(row) {
  return byPlaceholder(row.dataset.placeholder ?? "");
}

/** @param {string} id */
function byPlaceholder(id) {
  const quoted = CSS.escape(id);
  return document.querySelectorAll(`[data-box-placeholder="${quoted}"], [data-placeholder="${quoted}"]`);
}

/** @param {string} id */
function byLayer(id) {
  if (!id) return [];
  const quoted = CSS.escape(id);
  return document.querySelectorAll(`[data-box-layer="${quoted}"], [data-layer="${quoted}"]`);
}

/** Give these elements the class, and no others. @param {string} name @param {Iterable<Element>} elements */
export function mark(name, elements) {
  for (const element of document.querySelectorAll(`.${name}`)) element.classList.remove(name);
  for (const element of elements) element.classList.add(name);
}

/**
 * The rows that an element of the page stands for: itself, its placeholder's, its layer's.
 * @param {Element} element @returns {HTMLElement[]}
 */
export function rowsOf(element) {
  const { placeholder, boxPlaceholder, layer, boxLayer } = /** @type {HTMLElement} */ (element).dataset;
  const hole = placeholder ?? boxPlaceholder;
  if (hole) return allRows().filter((row) => row.dataset.placeholder === hole);
  const id = layer ?? boxLayer;
  return id ? allRows().filter((row) => choiceOf(row).value === id) : [];
}

/** Light up both sides of what the mouse is over. @param {Element | null} element */
export function hover(element) {
  if (!element) return mark("is-partner", []);
  const { layer, boxLayer } = /** @type {HTMLElement} */ (element).dataset;
  const rows = rowsOf(element);
  mark("is-partner", [...rows.flatMap(partnersOfRow), ...byLayer(layer ?? boxLayer ?? "")]);
}
