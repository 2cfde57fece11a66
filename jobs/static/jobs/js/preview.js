/** A download completes the job: show that once the file is on its way. */

const REFRESH_AFTER = 2500; // milliseconds; the first byte has come by then

for (const link of document.querySelectorAll("[data-download]")) {
  link.addEventListener("click", () => setTimeout(() => location.reload(), REFRESH_AFTER), { once: true });
}

/** The divider between template and result; the slider moves by mouse, touch and arrow keys. */

const compare = /** @type {HTMLElement | null} */ (document.querySelector("[data-compare]"));
const at = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-compare-at]"));

function divide() {
  if (compare && at) compare.style.setProperty("--at", `${at.value}%`);
}

at?.addEventListener("input", divide);
divide();

/** Copies the command line; without a clipboard the button stays hidden. */

const copy = /** @type {HTMLElement | null} */ (document.querySelector("[data-copy]"));
const copied = document.querySelector("[data-copied]");
const told = document.querySelector("[data-copy-told]");

if (copy && copied && told && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(copied.textContent ?? "");
      told.textContent = "Copied.";
    } catch {
      told.textContent = "The browser does not let this page copy; select the line instead.";
    }
  });
}
