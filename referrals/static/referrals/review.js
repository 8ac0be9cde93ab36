// One intake by keys; what each does is told by the help (templates/referrals/review_keys.html). A key
// acts on the suggestion that has the focus and on no other; after a decision the focus goes on to the
// next one that is not decided, so that each is looked at before it is decided.
"use strict";

(() => {
  const help = document.getElementById("keys-help");
  const visible = (element) => element.checkVisibility();
  const cards = () => [...document.querySelectorAll("[data-suggestion]")].filter(visible);
  // What a result answers or what waits for a red flag needs no decision now.
  const isOpen = (card) => card.matches(".is-proposed:not(.is-quiet)");

  function goTo(element) {
    element.focus({ preventScroll: true });
    const card = element.closest("[data-suggestion]") ?? element;
    card.scrollIntoView({ block: card.offsetHeight < innerHeight * 0.8 ? "center" : "start", behavior: "instant" });
    if (card !== element) element.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  function goToNextOpen(card) {
    const all = cards();
    const next = all.slice(all.indexOf(card) + 1).find(isOpen) ?? all.find(isOpen);
    if (next) goTo(next);
    else goToSigning() || goTo(card);
  }

  function goToSigning() {
    const panel = document.getElementById("sign-panel");
    const control = document.querySelector('[data-key="s"]') ?? panel?.querySelector("button, a");
    if (control ?? panel) goTo(control ?? panel);
    return Boolean(control ?? panel);
  }

  // --- The keys ---------------------------------------------------------------------------------

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.repeat || document.querySelector("dialog[open]")) return;
    const card = event.target.closest("[data-suggestion]");
    const typing = event.target.matches("input:not([type=radio], [type=checkbox]), select, textarea");
    if (event.ctrlKey || event.metaKey) {
      if (event.key === "Enter" && card && typing) done(event, () => acceptWith(card));
      return;
    }
    if (event.key === "Escape" && card) return done(event, () => close(card));
    if (typing) {
      if (event.key === "Enter" && event.target.matches("[data-note]")) done(event, () => takeNote(card));
      return;
    }
    const key = event.key.toLowerCase();
    sayNothing();
    if (key === "?" && help) return done(event, () => help.showModal());
    if (key === "j" || key === "k") return done(event, () => goBy(card, key === "j" ? 1 : -1));
    if (key === "s") return done(event, goToSigning);
    if (key === "p") {
      const sheet = document.querySelector('[data-key="p"]');
      return done(event, sheet ? () => goTo(sheet) : sayThereIsNoCall);
    }
    const next = document.querySelector("[data-next]");
    if (key === "n" && next) return done(event, () => next.click());
    if (card) act(card, event, key);
  });

  // In words, for a key that does nothing looks broken.
  function sayThereIsNoCall() {
    const line = document.querySelector("[data-no-call]");
    if (line) line.textContent = line.dataset.noCall;
  }

  function sayNothing() {
    const line = document.querySelector("[data-no-call]");
    if (line) line.textContent = "";
  }

  function done(event, what) {
    event.preventDefault();
    what();
  }

  function goBy(card, step) {
    const all = cards();
    const next = card ? all[all.indexOf(card) + step] : (all.find(isOpen) ?? all[0]);
    if (next) goTo(next);
  }

  function act(card, event, key) {
    if (/^[1-9]$/.test(key)) return choose(card, event, Number(key));
    if (key === " ") {
      const basis = card.querySelector(".basis");
      if (basis && event.target === card) done(event, () => basis.toggleAttribute("open"));
      return;
    }
    const control = card.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!control) return;
    done(event, () => {
      if (!(control instanceof HTMLDetailsElement)) press(control);
      else if (key === "a" && control.open && control.contains(event.target)) acceptWith(card);
      else open(control);
    });
  }

  // --- Deciding ---------------------------------------------------------------------------------

  let byKey = false;

  function press(button) {
    byKey = true;
    button.click();
  }

  // A box that is opened begins where something is still to be chosen, else at its button.
  function open(box) {
    box.open = true;
    const radios = [...box.querySelectorAll("[type=radio]")];
    const chosen = radios.find((radio) => radio.checked);
    const list = [...box.querySelectorAll("select[name=specialist]")].find((each) => !each.value);
    const first = box.dataset.key === "d" ? (chosen ?? radios[0]) : radios.length && !chosen ? radios[0] : list;
    goTo(first ?? box.querySelector("[data-decides]") ?? box.querySelector("textarea, [data-note]"));
  }

  function close(card) {
    for (const box of card.querySelectorAll(".decide details[open]")) {
      if (!box.querySelector("[data-note]")?.value) box.open = false;
    }
    goTo(card);
  }

  // The number of a reason declines for it; that of a specialist chooses whom to ask.
  function choose(card, event, number) {
    const box = event.target.closest("details[open]") ?? card.querySelector('[data-key="d"][open]');
    const radio = box?.querySelectorAll("[type=radio]")[number - 1];
    if (!radio) return;
    done(event, () => {
      radio.checked = true;
      if (box.dataset.key !== "d") return goTo(box.querySelector("[data-decides]"));
      if (radio.value === "other" && !card.querySelector("[data-note]").value.trim()) return open(card.querySelector('[data-key="o"]'));
      press(box.querySelector("[data-decides]"));
    });
  }

  function acceptWith(card) {
    const button = card.querySelector('[data-decides="accepted"]');
    if (button) press(button);
  }

  // A note goes with the decision that was begun or made; before any it waits for one.
  function takeNote(card) {
    const declining = card.querySelector('[data-key="d"][open] [type=radio]:checked') && card.querySelector('[data-decides="declined"]');
    const state = [...card.classList].find((name) => name.startsWith("is-"))?.slice(3);
    const again = card.querySelector(`[data-decides="${CSS.escape(state)}"]`);
    if (declining ?? again) press(declining ?? again);
    else goTo(card);
  }

  let decided = "";
  // What a box fetches by itself decides nothing and moves no focus.
  const isFetched = (event) => event.detail.requestConfig?.verb === "get";

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (isFetched(event)) return;
    decided = event.target.closest("[data-suggestion]")?.id ?? "";
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (isFetched(event)) return;
    const card = document.getElementById(decided);
    if (!card) return;
    const goesOn = byKey && !card.querySelector(".problem");
    const focused = document.activeElement;
    decided = "";
    byKey = false;
    // Whoever has gone on by then, to the password above all, is left where they type.
    if (focused !== document.body && !card.contains(focused)) return;
    if (goesOn) goToNextOpen(card);
    else if (!card.contains(focused)) {
      (card.querySelector(".decide details[open] :is([type=radio], textarea, [data-note])") ?? card).focus();
    }
  });

  // The box for signing comes along with every decision; a password that is being typed stays in it.
  let typed = null;

  document.addEventListener("htmx:oobBeforeSwap", () => {
    const password = document.getElementById("sign-password");
    typed = password && { text: password.value, hasFocus: password === document.activeElement };
  });

  document.addEventListener("htmx:oobAfterSwap", () => {
    const password = document.getElementById("sign-password");
    if (!password || !typed) return;
    if (typed.text) password.value = typed.text;
    if (typed.hasFocus) password.focus({ preventScroll: true });
  });

  // A closed list cuts long lines off: the whole of what is chosen, site and all, stands below it.
  document.addEventListener("change", (event) => {
    const line = event.target.matches("select[name=specialist]") && event.target.parentElement.querySelector("[data-goes-to]");
    if (line) line.textContent = event.target.value ? event.target.selectedOptions[0].text : "";
  });

  // --- The page ---------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-show-keys]")) help.showModal();
  });

  // With a keyboard at hand the page begins at the first suggestion that is not decided.
  if (!location.hash && matchMedia("(hover: hover) and (pointer: fine)").matches) {
    const first = cards().find(isOpen);
    if (first) first.focus({ preventScroll: true });
  }
})();
