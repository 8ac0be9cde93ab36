"""Letters that came back, as tasks: what is missing, for the nurse or the physician who can supply it.

A task is a returned letter, no row of its own. So it is gone by itself once the letter is sent again,
accepted or cancelled, or a later version of the intake is signed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from intake.findings import KEYS
from intake.models import Intake, IntakeState, Patient
from intake.roles import Role
from intake.scores.pressures import ANKLE_ARTERIES, ARMS
from referrals.following import BY_DUE, returned
from referrals.letter_history import missing_in_words
from referrals.models import Letter, Reply, ReplyKind, Snapshot
from referrals.preflight import ITEMS

AT_MOST: Final = 20
# The index is worked out; what is measured for it are the pressures.
MEASURED_FOR: Final = {"abi": tuple(finding.id for finding in (*ARMS, *ANKLE_ARTERIES))}
_COLUMNS: Final = (
    "state_since",
    "returned_for",
    "due_at",
    "specialist__name",
    "specialist__organisation",
    "specialist__specialty",
    "snapshot__version",
    "snapshot__intake__state",
    *(
        f"snapshot__intake__patient__{name}"
        for name in ("family_name", "given_name", "title", "born", "nhs_number")
    ),
)


@dataclass(frozen=True)
class Task:
    """One letter that came back, and where what is missing can be mended."""

    letter: Letter
    missing: str  # in words
    note: str
    by: str  # the role that can supply it
    wanted: tuple[str, ...]  # the keys of the answers that a nurse would record

    @property
    def intake(self) -> Intake:
        return self.letter.snapshot.intake

    @property
    def patient(self) -> Patient:
        return self.intake.patient


def tasks_for(role: str) -> tuple[list[Task], bool]:
    """What this role can mend, waiting longest first, and whether there is more than is shown."""
    rows = list(_concerning(role)[: AT_MOST + 1])
    return [_task(letter) for letter in rows[:AT_MOST]], len(rows) > AT_MOST


def _concerning(role: str) -> QuerySet[Letter]:
    """Returned, of the latest version, and with something missing that this role supplies.

    A physician can mend whatever a nurse can. What a nurse is measuring in a follow-up, or a
    physician is amending, she need not be told of again.
    """
    later = Snapshot.objects.filter(
        intake=OuterRef("snapshot__intake"), version__gt=OuterRef("snapshot__version")
    )
    letters = returned().filter(~Exists(later))
    if role == Role.NURSE:
        measured = Intake.objects.filter(
            ~Q(state=IntakeState.DRAFT),
            follows_up=OuterRef("snapshot__intake"),
            created_at__gt=OuterRef("state_since"),
        )
        letters = letters.filter(
            ~Exists(measured),
            returned_for__in=_supplied_by(Role.NURSE),
            snapshot__intake__state=IntakeState.SIGNED,
        )
    else:
        # What is not in the list is told in a note, and somebody has to read it.
        letters = letters.exclude(returned_for__in=_supplied_by(Role.ADMIN))
    returns = Reply.objects.filter(kind=ReplyKind.RETURNED).order_by("-pk")
    return (
        letters.select_related("specialist", "snapshot__intake__patient")
        .only(*_COLUMNS)
        .prefetch_related(Prefetch("replies", returns, to_attr="returns"))
        .order_by(*BY_DUE)
    )


def _supplied_by(role: Role) -> list[str]:
    return [item.id for item in ITEMS.values() if item.by == role]


def _task(letter: Any) -> Task:
    item = ITEMS.get(letter.returned_for)
    return Task(
        letter=letter,
        missing=missing_in_words(letter.returned_for),
        note=letter.returns[0].note if letter.returns else "",
        by=item.by if item else Role.PHYSICIAN,
        wanted=tuple(keys_of(letter.returned_for)) if item and item.by == Role.NURSE else (),
    )


def keys_of(item: str) -> Iterator[str]:
    """The answers to record for an item of the pre-flight, in the order of asking."""
    findings = MEASURED_FOR.get(item) or (ITEMS[item].findings if item in ITEMS else ())
    yield from (key for key, (finding, _) in KEYS.items() if finding.id in findings)
