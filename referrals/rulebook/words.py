"""A condition as lines of plain English, one inside the other, with the catalogue's own labels.

A line is a heading with the lines below it ("on one leg, all of") or one thing that can be so. What
has an entry of its own in the rule book, a named condition or a score, is linked and not repeated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from intake.logic import Claim, Condition, Group, Not, Operand, Relation, leg_exists
from intake.readings import Leg
from intake.scores.score import Score
from referrals.rulebook.folding import Named, OnLegs, Quantifier


@dataclass(frozen=True)
class Line:
    """`lead` says where or how many, `text` what; `link` is the entry that describes it."""

    lead: str
    text: str = ""
    link: str = ""
    parts: tuple[Line, ...] = ()

    def __str__(self) -> str:
        return f"{self.lead}: {self.text}" if self.lead and self.text else self.lead or self.text

    def all_words(self) -> Iterator[str]:
        yield str(self)
        for part in self.parts:
            yield from part.all_words()


_COMPARED: Final = {
    Relation.LT: "below",
    Relation.LE: "at most",
    Relation.GT: "above",
    Relation.GE: "at least",
}
_ON: Final = {
    Quantifier.ANY: "on one leg",
    Quantifier.BOTH: "on both legs",
    Quantifier.OTHER: "on the other leg",
}
_PLACES: Final = {leg: f"on the {leg} leg" for leg in (Leg.LEFT, Leg.RIGHT, Leg.OTHER)}


def in_words(folded: Condition, lead: tuple[str, ...] = ()) -> Line:
    match folded:
        case Claim():
            return _leaf(folded, lead)
        case Not(Claim() as claim):
            return _leaf(claim, lead, denied=True)
        case Named(name, _, leg):
            return Line(_joined(*lead, _place(leg)), name_in_words(name), term_slug(name))
        case OnLegs(how, part):
            return in_words(part, (*lead, _ON[how]))
        case Not(OnLegs(Quantifier.ANY, part)):
            return in_words(part, (*lead, "on no leg"))
        case Not(OnLegs(how, part)):
            return in_words(part, (*lead, f"not {_ON[how]}"))
        case Not(Named() as named):
            return in_words(named, (*lead, "not"))
        case Group(_, (only,)):
            return in_words(only, lead)
        case Group(least, parts) | Not(Group(least, parts)):
            is_denied = isinstance(folded, Not)
            if least == len(parts):
                count = "not all of" if is_denied else "all of"
            elif least == 1:
                count = "none of" if is_denied else "any of"
            else:
                count = f"{'fewer than' if is_denied else 'at least'} {least} of"
            return Line(
                _joined(*lead, count),
                parts=tuple(in_words(part) for part in _levelled(Group(least, parts))),
            )
    raise TypeError(f"{folded!r} is not a folded condition")


def _levelled(group: Group) -> Iterator[Condition]:
    """The parts, with "any of" inside "any of", and "all of" inside "all of", read as one list."""
    for part in group.parts:
        is_same = (
            isinstance(part, Group)
            and len(part.parts) > 1
            and (
                group.least == part.least == 1
                or (group.least == len(group.parts) and part.least == len(part.parts))
            )
        )
        if is_same and isinstance(part, Group):
            yield from _levelled(part)
        else:
            yield part


def _joined(*leads: str) -> str:
    return ", ".join(filter(None, leads))


def _place(leg: Leg | None) -> str:
    return _PLACES.get(leg, "") if leg else ""


def _leaf(claim: Claim, lead: tuple[str, ...], *, denied: bool = False) -> Line:
    operand = claim.operand
    link = score_slug(operand.id) if isinstance(operand, Score) else ""
    return Line(_joined(*lead, _place(claim.leg)), claim_in_words(claim, denied=denied), link)


def claim_in_words(claim: Claim, *, denied: bool = False) -> str:
    operand, value = claim.operand, claim.value
    if operand is leg_exists:
        return "Leg amputated" if denied else "Leg there, not amputated"
    if not isinstance(value, frozenset):
        text = f"{operand.label} {_COMPARED[claim.relation]} {with_unit(operand, value)}"
        return f"not: {text}" if denied else text
    if value == frozenset({True}):
        return f"{operand.label}: no" if denied else operand.label
    options = operand.options or {}
    held = [label for option, label in options.items() if option in value]
    if claim.relation is Relation.HAS_ANY:
        if len(held) == len(options):
            return f"{operand.label}: {'none' if denied else 'any'}"
        return f"{operand.label}: {'without ' if denied else ''}{or_(held)}"
    if denied:
        return f"{operand.label}: known, and not {or_(held)}"
    return f"{operand.label}: {or_(held)}"


def or_(items: list[str]) -> str:
    *first, last = items
    return f"{', '.join(first)} or {last}" if first else last


def with_unit(operand: Operand, value: object) -> str:
    unit = getattr(operand, "unit_label", "") or ("points" if _in_points(operand) else "")
    return f"{value} {unit}".strip()


def _in_points(operand: Operand) -> bool:
    return isinstance(operand, Score) and operand.in_points


def points_in_words(worth: Decimal) -> str:
    if not worth:
        return "no points"
    sign = "+" if worth > 0 else "−"
    return f"{sign}{abs(worth)} point{'' if abs(worth) == 1 else 's'}"


# --- Names ----------------------------------------------------------------------------------------

# What the short names of conditions stand for.
_SHORT: Final = {
    "acs": "acute compartment syndrome",
    "ali": "acute limb ischaemia",
    "alt70": "ALT-70",
    "ces": "cauda equina syndrome",
    "clti": "chronic limb-threatening ischaemia",
    "dspn": "distal symmetric polyneuropathy",
    "dvt": "deep vein thrombosis",
    "iib": "IIb",
    "iii": "III",
    "mets": "metastatic",
    "mscc": "metastatic cord compression",
    "nsti": "necrotising infection",
    "pad": "peripheral artery disease",
    "pmr": "polymyalgia rheumatica",
    "rls": "restless legs",
}
_NAMES: Final = {
    "ali_neuro": "new loss of feeling or movement",
    "ankle_reflex_reduced": "reduced ankle reflexes",
    "cancer": "cancer, now or in the past",
    "charcot_possible": "Charcot foot possible",
    "clti_with_threat": "chronic limb-threatening ischaemia with an immediate threat",
    "compression_avoid": "compression to be avoided",
    "cord_signs": "signs of the spinal cord",
    "cord_signs_new": "new signs of the spinal cord",
    "diabetes_present": "diabetes",
    "dvt_considered": "deep vein thrombosis to be considered",
    "dvt_risk": "risk of deep vein thrombosis",
    "foot_problem_active": "active foot problem",
    "foot_pulses_absent": "no pulse in the foot",
    "foot_risk_high": "high risk of the foot",
    "foot_risk_moderate": "moderate risk of the foot",
    "leg_symptomatic": "leg with symptoms or signs",
    "lops": "loss of protective sensation",
    "mets_spine_pain": "spinal pain with cancer",
    "motor_deficit_severe": "severe motor deficit",
    "motor_without_loss": "weak where feeling is kept",
    "neuropathy_atypical": "atypical neuropathy",
    "neuropathy_odd": "neuropathy with what is not typical of it",
    "neuropathy_sign": "sign of neuropathy",
    "oedema_bilateral": "swelling of both legs",
    "oedema_one_sided": "swelling of one leg only",
    "pad_evidence": "evidence of peripheral artery disease",
    "pad_risk_high": "high risk of peripheral artery disease",
    "pad_suspicion": "suspicion of peripheral artery disease",
    "pain_persistent": "persistent pain",
    "pulse_deficit": "missing or weak pulse, or a bruit",
    "rapid_weakness": "rapidly growing weakness",
    "red_legs_bilateral": "both legs red",
    "rest_pain_ischaemic": "ischaemic rest pain",
    "rls_met": "restless legs, all criteria met",
    "rls_significant": "restless legs, often and with distress",
    "septic_joint_suspected": "septic arthritis suspected",
    "sepsis_high_community": "sepsis, high risk in the community",
    "smoked_ever": "smoker, now or in the past",
    "spinal_context": "signs that point to the spine",
    "statin_muscle_symptoms": "muscle symptoms on a statin",
    "venous_beyond_varices": "venous disease beyond varicose veins",
    "weak": "weak leg",
    "weak_both_legs": "both legs weak",
    "weakness_recent": "recent weakness",
    "wells_unlikely": "thrombosis unlikely by Wells",
}


def name_in_words(name: str) -> str:
    """The name of a condition as people read it."""
    return _NAMES.get(name) or " ".join(_SHORT.get(word, word) for word in name.split("_"))


def term_slug(name: str) -> str:
    return f"term-{name}"


def score_slug(id_: str) -> str:
    return f"score-{id_}"
