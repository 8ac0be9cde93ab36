"""Tests and referrals that a physician adds, which no rule suggested: from the rule book or in words.

They are rows of the assessment like any other, so that they are shown, signed, frozen and sent like
any other; the result object of the rules is not touched by them.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from intake import audit
from intake.answers import answers_of
from intake.models import Intake, User
from intake.moves import Move, Refused, move
from intake.roles import require
from referrals.letter_question import drafted
from referrals.lifecycle import intake_to_decide
from referrals.models import Assessment, Suggestion, SuggestionState
from referrals.rules.suggestions import SUGGESTIBLES, Kind, Suggestible, Urgency

KINDS: Final = (Kind.TEST, Kind.REFERRAL)
URGENCIES: Final = tuple(each for each in Urgency if each is not Urgency.NONE)
TITLE_AT_MOST: Final = 120  # characters, as the column holds
# A table of its own: nothing else brings back what was superseded.
MOVES: Final = (
    Move("suggestion", SuggestionState.ACCEPTED, SuggestionState.SUPERSEDED, "decide", "take back"),
    Move("suggestion", SuggestionState.SUPERSEDED, SuggestionState.ACCEPTED, "decide", "add again"),
)


def can_be_added(standing: Iterable[Suggestion]) -> list[Suggestible]:
    """What the rule book holds of tests and referrals and is not suggested or added already."""
    there = {each.suggestion for each in standing}
    return [each for each in SUGGESTIBLES.values() if each.kind in KINDS and each.id not in there]


def add_suggestion(
    assessment: Assessment,
    *,
    by: User,
    urgency: str,
    because: str,
    suggestion: str = "",
    title: str = "",
    kind: str = "",
) -> Suggestion:
    """Add a test or a referral, from the rule book (`suggestion`) or in words (`title`, `kind`).

    To add is to accept: it is a decision of this physician. A referral still needs a specialist and a
    question before it can be signed. Raises Refused in words.
    """
    require(by, "decide")
    because, title = because.strip(), " ".join(title.split())
    if not because:
        raise Refused("Say why: whoever reads it later has no rule to look at.")
    if urgency not in URGENCIES:
        raise Refused("Choose how soon.")
    if bool(suggestion) == bool(title):
        raise Refused("Choose from the list or write your own words, not both.")
    with transaction.atomic():
        intake_to_decide(assessment.intake_id)
        rows = {each.suggestion: each for each in assessment.suggestions.all()}
        standing = [each for each in rows.values() if each.state != SuggestionState.SUPERSEDED]
        if suggestion:
            known = {each.id: each for each in can_be_added(standing)}
            if suggestion not in known:
                raise Refused(
                    "This stands on the page already, or is no test or referral of the rule book."
                )
            kind = known[suggestion].kind
        elif kind not in KINDS:
            raise Refused("Say whether it is a test or a referral.")
        elif len(title) > TITLE_AT_MOST:
            raise Refused(f"Shorten it to {TITLE_AT_MOST} characters; the reason may be longer.")
        else:
            suggestion = _free_id(rows)
        entry = _entry(suggestion, Urgency(urgency), because)
        if kind == Kind.REFERRAL:
            answers = answers_of(Intake.objects.get(pk=assessment.intake_id))
            entry["drafted"] = drafted(suggestion, entry, assessment.result, answers)
        columns: dict[str, Any] = {
            "urgency": Urgency(urgency).rank,
            "entry": entry,
            "decided_by": by,
            "added_by": by,
        }
        old = rows.get(suggestion)
        if old is not None:  # it was added and taken back before
            clean: dict[str, Any] = {"note": "", "specialist": None, "question": "", "tried": ""}
            return move(
                old, SuggestionState.ACCEPTED, by=by, moves=MOVES, why=because, **columns, **clean
            )
        row = Suggestion.objects.create(
            assessment=assessment,
            intake_id=assessment.intake_id,
            suggestion=suggestion,
            kind=kind,
            own_title=title,
            state=SuggestionState.ACCEPTED,
            state_since=timezone.now(),
            **columns,
        )
        after = {"suggestion": suggestion, "title": title, "urgency": urgency}
        audit.write("add suggestion", by=by, subject=row, after=after, why=because)
    return row


def take_back(row: Suggestion, *, by: User) -> Suggestion:
    """Take an added test or referral off the page, until the intake is signed. The trail keeps it."""
    with transaction.atomic():
        intake_to_decide(row.intake_id)
        if not row.is_own:
            raise Refused("This was suggested by the rules: decline it instead.")
        return move(row, SuggestionState.SUPERSEDED, by=by, moves=MOVES)


def _free_id(taken: Iterable[str]) -> str:
    numbers = [int(id.removeprefix("own-")) for id in taken if id.startswith("own-")]
    return f"own-{max(numbers, default=0) + 1}"


def _entry(id: str, urgency: Urgency, because: str) -> dict[str, Any]:
    """Shaped like an entry of the result object; it rests on no finding and no rule."""
    return {
        "id": id,
        "urgency": str(urgency),
        "because": because,
        "findings": [],
        "rules": [],
        "sources": [],
        "leg": None,
        "answered": False,
        "deferred_by": [],
        "stability": None,
    }
