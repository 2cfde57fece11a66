/** Calls to the HTTP API with the session and its CSRF token. */

/** A call that the server refused, or that never reached it; `status` is 0 then. */
export class ApiError extends Error {
  /** @param {string} message @param {number} status */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** @returns {string} what the server wants with every change */
export function csrfToken() {
  const meta = document.querySelector('meta[name="csrf-token"]');
  return meta instanceof HTMLMetaElement ? meta.content : "";
}

/**
 * Post JSON and return the answer's document.
 * @param {string} url
 * @param {object} body
 * @returns {Promise<any>}
 * @throws {ApiError} with a sentence for the user
 */
export async function postJson(url, body) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
      body: JSON.stringify(body),
    });
  } catch {
    throw new ApiError("The server can’t be reached. Nothing was changed; try again.", 0);
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer?.success) return answer;
  throw new ApiError(sentence(response.status, answer?.error), response.status);
}

/** @param {number} status @param {unknown} error */
function sentence(status, error) {
  if (typeof error === "string" && error) return error;
  if (status === 401) return "You are signed out. Sign in again in another tab, then repeat this.";
  if (status === 403) return "You do not have the right to do this, or your session has changed.";
  return `The server answered ${status}. Nothing was changed; try again.`;
}
