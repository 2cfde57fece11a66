/** Forms that ask for a reason: a kind of reason brings its sentence, and too short is said. */

/** @param {HTMLFormElement} form */
function prepare(form) {
  const code = form.querySelector("[data-reason-code]");
  const text = form.querySelector("textarea");
  if (!(code instanceof HTMLSelectElement) || !text) return;
  let prepared = "";
  code.addEventListener("change", () => {
    const sentence = code.selectedOptions[0]?.dataset.sentence ?? "";
    if (text.value.trim() && text.value !== prepared) return; // own words stay
    text.value = prepared = sentence;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

for (const form of document.querySelectorAll("form[data-reasoned]")) {
  if (form instanceof HTMLFormElement) prepare(form);
}
