/** What every page has: messages that close, the cancel dialog, buttons that call the API, unread news. */

import { ApiError, postJson } from "./api.js";
import { toast, watch } from "./toast.js";

for (const box of document.querySelectorAll("[data-toast]")) {
  if (box instanceof HTMLElement) watch(box);
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const link = event.target.closest("[data-cancel]");
  const button = event.target.closest("[data-post]");
  if (link instanceof HTMLElement && openCancelDialog(link)) event.preventDefault();
  if (button instanceof HTMLButtonElement) void post(button);
  if (event.target.closest("[data-dialog-close]")) event.target.closest("dialog")?.close();
});

/**
 * @param {HTMLElement} link
 * @returns {boolean} whether this page has the dialog
 */
function openCancelDialog(link) {
  const dialog = document.querySelector("[data-cancel-dialog]");
  const form = dialog?.querySelector("form");
  const name = dialog?.querySelector("[data-cancel-name]");
  if (!(dialog instanceof HTMLDialogElement) || !form || !name) return false;
  form.action = link.dataset.cancel ?? "";
  name.textContent = link.dataset.cancelJob ?? "";
  dialog.showModal();
  return true;
}

/** @param {HTMLButtonElement} button */
async function post(button) {
  button.disabled = true;
  try {
    await postJson(button.dataset.post ?? "", {});
    toast(button.dataset.postDone ?? "Done.", "success");
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    toast(error.message, "error");
    button.disabled = false;
  }
}

/** How many notifications are unread, asked once the page stands. */
const unread = document.querySelector("[data-unread]");
if (unread instanceof HTMLElement) {
  fetch(unread.dataset.unread ?? "", { redirect: "error" })
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then((html) => { unread.innerHTML = html; })
    .catch(() => {}); // offline or signed out: the number is missing, and nothing else
}

/** `#cancel` in the address opens the folded form on a job's page. */
const named = document.getElementById(location.hash.slice(1));
if (named instanceof HTMLDetailsElement) {
  named.open = true;
  named.querySelector("input")?.focus();
}
