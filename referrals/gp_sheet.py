"""The sheet that goes to the general practice on top of its copy of a letter: one page, from the
snapshot's content alone.

What was referred where and how urgently, what is suspected, what is being tested, and what the
practice is asked to do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from referrals.frozen import Content, lines_of, sentence
from referrals.letterhead import Letterhead
from referrals.letters import LetterContent, PatientLine, Signature, letter_of
from referrals.window import Head, head_for

# Headings of the letter of which the practice wants to know (SNOMED CT), in this order.
DIAGNOSES: Final = "887161000000102"
PLAN: Final = "887201000000105"
ADVICE: Final = "1052951000000105"
TO_SPECIALIST: Final = "We ask you"  # a line of the plan that speaks to the specialist
# How much of each text is printed at most, so that the sheet stays one page; the letter behind it says
# it all. The first with which everything together is short enough counts.
LONGEST: Final = (700, 450, 300, 200, 120)
ALL_TOGETHER: Final = 2600
TYPE_SIZES: Final = ((1200, ""), (1900, "small"))  # up to so many characters; beyond: smallest
CUT: Final = " … (in full in the letter)"


@dataclass(frozen=True)
class SheetRow:
    label: str
    text: str
    strong: bool = False


@dataclass(frozen=True)
class GpSheet:
    """All that is printed of the sheet. Texts are plain; whoever prints them escapes them."""

    reference: str
    supersedes: str
    date: str
    signed_iso: str
    letterhead: Letterhead
    head: Head
    patient: PatientLine
    rows: tuple[SheetRow, ...]
    requests: tuple[str, ...]
    signature: Signature
    rules_version: str
    type_size: str


def gp_sheet_of(content: Content, referral: str, *, number: int, version: int) -> GpSheet:
    """The sheet for the practice of one accepted referral of a signed snapshot."""
    letter = letter_of(content, referral, number=number, version=version)
    house = letter.letterhead
    entry = next(
        each
        for each in content["suggestions"]
        if each["kind"] == "referral" and each["id"] == referral
    )
    to = entry["specialist"]
    rows = (
        SheetRow("Referred to", f"{letter.service}: {to['name']}, {to['organisation']}", True),
        SheetRow("How urgently", letter.urgency, True),
        SheetRow("Reason and question", " ".join(letter.question.split())),
        *_rows(letter, DIAGNOSES, "Diagnosis"),
        *_rows(letter, PLAN, "Plan"),
        *_rows(letter, ADVICE, "Advice given"),
    )
    rows = next(
        (cut for most in LONGEST if _signs(cut := _cut(rows, most)) <= ALL_TOGETHER),
        _cut(rows, LONGEST[-1]),
    )
    return GpSheet(
        reference=letter.reference,
        supersedes=letter.supersedes,
        date=letter.date,
        signed_iso=letter.signed_iso,
        letterhead=house,
        head=head_for(house.envelope, house.window, practice_address(content)),
        patient=letter.patient,
        rows=rows,
        requests=tuple(_requests(rows, house)),
        signature=letter.signature,
        rules_version=letter.rules_version,
        type_size=next((name for most, name in TYPE_SIZES if _signs(rows) <= most), "smallest"),
    )


def _requests(rows: tuple[SheetRow, ...], house: Letterhead) -> Iterator[str]:
    told = {row.label: row.text for row in rows}
    yield "Please keep this sheet and the copy of the letter in the patient’s record."
    if told.get("Tests that we request", "none") != "none":
        yield "Please do not repeat the tests that we request."
    if "Cautions" in told:
        yield "Please mind the cautions above when you prescribe."
    yield (
        f"Please call us on {house.phone} if something here is wrong, or if the patient gets worse "
        "before being seen."
    )


def practice_address(content: Content) -> tuple[str, ...]:
    """The practice, line by line; nothing where none is recorded."""
    gp = content["patient"]["gp"]
    return tuple(dict.fromkeys(lines_of(gp["name"], gp["practice"], gp["address"])))


def _rows(letter: LetterContent, code: str, label: str) -> Iterator[SheetRow]:
    """What stands under a heading of the letter; lines without a label are one text."""
    block = next(block for block in letter.blocks if block.code == code)
    if told := " ".join(sentence(line.text) for line in block.lines if not line.label):
        yield SheetRow(label, told)
    for line in block.lines:
        if line.label and line.label != TO_SPECIALIST:
            yield SheetRow(line.label, line.text, line.strong)


def _cut(rows: tuple[SheetRow, ...], longest: int) -> tuple[SheetRow, ...]:
    return tuple(
        row
        if len(row.text) <= longest
        else replace(row, text=row.text[:longest].rpartition(" ")[0] + CUT)
        for row in rows
    )


def _signs(rows: tuple[SheetRow, ...]) -> int:
    return sum(len(row.label) + len(row.text) for row in rows)
