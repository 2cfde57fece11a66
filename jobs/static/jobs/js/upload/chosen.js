/** What was dropped or chosen, folders included, each with its path. */

/** @typedef {{path: string, file: File}} Chosen */

/** @param {DataTransfer} data @returns {Promise<Chosen[]>} */
export async function dropped(data) {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...data.files].map((file) => ({ path: file.name, file }));
  const found = await Promise.all(entries.map((entry) => below(/** @type {any} */ (entry))));
  return withoutOneFolder(found.flat());
}

/** @param {any} entry @returns {Promise<Chosen[]>} */
async function below(entry) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ""), file }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) { // a reader gives a hundred at a time
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return found;
    for (const one of some) found.push(...(await below(one)));
  }
}

/** A manifest names paths as seen from its own folder: one common folder is left out. @param {Chosen[]} all */
function withoutOneFolder(all) {
  const kept = all.filter(({ file }) => !/^(\.|Thumbs\.db$)/.test(file.name));
  const tops = new Set(kept.map(({ path }) => (path.includes("/") ? path.split("/")[0] : "")));
  if (tops.size !== 1 || tops.has("")) return kept;
  return kept.map(({ path, file }) => ({ path: path.slice(path.indexOf("/") + 1), file }));
}

/** @param {File} file @returns {Promise<string>} SHA-256 in hex; "" where the browser can't, or need not */
export async function digestOf(file) {
  const isTemplate = /\.(aepx|aep|aet)$/i.test(file.name);
  if (!isTemplate || !crypto.subtle || file.size > 500 * 1024 * 1024) return "";
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
