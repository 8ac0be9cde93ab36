"""What a patient's letter tells of the visit: when and why, what was found and measured.

The numbers are those of the specialist's letter. What was not asked or not assessed says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from referrals.frozen import (
    LEGS,
    NOT_ASKED,
    VALUE,
    Content,
    code_of,
    day,
    index_text,
    row_of,
    sections_of,
)
from referrals.letters import rest_pain
from referrals.plain_measures import BLOOD_TESTS, OF_LEGS, OF_PERSON, abi_meaning

CLINICAL_ROLES: Final = ("Nurse", "Physician")
NOT_MEASURED: Final = "not measured"
SKIN: Final = {
    "intact": "There is no sore on your {}.",
    "fissure": "There is a crack in the skin of your {}.",
    "blister": "There is a blister on your {}.",
    "ulcer": "There is an open sore on your {}.",
    "dry_gangrene": "Some skin of your {} has turned dark and dry.",
    "wet_gangrene": "Some skin of your {} has turned dark and moist.",
}


@dataclass(frozen=True)
class Part:
    """One heading: names and numbers, sentences, a list, and a table of the legs."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    text: tuple[str, ...] = ()
    quoted: str = ""  # as somebody typed it
    items: tuple[str, ...] = ()
    table: tuple[tuple[str, str, str], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()  # in one line


def visit(content: Content) -> Part:
    intake = content["intake"]
    paper = intake.get("paper")
    people = [] if paper else [intake["started_by"]]
    people += [intake["measured_by"], content["signed"]]
    clinicians = dict.fromkeys(
        f"{who['name']} ({who['grade'] or who['role']})"
        for who in people
        if who and who["role"] in CLINICAL_ROLES
    )
    side = code_of(content, "pain_side")
    came = {
        "left": "You came because your left leg hurts.",
        "right": "You came because your right leg hurts.",
        "both": "You came because both legs hurt.",
        "alternating": "You came because your legs hurt, now one and now the other.",
    }.get(str(side), "You came because of your legs.")
    concerns = intake["concerns"].strip()
    return Part(
        "visit",
        "Your visit",
        text=(came, *(("This is what matters to you, in your own words:",) if concerns else ())),
        quoted=concerns,
        facts=(
            ("You came on", day(paper["filled"] if paper else intake["started"])),
            ("You were seen by", ", ".join(clinicians)),
        ),
    )


def found(content: Content) -> Part:
    """Rest pain and the skin, then the pressures and what else was measured."""
    legs = [leg for leg in LEGS if leg not in content["amputated"]]
    seen = paragraph(
        *(f"Your {leg} leg was amputated." for leg in content["amputated"]),
        _rest_pain(content),
        *_skin(content, legs),
    )
    return Part(
        "found",
        "What we found",
        text=(seen, *_abi(content, legs)),
        table=tuple(_pressures(content)),
        figures=tuple(_measured(content)),
    )


def _rest_pain(content: Content) -> str:
    answer = rest_pain(content).answer
    told = {
        "yes": "You have pain at rest.",
        "no": "You have no pain at rest.",
        "not recorded": "We have not written down if you have pain at rest.",
    }
    return told.get(answer, f"We do not know if you have pain at rest ({answer}).")


def _skin(content: Content, legs: list[str]) -> Iterator[str]:
    """Whether there is a sore; for both legs at once where it is the same."""
    told = {leg: _skin_of(content, leg) for leg in legs}
    if len(legs) == len(LEGS) and len(set(told.values())) == 1:
        yield told[legs[0]].format("legs")
    else:
        yield from (text.format(f"{leg} leg") for leg, text in told.items())


def _skin_of(content: Content, leg: str) -> str:
    code = code_of(content, "skin_integrity", leg)
    if code in SKIN:
        return SKIN[code]
    row = row_of(content, "skin_integrity")
    cell = next((cell for cell in row.cells if cell.leg == leg), None) if row else None
    if cell is None or cell.state == NOT_ASKED:
        return "We did not check the skin of your {}."
    return f"We did not check the skin of your {{}} ({cell.text.removeprefix('not assessed: ')})."


def _abi(content: Content, legs: list[str]) -> Iterator[str]:
    """What the ABI is, then the number of each leg with what it may mean."""
    values = {leg: _number(index_text(content, leg, "abi")) for leg in legs}
    if set(values.values()) <= {NOT_MEASURED}:
        if legs:
            yield "We did not measure the ABI. It compares the blood pressure at the ankle and the arm."
        return
    yield "The ABI is a number. It compares the blood pressure at your ankle and at your arm."
    for leg, value in values.items():
        if value == NOT_MEASURED:
            yield f"We did not measure the ABI of your {leg} leg."
        else:
            meaning = abi_meaning(value, index_text(content, leg, "abi_class"))
            yield paragraph(f"The ABI of your {leg} leg is {value}.", meaning)


def _number(text: str) -> str:
    """Of "0.42 (60/142 mmHg)" or "above 1.40, artery not compressible" the number."""
    return text.partition(" (")[0].partition(",")[0]


def _pressures(content: Content) -> Iterator[tuple[str, str, str]]:
    """As measured, left and right."""
    arms = [row_of(content, f"brachial_{leg}_sbp") for leg in LEGS]
    if any(row and row.has(VALUE) for row in arms):
        left, right = (_measured_or_not(row.cells[0].text if row else "") for row in arms)
        yield "Pressure at the arm", left, right
    for id, name in OF_LEGS.items():
        row = row_of(content, id)
        if row and row.has(VALUE):
            left, right = (
                "amputated" if leg in content["amputated"] else _measured_or_not(row.text_of(leg))
                for leg in LEGS
            )
            yield name, left, right


def _measured_or_not(text: str) -> str:
    return NOT_MEASURED if text in ("", "not asked") else text


def _measured(content: Content) -> Iterator[tuple[str, str]]:
    names = {**OF_PERSON, **BLOOD_TESTS}
    for section in sections_of(content):
        for row in section.rows:
            if row.id in names and row.has(VALUE):
                yield names[row.id], row.cells[0].text


def paragraph(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
