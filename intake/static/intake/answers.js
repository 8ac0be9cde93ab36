// Answers on a page: only one control of a question speaks at a time, and nothing that was typed is
// lost. What the server has not yet confirmed is kept in this tab's session storage as well, so that a
// reload, or a tablet that throws the page away, loses nothing; the browser forgets it with the tab.
"use strict";

(() => {
  const RETRY_MS = 3000;
  // Boxes (data-answer) with something typed that the server has not yet confirmed.
  const unsaved = new Set();
  const typed = new WeakMap(); // how often a box was changed, now ...
  const sent = new WeakMap(); // ... and when its last request left
  let failing = ""; // "", "offline" or "server"
  let retrying = null;

  const boxOf = (element) => element.closest?.("[data-answer]");
  const boxFor = (key) => document.querySelector(`[data-answer="${CSS.escape(key)}"]`);

  // --- What waits, kept in this tab --------------------------------------------------------------

  const headers = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
  const at = location.pathname.match(/\/intakes\/(\d+-\d+)\//)?.[1];
  const STORE = `waiting ${headers["X-Page-User"]} ${at}`;
  const elsewhere = new Map(); // answers of other pages of this intake that wait: key → entry

  const stored = () => JSON.parse(sessionStorage.getItem(STORE) ?? "{}");

  function store(entries) {
    if (Object.keys(entries).length) sessionStorage.setItem(STORE, JSON.stringify(entries));
    else sessionStorage.removeItem(STORE);
  }

  function keep(box) {
    const values = [...Object.entries(JSON.parse(box.getAttribute("hx-vals") ?? "{}"))];
    for (const control of box.querySelectorAll("input[name], select[name], textarea[name]")) {
      const speaks = control.type === "radio" || control.type === "checkbox" ? control.checked : true;
      if (speaks) values.push([control.name, control.value]);
    }
    const entry = { path: box.getAttribute("hx-post"), page: `${location.pathname}#${box.id}`, values };
    store({ ...stored(), [box.dataset.answer]: entry });
  }

  function forget(key) {
    const { [key]: gone, ...rest } = stored();
    if (gone) store(rest);
  }

  // What waited when the page was left: put back into its controls and sent, or sent from here.
  function sendWhatWaits() {
    for (const [key, entry] of Object.entries(stored())) {
      const box = boxFor(key);
      if (box) {
        fill(box, entry.values);
        changed(box);
        htmx.trigger(box, "resend");
      } else {
        elsewhere.set(key, entry);
      }
    }
    if (elsewhere.size) sendElsewhere();
    showSaving();
  }

  function fill(box, values) {
    for (const control of box.querySelectorAll("input[name], select[name], textarea[name]")) {
      const mine = values.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "radio" || control.type === "checkbox") control.checked = mine.includes(control.value);
      else control.value = mine[0] ?? "";
    }
  }

  async function sendElsewhere() {
    for (const [key, entry] of elsewhere) {
      if (entry.conflict) continue;
      let answer;
      try {
        answer = await fetch(entry.path, {
          method: "POST",
          body: new URLSearchParams(entry.values),
          headers: { ...headers, "X-CSRFToken": window.soleus.csrfToken(), "HX-Request": "true" },
        });
      } catch {
        fail("offline");
        return;
      }
      if (answer.ok) {
        elsewhere.delete(key);
        forget(key);
        failing = "";
      } else if (answer.status === 409) {
        entry.conflict = true; // both values are shown where the question stands
      } else if (answer.status === 401) {
        window.soleus.askToLogIn();
        return;
      } else {
        fail("server");
        return;
      }
    }
    showSaving();
  }

  document.addEventListener("soleus:logged-in", () => elsewhere.size && sendElsewhere());

  // --- One control speaks -----------------------------------------------------------------------
  // In the capture phase, so that it is done before htmx reads the controls.

  document.addEventListener("input", (event) => {
    const box = boxOf(event.target);
    if (!box) return;
    onlyOneSpeaks(box, event.target);
    changed(box);
    keep(box);
  }, true);

  function changed(box) {
    unsaved.add(box);
    typed.set(box, (typed.get(box) ?? 0) + 1);
    showSaving();
  }

  function onlyOneSpeaks(box, control) {
    const reasons = box.querySelector("[data-reasons]");
    if (!reasons) return;
    if (control === reasons) {
      if (reasons.value) clearAllBut(box, reasons);
      return;
    }
    reasons.value = "";
    if (control.type === "checkbox" && control.checked) {
      const isNone = "none" in control.dataset;
      for (const other of box.querySelectorAll("[type=checkbox]")) {
        if (other !== control && (isNone || "none" in other.dataset)) other.checked = false;
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

  // Instead of a number, one letter says why there is none. keys.js takes it at once; here it is taken
  // when the field is left, from a keyboard of glass, which does not tell its keys.
  document.addEventListener("change", (event) => {
    const control = event.target;
    const box = boxOf(control);
    if (box?.dataset.kind !== "quantity" || control.type !== "text") return;
    const letter = control.value.trim().toLowerCase();
    const reason = letter.length === 1 && box.querySelector(`[data-reasons] option[data-cap="${CSS.escape(letter)}"]`);
    if (!reason) return;
    control.value = "";
    reason.parentElement.value = reason.value;
    keep(box);
  }, true);

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
      failing = "";
      if (sent.get(box) === (typed.get(box) ?? 0)) {
        unsaved.delete(box);
        // Of two answers to one question neither is lost by a reload before one is chosen.
        if (xhr.status !== 409) forget(box.dataset.answer);
      }
    } else if (xhr.status !== 401) {
      // 401 is for session.js, which sends the same request again after the login.
      notSaved(box, xhr.status === 0 ? "no connection" : "the server could not take it");
      fail(xhr.status === 0 ? "offline" : "server");
    }
    showSaving();
  });

  function notSaved(box, why) {
    const status = box.querySelector("[data-status]");
    status.querySelector("[data-not-saved]")?.remove();
    const line = document.createElement("p");
    line.className = "status-problem";
    line.dataset.notSaved = "";
    line.textContent = `⚠ Not saved: ${why}. It will be sent again.`;
    status.append(line);
  }

  function fail(how) {
    failing = how;
    clearTimeout(retrying);
    retrying = setTimeout(retryAll, RETRY_MS);
    showSaving();
  }

  function retryAll() {
    for (const box of unsaved) {
      if (box.isConnected) htmx.trigger(box, "resend");
      else unsaved.delete(box);
    }
    if (elsewhere.size) sendElsewhere();
  }

  window.addEventListener("online", retryAll);

  // Nothing says "Saving…" for ever: what was left, and has no request of its own after a while, is
  // sent. A number that was changed and changed back has no change event; a queue can be cut off.
  setInterval(() => {
    for (const box of unsaved) {
      const typing = box.contains(document.activeElement) && document.activeElement.matches("[type=text], textarea");
      if (!typing && box.isConnected && sent.get(box) !== typed.get(box)) htmx.trigger(box, "resend");
    }
  }, RETRY_MS);

  // The telephone was locked or another tab chosen: what is half typed is saved as it is.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") retryAll();
  });

  // A number that was changed and changed back is not unsaved, and no change event will come.
  document.addEventListener("focusout", (event) => {
    const box = boxOf(event.target);
    const seen = box?.querySelector("[name=seen]");
    // Of no number and a reason, it is the reason that was given.
    if (box?.querySelector("[data-reasons]")?.value) return;
    if (seen && event.target.type === "text" && event.target.value === seen.value) {
      unsaved.delete(box);
      forget(box.dataset.answer);
      showSaving();
    }
  });

  const toSettle = () => document.querySelector("[data-status] .status-conflict") !== null;

  function showSaving() {
    const line = document.getElementById("saving");
    if (!line) return;
    const conflict = [...elsewhere.values()].find((entry) => entry.conflict);
    const count = unsaved.size + elsewhere.size;
    const waiting = `${count} answer${count === 1 ? "" : "s"} waiting`;
    let words = "";
    if (failing && count) words = failing === "offline" ? `Offline: ${waiting}` : `The server cannot save just now: ${waiting}`;
    else if (unsaved.size) words = "Saving…";
    else if (toSettle()) words = "Two answers to one question: choose one";
    else if (conflict) words = "Two answers to one question: ";
    else if (count) words = "Saving…";
    if (line.firstChild?.textContent !== words) line.textContent = words;
    if (words && words.endsWith(": ")) {
      const link = document.createElement("a");
      link.href = conflict.page;
      link.textContent = "choose one";
      line.append(link);
    }
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
    if (!(unsaved.size || elsewhere.size) || event.target.closest("dialog")) return;
    event.preventDefault();
    event.stopPropagation();
    whenSaved(() => event.target.requestSubmit(event.submitter));
  }, true);

  function whenSaved(goOn) {
    const wait = setInterval(() => {
      const waiting = unsaved.size + elsewhere.size;
      if (waiting && !failing) return;
      clearInterval(wait);
      if (!waiting) goOn();
    }, 30);
  }

  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size || toSettle()) event.preventDefault();
  });

  // --- What the answer changes on the page ------------------------------------------------------

  document.addEventListener("htmx:afterSwap", (event) => {
    const box = boxOf(event.target);
    if (box) markInvalid(box);
    if (unsaved.has(box)) keep(box); // typed on since: what it is compared with has changed
    placeQuestions();
    showSaving();
  });

  // "Keep theirs" and "Undo" have made the controls anew and taken their own button away: the focus
  // goes on there.
  document.addEventListener("htmx:load", (event) => {
    if (!event.target.matches("[data-answer]")) return;
    forget(event.target.dataset.answer);
    markInvalid(event.target);
    window.soleus.firstControl(event.target).focus();
  });

  function markInvalid(box) {
    const invalid = Boolean(box.querySelector("[data-status] [data-invalid]"));
    for (const control of box.querySelectorAll("input:not([type=hidden]), textarea, select")) {
      if (invalid) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }

  // The box in whose field somebody is typing. An answer before it, or a colleague's, may put its
  // question away: that waits, or the rest of the word would be typed into nothing.
  function halfWritten() {
    const field = document.activeElement;
    const box = field?.matches("[type=text], textarea") && boxOf(field);
    return box && unsaved.has(box) ? box : null;
  }

  document.addEventListener("focusout", ({ target }) => {
    if (boxOf(target) && target.matches("[type=text], textarea")) setTimeout(placeQuestions);
  });

  // Show, fold or put away each question as the server's last answer says. Nothing is moved or made
  // anew, so the focus and what is being typed stay as they are.
  function placeQuestions() {
    const state = document.getElementById("standings");
    if (!state) return;
    const written = halfWritten();
    for (const standing of ["shown", "folded", "gone"]) {
      for (const id of state.dataset[standing].split(" ").filter(Boolean)) {
        const row = document.querySelector(`[data-row="${id}"]`); // what the record tells has none
        if (row && !row.contains(written)) row.dataset.standing = standing;
      }
    }
    const gone = new Set(state.dataset.goneAnswers.split(" "));
    // Of a question that matters on one leg only, the other leg is there, but not waited for.
    const folded = new Set(state.dataset.foldedAnswers.split(" "));
    for (const box of document.querySelectorAll("#answers [data-answer]")) {
      box.hidden = gone.has(box.dataset.answer) && box !== written;
      box.toggleAttribute("data-folded", folded.has(box.dataset.answer));
    }
    for (const part of document.querySelectorAll("[data-part]")) {
      const folded = part.querySelectorAll('[data-standing="folded"]').length;
      const shown = part.querySelectorAll('[data-standing="shown"]').length;
      part.querySelector("[data-folded-count]").textContent = folded;
      part.querySelector("[data-more]").hidden = !folded;
      part.toggleAttribute("data-all-folded", !shown);
      part.hidden = !folded && !shown && !part.querySelector(".from-patient");
    }
    document.dispatchEvent(new Event("soleus:questions-placed"));
  }

  document.addEventListener("click", (event) => {
    const more = event.target.closest("[data-more]");
    if (more) {
      const open = more.closest("[data-part]").toggleAttribute("data-unfolded");
      more.setAttribute("aria-expanded", String(open));
    }
    const panel = event.target.closest("[data-live-toggle]");
    if (panel) panel.setAttribute("aria-expanded", String(panel.parentElement.toggleAttribute("data-open")));
    const theirs = event.target.closest("[data-keep-theirs]");
    if (theirs) keepTheirs(boxOf(theirs), theirs.dataset.keepTheirs);
  });

  function keepTheirs(box, text) {
    box.querySelector("textarea").value = text;
    box.querySelector("[name=seen]").value = text;
    changed(box);
    htmx.trigger(box, "resend");
    box.querySelector("textarea").focus();
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
    if (wanted !== row) window.soleus.firstControl(wanted).focus({ preventScroll: true });
  }

  window.soleus.firstControl = (box) =>
    box.querySelector("[type=radio]:checked") ?? box.querySelector("input:not([type=hidden]), select, textarea");
  document.querySelectorAll("#answers [data-answer]").forEach(markInvalid);
  placeQuestions();
  goToAnswer();
  // htmx listens to the boxes from its own DOMContentLoaded on, which was asked for before this one.
  if (at) document.addEventListener("DOMContentLoaded", sendWhatWaits);
  window.addEventListener("hashchange", goToAnswer);
})();
