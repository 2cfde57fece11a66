/** Zoom and pan of the canvases, and the line between a layer's box and its placeholder's. */

const STEP = 1.25;
const PAN = 0.1; // of what is seen
const DEEPEST = 20; // times larger than the whole

/** @typedef {{x: number, y: number, width: number, height: number}} View */

/** @param {SVGSVGElement} canvas @returns {View} */
function viewOf(canvas) {
  const { x, y, width, height } = canvas.viewBox.baseVal;
  return { x, y, width, height };
}

/** @param {SVGSVGElement} canvas @param {View} view @param {View} whole */
function setView(canvas, view, whole) {
  const x = Math.max(whole.x, Math.min(whole.width - view.width, view.x));
  const y = Math.max(whole.y, Math.min(whole.height - view.height, view.y));
  canvas.setAttribute("viewBox", `${x} ${y} ${view.width} ${view.height}`);
  canvas.classList.toggle("is-zoomed", view.width < whole.width);
  canvas.dispatchEvent(new CustomEvent("view:changed", { bubbles: true }));
}

/**
 * Zoom so that a point stays where it is.
 * @param {SVGSVGElement} canvas @param {View} whole @param {number} times @param {number} [across] @param {number} [down] share of the view
 */
function zoom(canvas, whole, times, across = 0.5, down = 0.5) {
  const view = viewOf(canvas);
  const width = Math.min(whole.width, Math.max(whole.width / DEEPEST, view.width / times));
  const height = (width * whole.height) / whole.width;
  const x = view.x + (view.width - width) * across;
  const y = view.y + (view.height - height) * down;
  setView(canvas, { x, y, width, height }, whole);
}

/** @param {SVGSVGElement} canvas @param {View} whole */
function listenToPointer(canvas, whole) {
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = canvas.getBoundingClientRect();
    const [across, down] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    zoom(canvas, whole, event.deltaY < 0 ? STEP : 1 / STEP, across, down);
  }, { passive: false });
  canvas.addEventListener("pointermove", (event) => {
    if (event.buttons !== 1) return;
    const view = viewOf(canvas);
    const scale = view.width / canvas.getBoundingClientRect().width;
    const [x, y] = [view.x - event.movementX * scale, view.y - event.movementY * scale];
    setView(canvas, { ...view, x, y }, whole);
  });
}

/** @type {Record<string, [number, number]>} shares of the view */
const PANS = { ArrowLeft: [-PAN, 0], ArrowRight: [PAN, 0], ArrowUp: [0, -PAN], ArrowDown: [0, PAN] };

/** @param {SVGSVGElement} canvas @param {View} whole */
function listenToKeyboard(canvas, whole) {
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const view = viewOf(canvas);
    const [across, down] = PANS[event.key] ?? [0, 0];
    if (event.key in PANS) setView(canvas, { ...view, x: view.x + across * view.width, y: view.y + down * view.height }, whole);
    else if (event.key === "+" || event.key === "=") zoom(canvas, whole, STEP);
    else if (event.key === "-") zoom(canvas, whole, 1 / STEP);
    else if (event.key === "0") setView(canvas, whole, whole);
    else return;
    event.preventDefault();
  });
}

/** Give the keyboard to the next canvas. */
export function goToCanvas() {
  const canvases = [...document.querySelectorAll("[data-canvas]")];
  const next = canvases[(canvases.findIndex((canvas) => canvas === document.activeElement) + 1) % canvases.length];
  if (next instanceof SVGSVGElement) next.focus();
}

/** @param {SVGSVGElement} canvas */
function prepare(canvas) {
  const whole = viewOf(canvas);
  listenToPointer(canvas, whole);
  listenToKeyboard(canvas, whole);
  const tools = canvas.closest("[data-zoomable]")?.querySelectorAll("[data-zoom]") ?? [];
  for (const tool of tools) {
    tool.addEventListener("click", () => {
      const wanted = tool.getAttribute("data-zoom");
      if (wanted === "whole") setView(canvas, whole, whole);
      else zoom(canvas, whole, wanted === "in" ? STEP : 1 / STEP);
    });
  }
}

/** @param {Element | null | undefined} box @returns {[number, number] | null} its middle in the window, when in sight */
function middle(box) {
  const canvas = box?.closest("[data-canvas]")?.getBoundingClientRect();
  if (!box || !canvas) return null;
  const { left, top, width, height } = box.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const seen = x >= canvas.left && x <= canvas.right && y >= canvas.top && y <= canvas.bottom;
  return seen && width > 0 ? [x, y] : null;
}

/**
 * The lit row, where it lies between the two boxes.
 * @param {string} lit @param {[number, number]} from @param {[number, number]} to @returns {DOMRect | undefined}
 */
function between(lit, from, to) {
  const row = [...document.querySelectorAll(`[data-row]${lit}`)].find((one) => one.checkVisibility());
  const box = row?.getBoundingClientRect();
  return box && box.left >= from[0] && box.right <= to[0] ? box : undefined;
}

/**
 * A path that stops at the row's edges, so that its words are not struck through.
 * @param {[number, number]} from @param {[number, number]} to @param {DOMRect} [row]
 */
function way([x, y], [toX, toY], row) {
  if (!row) return `M ${x} ${y} L ${toX} ${toY}`;
  const height = row.top + row.height / 2;
  return `M ${x} ${y} L ${row.left} ${height} M ${row.right} ${height} L ${toX} ${toY}`;
}

/** Draw the line from the lit layer's box to its row, and on to the placeholder's box. */
export function drawLine() {
  const line = document.querySelector("[data-line] path");
  if (!line) return;
  const lit = [".is-partner", ".is-chosen"].find((name) => document.querySelector(`[data-box-layer]${name}`)) ?? ".is-chosen";
  const from = middle(document.querySelector(`[data-box-layer]${lit}`));
  const to = middle(document.querySelector(`[data-box-placeholder]${lit} .box`));
  line.setAttribute("d", from && to ? way(from, to, between(lit, from, to)) : "");
}

export function prepareCanvases() {
  for (const canvas of document.querySelectorAll("[data-canvas]")) {
    if (canvas instanceof SVGSVGElement) prepare(canvas);
  }
  document.addEventListener("view:changed", drawLine);
  document.addEventListener("scroll", drawLine, { capture: true, passive: true });
  addEventListener("resize", drawLine);
}
