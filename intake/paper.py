"""The intake as a form to print: blank, or with what a draft holds so far.

Its code is made from everything that the catalogue prints on it, so it changes when the form does
and only then. back_entry.py keeps the codes of the forms that were ever printed for use.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cache, partial
from operator import eq
from typing import Any, Final

import segno
from django.utils import timezone
from django.utils.dateformat import format as in_words

from intake.actions import FROM_PATIENT
from intake.answers import answer_in
from intake.back_entry import ALPHABET, LENGTH, PREFIX
from intake.findings import FINDINGS, SECTIONS
from intake.findings.finding import (
    AMPUTATED,
    NOT_ASSESSED_REASONS,
    UNKNOWN,
    Finding,
    Kind,
    Section,
)
from intake.logic import Claim, Condition, Group, Not, Relation
from intake.models import Intake, MeasuredLying, MeasuredWith, Patient, User
from intake.printing import render
from intake.readings import LEGS, Answer, Leg, NoValue

# What is written into the small box of a question that has no answer.
REASON_LETTERS: Final[Mapping[str, str]] = {
    "declined": "D",
    "dressing_or_cast": "B",
    AMPUTATED: "A",
    "too_painful": "P",
    "no_equipment": "E",
    "no_time": "T",
    "other": "O",
}
LEG_SECTIONS: Final = ("examination", "pressures")


# --- What is printed ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """A box to tick; `leg` is L, R or nothing."""

    leg: str
    ticked: bool


@dataclass(frozen=True)
class Option:
    """An option with its box, or with one for each leg."""

    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Cell:
    """One answer: the marks of its kind, the letter of why there is none, what was not readable."""

    leg: str
    yes: bool
    no: bool
    unknown: bool
    letter: str
    digits: tuple[str, ...]  # a comb: a digit, nothing, or the point
    unread: str


@dataclass(frozen=True)
class Question:
    """One question with an answer for the person, or with a left and a right one."""

    id: str
    kind: str
    ask: str
    hint: str
    options: tuple[Option, ...]
    cells: tuple[Cell, ...]
    unit: str
    limits: str


@dataclass(frozen=True)
class QuestionGroup:
    """Questions that stand together; `only_if` says when they are asked at all."""

    only_if: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class PaperPart:
    title: str
    groups: tuple[QuestionGroup, ...]


@dataclass(frozen=True)
class PaperSection:
    """One section, or the core or the further questions of it."""

    id: str
    title: str
    legs: tuple[str, ...]  # left and right: the letter of why the leg cannot be examined
    parts: tuple[PaperPart, ...]


@dataclass(frozen=True)
class PatientLines:
    """Who it is; empty on a blank form."""

    name: str
    born: str
    nhs_number: str
    local_number: str


@dataclass(frozen=True)
class PaperForm:
    """All that is printed of a form. Texts are plain; whoever prints them escapes them."""

    code: str
    qr: str  # the drawing of a QR code: an SVG path in modules
    qr_size: int
    patient: PatientLines | None
    status: str
    reasons: tuple[tuple[str, str], ...]
    from_record: tuple[tuple[str, str], ...]  # what is not asked: label and, if known, value
    measured_with: tuple[Option, ...]
    measured_lying: tuple[Option, ...]
    measured_at: str
    core: tuple[PaperSection, ...]
    further: tuple[PaperSection, ...]
    concerns: str
    advice_given: str


def blank_pdf() -> bytes:
    """A blank form; needs no database and tells of no patient."""
    return _rendered_blank(form_code())


@cache
def _rendered_blank(code: str) -> bytes:
    return render("pdf/paper.html", {"form": blank_form(code)})


def draft_pdf(intake: Intake, *, by: User) -> bytes:
    """A draft with what it holds so far; what is open stays blank."""
    return render("pdf/paper.html", {"form": draft_form(intake, by=by)})


def blank_form(code: str = "") -> PaperForm:
    return _form(None, code, "Blank form")


def draft_form(intake: Intake, *, by: User) -> PaperForm:
    now = timezone.localtime()
    status = f"Draft {intake.pk} as of {in_words(now, 'j M Y H:i')}, printed by {by}"
    return _form(intake, form_code(), status)


@cache
def form_code() -> str:
    """The code of today's form: `L-` and six letters, made from all that a blank form says."""
    return code_of(blank_form())


def code_of(form: PaperForm) -> str:
    text = json.dumps(asdict(form), sort_keys=True, ensure_ascii=False)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest())
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return PREFIX + "".join(letters)


# --- Building it --------------------------------------------------------------------------------


def _form(intake: Intake | None, code: str, status: str) -> PaperForm:
    qr, size = _qr(code) if code else ("", 0)
    measured_at = intake and (intake.paper_filled_at or intake.measured_at)
    return PaperForm(
        code=code,
        qr=qr,
        qr_size=size,
        patient=_patient(intake.patient) if intake else None,
        status=status,
        reasons=tuple((REASON_LETTERS[id], label) for id, label in NOT_ASSESSED_REASONS.items()),
        from_record=tuple(
            (finding.label, finding.describe(answer_in(intake, id)) if intake else "")
            for id in FROM_PATIENT
            if not (finding := FINDINGS[id]).retired
        ),
        measured_with=_choices(MeasuredWith, intake.measured_with if intake else ""),
        measured_lying=_choices(MeasuredLying, intake.measured_lying if intake else ""),
        measured_at=(
            in_words(timezone.localtime(measured_at), "j M Y H:i")
            if intake and intake.measured_at and measured_at
            else ""
        ),
        core=tuple(_sections(intake, core=True)),
        further=tuple(_sections(intake, core=False)),
        concerns=intake.concerns if intake else "",
        advice_given=intake.advice_given if intake else "",
    )


def _patient(patient: Patient) -> PatientLines:
    return PatientLines(
        name=str(patient),
        born=in_words(patient.born, "j F Y"),
        nhs_number=patient.nhs_number_spaced,
        local_number=patient.local_number,
    )


def _choices(choices: Any, chosen: str) -> tuple[Option, ...]:
    return tuple(Option(label, (Mark("", value == chosen),)) for value, label in choices.choices)


def _sections(intake: Intake | None, *, core: bool) -> Iterator[PaperSection]:
    for section in SECTIONS:
        parts = tuple(_parts(section, intake, core=core))
        if parts:
            with_legs = core and section.id in LEG_SECTIONS
            yield PaperSection(section.id, section.title, _legs(intake) if with_legs else (), parts)


def _legs(intake: Intake | None) -> tuple[str, ...]:
    return tuple(
        REASON_LETTERS.get(getattr(intake, f"not_examinable_{leg}"), "") if intake else ""
        for leg in LEGS
    )


def _parts(section: Section, intake: Intake | None, *, core: bool) -> Iterator[PaperPart]:
    for part in section.parts:
        groups: list[tuple[str, list[Question]]] = []
        for finding in part.findings:
            if finding.retired or finding.core is not core or finding.id in FROM_PATIENT:
                continue
            only_if = "" if finding.follows is None else only_if_words(finding.follows)
            if not groups or groups[-1][0] != only_if:
                groups.append((only_if, []))
            groups[-1][1].append(_question(finding, intake))
        if groups:
            yield PaperPart(
                part.title,
                tuple(QuestionGroup(only_if, tuple(questions)) for only_if, questions in groups),
            )


def only_if_words(condition: Condition) -> str:
    """When a detail is asked at all, in words: "Diabetes: type 1, type 2 or other type"."""
    match condition:
        case Claim(operand, relation, value):
            finding = FINDINGS.get(operand.id)
            if finding is None:  # that there is such a leg goes without saying
                return ""
            if relation is Relation.IS and value == frozenset({True}):
                return finding.label
            wanted = [
                words.partition(" (")[0]
                for option, words in finding.options.items()
                if isinstance(value, frozenset) and option in value
            ]
            listed = ", ".join(wanted[:-1])
            return f"{finding.label}: {f'{listed} or ' if listed else ''}{wanted[-1]}"
        case Not(part):
            name, _, words = only_if_words(part).partition(": ")
            return f"{name}: anything but {words}" if words else ""
        case Group(parts=parts):
            told = dict.fromkeys(only_if_words(part) for part in parts)
            return " or ".join(words for words in told if words)
    raise TypeError(f"{condition!r} is not a condition")


def _question(finding: Finding, intake: Intake | None) -> Question:
    keys = finding.answer_keys()
    answers = [answer_in(intake, key) if intake else None for key, _ in keys]
    is_number = finding.kind is Kind.QUANTITY
    return Question(
        id=finding.id,
        kind=str(finding.kind),
        ask=finding.ask,
        hint=finding.hint,
        options=tuple(
            Option(
                label,
                tuple(
                    Mark(_letter(leg), chosen(answer))
                    for (_, leg), answer in zip(keys, answers, strict=True)
                ),
            )
            for label, chosen in _options(finding)
        ),
        cells=tuple(
            Cell(
                leg=_letter(leg),
                yes=answer is True,
                no=answer is False,
                unknown=answer == NoValue(UNKNOWN),
                letter=_reason_letter(answer),
                digits=_digits(finding, answer) if is_number else (),
                unread=intake.unparsed.get(key, "") if intake else "",
            )
            for (key, leg), answer in zip(keys, answers, strict=True)
        ),
        unit=finding.unit_label,
        limits=f"{finding.limits[0]}–{finding.limits[1]}" if is_number else "",
    )


def _letter(leg: Leg | None) -> str:
    return leg[0].upper() if leg else ""


def _reason_letter(answer: Answer | None) -> str:
    return REASON_LETTERS.get(answer.reason, "") if isinstance(answer, NoValue) else ""


def _options(finding: Finding) -> Iterator[tuple[str, Callable[[Answer | None], bool]]]:
    """Each option to tick with the test whether an answer holds it."""
    for option, label in finding.options.items():
        if finding.kind is Kind.CHOICE:
            yield label, partial(eq, option)
        else:
            yield label, partial(_holds, option)
    if finding.kind is Kind.SEVERAL:
        yield "none of these", partial(eq, frozenset())


def _holds(option: str, answer: Answer | None) -> bool:
    return isinstance(answer, frozenset) and option in answer


def _digits(finding: Finding, answer: Answer | None) -> tuple[str, ...]:
    """As many cells as the longest number allowed has signs, with the number to the right."""
    longest = max((_written(finding, limit) for limit in finding.limits), key=len)
    number = isinstance(answer, int | Decimal) and not isinstance(answer, bool)
    written = _written(finding, Decimal(answer)) if number else ""  # type: ignore[arg-type]
    point = longest.find(".")
    return tuple(
        "." if place == point else written.rjust(len(longest))[place].strip()
        for place in range(len(longest))
    )


def _written(finding: Finding, number: Decimal) -> str:
    return f"{number:.{finding.decimals}f}"


def _qr(code: str) -> tuple[str, int]:
    """A QR code as an SVG path, a unit for each module; a scanner types the form code."""
    rows = segno.make(code, error="h", micro=False).matrix
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module
    )
    return path, len(rows)
