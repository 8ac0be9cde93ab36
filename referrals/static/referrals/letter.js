// The page of one letter: where the focus goes when it opens for a reply, and after each act.
"use strict";

(() => {
  const first = (...selectors) => selectors.map((each) => document.querySelector(each)).find(Boolean);

  if (new URLSearchParams(location.search).has("reply")) first("#reply [name=kind]")?.focus();

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "letter-state") return;
    // A field that is wrong, the question about a day, the way on, or the box that says how it stands.
    first("#letter-state [name=sure]", "#letter-state [aria-invalid=true]", "[data-next-scan]", "#letter-state")?.focus();
  });
})();
