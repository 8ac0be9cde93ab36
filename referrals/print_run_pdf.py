"""A print run whose letters are all sealed → its PDF, stored, with every printing counted.

One worker alone does it and holds the run for LEASE, which it renews as it goes on; when it dies,
somebody else begins anew after that. Nothing is counted before the transaction that finishes the run.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from intake import audit
from intake.models import Event
from intake.moves import Refused
from referrals import posting
from referrals.batch import Batch, Cover, LeftOut, Printable
from referrals.copies import Copy, copies_of
from referrals.following import superseded_by
from referrals.models import (
    DocumentKind,
    Letter,
    LetterDocument,
    LetterState,
    PrintRun,
    PrintRunLetter,
    PrintRunPart,
)

LEASE = timedelta(seconds=60)  # without a sign of life for so long, somebody else goes on
PART: Final = 1 << 20  # bytes
CHUNK: Final = 20  # letters read at a time, with their documents

log = logging.getLogger(__name__)


class _Lost(Exception):
    """Somebody else holds what this worker thought it held, or the run is over."""


# --- Letters of a run ---------------------------------------------------------------------------


def lock(pk: int) -> PrintRun:
    return PrintRun.objects.select_for_update(of=("self",)).get(pk=pk)


def letters_to_print() -> QuerySet[Letter]:
    return Letter.objects.select_related("snapshot", "suggestion", "specialist")


def kinds_of(copies: Iterable[Copy]) -> list[DocumentKind]:
    return list(dict.fromkeys(kind for copy in copies for kind in copy.documents))


def obstacle_to(letter: Letter) -> str:
    """Why a letter must not be printed now, in words; empty where it may."""
    if letter.state != LetterState.CANCELLED:
        later = superseded_by(letter)
        return f"It is superseded by version {later}." if later else ""
    ended = Event.objects.filter(
        subject=audit.subject_of(letter), kind__in=("cancel", "supersede")
    ).last()
    why = f": {ended.why.strip()}" if ended and ended.why.strip() else ""
    at = timezone.localtime(letter.state_since)
    return f"It was cancelled on {at:%-d %b %Y} at {at:%H:%M}{why}."


def cannot_be_made(fault: Exception) -> str:
    kind = type(fault).__name__
    return f"It cannot be made into a PDF ({kind}). Tell whoever looks after this program."


# --- Putting it together ------------------------------------------------------------------------


class _Hold:
    """One worker alone puts a run together; it renews its hold as it goes on."""

    def __init__(self, run: PrintRun) -> None:
        self.run = run
        self.until = timezone.now() + LEASE

    @property
    def _row(self) -> QuerySet[PrintRun]:
        return PrintRun.objects.filter(pk=self.run.pk, finished_at=None, cancelled_at=None)

    def take(self) -> bool:
        now = timezone.now()
        free = self._row.filter(Q(held_until=None) | Q(held_until__lt=now))
        return bool(free.update(held_until=self.until, worked_at=now, problem=""))

    def renew(self) -> None:
        """Raises _Lost where it took too long and somebody else goes on, or the run was cancelled."""
        now = timezone.now()
        if self.until - now > LEASE * 0.75:
            return
        until = now + LEASE
        if not self._row.filter(held_until=self.until).update(held_until=until, worked_at=now):
            raise _Lost
        self.until = until

    def locked(self) -> PrintRun:
        """The run, locked, while it is still held."""
        run = lock(self.run.pk)
        if run.is_over or run.held_until != self.until:
            raise _Lost
        return run

    def drop(self, problem: str) -> None:
        self._row.filter(held_until=self.until).update(held_until=None, problem=problem)


def put_together(run: PrintRun) -> None:
    """Put a run together, unless somebody else does. What goes wrong is kept with the run, in words."""
    hold = _Hold(run)
    if not hold.take():
        return
    try:
        while not _printed(run, hold):
            pass  # a letter was cancelled or printed meanwhile: the PDF is made anew
    except _Lost:
        return
    except (Refused, PermissionDenied) as refused:
        hold.drop(str(refused))
    except Exception as fault:
        log.exception("Print run %s cannot be put together", run.pk)
        hold.drop(f"The PDF could not be put together ({type(fault).__name__}).")


def _printed(run: PrintRun, hold: _Hold) -> bool:
    """Make the PDF and store it; then count every printing and finish the run, all at once.

    False where a letter is not any more as it was put in.
    """
    by = run.started_by
    with TemporaryDirectory(prefix="print-run-") as folder:
        batch = Batch(Path(folder), two_sided=_two_sided(run), alive=hold.renew)
        copies, left_out = _put_in(run, batch)
        path = Path(folder) / "whole.pdf"
        with path.open("wb") as file:
            batch.write(
                file,
                name=str(run),
                printed=_now_in_words(),
                by=str(by),
                left_out=_all_left_out(run, left_out),
            )
        with path.open("rb") as file:
            _store(hold, file)
    with transaction.atomic():
        locked = hold.locked()
        for item, why in left_out.items():
            PrintRunLetter.objects.filter(pk=item).update(left_out=why)
        letters = Letter.objects.select_for_update(of=("self",)).filter(
            print_runs__run=run, print_runs__left_out=""
        )
        now = {each.pk: _copy_of(each) for each in letters.order_by("pk")}
        if now != copies:
            return False
        for pk in now:
            why = run.why or f"print run {run.pk}"
            posting.count_printing(Letter(pk=pk), by=by, why=why)
        locked.finished_at = timezone.now()
        locked.envelopes, locked.sheets = len(batch.rows), batch.sheets
        locked.save(update_fields=["finished_at", "envelopes", "sheets"])
        audit.write(
            "finish print run",
            by=by,
            subject=locked,
            after={"printed": len(now), "left out": locked.total - len(now)},
        )
    return True


def _two_sided(run: PrintRun) -> bool:
    """Unless all letters are of sites that print on one side: the printer is set once for the run."""
    sides = run.letters.values_list("letter__snapshot__content__letterhead__two_sided", flat=True)
    return any(side is not False for side in sides.distinct())


def _put_in(run: PrintRun, batch: Batch) -> tuple[dict[int, int], dict[int, str]]:
    """Put the letters in. Gives which copy of each letter it is, and what is left out after all."""
    copies: dict[int, int] = {}
    left_out: dict[int, str] = {}
    for item, letter, documents in _sealed_letters(run):
        try:
            why, printable = obstacle_to(letter), _printable(run, letter, documents)
        except Exception as fault:
            log.exception("Letter %s cannot be put into a print run", letter.pk)
            why, printable = cannot_be_made(fault), None
        if why or printable is None:
            left_out[item] = why
        else:
            batch.add(printable)
            copies[letter.pk] = _copy_of(letter)
    return copies, left_out


def _copy_of(letter: Letter) -> int:
    """Which copy the next printing is; 0 where it must not be printed."""
    return 0 if letter.state == LetterState.CANCELLED else letter.times_printed + 1


def _sealed_letters(run: PrintRun) -> Iterator[tuple[int, Letter, list[LetterDocument]]]:
    """The letters of a run with their documents, some at a time."""
    items = run.letters.filter(left_out="").order_by("pk").values_list("pk", "letter")
    todo = list(items)
    for start in range(0, len(todo), CHUNK):
        some = todo[start : start + CHUNK]
        letters = letters_to_print().in_bulk([letter for _, letter in some])
        documents: dict[int, list[LetterDocument]] = {}
        for each in LetterDocument.objects.filter(letter__in=letters).order_by("pk"):
            documents.setdefault(each.letter_id, []).append(each)
        for item, letter in some:
            yield item, letters[letter], documents.get(letter, [])


def _printable(run: PrintRun, letter: Letter, documents: list[LetterDocument]) -> Printable:
    copies = copies_of(letter)
    by_kind = {DocumentKind(each.kind): each for each in documents}
    held = {kind: by_kind[kind] for kind in kinds_of(copies)}
    for each in held.values():
        if hashlib.sha256(each.pdf).hexdigest() != each.sha256:
            raise ValueError("the stored bytes are not those that were sealed")
    reference = _reference(letter)
    cover = None
    if letter.times_printed:
        cover = Cover(
            letter=reference,
            copy=letter.times_printed + 1,
            printed=_now_in_words(),
            by=str(run.started_by),
            why=run.why,
            documents=tuple((str(each.get_kind_display()), each.sha256) for each in held.values()),
        )
    return Printable(
        reference=reference,
        short=f"L{letter.pk}",
        copies=copies,
        documents={kind: bytes(each.pdf) for kind, each in held.items()},
        cover=cover,
    )


def _reference(letter: Letter) -> str:
    return f"L{letter.pk}, version {letter.snapshot.version}"


def _now_in_words() -> str:
    """ "11:03 on 26 Nov 2026" """
    return f"{timezone.localtime():%H:%M on %-d %b %Y}"


def _all_left_out(run: PrintRun, found: Mapping[int, str]) -> Iterator[LeftOut]:
    items = run.letters.select_related("letter__snapshot").only(
        "left_out", "letter__snapshot__version"
    )
    for item in items.filter(~Q(left_out="") | Q(pk__in=list(found))):
        yield LeftOut(_reference(item.letter), found.get(item.pk) or item.left_out)


def _store(hold: _Hold, file: BinaryIO) -> None:
    """Store the PDF in pieces, in place of what an earlier try has stored."""
    with transaction.atomic():
        PrintRunPart.objects.filter(run=hold.locked()).delete()
    number = 0
    while data := file.read(PART):
        hold.renew()
        with transaction.atomic():
            PrintRunPart.objects.create(run=hold.locked(), number=number, data=data)
        number += 1
