"""What came from paper says so: review, summary, letter; old snapshots stay whole."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from intake import actions
from intake.back_entry import FORMS
from intake.models import Intake, User
from referrals.letters import letter_of
from referrals.models import Snapshot
from referrals.summaries import summary_content
from tests.referrals.signed_intakes import REST_PAIN, Answer, signed

CODE = FORMS[-1].code
MEASURED = "2 November 2026 09:05, written on paper"
PAPER = f"taken 2 November 2026 09:05 on form {CODE}"


def texts(value: Any) -> Iterator[str]:
    """Every text in a content, whatever it is made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts(getattr(value, name))


@pytest.fixture
def snapshot(intake: Intake, answer: Answer, nurse: User, physician: User) -> Snapshot:
    filled_at = timezone.make_aware(datetime(2026, 11, 2, 9, 5))
    actions.from_paper(intake, code=CODE, filled_at=filled_at, by=nurse)
    return signed(intake, REST_PAIN, answer, {"nurse": nurse, "physician": physician})


def test_frozen_with_its_times(snapshot: Snapshot) -> None:
    intake = snapshot.content["intake"]
    assert intake["measured"][:16] == intake["paper"]["filled"][:16] == "2026-11-02T09:05"
    assert intake["measured_by"] is None
    assert intake["paper"]["form"] == CODE
    assert intake["paper"]["entered_by"]["name"] == "Nora Nurse"
    assert intake["paper"]["entered"][:10] == timezone.localdate().isoformat()


def test_summary_and_letter_say_so(snapshot: Snapshot) -> None:
    summary = "\n".join(texts(summary_content(snapshot.content, version=1)))
    letter = "\n".join(texts(letter_of(snapshot.content, "vascular_surgery", number=1, version=1)))
    for document in (summary, letter):
        assert MEASURED in document
        assert PAPER in document
        assert "Nora Nurse" in document
        assert "by not recorded" not in document


def test_the_physician_reads_it(snapshot: Snapshot, as_physician: Client) -> None:
    page = as_physician.get(f"/review/{snapshot.intake_id}/").content.decode()
    assert "Entered from paper</strong> by Nora Nurse" in page
    assert f"taken 2 Nov 2026 09:05 on form {CODE}" in page


def test_the_nurse_reads_it_after_the_hand_over(snapshot: Snapshot, as_nurse: Client) -> None:
    intake = snapshot.intake
    page = as_nurse.get(f"/intakes/{intake.patient_id}-{intake.pk}/").content.decode()
    assert f"taken 2 Nov 2026 09:05 on form {CODE}" in page


def test_a_snapshot_from_before_there_was_paper_still_reads(snapshot: Snapshot) -> None:
    content = snapshot.content
    del content["intake"]["paper"]
    content["intake"]["measured_by"] = {"name": "Old Nurse", "role": "Nurse", "grade": ""}
    for document in (
        summary_content(content, version=1),
        letter_of(content, "vascular_surgery", number=1, version=1),
    ):
        told = "\n".join(texts(document))
        assert "Old Nurse" in told
        assert "paper" not in told


def test_direct_entry_says_nothing_of_paper(
    intake: Intake, answer: Answer, nurse: User, physician: User
) -> None:
    content = signed(intake, REST_PAIN, answer, {"nurse": nurse, "physician": physician}).content
    assert content["intake"]["paper"] is None
    assert "paper" not in "\n".join(texts(summary_content(content, version=1)))
