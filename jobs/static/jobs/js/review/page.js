/** The match review page: ties rows, draft, mouse, keyboard and approval together. */

import { approver } from "./approve.js";
import { prepareCanvases } from "./canvas.js";
import { drawComposite } from "./composite.js";
import { keepDraft } from "./draft.js";
import { begin } from "./history.js";
import { listenToKeys } from "./keys.js";
import { drawBoxes } from "./layers.js";
import { listenToMouse } from "./mouse.js";
import { listenToPicker } from "./picker.js";
import { allRows, changed } from "./rows.js";
import { select, selectedRow, showChosen } from "./selection.js";
import { listenToPointers } from "./pointers.js";

const page = document.querySelector("[data-review]");

if (page instanceof HTMLFormElement) {
  begin();
  const approve = approver(page, keepDraft(page));
  const [first] = allRows();
  if (first) first.tabIndex = 0;
  drawBoxes();
  prepareCanvases();
  drawComposite();
  listenToMouse(page);
  listenToPointers(page);
  listenToPicker();
  listenToKeys((action) => void approve(action));
  document.addEventListener("draft:changed", () => {
    drawComposite();
    showChosen();
  });
  page.addEventListener("change", (event) => {
    const row = event.target instanceof Element ? event.target.closest("[data-row]") : null;
    if (row instanceof HTMLElement) changed(row);
  });
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
