"""The rule base: what can be suggested, on which findings, on whose word.

`RULES` joins the clinical areas. `VERSION` changes whenever what the rules mean changes: a test
holds `MEANING`, a hash of that meaning, against it.
"""

import hashlib
from typing import Final

from intake.logic import Claim, Condition, Group, Not
from intake.scores import thresholds
from intake.scores.score import Score
from referrals.rules import (
    arterial,
    bone,
    diabetes,
    drug_limits,
    general,
    joint,
    medicines,
    muscle,
    nerve,
    oedema,
    pain,
    red_flags,
    red_flags_infection,
    red_flags_nerve,
    restless,
    selfcare,
    skin,
    spine,
    venous,
)
from referrals.rules.cause import Sign
from referrals.rules.causes import CAUSES
from referrals.rules.rule import Rule

AREAS: Final = (
    red_flags,
    red_flags_nerve,
    red_flags_infection,
    arterial,
    venous,
    oedema,
    nerve,
    diabetes,
    spine,
    restless,
    pain,
    joint,
    muscle,
    bone,
    skin,
    general,
    drug_limits,
    medicines,
    selfcare,
)
RULES: Final[dict[str, Rule]] = {rule.id: rule for area in AREAS for rule in area.RULES}
if len(RULES) < sum(len(area.RULES) for area in AREAS):
    raise ValueError("two rules have the same id")

VERSION: Final = "2026.11.3"


def meaning_of(condition: Condition) -> str:
    """A condition as text that is the same for the same meaning; names and wording play no part."""
    match condition:
        case Claim(operand, relation, value, leg):
            held = sorted(map(str, value)) if isinstance(value, frozenset) else [str(value)]
            where = f".{leg}" if leg else ""
            inner = ""
            if isinstance(operand, Score):
                inner = " ".join(f"{worth}: {meaning_of(when)}" for worth, when in operand.cases)
            return f"({operand.id}{where} {relation} {' '.join(held)} [{inner}])"
        case Not(part):
            return f"(not {meaning_of(part)})"
        case Group(least, parts):
            return f"({least} of {' '.join(meaning_of(part) for part in parts)})"
    raise TypeError(f"{condition!r} is not a condition")


def meaning_hash() -> str:
    """SHA-256 of what every rule suggests, how urgently, on which condition and thresholds.

    And of what speaks for and against every cause, and how much.
    """
    lines = [
        f"{name} {value.value}"
        for name, value in sorted(vars(thresholds).items())
        if isinstance(value, thresholds.Threshold)
    ]
    for rule in RULES.values():
        raised = " ".join(f"{each.to} {meaning_of(each.when)}" for each in rule.raised)
        noted = " ".join(f"{each.text} {meaning_of(each.when)}" for each in rule.notes)
        asked = meaning_of(rule.ask_if) if rule.ask_if is not None else ""
        lines.append(
            f"{rule.id} {' '.join(rule.suggest)} {rule.urgency} {meaning_of(rule.when)} "
            f"[{raised}] {' '.join(rule.deferred_by)} {' '.join(rule.about)} {rule.if_unknown} "
            f"{'again ' * rule.repeats}"
            f"[{noted}] [{asked}]"
        )
    for cause in CAUSES.values():
        supports, against = _meaning_of_signs(cause.supports), _meaning_of_signs(cause.against)
        lines.append(f"{cause.id} {cause.row} {cause.cannot_wait} [{supports}] [{against}]")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _meaning_of_signs(signs: tuple[Sign, ...]) -> str:
    return " ".join(f"{sign.weight} {meaning_of(sign.when)}" for sign in signs)


MEANING: Final = meaning_hash()
