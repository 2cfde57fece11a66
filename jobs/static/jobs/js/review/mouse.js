/** The mouse on the review page: a row, then a layer; or a layer dragged onto a row. */

import { toast } from "../toast.js";
import { choose, fits, layerButton, settle } from "./rows.js";
import { hover, rowsOf, select, selectedRow, showChosen } from "./selection.js";

const THINGS = "[data-row], [data-layer], [data-box-layer], [data-box-placeholder]";
const CONTROLS = "select, summary, label, a, button";

/** @param {EventTarget | null} target @returns {HTMLElement | SVGElement | null} */
function thingAt(target) {
  const found = target instanceof Element ? target.closest(THINGS) : null;
  return found instanceof HTMLElement || found instanceof SVGElement ? found : null;
}

/** @param {MouseEvent} event */
function click(event) {
  const thing = thingAt(event.target);
  if (!thing) return;
  const layerId = thing.dataset.layer ?? thing.dataset.boxLayer;
  if (layerId !== undefined) {
    take(layerId, thing);
    return;
  }
  const [row] = rowsOf(thing);
  const onControl = event.target instanceof Element && event.target.closest(CONTROLS);
  if (row) select(row, { focus: !onControl });
}

/** Put the clicked layer into the selected row. @param {string} layerId @param {Element} thing */
function take(layerId, thing) {
  const row = selectedRow();
  const [partner] = rowsOf(thing);
  const name = layerButton(layerId)?.dataset.name ?? layerId;
  if (row && fits(row, layerId)) choose(row, layerId);
  else if (row) toast(`“${name}” does not fit: ${row.dataset.name} takes ${kindOf(row)}.`, "warning");
  else if (partner) select(partner);
  else toast("Choose a placeholder first, then its layer.");
}

/** @param {HTMLElement} row */
function kindOf(row) {
  return row.dataset.kind === "text" ? "a text" : "a picture";
}

/** @type {string | null} */
let dragged = null;

/** @param {DragEvent} event @returns {HTMLElement | null} the row below, when the layer fits it */
function targetOf(event) {
  const row = event.target instanceof Element ? event.target.closest("[data-row]") : null;
  return row instanceof HTMLElement && dragged && fits(row, dragged) ? row : null;
}

/** @param {HTMLElement | null} row */
function aim(row) {
  for (const old of document.querySelectorAll(".is-target")) old.classList.remove("is-target");
  row?.classList.add("is-target");
}

/** @param {HTMLElement} page */
function listenToDrags(page) {
  page.addEventListener("dragstart", (event) => {
    dragged = thingAt(event.target)?.dataset.layer ?? null;
    if (dragged) event.dataTransfer?.setData("text/plain", dragged);
  });
  page.addEventListener("dragover", (event) => {
    const row = targetOf(event);
    aim(row);
    if (row) event.preventDefault();
  });
  page.addEventListener("drop", (event) => {
    const row = targetOf(event);
    if (!row || !dragged) return;
    event.preventDefault();
    choose(row, dragged);
    select(row);
  });
  page.addEventListener("dragend", () => {
    dragged = null;
    aim(null);
  });
}

/** @param {HTMLElement} page */
export function listenToMouse(page) {
  page.addEventListener("click", click);
  page.addEventListener("mouseover", (event) => hover(thingAt(event.target)));
  page.addEventListener("mouseleave", () => hover(null));
  page.addEventListener("row:changed", showChosen);
  page.addEventListener("change", (event) => {
    if (!(event.target instanceof Element) || !event.target.matches("[data-choice]")) return;
    const row = event.target.closest("[data-row]");
    if (row instanceof HTMLElement) settle(row);
  });
  listenToDrags(page);
}
