/** What screen readers are told: each change in words, since nobody hears a row that is redrawn. */

import { choiceOf, countWords, fitOf, handOf, shrinkOf } from "./rows.js";

const KEPT = 5; // messages; older ones go
const MOST = 4; // rows told of one by one

/** @param {string} words */
export function say(words) {
  const log = document.querySelector("[data-said]");
  if (!log) return;
  const line = document.createElement("p");
  line.textContent = words;
  log.append(line);
  while (log.children.length > KEPT) log.firstElementChild?.remove();
}

/** @param {HTMLElement[]} rows that have changed @param {string} how "Undone: " or such, or empty */
export function sayChanges(rows, how) {
  const each = rows.length > MOST ? [`${rows.length} placeholders changed.`] : rows.map(sentence);
  say(`${how}${each.join(" ")} ${countWords()}.`);
}

/** @param {HTMLElement} row */
function sentence(row) {
  const verdict = row.querySelector("[data-verdict]")?.textContent ?? "";
  const layer = choiceOf(row).value && row.querySelector("[data-open]")?.textContent;
  const fit = layer && fitOf(row)?.selectedOptions[0].textContent;
  const hand = handOf(row)?.value && `put right by hand: ${handOf(row)?.value}`;
  const shrinks = shrinkOf(row)?.checked && "shrinks to fit";
  return `${row.dataset.name}: ${[layer, verdict, fit, hand, shrinks].filter(Boolean).join(", ")}.`;
}
