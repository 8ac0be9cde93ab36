"""The patient's letter on paper: like every document, and for who does not see well in large print."""

from collections import Counter
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from intake import actions
from intake.models import Intake, Patient, User
from referrals import pdf
from referrals.letterhead import letterhead_in
from referrals.models import Letter, Snapshot
from referrals.window import MM_PER_PT, SLIP
from tests.pdf_text import pages_of
from tests.referrals.signed_intakes import EVERYTHING, REST_PAIN, Answer, signed
from tests.referrals.test_pdf import (
    check_document,
    check_furniture,
    in_order,
    no_warnings,
)

__all__ = ["no_warnings"]  # a fixture that every test here uses

USUAL, LARGE = 12.0, 18.0  # pt
PAGES_IN_LARGE_PRINT = 4


@pytest.fixture
def people(nurse: User, physician: User) -> dict[str, User]:
    return {"nurse": nurse, "physician": physician}


@pytest.fixture
def rest_pain(intake: Intake, answer: Answer, people: dict[str, User]) -> Snapshot:
    return signed(intake, REST_PAIN, answer, people)


@pytest.fixture
def letter(rest_pain: Snapshot) -> Letter:
    return vascular(rest_pain)


def vascular(snapshot: Snapshot) -> Letter:
    return snapshot.letters.get(suggestion__suggestion="vascular_surgery")


def printed(document: bytes, page: int = 0) -> list[tuple[str, float, float, float]]:
    """Each piece of text with its size in pt and its place in mm from the upper left corner."""
    found: list[tuple[str, float, float, float]] = []
    sheet = PdfReader(BytesIO(document)).pages[page]

    def see(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        if text.strip():
            scale = abs(tm[3] * cm[3])
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            top = float(sheet.mediabox.height) - y
            found.append((text.strip(), round(size * scale, 1), x * MM_PER_PT, top * MM_PER_PT))

    sheet.extract_text(visitor_text=see)
    return found


def test_letter_of_rest_pain(letter: Letter):
    document = pdf.patient_letter_pdf(letter)
    check_document(document)
    texts = pages_of(document)
    check_furniture(
        texts,
        "INVENTED, Ingrid",
        "943 476 5919",
        f"Letter to the patient L{letter.pk}, version 1",
        "Signed ",
        "Page code L",
    )
    assert in_order(
        texts[0],
        "Ingrid Invented",
        "1 Example Street",
        "Dear Ingrid Invented",
        "Why we have sent you to the blood vessel team",
        "Ms V. Artery, Sample Vascular Centre",
        "Too little blood may reach your left foot. We are not sure of this yet. We ask them if",
        "within 2 weeks of",
        "When to get help at once",
        "Call 999 if:",
        "A&E",
        "Ring us",
    )
    text = " ".join(texts)
    assert in_order(
        text,
        "You came because your left leg hurts.",
        "The ABI of your left leg is 0.42.",
        "62 mmHg",
        "Tests that we ask for",
        "What you can do",
        "Please take care",
        "Your medicines",
        "A copy of our letter to the specialist comes with this letter.",
        "Petra Physician, Consultant",
    )
    assert "diagnosis" not in text


@pytest.mark.parametrize("requirements", ["", "Large print, please"])
def test_only_the_address_shows_through_the_window(letter: Letter, requirements: str):
    letter.snapshot.content["patient"]["requirements"] = requirements
    window = letterhead_in(letter.snapshot.content).window
    shown = [
        text
        for text, _, x, y in printed(pdf.patient_letter_pdf(letter))
        if window.left - SLIP <= x <= window.left + window.width + SLIP
        and window.top - SLIP <= y <= window.top + window.height + SLIP
    ]
    assert shown == ["Ingrid Invented", "1 Example Street", "Sampletown", "ZZ1 1ZZ"]


def test_print_is_usual_or_large(letter: Letter):
    for requirements, size in (("", USUAL), ("Large print, please", LARGE)):
        letter.snapshot.content["patient"]["requirements"] = requirements
        document = pdf.patient_letter_pdf(letter)
        check_document(document)
        sizes = Counter(size for _, size, _, y in printed(document, 1) if y > 32)
        assert sizes.most_common(1)[0][0] == size
        # The address, whose window sets its size, and the head of each page stand apart.
        assert min(sizes) >= size


def test_large_print_stays_within_its_pages(letter: Letter):
    letter.snapshot.content["patient"]["requirements"] = "Large print, please"
    assert len(pages_of(pdf.patient_letter_pdf(letter))) <= PAGES_IN_LARGE_PRINT


def test_letter_has_the_same_bytes_for_ever(letter: Letter, patient: Patient, nurse: User):
    before = pdf.patient_letter_pdf(letter)
    patient.family_name, patient.requirements = "Renamed", "large print"
    actions.save_patient(patient, by=nurse)
    assert pdf.patient_letter_pdf(Letter.objects.get(pk=letter.pk)) == before


def test_nasty_texts_are_printed_as_typed(letter: Letter):
    content = letter.snapshot.content
    content["patient"]["name"] = content["patient"]["family_name"] = "O'BRIEN <b>&amp; 🦵"
    content["patient"]["address"] = "<script>alert(1)</script>\n" + "x" * 200
    content["intake"]["concerns"] = 'Is it "<terrible>"?\x07\nAnd more\u202e'
    document = pdf.patient_letter_pdf(letter)
    check_document(document)
    text = " ".join(pages_of(document))
    assert "O'BRIEN <b>&amp; [leg]" in text
    assert '“Is it "<terrible>"? And more”' in text
    assert "<script>alert(1)</script>" in text


def test_a_letter_with_every_finding_is_whole(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    letter = vascular(signed(intake, EVERYTHING, answer, people))
    for requirements in ("", "large print"):
        letter.snapshot.content["patient"]["requirements"] = requirements
        document = pdf.patient_letter_pdf(letter)
        check_document(document)
        text = " ".join(pages_of(document))
        assert in_order(text, "You were sent to hospital", "Iron store (ferritin)", "sincerely")


def test_no_letter_is_printed_where_none_is_wanted(letter: Letter):
    for entry in letter.snapshot.content["suggestions"]:
        entry["copy_to_patient"] = False
    with pytest.raises(ValueError, match="no letter"):
        pdf.patient_letter_pdf(letter)
