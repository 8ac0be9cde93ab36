"""Answers in and out: from an intake row, from and to an intake document.

An intake document is one flat JSON object, finding id → value; it is how programs outside talk to
Soleus. Everything that is wrong with it is found before anything is done with it, and each problem
names the field and the remedy.
"""

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from intake.columns import ABSENT, COLUMNS, PRESENT, REASON_MARK, read_back, stored
from intake.findings import FINDINGS, KEYS, SECTION_OF
from intake.findings.finding import (
    AMPUTATED,
    NO_VALUE_REASONS,
    NOT_ASSESSED_REASONS,
    UNKNOWN,
    Finding,
    Kind,
)
from intake.findings.pressures import abi_reported, ankle_not_occludable
from intake.logic import basis_of, bind, judge
from intake.models import Intake
from intake.readings import LEGS, NOT_EXAMINABLE, Answer, Answers, Leg, NoValue, key_of
from intake.scores.pressures import ANKLE_ARTERIES

# A leg that cannot be examined stands for all findings of these sections on that leg.
EXAMINED_SECTIONS: Final = ("examination", "pressures")
EXAMINED: Final = tuple(
    (key, finding, leg)
    for key, (finding, leg) in KEYS.items()
    if leg and SECTION_OF[finding.id].id in EXAMINED_SECTIONS
)


# --- From a row ---------------------------------------------------------------------------------


def answer_in(intake: Intake, key: str) -> Answer | None:
    """The answer to one question as it is stored; None where it was not asked."""
    finding, _ = KEYS[key]
    return read_back(finding, getattr(intake, COLUMNS[key]), intake.reasons.get(key))


def answers_of(intake: Intake) -> Answers:
    """What the rules may know of an intake.

    A detail whose parent is now known to be absent is folded away on the page: it keeps its column
    and its audit trail, but nothing hidden counts.
    """
    values = {key: answer for key in KEYS if (answer := answer_in(intake, key)) is not None}
    not_examinable = {
        leg: reason for leg in LEGS if (reason := getattr(intake, f"not_examinable_{leg}"))
    }
    answers = _complete(values, not_examinable)
    hidden = [key for key, _ in _contradictions(answers)]
    if hidden:
        answers = answers.only(set(answers) - set(hidden) | _leg_keys(answers))
    return answers


def _leg_keys(answers: Answers) -> set[str]:
    return {key_of(NOT_EXAMINABLE, leg) for leg in answers.absent_legs}


def _complete(values: dict[str, Answer], not_examinable: Mapping[Leg, str]) -> Answers:
    """Answers with the reason of a leg that cannot be examined spread over its findings."""
    for key, _, leg in EXAMINED:
        if leg in not_examinable and key not in values:
            values[key] = NoValue(not_examinable[leg])
    return Answers(values, [leg for leg, reason in not_examinable.items() if reason == AMPUTATED])


def _contradictions(answers: Answers) -> Iterator[tuple[str, str]]:
    """Details that are answered although what they are a detail of is known to be absent."""
    for key in answers:
        finding, leg = KEYS[key]
        value = answers.value(key)
        if finding.follows is None or value is None or value == finding.absent_value:
            continue
        parent = judge(bind(finding.follows, leg) if leg else finding.follows, answers)
        if parent.value is False:
            yield key, ", ".join(sorted(basis_of(parent)))


# --- From a document ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a document. `field` is the key as written, or empty for the whole."""

    field: str
    text: str

    def __str__(self) -> str:
        return f"{self.field}: {self.text}" if self.field else self.text


class DocumentError(ValueError):
    """A document that cannot be used, with every problem that was found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


def load_json(text: str) -> Any:
    """JSON with exact numbers; a key that stands twice is refused, for one of the two would be lost."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise DocumentError([Problem(key, "stands twice: keep one of them")])
            found[key] = value
        return found

    def no_number(word: str) -> Any:
        raise DocumentError([Problem("", f"{word} is not a number: leave the key out")])

    try:
        return json.loads(
            text, parse_float=Decimal, parse_constant=no_number, object_pairs_hook=unique
        )
    except json.JSONDecodeError as error:
        raise DocumentError(
            [Problem("", f"not JSON: {error.msg} in line {error.lineno}, column {error.colno}")]
        ) from None
    except RecursionError:
        raise DocumentError([Problem("", "not an intake document: nested too deeply")]) from None


def read_document(document: Any) -> Answers:
    """The answers of an intake document. Raises DocumentError with every problem in it."""
    if not isinstance(document, dict):
        raise DocumentError([Problem("", "an intake document is one object: { finding: value }")])
    problems: list[Problem] = []
    values: dict[str, Answer] = {}
    not_examinable: dict[Leg, str] = {}
    for field, given in document.items():
        if field.startswith("_") or given is None:
            continue
        if field == NOT_EXAMINABLE:
            for leg, reason in _by_leg(field, given, problems):
                if reason in NOT_ASSESSED_REASONS:
                    not_examinable[leg] = reason
                elif reason is not None:
                    problems.append(
                        Problem(f"{field}.{leg}", _nearest(reason, NOT_ASSESSED_REASONS, "reason"))
                    )
        elif (finding := FINDINGS.get(field)) is None:
            problems.append(Problem(field, _nearest(field, FINDINGS, "finding")))
        elif finding.per_leg:
            for leg, value in _by_leg(field, given, problems):
                _add(values, finding, leg, value, problems)
        else:
            _add(values, finding, None, given, problems)
    if not problems:
        problems.extend(_check_together(values, not_examinable))
    if problems:
        raise DocumentError(problems)
    return _complete(values, not_examinable)


def _by_leg(field: str, given: Any, problems: list[Problem]) -> Iterator[tuple[Leg, Any]]:
    """The values of a left and a right; null is not asked."""
    if not isinstance(given, dict) or not given.keys() <= {*LEGS}:
        problems.append(
            Problem(field, 'is asked of each leg: write {"left": VALUE, "right": VALUE}')
        )
        return
    for leg in LEGS:
        if given.get(leg) is not None:
            yield leg, given[leg]


def _add(
    values: dict[str, Answer],
    finding: Finding,
    leg: Leg | None,
    given: Any,
    problems: list[Problem],
) -> None:
    key = key_of(finding.id, leg)
    try:
        values[key] = read_value(finding, given)
    except ValueError as error:
        problems.append(Problem(key, str(error)))


def read_value(finding: Finding, given: Any) -> Answer:
    """One value of a document. Raises ValueError with the remedy."""
    if given == UNKNOWN and isinstance(given, str):
        return NoValue(UNKNOWN)
    if isinstance(given, dict):
        reason = given.get("not_assessed")
        if set(given) != {"not_assessed"} or reason not in NOT_ASSESSED_REASONS:
            if set(given) <= {*LEGS}:
                raise ValueError("is asked of the person, not of a leg: write one value")
            raise ValueError(
                'write {"not_assessed": REASON}; '
                + _nearest(reason, NOT_ASSESSED_REASONS, "reason")
            )
        return NoValue(str(reason))
    match finding.kind:
        case Kind.PRESENCE:
            if not isinstance(given, bool):
                raise ValueError(f'{_shown(given)} is not true, false or "unknown"')
            return given
        case Kind.CHOICE:
            if not isinstance(given, str) or given not in finding.options:
                raise ValueError(_nearest(given, finding.options, "option"))
            return given
        case Kind.SEVERAL:
            if not isinstance(given, list):
                raise ValueError("write a list of options; an empty list says none of them")
            for option in given:
                if not isinstance(option, str) or option not in finding.options:
                    raise ValueError(_nearest(option, finding.options, "option"))
            if len(set(given)) < len(given):
                raise ValueError("the same option stands twice")
            return frozenset(given)
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        raise ValueError(f"{_shown(given)} is not a number{_in_unit(finding)}")
    return check_number(finding, Decimal(str(given)))


def check_number(finding: Finding, number: Decimal) -> int | Decimal:
    """A number within the absolute limits and with no more decimals than the finding has."""
    low, high = finding.limits
    if not number.is_finite():
        raise ValueError(f"{number} is not a number{_in_unit(finding)}")
    if not low <= number <= high:
        near = low if number < low else high
        raise ValueError(
            f"{number} is outside {low} to {high}{_in_unit(finding)}: the nearest possible is {near}"
        )
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > finding.decimals:
        allowed = f"{finding.decimals} decimals" if finding.decimals else "whole numbers"
        rounded = round(number, finding.decimals)
        raise ValueError(f"{number} is finer than {allowed}: write {rounded}")
    return number if finding.decimals else int(number)


def _check_together(
    values: dict[str, Answer], not_examinable: Mapping[Leg, str]
) -> Iterator[Problem]:
    """Answers that exclude each other."""
    answers = _complete(dict(values), not_examinable)
    for key, parents in _contradictions(answers):
        yield Problem(key, f"is answered, but {parents} says there is none: correct one of them")
    for leg in LEGS:
        hard = key_of(ankle_not_occludable.id, leg)
        read = [
            key
            for operand in (*ANKLE_ARTERIES, abi_reported)
            if answers.value(key := key_of(operand.id, leg)) is not None
        ]
        if answers.value(hard) is True and read:
            yield Problem(
                hard, f"is true, but {' and '.join(read)} was measured: correct one of them"
            )
        if not_examinable.get(leg) == AMPUTATED:
            for key, _, examined_leg in EXAMINED:
                if examined_leg == leg and key in values and answers.value(key) is not None:
                    yield Problem(key, f"is answered, but {NOT_EXAMINABLE}.{leg} says amputated")


def _nearest(given: Any, allowed: Mapping[str, Any], what: str) -> str:
    near = difflib.get_close_matches(str(given), allowed, 1, cutoff=0.5)
    remedy = f"did you mean {near[0]}?" if near else f"one of {', '.join(list(allowed)[:16])}"
    return f"{_shown(given)} is no {what}: {remedy}"


def _shown(given: Any) -> str:
    text = json.dumps(given, default=str, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004 (a line's worth)


def _in_unit(finding: Finding) -> str:
    return f" {finding.unit_label}" if finding.unit_label else ""


# --- To a document ------------------------------------------------------------------------------


def write_document(answers: Answers) -> dict[str, Any]:
    """The intake document of these answers; `read_document` gives the same answers back."""
    document: dict[str, Any] = {}
    for key, (finding, leg) in KEYS.items():
        if key not in answers:
            continue
        value = _written(finding, answers[key])
        if leg:
            document.setdefault(finding.id, {})[str(leg)] = value
        else:
            document[finding.id] = value
    if answers.absent_legs:
        document[NOT_EXAMINABLE] = {str(leg): AMPUTATED for leg in sorted(answers.absent_legs)}
    return document


def _written(finding: Finding, answer: Answer) -> Any:
    match answer:
        case NoValue(reason):
            return reason if reason == UNKNOWN else {"not_assessed": reason}
        case frozenset():
            return [option for option in finding.options if option in answer]
        case Decimal():
            return float(answer)
    return answer


# --- As typed -----------------------------------------------------------------------------------

NONE_OF_THEM: Final = "none"


def typed(finding: Finding, answer: Answer | None) -> str:
    """An answer as a form control holds it: "present", "?declined", "aching,heaviness", "118"."""
    match answer:
        case None:
            return ""
        case frozenset():
            return ",".join(o for o in finding.options if o in answer) or NONE_OF_THEM
        case NoValue(reason):
            return REASON_MARK + reason
        case Decimal():
            # As the column gives it back: 37 of a finding with one decimal is 37.0 from the start.
            return f"{answer:.{finding.decimals}f}"
    return str(stored(finding, answer))


def as_kept(finding: Finding, text: str) -> str:
    """The one text of the same answer: "37", "37,0" and "37.0" are one; the unreadable as typed."""
    try:
        return typed(finding, read_typed(finding, text))
    except ValueError:
        return text


def read_typed(finding: Finding, text: str) -> Answer | None:
    """The answer that was typed or ticked. Raises ValueError with the remedy."""
    text = text.strip()
    if not text:
        return None
    if text.startswith(REASON_MARK):
        reason = text.removeprefix(REASON_MARK)
        if reason not in NO_VALUE_REASONS:
            raise ValueError(_nearest(reason, NO_VALUE_REASONS, "reason"))
        return NoValue(reason)
    match finding.kind:
        case Kind.PRESENCE:
            if text not in (PRESENT, ABSENT):
                raise ValueError("Choose yes, no or not known.")
            return text == PRESENT
        case Kind.CHOICE:
            return read_value(finding, text)
        case Kind.SEVERAL:
            options = [] if text == NONE_OF_THEM else text.split(",")
            return read_value(finding, options)
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ValueError(
            f"“{text}” is not yet a number: type digits only, such as {finding.example}."
        ) from None
    return check_number(finding, number)


def is_unusual(finding: Finding, answer: Answer | None) -> bool:
    """A number outside the usual limits, which is kept but asked back: is this right?"""
    if finding.kind is not Kind.QUANTITY or answer is None or isinstance(answer, NoValue):
        return False
    low, high = finding.usual
    return not low <= Decimal(answer) <= high  # type: ignore[arg-type]
