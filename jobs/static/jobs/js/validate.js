/** The validation page: return to matching, or override with a reason that is long enough. */

import { ApiError, postJson } from "./api.js";
import { toast } from "./toast.js";

const page = document.querySelector("[data-validate]");
const returning = document.querySelector("[data-return]");
const overriding = document.querySelector("[data-override]");

/** @param {string} selector @returns {HTMLElement} */
function part(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`no ${selector} on this page`);
  return found;
}

/** @param {HTMLTextAreaElement} field */
function missing(field) {
  return Math.max(0, Number(field.dataset.min) - field.value.trim().length);
}

/**
 * Run one call while its button rests; tell what went wrong.
 * @param {HTMLFormElement} form @param {() => Promise<void>} call
 */
async function once(form, call) {
  const buttons = document.querySelectorAll("[data-decide] button");
  for (const button of buttons) if (button instanceof HTMLButtonElement) button.disabled = true;
  form.setAttribute("aria-busy", "true");
  try {
    await call();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const stale = error.status === 409 ? { href: location.href, text: "Show where it is now" } : undefined;
    toast(error.message, "error", stale);
    for (const button of buttons) if (button instanceof HTMLButtonElement) button.disabled = false;
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/** @param {string} url @param {number} milliseconds */
function leaveFor(url, milliseconds) {
  setTimeout(() => location.assign(url), milliseconds);
}

/** @param {DOMStringMap} urls */
async function returnToMatching(urls) {
  const answer = await postJson(urls.returnApi ?? "", {});
  toast(answer.message ?? "Returning to matching…", "info");
  leaveFor(answer.redirect_url, 1000);
}

/** @param {DOMStringMap} urls @param {string} reason @param {string} code */
async function override(urls, reason, code) {
  const body = { override_reason: reason, reason_code: code };
  const answer = await postJson(urls.overrideApi ?? "", body);
  toast(answer.message, "success");
  part("[data-decide]").hidden = true;
  part("[data-after-text]").textContent = answer.message;
  part("[data-after]").hidden = false;
  part("[data-after] [data-next-job]").focus();
  leaveFor(urls.nextUrl ?? "/", 1500);
}

if (page instanceof HTMLElement && returning instanceof HTMLFormElement) {
  returning.addEventListener("submit", (event) => {
    event.preventDefault();
    void once(returning, () => returnToMatching(page.dataset));
  });
}

if (page instanceof HTMLElement && overriding instanceof HTMLFormElement) {
  const field = overriding.querySelector("textarea");
  const help = part("[data-override] [data-reason-help]");
  const hint = help.textContent;
  const button = overriding.querySelector("button");
  const show = () => {
    if (!field || !button) return;
    const left = missing(field);
    button.setAttribute("aria-disabled", String(left > 0));
    help.textContent = left && field.value ? `${left} more characters are needed.` : hint;
  };
  overriding.noValidate = true; // the sentence beside the field says it better
  overriding.addEventListener("input", show);
  overriding.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!field) return;
    if (missing(field)) {
      toast(`The reason must have at least ${field.dataset.min} characters.`, "warning");
      field.focus();
      return;
    }
    const code = overriding.querySelector("select")?.value ?? "";
    void once(overriding, () => override(page.dataset, field.value.trim(), code));
  });
  show();
}
