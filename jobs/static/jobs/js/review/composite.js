/** The comp with its pictures and texts in place: a layout preview, not a render. */

import { boxOf, layerButton, pictureOf, wordsOf } from "./layers.js";
import { allRows, choiceOf, fitOf, focusOf, handOf, shrinkOf } from "./rows.js";

const SVG = "http://www.w3.org/2000/svg";
const CAP = 0.8; // of a text box's height
const SMALLEST = 0.6; // of its size: there the script stops to shrink a text
const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u; // by the first letter

/** @param {string} name @param {Record<string, string | number>} attributes */
function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/**
 * Where a picture lies in its place, as the script will have it.
 * @param {[number, number]} picture @param {[number, number]} place @param {string} fit @param {[number, number]} focus
 */
export function placed([width, height], place, fit, [x, y]) {
  if (fit === "stretch") return { x: 0, y: 0, width: place[0], height: place[1] };
  const scales = [place[0] / width, place[1] / height];
  const scale = fit === "fill" ? Math.max(...scales) : Math.min(...scales);
  const [across, down] = fit === "fill" ? [x, y] : [0.5, 0.5];
  const size = { width: width * scale, height: height * scale };
  return { x: (place[0] - size.width) * across, y: (place[1] - size.height) * down, ...size };
}

/** @param {HTMLElement} row @param {HTMLElement} layer @param {[number, number]} place */
function content(row, layer, place) {
  if (row.dataset.kind === "text") {
    const words = handOf(row)?.value || wordsOf(layer);
    const [x, direction] = RIGHT_TO_LEFT.test(words) ? [place[0], "rtl"] : [0, "ltr"];
    const drawn = element("text", { x, direction, y: place[1] * CAP, "font-size": place[1] * CAP, class: "composite__text" });
    drawn.textContent = words;
    return drawn;
  }
  const picture = pictureOf(layer);
  if (!picture) return null;
  const { width, height } = boxOf(layer);
  const [x = 0.5, y = 0.5] = (focusOf(row)?.value ?? "").split(" ").map(Number);
  const box = placed([width || 1, height || 1], place, fitOf(row)?.value ?? "fill", [x, y]);
  return element("image", { href: picture, preserveAspectRatio: "none", ...box });
}

/** Make a drawn text smaller until it is as wide as its place. @param {SVGTextElement} words @param {number} width */
function shrink(words, width) {
  const size = Number(words.getAttribute("font-size"));
  const share = width / words.getComputedTextLength();
  words.setAttribute("font-size", String(size * Math.max(SMALLEST, Math.min(1, share))));
}

/** @param {HTMLElement} row */
function draw(row) {
  const hole = document.querySelector(`[data-box-placeholder="${CSS.escape(row.dataset.placeholder ?? "")}"]`);
  const box = hole?.querySelector(".box");
  const inside = hole?.querySelector("[data-composite]");
  if (!box || !inside) return;
  const [width, height] = [Number(box.getAttribute("width")), Number(box.getAttribute("height"))];
  const layer = layerButton(choiceOf(row).value);
  const drawn = layer && content(row, layer, [width, height]);
  inside.replaceChildren(...(drawn ? [drawn] : []));
  if (drawn instanceof SVGTextElement && shrinkOf(row)?.checked) shrink(drawn, width);
  hole?.classList.toggle("is-filled", Boolean(drawn));
}

export function drawComposite() {
  allRows().forEach(draw);
}
