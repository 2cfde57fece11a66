/** The list of layers for one row: type to search, arrows, Enter. */

import { allLayers, layerButton, nameOf, wordsBesideName, wordsOf } from "./layers.js";
import { allRows, choiceOf, choose, fits } from "./rows.js";

const SHOWN = 60; // layers at once; typing narrows them

const dialog = document.querySelector("[data-picker]");
const search = dialog?.querySelector("input[role=combobox]");
const list = dialog?.querySelector("[role=listbox]");
const share = dialog?.querySelector("[data-share]");

/** @type {HTMLElement | null} */
let row = null;
let at = 0;

/** @param {HTMLElement} wanted the row that gets the layer */
export function pickFor(wanted) {
  if (!(dialog instanceof HTMLDialogElement) || !(search instanceof HTMLInputElement)) return;
  row = wanted;
  search.value = "";
  if (share instanceof HTMLInputElement) share.checked = false;
  const title = dialog.querySelector("[data-picker-title]");
  if (title) title.textContent = `Layer for ${row.dataset.name}`;
  row.focus({ preventScroll: true }); // where the browser goes back to, at once, however the dialog is closed
  dialog.showModal();
  search.focus();
  fill();
}

/** @param {string} words @returns {HTMLElement[]} what fits and is called so, free layers first */
function found(words) {
  const used = new Set(allRows().map((other) => choiceOf(other).value));
  const wanted = words.toLowerCase();
  return allLayers()
    .filter((layer) => row && fits(row, layer.dataset.layer ?? ""))
    .filter((layer) => `${nameOf(layer)} ${wordsOf(layer)}`.toLowerCase().includes(wanted))
    .sort((one, other) => Number(used.has(one.dataset.layer ?? "")) - Number(used.has(other.dataset.layer ?? "")))
    .slice(0, SHOWN);
}

function fill() {
  if (!(search instanceof HTMLInputElement) || !list) return;
  const layers = found(search.value);
  list.replaceChildren(...layers.map(option));
  const none = dialog?.querySelector("[data-picker-none]");
  if (none) none.textContent = layers.length ? "" : search.value ? "No layer that fits is called so." : "No layer of this file fits.";
  at = 0;
  point();
}

/** @param {HTMLElement} layer @param {number} number */
function option(layer, number) {
  const item = document.createElement("li");
  item.id = `picked-${number}`;
  item.className = "picker__option";
  item.role = "option";
  item.dir = "auto";
  item.dataset.pick = layer.dataset.layer;
  const user = allRows().find((other) => choiceOf(other).value === layer.dataset.layer);
  const more = [wordsBesideName(layer), user && `fills ${user.dataset.name}`].filter(Boolean);
  const about = document.createElement("span");
  about.className = "muted";
  about.textContent = more.join(" · ").slice(0, 120);
  item.append(nameOf(layer), " ", about);
  return item;
}

function point() {
  const options = [...(list?.children ?? [])];
  at = Math.max(0, Math.min(options.length - 1, at));
  options.forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
  options[at]?.scrollIntoView({ block: "nearest" });
  search?.setAttribute("aria-activedescendant", options[at]?.id ?? "");
}

/** @param {string | undefined} layerId */
function take(layerId) {
  if (!row || !layerId || !layerButton(layerId)) return;
  choose(row, layerId, { share: share instanceof HTMLInputElement && share.checked });
  if (dialog instanceof HTMLDialogElement) dialog.close();
}

/** @param {KeyboardEvent} event */
function key(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const chosen = list?.children[at];
  if (steps) {
    at += steps;
    point();
  } else if (event.key === "Enter") {
    if (event.shiftKey && share instanceof HTMLInputElement) share.checked = true;
    take(chosen instanceof HTMLElement ? chosen.dataset.pick : undefined);
  } else return;
  event.preventDefault();
}

export function listenToPicker() {
  search?.addEventListener("input", fill);
  if (search instanceof HTMLInputElement) search.addEventListener("keydown", key);
  list?.addEventListener("click", (event) => {
    const item = event.target instanceof Element ? event.target.closest("[data-pick]") : null;
    if (item instanceof HTMLElement) take(item.dataset.pick);
  });
}
