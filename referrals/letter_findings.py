"""What was recorded, as lines and tables under the headings of a letter.

Findings come to their heading by section; the few that belong elsewhere are named in MOVED.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from referrals.frozen import (
    NO,
    NOT_ASKED,
    NOT_RECORDED,
    VALUE,
    Content,
    Part,
    Row,
    abi_in_words,
    lines_of,
    measured_in_words,
    reasons_for_none,
    row_of,
    sections_of,
    sentence,
)


@dataclass(frozen=True)
class Line:
    """One line under a heading. `strong` must not be overlooked."""

    text: str
    label: str = ""
    strong: bool = False


@dataclass(frozen=True)
class LegTable:
    """What differs by leg: label, left, right."""

    caption: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Block:
    """A heading with its lines; with none it prints "not recorded". `code` is SNOMED CT."""

    title: str
    code: str
    lines: tuple[Line, ...] = ()
    tables: tuple[LegTable, ...] = ()


# Section → heading; what belongs elsewhere is in MOVED.
HEADING_OF_SECTION: Final = {
    "encounter": "examination",
    "pain": "complaints",
    "restless_legs": "complaints",
    "cramp": "complaints",
    "neuro_symptoms": "complaints",
    "systemic": "complaints",
    "background": "history",
    "medicines": "medicines",
    "vitals": "examination",
    "examination": "examination",
    "pressures": "results",
    "results": "results",
}
MOVED: Final = {
    "age_years": "demographics",
    "sex_at_birth": "demographics",
    "pregnancy_status": "history",
    "care_setting": "attendance",
    "smoking_status": "social",
    "cigarettes_per_day": "social",
    "smoking_years": "social",
    "alcohol_units_per_week": "social",
    "walking_ability": "social",
    "prior_leg_revascularisation": "procedures",
    "prior_foot_ulcer_or_amputation": "procedures",
    "joint_prosthesis": "procedures",
    "pain_nrs_now": "scales",
    "pain_nrs_night": "scales",
}
# Of these a reader wants to know what exactly was left out.
EXAMINED: Final = ("examination", "results")
ARMS: Final = ("brachial_left_sbp", "brachial_right_sbp")


def text_lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(line) for line in lines_of(text))


def by_heading(content: Content) -> dict[str, list[Part]]:
    """The parts of every section under the heading where their findings are printed."""
    found: dict[str, list[Part]] = {
        key: [] for key in (*HEADING_OF_SECTION.values(), *MOVED.values())
    }
    for section in sections_of(content):
        home = HEADING_OF_SECTION.get(section.id, "history")
        for part in section.parts:
            split: dict[str, list[Row]] = {}
            for row in part.rows:
                split.setdefault(MOVED.get(row.id, home), []).append(row)
            for key, rows in split.items():
                found[key].append(Part(part.title, tuple(rows)))
    return found


# --- Findings -----------------------------------------------------------------------------------


def recorded(parts: Iterable[Part]) -> Iterator[Line]:
    """What is present by part, then what is absent, then why anything has no value."""
    parts = list(parts)
    for part in parts:
        present = [row.phrase for row in part.rows if row.has(VALUE)]
        if present:
            yield Line("; ".join(present), label=part.title)
    yield from _absent(row for part in parts for row in part.rows)
    yield from (Line(text) for text in reasons_for_none(rows_in(parts)))


def _absent(rows: Iterable[Row]) -> Iterator[Line]:
    absent = [
        row.name_where(NO)
        for row in rows
        if row.has(NO) and not row.has(VALUE) and not row.does_not_apply
    ]
    if absent:
        yield Line("; ".join(absent), label="No")


def rows_in(parts: Iterable[Part]) -> list[Row]:
    return [row for part in parts for row in part.rows]


def person_level(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts without what stands in the table of the legs."""
    for part in parts:
        rows = tuple(row for row in part.rows if not (row.per_leg and row.has(VALUE)))
        yield Part(part.title, rows)


def leg_table(caption: str, parts: Iterable[Part]) -> tuple[LegTable, ...]:
    rows = [row for row in rows_in(parts) if row.per_leg and row.has(VALUE)]
    texts = tuple((row.label, row.text_of("left"), row.text_of("right")) for row in rows)
    return (LegTable(caption, texts),) if texts else ()


def pressure_table(content: Content, parts: list[Part]) -> tuple[LegTable, ...]:
    """The raw pressures, then what was worked out from them."""
    rows = [row for row in rows_in(parts) if row.per_leg and row.has(VALUE)]
    arms = [row_of(content, id) for id in ARMS]
    raw = [(row.label, row.text_of("left"), row.text_of("right")) for row in rows]
    if any(arm and arm.has(VALUE) for arm in arms):
        left, right = (arm.cells[0].text if arm else NOT_RECORDED for arm in arms)
        raw.insert(0, ("Arm systolic pressure", left, right))
    if not raw:
        return ()
    worked_out = [("ABI", abi_in_words(content, "left"), abi_in_words(content, "right"))]
    indices = zip(content["indices"]["left"], content["indices"]["right"], strict=True)
    for left_index, right_index in indices:
        texts = (left_index["text"], right_index["text"])
        if left_index["id"] not in ("abi", "abi_class") and set(texts) != {"not measured"}:
            worked_out.append((left_index["label"], *texts))
    return (
        LegTable("Pressures as measured", tuple(raw)),
        LegTable("Worked out from them", tuple(worked_out)),
    )


def results(content: Content, parts: list[Part]) -> Iterator[Line]:
    intake = content["intake"]
    others = [
        Part(part.title, tuple(row for row in part.rows if row.id not in ARMS))
        for part in person_level(parts)
    ]
    arms = [row for id in ARMS if (row := row_of(content, id)) is not None]
    yield from recorded(others)
    yield from (Line(text) for text in reasons_for_none(arms))
    if intake["measured"]:
        yield Line(measured_in_words(intake), label="Pressures measured")
    yield from (Line(hint, label="Check this reading") for hint in content["reading_hints"])


def scales(content: Content, parts: list[Part]) -> Iterator[Line]:
    yield from recorded([Part("Pain score", tuple(rows_in(parts)))])
    for state, label in (("value", "Scores"), ("range", "Not settled, items are missing")):
        told = [words for scale in content["scales"] if (words := _scale(scale, state))]
        if told:
            yield Line("; ".join(told), label=label)


def _scale(scale: dict[str, Any], state: str) -> str:
    told = [
        f"{cell['leg']} {cell['text']}".strip() for cell in scale["cells"] if cell["state"] == state
    ]
    return f"{scale['label']} {', '.join(told)}" if told else ""


def not_asked(content: Content) -> Iterator[Line]:
    """In one sentence: of the examination what is open; the rest is counted, because the intake
    summary names it.
    """
    names: list[str] = []
    others = 0
    for section in sections_of(content):
        examined = HEADING_OF_SECTION.get(section.id) in EXAMINED
        if examined and all(part.not_asked_at_all() for part in section.parts):
            names.append(section.title)
            continue
        for part in section.parts:
            open_rows = [row for row in part.rows if row.has(NOT_ASKED) and not row.has(VALUE)]
            if not examined:
                others += len(open_rows)
            elif part.not_asked_at_all():
                names.append(part.title)
            else:
                names += [row.name_where(NOT_ASKED) for row in open_rows]
    if others:
        names.append(f"{others} questions on history and results, which the intake summary names")
    yield Line(sentence("; ".join(names) or "Nothing: every question was asked"))
    unread = [f"{each['label']}: “{each['typed']}”" for each in content["unread"]]
    if unread:
        yield Line("; ".join(unread), label="Typed, but could not be read as a value")
