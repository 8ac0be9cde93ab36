// Put into each page of the chaos test: tells the test what the page says of an answer at the moment
// it says it (pageSays is a binding of the test), and sets controls as quickly as a machine can.
"use strict";

(() => {
  const told = new WeakMap();

  function tell(box) {
    const status = box.querySelector("[data-status]");
    const seen = status?.querySelector("[name=seen]");
    const saved = status?.querySelector(".status-saved")?.textContent.trim() ?? "";
    if (!seen || !saved) return;
    const said = JSON.stringify([box.dataset.answer, seen.value, saved]);
    if (told.get(box) === said) return;
    told.set(box, said);
    window.pageSays(said);
  }

  new MutationObserver((changes) => {
    const boxes = changes.map(({ target }) => target.parentElement && target.closest?.("[data-answer]"));
    new Set(boxes.filter(Boolean)).forEach(tell);
  }).observe(document, { subtree: true, childList: true });

  const boxOf = (key) => document.querySelector(`[data-answer="${key}"]`);

  function speak(control) {
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }

  window.chaos = {
    // What stands on the page: the answers that can be reached, the conflicts, what waits.
    look() {
      const boxes = [...document.querySelectorAll("[data-answer]")];
      return {
        ready: document.readyState === "complete" && Boolean(window.htmx),
        answers: boxes
          .filter((box) => box.offsetParent && box.querySelector("[name=seen]"))
          .map((box) => [box.dataset.answer, box.querySelector("[name=seen]").value]),
        shown: Object.fromEntries(
          boxes.map((box) => [box.dataset.answer, box.querySelector("[name=seen]")?.value ?? null]),
        ),
        conflicts: boxes
          .filter((box) => box.querySelector(".status-conflict"))
          .map((box) => box.dataset.answer),
        saving: document.getElementById("saving")?.textContent ?? "",
        waits: Object.keys(sessionStorage).some((name) => name.startsWith("waiting")),
        login: Boolean(document.querySelector("dialog#login-again[open]")),
      };
    },

    set(key, text) {
      const box = boxOf(key);
      const one = (selector) => box.querySelector(selector);
      const words = one("textarea, input[type=text]");
      const radio = [...box.querySelectorAll("[type=radio]")].find(({ value }) => value === text);
      const boxes = [...box.querySelectorAll("[type=checkbox]")];
      if (radio) {
        radio.checked = true;
        speak(radio);
      } else if (words?.matches("textarea")) {
        words.value = text;
        speak(words);
      } else if (text === "" || text.startsWith("?")) {
        one("[data-reasons]").value = text || "clear";
        speak(one("[data-reasons]"));
      } else if (words) {
        words.value = text;
        speak(words);
      } else {
        const wanted = text.split(",");
        const others = boxes.filter((each) => each.checked !== wanted.includes(each.value));
        for (const each of others) each.checked = !each.checked;
        speak(others.find((each) => each.checked) ?? others[0]);
      }
    },

    // The other's answer, as the conflict showed it; null where the conflict is over by now.
    choose(key, words) {
      const buttons = boxOf(key)?.querySelectorAll(".status-conflict button") ?? [];
      const button = [...buttons].find(({ textContent }) => textContent.trim() === words);
      const mine = [...buttons].find((each) => each.hasAttribute("hx-vals"));
      button?.click();
      return button ? JSON.parse(mine.getAttribute("hx-vals")).seen : null;
    },

    // All that a browser could keep of a patient. htmx notes down which page this is.
    async stored() {
      const here = ["htmx-current-path-for-history", location.pathname].join();
      return {
        local: Object.entries(localStorage),
        session: Object.entries(sessionStorage).filter((entry) => entry.join() !== here),
        databases: (await indexedDB.databases()).map(({ name }) => name),
        caches: await caches.keys(),
      };
    },
  };
})();
