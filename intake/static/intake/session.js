// The login, on every page: asks for the password again over the page when it has expired, then
// sends what was refused once more. Also says so when the server cannot be reached. Logging out leaves
// nothing of a patient in the browser.
"use strict";

(() => {
  window.soleus = { csrfToken, askToLogIn }; // for the other scripts of a page
  const refused = []; // requests that were answered 401, to be sent again after the login

  // The token changes with each login, also with one in another tab; the cookie always holds the
  // newest, the page may hold an older one.
  function csrfToken() {
    const found = document.cookie.match(/(?:^|; )csrftoken=([^;]*)/);
    return found ? decodeURIComponent(found[1]) : "";
  }

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = csrfToken();
    event.detail.formData.delete("csrfmiddlewaretoken"); // Django would believe this older one first
  });

  document.addEventListener("htmx:responseError", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (xhr.status === 401) {
      refused.push(requestConfig);
      askToLogIn();
    } else if (!event.target.closest("[data-answer]")) {
      // Answers speak for themselves (answers.js).
      tell("That did not work" + (xhr.status === 403 ? ": it is not open to you." : ": the server has made a mistake. Try again."));
    }
  });

  for (const failure of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      if (!event.target.closest("[data-answer]")) tell("No connection to the server. Try again.");
    });
  }

  document.addEventListener("htmx:afterOnLoad", () => tell(""));

  function tell(words) {
    const line = document.getElementById("connection");
    line.textContent = words;
    line.hidden = !words;
  }

  function askToLogIn() {
    const dialog = document.getElementById("login-again");
    if (!dialog || dialog.open) return;
    dialog.querySelector("[data-error]").textContent = "";
    dialog.showModal();
    dialog.querySelector("[type=password]").focus();
  }

  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-log-out]")) sessionStorage.clear();
  });

  document.addEventListener("cancel", (event) => {
    // Escape would leave a page on which nothing can be saved and nothing says so.
    if (event.target.id === "login-again") event.preventDefault();
  }, true);

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const dialog = form.closest("#login-again");
    if (!dialog) return;
    event.preventDefault();
    const problem = dialog.querySelector("[data-error]");
    const password = form.querySelector("[type=password]");
    const button = form.querySelector("button");
    problem.textContent = "";
    button.disabled = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-CSRFToken": csrfToken() },
      });
      if (answer.ok) {
        dialog.close();
        sendAgain();
      } else {
        problem.textContent = answer.status === 400 ? await answer.text() : "Logging in did not work. Try again.";
      }
    } catch {
      problem.textContent = "No connection to the server. Try again.";
    } finally {
      button.disabled = false;
      password.value = "";
      if (dialog.open) password.focus();
    }
  });

  function sendAgain() {
    // Forms that are sent without a script need the new token, too.
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = csrfToken();
    for (const request of refused.splice(0)) {
      const values = {};
      for (const [name, value] of request.formData.entries()) (values[name] ??= []).push(value);
      htmx.ajax(request.verb, request.path, { source: request.elt, event: request.triggeringEvent, values }).catch(() => {}); // told by its event
    }
    document.dispatchEvent(new Event("soleus:logged-in"));
  }
})();
