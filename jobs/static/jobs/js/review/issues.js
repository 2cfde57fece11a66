/** What validation says of the draft: on the rows, and at the buttons that approve. */

import { say } from "./announce.js";
import { allRows } from "./rows.js";

/** @param {{placeholder_id: string | null, message: string, hint: string}[]} issues critical ones */
export function showIssues(issues) {
  for (const row of allRows()) {
    const place = row.querySelector("[data-issues]");
    const own = issues.filter((issue) => issue.placeholder_id === row.dataset.placeholder);
    place?.replaceChildren(...own.map(sentence));
    row.classList.toggle("has-issue", own.length > 0);
    if (own.length) row.closest("details")?.setAttribute("open", "");
  }
  const words = document.querySelector("[data-critical]");
  if (!words) return;
  const number = `${issues.length} critical ${issues.length === 1 ? "issue" : "issues"}`;
  const sum = issues.length ? `${number}: approving leads to a review.` : "";
  if (sum === words.textContent) return;
  words.textContent = sum;
  say(sum || "No critical issue is left.");
}

/** @param {{message: string, hint: string}} issue */
function sentence(issue) {
  const paragraph = document.createElement("p");
  const word = document.createElement("strong");
  word.textContent = "Critical:";
  paragraph.append(word, ` ${issue.message} ${issue.hint}`);
  return paragraph;
}
