"""What argues against a suggestion in one patient's recorded values. It changes no verdict.

Three things, all of them declared elsewhere: what speaks against the causes that its rules look for;
other ways to the same suggestion that were looked for and not found; and what guidelines disagree
about in its rules. Only what is recorded argues: what nobody asked, what has no value and what does not
apply never does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from intake.findings.finding import Finding, Kind
from intake.logic import (
    Claim,
    Condition,
    Group,
    Not,
    Operand,
    Verdict,
    basis_of,
    judge,
    leaves,
    leg_exists,
    legs_of,
    say,
)
from intake.readings import LEGS, Answers, Leg, Reading
from referrals.rules import RULES
from referrals.rules.cause import Cause, Sign, Standing, Weighing, in_words, weigh
from referrals.rules.causes import CAUSES
from referrals.rules.disagreements import DISAGREEMENTS, Disagreement
from referrals.rules.rule import Rule
from referrals.rules.sought import causes_sought_by

WEIGHS: Final = (Standing.LIKELY, Standing.POSSIBLE)
VALUES_AT_MOST: Final = 80  # signs (characters) of a patient's values that stand beside a sign
NOT_FOUND_AT_MOST: Final = 6  # findings; more are counted


@dataclass(frozen=True)
class AgainstCause:
    """What speaks against one cause: each sign in words, with this patient's values."""

    label: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Against:
    """All that argues against one suggestion."""

    causes: tuple[AgainstCause, ...] = ()
    not_found: str = ""  # what would also lead to it, in words, as it was recorded instead
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def is_recorded(self) -> bool:
        """Whether anything of this patient argues; a disagreement is there for everybody."""
        return bool(self.causes or self.not_found)


class Arguments:
    """What argues against each suggestion that the rules make of one patient's answers."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self._weighed: dict[str, Weighing] = {}

    def against(self, suggestion: str, rows: Iterable[str]) -> Against:
        """`rows` are those of the entry: rules that made it when the patient was assessed."""
        held = set(rows)
        made = [
            (rule, verdict)
            for rule in RULES.values()
            if suggestion in rule.suggest
            and rule.row in held
            and (verdict := judge(rule.when, self.answers)).value is True
        ]
        rules, verdicts = [rule for rule, _ in made], [verdict for _, verdict in made]
        reasons = {key for verdict in verdicts for key in basis_of(verdict)}
        causes = list(self._against_causes(rules, reasons))
        told = {key for _, signs in causes for _, verdict in signs for key in basis_of(verdict)}
        return Against(
            tuple(
                AgainstCause(cause.label, tuple(_sign_in_words(*each) for each in signs))
                for cause, signs in causes
            ),
            self._not_found(verdicts, reasons | told),
            tuple(_disagreements(rules)),
        )

    def _weigh(self, cause: str) -> Weighing:
        if cause not in self._weighed:
            self._weighed[cause] = weigh(CAUSES[cause], self.answers)
        return self._weighed[cause]

    def _against_causes(
        self, rules: Iterable[Rule], reasons: set[str]
    ) -> Iterator[tuple[Cause, list[tuple[Sign, Verdict]]]]:
        """Of causes that are likely or possible, where there is one; else of all that are sought.

        What is itself a reason for the suggestion does not argue against it.
        """
        ids = dict.fromkeys(id for rule in rules for id in causes_sought_by(rule.id))
        sought = [each for id in ids if (each := self._weigh(id)).is_worth_listing]
        for each in [one for one in sought if one.standing in WEIGHS] or sought:
            signs = [pair for pair in each.against if not basis_of(pair[1]) <= reasons]
            if signs:
                yield each.cause, signs

    def _not_found(self, verdicts: list[Verdict], but: set[str]) -> str:
        """Of the legs for which it is suggested. `but` are answers that are told otherwise."""
        legs = {leg for verdict in verdicts for leg in legs_of(verdict)} or set(LEGS)
        found = {
            (leaf.condition.operand, leaf.condition.leg): leaf
            for verdict in verdicts
            for leaf in self._other_ways(verdict.condition, True)
            if isinstance(leaf.condition, Claim) and _says_nothing_is_there(leaf, but, legs)
        }
        shown = say(*list(found.values())[:NOT_FOUND_AT_MOST])
        more = len(found) - NOT_FOUND_AT_MOST
        return f"{shown}; and {more} more" if more > 0 else shown

    def _other_ways(self, condition: Condition, wanted: bool) -> Iterator[Verdict]:
        """The claims that settle against those parts that would also have made it as wanted."""
        match condition:
            case Not(part):
                yield from self._other_ways(part, not wanted)
            case Group(parts=parts, legs=of_legs):
                for part in parts:
                    verdict = judge(part, self.answers)
                    if verdict.value is wanted:
                        yield from self._other_ways(part, wanted)
                    elif verdict.value is not None and not of_legs:
                        yield from leaves(verdict)


def _says_nothing_is_there(leaf: Verdict, but: set[str], legs: set[Leg]) -> bool:
    claim, reading = leaf.condition, leaf.reading
    return (
        isinstance(claim, Claim)
        and claim.operand is not leg_exists
        and (claim.leg is None or claim.leg in legs)
        and reading is not None
        and reading.applies
        and bool(reading.basis)
        and not reading.basis & but
        and _is_nothing(claim.operand, reading)
    )


def _is_nothing(operand: Operand, reading: Reading) -> bool:
    """No, none, normal, or a number on the other side of its threshold; a class that is settled."""
    value: Any = reading.value
    if value is None or value == "not_applicable":
        return False
    if isinstance(operand, Finding):
        is_absent = value in (False, "none", frozenset(), operand.nothing_found)
        return is_absent or operand.kind is Kind.QUANTITY
    return value is not True


def _sign_in_words(sign: Sign, verdict: Verdict) -> str:
    words = in_words(sign, verdict)
    return words if len(words) - len(sign.words) <= VALUES_AT_MOST else sign.words


def _disagreements(rules: Iterable[Rule]) -> Iterator[Disagreement]:
    ids = {rule.id for rule in rules}
    return (each for each in DISAGREEMENTS if ids.intersection(each.about))
