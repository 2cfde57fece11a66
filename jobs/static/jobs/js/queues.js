/**
 * The queues' pages: gives Django's `actions.js` the counter it looks for beside the actions, and
 * names to what Django-RQ leaves without one. Runs before it, as modules come before "content loaded".
 */

const choices = document.querySelectorAll("input.action-select");

/** @param {string} name */
const spoken = (name) => Object.assign(document.createElement("span"), {
  className: "visually-hidden",
  textContent: name,
});

for (const choice of choices) {
  const job = choice.closest("tr")?.querySelector("th")?.textContent?.trim();
  choice.setAttribute("aria-label", `Choose ${job}`);
}

const all = document.getElementById("action-toggle");
all?.setAttribute("aria-label", "Choose all jobs on this page");
all?.closest("th")?.append(spoken("Chosen"));

const counter = Object.assign(document.createElement("span"), { className: "action-counter" });
counter.dataset.actionsIcnt = String(choices.length);
document.querySelector("#changelist-form .actions")?.append(counter);

for (const head of document.querySelectorAll("th:empty")) head.append(spoken("Open"));
