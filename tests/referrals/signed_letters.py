"""Letters in any number and state for the tests of lists and acts; one intake is signed for all."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from intake.models import Intake, User
from referrals import lifecycle, posting
from referrals.models import (
    Assessment,
    Letter,
    LetterState,
    Snapshot,
    Specialist,
    Suggestion,
    SuggestionState,
)
from referrals.rules.suggestions import Kind


def sign_with_letter(
    intake: Intake, service: Specialist, *, nurse: User, physician: User
) -> Letter:
    """Hand over, accept the red flags and the referral to this service, and sign."""
    assessment = lifecycle.hand_over(intake, by=nurse)
    for each in assessment.suggestions.all():
        if each.suggestion == service.specialty:
            lifecycle.decide(
                each,
                SuggestionState.ACCEPTED,
                by=physician,
                specialist=service,
                question="Will you see her?",
            )
        elif each.kind == Kind.RED_FLAG:
            lifecycle.decide(each, SuggestionState.ACCEPTED, by=physician)
    return lifecycle.sign(Intake.objects.get(pk=intake.pk), by=physician).letters.get()


def print_and_seal(letter: Letter, pdf: bytes, *, by: User) -> bytes:
    """Print a letter: count it, and give the bytes that were sealed first."""
    posting.count_printing(letter, by=by)
    return posting.seal(letter, pdf)


def more_letters(
    first: Letter, number: int, *, suggestion: str = "", **fields: Any
) -> list[Letter]:
    """Letters beside a signed one, of the same snapshot; `fields` are as they shall stand.

    They are of the same referral, each under an assessment of its own, or of another one.
    """
    held = first.suggestion
    made = []
    for _ in range(number):
        row = Suggestion.objects.create(
            assessment=_assessment_like(held.assessment),
            intake=held.intake,
            suggestion=suggestion or held.suggestion,
            kind=held.kind,
            urgency=held.urgency,
            entry=held.entry,
            state=held.state,
            specialist=first.specialist,
            question=held.question,
        )
        made.append(
            Letter.objects.create(
                snapshot=first.snapshot,
                suggestion=row,
                specialist=first.specialist,
                **{
                    "urgency": first.urgency,
                    "signed_at": first.signed_at,
                    "due_at": first.due_at,
                    **fields,
                },
            )
        )
    return made


def _assessment_like(held: Assessment) -> Assessment:
    return Assessment.objects.create(
        intake=held.intake,
        rules_version=held.rules_version,
        rules_hash=held.rules_hash,
        urgency=held.urgency,
        result=held.result,
        is_current=False,
    )


def put(letter: Letter, state: LetterState, **fields: Any) -> Letter:
    """Bring a letter into a state as no act may, with what belongs to it."""
    now = timezone.now()
    was_printed = state not in (LetterState.SIGNED, LetterState.CANCELLED)
    was_sent = was_printed and state != LetterState.PRINTED
    changes = {
        "state": state,
        "times_printed": 1 if was_printed else 0,
        "printed_at": now if was_printed else None,
        "sent_at": now if was_sent else None,
        **fields,
    }
    Letter.objects.filter(pk=letter.pk).update(**changes)
    letter.refresh_from_db()
    return letter


def next_version(letter: Letter, at: datetime | None = None) -> Snapshot:
    """The letter's intake, signed once more."""
    held = letter.snapshot
    return Snapshot.objects.create(
        intake=held.intake,
        version=held.version + 1,
        content=held.content,
        sha256=held.sha256,
        signed_by=held.signed_by,
        signed_at=at or held.signed_at + timedelta(hours=1),
    )


def letter_of_next_version(letter: Letter, **fields: Any) -> Letter:
    """The same referral once more, of the amended intake; `fields` are as it shall stand."""
    [later] = more_letters(letter, 1, **fields)
    Letter.objects.filter(pk=later.pk).update(snapshot=next_version(letter))
    return Letter.objects.get(pk=later.pk)
