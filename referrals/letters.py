"""A signed snapshot and one accepted referral → the content of the letter, with no markup.

Everything in a letter comes from the snapshot's content, so a letter is for ever the same.
"""

from dataclasses import dataclass
from typing import Any, Final

from referrals.frozen import (
    LEGS,
    NO,
    NO_VALUE,
    NOT_RECORDED,
    VALUE,
    Content,
    Row,
    abi_in_words,
    code_of,
    day,
    lines_of,
    moment,
    row_of,
    sentence,
    version_in_words,
)
from referrals.letter_emphasis import in_order, key_lines
from referrals.letter_findings import Block
from referrals.letter_headings import headings
from referrals.letter_question import draft_question
from referrals.letterhead import Letterhead, letterhead_in
from referrals.window import Head, head_for

__all__ = ["LetterContent", "draft_question", "letter_of"]

REST_PAIN: Final = ("pain_at_rest", "worse_lying_flat", "relief_dependency")
TISSUE_LOSS: Final = ("ulcer", "dry_gangrene", "wet_gangrene")


@dataclass(frozen=True)
class FirstLine:
    """One of the lines by which a specialist sorts letters."""

    label: str
    answer: str
    detail: str = ""


@dataclass(frozen=True)
class PatientLine:
    """Who the patient is, as it stands on every page. Not known: an unsigned summary."""

    known: bool
    name: str
    born: str
    age: str
    sex: str
    nhs_number: str
    local_number: str


@dataclass(frozen=True)
class Signature:
    name: str
    grade: str
    registration: str
    at: str


@dataclass(frozen=True)
class LetterContent:
    """All that is printed of a letter. Texts are plain; whoever prints them escapes them."""

    reference: str
    supersedes: str  # in words, for the first page; empty for a first version
    date: str
    signed_iso: str
    letterhead: Letterhead
    head: Head
    patient: PatientLine
    service: str
    urgency: str
    first_lines: tuple[FirstLine, ...]
    key_lines: tuple[FirstLine, ...]  # what this specialty wants to see first
    question: str
    blocks: tuple[Block, ...]
    signature: Signature
    rules_version: str


def letter_of(content: Content, referral: str, *, number: int, version: int) -> LetterContent:
    """The letter of one accepted referral (its id in the rule base) of a signed snapshot."""
    entry = next(
        each
        for each in content["suggestions"]
        if each["kind"] == "referral" and each["id"] == referral
    )
    signed, specialist = content["signed"], entry["specialist"]
    house = letterhead_in(content)
    supersedes = f", supersedes version {version - 1}" if version > 1 else ""
    return LetterContent(
        reference=f"L{number}, version {version}{supersedes}",
        supersedes=version_in_words(content, version),
        date=day(signed["at"]),
        signed_iso=signed["at"],
        letterhead=house,
        head=head_for(house.envelope, house.window, specialist_address(specialist)),
        patient=patient_line(content),
        service=entry["label"],
        urgency=entry["urgency_label"],
        first_lines=(
            rest_pain(content),
            FirstLine("Tissue loss", tissue_loss(content)),
            FirstLine("ABI", abi(content)),
            FirstLine("Urgency", entry["urgency_label"], _why(entry)),
        ),
        key_lines=tuple(FirstLine(label, "", text) for label, text in key_lines(content, referral)),
        question=entry["question"],
        blocks=in_order(headings(content, entry, house), referral),
        signature=Signature(
            signed["name"],
            signed["grade"] or signed["role"],
            signed["registration"] or NOT_RECORDED,
            moment(signed["at"]),
        ),
        rules_version=content["rules_version"],
    )


def specialist_address(specialist: dict[str, str]) -> tuple[str, ...]:
    """Whom it goes to, line by line; an address may begin with the organisation once more."""
    lines = lines_of(specialist["name"], specialist["organisation"], specialist["address"])
    return tuple(dict.fromkeys(lines))


def patient_line(content: Content) -> PatientLine:
    """Who it is about; an unsigned summary has no patient."""
    patient = content["patient"]
    if not patient:
        return PatientLine(False, *[NOT_RECORDED] * 6)
    return PatientLine(
        known=True,
        name=patient["name"],
        born=day(patient["born"]),
        age=f"{patient['age']} years",
        sex=patient["sex"] or NOT_RECORDED,
        nhs_number=patient["nhs_number"] or NOT_RECORDED,
        local_number=patient["local_number"] or NOT_RECORDED,
    )


def _why(entry: dict[str, Any]) -> str:
    """Why it is referred, and by whose word where no rule says so."""
    added_by = f" Added by {entry['added_by']}." if entry.get("added_by") else ""
    return f"because: {sentence(entry['because'])}{added_by}"


# --- The first lines ----------------------------------------------------------------------------


def rest_pain(content: Content) -> FirstLine:
    """Yes, no, or not recorded; and what was recorded, so that the reader can judge."""
    rows = [row for id in REST_PAIN if (row := row_of(content, id)) is not None]
    told = "; ".join(row.phrase for row in rows if row.has(VALUE) or row.has(NO))
    detail = f"({told})" if told else ""
    if any(row.has(VALUE) for row in rows):
        return FirstLine("Rest pain", "yes", detail)
    # One no among questions that nobody asked is no answer to the whole.
    if code_of(content, "pain_at_rest") is False or (rows and all(map(_all_no, rows[1:]))):
        return FirstLine("Rest pain", "no", detail)
    reasons = [cell.text for row in rows for cell in row.cells if cell.state == NO_VALUE]
    return FirstLine("Rest pain", reasons[0] if reasons else NOT_RECORDED, detail)


def _all_no(row: Row) -> bool:
    return all(cell.state == NO for cell in row.cells)


def tissue_loss(content: Content) -> str:
    """For each leg: yes with its kind, no, or why it is not known."""
    row = row_of(content, "skin_integrity")
    told = {}
    for leg in LEGS:
        code = code_of(content, "skin_integrity", leg)
        text = row.text_of(leg) if row else NOT_RECORDED
        if leg in content["amputated"]:
            told[leg] = "leg amputated"
        elif code is None:
            told[leg] = NOT_RECORDED if text == "not asked" else text
        else:
            told[leg] = f"{'yes' if code in TISSUE_LOSS else 'no'}, {text}"
    return _by_leg(told)


def abi(content: Content) -> str:
    return _by_leg({leg: abi_in_words(content, leg) for leg in LEGS})


def _by_leg(told: dict[str, str]) -> str:
    if len(set(told.values())) == 1:
        return f"{next(iter(told.values()))} (both legs)"
    return "; ".join(f"{leg} {text}" for leg, text in told.items())
