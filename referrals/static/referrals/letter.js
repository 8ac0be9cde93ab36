// Opens a letter in a new tab as soon as it is printed. Where the browser refuses, its link is there.
"use strict";

document.addEventListener("htmx:afterSettle", () => {
  const link = document.querySelector("a[data-open]");
  if (link) {
    delete link.dataset.open;
    window.open(link.href, "_blank", "noopener");
    link.focus();
  }
});
