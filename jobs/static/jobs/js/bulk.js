/** Choosing jobs on the dashboard: what is chosen outlives the list's refreshing, and a form shows only what it needs. */

const NEEDED = /** @type {Record<string, string>} */ ({ cancel: "reason", prioritise: "priority", assign: "person" });
const form = document.querySelector("[data-bulk]");
const chosen = new Set();

/** @returns {HTMLInputElement[]} */
function boxes() {
  return [...document.querySelectorAll("input[name=job][form=bulk]")].filter((box) => box instanceof HTMLInputElement);
}

function show() {
  const here = boxes();
  for (const box of here) box.checked = chosen.has(box.value);
  const all = document.querySelector("[data-choose-all]");
  if (all instanceof HTMLInputElement) {
    all.hidden = false;
    all.checked = here.length > 0 && here.every((box) => box.checked);
  }
  const count = form?.querySelector("[data-bulk-count]");
  if (count) count.textContent = chosen.size ? `${chosen.size} chosen` : "";
}

function showNeeded() {
  const action = form?.querySelector("[name=action]");
  if (!(action instanceof HTMLSelectElement)) return;
  for (const field of form?.querySelectorAll("[data-for]") ?? []) {
    if (!(field instanceof HTMLElement) || field.dataset.for === "action") continue;
    field.hidden = field.dataset.for !== NEEDED[action.value];
    const input = field.querySelector("input");
    if (input) input.required = !field.hidden;
  }
}

document.addEventListener("change", (event) => {
  if (!(event.target instanceof HTMLInputElement)) return;
  const all = event.target.hasAttribute("data-choose-all");
  if (!all && event.target.getAttribute("form") !== "bulk") return;
  for (const box of all ? boxes() : [event.target]) {
    if (event.target.checked) chosen.add(box.value);
    else chosen.delete(box.value);
  }
  show();
});

document.addEventListener("htmx:afterSwap", () => {
  const here = new Set(boxes().map((box) => box.value));
  for (const jobId of chosen) if (!here.has(jobId)) chosen.delete(jobId);
  show();
});

form?.addEventListener("change", showNeeded);
showNeeded();
show();
