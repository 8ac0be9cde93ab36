"""Amending a signed intake: a working copy of its decisions, until it is signed again or given up.

What was signed is never touched: neither the snapshot nor the rows that were decided then. The signed
version stands until the next one is signed.
"""

from typing import Final

from django.db import transaction
from django.utils import timezone

from intake import actions, audit
from intake.models import Event, Intake, IntakeState, User
from intake.moves import Refused, move
from intake.roles import require
from referrals.lifecycle import MOVES, propose
from referrals.models import Assessment, Snapshot, Suggestion, SuggestionState
from referrals.rules import MEANING, VERSION

# The event that says which assessment was signed, and which is its working copy.
COPIED: Final = "copy decisions"


def amend(intake: Intake, *, by: User, why: str) -> Assessment:
    """Open a signed intake again, for a reason. Its decisions are copied, to be changed and signed.

    What was ignored at the signing is open again. Letters stay as they are until the next signature.
    """
    with transaction.atomic():
        move(intake, IntakeState.HANDED_OVER, by=by, moves=actions.MOVES, event="amend", why=why)
        signed = Assessment.objects.get(intake=intake, is_current=True)
        Assessment.objects.filter(pk=signed.pk).update(is_current=False)
        Intake.objects.filter(pk=intake.pk).update(urgency=signed.urgency)
        copy = Assessment.objects.create(**_columns(signed) | {"is_current": True})
        for each in signed.standing().order_by("pk"):
            columns = _columns(each) | {"assessment_id": copy.pk}
            if each.state == SuggestionState.IGNORED:
                columns |= {"state": SuggestionState.PROPOSED, "state_since": timezone.now()}
            Suggestion.objects.create(**columns)
        audit.write(COPIED, by=by, subject=intake, before=signed.pk, after=copy.pk)
    return copy


def _columns(row: Assessment | Suggestion) -> dict[str, object]:
    """Everything that a row holds, but its key."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }


def keep_signed(intake: Intake, *, by: User) -> Intake:
    """Give an amendment up: the signed version stands, with its decisions as they were.

    Not after the intake went back to the nurse, for its answers may be others by now.
    """
    require(by, "sign")
    with transaction.atomic():
        locked = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
        snapshot = Snapshot.objects.filter(intake=locked).order_by("-version").first()
        if snapshot is None:
            raise Refused("This intake was never signed: there is no signed version to keep.")
        move(
            intake,
            IntakeState.SIGNED,
            by=by,
            moves=actions.MOVES,
            event="keep signed",
            state_since=snapshot.signed_at,  # the signature stands since it was given
        )
        copied = (
            Event.objects.filter(subject=audit.subject_of(intake), kind=COPIED)
            .order_by("-pk")
            .first()
        )
        if copied is None or locked.handed_over_at is None or locked.handed_over_at > copied.at:
            raise Refused(
                "This intake went back to the nurse since it was opened again: its answers may be "
                f"others than those of version {snapshot.version}. Sign it again instead."
            )
        current = Assessment.objects.get(intake=intake, is_current=True)
        for each in current.standing():
            move(each, SuggestionState.SUPERSEDED, by=by, moves=MOVES)
        Assessment.objects.filter(pk=current.pk).update(is_current=False)
        Assessment.objects.filter(intake=intake, pk__in=[copied.before]).update(is_current=True)
    return intake


def assess_anew(intake: Intake, *, by: User) -> Assessment:
    """Assess the answers under the rules of today, before signing. Decisions that still hold stay."""
    require(by, "review")
    with transaction.atomic():
        locked = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
        if locked.state != IntakeState.HANDED_OVER:
            raise Refused(
                f"This intake is {locked.get_state_display().lower()}: only one that waits for a "
                "signature is assessed anew. What was signed stays as it was."
            )
        before = Assessment.objects.get(intake=locked, is_current=True)
        if (before.rules_version, before.rules_hash) == (VERSION, MEANING):
            raise Refused("The rules of today are those under which it was assessed.")
        assessment = propose(locked, by=by)
        audit.write(
            "assess anew",
            by=by,
            subject=locked,
            before=before.rules_version,
            after=assessment.rules_version,
        )
    return assessment
