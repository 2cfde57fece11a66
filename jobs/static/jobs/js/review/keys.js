/** The keyboard on the review page. The dialog behind "?" says the same to people. */

import { toast } from "../toast.js";
import { goToCanvas } from "./canvas.js";
import { redo, undo } from "./history.js";
import { pickFor } from "./picker.js";
import { choose, cycleFit, handOf, nudge, swap, toggleShrink } from "./rows.js";
import { move, select, selectedRow } from "./selection.js";

const NUDGE = 0.05; // of the way from edge to edge
const LETTERS = "review.letters"; // in this browser's storage: "off" when they are

const letters = document.querySelector("[data-letters]");

/** @type {HTMLElement | null} */
let swapping = null;

/** @type {Record<string, (row: HTMLElement) => void>} */
const ON_A_ROW = {
  Enter: pickFor,
  "/": pickFor,
  Backspace: (row) => choose(row, ""),
  Delete: (row) => choose(row, ""),
  f: cycleFit,
  m: toggleShrink,
  s: skip,
  t: correct,
  x: exchange,
  ArrowLeft: (row) => nudge(row, -NUDGE, 0),
  ArrowRight: (row) => nudge(row, NUDGE, 0),
};

/** @type {Record<string, () => void>} */
const ANYWHERE = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  j: () => move(1),
  k: () => move(-1),
  c: goToCanvas,
  u: undo,
  r: redo,
  "?": showKeys,
};

/** @type {Record<string, number>} */
const SHIFTED = { ArrowUp: -NUDGE, ArrowDown: NUDGE };

/** @param {HTMLElement} row */
function skip(row) {
  choose(row, "", { skip: true });
  move(1);
}

/** @param {HTMLElement} row */
function correct(row) {
  const hand = handOf(row);
  hand?.closest("details")?.setAttribute("open", "");
  hand?.focus();
}

/** The first time marks the row, the second exchanges the two. @param {HTMLElement} row */
function exchange(row) {
  const first = swapping;
  swapping = first === null ? row : null;
  if (first === null) toast(`Go to the row that swaps with ${row.dataset.name}, and press X again.`);
  else if (first.dataset.kind !== row.dataset.kind) toast("These two take layers of different kinds.", "warning");
  else if (first !== row) swap(first, row);
}

/** A dialog that was closed just now still has the focus until the page is drawn again. @param {KeyboardEvent} event */
function isTakenByItsTarget({ target, key }) {
  if (!(target instanceof Element) || target.closest("dialog:not([open])")) return false;
  if (target.closest("select, input, textarea, dialog")) return true;
  return target.closest("button, a, summary") !== null && (key === "Enter" || key === " ");
}

/** @param {KeyboardEvent} event @param {(action: string) => void} approve @returns {boolean} */
function approves(event, approve) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return false;
  if (!event.repeat) approve(event.shiftKey ? "dashboard" : "next_job");
  return true;
}

function showKeys() {
  const dialog = document.querySelector("[data-keys]");
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** @param {KeyboardEvent} event @returns {boolean} */
function leavesAField(event) {
  const target = event.target instanceof Element ? event.target : null;
  const row = target?.closest("[data-canvas]") ? selectedRow() : target?.closest("[data-row]");
  if (event.key !== "Escape" || !(row instanceof HTMLElement)) return false;
  select(row);
  return true;
}

/** @param {KeyboardEvent} event @returns {boolean} */
function works(event) {
  const row = selectedRow();
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.shiftKey && row && key in SHIFTED) nudge(row, 0, SHIFTED[key]);
  else if (key in ANYWHERE) ANYWHERE[key]();
  else if (row && key in ON_A_ROW) ON_A_ROW[key](row);
  else return false;
  return true;
}

/** Who speaks to the computer may press letters without meaning to: they can be switched off, and stay so. */
function listenToSwitch() {
  if (!(letters instanceof HTMLInputElement)) return;
  letters.checked = localStorage.getItem(LETTERS) !== "off";
  letters.addEventListener("change", () => localStorage.setItem(LETTERS, letters.checked ? "on" : "off"));
}

/** @param {KeyboardEvent} event */
function isSwitchedOff(event) {
  return event.key.length === 1 && letters instanceof HTMLInputElement && !letters.checked;
}

/** @param {(action: string) => void} approve called with "next_job" or "dashboard" */
export function listenToKeys(approve) {
  document.querySelector("[data-keys-open]")?.addEventListener("click", showKeys);
  listenToSwitch();
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (approves(event, approve) || leavesAField(event)) {
      event.preventDefault();
      return;
    }
    if (isSwitchedOff(event) || isTakenByItsTarget(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (works(event)) event.preventDefault();
  });
}
