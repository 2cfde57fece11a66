/** The match review page: ties rows, mouse, keyboard and approval together. */

import { approver } from "./approve.js";
import { listenToKeys } from "./keys.js";
import { listenToMouse } from "./mouse.js";
import { allRows, showAll } from "./rows.js";
import { select, selectedRow } from "./selection.js";

const page = document.querySelector("[data-review]");

if (page instanceof HTMLFormElement) {
  const approve = approver(page);
  const [first] = allRows();
  if (first) first.tabIndex = 0;
  showAll();
  listenToMouse(page);
  listenToKeys((action) => void approve(action));
  const asked = allRows().find((row) => `#${row.id}` === location.hash);
  if (asked) select(asked);
  page.addEventListener("focusin", (event) => {
    const row = event.target instanceof Element ? event.target.closest("[data-row]") : null;
    if (row instanceof HTMLElement && row !== selectedRow()) select(row, { focus: false });
  });
  page.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    void approve(button instanceof HTMLElement ? (button.dataset.approve ?? "next_job") : "next_job");
  });
}
