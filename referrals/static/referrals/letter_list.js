// Selecting letters to print, by mouse or by keys. J, K and Enter are work_list.js's.
"use strict";

(() => {
  const boxes = [...document.querySelectorAll("[data-select]")];
  const all = document.getElementById("select-all");
  const print = document.getElementById("print-selected");
  const none = document.getElementById("nothing-selected");
  const help = document.getElementById("keys-help");

  function tell() {
    const selected = boxes.filter((box) => box.checked).length;
    all.checked = selected === boxes.length;
    all.indeterminate = selected > 0 && selected < boxes.length;
    document.getElementById("selected-count").textContent = selected ? ` (${selected})` : "";
    if (selected) none.hidden = true;
  }

  function select(some, checked) {
    for (const box of some) box.checked = checked;
    tell();
  }

  if (boxes.length) {
    all.addEventListener("change", () => select(boxes, all.checked));
    for (const box of boxes) box.addEventListener("change", tell);
    document.addEventListener("submit", (event) => {
      if (event.target.id !== "print-form" || event.submitter?.name === "all") return;
      none.hidden = boxes.some((box) => box.checked);
      if (none.hidden) return;
      event.preventDefault();
      event.stopPropagation(); // htmx would send it all the same
    }, true);
    window.addEventListener("pageshow", tell); // the browser keeps what was ticked
  }

  document.querySelector("[data-keys-help]")?.addEventListener("click", () => help.showModal());

  const acts = {
    x(event) {
      const box = document.activeElement.closest("li")?.querySelector("[data-select]");
      if (event.shiftKey) select(boxes, boxes.some((each) => !each.checked));
      else if (box) select([box], !box.checked);
    },
    p: () => print?.focus(),
    s: () => document.querySelector("[data-scan]")?.click(),
    "?": () => help.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (document.querySelector("dialog[open]") || event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const act = acts[event.key.toLowerCase()];
    if (!act) return;
    act(event);
    event.preventDefault();
  });
})();
