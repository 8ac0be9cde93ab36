"""A signed snapshot and one accepted referral → the letter to the patient, in plain words.

It is made from the same content as the specialist's letter and never says anything else: the same
numbers, the same suspicions, tests and advice. What it leaves out is named in HIDDEN. No markup.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from referrals.frozen import (
    LEGS,
    Content,
    capital,
    day,
    lines_of,
    sentence,
)
from referrals.letterhead import Letterhead
from referrals.letters import LetterContent, PatientLine, letter_of
from referrals.patient_findings import Part, found, paragraph, visit
from referrals.plain_words import (
    CAUTIONS,
    RED_FLAGS,
    REFERRALS,
    SELFCARE,
    TESTS,
    WHY_OF_RULES,
    PlainReferral,
    on_side,
)
from referrals.warning_signs import warning_signs
from referrals.window import Head, head_for

# What stands in the specialist's letter and is not told again, by heading: why not. A copy of that
# letter comes in the same envelope, and the patient is asked to read it.
HIDDEN: Final = {
    "Patient demographics": "the patient knows; name and numbers are on every page",
    "GP practice": "the patient knows",
    "Referrer details": "the letterhead and the signature tell it",
    "Presenting complaints": "the patient told us; the copy has it in clinical words",
    "Clinical summary": "short form of what is told in other places",
    "Assessment scales": "points for clinicians; the pain score is told",
    "Relevant past history": "the patient told us; the copy has it to be checked",
    "Medications and medical devices": "the copy has the list, and the patient is asked to check it",
    "Allergies and adverse reactions": "the copy has the list, and the patient is asked to check it",
    "Procedures": "the patient knows",
    "Social context": "the patient told us",
    "Safety alerts": "written for staff",
    "Individual requirements": "the patient told us; large print follows from it",
    "Not asked or not assessed": "a list for clinicians; of the first lines it is told",
}
# Told, in the section of this name.
TOLD: Final = {
    "Person completing record": "visit",
    "Attendance details": "visit",
    "Examination": "found",
    "Investigation results": "found",
    "Diagnoses": "referral",
    "Patient and carer concerns": "visit",
    "Information and advice given": "yourself",
    "Plan and requested actions": "tests",
    "Distribution list": "questions",
}
# Hidden of a heading that is told: what was considered and not accepted, and the physician's own words
# to the specialist (question, note, reason), which the copy has.
HIDDEN_LINES: Final = ("Considered and not accepted", "Note", "We ask you")
# Advice that a caution for the same leg forbids: the caution alone is told.
FORBIDDEN_BY: Final = {
    "compression": ("no_compression", "compression_after_abi"),
    "leg_elevation": ("no_elevation",),
}

LARGE_PRINT: Final = re.compile(
    r"(large|larger|big|bigger|giant)[ -](print|type|letters|font|text)"
    r"|(visual(ly)?|sight)[ -](impair\w*|disab\w*|loss)|partial(ly)?[ -]sight\w*|low vision"
    r"|(poor|bad|weak|failing) (eye)?(sight|vision)|(can ?not|can't|hardly) (see|read)"
    r"|macular|(?<!colour )(?<!colour-)\bblind\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PatientLetterContent:
    """All that is printed of a patient's letter. Texts are plain; whoever prints them escapes them."""

    reference: str
    replaces: str  # of an amended letter; empty for a first version
    date: str
    signed_iso: str
    letterhead: Letterhead
    head: Head
    patient: PatientLine
    salutation: str
    title: str
    emergency: bool
    large_print: bool
    referral: Part
    help: tuple[tuple[str, tuple[str, ...]], ...]  # what to do, at which signs
    parts: tuple[Part, ...]
    signed_by: str
    signed_at: str


def goes_to_patient(entry: Mapping[str, Any]) -> bool:
    """Whether the patient gets letters; those signed before it was asked went to the patient."""
    return bool(entry.get("copy_to_patient", True))


def wants_large_print(requirements: str) -> bool:
    """Whether the individual requirements ask for large print, in whatever words."""
    return LARGE_PRINT.search(requirements) is not None


def patient_letter_of(
    content: Content, referral: str, *, number: int, version: int
) -> PatientLetterContent:
    """The patient's letter about one accepted referral. ValueError where none is to be written."""
    entry = next(each for each in _of_kind(content, "referral") if each["id"] == referral)
    if entry["state"] != "accepted":
        raise ValueError(f"{referral} was not accepted: there is no letter about it")
    if not goes_to_patient(entry):
        raise ValueError(f"{referral}: the patient gets no letter")
    letter = letter_of(content, referral, number=number, version=version)
    patient, house = content["patient"], letter.letterhead
    emergency = entry["urgency"] == "emergency"
    name = f"{patient['given_name']} {patient['family_name']}".strip()
    formal = f"{patient['title']} {patient['family_name']}".strip()
    plain = _referral(entry)
    standing = frozenset(each["id"] for each in content["suggestions"] if _stands(each))
    signs = warning_signs(standing, content["answers"])
    return PatientLetterContent(
        reference=letter.reference,
        replaces=_replaces(content),
        date=letter.date,
        signed_iso=letter.signed_iso,
        letterhead=house,
        head=head_for(house.envelope, house.window, patient_address(content)),
        patient=letter.patient,
        salutation=f"Dear {formal if patient['title'] else name}",
        title=(
            "You were sent to hospital" if emergency else f"Why we have sent you to {plain.name}"
        ),
        emergency=emergency,
        large_print=wants_large_print(patient["requirements"]),
        referral=_about_referral(content, entry, plain),
        help=tuple(
            (act.value.format(phone=f" on {house.phone}" if house.phone else ""), texts)
            for act, texts in signs.items()
        ),
        parts=tuple(_parts(content, entry, letter)),
        signed_by=f"{letter.signature.name}, {letter.signature.grade}",
        signed_at=letter.signature.at,
    )


def patient_address(content: Content) -> tuple[str, ...]:
    """The patient, line by line, as it stands on an envelope."""
    patient = content["patient"]
    name = " ".join(filter(None, (patient["title"], patient["given_name"], patient["family_name"])))
    return tuple(dict.fromkeys(lines_of(name, patient["address"], patient["postcode"])))


def _replaces(content: Content) -> str:
    before = content.get("supersedes")
    if not before:
        return ""
    return (
        f"This letter replaces our letter of {day(before['signed'])} (version {before['version']}). "
        "Please do not use that one any more."
    )


# --- Where to, why and how soon -----------------------------------------------------------------


def _referral(entry: Mapping[str, Any]) -> PlainReferral:
    """Its plain words; what a physician wrote, or a later rule base dropped, by its label."""
    return REFERRALS.get(
        entry["id"],
        PlainReferral(
            entry["label"],
            "The doctor who signed this letter would like their help.",
            "what we have written in the copy of the letter",
        ),
    )


def _about_referral(content: Content, entry: dict[str, Any], plain: PlainReferral) -> Part:
    to, date = entry["specialist"], day(content["signed"]["at"])
    flags = [each for each in _of_kind(content, "red_flag") if _stands(each)]
    shared = [each for each in flags if set(each["rules"]) & set(entry["rules"])]
    others = [each for each in flags if each not in shared]
    not_sure = "We are not sure of this yet."
    text = paragraph(
        f"We have referred you to {plain.name}.",
        *(
            [*(_plain(each, RED_FLAGS) for each in shared), not_sure]
            if shared
            else [_why(entry, plain)]
        ),
        f"We ask them {plain.asked}.",
        "We also have this in mind." if others else "",
        *(_plain(each, RED_FLAGS) for each in others),
        not_sure if others and not shared else "",
    )
    return Part(
        "referral",
        "",  # the title of the letter says it
        text=(text, _how_soon(entry["urgency"], date), *_elsewhere(content, entry)),
        facts=(
            ("Who", ", ".join(lines_of(to["name"], to["organisation"]))),
            ("They are called", entry["label"]),
            ("How soon", entry["urgency_label"]),
        ),
    )


def _why(entry: Mapping[str, Any], plain: PlainReferral) -> str:
    """By the rule, where all rules that send there have the same reason of their own."""
    special = {WHY_OF_RULES.get(row) for row in entry["rules"]}
    reason = special.pop() if len(special) == 1 else None
    return on_side(reason or plain.why, entry["leg"])


def _how_soon(urgency: str, date: str) -> str:
    """The time limit in words. Its numbers are those of the urgency's label."""
    match urgency:
        case "emergency":
            return (
                f"This could not wait. You were sent to hospital on {date}. If no doctor has seen you "
                "there yet, call 999 now."
            )
        case "same_day":
            return (
                f"They should see you or speak to you on the same day, {date}. If they have not, ring "
                "us at once."
            )
        case "urgent":
            return (
                f"They should see you within 2 weeks of {date}. If you have no date after one week, "
                "ring us."
            )
    return "They will send you a date. Ring us if you get worse while you wait."


def _elsewhere(content: Content, entry: dict[str, Any]) -> Iterator[str]:
    others = [each for each in _of_kind(content, "referral", "accepted") if each is not entry]
    if others:
        names = "; ".join(_referral(each).name for each in others)
        yield f"We have also referred you to: {names}."


# --- The parts ----------------------------------------------------------------------------------


def _parts(content: Content, entry: dict[str, Any], letter: LetterContent) -> Iterator[Part]:
    yield visit(content)
    yield found(content)
    yield from _tests(content)
    yield _yourself(content)
    cautions = [each for each in _of_kind(content, "caution") if _stands(each)]
    if cautions:
        yield Part(
            "care",
            "Please take care",
            items=tuple(_plain(each, CAUTIONS) for each in cautions),
        )
    yield Part(
        "medicines",
        "Your medicines",
        text=(
            "We have not changed your medicines, unless we told you so. Take them as before. Do not "
            "stop one by yourself.",
        ),
    )
    yield _questions(content, entry, letter)


def _tests(content: Content) -> Iterator[Part]:
    """A test whose result is recorded is done, whatever was decided of it."""
    tests = [
        (each, "already_done" if each["answered"] else each["state"])
        for each in _of_kind(content, "test")
    ]
    for id, title, state, before in (
        (
            "tests",
            "Tests that we ask for",
            "accepted",
            "You will be told when and where. Ring us if you hear nothing. The tests are:",
        ),
        ("done", "Tests that are done", "already_done", "You have had these tests:"),
        ("later", "Tests for later", "later", "You may need these tests later:"),
    ):
        items = [_plain(each, TESTS) for each, stands in tests if stands == state]
        if items:
            yield Part(id, title, text=(before,), items=tuple(items))


def _yourself(content: Content) -> Part:
    """Self-care that was advised; a caution for the same leg comes before it."""
    agreed = [
        each
        for each in _of_kind(content, "selfcare", "accepted", "already_done")
        if not _is_forbidden(content, each)
    ]
    advice = content["intake"]["advice_given"].strip()
    return Part(
        "yourself",
        "What you can do",
        text=("We told you this, too:",) if advice else (),
        quoted=advice,
        items=tuple(_plain(each, SELFCARE) for each in agreed),
    )


def _is_forbidden(content: Content, entry: Mapping[str, Any]) -> bool:
    def legs(each: Mapping[str, Any]) -> set[str]:
        return {each["leg"]} if each["leg"] in LEGS else set(LEGS)

    cautions = FORBIDDEN_BY.get(entry["id"], ())
    return any(
        each["id"] in cautions and _stands(each) and legs(each) & legs(entry)
        for each in _of_kind(content, "caution")
    )


def _questions(content: Content, entry: dict[str, Any], letter: LetterContent) -> Part:
    gp = content["patient"]["gp"]
    copied = entry.get("copy_to_gp", True) and lines_of(gp["name"], gp["practice"])
    return Part(
        "questions",
        "If you have questions",
        text=(
            "Ring us if something is not clear to you, or not right. If we are closed and it cannot "
            "wait, ring 111. You may bring somebody with you to each visit.",
            paragraph(
                "A copy of our letter to the specialist comes with this letter. Please check the "
                "medicines and allergies in it.",
                "Your family doctor gets a copy, too." if copied else "",
            ),
        ),
        figures=tuple(
            (label, text)
            for label, text in (
                ("Ring", letter.letterhead.phone),
                ("Write", letter.letterhead.email),
            )
            if text
        ),
    )


# --- Suggestions --------------------------------------------------------------------------------


def _of_kind(content: Content, kind: str, *states: str) -> list[dict[str, Any]]:
    return [
        each
        for each in content["suggestions"]
        if each["kind"] == kind and (not states or each["state"] in states)
    ]


def _stands(entry: Mapping[str, Any]) -> bool:
    """Declined is not told: neither as a suspicion nor as a caution."""
    return entry["state"] != "declined"


def _plain(entry: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Its plain words; what a physician wrote, or a later rule base dropped, by its label."""
    known = words.get(entry["id"])
    text = on_side(known, entry["leg"]) if known else entry["label"]
    return sentence(capital(text))
