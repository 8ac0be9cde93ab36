"""The code on each page: it names a letter, tells nothing of the patient, and cannot be made up."""

import random
import string
from collections.abc import Iterator
from functools import reduce
from io import BytesIO
from operator import getitem
from typing import Any

import pytest
import zxingcpp
from pypdf import PdfReader

from intake.models import Intake, User
from referrals import page_code, pdf
from referrals.models import Letter
from referrals.window import Window
from tests.pdf_text import pages_of
from tests.referrals.printed import codes_on, ink_within, letter_with, pictures_of
from tests.referrals.signed_intakes import REST_PAIN, Answer, signed


@pytest.fixture
def letter(intake: Intake, answer: Answer, nurse: User, physician: User) -> Letter:
    snapshot = signed(intake, REST_PAIN, answer, {"nurse": nurse, "physician": physician})
    return snapshot.letters.select_related("suggestion").get(
        suggestion__suggestion="vascular_surgery"
    )


def test_a_code_names_its_letter_and_version(letter: Letter):
    code = page_code.code_of(letter)
    held = page_code.read(code)
    assert held is not None
    assert (held.letter, held.version) == (letter.pk, 1)
    assert code == held.code
    assert code.startswith(f"L{letter.pk}-1-")
    assert page_code.is_genuine(letter, code)


def test_a_signature_has_at_least_a_hundred_bits_and_only_what_a_scanner_types(letter: Letter):
    signature = page_code.code_of(letter).split("-")[2]
    assert len(signature) * 5 >= 100
    assert set(signature) <= set(string.digits + string.ascii_uppercase) - set("ILOU")


@pytest.mark.parametrize(
    "scanned",
    [
        "{}",
        "{}/",
        " {}\r\n",
        "https://soleus.example/c/{}/",
        "HTTPS://SOLEUS.EXAMPLE/C/{}/",
        "http://127.0.0.1:8000/c/{}",
    ],
)
def test_whatever_a_scanner_or_a_phone_gives_is_read(scanned: str, letter: Letter):
    code = page_code.code_of(letter)
    for text in (scanned.format(code), scanned.format(code).lower(), scanned.format(spaced(code))):
        held = page_code.read(text)
        assert held is not None, text
        assert held.code == code


def spaced(code: str) -> str:
    """As somebody types it who copies it from paper."""
    return " ".join(code[n : n + 5] for n in range(0, len(code), 5)).replace("-", "–", 1)


def test_signs_that_look_alike_are_taken_for_what_they_are(letter: Letter):
    code = page_code.code_of(letter)
    head, signature = code[: -page_code.LENGTH], code[-page_code.LENGTH :]
    typed = head + signature.replace("0", "O").replace("1", "I")
    held = page_code.read(typed)
    assert held is not None
    assert held.code == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "L",
        "12",
        "L12-2",
        "L12-2-TOOSHORT",
        "L12-2-" + "U" * 24,
        "L12-2-" + "A" * 25,
        "X12-2-" + "A" * 24,
        "L1.5-2-" + "A" * 24,
        "L" + "9" * 19 + "-2-" + "A" * 24,  # no database holds such a number
        "L-HXKDJ2",  # a form to fill in
        "5000112637922",  # something else with a bar code
        "é" * 40,
    ],
)
def test_what_is_no_code_is_not_read(text: str):
    assert page_code.read(text) is None


def test_a_thousand_altered_codes_are_not_genuine(letter: Letter):
    letter.snapshot.content = {"in": "short"}  # what it says is not what this is about
    code = page_code.code_of(letter)
    chance = random.Random(6)  # noqa: S311 (alterations, not secrets)
    tried: set[str] = set()
    while len(tried) < 1000:
        altered = list(code)
        for place in chance.sample(range(len(code)), chance.randint(1, 3)):
            altered[place] = chance.choice(string.ascii_uppercase + string.digits + "-")
        text = "".join(altered)
        # I, L and O count as the digits they look like: the same code, typed differently.
        held = page_code.read(text)
        if held is None or held.code != code:
            tried.add(text)
    assert not [text for text in tried if page_code.is_genuine(letter, text)]


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each text, number and truth value within a content."""
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places_in(each, (*path, key))
    else:
        yield path


def altered(held: Any) -> Any:
    """Another value in place of this one, as like it as can be."""
    match held:
        case bool():
            return not held
        case int() | float():
            return held + 1
        case str() if held:
            return held[:-1] + ("a" if held[-1] != "a" else "b")
    return "a"


def test_a_thousand_altered_contents_are_not_genuine(letter: Letter):
    content = letter.snapshot.content
    del content["sections"][3:]  # a shorter letter, only to be quicker
    code = page_code.code_of(letter)
    chance = random.Random(6)  # noqa: S311 (alterations, not secrets)
    for path in chance.sample(list(places_in(content)), 1000):
        *to, last = path
        place = reduce(getitem, to, content)
        held = place[last]
        place[last] = altered(held)
        assert not page_code.is_genuine(letter, code), path
        place[last] = held
    assert page_code.is_genuine(letter, code)


def test_the_code_of_one_letter_is_not_that_of_another(letter: Letter):
    code = page_code.code_of(letter)
    other = Letter(pk=letter.pk + 1, snapshot=letter.snapshot, suggestion=letter.suggestion)
    assert not page_code.is_genuine(other, code)
    assert not page_code.is_genuine(other, code.replace(f"L{letter.pk}-", f"L{other.pk}-"))


def test_nobody_without_the_key_makes_a_code(letter: Letter, settings: Any):
    settings.SECRET_KEY = "another key"
    forged = page_code.code_of(letter)
    settings.SECRET_KEY = "the key of the house"
    assert not page_code.is_genuine(letter, forged)


def test_what_an_earlier_key_signed_is_genuine_as_long_as_that_key_is_kept(
    letter: Letter, settings: Any
):
    settings.SECRET_KEY = "the old key"
    code = page_code.code_of(letter)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new key", ["older", "the old key"]
    assert page_code.is_genuine(letter, code)
    settings.SECRET_KEY_FALLBACKS = []
    assert not page_code.is_genuine(letter, code)


def test_a_code_from_memory_is_that_from_the_database(letter: Letter):
    """Signing sees the content as Python made it, checking as the database gives it back."""
    again = Letter.objects.get(pk=letter.pk)
    assert page_code.code_of(again) == page_code.code_of(letter)


@pytest.mark.parametrize("site", ["", "https://soleus.example"])
def test_the_payload_tells_nothing_of_the_patient(site: str, letter: Letter, settings: Any):
    settings.SITE_URL = site
    payload = page_code.address_of(page_code.code_of(letter))
    assert payload == payload.upper()
    assert payload.startswith("HTTPS://SOLEUS.EXAMPLE/C/L" if site else "L")
    patient = letter.snapshot.intake.patient
    for told in (
        patient.family_name,
        patient.given_name,
        patient.nhs_number,
        patient.local_number,
        "1950",
        "943",
        patient.postcode,
    ):
        assert told.upper() not in payload.rpartition("-")[0]


# --- On paper -----------------------------------------------------------------------------------


@pytest.mark.parametrize("site", ["", "https://soleus.a-long-name.of-a-trust.example:8443"])
@pytest.mark.parametrize("document", ["letter", "gp_sheet", "patient_letter"])
def test_every_page_has_its_code_after_a_fax(document: str, site: str, settings: Any):
    settings.SITE_URL = site
    letter = letter_with()
    code = page_code.code_of(letter)
    made = getattr(pdf, f"{document}_pdf")(letter)
    sheets = pictures_of(made)
    assert len(sheets) == len(PdfReader(BytesIO(made)).pages)
    for number, sheet in enumerate(sheets, 1):
        assert codes_on(sheet) == [page_code.address_of(code)], number
        # For whoever has no scanner, in words.
        assert code in pages_of(made)[number - 1]


@pytest.mark.parametrize("name", ["INVENTED, Ingrid", "LONGFAMILYNAME " * 6 + ", " + "Given " * 16])
@pytest.mark.parametrize("document", ["letter", "gp_sheet", "patient_letter"])
def test_the_band_above_the_patient_is_free_for_the_stamp_of_a_print_run(document: str, name: str):
    letter = letter_with(patient={"name": name})
    for sheet in pictures_of(getattr(pdf, f"{document}_pdf")(letter)):
        assert ink_within(sheet, Window(18, 4.5, 210 - 18 - 46, 4.5)) == (0, 0)
        # And the patient stands below it.
        assert ink_within(sheet, Window(18, 9, 210 - 18 - 46, 20))[0] > 500


@pytest.mark.parametrize("site", ["", "https://soleus.a-long-name.of-a-trust.example:8443"])
def test_the_code_is_large_enough_and_stands_in_white(site: str, settings: Any):
    settings.SITE_URL = site
    letter = letter_with(patient={"name": "LONGFAMILYNAME " * 6 + ", " + "Given " * 16})
    modules = page_code.drawn(letter).modules
    for sheet in pictures_of(pdf.letter_pdf(letter), resolution=300):
        (found,) = zxingcpp.read_barcodes(sheet)
        corner = found.position
        left, right = corner.top_left.x, corner.top_right.x
        top, bottom = corner.top_left.y, corner.bottom_left.y
        assert (right - left) / 300 * 25.4 > 20
        # The four modules around it that the standard asks for, without a dot of ink.
        white = round(4 * (right - left) / modules)
        around = sheet.crop((left - white, top - white, right + white, bottom + white))
        within = sheet.crop((left - 2, top - 2, right + 2, bottom + 2))
        assert around.histogram()[0] == within.histogram()[0]
        # Printers leave a margin white of their own.
        assert top / 300 * 25.4 > 4.3
