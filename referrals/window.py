"""What shows through the window of an envelope, and where an address stands so that it always does.

A folded sheet slides about in its envelope. Whatever of it lies within SLIP of the window may show
through it, so nothing but the address is printed there; whatever lies further than SLIP inside the
window always shows, so all of the address is printed there.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from intake.printing import printable_text, width_of

SLIP: Final = 5.0  # mm, in each direction
HAIR: Final = 0.3  # mm, for a line that a printer draws a little thicker
MM_PER_PT: Final = 25.4 / 72
# The margins of every letter, in mm. The head of a page holds the patient and the page code.
PAGE_TOP: Final = 30.0
PAGE_SIDE: Final = 18.0
# To the right of the window stand the house and the date, this far from the left edge or further.
SENDER_FROM: Final = 122.0
SENDER_AT_LEAST: Final = 48.0
LOGO_AT_MOST: Final = 15.0
# Largest first. Below the last an address could hardly be read.
TYPE_SIZES: Final = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
LINE: Final = 1.13  # of the type size: the letters themselves need 1.12


@dataclass(frozen=True)
class Paper:
    name: str  # as CSS names it
    width: float
    height: float


A4: Final = Paper("A4", 210, 297)
US_LETTER: Final = Paper("Letter", 215.9, 279.4)


@dataclass(frozen=True)
class Window:
    """A window, in mm from the upper left corner of the folded sheet when it lies in the middle of
    its envelope.
    """

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class EnvelopeSize:
    """An envelope, and the sheet that is folded to fit: in three for DL and #10, in two for C5."""

    width: float
    height: float
    paper: Paper
    folds_into: int

    def on_sheet(self, left: float, bottom: float, width: float, height: float) -> Window:
        """A window as makers give it, from the left and the bottom edge of the envelope."""
        return Window(
            round(left - self._play_beside, 1),
            round(self.height - bottom - height - self._play_above, 1),
            round(width, 1),
            round(height, 1),
        )

    def left_of(self, window: Window) -> float:
        """From the left edge of the envelope, as makers give it."""
        return round(window.left + self._play_beside, 1)

    def bottom_of(self, window: Window) -> float:
        """From the bottom edge of the envelope, as makers give it."""
        return round(self.height - window.top - window.height - self._play_above, 1)

    @property
    def _play_beside(self) -> float:
        return (self.width - self.paper.width) / 2

    @property
    def _play_above(self) -> float:
        return (self.height - self.paper.height / self.folds_into) / 2


ENVELOPES: Final[Mapping[str, EnvelopeSize]] = {
    "dl": EnvelopeSize(220, 110, A4, 3),
    "c5": EnvelopeSize(229, 162, A4, 2),
    "us10": EnvelopeSize(241.3, 104.775, US_LETTER, 3),
}
# Usual windows: from the left, from the bottom, width, height. Makers differ, so these are only what
# a new letterhead begins with.
USUAL: Final[Mapping[str, tuple[float, float, float, float]]] = {
    "dl": (20, 18, 90, 35),
    "c5": (20, 60, 90, 35),
    "us10": (22.2, 12.7, 114.3, 28.6),  # ⅞ in, ½ in, 4½ × 1⅛ in
}


def usual_window(envelope: str) -> Window:
    return ENVELOPES[envelope].on_sheet(*USUAL[envelope])


# --- The head of a page that is folded behind a window ------------------------------------------


@dataclass(frozen=True)
class Head:
    """Where everything stands on the first page, in mm; the address in the size that fits.

    `lines` are those of the address, broken so that each fits.
    """

    paper: str
    page_top: float
    page_side: float
    height: float  # from the page's upper margin to the end of what may show through the window
    sender_from: float  # from the left margin
    logo_height: float
    address_left: float  # from the left margin; may be negative
    address_up: float  # from the end of the head up to the address
    address_width: float
    type_size: float  # pt
    line_height: float
    lines: tuple[str, ...]
    fits: bool  # all of the address shows, wherever the sheet slides to


def head_for(envelope: str, window: Window, address: tuple[str, ...]) -> Head:
    """The head of a first page with this address."""
    edge = SLIP + HAIR
    width, room = window.width - 2 * edge, window.height - 2 * edge
    lines, size, fits = set_address(address, width, room)
    line = size * LINE * MM_PER_PT
    # In the middle of the window; one that is too long begins at its top and runs on below it.
    spare = max(0.0, room - line * len(lines)) / 2
    top = window.top + edge + spare
    end = max(window.top + window.height + SLIP + 1, top + line * len(lines) + 1)
    return Head(
        paper=ENVELOPES[envelope].paper.name,
        page_top=PAGE_TOP,
        page_side=PAGE_SIDE,
        height=round(end - PAGE_TOP, 2),
        sender_from=round(max(SENDER_FROM, window.left + window.width + SLIP + 2) - PAGE_SIDE, 2),
        logo_height=round(max(0.0, min(LOGO_AT_MOST, window.top - SLIP - PAGE_TOP - 2)), 2),
        address_left=round(window.left + edge - PAGE_SIDE, 2),
        address_up=round(end - top, 2),
        address_width=round(width, 2),
        type_size=size,
        line_height=round(line, 3),
        lines=lines,
        fits=fits,
    )


def set_address(
    address: tuple[str, ...], width: float, height: float
) -> tuple[tuple[str, ...], float, bool]:
    """The lines of an address as they are printed, their size in pt, and whether they fit.

    In the largest size in which they do; where none will, the last lines are joined: a town and its
    postcode read well side by side.
    """
    wanted = tuple(line for each in address if (line := " ".join(printable_text(each).split())))
    joined = wanted
    while True:
        for size in TYPE_SIZES:
            lines = tuple(_broken(joined, width / (size * MM_PER_PT)))
            if len(lines) * size * LINE * MM_PER_PT <= height:
                return lines, size, True
        if len(joined) < 3:  # noqa: PLR2004 (who and where stay apart)
            smallest = TYPE_SIZES[-1]
            return tuple(_broken(wanted, width / (smallest * MM_PER_PT))), smallest, False
        *before, last_but_one, last = joined
        joined = (*before, f"{last_but_one}, {last}")


def _broken(lines: tuple[str, ...], ems: float) -> Iterator[str]:
    """The lines, those that are too wide broken at a space, or anywhere where there is none."""
    for line in lines:
        ends = list(accumulate(map(width_of, line)))  # how far each sign reaches
        start, reached = 0, 0.0
        while ends[-1] - reached > ems and start < len(line) - 1:
            fitting = max(start + 1, bisect_right(ends, reached + ems))
            cut = line.rfind(" ", start, fitting + 1)
            cut = cut if cut > start else fitting
            yield line[start:cut].rstrip()
            start = cut + (line[cut] == " ")
            reached = ends[start - 1]
        yield line[start:]
