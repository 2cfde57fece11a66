/**
 * Sends files in pieces (tus 1.0, core), and goes on where a break or a pause left off.
 * A file with a `part` size goes to the file store instead, to an address for each part.
 */

import { ApiError, csrfToken, postJson } from "../api.js";

const PIECE = 8 * 1024 * 1024; // bytes
const FIRST_WAIT = 1000; // milliseconds; doubled after each failure
const LONGEST_WAIT = 30000;

/**
 * @typedef {{path: string, size: number, offset: number, part: number, url: string, file: File}} Going
 */

/** The server refused for good; going on would not help. */
export class Refused extends Error {}

export class Sending {
  /**
   * @param {Going[]} files
   * @param {(file: Going) => void} moved  called whenever a file's offset has changed
   * @param {(text: string) => void} said  called with what a person should know, or ""
   */
  constructor(files, moved, said) {
    this.files = files;
    this.moved = moved;
    this.said = said;
    this.stop = new AbortController();
    /** @type {Promise<void> | null} */
    this.pause = null;
    this.unpause = () => {};
  }

  get isPaused() { return this.pause !== null; }

  /** Stop sending at once; what has come is kept. */
  hold() {
    this.pause ??= new Promise((resolve) => { this.unpause = () => resolve(); });
    this.stop.abort();
  }

  resume() {
    this.pause = null;
    this.stop = new AbortController();
    this.unpause();
  }

  /** @param {Going} going @throws {Refused} */
  async send(going) {
    let wait = FIRST_WAIT;
    while (going.offset < going.size) {
      if (this.pause) await this.pause;
      try {
        await (going.part ? this.sendPart(going) : this.sendPiece(going));
        wait = FIRST_WAIT;
        this.said("");
      } catch (error) {
        if (error instanceof Refused) throw error;
        if (!this.isPaused) {
          const away = going.part ? "The file store can’t be reached." : "The connection is lost.";
          this.said(`${away} Sending goes on as soon as it is back.`);
          await new Promise((resolve) => setTimeout(resolve, wait));
          wait = Math.min(2 * wait, LONGEST_WAIT);
        }
        await this.ask(going).catch(() => {}); // still away: the next round tries again
      }
    }
  }

  /** @param {Going} going */
  async sendPiece(going) {
    const piece = going.file.slice(going.offset, going.offset + PIECE);
    const answer = await fetch(going.url, {
      method: "PATCH",
      headers: {
        "Content-Type": "application/offset+octet-stream",
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": String(going.offset),
        "X-CSRFToken": csrfToken(),
      },
      body: piece,
      signal: this.stop.signal,
    });
    await this.take(going, answer);
  }

  /** @param {Going} going */
  async sendPart(going) {
    const { url } = await postJson(`${going.url}/part`, { offset: going.offset }).catch((error) => {
      const isFinal = error instanceof ApiError && error.status >= 400 && error.status < 500;
      throw isFinal ? new Refused(error.message) : error;
    });
    const body = going.file.slice(going.offset, going.offset + going.part);
    const answer = await fetch(url, { method: "PUT", body, signal: this.stop.signal });
    if (!answer.ok) throw new Error(`The file store answered ${answer.status}.`);
    await this.ask(going);
  }

  /** How much of it is there? @param {Going} going */
  async ask(going) {
    await this.take(going, await fetch(going.url, { method: "HEAD" }));
  }

  /** @param {Going} going @param {Response} answer */
  async take(going, answer) {
    const offset = answer.headers.get("Upload-Offset");
    if (offset !== null && (answer.ok || answer.status === 409)) {
      going.offset = Number(offset);
      this.moved(going);
      return;
    }
    if (answer.status >= 500) throw new Error(`The server answered ${answer.status}.`);
    const told = await answer.json().catch(() => null);
    throw new Refused(told?.error ?? "The upload is not there any more, or you are signed out.");
  }
}
