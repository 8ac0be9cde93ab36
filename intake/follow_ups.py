"""Follow-ups: results that come after the signature go into a new intake, which goes on from it.

What was signed stays as it is. The new draft begins with the same answers, so that the rules see the
whole picture together with the result.
"""

from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from intake import audit
from intake.actions import CAN_BE_WANTED, FROM_PATIENT, MEASURING, TEXTS, keys_wanted
from intake.columns import COLUMNS
from intake.models import Intake, IntakeState, User
from intake.moves import Refused
from intake.readings import LEGS
from intake.roles import require

OPENS_AT: Final = "results"  # the section in which a follow-up begins
# What a follow-up brings along. Text that could not be read never was an answer and stays behind, and
# so does the paper: this visit was not written on it.
CARRIED_OVER: Final = (
    *(column for key, column in COLUMNS.items() if key not in FROM_PATIENT),
    "reasons",
    "confirmed",
    *(f"not_examinable_{leg}" for leg in LEGS),
    *TEXTS,
    *MEASURING,
    "measured_by_id",
    "measured_at",
)


def start_follow_up(signed: Intake, *, by: User, wanted: Iterable[str] = ()) -> Intake:
    """A draft that goes on from a signed intake, with age and sex at birth as of today.

    Where there is such a draft already, that one: two clicks make one follow-up. `wanted` are the
    keys of the answers for which it is made.
    """
    require(by, "record answers")
    keys = keys_wanted(wanted)
    with transaction.atomic():
        locked = Intake.objects.select_for_update(of=("self",)).get(pk=signed.pk)
        if locked.state != IntakeState.SIGNED:
            raise Refused(
                f"This intake is {locked.get_state_display().lower()}: only a signed one can have "
                "later results added. Record them in the intake itself."
            )
        draft = locked.follow_ups.filter(state=IntakeState.DRAFT).order_by("pk").first()
        if draft is not None:
            return _asked_for(draft, keys, by)
        patient = locked.patient
        intake = Intake(
            patient=patient,
            created_by=by,
            follows_up=locked,
            last_section=OPENS_AT,
            age_years=patient.age_on(timezone.localdate()),
            sex_at_birth=patient.sex_at_birth or None,
        )
        for column in CARRIED_OVER:
            setattr(intake, column, getattr(locked, column))
        intake.save()
        audit.write(
            "start follow-up",
            by=by,
            subject=intake,
            after={"patient": patient.pk, "follows_up": locked.pk},
        )
        return _asked_for(intake, keys, by)


def _asked_for(draft: Intake, keys: list[str], by: User) -> Intake:
    """These answers are wanted of the draft, besides those that were wanted before."""
    wanted = [key for key in CAN_BE_WANTED if key in (*draft.wanted, *keys)]
    if wanted != draft.wanted:
        draft.wanted = wanted
        draft.save(update_fields=["wanted"])
        audit.write("ask for answers", by=by, subject=draft, after=keys)
    return draft


def followed_by(intake: Intake) -> Intake | None:
    """The intake that this one goes on from, without its answers; None for any other intake."""
    if intake.follows_up_id is None:
        return None
    return _in_brief(Intake.objects.filter(pk=intake.follows_up_id)).get()


def follow_ups_of(intake: Intake) -> list[Intake]:
    """The intakes that go on from this one, the first one first, without their answers."""
    return list(_in_brief(Intake.objects.filter(follows_up=intake)).order_by("pk"))


def _in_brief(intakes: QuerySet[Intake]) -> QuerySet[Intake]:
    people = (f"created_by__{name}" for name in ("first_name", "last_name", "username"))
    return intakes.select_related("created_by").only(
        "patient", "state", "state_since", "created_at", *people
    )
