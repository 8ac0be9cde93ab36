"""Conditions with their legs and names recognised again, so that what was written once is read once.

The language has no node for "on one leg": `any_leg(x)` is x written out for the left and for the
right. Here it becomes one node again, its leg left open; a named condition becomes its name, and is
kept apart to be described once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from intake.logic import Claim, Condition, Group, Not, Relation, leg_exists
from intake.readings import LEGS, OPPOSITE, Leg


class Quantifier(StrEnum):
    ANY = "any_leg"
    BOTH = "both_legs"
    OTHER = "other_leg"


@dataclass(frozen=True, slots=True)
class OnLegs(Condition):
    """`part` speaks of "this" leg: whichever there is, each of both, or the opposite one."""

    how: Quantifier
    part: Condition


@dataclass(frozen=True, slots=True)
class Named(Condition):
    """A named condition and the leg that it is asked of here; `part` speaks of "this" leg."""

    name: str
    part: Condition
    leg: Leg | None


def fold(condition: Condition) -> Condition:
    """The same condition with `OnLegs` and `Named` where they were written."""
    match condition:
        case Not(part):
            return Not(fold(part))
        case Group(name=name) if name:
            leg = next((claim.leg for claim in _open_claims(condition)), None)
            nameless = replace(condition, name="")
            return Named(name, fold(_seen_from(leg, nameless) if leg else nameless), leg)
        case Group():
            on_legs = _quantified(condition)
            if on_legs is not None:
                return on_legs
            return Group(condition.least, tuple(fold(part) for part in condition.parts))
    return condition


def _quantified(group: Group) -> OnLegs | None:
    match group:
        case Group(1, parts, legs) if legs == LEGS:
            inner = [_without(_exists(leg), part) for leg, part in zip(LEGS, parts, strict=True)]
            return _same_for_each(Quantifier.ANY, inner)
        case Group(2, (Group(1, _, some), Group(2, parts, each))) if some == each == LEGS:
            inner = [
                _without(Not(_exists(leg)), part) for leg, part in zip(LEGS, parts, strict=True)
            ]
            return _same_for_each(Quantifier.BOTH, inner)
        case Group(2, (first, second)) if first == _exists(Leg.OTHER):
            return OnLegs(Quantifier.OTHER, fold(_seen_from(Leg.OTHER, second)))
    return None


def _exists(leg: Leg) -> Claim:
    return Claim(leg_exists, Relation.IS, frozenset({True}), leg)


def _without(guard: Condition, part: Condition) -> Condition | None:
    """What stands beside the claim that there is such a leg."""
    if isinstance(part, Group) and len(part.parts) == len((guard, part)) and part.parts[0] == guard:
        return part.parts[1]
    return None


def _same_for_each(how: Quantifier, inner: list[Condition | None]) -> OnLegs | None:
    left, right = (
        None if part is None else fold(_seen_from(leg, part))
        for leg, part in zip(LEGS, inner, strict=True)
    )
    return OnLegs(how, left) if left is not None and left == right else None


def _seen_from(leg: Leg, condition: Condition) -> Condition:
    """The condition with this leg called THIS and the opposite one OTHER; inner quantifiers stay."""
    match condition:
        case Claim(operand, relation, value, place) if place is not None:
            turned = {leg: Leg.THIS, OPPOSITE[leg]: Leg.OTHER}.get(place, place)
            return Claim(operand, relation, value, turned)
        case Not(part):
            return Not(_seen_from(leg, part))
        case Group(least, parts, (), name):
            return Group(least, tuple(_seen_from(leg, part) for part in parts), name=name)
    return condition


def _open_claims(condition: Condition) -> Iterator[Claim]:
    """The claims on a leg that no quantifier inside has named."""
    match condition:
        case Claim(leg=leg) if leg is not None:
            yield condition
        case Not(part):
            yield from _open_claims(part)
        case Group(parts=parts, legs=()):
            for part in parts:
                yield from _open_claims(part)


def nodes(folded: Condition) -> Iterator[Condition]:
    """The claims and names of a folded condition as it is written, without what is behind a name."""
    match folded:
        case Not(part) | OnLegs(part=part):
            yield from nodes(part)
        case Group(parts=parts):
            for part in parts:
                yield from nodes(part)
        case _:
            yield folded


def speaks_of_a_leg(folded: Condition) -> bool:
    """Whether it can only be asked of one leg or the other."""
    match folded:
        case Claim(leg=leg) | Named(leg=leg):
            return leg is not None
        case Not(part):
            return speaks_of_a_leg(part)
        case Group(parts=parts):
            return any(speaks_of_a_leg(part) for part in parts)
        case OnLegs(how=how):
            return how is Quantifier.OTHER
    return False
