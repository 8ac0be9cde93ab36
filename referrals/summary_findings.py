"""A snapshot's content → its findings as the intake summary prints them, with no markup.

Nothing recorded is left out: every finding of every section ends up as a value, a "no", a reason
why there is none, or a name in the list of what was not asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from referrals.frozen import (
    LEGS,
    NO,
    NOT_ASKED,
    NOT_RECORDED,
    VALUE,
    Content,
    Row,
    Section,
    decisive_keys,
    measured_in_words,
    reasons_for_none,
    row_of,
    sections_of,
)
from referrals.letter_findings import ARMS


@dataclass(frozen=True)
class Value:
    """A finding with a value: one text, or one for each leg. `strong` led to a suggestion."""

    label: str
    texts: tuple[str, ...]
    strong: bool


@dataclass(frozen=True)
class Recorded:
    """One section: values, what is absent, why there is no value, what was not asked."""

    title: str
    of_person: tuple[Value, ...]
    of_legs: tuple[Value, ...]
    absent: str
    does_not_apply: str  # details of something absent
    no_value: tuple[str, ...]
    not_asked: str


@dataclass(frozen=True)
class Pressures:
    raw: tuple[tuple[str, str, str], ...]
    worked_out: tuple[tuple[str, str, str], ...]
    arm_difference: str
    hints: tuple[str, ...]
    measured: str


def recorded_in(section: Section, content: Content) -> Recorded:
    """One section by what is to be told of it: values, noes, reasons why there is none, what is open."""
    decisive = decisive_keys(content)
    rows = section.rows
    with_value = [row for row in rows if row.has(VALUE)]
    # What led to a suggestion comes first; the order of asking is kept otherwise.
    with_value.sort(key=lambda row: not _is_decisive(row, decisive))
    values = [
        (
            row.per_leg,
            Value(row.label, tuple(_value(row)), _is_decisive(row, decisive)),
        )
        for row in with_value
    ]
    rest = [row for row in rows if not row.has(VALUE)]
    detail = [row for row in rest if row.does_not_apply]
    absent = [row for row in rest if row.has(NO) and not row.does_not_apply]
    return Recorded(
        title=section.title,
        of_person=tuple(value for per_leg, value in values if not per_leg),
        of_legs=tuple(value for per_leg, value in values if per_leg),
        absent="; ".join(row.name_where(NO) for row in absent),
        does_not_apply="; ".join(row.name_where(NO) for row in detail),
        no_value=tuple(reasons_for_none(rest)),
        not_asked="; ".join(row.name_where(NOT_ASKED) for row in rest if row.has(NOT_ASKED)),
    )


def _value(row: Row) -> Iterator[str]:
    """The text of each leg; of the person nothing for a plain yes, whose label says it all."""
    for cell in row.cells:
        yield "" if cell.text == "yes" and not row.per_leg else cell.text


def _is_decisive(row: Row, decisive: frozenset[str]) -> bool:
    return any(cell.key in decisive and cell.state == VALUE for cell in row.cells)


def led_to_something(content: Content) -> Iterator[tuple[str, str]]:
    """What is recorded, is not a no, and led to a suggestion: of the person, then of each leg."""
    decisive = decisive_keys(content)
    pressures = {"pressures", "encounter"}
    cells: dict[str, list[str]] = {"": [], **{leg: [] for leg in LEGS}}
    for section in sections_of(content):
        if section.id in pressures:
            continue
        for row in section.rows:
            for cell in row.cells:
                if cell.state == VALUE and cell.key in decisive:
                    yes = cell.text == "yes"
                    cells[cell.leg].append(row.label if yes else f"{row.label}: {cell.text}")
    for leg, words in cells.items():
        if words:
            yield (f"{leg.capitalize()} leg" if leg else "General", "; ".join(words))


def pressures_in(content: Content) -> Pressures:
    """The readings, what is worked out of them, and how they were taken."""
    section = next((each for each in sections_of(content) if each.id == "pressures"), None)
    rows = section.rows if section else ()
    arms = [row_of(content, id) for id in ARMS]
    left, right = (arm.cells[0].text if arm else NOT_RECORDED for arm in arms)
    raw = [("Arm systolic pressure", left, right)]
    raw += [(r.label, r.text_of("left"), r.text_of("right")) for r in rows if _is_raw(r)]
    intake = content["intake"]
    measured = NOT_RECORDED
    if intake and intake["measured"]:
        measured = measured_in_words(intake)
    return Pressures(
        raw=tuple(raw),
        worked_out=tuple(
            (a["label"], a["text"], b["text"])
            for a, b in zip(content["indices"]["left"], content["indices"]["right"], strict=True)
        ),
        arm_difference=content["arm_difference"],
        hints=tuple(content["reading_hints"]),
        measured=measured,
    )


def _is_raw(row: Row) -> bool:
    """The two arteries of each ankle always, whatever else of a leg was recorded."""
    return row.per_leg and (row.id.startswith("ankle_") or not row.has(NOT_ASKED))
