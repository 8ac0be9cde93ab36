"""A letterhead is checked on a sample letter before it can be used."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from weasyprint import CSS

from intake import printing
from referrals.letterhead import LETTERHEAD, Letterhead
from referrals.logo import logo_from
from referrals.window import ENVELOPES, SLIP, USUAL, Window
from referrals.window_check import Problem, problems, sample_pdf
from tests.referrals.pictures import picture
from tests.referrals.printed import ink_within, pictures_of, text_within

LOGO = logo_from(picture(900, 150))
SIDES = ("left", "bottom", "width", "height")


def house(numbers: Mapping[str, float] | None = None, envelope: str = "dl") -> Letterhead:
    """A letterhead for an envelope whose window differs from the usual one in these numbers."""
    makers = dict(zip(SIDES, USUAL[envelope], strict=True)) | dict(numbers or {})
    window = ENVELOPES[envelope].on_sheet(**makers)
    return replace(LETTERHEAD, envelope=envelope, window=window)


def found(letterhead: Letterhead, logo: bytes | None = None) -> list[Problem]:
    return problems(letterhead, logo)


@pytest.mark.parametrize("envelope", ENVELOPES)
@pytest.mark.parametrize("logo", [None, LOGO], ids=["no logo", "logo"])
def test_the_usual_envelopes_may_be_used(envelope: str, logo: bytes | None):
    assert found(replace(house(envelope=envelope), logo="sample" if logo else ""), logo) == []


@pytest.mark.parametrize(
    ("numbers", "field", "words"),
    [
        ({"height": 21}, "window_height", "mm high"),
        ({"width": 24}, "window_width", "mm wide"),
        ({"height": 12, "width": 12}, "window_height", "whatever its width"),
        ({"left": 80}, "window_width", "no room for the sender"),
        ({"width": 205, "left": 20}, "window_width", "220 mm wide"),
        ({"bottom": 45}, "window_bottom", "up to the name of the patient"),
        ({"bottom": 0}, "window_bottom", "below the fold"),
    ],
)
def test_a_window_that_does_not_do_is_refused_beside_the_number_to_change(
    numbers: dict[str, float], field: str, words: str
):
    told = [each.text for each in found(house(numbers)) if each.field == field]
    assert [text for text in told if words in text], found(house(numbers))


def test_the_remedy_that_is_named_is_enough():
    """At the edge: what the message asks for, and a little less."""
    for side, short in (("height", 20), ("width", 24)):
        (problem,) = found(house({side: short}))
        needed = float(problem.text.partition("it must be ")[2].split()[0])
        assert found(house({side: needed})) == []
        assert found(house({side: needed - 1.1})) != []
    (problem,) = found(house({"bottom": 45}))
    lower = float(problem.text.partition(" mm lower")[0].rpartition(" ")[2])
    assert found(house({"bottom": 45 - lower})) == []
    assert found(house({"bottom": 45 - lower + 0.1})) != []
    (problem,) = found(house({"bottom": 2}))
    higher = float(problem.text.partition(" mm higher")[0].rpartition(" ")[2])
    assert found(house({"bottom": 2 + higher})) == []
    assert found(house({"bottom": 2 + higher - 0.1})) != []


def test_a_window_just_below_the_patient_leaves_no_room_for_a_logo():
    letterhead = replace(house({"bottom": 34}), logo="sample")
    assert [each.field for each in found(letterhead, LOGO)] == ["logo"]
    assert found(replace(letterhead, logo="")) == []


def test_a_sender_that_runs_out_of_its_column_is_refused():
    long = replace(house(), organisation="A very long name " * 7, address=("A long line " * 6,) * 6)
    assert [each.field for each in found(long)] == ["address"]


@pytest.mark.parametrize("height", [21, 22, 24, 28, 35])
def test_what_is_let_through_shows_the_whole_address_and_what_is_not_does_not(height: float):
    """The check looks at a layout; here it is held against the printed page."""
    letterhead = replace(house({"height": height}), logo="sample")
    page = pictures_of(sample_pdf(letterhead, LOGO))[0]
    window = letterhead.window
    whole = ink_within(page, window)
    slid = [
        ink_within(page, replace(window, left=window.left + across, top=window.top + down))
        for across in (-SLIP, SLIP)
        for down in (-SLIP, SLIP)
    ]
    shows_all = all(edge == 0 for _, edge in slid) and all(
        abs(black - whole[0]) <= 0.02 * whole[0] for black, _ in slid
    )
    assert shows_all == (found(letterhead, LOGO) == [])


def test_the_sample_shows_logo_and_letterhead_and_nobody_real():
    letterhead = replace(house(), logo="sample", organisation="Sample House")
    document = sample_pdf(letterhead, LOGO)
    page = pictures_of(document)[0]
    above = Window(18, 30, 80, letterhead.window.top - SLIP - 30)
    assert ink_within(page, above)[0] > 1000
    text = text_within(document, Window(0, 0, 210, 297))
    assert "Sample House" in text
    assert "SAMPLE, Sam" in text


def test_the_check_sees_what_could_show(monkeypatch: pytest.MonkeyPatch):
    """A style sheet that is changed one day must not get past it."""
    kept = printing._style_sheet

    def changed(name: str) -> CSS:
        if name != "head.css":
            return kept(name)
        style = (printing.FOLDER / name).read_text()
        return CSS(string=f"{style} .sender {{ margin-left: 40mm }} .logo {{ margin-top: 12mm }}")

    monkeypatch.setattr(printing, "_style_sheet", changed)
    told = found(replace(house(), logo="sample"), LOGO)
    assert {each.field for each in told} >= {"logo", "window_width"}
    assert any("01632 960 100" in each.text for each in told)
