"""The values of an operand that claims can tell apart: one for each cell they cut it into.

Of a finding the cells are exact: whatever is true of one of these values is true of every value
near it. Of a score they say what the claims alone allow, not whether answers can bring it about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_FLOOR, Decimal
from functools import cache
from itertools import chain, combinations
from typing import Final

from intake.findings.finding import Finding, Kind
from intake.logic import Claim, Operand, Relation, holds
from intake.readings import Answers, Leg, Number, Reading, Value

NOT_APPLICABLE: Final = Reading(applies=False)
_MOST_GROUPS: Final = 6  # of options of a several that claims tell apart: 64 sets


def readings(operand: Operand, claims: Iterable[Claim]) -> tuple[Reading, ...]:
    """A reading for each cell. A detail of something absent may also not apply."""
    claims = tuple(claims)
    found = [reading_of(value) for value in _values(operand, claims)]
    if isinstance(operand, Finding):
        if operand.follows is not None and operand.absent_value is None:
            found.append(NOT_APPLICABLE)
    elif operand.id != "leg_not_examinable":
        found.append(NOT_APPLICABLE)
    return tuple(found)


def reading_of(value: Value) -> Reading:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Reading(value, low=value, high=value)
    return Reading(value)


def _values(operand: Operand, claims: tuple[Claim, ...]) -> Iterator[Value]:
    kind = operand.kind if isinstance(operand, Finding) else None
    bounds = [claim.value for claim in claims if isinstance(claim.value, Decimal)]
    if kind is Kind.QUANTITY or bounds:
        yield from numbers(operand, bounds)
    elif kind is Kind.SEVERAL:
        yield from _sets(operand, claims)
    elif operand.options:
        yield from operand.options
    else:
        yield from (True, False)


def numbers(operand: Operand, bounds: Iterable[Decimal]) -> list[Number]:
    """Each threshold with its neighbours, and the ends of the range."""
    low, high = span(operand)
    decimals = operand.decimals if isinstance(operand, Finding) else 2
    step = Decimal(1).scaleb(-decimals)
    # A threshold may be finer than what can be recorded: 1.9 lies between 1 and 2.
    below = {Decimal(bound).quantize(step, ROUND_FLOOR) for bound in bounds}
    tried = {number + step * steps for number in below for steps in (-1, 0, 1, 2)}
    tried |= {end for end in (low, high) if end is not None}
    fitting = (
        number
        for number in tried
        if (low is None or number >= low) and (high is None or number <= high)
    )
    return sorted(number if decimals else int(number) for number in fitting)


def span(operand: Operand) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest number that an operand can be, where that is known."""
    if isinstance(operand, Finding):
        return operand.limits
    if not getattr(operand, "in_points", False):
        return None, None
    reading = operand.read(Answers({}), Leg.LEFT if operand.per_leg else None)
    ends = (reading.low, reading.high)
    return tuple(None if end is None else Decimal(end) for end in ends)  # type: ignore[return-value]


def _sets(operand: Operand, claims: tuple[Claim, ...]) -> Iterator[frozenset[str]]:
    """Sets of options, one option for each group that the claims do not tell apart."""
    groups: dict[tuple[bool, ...], str] = {}
    for option in operand.options or ():
        asked = tuple(option in claim.value for claim in claims)  # type: ignore[operator]
        groups.setdefault(asked, option)
    options = list(groups.values())
    sizes = range(len(options) + 1) if len(options) <= _MOST_GROUPS else (0, 1, 2, len(options))
    yield from map(frozenset, chain.from_iterable(combinations(options, size) for size in sizes))


def can_hold_together(literals: Iterable[tuple[Claim, bool]]) -> bool:
    """Whether some value of their one operand makes every claim what it is said to be."""
    literals = tuple(literals)
    claims = [claim for claim, _ in literals]
    return any(
        all(holds(claim, reading) is wanted for claim, wanted in literals)
        for reading in readings(claims[0].operand, claims)
    )


@cache
def outcomes(claim: Claim) -> frozenset[bool | None]:
    """What a claim can come to within the limits of its operand."""
    if claim.relation is not Relation.IS and claim.relation is not Relation.HAS_ANY:
        low, high = span(claim.operand)
        if low is None or high is None:
            return frozenset({True, False})
    return frozenset(
        holds(claim, reading)
        for reading in readings(claim.operand, (claim,))
        if reading.applies or claim.relation is Relation.IS
    )
