"""A nurse at a browser that can be killed, cut off and logged out, who goes on typing all the same."""

import json
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserError

from intake.answers import NONE_OF_THEM
from intake.columns import ABSENT, PRESENT, REASON_MARK
from intake.findings import KEYS, SECTIONS
from intake.findings.finding import REASON_LETTERS, Kind
from intake.models import Intake, User
from tests.journeys.ledger import CUT_OFF, GAVE_WAY, TYPED_OVER, Edit, Ledger, as_shown
from tests.journeys.server import PATIENCE, Server, wait_until

SCRIPT = Path(__file__).with_suffix(".js")
WAIT_AT_MOST = 6  # answers that wait on a page before its nurse stops typing
UNREADABLE = ("12o", "about 80", "1,2,3", "110/70", "<b>9</b>", "—", "9" * 30)
REASONS = {letter: reason for reason, letter in REASON_LETTERS.items()}
WORDS = ("nachts", "„brennend“", "&", "<b>hot</b>", "'left'", '"right"', "😀\n\nleg", "out of bed")


class Editor:
    """One nurse with a browser of her own, on a draft that others may have open, too."""

    def __init__(
        self,
        user: User,
        password: str,
        server: Server,
        ledger: Ledger,
        other: Intake,
        order: random.Random,
        launch: Callable[[], Browser],
    ) -> None:
        self.user, self.password = user, password
        self.server, self.ledger, self.order, self.launch = server, ledger, order, launch
        self.home = path_of(ledger.intake)
        self.of_another_patient = f"{path_of(other)}{SECTIONS[0].id}/"
        self.here = self._somewhere()
        self.away = False  # the browser shows an error, because the page was asked for in vain
        self.online = True
        self.logged_in = False
        self.waiting: list[Edit] = []
        self.chosen: dict[str, float] = {}  # when a button of a conflict was pressed
        self.said: list[tuple[str, str]] = []  # key and text, as the page has acknowledged them
        self.faults: list[str] = []  # errors of the page's own scripts
        self.browser: Browser
        self.context: BrowserContext
        self.page: Page

    @property
    def reaches_server(self) -> bool:
        return self.online and self.server.is_up

    @property
    def may_type(self) -> bool:
        return not self.away and len(self.waiting) < WAIT_AT_MOST

    # --- Coming and going

    def open(self) -> None:
        """A new browser, logged in, on a section of the intake."""
        self.browser = self.launch()
        self.context = self.browser.new_context(base_url=self.server.url)
        self.context.set_default_timeout(PATIENCE * 1000)
        self.context.expose_binding("pageSays", self._page_says)
        self.context.add_init_script(path=SCRIPT)
        self.page = self.context.new_page()
        # "Leave the page? Changes may not be saved": what a nurse in a hurry answers.
        self.page.on("dialog", lambda dialog: dialog.accept())
        # htmx rejects a promise that nobody waits for, with nothing, when a request cannot be sent.
        self.page.on("pageerror", self._script_failed)
        self.online = True
        self.go(self.here)

    def _script_failed(self, error: Exception) -> None:
        if str(error) != "undefined":
            self.faults.append(str(error))

    def _page_says(self, source: Any, said: str) -> None:
        key, seen, _ = json.loads(said)
        self.said.append((key, seen))

    def _somewhere(self) -> str:
        places = [f"{self.home}{section.id}/" for section in SECTIONS]
        return self.order.choice([*places, f"{self.home}check/"])

    def go(self, path: str) -> None:
        """Open an address, logging in where that is asked."""
        self.page.goto(path)
        self._arrive(lambda address: address == path)

    def _arrive(self, is_there: Callable[[str], bool]) -> None:
        wait_until(lambda: self._is_at(is_there), self.describe)
        path, self.away = urlsplit(self.page.url).path, False
        if path.startswith(self.home):
            self.here = path

    def _is_at(self, is_there: Callable[[str], bool]) -> bool:
        address = urlsplit(self.page.url).path
        if address == "/login/":
            self.page.get_by_label("User name").fill(self.user.username)
            self.page.get_by_label("Password").fill(self.password)
            self.page.get_by_role("button", name="Log in").click()
            self.logged_in = True
            return False
        found = self.look()
        if found["login"]:
            self._log_in_again()
        return is_there(address) and found["ready"] and not found["login"]

    def follow_link(self, wanted: str = "") -> None:
        """To another section by the links of the pages, perhaps with an answer under way."""
        if not wanted:
            own = f':not([href="{self.home}"]):not([href^="{self.here}"])'
            self._click(f'a[href^="{self.home}"]{own}')
            return
        for path in (self.home, wanted):
            if path != self.here:
                self._click(f'a[href="{path}"]')

    def _click(self, selector: str) -> None:
        before, links = self.here, self.page.locator(f"{selector}:visible")
        there = links.count()
        if not there:  # the conflict that it led to is over
            return
        links.nth(self.order.randrange(there)).click()
        self._arrive(lambda address: address not in (before, "/login/"))

    def reload(self) -> None:
        """As a tablet does that threw the page away: without asking, and perhaps without a network."""
        try:
            self.page.reload()
        except BrowserError:
            self.away = True  # the browser's own page says that there is no connection
        else:
            self._arrive(lambda address: address == self.here)

    def come_back(self) -> None:
        """Open a page of the intake again: the same one or another, perhaps after somebody else’s."""
        if self.order.random() < 0.3:
            self.go(self.of_another_patient)
        self.go(self.order.choice([self.here, self._somewhere()]))

    def cut(self) -> None:
        self.online = False
        self.context.set_offline(True)

    def mend(self) -> None:
        self.online = True
        self.context.set_offline(False)

    def expire(self) -> None:
        """The session is gone: from the server, or from the browser."""
        self.logged_in = False
        if self.order.random() < 0.5:
            self.context.clear_cookies(name="sessionid")
            return
        for session in Session.objects.all():
            if session.get_decoded().get("_auth_user_id") == str(self.user.pk):
                session.delete()

    def _log_in_again(self) -> None:
        dialog = self.page.locator("#login-again")
        wrong = self.order.random() < 0.2
        dialog.get_by_label("Password").fill("mistyped" if wrong else self.password)
        dialog.get_by_role("button").click()
        wait_until(
            lambda: not self.look()["login"] or dialog.locator("[data-error]").inner_text() != "",
            self.describe,
        )
        self.logged_in = not wrong

    def kill(self) -> list[Edit]:
        """The browser, with no time to finish anything. What was under way is given back."""
        self.settle()
        under_way, self.waiting = self.waiting, []
        for process in self.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")[
            "processInfo"
        ]:
            if process["type"] == "browser":
                os.kill(process["id"], signal.SIGKILL)
        self.browser.close()
        for edit in under_way:
            edit.end = CUT_OFF
        return under_way

    def log_out(self) -> dict[str, list[Any]]:
        """Log out, and give back all that the browser still keeps."""
        self.page.get_by_role("button", name="Log out").click()
        self.page.wait_for_url("**/login/")
        kept: dict[str, list[Any]] = self.page.evaluate("chaos.stored()")
        return kept

    # --- Typing

    def look(self) -> dict[str, Any]:
        """What stands on the page; nothing while the browser is on its way to another one."""
        try:
            found = self.page.evaluate("window.chaos ? chaos.look() : null")
        except BrowserError:
            found = None
        return found or {"ready": False, "login": False, "answers": []}

    def type_answer(self, key: str = "") -> Edit | None:
        """Change one answer of the page, this one if it is there."""
        found = self.look()
        shown = {k: seen for k, seen in found["answers"] if k not in found["conflicts"]}
        if found["login"] or not shown:
            return None
        if key not in shown:
            key = self.order.choice(list(shown))
        not_again = {shown[key], *(edit.text for edit in self.waiting if edit.key == key)}
        text = self._some_text(key, not_again)
        if text is None:
            return None
        edit = self.ledger.begin(self.user.username, key, text, shown[key])
        self.waiting.append(edit)
        is_number = key in KEYS and KEYS[key][0].kind is Kind.QUANTITY
        by_hand = is_number and text and not text.startswith("?") and self.order.random() < 0.3
        if by_hand and self.logged_in:  # else the login could open between two keys
            box = self.page.locator(f'[data-answer="{key}"] input[type=text]')
            if text[0].upper() in REASONS:
                self.ledger.want_for_a_moment(edit, REASON_MARK + REASONS[text[0].upper()])
            box.press("Control+a")
            box.press_sequentially(text)
            box.press("Tab")
        else:
            self.page.evaluate("([key, text]) => chaos.set(key, text)", [key, text])
        return edit

    def _some_text(self, key: str, not_again: set[str]) -> str | None:
        """What is neither there nor on its way, so that an acknowledgement can be told apart."""
        texts = (self._any_text(key) for _ in range(50))
        return next((text for text in texts if as_shown(key, text) not in not_again), None)

    def _any_text(self, key: str) -> str:
        order = self.order
        if key not in KEYS:
            return " ".join(order.choices(WORDS, k=order.choice([1, 12, 300]))).strip()
        finding, _ = KEYS[key]
        if order.random() < 0.1:
            return order.choice(["", "?unknown", "?declined", "?too_painful"])
        match finding.kind:
            case Kind.PRESENCE:
                return order.choice([PRESENT, ABSENT])
            case Kind.CHOICE:
                return order.choice(list(finding.options))
            case Kind.SEVERAL:
                some = order.sample(list(finding.options), order.randint(0, 3))
                return ",".join(o for o in finding.options if o in some) or NONE_OF_THEM
        if order.random() < 0.2:
            return order.choice(UNREADABLE)
        low, high = finding.limits
        return str(round(order.uniform(float(low), float(high)), finding.decimals or None))

    # --- Seeing to what the page says

    def settle(self) -> None:
        """Cross off what the page has acknowledged."""
        while self.said:
            key, text = self.said.pop(0)
            mine = [edit for edit in self.waiting if edit.key == key]
            for place, edit in enumerate(mine):
                if edit.text == text:
                    self.ledger.acknowledge(edit)
                    for older in mine[:place]:
                        older.end = TYPED_OVER
                    self.waiting = [each for each in self.waiting if each not in mine[: place + 1]]
                    break

    def attend(self) -> bool:
        """Do what the page asks for; True when nothing waits."""
        if self.away and self.reaches_server:
            self.come_back()
        found = self.look()
        self.settle()
        if not found["ready"] or not self.reaches_server:
            return not self.waiting
        if found["login"]:
            self._log_in_again()
            return False
        for key in found["conflicts"]:
            self._choose(key)
        if not found["saving"] and not found["waits"]:
            # Another page of the intake has sent what waited: this one has nothing to say of it, or
            # shows it as it stands.
            sent = {edit.key: edit.text for edit in self.waiting}
            self.said += [
                (key, sent[key]) for key in sent if found["shown"].get(key, sent[key]) == sent[key]
            ]
            self.settle()
        elsewhere = [edit for edit in self.waiting if edit.key not in found["shown"]]
        if elsewhere and "choose one" in found["saving"]:
            self._click("#saving a")
        return not self.waiting and not found["conflicts"]

    def _choose(self, key: str) -> None:
        """Two answers to one question: keep one of them."""
        mine = [edit for edit in self.waiting if edit.key == key]
        if time.monotonic() < self.chosen.get(key, 0) + 3:
            return
        words = self.order.choice(["Keep mine", "Keep theirs"]) if mine else "Keep theirs"
        theirs = self.page.evaluate("([key, words]) => chaos.choose(key, words)", [key, words])
        if theirs is None:
            return
        self.chosen[key] = time.monotonic()
        if words == "Keep mine":
            self.ledger.want(mine[-1], theirs)
            return
        for edit in mine:
            edit.end = GAVE_WAY
        self.waiting = [edit for edit in self.waiting if edit.key != key]

    def wait_a_little(self) -> None:
        """As long as an answer takes to be saved when nothing is wrong."""
        until = time.monotonic() + 1
        while self.reaches_server and not self.attend() and time.monotonic() < until:
            time.sleep(0.03)

    def finish(self) -> None:
        """Until all that was typed is acknowledged, or settled."""
        wait_until(self.attend, self.describe)

    def describe(self) -> str:
        """What there is to see when the test has waited in vain."""
        found = self.look()
        told = [f"{name}: {found.get(name)}" for name in ("ready", "login", "saving", "conflicts")]
        boxes = [
            self.page.locator(f'[data-answer="{edit.key}"] [data-status]').evaluate_all(
                "all => all.map(each => each.innerHTML)"
            )
            for edit in self.waiting
        ]
        kept = self.page.evaluate("window.chaos ? chaos.stored() : null")
        seen = (self.user, self.page.url, *told, kept, self.waiting, boxes, self.faults)
        return "\n".join(map(str, seen))


def path_of(intake: Intake) -> str:
    return f"/intakes/{intake.patient_id}-{intake.pk}/"
