// The whole intake without a mouse: one key answers a question and goes on to the next open one. What
// the keys are is told by the help (templates/intake/keys_help.html) and by the caps on the options.
"use strict";

(() => {
  const answers = document.getElementById("answers");
  const help = document.getElementById("keys-help");
  const together = document.getElementById("record-together");
  const { firstControl } = window.soleus;

  const boxOf = (element) => element.closest?.("#answers [data-answer]");
  const visible = (box) => box.offsetParent !== null;
  const boxes = () => [...answers.querySelectorAll("[data-answer]")].filter(visible);
  const controls = (box) => [...box.querySelectorAll("input:not([type=hidden]), select")];

  function isOpen(box) {
    return controls(box).every((control) =>
      control.type === "radio" || control.type === "checkbox" ? !control.checked : control.value === "");
  }

  // --- Going from question to question ----------------------------------------------------------

  function goTo(element) {
    element.focus({ preventScroll: true });
    (element.closest("[data-answer]") ?? element).scrollIntoView({ block: "center" });
  }

  const waitsFor = (box) => isOpen(box) && !("folded" in box.dataset);

  function goToNextOpen(box) {
    const all = boxes();
    const after = all.slice(all.indexOf(box) + 1);
    const next = after.find(waitsFor) ?? all.find((each) => each !== box && waitsFor(each));
    if (next) goTo(firstControl(next));
    else goTo(document.querySelector("[data-next]"));
  }

  function goBy(box, step) {
    const all = boxes();
    const next = all[all.indexOf(box) + step];
    if (next) goTo(firstControl(next));
  }

  // The last answer may unfold questions after the focus has gone on to "next": it comes back.
  document.addEventListener("soleus:questions-placed", () => {
    if (!document.activeElement.matches("[data-next]")) return;
    const open = boxes().find(waitsFor);
    if (open) goTo(firstControl(open));
  });

  // --- Answering --------------------------------------------------------------------------------

  function say(control) {
    for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  // An answer as text ("present", "aching,burning", "5", "?declined") put into a box's controls.
  function put(box, text) {
    const reasons = box.querySelector("[data-reasons]");
    if (text.startsWith("?") && !box.querySelector(`[type=radio][value="${CSS.escape(text)}"]`)) {
      reasons.value = text;
      return say(reasons);
    }
    const wanted = text.split(",");
    let last = null;
    for (const control of controls(box)) {
      if (control === reasons) continue;
      if (control.type === "radio" || control.type === "checkbox") control.checked = wanted.includes(control.value);
      else control.value = text;
      if (control.checked || !["radio", "checkbox"].includes(control.type)) last = control;
    }
    if (last) say(last);
  }

  function textOf(box) {
    const reason = box.querySelector("[data-reasons]").value;
    if (reason) return reason;
    const chosen = controls(box).filter((control) => control.checked).map((control) => control.value);
    const typed = box.querySelector("input[type=text]");
    return typed ? typed.value : chosen.join(",");
  }

  function wordsOf(box) {
    const chosen = controls(box).filter((control) => control.checked);
    if (chosen.length) return chosen.map((control) => control.closest("label").querySelector("span").firstChild.textContent).join(", ");
    const select = [...box.querySelectorAll("select")].find((each) => each.value);
    if (select) return select.selectedOptions[0].textContent;
    return [textOf(box), box.querySelector(".unit")?.textContent].filter(Boolean).join(" ");
  }

  // --- Several at once, listed before anything is recorded ---------------------------------------

  const nameOf = (box) => {
    const leg = box.querySelector(".leg-name")?.firstChild.textContent.trim();
    const question = box.closest("[data-row]").dataset.label;
    return leg ? `${question}, ${leg.toLowerCase()}` : question;
  };

  function recordTogether(title, found, from) {
    if (!found.length) return tellNothing(title, from);
    together.querySelector("h2").textContent = title;
    together.querySelector("ul").replaceChildren(...found.map(({ box, words }) => {
      const line = document.createElement("li");
      line.append(`${nameOf(box)}: `, Object.assign(document.createElement("strong"), { textContent: words }));
      return line;
    }));
    const button = together.querySelector("[data-record]");
    button.textContent = `Record ${found.length} answer${found.length === 1 ? "" : "s"}`;
    together.returnValue = "";
    together.onclose = () => {
      if (together.returnValue !== "record") return firstControl(from).focus();
      for (const { box, text } of found) put(box, text);
      goToNextOpen(found.at(-1).box);
    };
    together.showModal();
    button.focus();
  }

  function tellNothing(title, from) {
    document.getElementById("key-told").textContent = `${title}: nothing is open here.`;
    if (from) firstControl(from).focus();
  }

  const normal = (scope) =>
    [...scope.querySelectorAll("[data-nothing-found]")]
      .filter((box) => visible(box) && waitsFor(box))
      .map((box) => ({ box, text: box.dataset.nothingFound, words: box.dataset.nothingFoundWords }));

  // What is measured on one leg is never taken for the other one.
  function asLeft(rows) {
    return rows.map((row) => [...row.querySelectorAll("[data-answer]")])
      .filter(([left, right]) => right && left.dataset.kind !== "quantity" && visible(left) && visible(right) && !isOpen(left) && isOpen(right))
      .map(([left, right]) => ({ box: right, text: textOf(left), words: wordsOf(left) }));
  }

  function rightAsLeft(row) {
    const [found] = asLeft([row]);
    const [left, right] = row.querySelectorAll("[data-answer]");
    if (!found) return isOpen(left) ? firstControl(left).focus() : firstControl(right).focus();
    put(right, found.text);
    document.getElementById("key-told").textContent = `${nameOf(right)}: ${found.words}, as left.`;
    goToNextOpen(right);
  }

  const partOf = (element) => element.closest("[data-part]");
  const rowsIn = (scope) => [...scope.querySelectorAll("[data-row]")];

  // --- The keys ---------------------------------------------------------------------------------

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const typing = event.target.matches("input[type=text], input[type=search], textarea, select");
    if (event.key === "?" && !typing && help) {
      event.preventDefault();
      help.showModal();
      return;
    }
    const box = boxOf(event.target);
    if (box ? act(box, event, typing) : !typing && goOn(event.key.toLowerCase())) event.preventDefault();
  });

  // On the page that checks the answers.
  function goOn(key) {
    const wanted = { j: document.querySelector("#live .gaps a"), h: document.querySelector("[data-hand-over]") }[key];
    if (!wanted || answers) return false;
    if (key === "j") wanted.click();
    else goTo(wanted);
    return true;
  }

  function act(box, event, typing) {
    const key = event.key.toLowerCase();
    if (event.target.closest("button, a, summary")) return false;
    if (event.target.matches("select")) return event.key === "Enter" && !goToNextOpen(box);
    switch (event.key) {
      case "ArrowDown": return !goBy(box, 1);
      case "ArrowUp": return !goBy(box, -1);
      case "Enter":
        // The change event of a text comes with the focus leaving it.
        return !goToNextOpen(box);
    }
    if (typing) return box.dataset.kind === "quantity" && insteadOfNumber(box, event);
    if (event.code === "Digit0" || event.key === "0") return nothingFound(box);
    if (event.key === "Backspace" || event.key === "Delete") return takeBack(box);
    if (key === "r") {
      if (event.shiftKey) recordTogether("Right as left", asLeft(rowsIn(partOf(box))), box);
      else rightAsLeft(box.closest("[data-row]"));
      return true;
    }
    if (key === "l" && partOf(box).querySelector("[data-all-normal]")) {
      if (event.shiftKey) recordTogether("All normal", normal(partOf(box)), box);
      else recordTogether("Everything else that is open: normal", normal(answers), box);
      return true;
    }
    if (key === "z") {
      box.querySelector("[data-undo]")?.click();
      return true;
    }
    const control = box.querySelector(`input[data-cap="${CSS.escape(key)}"]`);
    if (control) return choose(box, control);
    const reason = reasonBy(box, key);
    if (!reason || event.shiftKey) return false;
    put(box, reason.value);
    goToNextOpen(box);
    return true;
  }

  // In a number that is empty, or wholly selected, a reason's letter is taken at once. The focus stays,
  // so that a word ends up nowhere else: whoever types on gets the letter back in front of the rest.
  let taken = null;
  document.addEventListener("focusout", () => { taken = null; });

  function insteadOfNumber(box, event) {
    const [field, key] = [event.target, event.key.toLowerCase()];
    const reasons = box.querySelector("[data-reasons]");
    const before = taken;
    if (before && event.repeat) return true;
    if (reasons.value && (key === "backspace" || key === "delete")) return takeBack(box);
    if (key.length > 1) return false;
    taken = null;
    if (reasons.value && key === "z") {
      box.querySelector("[data-undo]")?.click();
      return true;
    }
    if (before && reasons.value) {
      if (!/\d/.test(key)) field.value = before;
      return false;
    }
    const all = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    const reason = all && reasonBy(box, key);
    if (!reason) return false;
    put(box, reason.value);
    taken = event.key;
    document.getElementById("key-told").textContent = `${nameOf(box)}: ${reason.textContent}.`;
    return true;
  }

  const reasonBy = (box, key) => box.querySelector(`[data-reasons] option[data-cap="${CSS.escape(key)}"]`);

  function choose(box, control) {
    if (control.type === "checkbox") {
      control.click();
      control.focus();
    } else {
      if (!control.checked) control.click();
      goToNextOpen(box);
    }
    return true;
  }

  // No, none of these or normal: of both legs, where the other one is open.
  function nothingFound(box) {
    const row = box.closest("[data-row]");
    const all = [...row.querySelectorAll("[data-answer]")].filter(
      (each) => visible(each) && "nothingFound" in each.dataset && (each === box || waitsFor(each)));
    if (!all.includes(box)) return false;
    for (const each of all) put(each, each.dataset.nothingFound);
    goToNextOpen(all.at(-1));
    return true;
  }

  function takeBack(box) {
    const reasons = box.querySelector("[data-reasons]");
    if (isOpen(box)) return true;
    reasons.value = "clear";
    say(reasons);
    reasons.value = "";
    firstControl(box).focus();
    return true;
  }

  // --- The same by mouse and touch --------------------------------------------------------------

  document.addEventListener("click", (event) => {
    const same = event.target.closest("[data-right-as-left]");
    if (same) rightAsLeft(same.closest("[data-row]"));
    const all = event.target.closest("[data-all-normal]");
    if (all) recordTogether("All normal", normal(partOf(all)), partOf(all).querySelector("[data-answer]"));
    if (event.target.closest("[data-show-keys]")) help.showModal();
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
  });

  // The caps make room for themselves: never while a pointer is about to press what they would move.
  const byKeys = (yes) => document.documentElement.toggleAttribute("data-by-keys", yes);
  document.addEventListener("keydown", () => byKeys(true));
  document.addEventListener("pointermove", () => byKeys(false));
  document.addEventListener("pointerdown", () => byKeys(false));

  // A page that is opened with a keyboard at hand begins at its first open question.
  if (!answers) return;
  const { stoppedAt } = answers.dataset;
  if (stoppedAt) document.querySelector(`[data-row="${CSS.escape(stoppedAt)}"]`)?.classList.add("stopped-here");
  if (!location.hash && matchMedia("(hover: hover) and (pointer: fine)").matches) {
    const open = boxes().find(waitsFor) ?? boxes()[0];
    if (open) {
      byKeys(true);
      firstControl(open).focus({ preventScroll: true });
    }
  }
})();
