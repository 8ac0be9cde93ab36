// What the physician sent the intake back for: the page begins at the first of these answers that is
// open, and the list at the top keeps up with what is answered here.
"use strict";

(() => {
  const rows = [...document.querySelectorAll("#answers [data-wanted]")];
  const boxes = rows.flatMap((row) =>
    row.dataset.wanted.split(" ").map((key) => row.querySelector(`[data-answer="${CSS.escape(key)}"]`)).filter(Boolean));

  const isOpen = (box) =>
    [...box.querySelectorAll("input:not([type=hidden]), select")].every((control) =>
      control.type === "radio" || control.type === "checkbox" ? !control.checked : control.value === "");

  function tell(box) {
    const line = document.querySelector(`[data-wanted-line="${CSS.escape(box.dataset.answer)}"] [data-wanted-state]`);
    if (line) line.textContent = isOpen(box) ? "open" : "✓ answered";
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    const key = event.target.closest?.("[data-answer]")?.dataset.answer;
    const box = key && document.querySelector(`#answers [data-answer="${CSS.escape(key)}"]`);
    if (box?.closest("[data-wanted]")) tell(box);
  });

  if (location.hash || !matchMedia("(hover: hover) and (pointer: fine)").matches) return;
  const first = boxes.find((box) => box.offsetParent !== null && isOpen(box));
  if (!first) return;
  first.scrollIntoView({ block: "center" });
  window.soleus.firstControl(first).focus({ preventScroll: true });
})();
