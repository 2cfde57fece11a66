/** Keeps the dashboard's polling polite: quiet in a hidden tab, and never a login page in the table. */

const REFRESH_ON_RETURN = "refresh";

/** @param {Event} event */
function isOurs(event) {
  return event.target instanceof HTMLElement && event.target.hasAttribute("data-live");
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (isOurs(event) && document.hidden) event.preventDefault();
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (!isOurs(event)) return;
  const { xhr } = /** @type {CustomEvent} */ (event).detail;
  const answered = new URL(xhr.responseURL, location.href).pathname;
  if (answered === location.pathname) return;
  event.preventDefault();
  location.reload(); // the session has ended: let the server ask for the sign-in
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  const board = document.querySelector("[data-live]");
  board?.dispatchEvent(new CustomEvent(REFRESH_ON_RETURN));
});
