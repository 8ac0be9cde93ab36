"""A summary of six lines, written from the findings alone: what a physician reads first.

Only what was recorded and is more than "no" or "normal" is told, in the order of the form; what was
left open is counted. It is made from frozen findings, so that a snapshot reads as it was signed.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from intake.findings import FIRST
from referrals.frozen import (
    NO,
    NO_VALUE,
    NOT_ASKED,
    VALUE,
    Cell,
    Row,
    Section,
    abi_in_words,
    capital,
    sections_of,
)

PHRASES_AT_MOST: Final = 7  # in one line; the rest is counted and stands below
NAMED_AT_MOST: Final = 4  # of what is not known
UNREMARKABLE: Final = frozenset(("normal", "intact", "audible", "alert", "present", "flexor"))
ALARM: Final = frozenset(finding.id for finding in FIRST.findings)
WHERE_AND_SINCE_WHEN: Final = ("Where and how it hurts", "How it began and went on")


class Line(NamedTuple):
    label: str
    text: str


def six_lines(findings: dict[str, Any]) -> list[Line]:
    """Always six, what decides how urgent it is first."""
    sections = {section.id: section for section in sections_of(findings)}
    pain = sections["pain"]
    complaint = [
        row for part in pain.parts if part.title in WHERE_AND_SINCE_WHEN for row in part.rows
    ]
    pattern = [
        row for part in pain.parts if part.title not in WHERE_AND_SINCE_WHEN for row in part.rows
    ]
    urges = _rows(sections, "restless_legs", "cramp")
    symptoms = _rows(sections, "neuro_symptoms", "systemic")
    every = [row for section in sections.values() for row in section.rows]
    examined = [row for row in _rows(sections, "examination", "vitals") if row.id not in ALARM]
    background = [
        *(row for row in symptoms if row.id not in ALARM),
        *_rows(sections, "background", "medicines"),
    ]
    return [
        Line("Pain", _told(complaint, "nothing recorded", labelled=False)),
        Line("Pressures", _pressures(findings)),
        Line("Alarm signs", _alarm([row for row in every if row.id in ALARM])),
        Line("Pattern", _told([*pattern, *urges], "nothing recorded")),
        Line("Examination", _told(examined, "nothing abnormal recorded")),
        Line("Background", _told(background, "nothing recorded")),
    ]


def _rows(sections: dict[str, Section], *ids: str) -> list[Row]:
    return [row for id in ids for row in sections[id].rows]


def _told(rows: Iterable[Row], nothing: str, *, labelled: bool = True) -> str:
    phrases = [phrase for row in rows if (phrase := _phrase(row, labelled=labelled))]
    if not phrases:
        return capital(nothing) + "."
    shown, more = phrases[:PHRASES_AT_MOST], len(phrases) - PHRASES_AT_MOST
    return capital("; ".join(shown)) + (f"; and {more} more" if more > 0 else "") + "."


def _phrase(row: Row, *, labelled: bool = True) -> str:
    """What a row says beyond no and normal; nothing where it says no more than that.

    Where the heading says what is spoken of, a value speaks for itself: "left leg", "5 of 10".
    """
    told = [cell for cell in row.cells if _is_of_note(cell)]
    if not told:
        return ""
    texts = {_short(cell.text) for cell in told}
    both = len(told) > 1 and len(texts) == 1
    legs = "both legs" if both else " and ".join(cell.leg for cell in told if cell.leg)
    if texts == {"yes"}:
        return f"{row.label} {legs}".strip()
    if both:
        said = f"{_short(told[0].text)}, both legs"
    else:
        said = ", ".join(f"{cell.leg} {_short(cell.text)}".strip() for cell in told)
    return f"{row.label}: {said}" if labelled else said


def _short(text: str) -> str:
    """Without what is added in brackets at the end: the form explains, the summary reminds."""
    return re.sub(r" \([^()]*\)$", "", text)


def _is_of_note(cell: Cell) -> bool:
    return cell.state == VALUE and cell.text not in UNREMARKABLE


def _alarm(rows: list[Row]) -> str:
    """Which are present; else that none of those asked is; and what is not known of them."""
    present = [phrase for row in rows if (phrase := _phrase(row))]
    absent = [row for row in rows if row.has(NO) or any(_is_normal(cell) for cell in row.cells)]
    open_rows = [row.label for row in rows if row.has(NOT_ASKED) or row.has(NO_VALUE)]
    said = ["; ".join(present)] if present else ["None of those asked"] if absent else []
    if open_rows:
        more = len(open_rows) - NAMED_AT_MOST
        said.append(
            "not known: "
            + "; ".join(open_rows[:NAMED_AT_MOST])
            + (f"; and {more} more" if more > 0 else "")
        )
    return capital(". ".join(capital(each) for each in said)) + "."


def _is_normal(cell: Cell) -> bool:
    return cell.state == VALUE and cell.text in UNREMARKABLE


def _pressures(findings: dict[str, Any]) -> str:
    legs = [f"{leg} {abi_in_words(findings, leg)}" for leg in ("left", "right")]
    said = [f"ABI {legs[0]}; {legs[1]}"]
    if findings["arm_difference"] != "not measured":
        said.append(f"arms differ by {findings['arm_difference']}")
    said += list(_toes(findings))
    return "; ".join(said) + "."


def _toes(findings: dict[str, Any]) -> Iterator[str]:
    for leg in ("left", "right"):
        for index in findings["indices"][leg]:
            if index["id"] == "tbi" and index["text"] != "not measured":
                yield f"toe-brachial index {leg} {index['text']}"
