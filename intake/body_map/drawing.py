"""The body map as it is drawn: both views of both legs, with what is marked on them."""

import textwrap
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from intake.body_map.curves import Loop, line, mirrored, path_of
from intake.body_map.regions import (
    BESIDE,
    BOX_SIDE,
    BOX_SIZE,
    BRACES,
    CONTOUR,
    DRAWN,
    FINDING,
    HEIGHT,
    LEFT_EDGE,
    LINES,
    OUTLINE,
    REGIONS,
    SHADES,
    SPANS,
    TOP,
    VAGUE,
    WIDTH,
    View,
)
from intake.readings import OPPOSITE, Answers, Leg

VIEW_BOX: Final = f"{LEFT_EDGE} {TOP} {WIDTH} {HEIGHT}"
PRINTED_BOX: Final = "-80 26 160 522"  # without what stands beside the legs and above the hips
_NAME_AT, _LETTER_AT = 134.0, 46.0
_LINE_LENGTH: Final = 8  # letters in a box


@dataclass(frozen=True)
class Mark:
    """One option on one leg of one view: where it is tapped, and what is shaded when marked."""

    option: str
    key: str  # of the answer: "pain_site.left"
    name: str  # "Calf, left leg"
    marked: bool
    vague: bool
    beside: bool
    region: str  # empty where this view has none
    shade: str
    lines: tuple[tuple[float, float, str], ...]  # x, y and words of a box


@dataclass(frozen=True)
class DrawnLeg:
    leg: str
    name: str
    name_at: float  # its outer end
    letter_at: float  # of R or L below the foot
    name_anchor: str
    outline: str
    contour: str
    brace: str
    details: tuple[str, ...]
    marks: tuple[Mark, ...]
    shades: tuple[Mark, ...]  # the same from the lowest to the uppermost


@dataclass(frozen=True)
class Drawing:
    """One view of both legs, the one on the left-hand side of the drawing first."""

    view: str
    title: str
    box: str
    printed_box: str
    legs: tuple[DrawnLeg, ...]


def shown(answers: Answers) -> dict[str, Any]:
    """What a page draws of one intake: both views, and each leg with its key and words."""
    keys = {leg: key for key, leg in FINDING.answer_keys() if leg is not None}
    values = {leg: answers.value(key) for leg, key in keys.items()}
    marked = {leg: value for leg, value in values.items() if isinstance(value, frozenset)}
    return {
        "any_marked": any(marked.values()),
        "drawings": drawings(marked),
        "words": [(str(leg), key, FINDING.describe(answers.get(key))) for leg, key in keys.items()],
    }


def drawings(marked: Mapping[Leg, Collection[str]]) -> tuple[Drawing, ...]:
    """Front and back with what is marked on each leg; ids that are no option are passed over."""
    return tuple(
        Drawing(
            str(view),
            view.capitalize(),
            VIEW_BOX,
            PRINTED_BOX,
            tuple(
                _leg(view, leg, marked.get(leg, ())) for leg in (OPPOSITE[DRAWN[view]], DRAWN[view])
            ),
        )
        for view in View
    )


def _leg(view: View, leg: Leg, marked: Collection[str]) -> DrawnLeg:
    as_declared = leg is DRAWN[view]

    def draw(loop: Loop, *, closed: bool = True) -> str:
        return path_of(loop if as_declared else mirrored(loop), closed=closed)

    marks = []
    for option, label in FINDING.options.items():
        if option in SHADES[view]:
            region = REGIONS[view].get(option)
            beside = option in BESIDE
            marks.append(
                Mark(
                    option,
                    f"{FINDING.id}.{leg}",
                    f"{label[:1].upper()}{label[1:]}, {leg} leg",
                    option in marked,
                    option in VAGUE,
                    beside,
                    draw(region) if region else "",
                    draw(SHADES[view][option]),
                    tuple(_words(label, region, as_declared)) if region and beside else (),
                )
            )
    return DrawnLeg(
        str(leg),
        f"{leg.capitalize()} leg",
        _NAME_AT if as_declared else -_NAME_AT,
        _LETTER_AT if as_declared else -_LETTER_AT,
        "end" if as_declared else "start",
        draw(OUTLINE),
        draw(CONTOUR, closed=False),
        draw(BRACES[view], closed=False),
        tuple(draw(line(each), closed=False) for each in LINES[view]),
        tuple(marks),
        tuple(sorted(marks, key=lambda mark: mark.option not in SPANS)),
    )


def _words(label: str, box: Loop, as_declared: bool) -> Iterator[tuple[float, float, str]]:
    """The words in a box, line by line, round its middle."""
    lines = textwrap.wrap(label.replace("(", "").replace(")", ""), _LINE_LENGTH)
    x = BOX_SIDE + BOX_SIZE / 2
    middle = (min(y for _, y in box) + max(y for _, y in box)) / 2
    for number, words in enumerate(lines):
        yield (x if as_declared else -x, middle + 3.1 + 11 * (number - (len(lines) - 1) / 2), words)
