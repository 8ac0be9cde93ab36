// Keys on a suggestion that has the focus: A accept, D decline, X already done, L later, J and K next
// and previous. And the focus stays on the suggestion that was decided.
"use strict";

const suggestions = () => [...document.querySelectorAll("[data-suggestion]")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea")) return;
  const here = event.target.closest("[data-suggestion]");
  if (!here) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    const all = suggestions();
    const next = all[all.indexOf(here) + (key === "j" ? 1 : -1)];
    if (next) next.focus();
    return;
  }
  const control = here.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!control) return;
  event.preventDefault();
  if (control instanceof HTMLDetailsElement) {
    control.open = true;
    control.querySelector("select, textarea").focus();
  } else {
    control.click();
  }
});

let decided = "";
document.addEventListener("htmx:beforeRequest", (event) => {
  decided = event.target.closest("[data-suggestion]")?.id ?? "";
});
document.addEventListener("htmx:afterSettle", () => {
  const card = document.getElementById(decided);
  if (!card || card.contains(document.activeElement)) return;
  decided = "";
  (card.querySelector("details[open] select, details[open] textarea") ?? card).focus();
});
