/** The rows of the review page: what fills which placeholder. The selects hold the truth. */

import { toast } from "../toast.js";

/** @returns {HTMLElement[]} */
export function allRows() {
  return [...document.querySelectorAll("[data-row]")].filter((row) => row instanceof HTMLElement);
}

/** @param {Element} row @returns {HTMLSelectElement} */
export function choiceOf(row) {
  const select = row.querySelector("[data-choice]");
  if (!(select instanceof HTMLSelectElement)) throw new Error("a row without its choice");
  return select;
}

/** @param {Element} row @returns {HTMLSelectElement | null} */
function fitOf(row) {
  const select = row.querySelector("[data-fit]");
  return select instanceof HTMLSelectElement ? select : null;
}

/** @param {string} layerId @returns {HTMLElement | null} the layer's button in the list */
export function layerButton(layerId) {
  const found = document.querySelector(`[data-layer="${CSS.escape(layerId)}"]`);
  return found instanceof HTMLElement ? found : null;
}

/** @param {HTMLElement} row @param {string} layerId */
export function fits(row, layerId) {
  return [...choiceOf(row).options].some((option) => option.value === layerId);
}

/**
 * Put a layer into a placeholder; a layer fills one place, so it leaves the one where it was.
 * @param {HTMLElement} row @param {string} layerId "" leaves the placeholder as it is
 */
export function choose(row, layerId) {
  choiceOf(row).value = layerId;
  settle(row);
}

/**
 * What a row took from another. It goes back when the row goes on to a third layer, as it does
 * while somebody types a name into the list.
 * @type {Map<HTMLElement, {from: HTMLElement, layerId: string}>}
 */
const taken = new Map();

/** @param {HTMLElement} row */
function giveBack(row) {
  const loan = taken.get(row);
  if (!loan || choiceOf(row).value === loan.layerId) return;
  taken.delete(row);
  if (choiceOf(loan.from).value) return;
  choiceOf(loan.from).value = loan.layerId;
  show(loan.from);
}

/** After a row's choice has changed, however that came. @param {HTMLElement} row */
export function settle(row) {
  giveBack(row);
  const layerId = choiceOf(row).value;
  const before = allRows().find((other) => other !== row && choiceOf(other).value === layerId);
  if (layerId && before) {
    choiceOf(before).value = "";
    taken.set(row, { from: before, layerId });
    show(before, { meant: false });
    const name = layerButton(layerId)?.dataset.name;
    toast(`“${name}” was moved from ${before.dataset.name} to ${row.dataset.name}.`);
  }
  show(row);
  count();
  row.dispatchEvent(new CustomEvent("row:changed", { bubbles: true }));
}

/** @param {HTMLElement} row */
export function cycleFit(row) {
  const select = fitOf(row);
  if (!select) return;
  select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
  toast(`${row.dataset.name}: ${select.selectedOptions[0].textContent}.`);
}

/**
 * Draw a row as its choice says. `meant` is false when it lost its layer to another row.
 * @param {HTMLElement} row @param {{meant?: boolean}} [options]
 */
function show(row, { meant = true } = {}) {
  const layerId = choiceOf(row).value;
  const verdict = row.querySelector("[data-verdict]");
  const why = row.querySelector("[data-why]");
  if (!(verdict instanceof HTMLElement)) return;
  row.dataset.proposal ??= verdict.textContent ?? "";
  const unchanged = layerId === row.dataset.layerBefore;
  const level = unchanged ? row.dataset.level : meant ? "own" : "empty";
  row.className = row.className.replace(/match--\w+/, `match--${level}`);
  verdict.className = `pill pill--${level}`;
  const own = layerId ? "Your choice" : meant ? "Left as it is" : "Not filled";
  verdict.textContent = unchanged ? row.dataset.proposal : own;
  if (why instanceof HTMLElement) why.hidden = !unchanged;
  picture(row, layerButton(layerId));
}

/** @param {HTMLElement} row @param {HTMLElement | null} layer */
function picture(row, layer) {
  const thumb = row.querySelector("[data-thumb]");
  const text = row.querySelector("[data-text]");
  if (!thumb || !text) return;
  text.textContent = layer?.dataset.text?.slice(0, 80) ?? "";
  thumb.replaceChildren();
  if (!layer?.dataset.picture) return;
  const image = new Image(40, 40);
  image.alt = "";
  image.src = layer.dataset.picture;
  thumb.append(image);
}

/** Say how many rows still need a person. */
function count() {
  const rows = allRows();
  const open = rows.filter((row) => row.matches(".match--empty, .match--check")).length;
  const words = document.querySelector("[data-count]");
  if (words) words.textContent = `${open} of ${rows.length} to check`;
}

/** @returns {{placeholder_id: string, layer_id: string, fit?: string}[]} what is to be approved */
export function currentMatches() {
  return allRows()
    .filter((row) => choiceOf(row).value)
    .map((row) => {
      const fit = fitOf(row);
      const match = { placeholder_id: row.dataset.placeholder ?? "", layer_id: choiceOf(row).value };
      return fit ? { ...match, fit: fit.value } : match;
    });
}

/** What a reloaded page has kept in its selects wins over what the server wrote. */
export function showAll() {
  for (const row of allRows()) show(row);
  count();
}
