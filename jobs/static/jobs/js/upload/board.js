/** What the upload page shows: files and how far they are, rows to put right, what there is to say. */

import { csrfToken } from "../api.js";

/** @param {number} bytes */
function megabytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export class Board {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    /** @param {string} name @returns {HTMLElement} */
    const part = (name) => {
      const found = document.querySelector(`[data-${name}]`);
      if (!(found instanceof HTMLElement)) throw new Error(`The page has no ${name}.`);
      return found;
    };
    this.button = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));
    this.chosen = part("chosen");
    this.said = part("sending");
    this.progress = part("progress");
    this.total = /** @type {HTMLProgressElement} */ (part("total"));
    this.share = part("share");
    this.list = part("files");
    this.pause = part("pause");
    this.rows = part("rows");
    this.table = part("table");
    this.before = part("before");
    /** @type {Map<string, HTMLProgressElement>} */
    this.bars = new Map();
    /** @type {Map<string, {size: number, offset: number}>} */
    this.going = new Map();
  }

  /** @param {import("./chosen.js").Chosen[]} all */
  tell(all) {
    const total = all.reduce((sum, { file }) => sum + file.size, 0);
    const names = all.slice(0, 3).map(({ path }) => path).join(", ");
    const more = all.length > 3 ? ` and ${all.length - 3} more` : "";
    this.chosen.textContent = all.length ? `${names}${more}, ${megabytes(total)}` : "";
  }

  /** @param {string} text */
  say(text) {
    this.said.hidden = !text;
    if (this.said.textContent !== text) this.said.textContent = text;
  }

  /** @param {import("./sending.js").Going[]} files */
  start(files) {
    this.button.disabled = true;
    this.before.hidden = true;
    this.progress.hidden = false;
    this.list.replaceChildren(...files.map((file) => this.line(file)));
    this.say("");
    for (const file of files) this.moved(file);
  }

  /** @param {import("./sending.js").Going} file */
  line(file) {
    const line = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = `${file.path}, ${megabytes(file.size)}`;
    const bar = document.createElement("progress");
    bar.max = Math.max(1, file.size);
    bar.setAttribute("aria-label", file.path);
    this.bars.set(file.path, bar);
    line.append(name, bar);
    return line;
  }

  /** @param {import("./sending.js").Going} file */
  moved(file) {
    this.going.set(file.path, file);
    const bar = this.bars.get(file.path);
    if (bar) bar.value = file.size ? file.offset : 1;
    const all = [...this.going.values()];
    const size = all.reduce((sum, one) => sum + one.size, 0);
    const here = all.reduce((sum, one) => sum + one.offset, 0);
    this.total.max = Math.max(1, size);
    this.total.value = here;
    this.share.textContent = `${megabytes(here)} of ${megabytes(size)}`;
  }

  /** @param {boolean} isPaused */
  paused(isPaused) {
    this.pause.textContent = isPaused ? "Go on" : "Pause";
    this.say(isPaused ? "Paused. What has arrived is kept." : "");
  }

  ready() {
    this.button.disabled = false;
  }

  /** @param {string} html made by the server, names escaped @param {number} count */
  showErrors(html, count) {
    this.rows.hidden = count === 0;
    this.table.innerHTML = html;
  }

  /** What stands in the cells, by row and column. */
  cells() {
    /** @type {Record<string, Record<string, string>>} */
    const found = {};
    for (const input of this.table.querySelectorAll("[data-cell]")) {
      if (!(input instanceof HTMLInputElement) || input.value === input.defaultValue) continue;
      const { row = "", column = "" } = input.dataset;
      (found[row] ??= {})[column] = input.value;
    }
    return found;
  }

  /** @param {any} upload one that was begun before @param {() => Promise<void>} discard */
  remember(upload, discard) {
    const size = upload.files.reduce((/** @type {number} */ sum, /** @type {any} */ file) => sum + file.size, 0);
    const here = upload.files.reduce((/** @type {number} */ sum, /** @type {any} */ file) => sum + file.offset, 0);
    this.before.hidden = false;
    const text = this.before.querySelector("p");
    if (text) {
      text.textContent = `An upload of ${upload.files.length} files was broken off at ${megabytes(here)} of ` +
        `${megabytes(size)}. Choose the same files again and it goes on from there.`;
    }
    this.before.querySelector("button")?.addEventListener("click", async () => {
      await discard();
      this.before.hidden = true;
    });
  }

  /** @param {() => void} then */
  onPause(then) { this.pause.addEventListener("click", then); }

  /** @param {() => void} then */
  onAgain(then) { this.rows.querySelector("[data-again]")?.addEventListener("click", then); }

  token() { return { "X-CSRFToken": csrfToken() }; }
}
