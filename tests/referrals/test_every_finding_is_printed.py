"""Every finding of every intake has its place in the printed summary: its value, "no", or the reason
why there is none; and what has a value stands in the letter, too.

Patients are generated; `PRINTED_INTAKES=500` prints more than the few of every run. The content of many
is looked through in any case, which needs no rendering.
"""

import os
import random
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from intake.findings import KEYS
from intake.findings.finding import REASON_LETTERS
from intake.readings import Answer, Answers, NoValue
from referrals import pdf
from referrals.assess import assess
from referrals.frozen import NO, NO_VALUE, NOT_ASKED, VALUE, Content, Part, Row, sections_of
from referrals.letter_findings import (
    ARMS,
    LegTable,
    by_heading,
    leg_table,
    person_level,
    pressure_table,
    recorded,
    results,
)
from referrals.snapshot import freeze_unsigned
from referrals.summaries import summary_content
from referrals.summary_findings import Recorded
from tests.intake.patients import values_worth_trying
from tests.pdf_text import packed, pages_of

PRINTED = int(os.environ.get("PRINTED_INTAKES", "3"))
READ = max(100, PRINTED)
NO_VALUES = tuple(NoValue(reason) for reason in REASON_LETTERS)
FURNITURE = re.compile(r"Patient:notrecorded.*?Page\d+of\d+")


NOTHING_SUGGESTED = assess(Answers({})).document()  # what suggestions there are moves no finding


@cache
def generated(number: int) -> tuple[Answers, Content]:
    """An invented intake with values, noes and reasons; how much was asked differs widely."""
    dice = random.Random(number)  # noqa: S311 (always the same)
    asked = dice.choice((0.05, 0.3, 0.6, 0.9))
    held: dict[str, Answer] = {}
    for key, (finding, _) in KEYS.items():
        if dice.random() < asked:
            no_value = dice.random() < 0.2
            values = (
                [NoValue(each) for each in REASON_LETTERS]
                if no_value
                else values_worth_trying(finding)
            )
            held[key] = dice.choice(list(values))
    answers = Answers(held)
    return answers, freeze_unsigned(answers, NOTHING_SUGGESTED)


def places(content: Content) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Each answer of each finding with the place where it has to stand: key, section, list, words."""
    for section in sections_of(content):
        for row in section.rows:
            yield from _places_of(section.title, row)


def _places_of(title: str, row: Row) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    if row.has(VALUE):
        if row.per_leg:
            words = (row.label, *(cell.text for cell in row.cells))
            yield from ((cell.key, title, "table", words) for cell in row.cells)
            return
        text = row.cells[0].text
        yield row.cells[0].key, title, "told", (row.label, *([] if text == "yes" else [text]))
        return
    lists = {NO: "Does not apply" if row.does_not_apply else "No", NOT_ASKED: "Not asked"}
    for cell in row.cells:
        if cell.state == NO_VALUE:
            yield cell.key, title, "reason", (cell.text, row.label, cell.leg)
        else:
            yield cell.key, title, lists[cell.state], (row.name_where(cell.state),)


# --- What was recorded reaches the content ------------------------------------------------------


def state_of(answer: Answer | None) -> set[str]:
    """The states that a frozen answer may have. A detail of something absent does not apply."""
    if answer is None:
        return {NOT_ASKED, NO, NO_VALUE}
    return {NO_VALUE} if isinstance(answer, NoValue) else {VALUE, NO}


def test_every_answer_is_frozen_as_what_it_is():
    for number in range(READ):
        answers, content = generated(number)
        frozen = {
            cell.key: cell
            for each in sections_of(content)
            for row in each.rows
            for cell in row.cells
        }
        assert frozen.keys() == KEYS.keys()
        for key in KEYS:
            assert frozen[key].state in state_of(answers.get(key)), (number, key)
            assert frozen[key].text.strip(), (number, key)


# --- The summary --------------------------------------------------------------------------------


def lists_of(section: Recorded) -> Mapping[str, Any]:
    return {
        "table": {(each.label, *each.texts) for each in section.of_legs},
        "told": {
            (each.label, *(text for text in each.texts if text)) for each in section.of_person
        },
        "No": set(section.absent.split("; ")),
        "Does not apply": set(section.does_not_apply.split("; ")),
        "Not asked": set(section.not_asked.split("; ")),
        "reason": section.no_value,
    }


def test_the_summary_of_many_intakes_has_a_place_for_every_finding():
    for number in range(READ):
        _, content = generated(number)
        summary = summary_content(content, version=None)
        lists = {section.title: lists_of(section) for section in summary.sections}
        lost = [
            (number, key, where)
            for key, title, where, words in places(content)
            if not stands(lists[title][where], where, words)
        ]
        assert lost == []


def stands(found: Any, where: str, words: tuple[str, ...]) -> bool:
    if where in ("table", "told"):
        return words in found
    if where == "reason":
        reason, label, leg = words
        starts = reason[:1].upper() + reason[1:].replace(": ", ", ")
        named = {label, f"{label} ({leg})"}
        return any(
            line.startswith(f"{starts}: ")
            and named & set(line.removeprefix(f"{starts}: ").split("; "))
            for line in found
        )
    return words[0] in found


def page_texts(document: bytes) -> list[str]:
    """The packed text of each page from the list of findings on, without what stands on all pages."""
    texts = [FURNITURE.sub("", packed(page)) for page in pages_of(document)]
    first = next(number for number, text in enumerate(texts) if "Allfindings" in text)
    texts[:first] = [""] * first
    texts[first] = texts[first].partition("Allfindings")[2]
    return texts


@pytest.mark.parametrize("number", range(PRINTED))
def test_each_finding_is_found_again_on_a_page_of_the_pdf(number: int):
    answers, _ = generated(number)
    content = freeze_unsigned(answers, assess(answers).document())
    texts = page_texts(pdf.summary_of(content))
    whole = "".join(texts)
    page_of: dict[str, int] = {}
    titles = [packed(section.title) for section in sections_of(content)]
    starts = [0]
    for title in titles:
        starts.append(whole.index(title, starts[-1]))
    ends = [*starts[2:], len(whole)]
    part = {
        section.title: (start, end)
        for section, start, end in zip(sections_of(content), starts[1:], ends, strict=True)
    }
    for key, title, where, words in places(content):
        start, end = part[title]
        needed = [packed(words[1])] if where == "reason" else [packed("".join(words))]
        if where == "told" and len(words) > 1:
            needed = [packed(f"{words[0]}: {words[1]}")]
        if where not in ("table", "told", "reason"):
            start = whole.index(packed(f"{where}:"), start, end)
        at = whole.find(needed[0], start, end)
        assert at >= 0, f"{key} is in no {where} of {title}"
        page_of[key] = sum(at >= sum(map(len, texts[:n])) for n in range(1, len(texts)))
    assert page_of.keys() == KEYS.keys()


# --- The letter ---------------------------------------------------------------------------------


def test_whatever_has_a_value_stands_in_the_letter_under_its_heading():
    for number in range(0, READ, 5):
        content = {**generated(number)[1], "intake": {"measured": None}}
        found = by_heading(content)
        held = [row.id for parts in found.values() for part in parts for row in part.rows]
        assert sorted(held) == sorted({finding.id for finding, _ in KEYS.values()})
        for heading, parts in found.items():
            lines, tables = printed_under(heading, parts, content)
            for row in (row for part in parts for row in part.rows if row.has(VALUE)):
                texts = tuple(cell.text for cell in row.cells)
                in_table = (row.label, *texts) in tables or (row.id in ARMS and texts[0] in tables)
                assert in_table or row.phrase in lines, (number, row.id)


def printed_under(
    heading: str, parts: list[Part], content: Content
) -> tuple[str, set[str | tuple[str, ...]]]:
    """The lines and the rows of tables under a heading; of the arms, each reading by itself."""
    blocks: list[LegTable] = []
    lines = list(recorded(parts))
    if heading == "examination":
        lines = list(recorded(person_level(parts)))
        blocks += leg_table("", parts)
    elif heading == "results":
        lines = list(results(content, parts))
        blocks += pressure_table(content, parts)
    rows: set[str | tuple[str, ...]] = {row for table in blocks for row in table.rows}
    rows |= {text for table in blocks for row in table.rows for text in row if "Arm" in row[0]}
    return "\n".join(line.text for line in lines), rows
