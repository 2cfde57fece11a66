/** The mouse on the review page: a row, then a layer; or a layer dragged onto a row. */

import { toast } from "../toast.js";
import { drawLine } from "./canvas.js";
import { layerButton, nameOf } from "./layers.js";
import { pickFor } from "./picker.js";
import { choose, fits } from "./rows.js";
import { hover, mark, placesOf, rowsOf, select, selectedRow } from "./selection.js";

const THINGS = "[data-row], [data-layer], [data-box-layer], [data-box-placeholder]";
const CONTROLS = "select, summary, label, a, button, textarea";

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
  if (row && event.target instanceof Element && event.target.closest("[data-open]")) pickFor(row);
}

/** Put the clicked layer into the selected row. @param {string} layerId @param {Element} thing */
function take(layerId, thing) {
  const row = selectedRow();
  const [partner] = rowsOf(thing);
  const name = nameOf(layerButton(layerId));
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

/** @param {EventTarget | null} below @param {string | null} layerId @returns {HTMLElement | null} the row, when the layer fits it */
export function targetAt(below, layerId) {
  const thing = below instanceof Element ? below.closest("[data-row], [data-box-placeholder]") : null;
  const [row] = thing ? rowsOf(thing) : [];
  return row && layerId && fits(row, layerId) ? row : null;
}

/** Show where a dragged layer would go, in the list and on the canvas. @param {HTMLElement | null} row */
export function aim(row) {
  mark("is-target", row ? placesOf(row) : []);
}

/** @param {HTMLElement} page */
function listenToDrags(page) {
  page.addEventListener("dragstart", (event) => {
    dragged = thingAt(event.target)?.dataset.layer ?? null;
    if (dragged) event.dataTransfer?.setData("text/plain", dragged);
  });
  page.addEventListener("dragover", (event) => {
    const row = targetAt(event.target, dragged);
    aim(row);
    if (row) event.preventDefault();
  });
  page.addEventListener("drop", (event) => {
    const row = targetAt(event.target, dragged);
    if (!row || !dragged) return;
    event.preventDefault();
    choose(row, dragged, { share: event.altKey });
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
  page.addEventListener("mouseover", (event) => {
    hover(thingAt(event.target));
    drawLine();
  });
  page.addEventListener("mouseleave", () => {
    hover(null);
    drawLine();
  });
  listenToDrags(page);
}
