/** The upload page: drop files, see them go, put rows right, and come back after a break. */

import { ApiError, postJson } from "../api.js";
import { digestOf, dropped } from "./chosen.js";
import { Refused, Sending } from "./sending.js";
import { Board } from "./board.js";

const KEPT = "sixstage-upload"; // in localStorage: which upload this browser has begun

/** @typedef {import("./chosen.js").Chosen} Chosen */

class Page {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.board = new Board(form);
    /** @type {Chosen[]} */
    this.chosen = [];
    /** @type {any} the server's answer: id, url, files */
    this.upload = null;
    /** @type {Sending | null} */
    this.sending = null;
  }

  /** @param {Chosen[]} more */
  choose(more) {
    const known = new Map(this.chosen.map((one) => [one.path, one]));
    for (const one of more) known.set(one.path, one);
    this.chosen = [...known.values()];
    this.board.tell(this.chosen);
  }

  async run() {
    if (!this.chosen.length) return this.board.say("Choose a manifest and its files, or one ZIP.");
    try {
      this.upload = (await this.unfinished()) ?? (await this.begin());
      localStorage.setItem(KEPT, this.upload.url);
      await this.sendAll();
      await this.finish();
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof Refused)) throw error;
      this.board.say(error.message);
      this.board.ready();
    }
  }

  /** The upload that was begun before, when just these files are its own. */
  async unfinished() {
    const before = await rememberedUpload();
    if (!before) return null;
    const sizes = new Map(this.chosen.map(({ path, file }) => [path, file.size]));
    const same = before.files.length === sizes.size &&
      before.files.every((/** @type {any} */ file) => sizes.get(file.path) === file.size);
    return same ? before : null;
  }

  async begin() {
    this.board.say("Looking for what the server has already …");
    const files = [];
    for (const { path, file } of this.chosen) {
      files.push({ path, size: file.size, sha256: await digestOf(file) });
    }
    return postJson(this.form.dataset.begin ?? "", { files });
  }

  async sendAll() {
    const own = new Map(this.chosen.map(({ path, file }) => [path, file]));
    const going = this.upload.files.map((/** @type {any} */ file) => ({ ...file, file: own.get(file.path) }));
    going.sort((/** @type {any} */ a, /** @type {any} */ b) => rank(a.path) - rank(b.path));
    this.board.start(going);
    this.sending = new Sending(going, (file) => this.board.moved(file), (text) => this.board.say(text));
    let checked = false;
    for (const file of going) {
      if (!checked && rank(file.path) > 0) {
        checked = true;
        await this.check({}).catch(() => {}); // told again at the end
      }
      await this.sending.send(file);
    }
  }

  /** @param {Record<string, Record<string, string>>} cells */
  async check(cells) {
    const answer = await postJson(`${this.upload.url}/check`, { cells });
    this.board.showErrors(answer.html, answer.errors);
    return answer;
  }

  async finish() {
    this.board.say("Checking every file …");
    const values = new FormData(this.form);
    const wanted = { rows: values.get("rows"), start: values.get("start") === "on" };
    const answer = await postJson(`${this.upload.url}/finish`, wanted).catch(async (error) => {
      await this.check({}).catch(() => {});
      throw error;
    });
    localStorage.removeItem(KEPT);
    location.assign(answer.url);
  }

  /** Corrected cells go along; then, with all files there, it is tried anew. */
  async again() {
    try {
      const answer = await this.check(this.board.cells());
      if (answer.errors === 0) await this.finish();
      else this.board.say(`${answer.errors} rows still need a correction.`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.board.say(error.message);
    }
  }
}

/** Tables first, so that rows can be checked while the rest is on its way. @param {string} path */
function rank(path) {
  return /\.(csv|xlsx)$/i.test(path) ? 0 : 1;
}

/** @returns {Promise<any>} the upload that this browser began and did not finish, or null */
async function rememberedUpload() {
  const url = localStorage.getItem(KEPT);
  if (!url) return null;
  const answer = await fetch(url).catch(() => null);
  if (answer?.ok) return answer.json();
  if (answer?.status === 404) localStorage.removeItem(KEPT);
  return null;
}

/** @param {Page} page */
function listen(page) {
  const { form, board } = page;
  const zone = form.querySelector("[data-drop]");
  zone?.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("drop--over"); });
  zone?.addEventListener("dragleave", () => zone.classList.remove("drop--over"));
  zone?.addEventListener("drop", async (event) => {
    event.preventDefault();
    zone.classList.remove("drop--over");
    const data = /** @type {DragEvent} */ (event).dataTransfer;
    if (data) page.choose(await dropped(data));
  });
  form.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.type !== "file") return;
    page.choose([...(event.target.files ?? [])].map((file) => ({ path: file.name, file })));
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); void page.run(); });
  board.onPause(() => {
    if (page.sending?.isPaused) page.sending.resume();
    else page.sending?.hold();
    board.paused(page.sending?.isPaused ?? false);
  });
  board.onAgain(() => void page.again());
}

const form = document.querySelector("form[data-upload]");
if (form instanceof HTMLFormElement) {
  const page = new Page(form);
  listen(page);
  void rememberedUpload().then((before) => before && page.board.remember(before, async () => {
    await fetch(before.url, { method: "DELETE", headers: page.board.token() });
    localStorage.removeItem(KEPT);
  }));
}
