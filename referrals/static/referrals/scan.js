// Scanning: a scanner types the code and Enter. What is scanned while the one before is still under way
// waits its turn, so none is lost. Typing anywhere else on the page goes into the field as well.
"use strict";

(() => {
  const form = document.getElementById("scan-form");
  const field = document.getElementById("scan-code");
  const waiting = [];
  let busy = false;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    waiting.push({ code: field.value, mode: new FormData(form).get("mode") });
    field.value = "";
    sendNext();
  });

  async function sendNext() {
    if (busy || !waiting.length) return;
    busy = true;
    const values = waiting.shift();
    try {
      await htmx.ajax("POST", form.action, { source: form, target: "#scan-result", swap: "innerHTML", values });
    } catch {
      // session.js tells that there was no connection; the code is put back to be sent again.
      field.value = values.code;
    } finally {
      busy = false;
      sendNext();
    }
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "scan-result") event.target.querySelector(".scanned")?.classList.add("is-new");
  });

  form.addEventListener("change", (event) => {
    if (event.target.name === "mode") field.focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.key.length > 1) return;
    if (document.querySelector("dialog[open]") || event.target.closest("input:not([type=radio]), textarea, select")) return;
    field.focus();
  });
})();
