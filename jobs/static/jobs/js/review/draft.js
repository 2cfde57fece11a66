/** The draft: saved by itself, again when the connection comes back, with what validation says. */

import { ApiError, postJson } from "../api.js";
import { toast } from "../toast.js";
import { say } from "./announce.js";
import { showIssues } from "./issues.js";
import { allRows, choiceOf, fitOf, focusOf, handOf, shrinkOf } from "./rows.js";

const PAUSE = 400; // milliseconds after the last change
const RETRY = 3000; // milliseconds
const SAVED = "All changes are saved.";

/** @returns {object[]} the matches as they are approved */
export function currentMatches() {
  return allRows()
    .filter((row) => choiceOf(row).value)
    .map((row) => {
      const match = { placeholder_id: row.dataset.placeholder, layer_id: choiceOf(row).value };
      const [fit, focus, hand] = [fitOf(row), focusOf(row), handOf(row)];
      const picture = fit ? { fit: fit.value, focus: focus?.value.split(" ").map(Number) } : {};
      return { ...match, ...picture, ...(hand?.value ? { text: hand.value } : {}), ...(shrinkOf(row)?.checked ? { shrink: true } : {}) };
    });
}

/** @param {HTMLFormElement} page */
export function keepDraft(page) {
  const field = page.elements.namedItem("draft_version");
  if (!(field instanceof HTMLInputElement)) throw new Error("a form without its draft's version");
  const words = page.querySelector("[data-saved]");
  /** @type {number | undefined} */
  let timer;
  /** @type {Promise<void>} */
  let saving = Promise.resolve();
  let unsaved = false;
  let stopped = false;
  let told = SAVED;

  /** @param {string} text shown, and said when it is news @param {{aloud?: boolean}} [options] */
  const tell = (text, { aloud = true } = {}) => {
    if (words) words.textContent = text;
    if (aloud && text !== told) say(text);
    told = text;
  };

  const save = async () => {
    if (stopped) return;
    unsaved = false;
    const skipped = allRows().filter((row) => row.hasAttribute("data-skipped"));
    const body = {
      matches: currentMatches(),
      skipped: skipped.map((row) => row.dataset.placeholder),
      version: Number(field.value),
    };
    try {
      const answer = await postJson(page.dataset.draft ?? "", body);
      field.value = String(answer.version);
      showIssues(answer.critical_issues);
      if (!unsaved) tell(SAVED);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      fail(error);
    }
  };

  /** @param {ApiError} error */
  const fail = (error) => {
    unsaved = true;
    if (error.status === 0 || error.status >= 500) {
      tell("No connection. Your changes are kept here; trying again…");
      later(RETRY);
      return;
    }
    stopped = error.status === 409;
    tell("Not saved.");
    toast(error.message, "error", { href: location.href, text: "Load it anew" });
  };

  /** @param {number} milliseconds */
  const later = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(() => void saveNow(), milliseconds);
  };

  const saveNow = () => {
    clearTimeout(timer);
    saving = saving.then(save);
    return saving;
  };

  document.addEventListener("draft:changed", () => {
    unsaved = true;
    tell("Saving…", { aloud: false });
    later(PAUSE);
  });
  addEventListener("online", () => unsaved && void saveNow());
  addEventListener("beforeunload", (event) => unsaved && !stopped && event.preventDefault());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  void saveNow();
  return {
    version: () => Number(field.value),
    settled: () => (unsaved ? saveNow() : saving),
  };
}
