/** Approving: one call, then a word and the next page, as the answer says. */

import { ApiError, postJson } from "../api.js";
import { toast } from "../toast.js";
import { say } from "./announce.js";
import { currentMatches } from "./draft.js";

/** @param {string} url @param {number} milliseconds time to read the message */
function leaveFor(url, milliseconds) {
  setTimeout(() => location.assign(url), milliseconds);
}

/** @param {HTMLElement} page @param {boolean} busy */
function rest(page, busy) {
  for (const button of page.querySelectorAll("[data-approve]")) {
    if (button instanceof HTMLButtonElement) button.disabled = busy;
  }
  const words = page.querySelector("[data-busy]");
  if (words instanceof HTMLElement) words.hidden = !busy;
  if (busy) say("Validating…");
}

/** @param {DOMStringMap} page @param {string} action @param {any} answer */
function goOn(page, action, answer) {
  document.querySelector("[data-live]")?.remove(); // nobody else has taken the job: this page gives it up
  const dashboard = page.dashboardUrl ?? "/";
  if (answer.requires_validation) {
    toast(`${answer.critical_count} critical issue(s) found. Review required.`, "warning");
    leaveFor(answer.validation_url, 1500);
  } else if (action === "dashboard") {
    toast(`${page.job} approved.`, "success");
    leaveFor(dashboard, 1000);
  } else if (answer.next_job_id) {
    toast(`${page.job} approved. Loading the next job…`, "success");
    leaveFor(`${page.reviewUrl}${encodeURIComponent(answer.next_job_id)}`, 1000);
  } else {
    toast("No more jobs to review. Excellent work!", "success");
    leaveFor(dashboard, 2000);
  }
}

/**
 * @param {HTMLElement} page
 * @param {{version: () => number, settled: () => Promise<void>}} draft is saved before it is approved
 * @returns {(action: string) => Promise<void>}
 */
export function approver(page, draft) {
  let busy = false;
  return async (action) => {
    if (busy) return;
    busy = true;
    rest(page, busy);
    try {
      await draft.settled();
      const body = { approved_matches: currentMatches(), next_action: action, draft_version: draft.version() };
      goOn(page.dataset, action, await postJson(page.dataset.api ?? "", body));
    } catch (error) {
      busy = false;
      rest(page, busy);
      if (!(error instanceof ApiError)) throw error;
      const stale = error.status === 409 ? { href: location.href, text: "Show where it is now" } : undefined;
      toast(error.message, "error", stale);
    }
  };
}
