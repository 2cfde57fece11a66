/** Short messages in the page's live region. */

const AT_ONCE = 3;
const SHOWN_FOR = 6000; // milliseconds; errors stay until they are closed

/**
 * @param {string} text
 * @param {"info" | "success" | "warning" | "error"} [tone]
 * @param {{href: string, text: string}} [link]
 */
export function toast(text, tone = "info", link) {
  const region = document.getElementById("toasts");
  if (!region) return;
  const box = document.createElement("div");
  box.className = `toast toast--${tone}`;
  box.dataset.toast = "";
  const words = document.createElement("p");
  words.className = "toast__text";
  words.textContent = text;
  if (link) words.append(" ", anchor(link));
  box.append(words, closeButton());
  region.append(box);
  watch(box);
  const old = region.querySelectorAll("[data-toast]:not(.toast--error)");
  if (old.length > AT_ONCE) old[0].remove();
}

/** @param {{href: string, text: string}} link */
function anchor(link) {
  const element = document.createElement("a");
  element.href = link.href;
  element.textContent = link.text;
  return element;
}

function closeButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "toast__close";
  button.dataset.toastClose = "";
  button.setAttribute("aria-label", "Close this message");
  button.textContent = "×";
  return button;
}

/**
 * Let a message be closed, and go by itself unless it is an error.
 * @param {HTMLElement} box
 */
export function watch(box) {
  const close = box.querySelector("[data-toast-close]");
  if (close instanceof HTMLButtonElement) {
    close.hidden = false;
    close.addEventListener("click", () => box.remove());
  }
  if (!box.classList.contains("toast--error")) setTimeout(() => box.remove(), SHOWN_FOR);
}
