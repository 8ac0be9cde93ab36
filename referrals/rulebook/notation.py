"""A condition as one line of formal notation: `any_leg(ali_suspected and abi <= 0.90)`.

A finding that is present stands by its id; `or` never binds looser or tighter than it looks, for
mixed parts stand in brackets. What is behind a name stands in the glossary.
"""

from __future__ import annotations

from typing import Final

from intake.logic import Claim, Condition, Group, Not, Relation
from intake.readings import Leg
from referrals.rulebook.folding import Named, OnLegs

_SHOWN_LEGS: Final = (Leg.LEFT, Leg.RIGHT, Leg.OTHER)


def in_logic(folded: Condition) -> str:
    match folded:
        case Claim():
            return _claim(folded)
        case Named(name, _, leg):
            return name + _of(leg)
        case OnLegs(how, part):
            return f"{how}({in_logic(part)})"
        case Not(part):
            return f"not {_bracketed(part)}"
        case Group(1, (only,)):
            return in_logic(only)
        case Group(least, parts) if least == len(parts):
            return " and ".join(_bracketed(part) for part in parts)
        case Group(1, parts):
            return " or ".join(_bracketed(part) for part in parts)
        case Group(least, parts):
            return f"{least} of ({', '.join(in_logic(part) for part in parts)})"
    raise TypeError(f"{folded!r} is not a folded condition")


def _bracketed(part: Condition) -> str:
    text = in_logic(part)
    return f"({text})" if _is_joined(part) else text


def _is_joined(part: Condition) -> bool:
    match part:
        case Group(_, (only,)):
            return _is_joined(only)
        case Group(least, parts):
            return least in (1, len(parts))
    return False


def _of(leg: Leg | None) -> str:
    return f".{leg}" if leg in _SHOWN_LEGS else ""


def _claim(claim: Claim) -> str:
    subject = claim.operand.id + _of(claim.leg)
    value = claim.value
    if not isinstance(value, frozenset):
        return f"{subject} {claim.relation} {value}"
    if value == frozenset({True}):
        return subject
    word = "has" if claim.relation is Relation.HAS_ANY else "is"
    options = claim.operand.options or {}
    held = [option for option in options if option in value]
    return f"{subject} {word} {held[0] if len(held) == 1 else '{' + ', '.join(held) + '}'}"
