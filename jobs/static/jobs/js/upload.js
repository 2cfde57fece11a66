/** The upload form: files can be dropped, and what will be sent is said. */

const form = document.querySelector("[data-upload]");
const zone = document.querySelector("[data-drop]");
const manifest = document.querySelector('input[name="manifest"]');
const files = document.querySelector('input[name="files"]');
const chosen = document.querySelector("[data-chosen]");
const sending = document.querySelector("[data-sending]");

/** @param {number} bytes */
function megabytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** @param {File[]} list @param {HTMLInputElement} input */
function put(list, input) {
  const transfer = new DataTransfer();
  for (const file of list) transfer.items.add(file);
  input.files = transfer.files;
}

/** @param {HTMLInputElement} sheet @param {HTMLInputElement} rest */
function tell(sheet, rest) {
  const all = [...(sheet.files ?? []), ...(rest.files ?? [])];
  const total = all.reduce((sum, file) => sum + file.size, 0);
  const names = all.slice(0, 3).map((file) => file.name).join(", ");
  const more = all.length > 3 ? ` and ${all.length - 3} more` : "";
  if (chosen) chosen.textContent = all.length ? `${names}${more}, ${megabytes(total)}` : "";
}

if (
  form instanceof HTMLFormElement && zone instanceof HTMLElement &&
  manifest instanceof HTMLInputElement && files instanceof HTMLInputElement
) {
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("drop--over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("drop--over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("drop--over");
    const dropped = [...(event.dataTransfer?.files ?? [])];
    const sheets = dropped.filter((file) => /\.(csv|xlsx)$/i.test(file.name));
    if (sheets.length) put(sheets.slice(0, 1), manifest);
    const rest = dropped.filter((file) => file !== sheets[0]);
    if (rest.length) put(rest, files);
    tell(manifest, files);
  });
  form.addEventListener("change", () => tell(manifest, files));
  form.addEventListener("submit", () => {
    if (sending instanceof HTMLElement) sending.hidden = false;
  });
}
