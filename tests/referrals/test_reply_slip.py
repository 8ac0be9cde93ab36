"""The reply slip: the last page of the sealed letter, and of that alone."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from referrals import pdf
from referrals.letterhead import LETTERHEAD
from referrals.letters import letter_of
from referrals.preflight import ITEMS, OF_SPECIALTY
from referrals.reply_slip import TITLE, ReplySlip, has_slip, reply_slip_of
from referrals.rules.suggestions import REFERRALS
from referrals.window import usual_window
from tests.pdf_text import pages_of
from tests.referrals.printed import letter_with


def test_the_slip_is_one_page_and_the_last():
    texts = pages_of(pdf.letter_pdf(letter_with()))
    assert [TITLE in text for text in texts] == [False] * (len(texts) - 1) + [True]
    last = texts[-1]
    for told in (
        "Reply slip to letter L12, version 1",
        "Soleus demo clinic",
        "1 Example Square, Sampletown, ZZ1 1ZZ",
        "phone 01632 960 100",
        "clinic@soleus.example",
        "INVENTED, Ingrid",
        "born 3 February 1950",
        "NHS number 943 476 5919",
        "hospital number H0001",
        "Received on",
        "Accepted. Appointment on",
        "because this is missing",
        "Something else",
        "Patient seen on",
    ):
        assert told in last, told


def test_the_slip_is_no_page_of_the_letter():
    """Copies go without it, and nobody shall look for a page that they never got."""
    *letter, slip = pages_of(pdf.letter_pdf(letter_with()))
    for number, text in enumerate(letter, 1):
        assert f"Page {number} of {len(letter)}" in text
    assert "Page " not in slip.replace("Page code", "")


def slip_for(referral: str) -> ReplySlip:
    letter = letter_with()
    content = letter_of(letter.snapshot.content, "vascular_surgery", number=12, version=1)
    return reply_slip_of(content, referral)


def test_the_slip_asks_for_what_this_service_needs_first():
    first, second = slip_for("vascular_surgery").missing
    needs = [ITEMS[id].label for id in OF_SPECIALTY["vascular_surgery"]]
    assert [label.lower() for label in first[: len(needs)]] == [label.lower() for label in needs]
    assert "A clear question" in (*first, *second)
    # They have the letter in their hands: its address was right.
    assert "The address of the service" not in (*first, *second)


@pytest.mark.parametrize("referral", [each.id for each in REFERRALS])
def test_what_may_be_missing_fits_beside_each_other(referral: str):
    first, second = slip_for(referral).missing
    assert len(second) <= len(first) <= 9
    assert len({*first, *second}) == len(first) + len(second)
    assert all(len(label) <= 42 for label in (*first, *second))


@pytest.mark.parametrize("envelope", ["dl", "us10"])
def test_the_slip_stays_one_page_with_the_longest_names(envelope: str):
    house = replace(
        LETTERHEAD,
        organisation="An organisation with a name of many words " * 2,
        team="A team of many people " * 4,
        address=("Long line of an address in a long town",) * 5,
        envelope=envelope,
        window=usual_window(envelope),
    )
    patient = {"name": f"{'LONGFAMILYNAME ' * 6}, {'Given ' * 16}", "local_number": "H" * 20}
    letter = letter_with(
        house, patient=patient, label="A service that somebody named in words " * 4
    )
    texts = pages_of(pdf.letter_pdf(letter))
    assert TITLE in texts[-1]
    assert "Telephone" in texts[-1]  # the last line
    assert TITLE not in texts[-2]


def test_a_program_finds_the_slip():
    with pikepdf.open(BytesIO(pdf.letter_pdf(letter_with()))) as letter:
        assert has_slip(letter)
    with pikepdf.open(BytesIO(pdf.gp_sheet_pdf(letter_with()))) as sheet:
        assert not has_slip(sheet)
