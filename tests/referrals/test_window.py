"""The window of an envelope: wherever the sheet slides to, all of the address and nothing else."""

from dataclasses import replace
from itertools import product

import pytest

from referrals import pdf
from referrals.letterhead import LETTERHEAD, Letterhead
from referrals.models import Envelope
from referrals.window import (
    ENVELOPES,
    SLIP,
    TYPE_SIZES,
    USUAL,
    Window,
    head_for,
    set_address,
    usual_window,
)
from tests.referrals.printed import ink_within, letter_with, pictures_of, text_within

SIX = (
    "Miss Philippa Overlongname-Examplesworth",
    "Department of Vascular and Endovascular Surgery",
    "Sample Regional Vascular Centre, East Wing, Floor 3",
    "1234 North Example Road",
    "Sampletown-upon-Invention",
    "ZZ99 9ZZ",
)
SEVEN = (*SIX[:3], "Building 7, Entrance C", *SIX[3:])
LONG_NAME = (
    "The Multidisciplinary Team for Critical Limb-threatening Ischaemia and Diabetic Feet",
)
ADDRESSES = {
    "seven": SEVEN,
    "broken": (*LONG_NAME, *SIX[2:]),
    "signs": ("Dr Ł. Šťastný \U0001f9b5", "Größe & Ärzte <b>", "Škodova 1/2, čtvrť Žižkov", "ZZ1"),
}
OFFSETS = tuple(product((-SLIP, 0, SLIP), repeat=2))


def house(envelope: str) -> Letterhead:
    return replace(LETTERHEAD, envelope=envelope, window=usual_window(envelope))


def moved(window: Window, across: float, down: float) -> Window:
    return replace(window, left=window.left + across, top=window.top + down)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("envelope", Envelope.values)
def test_the_window_shows_the_address_and_nothing_else(envelope: str, address: str):
    head = head_for(envelope, usual_window(envelope), ADDRESSES[address])
    assert head.fits
    document = pdf.letter_pdf(letter_with(house(envelope), address=ADDRESSES[address]))
    page, seen = pictures_of(document)[0], set()
    for offset in OFFSETS:
        frame = moved(usual_window(envelope), *offset)
        words = text_within(document, frame).split()
        assert words == " ".join(head.lines).split(), offset
        black, on_edge = ink_within(page, frame)
        assert on_edge == 0, offset
        seen.add(black)
    # Not a dot more or less, wherever the sheet lies: up to what falls on the limit of a dot.
    assert max(seen) - min(seen) <= 0.02 * max(seen)
    assert min(seen) > 500


@pytest.mark.parametrize("envelope", Envelope.values)
def test_the_window_shows_the_practice_and_nothing_else(envelope: str):
    practice = {"name": SEVEN[0], "practice": SEVEN[1], "address": "\n".join(SEVEN[2:])}
    document = pdf.gp_sheet_pdf(letter_with(house(envelope), patient={"gp": practice}))
    for offset in OFFSETS:
        frame = moved(usual_window(envelope), *offset)
        words = text_within(document, frame).replace(",", "").split()
        assert words == " ".join(SEVEN).replace(",", "").split(), offset


@pytest.mark.parametrize("envelope", Envelope.values)
def test_the_sheet_is_the_one_that_folds_into_the_envelope(envelope: str):
    size = ENVELOPES[envelope]
    page = pictures_of(pdf.letter_pdf(letter_with(house(envelope))), resolution=72)[0]
    assert page.width == pytest.approx(size.paper.width / 25.4 * 72, abs=1)
    assert page.height == pytest.approx(size.paper.height / 25.4 * 72, abs=1)
    assert size.paper.width <= size.width
    assert size.paper.height / size.folds_into <= size.height
    # The window looks onto the panel above the first fold, wherever the sheet slides to.
    window = usual_window(envelope)
    assert window.top + window.height <= size.paper.height / size.folds_into


@pytest.mark.parametrize("envelope", Envelope.values)
def test_makers_numbers_come_back_as_they_were_given(envelope: str):
    size, window = ENVELOPES[envelope], usual_window(envelope)
    held = (size.left_of(window), size.bottom_of(window), window.width, window.height)
    assert held == pytest.approx(USUAL[envelope], abs=0.05)


def test_a_window_on_the_sheet_allows_for_the_play_in_the_envelope():
    # DL: 110 − 18 − 35 = 57 from the top, less half of 110 − 99; 20 less half of 220 − 210.
    assert usual_window("dl") == Window(15, 51.5, 90, 35)


# --- Setting an address -------------------------------------------------------------------------


def test_a_short_address_is_set_large_and_a_long_one_smaller():
    sizes = [set_address(SEVEN[:n], 79, 24)[1] for n in (2, 4, 5, 6, 7)]
    assert sizes[0] == TYPE_SIZES[0]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= 8


def test_where_lines_do_not_fit_the_last_ones_are_joined():
    lines, _, fits = set_address(SEVEN, 104, 18)
    assert fits
    assert lines[-1] == "Sampletown-upon-Invention, ZZ99 9ZZ"
    assert lines[:-1] == SEVEN[:-2]


def test_an_address_that_cannot_fit_is_said_not_to():
    for hopeless in (tuple(f"Line {n}" for n in range(60)), ("word " * 200,), ("x" * 900,)):
        lines, size, fits = set_address(hopeless, 79, 24)
        assert not fits
        assert size == TYPE_SIZES[-1]
        assert "".join("".join(lines).split()) == "".join("".join(hopeless).split())


def test_an_address_that_cannot_fit_still_lets_no_clinical_word_show():
    address = tuple(f"Line {n} of an address that never ends" for n in range(16))
    document = pdf.letter_pdf(letter_with(address=address))
    for offset in OFFSETS:
        text = text_within(document, moved(usual_window("dl"), *offset))
        assert not set(text.split()) - set(" ".join(address).split())


@pytest.mark.parametrize("lines", [(), ("",), ("A",)])
def test_hardly_any_address_is_no_fault(lines: tuple[str, ...]):
    head = head_for("dl", usual_window("dl"), lines)
    assert head.fits
    assert head.lines == tuple(line for line in lines if line)
