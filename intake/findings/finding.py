"""What a finding is: something that can be recorded, declared once.

From the declaration come the database column and its check constraint, the form field, the FHIR
item, the PDF row, the audit wording and the operand of the rules. The id and the order of options
are permanent (a *several* is stored as bits in that order): add at the end, retire, never remove.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from intake.logic import (
    Claim,
    Condition,
    Operand,
    Relation,
    basis_of,
    bind,
    judge,
    missing,
)
from intake.readings import Answers, Leg, NoValue, Reading, Value, key_of


class Kind(StrEnum):
    PRESENCE = "presence"
    CHOICE = "choice"
    SEVERAL = "several"
    QUANTITY = "quantity"


NO_CODE_VERIFIED: Final = "No code of LOINC or SNOMED CT was verified for this finding."

# Why an answer has no value. `unknown` was asked and not known; the others were not assessed.
UNKNOWN: Final = "unknown"
AMPUTATED: Final = "amputated"
NOT_ASSESSED_REASONS: Final[Mapping[str, str]] = {
    "declined": "declined by the patient",
    "dressing_or_cast": "dressing or cast",
    AMPUTATED: "amputated",
    "too_painful": "too painful",
    "no_equipment": "no equipment",
    "no_time": "no time",
    "other": "other reason",
}
# The letter that says why there is no value: on the keyboard and on paper.
REASON_LETTERS: Final[Mapping[str, str]] = {
    UNKNOWN: "U",
    "declined": "D",
    "dressing_or_cast": "B",  # bandage
    AMPUTATED: "A",
    "too_painful": "P",
    "no_equipment": "E",
    "no_time": "T",
    "other": "O",
}
NO_VALUE_REASONS: Final[Mapping[str, str]] = {
    UNKNOWN: "asked, not known",
    **{reason: f"not assessed: {words}" for reason, words in NOT_ASSESSED_REASONS.items()},
}


@dataclass(frozen=True, slots=True)
class Code:
    """A verified code of a published terminology; `display` says which part of the finding."""

    system: str  # LOINC, SNOMED CT or ICD-10-CM
    code: str
    display: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class Finding(Operand):
    """One finding. In `unit` (UCUM): outside `usual` is asked back, outside `limits` refused."""

    id: str
    kind: Kind
    label: str  # as printed in summaries, letters and reasons
    ask: str  # the question as put to the nurse or patient
    per_leg: bool = False
    options: Mapping[str, str] = None  # type: ignore[assignment]  # option id → label
    unit: str = ""
    unit_label: str = ""
    decimals: int = 0
    usual: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0))
    limits: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0))
    follows: Condition | None = None  # where this is known false, the finding is absent
    ask_when: Condition | None = None  # shown when true, else folded; core is always shown
    impossible_when: Condition | None = None  # not asked at all when true
    core: bool = False
    of_pain: bool = False  # of a leg that does not hurt it is folded away
    hint: str = ""
    example: str = ""
    normal: Value | None = None  # what an examination finds where nothing is wrong
    codes: tuple[Code, ...] = ()
    uncoded: str = NO_CODE_VERIFIED  # why there is no code, where there is none
    article: tuple[str, ...] = ()  # the parts of the source article this answers
    retired: bool = False

    def answer_keys(self) -> tuple[tuple[str, Leg | None], ...]:
        """Each answer's key with its leg: one for the person, or a left and a right."""
        if self.per_leg:
            return tuple((key_of(self.id, leg), leg) for leg in (Leg.LEFT, Leg.RIGHT))
        return ((self.id, None),)

    @property
    def absent_value(self) -> Value | None:
        """What a detail is when the thing it is a detail of is absent; a quantity is nothing."""
        match self.kind:
            case Kind.PRESENCE:
                return False
            case Kind.SEVERAL:
                return frozenset()
            case Kind.CHOICE:
                return "none" if "none" in self.options else None
        return None

    @property
    def nothing_found(self) -> Value | None:
        """The value that says "nothing wrong": no, none of them, normal. None where none does."""
        return self.absent_value if self.normal is None else self.normal

    def read(self, answers: Answers, leg: Leg | None) -> Reading:
        key = key_of(self.id, leg)
        value = answers.value(key)
        if value is not None:
            return self.reading_of(value, frozenset({key}))
        # A leg that is not there cannot be asked about.
        wanted = frozenset(() if leg in answers.absent_legs else {key})
        if self.follows is not None:
            parent = judge(self.follows if leg is None else bind(self.follows, leg), answers)
            if parent.value is False:
                return Reading(
                    value=self.absent_value,
                    basis=basis_of(parent),
                    applies=self.absent_value is not None,
                )
            wanted |= frozenset(missing(parent))
        return Reading(wanted=wanted)

    def reading_of(self, value: Value, basis: frozenset[str]) -> Reading:
        if self.kind is Kind.QUANTITY:
            return Reading(value, low=value, high=value, basis=basis)  # type: ignore[arg-type]
        return Reading(value, basis=basis)

    def describe(self, value: Value | NoValue | None) -> str:
        """A recorded value in words: the option's label, the number with its unit, yes or no."""
        match value:
            case None:
                return "not asked"
            case NoValue(reason):
                return NO_VALUE_REASONS[reason]
            case bool():
                return "yes" if value else "no"
            case frozenset():
                return ", ".join(self.options[o] for o in self.options if o in value) or "none"
            case str():
                return self.options[value]
        return f"{value}{' ' + self.unit_label if self.unit_label else ''}"

    def phrase(self, reading: Reading) -> str:
        if reading.value is None:
            return f"{self.label}: does not apply"
        if reading.value is True:
            return self.label
        return f"{self.label}: {self.describe(reading.value)}"

    def _claim(self, relation: Relation, value: Any) -> Claim:
        fits = {
            Relation.IS: Kind.PRESENCE if value == frozenset({True}) else Kind.CHOICE,
            Relation.HAS_ANY: Kind.SEVERAL,
        }.get(relation, Kind.QUANTITY)
        if self.kind is not fits:
            raise TypeError(f"{self.id} is a {self.kind}: a claim '{relation}' is for a {fits}")
        return super()._claim(relation, value)


@dataclass(frozen=True, eq=False)
class Part:
    """Questions that stand under one heading of a section."""

    title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, eq=False)
class Section:
    """Findings asked together."""

    id: str
    title: str
    intro: str
    parts: tuple[Part, ...]
    examined: bool = False  # looked at and felt: what is normal may be recorded together

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for part in self.parts for finding in part.findings)


# --- Builders: one per kind, so that a declaration says only what matters for it -----------------


def presence(id: str, label: str, *, ask: str, **rest: Any) -> Finding:
    """Present or absent."""
    return _finding(Kind.PRESENCE, id, label, ask, **rest)


def choice(id: str, label: str, *, ask: str, options: Mapping[str, str], **rest: Any) -> Finding:
    """Exactly one of the options."""
    return _finding(Kind.CHOICE, id, label, ask, options=options, **rest)


def several(id: str, label: str, *, ask: str, options: Mapping[str, str], **rest: Any) -> Finding:
    """Any number of the options, or none of them."""
    return _finding(Kind.SEVERAL, id, label, ask, options=options, **rest)


def quantity(
    id: str,
    label: str,
    *,
    ask: str,
    unit: str,
    usual: tuple[str, str],
    limits: tuple[str, str],
    **rest: Any,
) -> Finding:
    """A number in `unit`, a UCUM code; usual and absolute limits as decimal text, both included."""
    return _finding(
        Kind.QUANTITY,
        id,
        label,
        ask,
        unit=unit,
        usual=(Decimal(usual[0]), Decimal(usual[1])),
        limits=(Decimal(limits[0]), Decimal(limits[1])),
        **rest,
    )


def _finding(kind: Kind, id: str, label: str, ask: str, **rest: Any) -> Finding:
    rest.setdefault("options", {})
    rest["codes"] = _codes(rest.pop("codes", ""))
    rest["article"] = tuple(rest.pop("article", "").split())
    rest.setdefault("ask_when", rest.get("follows"))
    return Finding(id=id, kind=kind, label=label, ask=ask, **rest)


ICD: Final = "ICD-10-CM"
_CODE: Final = re.compile(
    r"(?P<system>LOINC|SNOMED CT)\s+"
    r"|(?P<code>[A-Z]\d[\w.]*|\d[\d-]*|\.\w+)(?:-\.(?P<last>\d+))?"
    r"(?:\s*\((?P<display>(?!SNOMED)[^)]*)\))?"
)


def _codes(text: str) -> tuple[Code, ...]:
    """Codes from `SNOMED CT 44054006 (T2); ICD E11.9, R73.03`.

    In `M79.604/.605` the stem carries on, `I83.811-.813` is a range, and `I70.2x` stands for a
    family, which is no code. A code of ICD begins with a letter; numbers are of the system named last.
    """
    codes: list[Code] = []
    numeric_system, stem = "", ""
    for match in _CODE.finditer(text):
        code = match["code"]
        if code is None:
            numeric_system = match["system"]
            continue
        if code.startswith("."):
            code = stem + code
        stem, _, detail = code.partition(".")
        system = ICD if code[0].isalpha() else numeric_system
        if match["last"]:
            width = len(detail)
            numbers = range(int(detail), int(match["last"]) + 1)
            codes += [Code(system, f"{stem}.{number:0{width}}") for number in numbers]
        elif not code.endswith("x"):
            codes.append(Code(system, code, match["display"] or ""))
    return tuple(codes)
