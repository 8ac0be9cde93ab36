// Answers on a page: only one control of a question speaks at a time, nothing is left behind that was
// typed and not saved, and questions appear or go as the answers change what matters.
"use strict";

(() => {
  const RETRY_MS = 5000;
  // Boxes (data-answer) with something typed that the server has not yet confirmed.
  const unsaved = new Set();
  const typed = new WeakMap(); // how often a box was changed, now ...
  const sent = new WeakMap(); // ... and when its last request left
  let failing = false;

  const boxOf = (element) => element.closest?.("[data-answer]");

  // --- One control speaks -----------------------------------------------------------------------
  // In the capture phase, so that it is done before htmx reads the controls.

  document.addEventListener("input", (event) => {
    const box = boxOf(event.target);
    if (!box) return;
    onlyOneSpeaks(box, event.target);
    unsaved.add(box);
    typed.set(box, (typed.get(box) ?? 0) + 1);
    showSaving();
  }, true);

  function onlyOneSpeaks(box, changed) {
    const reasons = box.querySelector("[data-reasons]");
    if (!reasons) return;
    if (changed === reasons) {
      if (reasons.value) clearAllBut(box, reasons);
      return;
    }
    reasons.value = "";
    if (changed.type === "checkbox" && changed.checked) {
      const isNone = "none" in changed.dataset;
      for (const other of box.querySelectorAll("[type=checkbox]")) {
        if (other !== changed && (isNone || "none" in other.dataset)) other.checked = false;
      }
    }
  }

  function clearAllBut(box, kept) {
    for (const control of box.querySelectorAll("input:not([type=hidden]), select")) {
      if (control === kept) continue;
      if (control.type === "radio" || control.type === "checkbox") control.checked = false;
      else control.value = "";
    }
  }

  // --- Saved, or not yet ------------------------------------------------------------------------

  document.addEventListener("htmx:beforeRequest", (event) => {
    const box = boxOf(event.target);
    if (box) sent.set(box, typed.get(box) ?? 0);
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const box = boxOf(event.target);
    if (!box) return;
    const { xhr, successful } = event.detail;
    if (successful) {
      failing = false;
      if (sent.get(box) === (typed.get(box) ?? 0)) unsaved.delete(box);
    } else if (xhr.status !== 401) {
      // 401 is for session.js, which sends the same request again after the login.
      failing = true;
      const why = xhr.status === 0 ? "no connection" : "the server could not take it";
      notSaved(box, `Not saved: ${why}. It will be sent again.`);
      setTimeout(retry, RETRY_MS, box);
    }
    showSaving();
  });

  function notSaved(box, words) {
    const status = box.querySelector("[data-status]");
    status.querySelector("[data-not-saved]")?.remove();
    const line = document.createElement("p");
    line.className = "status-problem";
    line.dataset.notSaved = "";
    line.textContent = `⚠ ${words}`;
    status.append(line);
  }

  function retry(box) {
    if (box.isConnected && unsaved.has(box)) htmx.trigger(box, "resend");
  }

  window.addEventListener("online", () => unsaved.forEach(retry));

  // The telephone was locked or another tab chosen: what is half typed is saved as it is.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") unsaved.forEach(retry);
  });

  // A number that was changed and changed back is not unsaved, and no change event will come.
  document.addEventListener("focusout", (event) => {
    const box = boxOf(event.target);
    const seen = box?.querySelector("[name=seen]");
    if (seen && event.target.type === "text" && event.target.value === seen.value) {
      unsaved.delete(box);
      showSaving();
    }
  });

  const toSettle = () => document.querySelector("[data-status] .status-conflict") !== null;

  function showSaving() {
    const line = document.getElementById("saving");
    if (!line) return;
    const words = unsaved.size
      ? failing ? `Not saved yet: ${unsaved.size}. Trying again…` : "Saving…"
      : toSettle() ? "Two answers to one question: choose one" : "";
    if (line.textContent !== words) line.textContent = words;
    line.hidden = !words;
    line.classList.toggle("failing", words !== "" && words !== "Saving…");
    document.getElementById("save-line").hidden = Boolean(words);
  }

  // A link followed, or a form sent, at once would cut off the saving of the field just left.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !plain || link.target || link.getAttribute("href").startsWith("#")) return;
    if (!unsaved.size || failing) return;
    event.preventDefault();
    whenSaved(() => location.assign(link.href));
  });

  document.addEventListener("submit", (event) => {
    if (!unsaved.size || event.target.closest("dialog")) return;
    event.preventDefault();
    event.stopPropagation();
    whenSaved(() => event.target.requestSubmit(event.submitter));
  }, true);

  function whenSaved(goOn) {
    const wait = setInterval(() => {
      if (unsaved.size && !failing) return;
      clearInterval(wait);
      if (!unsaved.size) goOn();
    }, 30);
  }

  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size || toSettle()) event.preventDefault();
  });

  // --- What the answer changes on the page ------------------------------------------------------

  document.addEventListener("htmx:afterSwap", (event) => {
    const box = boxOf(event.target);
    if (box) markInvalid(box);
    placeQuestions();
    showSaving();
  });

  // "Keep theirs" has made the controls anew and taken its own button away: the focus goes on there.
  document.addEventListener("htmx:load", (event) => {
    if (!event.target.matches("[data-answer]")) return;
    markInvalid(event.target);
    firstControl(event.target).focus();
  });

  const firstControl = (box) =>
    box.querySelector("[type=radio]:checked") ?? box.querySelector("input:not([type=hidden]), select");

  function markInvalid(box) {
    const invalid = Boolean(box.querySelector("[data-status] [data-invalid]"));
    for (const control of box.querySelectorAll("input:not([type=hidden]), textarea, select")) {
      if (invalid) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }

  // Show, fold or put away each question as the server's last answer says. Nothing is moved or made
  // anew, so the focus and what is being typed stay as they are.
  function placeQuestions() {
    const state = document.getElementById("standings");
    if (!state) return;
    for (const standing of ["shown", "folded", "gone"]) {
      for (const id of state.dataset[standing].split(" ").filter(Boolean)) {
        const row = document.querySelector(`[data-row="${id}"]`); // what the record tells has none
        if (row) row.dataset.standing = standing;
      }
    }
    const gone = new Set(state.dataset.goneAnswers.split(" "));
    for (const box of document.querySelectorAll("#answers [data-answer]")) box.hidden = gone.has(box.dataset.answer);
    for (const part of document.querySelectorAll("[data-part]")) {
      const folded = part.querySelectorAll('[data-standing="folded"]').length;
      const shown = part.querySelectorAll('[data-standing="shown"]').length;
      part.querySelector("[data-folded-count]").textContent = folded;
      part.querySelector("[data-more]").hidden = !folded;
      part.toggleAttribute("data-all-folded", !shown);
      part.hidden = !folded && !shown && !part.querySelector(".from-patient");
    }
  }

  document.addEventListener("click", (event) => {
    const more = event.target.closest("[data-more]");
    if (more) {
      const open = more.closest("[data-part]").toggleAttribute("data-unfolded");
      more.setAttribute("aria-expanded", String(open));
    }
    const panel = event.target.closest("[data-live-toggle]");
    if (panel) panel.setAttribute("aria-expanded", String(panel.parentElement.toggleAttribute("data-open")));
    const same = event.target.closest("[data-right-as-left]");
    if (same) rightAsLeft(same.closest("[data-row]"));
    const theirs = event.target.closest("[data-keep-theirs]");
    if (theirs) keepTheirs(boxOf(theirs), theirs.dataset.keepTheirs);
  });

  function keepTheirs(box, text) {
    box.querySelector("textarea").value = text;
    box.querySelector("[name=seen]").value = text;
    typed.set(box, (typed.get(box) ?? 0) + 1);
    htmx.trigger(box, "resend");
    box.querySelector("textarea").focus();
  }

  // --- Keys and shortcuts -----------------------------------------------------------------------

  // Y, N and U answer a yes/no question and go on to the next one.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.type !== "radio") return;
    const box = boxOf(event.target);
    if (box?.dataset.kind !== "presence") return;
    const value = { y: "present", n: "absent", u: "?unknown" }[event.key.toLowerCase()];
    if (!value) return;
    event.preventDefault();
    const radio = [...box.querySelectorAll("[type=radio]")].find((each) => each.value === value);
    if (!radio.checked) radio.click();
    focusNext(box);
  });

  function focusNext(box) {
    const boxes = [...document.querySelectorAll("#answers [data-answer]")].filter((each) => each.offsetParent);
    const next = boxes[boxes.indexOf(box) + 1];
    if (next) firstControl(next).focus();
  }

  function rightAsLeft(row) {
    const [left, right] = row.querySelectorAll("[data-answer]");
    const from = left.querySelectorAll("input:not([type=hidden]), select");
    const to = right.querySelectorAll("input:not([type=hidden]), select");
    from.forEach((control, place) => {
      if (control.type === "radio" || control.type === "checkbox") to[place].checked = control.checked;
      else to[place].value = control.value;
    });
    unsaved.add(right);
    typed.set(right, (typed.get(right) ?? 0) + 1);
    showSaving();
    htmx.trigger(right, "resend");
  }

  // A link to one answer ("Change") leads to its controls, unfolded where need be.
  function goToAnswer() {
    const wanted = location.hash && document.getElementById(location.hash.slice(1));
    const row = wanted && wanted.closest("[data-row]");
    if (!row) return;
    if (row.dataset.standing === "folded") {
      row.closest("[data-part]").toggleAttribute("data-unfolded", true);
      row.closest("[data-part]").querySelector("[data-more]").setAttribute("aria-expanded", "true");
    }
    row.scrollIntoView({ block: "center" });
    if (wanted !== row) firstControl(wanted).focus({ preventScroll: true });
  }

  document.querySelectorAll("#answers [data-answer]").forEach(markInvalid);
  placeQuestions();
  goToAnswer();
  window.addEventListener("hashchange", goToAnswer);
})();
