"""Pages of long lists: in order both ways, none left out, and any address shows a page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.models import Intake, Patient, User
from referrals.views import keyset
from referrals.views.keyset import page_after


@pytest.fixture
def seven(patient: Patient, nurse: User, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Intakes, the first the oldest; of the third and the fourth both began at once."""
    monkeypatch.setattr(keyset, "PAGE", 3)
    made = [Intake.objects.create(patient=patient, created_by=nurse) for _ in range(7)]
    now = timezone.now()
    for number, each in enumerate(made):
        since = now + timedelta(hours=3 if number == 2 else number)
        Intake.objects.filter(pk=each.pk).update(state_since=since)
    return [each.pk for each in made]


@pytest.mark.parametrize("sign", ["", "-"])
def test_page_after_page_gives_every_row_once_in_order(seven: list[int], sign: str) -> None:
    shown, after = [], ""
    for pages in (3, 3, 1):
        rows, after = page_after(Intake.objects.all(), (f"{sign}state_since", f"{sign}pk"), after)
        assert len(rows) == pages
        shown += [row.pk for row in rows]
    assert not after
    assert shown == (seven if not sign else seven[::-1])


@pytest.mark.parametrize(
    "after",
    [
        "x",
        "x_1",
        "2026-11-26T10:00:00+00:00",
        "2026-11-26T10:00:00+00:00_²",
        "2026-11-26T10:00:00+00:00_99999999999999999999999",
        "5_5",  # a number where a moment belongs: PostgreSQL would refuse to compare them
        "_",
        "a_b_c",
    ],
)
def test_what_cannot_be_read_shows_the_first_page(seven: list[int], after: str) -> None:
    rows, _ = page_after(Intake.objects.all(), ("state_since", "pk"), after)
    assert [row.pk for row in rows] == seven[:3]
