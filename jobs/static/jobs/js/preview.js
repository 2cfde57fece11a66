/** A download completes the job: show that once the file is on its way. */

const REFRESH_AFTER = 2500; // milliseconds; the first byte has come by then

for (const link of document.querySelectorAll("[data-download]")) {
  link.addEventListener("click", () => setTimeout(() => location.reload(), REFRESH_AFTER), { once: true });
}
