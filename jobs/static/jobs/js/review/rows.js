/** The rows of the review page: what fills which placeholder. The form's fields hold the truth. */

import { toast } from "../toast.js";
import { commit } from "./history.js";
import { layerButton, nameOf, pictureOf, wordsBesideName } from "./layers.js";

/** @returns {HTMLElement[]} */
export function allRows() {
  return [...document.querySelectorAll("[data-row]")].filter((row) => row instanceof HTMLElement);
}

/** @param {Element} row @returns {HTMLInputElement} holds the layer's id, "" for none */
export function choiceOf(row) {
  const field = row.querySelector("[data-choice]");
  if (!(field instanceof HTMLInputElement)) throw new Error("a row without its choice");
  return field;
}

/** @param {Element} row @returns {HTMLSelectElement | null} */
export function fitOf(row) {
  const select = row.querySelector("[data-fit]");
  return select instanceof HTMLSelectElement ? select : null;
}

/** @param {Element} row @returns {HTMLInputElement | null} holds "x y", each from 0 to 1 */
export function focusOf(row) {
  const field = row.querySelector("[data-focus]");
  return field instanceof HTMLInputElement ? field : null;
}

/** @param {Element} row @returns {HTMLTextAreaElement | null} empty for the layer's own words */
export function handOf(row) {
  const field = row.querySelector("[data-hand]");
  return field instanceof HTMLTextAreaElement ? field : null;
}

/** @param {HTMLElement} row @param {string} layerId */
export function fits(row, layerId) {
  return layerButton(layerId)?.dataset.target === row.dataset.kind;
}

/** @param {Element} row @returns {HTMLInputElement | null} ticked when the text may be set smaller */
export function shrinkOf(row) {
  const field = row.querySelector("[data-shrink]");
  return field instanceof HTMLInputElement ? field : null;
}

/**
 * Put a layer into a placeholder. It leaves the place where it was, unless it is to fill both.
 * @param {HTMLElement} row @param {string} layerId "" clears the placeholder
 * @param {{share?: boolean, skip?: boolean}} [how]
 */
export function choose(row, layerId, { share = false, skip = false } = {}) {
  const before = allRows().filter((other) => other !== row && choiceOf(other).value === layerId);
  put(row, layerId, skip);
  if (layerId && before.length && !share) {
    for (const other of before) put(other, "", false);
    toast(`“${nameOf(layerButton(layerId))}” was moved from ${before[0].dataset.name} to ${row.dataset.name}.`);
  }
  changed(row);
}

/** Exchange the layers of two rows. @param {HTMLElement} one @param {HTMLElement} other */
export function swap(one, other) {
  const layers = [choiceOf(one).value, choiceOf(other).value];
  put(one, layers[1], false);
  put(other, layers[0], false);
  changed(one);
}

/** @param {HTMLElement} row @param {string} layerId @param {boolean} skip */
function put(row, layerId, skip) {
  const field = choiceOf(row);
  const hand = handOf(row);
  const focus = focusOf(row);
  if (field.value !== layerId && hand) hand.value = "";
  if (field.value !== layerId && focus) focus.value = "0.5 0.5";
  field.value = layerId;
  row.toggleAttribute("data-skipped", skip);
  show(row);
}

/** After a row's fields have changed, however that came. @param {HTMLElement} row */
export function changed(row) {
  show(row);
  count();
  commit();
}

/** @param {HTMLElement} row */
export function cycleFit(row) {
  const select = fitOf(row);
  if (!select) return;
  select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
  changed(row);
}

/** Let a text be set smaller where it needs more room, or no longer. @param {HTMLElement} row */
export function toggleShrink(row) {
  const field = shrinkOf(row);
  if (!field) return;
  field.checked = !field.checked;
  changed(row);
}

/** Move what stays in sight of a picture that is cut. @param {HTMLElement} row @param {number} across @param {number} down */
export function nudge(row, across, down) {
  const field = focusOf(row);
  if (!field || fitOf(row)?.value !== "fill" || !choiceOf(row).value) return;
  const [x, y] = field.value.split(" ").map(Number);
  const moved = [x + across, y + down].map((part) => Math.min(1, Math.max(0, Math.round(part * 100) / 100)));
  field.value = moved.join(" ");
  changed(row);
}

/** Draw a row as its fields say. @param {HTMLElement} row */
export function show(row) {
  const layerId = choiceOf(row).value;
  const verdict = row.querySelector("[data-verdict]");
  const open = row.querySelector("[data-open]");
  if (!(verdict instanceof HTMLElement) || !(open instanceof HTMLElement)) return;
  const skipped = row.hasAttribute("data-skipped");
  const unchanged = layerId === row.dataset.layerBefore && !skipped;
  const level = unchanged ? row.dataset.level : layerId || skipped ? "own" : "empty";
  row.className = row.className.replace(/match--\w+/, `match--${level}`);
  verdict.className = `pill pill--${level}`;
  const own = layerId ? "Your choice" : skipped ? "Left as it is" : "Not filled";
  verdict.textContent = unchanged ? (row.dataset.proposal ?? "") : own;
  const why = row.querySelector("[data-why]");
  if (why instanceof HTMLElement) why.hidden = !unchanged;
  const layer = layerButton(layerId);
  open.textContent = layer ? nameOf(layer) : (skipped ? "Left as it is" : "Choose a layer");
  picture(row, layer);
}

/** @param {HTMLElement} row @param {HTMLElement | null} layer */
function picture(row, layer) {
  const thumb = row.querySelector("[data-thumb]");
  const text = row.querySelector("[data-text]");
  if (!thumb || !text) return;
  const hand = handOf(row)?.value ?? "";
  text.textContent = hand ? `${hand.slice(0, 80)} (put right by hand)` : wordsBesideName(layer).slice(0, 80);
  const source = pictureOf(layer);
  if (pictureOf(thumb) === source) return;
  thumb.replaceChildren();
  if (!source) return;
  const image = new Image(40, 40);
  image.alt = "";
  image.src = source;
  thumb.append(image);
}

/** @returns {string} how many rows still need a person */
export function countWords() {
  const rows = allRows();
  const open = rows.filter((row) => row.matches(".match--empty, .match--check")).length;
  return `${open} of ${rows.length} to check`;
}

/** Show how many rows still need a person. */
export function count() {
  const words = document.querySelector("[data-count]");
  if (words) words.textContent = countWords();
}
