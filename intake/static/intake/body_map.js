// The body map: a second way to tick the boxes of a question. The boxes are the real controls: a
// place on the map ticks its box, and the map shows whatever the boxes say, however they came to it.
"use strict";

(() => {
  const map = document.querySelector("[data-body-map]");
  if (!map) return;
  const regions = [...map.querySelectorAll("[data-region]")];
  const name = map.querySelector("[data-name]");
  const hint = name.textContent;

  // Looked up each time, because "keep theirs" makes the controls of an answer anew.
  const answerOf = (key) => document.querySelector(`[data-answer="${key}"]`);
  const boxOf = (place) =>
    answerOf(place.dataset.key)?.querySelector(`[type=checkbox][value="${place.dataset.option}"]`);
  const regionOf = (place) =>
    regions.find((each) => each.dataset.key === place.dataset.key && each.dataset.option === place.dataset.option
      && each.ownerSVGElement === place.ownerSVGElement);

  // --- Marking ----------------------------------------------------------------------------------

  function mark(place) {
    const box = boxOf(place);
    if (!box || answerOf(place.dataset.key).hidden) return;
    box.click(); // brings the input and change events by which an answer is saved
  }

  map.addEventListener("click", (event) => {
    const place = event.target.closest("[data-key]");
    if (!place) return;
    goTo(regionOf(place), { focus: true });
    mark(place);
  });

  // --- Keys: one stop for Tab, arrows within ----------------------------------------------------

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  map.addEventListener("keydown", (event) => {
    const here = event.target.closest("[data-region]");
    if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      mark(here);
    } else if (event.key in ARROWS) {
      event.preventDefault();
      goTo(nearest(here, ARROWS[event.key]), { focus: true });
    }
  });

  function goTo(region, { focus }) {
    if (!region) return;
    for (const each of regions) each.setAttribute("tabindex", each === region ? "0" : "-1");
    if (focus) region.focus();
  }

  function middle(region) {
    const box = region.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  // The next place in a direction: what lies aside counts twice, so that a column is kept to.
  function nearest(here, [dx, dy]) {
    const [x, y] = middle(here);
    let best = null;
    let least = Infinity;
    for (const each of regions) {
      const [otherX, otherY] = middle(each);
      const ahead = (otherX - x) * dx + (otherY - y) * dy;
      const aside = Math.abs((otherX - x) * dy) + Math.abs((otherY - y) * dx);
      if (ahead > 1 && ahead + 2 * aside < least) [best, least] = [each, ahead + 2 * aside];
    }
    return best;
  }

  // --- What is pointed at -----------------------------------------------------------------------

  function pointAt(place) {
    const wanted = place ? `${place.dataset.key} ${place.dataset.option}` : "";
    for (const shade of map.querySelectorAll("[data-shade]")) {
      shade.toggleAttribute("data-pointed", shade.dataset.shade === wanted);
    }
    name.textContent = place ? regionOf(place).getAttribute("aria-label") : hint;
  }

  map.addEventListener("pointerover", (event) => pointAt(event.target.closest("[data-key]")));
  map.addEventListener("pointerleave", () => pointAt(null));
  map.addEventListener("focusin", (event) => pointAt(event.target.closest("[data-region]")));
  map.addEventListener("focusout", () => pointAt(null));

  // --- The map follows the boxes ----------------------------------------------------------------

  let asked = false;

  function follow() {
    asked = false;
    const marked = new Set();
    for (const region of regions) {
      const on = Boolean(boxOf(region)?.checked);
      if (on) marked.add(`${region.dataset.key} ${region.dataset.option}`);
      region.setAttribute("aria-checked", String(on));
      if (answerOf(region.dataset.key)?.hidden) region.setAttribute("aria-disabled", "true");
      else region.removeAttribute("aria-disabled");
    }
    for (const shade of map.querySelectorAll("[data-shade]")) {
      shade.toggleAttribute("data-marked", marked.has(shade.dataset.shade));
    }
    for (const words of map.querySelectorAll("[data-words]")) words.textContent = said(words.dataset.words);
  }

  function said(key) {
    const answer = answerOf(key);
    if (!answer) return "";
    const labels = [...answer.querySelectorAll("[type=checkbox]:checked")].map((box) =>
      "none" in box.dataset ? "none" : box.closest("label").querySelector("span").firstChild.textContent);
    const reasons = answer.querySelector("[data-reasons]");
    const reason = reasons?.value && reasons.selectedOptions[0].textContent;
    return labels.join(", ") || reason || "not asked";
  }

  // After the event has been dealt with by everybody, once for all that came together.
  function followSoon() {
    if (!asked) requestAnimationFrame(follow);
    asked = true;
  }

  // A box is ticked by hand, by "Right as left" (a click), or made anew by htmx.
  for (const kind of ["input", "change", "click", "htmx:afterSettle", "htmx:load"]) {
    document.addEventListener(kind, followSoon);
  }

  goTo(regions[0], { focus: false });
  follow();
})();
