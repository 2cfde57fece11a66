/** Fingers on the review page: a layer is dragged by its thumbnail, since the rest of the list scrolls. */

import { aim, targetAt } from "./mouse.js";
import { choose } from "./rows.js";
import { select } from "./selection.js";

/** @param {PointerEvent} event @returns {string | null} the layer whose thumbnail the finger is on */
function layerUnder(event) {
  const thumb = event.target instanceof Element ? event.target.closest("[data-layer] .thumb") : null;
  const layer = event.pointerType === "touch" ? thumb?.closest("[data-layer]") : null;
  return layer?.getAttribute("data-layer") ?? null;
}

/** @param {HTMLElement} page */
export function listenToTouch(page) {
  /** @type {string | null} */
  let dragged = null;
  /** @param {PointerEvent} event @returns {HTMLElement | null} the row below the finger, when the layer fits it */
  const target = ({ clientX, clientY }) => targetAt(document.elementFromPoint(clientX, clientY), dragged);
  const end = () => {
    dragged = null;
    aim(null);
  };
  page.addEventListener("pointerdown", (event) => {
    dragged = layerUnder(event);
  });
  page.addEventListener("pointermove", (event) => {
    if (dragged) aim(target(event));
  });
  page.addEventListener("pointerup", (event) => {
    const row = target(event);
    if (row && dragged) {
      choose(row, dragged);
      select(row);
    }
    end();
  });
  page.addEventListener("pointercancel", end);
}
