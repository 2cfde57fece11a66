/** Layers dragged by a finger on their thumbnail, since the rest of the list scrolls, or by the mouse on the canvas. */

import { aim, targetAt } from "./mouse.js";
import { choose } from "./rows.js";
import { select } from "./selection.js";

/** @param {PointerEvent} event @returns {string | null} the layer that is taken hold of; a zoomed canvas moves instead */
function layerUnder(event) {
  if (!(event.target instanceof Element)) return null;
  if (event.pointerType === "touch") return event.target.closest("[data-layer] .thumb")?.closest("[data-layer]")?.getAttribute("data-layer") ?? null;
  const box = event.button === 0 ? event.target.closest(".canvas:not(.is-zoomed) [data-box-layer]") : null;
  return box?.getAttribute("data-box-layer") ?? null;
}

/** @param {HTMLElement} page */
export function listenToPointers(page) {
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
  page.addEventListener("selectstart", (event) => dragged && event.preventDefault());
  page.addEventListener("pointermove", (event) => {
    if (dragged) aim(target(event));
  });
  page.addEventListener("pointerup", (event) => {
    const row = target(event);
    if (row && dragged) {
      choose(row, dragged, { share: event.altKey });
      select(row);
    }
    end();
  });
  page.addEventListener("pointercancel", end);
}
