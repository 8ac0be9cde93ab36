// Opens the PDF of a print run as soon as it is finished. Where the browser opens no tab by itself, the
// PDF is saved instead; its link is there in any case.
"use strict";

function openFinished() {
  const link = document.querySelector("#print-run a[data-open]");
  if (!link) {
    return;
  }
  delete link.dataset.open;
  link.focus();
  if (!window.open(link.href, "_blank")) {
    window.location.assign(`${link.href}?save`);
  }
}

document.addEventListener("DOMContentLoaded", openFinished);
document.addEventListener("htmx:afterSettle", openFinished);
