"""The admin's home: letters not yet sent, and those that wait for an answer or came back."""

from datetime import datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.access import needs
from intake.models import IntakeState
from intake.roles import may
from referrals import following
from referrals.letter_history import missing_in_words
from referrals.models import Letter, LetterState, Snapshot
from referrals.views.keyset import page_after
from referrals.views.picture import pill
from referrals.views.review import URGENCY_OF_RANK
from referrals.views.work_list import in_words

LISTS: Final = {
    "unsent": (following.unsent, following.BY_DUE),
    "unanswered": (following.unanswered, following.BY_DUE),
    "returned": (following.returned, following.BY_DUE),
    "lately": (Letter.objects.all, following.LATEST_FIRST),
}
EMPTY: Final = {
    "unsent": "Every signed letter has been sent.",
    "unanswered": "No letter waits for an answer.",
    "returned": "No letter has come back.",
    "lately": "There is no letter yet.",
}
# Without bytes, and without the answers behind a letter.
_COLUMNS: Final = (
    *("state", "state_since", "urgency", "signed_at", "sent_at", "due_at"),
    *("times_printed", "appointment_on", "returned_for"),
    *("specialist__name", "specialist__organisation", "specialist__specialty"),
    *("snapshot__version", "snapshot__intake__state"),
    *(
        f"snapshot__intake__patient__{name}"
        for name in ("family_name", "given_name", "title", "born", "nhs_number")
    ),
)


@require_safe
@needs("see letters")
def letter_list(request: HttpRequest) -> HttpResponse:
    """A page of one of the lists, with the counts of all."""
    chosen = request.GET.get("list", "unsent")
    chosen = chosen if chosen in LISTS else "unsent"
    rows, order = LISTS[chosen]
    found, following_mark = page_after(_listed(rows()), order, request.GET.get("after", ""))
    now = timezone.now()
    can_send = may(request.user, "send letters")
    return render(
        request,
        "referrals/letter_list.html",
        {
            "chosen": chosen,
            "counts": following.counts(now),
            "rows": [_row(letter, now) for letter in found],
            "following": following_mark,
            "is_first_page": not request.GET.get("after"),
            "empty": EMPTY[chosen],
            "can_print": can_send and chosen == "unsent",
            "can_send": can_send,
        },
    )


def _listed(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    later = Snapshot.objects.filter(
        intake=OuterRef("snapshot__intake"), version__gt=OuterRef("snapshot__version")
    )
    return (
        letters.select_related("specialist", "snapshot__intake__patient")
        .only(*_COLUMNS)
        .annotate(is_superseded=Exists(later))
    )


def _row(letter: Any, now: datetime) -> dict[str, Any]:
    intake = letter.snapshot.intake
    return {
        "letter": letter,
        "patient": intake.patient,
        "pill": pill(URGENCY_OF_RANK[letter.urgency]),
        "is_superseded": letter.is_superseded,
        "is_being_amended": intake.state != IntakeState.SIGNED and not letter.is_superseded,
        "missing": missing_in_words(letter.returned_for) if letter.returned_for else "",
        **when(letter, now),
    }


# What is asked for next, by where a letter stands.
_NEXT: Final = {
    LetterState.SENT: ("answer due", "ask for an answer"),
    LetterState.RECEIVED: ("appointment due", "ask for an appointment"),
    LetterState.ACCEPTED: ("ask whether seen", "ask whether the patient was seen"),
}


def when(letter: Letter, now: datetime) -> dict[str, Any]:
    """How a letter stands against the clock: whether it is late, and that in words."""
    if letter.due_at is None:
        return {"is_late": False, "due": ""}
    span = in_words(abs(letter.due_at - now))
    if letter.state == LetterState.RETURNED:
        return {"is_late": False, "due": f"came back {span} ago"}
    is_late = letter.due_at < now  # the moment itself is still in time
    due, act = _NEXT.get(LetterState(letter.state), ("due", ""))
    if is_late:
        return {
            "is_late": True,
            "due": f"{act}: overdue by {span}" if act else f"overdue by {span}",
        }
    return {"is_late": False, "due": f"{due} in {span}"}
