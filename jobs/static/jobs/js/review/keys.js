/** The keyboard on the review page. The dialog behind "?" says the same to people. */

import { choiceOf, choose, cycleFit } from "./rows.js";
import { move, select, selectedRow } from "./selection.js";

/** @type {Record<string, (row: HTMLElement) => void>} */
const ON_A_ROW = {
  Enter: open,
  Backspace: (row) => choose(row, ""),
  Delete: (row) => choose(row, ""),
  f: cycleFit,
};

/** @param {HTMLElement} row */
function open(row) {
  const choice = choiceOf(row);
  choice.focus();
  choice.addEventListener("change", () => row.focus(), { once: true });
  try {
    choice.showPicker();
  } catch {
    // an older browser: the focused list takes arrows and letters as well
  }
}

/** @param {EventTarget | null} target */
function takesKeysItself(target) {
  return target instanceof Element && target.closest("select, input, textarea, summary, button, a, dialog") !== null;
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
function leavesAList(event) {
  const row = event.target instanceof Element ? event.target.closest("[data-row]") : null;
  if (event.key !== "Escape" || !(row instanceof HTMLElement)) return false;
  select(row);
  return true;
}

/** @param {KeyboardEvent} event @returns {boolean} */
function works(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
  if (steps) {
    move(steps);
    return true;
  }
  const row = selectedRow();
  const act = ON_A_ROW[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act || !row) return false;
  act(row);
  return true;
}

/** @param {(action: string) => void} approve called with "next_job" or "dashboard" */
export function listenToKeys(approve) {
  document.querySelector("[data-keys-open]")?.addEventListener("click", showKeys);
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    if (approves(event, approve) || leavesAList(event)) {
      event.preventDefault();
      return;
    }
    if (takesKeysItself(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?") showKeys();
    else if (works(event)) event.preventDefault();
  });
}
