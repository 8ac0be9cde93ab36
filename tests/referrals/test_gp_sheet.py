"""The sheet for the general practice: one page, with what the practice has to know and to do."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from referrals import pdf
from referrals.gp_sheet import gp_sheet_of, practice_address
from referrals.letterhead import LETTERHEAD
from referrals.models import Letter
from referrals.window import usual_window
from tests.pdf_text import pages_of
from tests.referrals.printed import letter_with
from tests.referrals.test_pdf import check_document


def rows_of(letter: Letter) -> dict[str, str]:
    sheet = gp_sheet_of(letter.snapshot.content, "vascular_surgery", number=12, version=1)
    return {row.label: row.text for row in sheet.rows}


def test_it_says_what_was_referred_where_and_how_urgently():
    document = pdf.gp_sheet_pdf(letter_with())
    check_document(document)
    (text,) = pages_of(document)
    for told in (
        "Copy for the general practice",
        "Dr G. Sample",
        "Sample Surgery",
        "Vascular surgery: Ms V. Artery, Sample Vascular Centre",
        "Urgent, within 2 weeks",
        "What do you advise?",
        "Suspected, not confirmed",
        "INVENTED, Ingrid",
        "born 3 February 1950",
        "943 476 5919",
        "Letter L12, version 1",
        "Page 1 of 1",
        "Please call us on 01632 960 100",
        "Petra Physician",
    ):
        assert told in text, told


def test_it_tells_what_the_house_asks_of_the_specialist_to_nobody_else():
    assert "We ask you" not in rows_of(letter_with())


def test_tests_that_are_under_way_are_not_to_be_repeated():
    letter = letter_with()
    told = rows_of(letter)["Tests that we request"]
    assert told != "none"
    sheet = gp_sheet_of(letter.snapshot.content, "vascular_surgery", number=12, version=1)
    assert "Please do not repeat the tests that we request." in sheet.requests
    for each in letter.snapshot.content["suggestions"]:
        each["state"] = each["state"] if each["kind"] == "referral" else "declined"
    sheet = gp_sheet_of(letter.snapshot.content, "vascular_surgery", number=12, version=1)
    assert not [text for text in sheet.requests if "repeat" in text or "cautions" in text]


@pytest.mark.parametrize(("times", "envelope"), [(0, "dl"), (1, "c5"), (12, "us10"), (60, "c5")])
def test_it_stays_one_page_whatever_there_is_to_say(times: int, envelope: str):
    letter = letter_with(
        replace(LETTERHEAD, envelope=envelope, window=usual_window(envelope)),
        question="What do you advise, and how soon will you see the patient? " * times,
        note="A note of some length. " * times,
        patient={
            "name": f"{'LONGFAMILYNAME ' * 6}, {'Given ' * 16}",
            "gp": {"name": "Dr G. " * 10, "practice": "Surgery " * 20, "address": "Road 1\n" * 5},
        },
    )
    content = letter.snapshot.content
    content["intake"] = {
        **content["intake"],
        "advice_given": "Come back if it gets worse.\n" * times,
    }
    (text,) = pages_of(pdf.gp_sheet_pdf(letter))
    assert "Please call us" in text
    assert ("in full in the letter" in text) == (times >= 12)


@pytest.mark.parametrize(
    ("gp", "address"),
    [
        ({"name": "", "practice": "", "address": ""}, ()),
        ({"name": "Dr A", "practice": "", "address": " \n1 Road\n"}, ("Dr A", "1 Road")),
        ({"name": "Dr A", "practice": "P", "address": "P\n1 Road"}, ("Dr A", "P", "1 Road")),
    ],
)
def test_the_address_is_that_of_the_practice(gp: dict[str, Any], address: tuple[str, ...]):
    assert practice_address({"patient": {"gp": gp}}) == address


def test_a_practice_that_is_not_recorded_leaves_the_window_empty():
    nobody = {"name": "", "practice": "", "address": ""}
    assert len(PdfReader(BytesIO(pdf.gp_sheet_pdf(letter_with(patient={"gp": nobody})))).pages) == 1
