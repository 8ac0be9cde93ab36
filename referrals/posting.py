"""What is done with a signed letter: sealed, printed, sent, answered, or cancelled."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from intake import audit
from intake.models import User
from intake.moves import Refused, move
from intake.roles import require
from referrals.deadlines import due_at
from referrals.following import superseded_by
from referrals.lifecycle import MOVES
from referrals.models import (
    UNANSWERED,
    DocumentKind,
    Letter,
    LetterDocument,
    LetterState,
    Reply,
    ReplyKind,
)

L = LetterState


def sealed(letter: Letter, kind: str = DocumentKind.LETTER) -> bytes | None:
    """The stored bytes of a document; None before the first printing."""
    found = LetterDocument.objects.filter(letter=letter, kind=kind).first()
    return bytes(found.pdf) if found else None


def seal(letter: Letter, pdf: bytes, kind: str = DocumentKind.LETTER) -> bytes:
    """Store a document's bytes, or give those that were stored first: for ever the same."""
    held, _ = LetterDocument.objects.get_or_create(
        letter=letter,
        kind=kind,
        defaults={"pdf": pdf, "sha256": hashlib.sha256(pdf).hexdigest()},
    )
    return bytes(held.pdf)


def count_printing(letter: Letter, *, by: User, why: str = "") -> Letter:
    """A letter was printed, for the first time or again (`why` says for what)."""
    require(by, "send letters")
    with transaction.atomic():
        locked = Letter.objects.select_for_update().get(pk=letter.pk)
        if locked.state == L.CANCELLED:
            raise Refused("This letter was cancelled: it is not printed any more.")
        locked.times_printed += 1
        locked.save(update_fields=["times_printed"])
        if locked.state == L.SIGNED:
            return move(locked, L.PRINTED, by=by, moves=MOVES, printed_at=timezone.now())
        audit.write("print again", by=by, subject=locked, after=locked.times_printed, why=why)
        return locked


def mark_sent(letter: Letter, *, by: User) -> Letter:
    """The letter has left the house, for the first time or after it had come back.

    What was sent to the same service before waits for an answer no more: it will be to this letter.
    """
    with transaction.atomic():
        locked = Letter.objects.select_for_update().get(pk=letter.pk)
        if later := superseded_by(locked):
            raise Refused(f"Superseded by version {later}: do not send this letter.")
        if locked.state in UNANSWERED:
            raise Refused(f"Already sent: {_moment(locked.sent_at)}. Nothing was done twice.")
        if not locked.times_printed:
            raise Refused("This letter was not printed yet: print it first.")
        now = timezone.now()
        sent = move(locked, L.SENT, by=by, moves=MOVES, sent_at=now, returned_for="")
        for earlier in _replaced_by(sent):
            event = "cancel" if earlier.state == L.RETURNED else "supersede"
            why = f"replaced by letter {sent.pk}, which was sent instead"
            move(earlier, L.CANCELLED, by=by, moves=MOVES, event=event, why=why, due_at=None)
        return _set_due(sent)


def _replaced_by(letter: Letter) -> QuerySet[Letter]:
    """Letters to the same service for which nobody has taken the patient yet.

    Of earlier versions; and of the intake that this one follows up, where it had come back before:
    then what was missing was known when this one was begun.
    """
    intake = letter.snapshot.intake
    earlier = Q(
        snapshot__intake=intake,
        snapshot__version__lt=letter.snapshot.version,
        state__in=(L.SENT, L.RECEIVED, L.RETURNED),
    )
    came_back = Q(
        snapshot__intake=intake.follows_up_id,
        state=L.RETURNED,
        state_since__lt=intake.created_at,
    )
    return Letter.objects.filter(
        earlier | came_back, suggestion__suggestion=letter.suggestion.suggestion
    )


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%-d %b %Y at %H:%M}" if at else "some time ago"


def cancel_letter(letter: Letter, *, by: User, why: str) -> Letter:
    """The letter will not be sent, for a reason."""
    return move(letter, L.CANCELLED, by=by, moves=MOVES, event="cancel", why=why, due_at=None)


# --- What comes back ----------------------------------------------------------------------------


def record_reply(
    letter: Letter,
    kind: str,
    *,
    by: User,
    on: date | None = None,
    appointment_on: date | None = None,
    missing: str = "",
    note: str = "",
) -> Reply:
    """Received, accepted (perhaps with a day), returned (with what is missing), or seen.

    `on` is the day on which it came (default today). Raises Refused in words.
    """
    if kind == ReplyKind.CHASED:
        raise Refused("Asking for an answer is no answer.")
    if kind == ReplyKind.RETURNED and not (missing or note.strip()):
        raise Refused("Say what is missing, or why it came back.")
    changes: dict[str, Any] = {}
    if kind == ReplyKind.ACCEPTED:
        changes = {"appointment_on": appointment_on, "returned_for": ""}
    elif kind == ReplyKind.RETURNED:
        changes = {"returned_for": missing or "other"}
    with transaction.atomic():
        moved = move(
            letter,
            LetterState(kind),
            by=by,
            moves=MOVES,
            why=f"{missing} {note}".strip(),
            **changes,
        )
        _set_due(moved)
        return _noted(moved, kind, by, on, appointment_on, missing, note)


def chase(letter: Letter, *, by: User, note: str = "") -> Reply:
    """We asked the service for an answer: the letter waits anew."""
    require(by, "send letters")
    with transaction.atomic():
        locked = Letter.objects.select_for_update().get(pk=letter.pk)
        if locked.state not in UNANSWERED:
            raise Refused("Only a letter that was sent and waits for an answer can be chased.")
        _set_due(locked)
        audit.write("chase", by=by, subject=locked, why=note)
        return _noted(locked, ReplyKind.CHASED, by, None, None, "", note)


def _set_due(letter: Letter) -> Letter:
    letter.due_at = due_at(letter, timezone.now())
    letter.save(update_fields=["due_at"])
    return letter


def _noted(
    letter: Letter,
    kind: str,
    by: User,
    on: date | None,
    appointment_on: date | None,
    missing: str,
    note: str,
) -> Reply:
    return Reply.objects.create(
        letter=letter,
        kind=kind,
        on=on or timezone.localdate(),
        appointment_on=appointment_on,
        missing=missing,
        note=note.strip(),
        recorded_by=by,
        specialty=letter.specialist.specialty,
        organisation=letter.specialist.organisation,
    )
