/** The layers of the Photoshop file: the list holds what is known of each, once; the canvas shows their boxes. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {{x: number, y: number, width: number, height: number}} Box */

/** @returns {HTMLElement[]} the layers' buttons, as the list has them */
export function allLayers() {
  return [...document.querySelectorAll("[data-layer]")].filter((layer) => layer instanceof HTMLElement);
}

/** @param {string} layerId @returns {HTMLElement | null} the layer's button in the list */
export function layerButton(layerId) {
  const found = document.querySelector(`[data-layer="${CSS.escape(layerId)}"]`);
  return found instanceof HTMLElement ? found : null;
}

/** @param {Element | null} layer */
export function nameOf(layer) {
  return layer?.querySelector("[data-layer-name]")?.textContent ?? "";
}

/** @param {Element | null} layer what a text layer says, else "" */
export function wordsOf(layer) {
  return layer?.querySelector("[data-words]")?.textContent ?? "";
}

/** @param {Element | null} layer what a text layer says, unless it is called so */
export function wordsBesideName(layer) {
  const words = wordsOf(layer);
  return words === nameOf(layer) ? "" : words;
}

/** @param {Element | null} layer @returns {string | null} the address of its thumbnail */
export function pictureOf(layer) {
  return layer?.querySelector("img")?.getAttribute("src") ?? null;
}

/** @param {HTMLElement} layer @returns {Box} on the canvas, in its pixels */
export function boxOf(layer) {
  const [x, y, width, height] = (layer.dataset.box ?? "").split(" ").map(Number);
  return { x, y, width, height };
}

/** @param {HTMLElement} layer */
function drawn(layer) {
  const rect = document.createElementNS(SVG, "rect");
  Object.entries(boxOf(layer)).forEach(([name, value]) => rect.setAttribute(name, String(value)));
  rect.classList.add("box");
  rect.classList.toggle("box--quiet", "quiet" in layer.dataset);
  rect.dataset.boxLayer = layer.dataset.layer;
  const title = document.createElementNS(SVG, "title");
  title.textContent = nameOf(layer);
  rect.append(title);
  return rect;
}

/** Draw every layer's box, the largest first, so that a small one is never under it. */
export function drawBoxes() {
  const area = (/** @type {HTMLElement} */ layer) => boxOf(layer).width * boxOf(layer).height;
  const visible = allLayers().map((layer) => ({ layer, size: area(layer) })).filter(({ size }) => size > 0);
  visible.sort((one, other) => other.size - one.size);
  document.querySelector("[data-canvas=psd]")?.append(...visible.map(({ layer }) => drawn(layer)));
}
