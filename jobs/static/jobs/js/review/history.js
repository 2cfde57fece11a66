/** Undo and redo of the whole form: one state for each change, and a word to who listens. */

import { sayChanges } from "./announce.js";
import { allRows, choiceOf, count, fitOf, focusOf, handOf, show, shrinkOf } from "./rows.js";

/** @typedef {{layer: string, fit: string, focus: string, hand: string, shrink: boolean, skipped: boolean}} State */

/** @type {State[][]} */
const past = [];
/** @type {State[][]} */
const future = [];
/** @type {State[]} */
let current = [];

/** @param {HTMLElement} row @returns {State} */
function stateOf(row) {
  return {
    layer: choiceOf(row).value,
    fit: fitOf(row)?.value ?? "",
    focus: focusOf(row)?.value ?? "",
    hand: handOf(row)?.value ?? "",
    shrink: shrinkOf(row)?.checked ?? false,
    skipped: row.hasAttribute("data-skipped"),
  };
}

/** Begin with what the page shows. */
export function begin() {
  current = allRows().map(stateOf);
}

/** Keep what has changed, so that it can be undone. */
export function commit() {
  const now = allRows().map(stateOf);
  if (JSON.stringify(now) === JSON.stringify(current)) return;
  const before = current;
  past.push(before);
  future.length = 0;
  current = now;
  tell(before, "");
}

export function undo() {
  travel(past, future, "Undone: ");
}

export function redo() {
  travel(future, past, "Redone: ");
}

/** @param {State[][]} from @param {State[][]} to @param {string} how in words */
function travel(from, to, how) {
  const state = from.pop();
  if (!state) return;
  const before = current;
  to.push(before);
  current = state;
  allRows().forEach((row, at) => restore(row, state[at]));
  count();
  tell(before, how);
}

/** @param {HTMLElement} row @param {State} state */
function restore(row, state) {
  const [fit, focus, hand, shrink] = [fitOf(row), focusOf(row), handOf(row), shrinkOf(row)];
  choiceOf(row).value = state.layer;
  if (fit) fit.value = state.fit;
  if (focus) focus.value = state.focus;
  if (hand) hand.value = state.hand;
  if (shrink) shrink.checked = state.shrink;
  row.toggleAttribute("data-skipped", state.skipped);
  show(row);
}

/** @param {State[]} before @param {string} how */
function tell(before, how) {
  const other = (/** @type {unknown} */ _, /** @type {number} */ at) => JSON.stringify(before[at]) !== JSON.stringify(current[at]);
  sayChanges(allRows().filter(other), how);
  document.dispatchEvent(new CustomEvent("draft:changed"));
}
