"""Print runs: many letters printed at once, however often a worker is killed, each exactly once.

A run is worked on letter by letter, by any number of workers at once: each letter's documents are
made and sealed in a transaction of its own. When all are sealed, one worker puts the PDF together,
stores it, and counts every printing in the transaction that finishes the run. Until then nothing is
counted, so a run that is broken off, cancelled or gone on with counts nothing twice.

Whoever works on something holds it for LEASE and renews that; what a dead worker held is free again
after it. Nothing is rendered inside a transaction, so nobody who is saving waits for a letter.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.utils import timezone

from intake import audit
from intake.models import Event, User
from intake.moves import Refused
from intake.roles import require
from referrals import following, pdf, posting, print_run_pdf
from referrals.copies import copies_of
from referrals.models import (
    DocumentKind,
    Letter,
    LetterDocument,
    PrintRun,
    PrintRunLetter,
    PrintRunPart,
)
from referrals.print_run_pdf import (
    cannot_be_made,
    kinds_of,
    letters_to_print,
    lock,
    obstacle_to,
)

LIMIT: Final = 1000  # letters in a run
KEPT: Final = timedelta(days=14)  # a PDF; the letters themselves are sealed for ever

RENDERED_BY: Final[dict[DocumentKind, Callable[[Letter], bytes]]] = {
    DocumentKind.LETTER: pdf.letter_pdf,
    DocumentKind.GP: pdf.gp_sheet_pdf,
    DocumentKind.PATIENT: pdf.patient_letter_pdf,
}

log = logging.getLogger(__name__)


# --- Starting and stopping ----------------------------------------------------------------------


def waiting() -> list[int]:
    """The letters not printed yet, in the order of the admin's list, as many as one run takes."""
    letters = following.unsent().filter(times_printed=0).order_by(*following.BY_DUE)
    return list(letters.values_list("pk", flat=True)[:LIMIT])


def start(letters: Iterable[int], *, by: User, why: str = "") -> PrintRun:
    """A new run of these letters. Raises Refused in words.

    A letter of a run that is not finished is left out; where that is true of all, that run is given.
    `why` stands on the covers of letters that were printed before.
    """
    require(by, "send letters")
    wanted = set(letters)
    if not wanted:
        raise Refused("No letter is chosen: tick at least one.")
    if len(wanted) > LIMIT:
        raise Refused(f"{len(wanted)} letters are too many at once: choose at most {LIMIT}.")
    _drop_old_parts()
    with transaction.atomic():
        # Of two starts at once the second waits here, and then finds the run of the first.
        rows = Letter.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
        found = sorted(rows.only("due_at"), key=_in_order)
        if len(found) < len(wanted):
            raise Refused("One of these letters is not there any more: choose again.")
        elsewhere = dict(
            _of_open_runs().filter(letter__in=wanted).values_list("letter", "run").order_by("run")
        )
        if len(elsewhere) == len(wanted):
            return PrintRun.objects.get(pk=max(elsewhere.values()))
        run = PrintRun.objects.create(
            started_by=by, total=len(found), done=len(elsewhere), why=why.strip()
        )
        PrintRunLetter.objects.bulk_create(
            PrintRunLetter(
                run=run,
                letter=letter,
                is_done=letter.pk in elsewhere,
                left_out=_in_other_run(elsewhere.get(letter.pk)),
            )
            for letter in found
        )
        audit.write(
            "start print run", by=by, subject=run, after=[each.pk for each in found], why=run.why
        )
    return run


def _in_order(letter: Letter) -> tuple[bool, datetime, int]:
    """As in the admin's list: what is due first, then what nothing is awaited of."""
    due = letter.due_at
    return due is None, due or timezone.now(), letter.pk


def _of_open_runs() -> QuerySet[PrintRunLetter]:
    return PrintRunLetter.objects.filter(run__finished_at=None, run__cancelled_at=None, left_out="")


def _in_other_run(run: int | None) -> str:
    return f"It is in print run {run}, which is not finished." if run else ""


def _drop_old_parts() -> None:
    PrintRunPart.objects.filter(run__finished_at__lt=timezone.now() - KEPT).delete()


def cancel(run: PrintRun, *, by: User) -> PrintRun:
    """Break a run off for good: no letter of it counts as printed. Refused where it is finished."""
    require(by, "send letters")
    with transaction.atomic():
        locked = lock(run.pk)
        if locked.finished_at:
            raise Refused("This print run is finished already.")
        if not locked.cancelled_at:
            locked.cancelled_at = timezone.now()
            locked.save(update_fields=["cancelled_at"])
            PrintRunPart.objects.filter(run=locked).delete()
            audit.write("cancel print run", by=by, subject=locked, after={"ready": locked.done})
    return locked


# --- Going on -----------------------------------------------------------------------------------


def wake(run: PrintRun) -> bool:
    """Whether nobody seems to work on this run. It then counts as worked on for another LEASE."""
    now = timezone.now()
    asleep = PrintRun.objects.filter(
        pk=run.pk, finished_at=None, cancelled_at=None, worked_at__lt=now - print_run_pdf.LEASE
    )
    return bool(asleep.update(worked_at=now, problem=""))


def work(pk: int, *, seconds: float | None = None) -> bool:
    """Work on a run until it is over, there is nothing to take, or so many seconds have passed.

    Whether there is more for this worker to do.
    """
    until = None if seconds is None else time.monotonic() + seconds
    while (item := _take(pk)) is not None:
        _make(item)
        if until is not None and time.monotonic() >= until:
            return True
    run = PrintRun.objects.get(pk=pk)
    if not run.is_over and not run.letters.filter(is_done=False).exists():
        print_run_pdf.put_together(run)
    return False


def _take(pk: int) -> PrintRunLetter | None:
    """The next letter that nobody works on, held by this worker from now on."""
    now = timezone.now()
    with transaction.atomic():
        free = PrintRunLetter.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            Q(held_until=None) | Q(held_until__lt=now),
            run=pk,
            run__finished_at=None,
            run__cancelled_at=None,
            is_done=False,
        )
        item = free.order_by("pk").first()
        if item is not None:
            item.held_until = now + print_run_pdf.LEASE
            item.save(update_fields=["held_until"])
    return item


def _make(item: PrintRunLetter) -> None:
    """Seal a letter's documents, or say why it is left out."""
    letter = letters_to_print().get(pk=item.letter_id)
    made: dict[DocumentKind, bytes] = {}
    left_out = obstacle_to(letter)
    if not left_out:
        try:
            made = _missing_documents(letter)
        except Exception as fault:  # whatever it is, the other letters are printed
            log.exception("Letter %s cannot be printed", letter.pk)
            left_out = cannot_be_made(fault)
    with transaction.atomic():
        run = lock(item.run_id)
        locked = PrintRunLetter.objects.select_for_update().get(pk=item.pk)
        if locked.is_done or run.is_over:
            return
        for kind, document in made.items():
            posting.seal(letter, document, kind)
        locked.is_done, locked.left_out = True, left_out
        locked.save(update_fields=["is_done", "left_out"])
        run.done, run.worked_at = run.done + 1, timezone.now()
        run.save(update_fields=["done", "worked_at"])


def _missing_documents(letter: Letter) -> dict[DocumentKind, bytes]:
    """What was not sealed at an earlier printing. It takes seconds, and writes nothing."""
    held = set(LetterDocument.objects.filter(letter=letter).values_list("kind", flat=True))
    return {
        kind: RENDERED_BY[kind](letter)
        for kind in kinds_of(copies_of(letter))
        if kind.value not in held
    }


# --- The PDF ------------------------------------------------------------------------------------


def size_of(run: PrintRun) -> int:
    """How many bytes the PDF has; 0 where it is not kept any more."""
    return sum(run.parts.annotate(size=Length("data")).values_list("size", flat=True))


def parts_of(run: PrintRun, *, by: User) -> Iterator[bytes]:
    """The PDF of a finished run, piece by piece. That somebody opened it is an event."""
    require(by, "send letters")
    audit.write("export", by=by, subject=run)
    return _read_parts(run.pk)


def _read_parts(pk: int) -> Iterator[bytes]:
    parts = PrintRunPart.objects.filter(run=pk).order_by("number")
    for number in list(parts.values_list("number", flat=True)):
        yield bytes(parts.values_list("data", flat=True).get(number=number))


def was_opened(run: PrintRun) -> bool:
    return Event.objects.filter(subject=audit.subject_of(run), kind="export").exists()
