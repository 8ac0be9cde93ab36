"""Print runs by worker processes that are killed where it hurts, on a database of their own.

What became of it is printed as JSON. The workers are forked, so that each is there at once; documents
are made in no time. The database is DATABASE_URL.
"""

import json
import os
import re
import signal
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.management import call_command
from django.db import connections

from intake import actions
from intake.models import Event, Patient, User
from referrals import batch, directory, posting, print_run_pdf, print_runs
from referrals.demo import make_accounts
from referrals.models import Letter, LetterDocument, PrintRun, Specialist
from referrals.tasks import call_workers
from tests.pdf_text import pages_of
from tests.referrals.printed_letters import QUICK, document, letters_like
from tests.referrals.signed_letters import sign_with_letter
from tests.referrals.test_lifecycle import COLD_LEG

AT_LEAST = 3  # seconds of LEASE: on a busy machine nobody who lives may be taken for dead
LETTERS_A_SECOND = 50
PLACES: dict[str, tuple[Any, str]] = {
    "letter": (posting, "seal"),  # in the transaction of one letter
    "add": (batch.Batch, "add"),
    "write": (batch.Batch, "write"),
    "store": (print_run_pdf, "_store"),
    "count": (posting, "count_printing"),  # in the transaction that finishes the run
}
Steps = list[dict[str, Any]]


def main(how: str, number: int) -> None:
    print_runs.RENDERED_BY.update(QUICK)
    quick: Any = batch
    quick.render = lambda template, context: document([template])
    print_run_pdf.LEASE = timedelta(seconds=max(AT_LEAST, number / LETTERS_A_SECOND))
    call_command("migrate", verbosity=0)
    run = make(number)
    print(json.dumps(HOW[how](run, number)))


def by_work(run: int, number: int) -> Steps:
    """One after the other is killed, then two at once finish it, one of them in vain."""
    half = number // 2
    steps = []
    places = (f"letter {number}", f"letter {half}", f"add {half}", "write 0", "store 0")
    for place in (*places, f"count {half}"):
        steps.append({"codes": codes([begun(work, run, die_at=place)]), **told(run)})
    both = [begun(work, run) for _ in range(2)]
    return [*steps, {"codes": codes(both), **told(run)}]


def by_db_worker(run: int, number: int) -> Steps:
    """Two at a time, of which at least one is killed, then two that finish it.

    A task dies with its worker, so workers are called anew each time, as whoever opens the page does.
    """
    steps = []
    for place in (f"letter {number // 2}", "add 3", "store 0", f"count {number // 2}"):
        ended: list[int] = []
        while -signal.SIGKILL not in ended:
            call_workers(PrintRun.objects.get(pk=run))
            ended = codes([begun(db_worker, run, die_at=place) for _ in range(2)])
        steps.append({"codes": ended, **told(run)})
    ended = []
    while not PrintRun.objects.get(pk=run).is_over:
        call_workers(PrintRun.objects.get(pk=run))
        ended += codes([begun(db_worker, run) for _ in range(2)])
    return [*steps, {"codes": ended, **told(run)}]


HOW = {"work": by_work, "db_worker": by_db_worker}


# --- Workers ------------------------------------------------------------------------------------


def work(run: int) -> None:
    while not PrintRun.objects.get(pk=run).is_over:
        print_runs.work(run)
        time.sleep(0.05)


def db_worker(run: int) -> None:
    call_command("db_worker", batch=True, reload=False, startup_delay=False, verbosity=0)


def begun(act: Callable[[int], None], run: int, die_at: str = "") -> int:
    """A process that does this, and is killed at a place, so many calls on."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        if die_at:
            place, after = die_at.split()
            deadly(*PLACES[place], int(after))
        act(run)
        code = 0
    finally:
        os._exit(code)


def deadly(holder: Any, name: str, after: int) -> None:
    real: Callable[..., Any] = getattr(holder, name)
    left = iter(range(after, -1, -1))

    def kills(*rest: Any, **named: Any) -> Any:
        done = real(*rest, **named)
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    setattr(holder, name, kills)


def codes(children: list[int]) -> list[int]:
    """How they ended: 0, or the signal that killed them, negative."""
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


# --- What there is ------------------------------------------------------------------------------


def make(number: int) -> int:
    """A run of so many letters."""
    people = make_accounts()
    patient = actions.save_patient(
        Patient(
            family_name="Invented",
            given_name="Ida",
            born=date(1950, 2, 3),
            address="1 Example Street",
            gp_practice="Sample Surgery",
        ),
        by=people["nurse"],
    )
    intake = actions.start_intake(patient, by=people["nurse"])
    actions.record(intake, COLD_LEG, by=people["nurse"])
    surgeon = directory.save_specialist(
        Specialist(
            specialty="vascular_surgery", name="Team", organisation="Hospital", address="1 Road"
        ),
        by=people["admin"],
    )
    first = sign_with_letter(intake, surgeon, nurse=people["nurse"], physician=people["physician"])
    letters = [first, *letters_like(first, number - 1)]
    return print_runs.start([each.pk for each in letters], by=people["admin"]).pk


def told(pk: int) -> dict[str, Any]:
    run = PrintRun.objects.get(pk=pk)
    admin = User.objects.get(username="admin")
    data = b"".join(print_runs.parts_of(run, by=admin)) if run.finished_at else b""
    pages = pages_of(data) if data else []
    slips = Counter(
        found[1] for page in pages if (found := re.search(r"Slip of letter (\d+)", page))
    )
    events = Event.objects.filter(kind__in=("print", "print again"))
    return {
        "finished": run.finished_at is not None,
        "problem": run.problem,
        "done": run.done,
        "left out": run.letters.exclude(left_out="").count(),
        "printed times": Counter(Letter.objects.values_list("times_printed", flat=True)),
        "counted": Counter(Counter(events.values_list("subject", flat=True)).values()),
        "finishes": Event.objects.filter(kind="finish print run").count(),
        "documents": LetterDocument.objects.count(),
        "in the PDF": Counter(slips.values()),
        "pages": len(pages),
        "sheets": run.sheets,
    }
