"""What was measured at earlier visits: shown beside the field, so that a leap is seen at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from intake.actions import FROM_PATIENT
from intake.answers import answer_in
from intake.columns import COLUMNS
from intake.findings import KEYS, SECTION_OF
from intake.findings.finding import Finding, Kind, Section
from intake.models import Intake, IntakeState
from intake.readings import Answers

SHOWN: Final = 2  # values beside one field, the newest first
VISITS: Final = 8  # how far back they are looked for


@dataclass(frozen=True)
class Earlier:
    """A value as it was recorded at an earlier visit."""

    on: date
    text: str


def earlier_values(intake: Intake, section: Section) -> Mapping[str, list[Earlier]]:
    """The last values of each quantity of a section, by key, in one query.

    From the same patient's finished intakes only.
    """
    keys = [key for key in KEYS if _is_told(KEYS[key][0], section)]
    if not keys:
        return {}
    visits = _finished_before(intake).only(
        "pk", "created_at", "paper_filled_at", *(COLUMNS[key] for key in keys)
    )[:VISITS]
    found: dict[str, list[Earlier]] = {}
    for visit in visits:
        on = _day_of(visit)
        for key in keys:
            value = getattr(visit, COLUMNS[key])
            if value is not None and len(found.setdefault(key, [])) < SHOWN:
                found[key].append(Earlier(on, str(value)))
    return found


def _is_told(finding: Finding, section: Section) -> bool:
    is_asked = finding in section.findings and finding.id not in FROM_PATIENT
    return is_asked and finding.kind is Kind.QUANTITY


def earlier_pressures(intake: Intake) -> list[tuple[date, Answers]]:
    """The pressures of the patient's earlier finished visits, the oldest first, in one query."""
    keys = [key for key in KEYS if SECTION_OF[KEYS[key][0].id].id == "pressures"]
    visits = _finished_before(intake).only(
        "pk", "created_at", "paper_filled_at", "reasons", *(COLUMNS[key] for key in keys)
    )
    return [
        (
            _day_of(visit),
            Answers({k: answer for k in keys if (answer := answer_in(visit, k)) is not None}),
        )
        for visit in reversed(visits[:VISITS])
    ]


def _day_of(visit: Intake) -> date:
    """A visit on paper counts on the day of the paper."""
    return timezone.localdate(visit.paper_filled_at or visit.created_at)


def _finished_before(intake: Intake) -> QuerySet[Intake]:
    """Of this patient, the newest first. A draft may still be wrong."""
    return (
        Intake.objects.filter(patient_id=intake.patient_id)
        .exclude(pk=intake.pk)
        .exclude(state=IntakeState.DRAFT)
        .annotate(visited=Coalesce("paper_filled_at", "created_at"))
        .filter(visited__lt=intake.paper_filled_at or intake.created_at)
        .order_by("-visited", "-pk")
    )
