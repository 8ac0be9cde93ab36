"""No acknowledged answer is lost, whatever is killed, cut or expired while two nurses type.

`CHAOS_EDITS=10000` makes it long, `CHAOS_SEED=7` takes another order of events.

A browser is killed with one answer under way. Answers that wait on a page without a connection are not
acknowledged, and the page says how many there are; they outlive a reload, but not the browser, because
nothing of a patient may stay in it.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Browser, Playwright

from intake import actions
from intake.models import Event, Intake, Patient, User
from intake.roles import Role
from tests.conftest import PASSWORD
from tests.journeys.chaos import Editor
from tests.journeys.ledger import Ledger
from tests.journeys.server import Server, serving

pytestmark = pytest.mark.django_db(transaction=True)

EDITS = int(os.environ.get("CHAOS_EDITS", "300"))
SEED = int(os.environ.get("CHAOS_SEED", "1"))
NOTHING: dict[str, list[Any]] = {"local": [], "session": [], "databases": [], "caches": []}


class Chaos:
    """Two nurses type, and about one edit in ten meets with something bad."""

    def __init__(
        self, server: Server, ledger: Ledger, nurses: list[Editor], order: random.Random
    ) -> None:
        self.server, self.ledger, self.nurses, self.order = server, ledger, nurses, order
        self.happened: Counter[str] = Counter()
        self.lost_under_way = 0
        self.until: dict[Callable[[], None], int] = {}  # what is repaired after so many edits
        self.mishaps: dict[Callable[[Editor], None], int] = {
            self.kill_browser: 3,
            self.kill_server: 4,
            self.cut_network: 4,
            self.expire_session: 3,
            self.reload: 4,
            self.log_out: 1,
        }

    def run(self, edits: int) -> None:
        while len(self.ledger.edits) < edits:
            nurse = self.order.choice(self.nurses)
            nurse.attend()
            if nurse.may_type:
                self.go_on(nurse)
            else:
                time.sleep(0.05)
            self.repair()
        self.repair(at_once=True)
        for nurse in self.nurses:
            nurse.finish()

    def go_on(self, nurse: Editor) -> None:
        chance = self.order.random()
        if chance < 0.1:
            [mishap] = self.order.choices([*self.mishaps], [*self.mishaps.values()])
            mishap(nurse)
        elif chance < 0.15 and nurse.reaches_server:
            self.turn_page(nurse)
        if nurse.may_type and nurse.type_answer(self.same_field(nurse)) and chance < 0.7:
            nurse.wait_a_little()

    def same_field(self, nurse: Editor) -> str:
        """Now and then the field that the other nurse has changed last."""
        if self.order.random() < 0.15:
            for edit in reversed(self.ledger.edits):
                if edit.actor != nurse.user.username:
                    return edit.key
        return ""

    def turn_page(self, nurse: Editor) -> None:
        others = [other for other in self.nurses if other is not nurse]
        nurse.follow_link(self.order.choice([others[0].here, "", ""]))

    # --- What goes wrong

    def kill_browser(self, nurse: Editor) -> None:
        if not nurse.reaches_server:
            return
        nurse.finish()
        edit = nurse.type_answer()
        time.sleep(self.order.choice([0, 0.01, 0.03, 0.1]))
        under_way = nurse.kill()
        assert under_way in ([], [edit])
        self.happened["browser killed"] += 1
        self.ledger.check()
        nurse.open()
        for each in under_way:
            self.lost_under_way += not self.ledger.was_stored(each)

    def kill_server(self, nurse: Editor) -> None:
        if not self.server.is_up:
            return
        for each in self.nurses:
            if each.may_type:
                each.type_answer()
        time.sleep(self.order.choice([0, 0.01, 0.03]))
        self.server.kill()
        self.happened["server killed"] += 1
        self.ledger.check()
        self.until[self.server.start] = len(self.ledger.edits) + self.order.randint(0, 6)

    def cut_network(self, nurse: Editor) -> None:
        if nurse.online:
            nurse.cut()
            self.happened["network cut"] += 1
            self.until[nurse.mend] = len(self.ledger.edits) + self.order.randint(1, 10)

    def expire_session(self, nurse: Editor) -> None:
        nurse.expire()
        self.happened["session expired"] += 1

    def reload(self, nurse: Editor) -> None:
        nurse.reload()
        self.happened["page reloaded" if nurse.reaches_server else "page lost while offline"] += 1

    def log_out(self, nurse: Editor) -> None:
        if nurse.reaches_server:
            nurse.finish()
            assert nurse.log_out() == NOTHING
            self.happened["logged out"] += 1
            nurse.come_back()

    def repair(self, *, at_once: bool = False) -> None:
        stuck = not any(nurse.may_type for nurse in self.nurses)
        for mend, when in [*self.until.items()]:
            if at_once or stuck or len(self.ledger.edits) >= when:
                del self.until[mend]
                mend()


@contextmanager
def untouched(intake: Intake) -> Iterator[None]:
    """The intake of another patient, which was open in between, holds what it held."""

    def held() -> tuple[dict[str, Any], int]:
        events = Event.objects.filter(subject=f"intake {intake.pk}").exclude(kind="view")
        row = vars(Intake.objects.defer("last_section").get(pk=intake.pk))  # where it was looked at
        del row["_state"]
        return row, events.count()

    before = held()
    yield
    assert held() == before


def nurse_named(name: str) -> User:
    # The server has the hashers of real use; one round is enough here.
    nurse = User.objects.create_user(username=name, first_name=name, role=Role.NURSE)
    nurse.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", 1)
    nurse.save()
    return nurse


@pytest.fixture
def other_intake(nurse: User, answer: Callable[..., None]) -> Intake:
    other = Patient(
        family_name="Other", given_name="Otto", born=date(1944, 5, 6), sex_at_birth="male"
    )
    intake = actions.start_intake(actions.save_patient(other, by=nurse), by=nurse)
    answer(intake, {"pain_side": "left", "pulse_dp.left": "absent"})
    return intake


def test_no_acknowledged_answer_is_lost(
    playwright: Playwright,
    browser_type_launch_args: dict[str, Any],
    intake: Intake,
    other_intake: Intake,
    tmp_path: Path,
) -> None:
    order, ledger, began = random.Random(SEED), Ledger(intake), time.monotonic()  # noqa: S311
    print(f"CHAOS_SEED={SEED} CHAOS_EDITS={EDITS}")
    opened: list[Browser] = []

    def launch() -> Browser:
        opened.append(playwright.chromium.launch(**browser_type_launch_args))
        return opened[-1]

    with serving(tmp_path / "server.log") as server, untouched(other_intake):
        nurses = [
            Editor(nurse_named(name), PASSWORD, server, ledger, other_intake, order, launch)
            for name in ("Anna", "Bert")
        ]
        try:
            for nurse in nurses:
                nurse.open()
            chaos = Chaos(server, ledger, nurses, order)
            chaos.run(EDITS)
            ledger.check()
            kept = [nurse.log_out() for nurse in nurses]
        finally:
            for browser in opened:
                browser.close()
    seconds = round(time.monotonic() - began)
    ends = ledger.ends()
    told = f"{EDITS} edits in {seconds} s: {dict(ends)}, {dict(chaos.happened)}"
    print(told, f"{chaos.lost_under_way} lost under way")
    assert kept == [NOTHING, NOTHING]
    assert not ends["open"]
    assert chaos.lost_under_way <= chaos.happened["browser killed"]
    assert [fault for nurse in nurses for fault in nurse.faults] == []
    assert "Traceback" not in server.log.read_text()
