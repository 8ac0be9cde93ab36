"""Earlier visits beside the field: the last two values, with their dates, of this patient alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake import actions
from intake.addresses import address_of
from intake.earlier import Earlier, earlier_values
from intake.findings import SECTIONS
from intake.findings.finding import Kind
from intake.models import Intake, IntakeState, Patient, User

PRESSURES = next(section for section in SECTIONS if section.id == "pressures")
KEY = "ankle_dp_sbp.left"
Visit = Callable[..., Intake]


@pytest.fixture
def visit(patient: Patient, nurse: User) -> Visit:
    """A finished visit on a day with its answers; of the invented patient, if of no other."""

    def of(
        day: date, texts: dict[str, str], *, to: Patient = patient, draft: bool = False
    ) -> Intake:
        intake = actions.start_intake(to, by=nurse)
        actions.record(intake, texts, by=nurse)
        if not draft:
            actions.hand_over(intake, by=nurse)
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        Intake.objects.filter(pk=intake.pk).update(created_at=at)
        return intake

    return of


def told(intake: Intake, key: str = KEY) -> list[Earlier]:
    return list(earlier_values(intake, PRESSURES).get(key, []))


def test_the_last_two_values_newest_first(intake: Intake, visit: Visit) -> None:
    visit(date(2025, 1, 3), {KEY: "110"})
    visit(date(2026, 3, 12), {KEY: "118"})
    visit(date(2025, 7, 9), {KEY: "114"})
    assert told(intake) == [Earlier(date(2026, 3, 12), "118"), Earlier(date(2025, 7, 9), "114")]


def test_a_visit_without_the_value_is_passed_over(intake: Intake, visit: Visit) -> None:
    visit(date(2025, 1, 3), {KEY: "110"})
    visit(date(2026, 3, 12), {KEY: "?too_painful", "ankle_dp_sbp.right": "120"})
    assert told(intake) == [Earlier(date(2025, 1, 3), "110")]
    assert told(intake, "ankle_dp_sbp.right") == [Earlier(date(2026, 3, 12), "120")]


def test_another_patients_values_never_show(
    as_nurse: Client, intake: Intake, visit: Visit, nurse: User
) -> None:
    other = actions.save_patient(
        Patient(family_name="Other", given_name="Olga", born=date(1950, 2, 3)), by=nurse
    )
    visit(date(2026, 3, 12), {KEY: "77"}, to=other)
    visit(date(2026, 3, 12), {KEY: "118"})
    assert told(intake) == [Earlier(date(2026, 3, 12), "118")]
    page = as_nurse.get(f"/intakes/{address_of(intake)}/pressures/").content.decode()
    assert "12 Mar 2026: <strong>118</strong>" in page
    assert "<strong>77</strong>" not in page


def test_neither_drafts_nor_later_visits_count(intake: Intake, visit: Visit) -> None:
    visit(date(2026, 3, 12), {KEY: "118"}, draft=True)
    visit(timezone.localdate() + timedelta(days=2), {KEY: "119"})
    assert told(intake) == []
    Intake.objects.filter(pk=intake.pk).update(state=IntakeState.SIGNED)
    assert told(intake) == []  # nor the intake itself


def test_a_visit_on_paper_counts_on_the_day_of_the_paper(intake: Intake, visit: Visit) -> None:
    on_paper = visit(date(2026, 3, 12), {KEY: "118"})
    filled = datetime(2026, 3, 2, 12, tzinfo=UTC)
    Intake.objects.filter(pk=on_paper.pk).update(paper_filled_at=filled)
    assert told(intake) == [Earlier(date(2026, 3, 2), "118")]
    Intake.objects.filter(pk=intake.pk).update(paper_filled_at=filled - timedelta(days=1))
    intake.refresh_from_db()
    assert told(intake) == []


def test_one_query_for_a_section_and_none_without_quantities(intake: Intake, visit: Visit) -> None:
    for month in range(1, 8):
        visit(date(2026, month, 1), {KEY: "118", "brachial_left_sbp": "130"})
    for section in SECTIONS:
        has_quantities = any(
            finding.kind is Kind.QUANTITY and finding.id != "age_years"
            for finding in section.findings
        )
        with CaptureQueriesContext(connection) as queries:
            found = earlier_values(intake, section)
        assert len(queries) == has_quantities
        assert bool(found) == (section is PRESSURES)


def test_it_stands_beside_its_own_field(as_nurse: Client, intake: Intake, visit: Visit) -> None:
    visit(date(2026, 3, 12), {"ankle_dp_sbp.right": "118"})
    page = as_nurse.get(f"/intakes/{address_of(intake)}/pressures/").content.decode()
    boxes = {box.split('"')[0]: box for box in page.split('data-answer="')[1:]}
    assert "12 Mar 2026: <strong>118</strong>" in boxes["ankle_dp_sbp.right"]
    assert "Earlier" not in boxes["ankle_dp_sbp.left"]
