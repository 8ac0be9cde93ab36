"""The search for a patient: somebody for whom a condition is true, or the proof that there is none.

Two steps take turns. The first asks only what claims on one operand allow together: it asserts the
condition, draws every conclusion, and branches on a part that is still open. When that fails
everywhere, there is no such patient. Otherwise it leaves for each finding the values that fit, and
the second step fills in answers one by one, in the order in which the verdict misses them, until
`judge` itself says true. Scores are free in the first step and worked out in the second, so a
condition that only arithmetic forbids is reported as not settled, never as impossible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Final

from intake.findings import KEYS
from intake.findings.finding import Finding, Kind
from intake.findings.pressures import (
    abi_reported,
    ankle_dp_sbp,
    ankle_not_occludable,
    ankle_pt_sbp,
)
from intake.logic import (
    Claim,
    Condition,
    Operand,
    all_of,
    bind,
    claims_of,
    holds,
    judge,
    leg_exists,
    missing,
    not_,
)
from intake.readings import LEGS, Answers, Leg, Reading, Value, key_of
from referrals.lint.tableau import BRANCHES, Tableau, Variable
from referrals.lint.values import numbers, reading_of

MODELS: Final = 8  # ways to make the condition true that are tried out, from either end
ANSWERS: Final = 500  # that are tried out for one of these ways

Tried = Mapping[str, Counter[Value]]  # the values of findings in the cases


@dataclass(frozen=True)
class Found:
    """Somebody for whom the condition is true; `none` is proven, neither means the bound is reached."""

    answers: Answers | None
    none: bool = False


def find(
    condition: Condition,
    tried: Tried | None = None,
    *,
    follow: bool = True,
) -> Found:
    """A patient for whom the condition is true. `tried` are values worth trying, by finding.

    Without `follow`, a detail may be there of something that is absent.
    """
    tableau = Tableau(condition, follow)
    values = _Values(tableau.claims, tried or {})
    for from_behind in (False, True):
        models = 0
        for possible in islice(tableau.models(from_behind=from_behind), MODELS):
            models += 1
            answers = _fill(condition, possible, values, follow)
            if answers is not None:
                return Found(answers)
        if not models:
            return Found(None, none=tableau.branches < BRANCHES)
    return Found(None)


# --- Answers that bring it about ------------------------------------------------------------------


class _Values:
    """The values to try of each answer: first those that are often recorded, then all that differ."""

    def __init__(self, claims: tuple[Claim, ...], tried: Tried) -> None:
        self._tried = tried
        self._claims = claims
        self._bounds = {c.value for c in self._claims if isinstance(c.value, Decimal)}
        self._of: dict[str, list[Value]] = {}

    def of(self, finding: Finding) -> list[Value]:
        if finding.id not in self._of:
            often = self._tried.get(finding.id, Counter())
            found = dict.fromkeys([*often, *self._different(finding)])
            self._of[finding.id] = sorted(found, key=lambda value: -often[value])
        return self._of[finding.id]

    def within(self, finding: Finding, leg: Leg | None, cells: list[Reading]) -> list[Value]:
        """Those of which the claims in the condition say the same as of one of these cells."""
        about = [c for c in self._claims if c.operand is finding and c.leg is leg]
        said = {tuple(holds(claim, cell) for claim in about) for cell in cells}
        fitting = [
            value
            for value in self.of(finding)
            if tuple(holds(claim, reading_of(value)) for claim in about) in said
        ]
        return fitting or [cell.value for cell in cells if cell.value is not None]

    def _different(self, finding: Finding) -> Iterator[Value]:
        """Of a number, steps through what is usual, and around every threshold in the condition."""
        match finding.kind:
            case Kind.PRESENCE:
                yield from (True, False)
            case Kind.CHOICE:
                yield from finding.options
            case Kind.SEVERAL:
                yield from (frozenset({option}) for option in finding.options)
                yield frozenset()
            case Kind.QUANTITY:
                low, high = finding.usual
                for part in (2, 1, 3, 0, 4):
                    step = round(low + (high - low) * part / 4, finding.decimals)
                    yield step if finding.decimals else int(step)
                yield from numbers(finding, self._bounds)


def _fill(
    condition: Condition, possible: Mapping[Variable, list[Reading]], values: _Values, follow: bool
) -> Answers | None:
    """Answers within what is possible for which the condition is true."""
    absent = [
        leg
        for leg in LEGS
        if (cells := possible.get((leg_exists, leg))) and cells[0].value is False
    ]
    allowed: dict[str, list[Value]] = {}
    start: dict[str, Value] = {}
    literals: list[Condition] = []
    for (operand, leg), cells in possible.items():
        if leg in absent or operand is leg_exists:
            continue
        if isinstance(operand, Finding):
            key = key_of(operand.id, leg)
            allowed[key] = values.within(operand, leg, cells)
            # A score may depend on how high a number is: that is left open. But a detail that is not
            # recorded would be absent with what it is a detail of.
            if allowed[key] and (operand.kind is not Kind.QUANTITY or not follow):
                start[key] = allowed[key][0]
        else:
            literals += _said_by(condition, operand, leg, cells)
    goal = all_of(*literals, condition) if literals else condition
    if follow and not _consistent(start, absent):
        return None
    budget = [ANSWERS]

    def look(known: dict[str, Value]) -> Answers | None:
        """Those answers, or more, with which it is true."""
        verdict = judge(goal, answers := Answers(known, absent))
        if verdict.value is not None:
            return answers if verdict.value else None
        key = next((key for key in missing(verdict) if key in KEYS and key not in known), None)
        if key is None:
            return None
        # First the value that settles most.
        ways: list[tuple[int, dict[str, Value]]] = []
        for value in allowed.get(key) or values.of(KEYS[key][0]):
            further = {**known, key: value}
            budget[0] -= 1
            if budget[0] < 0:
                return None
            if not follow or _consistent(further, absent):
                verdict = judge(goal, after := Answers(further, absent))
                if verdict.value is True:
                    return after
                if verdict.value is None:
                    ways.append((len(missing(verdict)), further))
        for _, further in sorted(ways, key=lambda way: way[0]):
            if (found := look(further)) is not None:
                return found
        return None

    return look(start)


def _said_by(
    condition: Condition, operand: Operand, leg: Leg | None, cells: list[Reading]
) -> Iterator[Condition]:
    """What is asked of a score, as claims that are in the condition."""
    for claim in dict.fromkeys(claims_of(condition)):
        if claim.operand is operand and claim.leg is leg:
            held = {holds(claim, cell) for cell in cells}
            if held == {True}:
                yield claim
            elif held == {False}:
                yield not_(claim)


_PRESSURES: Final = (ankle_dp_sbp, ankle_pt_sbp, abi_reported)


def _consistent(known: Mapping[str, Value], absent: Iterable[Leg]) -> bool:
    """Whether these answers may stand in one intake."""
    answers = Answers(known, absent)
    for key, value in known.items():
        finding, leg = KEYS[key]
        if finding.follows is not None and value != finding.absent_value:
            parent = bind(finding.follows, leg) if leg else finding.follows
            if judge(parent, answers).value is False:
                return False
        if leg in answers.absent_legs:
            return False
    return not any(
        known.get(key_of(ankle_not_occludable.id, leg)) is True
        and any(key_of(pressure.id, leg) in known for pressure in _PRESSURES)
        for leg in LEGS
    )
