// The work list by keys: J and K go down and up, Enter opens. A page that is opened with a keyboard at
// hand begins at its first row.
"use strict";

(() => {
  const rows = [...document.querySelectorAll("[data-row]")];

  function goTo(row) {
    row.focus({ preventScroll: true });
    row.closest("li").scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (!step || event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    // A box in the row counts as the row.
    const here = rows.findIndex((row) => row.closest("li").contains(document.activeElement));
    const next = here < 0 ? rows[0] : rows[here + step];
    if (next) goTo(next);
    event.preventDefault();
  });

  if (rows.length && matchMedia("(hover: hover) and (pointer: fine)").matches) goTo(rows[0]);
})();
