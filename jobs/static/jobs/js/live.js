/** Keeps a page's polling polite: quiet in a hidden tab, and never a login page within the page. */

const REFRESH_ON_RETURN = "refresh";

/** @param {Event} event @returns {HTMLElement | null} the part of the page that is kept new, if the event is its own */
function liveOf(event) {
  return event.target instanceof HTMLElement && event.target.hasAttribute("data-live") ? event.target : null;
}

/** @param {string} address */
function pathOf(address) {
  return new URL(address, location.href).pathname;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (liveOf(event) && document.hidden) event.preventDefault();
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const part = liveOf(event);
  if (!part) return;
  const { xhr } = /** @type {CustomEvent} */ (event).detail;
  const [asked, answered] = [part.getAttribute("hx-get") ?? "", xhr.responseURL].map(pathOf);
  if (answered === asked) return;
  event.preventDefault();
  location.reload(); // the session has ended: let the server ask for the sign-in
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  const part = document.querySelector("[data-live]");
  part?.dispatchEvent(new CustomEvent(REFRESH_ON_RETURN));
});
