"""What a rule is: a condition over findings that leads to things to consider, with its source.

The id of a rule is its row in the clinical reference (E01, T07 …); where one row needs two rules,
the second carries a suffix after a dot.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from intake.logic import Condition, judge
from intake.readings import Answers
from intake.reads import keys_read
from referrals.rules.sources import Citation
from referrals.rules.suggestions import SUGGESTIBLES, Urgency


class IfUnknown(StrEnum):
    """What to do with a rule that cannot be told."""

    ASK_FIRST = "ask first"  # "not yet excluded", where `ask_if` holds
    ASK = "ask"  # once something of the rule is already true
    FIRE = "fire"  # a test that closes its own gap: its indication needs no test
    SILENT = "silent"


@dataclass(frozen=True)
class Raise:
    """A higher urgency while a condition is true; an unknown one keeps the base."""

    to: Urgency
    when: Condition


@dataclass(frozen=True)
class Note:
    """A sentence added to the reasons while a condition is true."""

    text: str
    when: Condition


@dataclass(frozen=True, kw_only=True, eq=False)  # one of a kind: quick to hash
class Rule:
    """`suggest` names what is suggested, `when` the indication, `why` the purpose in plain words."""

    id: str
    suggest: tuple[str, ...]
    urgency: Urgency
    when: Condition
    why: str
    source: tuple[Citation, ...]
    reviewed: date
    next_review: date
    raised: tuple[Raise, ...] = ()
    notes: tuple[Note, ...] = ()
    if_unknown: IfUnknown = IfUnknown.ASK
    ask_if: Condition | None = None
    # Red flags that this must wait for; or referrals, while they are urgent at least.
    deferred_by: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  # of a caution: the suggestions it limits
    never_false: str = ""  # why the rule can never be ruled out, where that is meant
    repeats: bool = False  # a test is to be done again: the result that is there is no answer

    @property
    def row(self) -> str:
        return self.id.partition(".")[0]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all answers that bear on whether it is true and on how urgent it is."""
        conditions = (self.when, *(each.when for each in self.raised))
        return frozenset(key for each in conditions for key in keys_read(each))

    def urgency_for(self, answers: Answers) -> Urgency:
        """The urgency for one patient of whom the rule is true: raised only on what is known."""
        raised = [each.to for each in self.raised if judge(each.when, answers).value is True]
        return min([self.urgency, *raised], key=lambda urgency: urgency.rank)


# What a routine referral or advice that needs a safe limb and spine must wait for.
UNSAFE_NOW: Final = (
    "acute_limb_ischaemia",
    "bilateral_limb_ischaemia",
    "cauda_equina",
    "metastatic_cord_compression",
    "compartment_syndrome",
    "necrotising_infection",
    "sepsis",
    "pulmonary_embolism",
    "rapid_weakness",
    "septic_joint",
    "spinal_or_deep_infection",
    "deep_vein_thrombosis",
    "phlegmasia",
    "limb_threatening_ischaemia",
    "limb_threatening_diabetic_foot",
)
# What explains pain, numbness and weakness by itself: a routine look at nerves, roots or pain waits.
NERVES_WAIT: Final = (
    "acute_limb_ischaemia",
    "cauda_equina",
    "metastatic_cord_compression",
    "rapid_weakness",
    "spinal_or_deep_infection",
)
# The blood tests and nerve studies of a neuropathy wait for a muscle or a salt that explains it, too.
NEUROPATHY_TESTS_WAIT: Final = (*NERVES_WAIT, "rhabdomyolysis_or_critical_result")
CHECKED: Final = date(2026, 11, 24)
NEXT_REVIEW: Final = date(2027, 11, 24)


def rule(
    id: str,
    *suggest: str,
    urgency: Urgency,
    when: Condition,
    why: str,
    source: Iterable[Citation],
    raised: Iterable[tuple[Urgency, Condition]] = (),
    notes: Iterable[tuple[str, Condition]] = (),
    if_unknown: IfUnknown = IfUnknown.ASK,
    ask_if: Condition | None = None,
    deferred_by: tuple[str, ...] = (),
    about: tuple[str, ...] = (),
    never_false: str = "",
    repeats: bool = False,
) -> Rule:
    """A rule, last checked against its sources on CHECKED. Refuses suggestions that do not exist."""
    for name in (*suggest, *deferred_by, *about):
        if name not in SUGGESTIBLES:
            raise ValueError(f"rule {id} names {name}, which nothing in suggestions.py is")
    return Rule(
        id=id,
        suggest=suggest,
        urgency=urgency,
        when=when,
        why=why,
        source=tuple(source),
        reviewed=CHECKED,
        next_review=NEXT_REVIEW,
        raised=tuple(Raise(*pair) for pair in raised),
        notes=tuple(Note(*pair) for pair in notes),
        if_unknown=if_unknown,
        ask_if=ask_if,
        deferred_by=deferred_by,
        about=about,
        never_false=never_false,
        repeats=repeats,
    )
