"""Whether a letterhead keeps what is private out of the window, and the whole address in it.

A sample letter with the longest address is laid out, and the window is slid over it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, takewhile
from typing import Any, Final

from intake.printing import Ink, ink_on_first_page, render
from referrals import page_code
from referrals.letterhead import Letterhead
from referrals.letters import letter_of
from referrals.reply_slip import reply_slip_of
from referrals.sample_letter import ADDRESS, REFERRAL, sample_content
from referrals.window import (
    ENVELOPES,
    PAGE_SIDE,
    PAGE_TOP,
    SENDER_AT_LEAST,
    SLIP,
    EnvelopeSize,
    Window,
    head_for,
)

CODE: Final = f"L0-1-{'0' * page_code.LENGTH}"
LEAST_LOGO: Final = 6.0  # mm: lower than that, none can be made out
HIGHEST, WIDEST = 60.0, 130.0  # mm: no window is larger
HAIR: Final = 0.05  # mm, for rounding


@dataclass(frozen=True)
class Problem:
    """What is wrong, with the field of the form in which it is mended."""

    field: str
    text: str


def sample_pdf(letterhead: Letterhead, logo: bytes | None) -> bytes:
    """A sample letter with this letterhead."""
    return render("pdf/letter.html", _parts(letterhead), _pictures(letterhead, logo))


def problems(letterhead: Letterhead, logo: bytes | None) -> list[Problem]:
    """Everything that is wrong with the window of a letterhead; nothing where it may be used."""
    size, window = ENVELOPES[letterhead.envelope], letterhead.window
    found = [*_misplaced(letterhead, size, window), *_too_small(window)]
    if found:  # there is nowhere to print a letter
        return found
    parts, pictures = _parts(letterhead), _pictures(letterhead, logo)
    ink = ink_on_first_page("pdf/letter.html", parts, pictures)
    end = parts["letter"].head.height + PAGE_TOP
    return [*_cut_off(ink, window), *_seen(ink, window), *_too_long(ink, end)]


def _parts(letterhead: Letterhead) -> dict[str, Any]:
    letter = letter_of(sample_content(letterhead), REFERRAL, number=0, version=1)
    return {
        "letter": letter,
        "page_code": page_code.draw(CODE),
        "slip": reply_slip_of(letter, REFERRAL),
    }


def _pictures(letterhead: Letterhead, logo: bytes | None) -> Mapping[str, bytes]:
    return {letterhead.logo: logo} if letterhead.logo and logo else {}


# --- Before anything can be laid out ------------------------------------------------------------


def _misplaced(house: Letterhead, size: EnvelopeSize, window: Window) -> Iterator[Problem]:
    """Where the window cannot be, whatever is printed."""
    left = size.left_of(window)
    if left + window.width > size.width:
        yield Problem(
            "window_width",
            f"The window ends {left + window.width:g} mm from the left, but the envelope is "
            f"{size.width:g} mm wide: make it narrower, or move it to the left.",
        )
    room = size.paper.width - PAGE_SIDE - SENDER_AT_LEAST - SLIP - 2
    if window.left + window.width > room:
        yield Problem(
            "window_width",
            f"There is no room for the sender beside this window: with its left edge at {left:g} "
            f"mm it may be at most {room - window.left:g} mm wide.",
        )
    above = window.top - SLIP
    if above < PAGE_TOP:
        yield Problem(
            "window_bottom",
            "The window reaches up to the name of the patient: it must lie "
            f"{PAGE_TOP - above:.1f} mm lower, or be that much less high.",
        )
    elif house.logo and head_for(house.envelope, window, ADDRESS).logo_height < LEAST_LOGO:
        yield Problem(
            "logo",
            "There is no room for a logo above this window: leave it out, or use envelopes with a "
            "lower window.",
        )
    panel = size.paper.height / size.folds_into
    if window.top + window.height > panel:
        yield Problem(
            "window_bottom",
            f"The window reaches below the fold of the sheet: it must lie "
            f"{window.top + window.height - panel:.1f} mm higher.",
        )


def _too_small(window: Window) -> Iterator[Problem]:
    """How large the window has to be, by the side that can be changed alone."""
    if _fits(window):
        return
    for side, word, most in (("height", "high", HIGHEST), ("width", "wide", WIDEST)):
        sizes = takewhile(lambda size: size <= most, count(getattr(window, side) + 1, 1))  # noqa: B023
        needed = next((size for size in sizes if _fits(replace(window, **{side: size}))), None)
        if needed is not None:
            yield Problem(
                f"window_{side}",
                f"The window is too small: for an address of {len(ADDRESS)} lines that slides by "
                f"{SLIP:g} mm it must be {needed:g} mm {word}.",
            )
            return
    yield Problem("window_height", "The window is too small for an address, whatever its width.")


def _fits(window: Window) -> bool:
    return head_for("dl", window, ADDRESS).fits


# --- On the page as it is laid out --------------------------------------------------------------


def _cut_off(ink: list[Ink], window: Window) -> Iterator[Problem]:
    """The address must lie further inside the window than the sheet can slide."""
    for each in ink:
        if "recipient" in each.within and not _inside(each, window):
            yield Problem("window_height", f"“{each.text.strip()}” of a long address is cut off.")
            return


def _seen(ink: list[Ink], window: Window) -> Iterator[Problem]:
    """Nothing else may lie where the window can slide to."""
    for each in ink:
        if "recipient" not in each.within and _meets(each, window):
            is_logo = "logo" in each.within
            what = "The logo" if is_logo else f"“{each.text.strip()}”"
            yield Problem(
                "logo" if is_logo else "window_width",
                f"{what} could show through the window: make the window smaller, or move it.",
            )


def _inside(ink: Ink, window: Window) -> bool:
    return (
        ink.left > window.left + SLIP - HAIR
        and ink.right < window.left + window.width - SLIP + HAIR
        and ink.top > window.top + SLIP - HAIR
        and ink.bottom < window.top + window.height - SLIP + HAIR
    )


def _meets(ink: Ink, window: Window) -> bool:
    return (
        ink.left < window.left + window.width + SLIP - HAIR
        and ink.right > window.left - SLIP + HAIR
        and ink.top < window.top + window.height + SLIP - HAIR
        and ink.bottom > window.top - SLIP + HAIR
        and (bool(ink.text.strip()) or not ink.text)
    )


def _too_long(ink: list[Ink], end: float) -> Iterator[Problem]:
    """The sender stands beside the window and must end with it."""
    lowest = max(each.bottom for each in ink if "sender" in each.within)
    if lowest > end + HAIR:
        yield Problem(
            "address",
            f"Name, team and address are {lowest - end:.0f} mm too long to stand beside the "
            "window: shorten them.",
        )
