"""Smallest rule books, to plant a fault in: without one, but for what is given."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from intake.findings.background import known_pad
from intake.findings.background_other import active_cancer
from intake.findings.encounter import age_years
from intake.findings.examination_skin import oedema_extent
from intake.findings.systemic import fever_or_rigors
from referrals.lint.fault import Book, Fault
from referrals.rules import sources as s
from referrals.rules.cause import Cause, Sign, Weight
from referrals.rules.rule import Rule
from referrals.rules.suggestions import SUGGESTIBLES, Urgency

EM, SD, RT = Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.ROUTINE
TODAY = date(2026, 6, 1)
FEVER, PAD, CANCER = (
    fever_or_rigors.present(),
    known_pad.present(),
    active_cancer.present(),
)
ADULT, OLD = age_years >= 18, age_years >= 50
SWOLLEN = oedema_extent.is_("below_knee")
RED = "deep_vein_thrombosis"
CHILD = age_years < 18


def a_rule(**rest: Any) -> Rule:
    """A rule without a fault, but for what is given."""
    given: dict[str, Any] = {
        "id": "T01",
        "suggest": ("abi",),
        "urgency": RT,
        "when": PAD,
        "why": "To know.",
        "source": (s.NICE_NG59.cite(),),
        "reviewed": date(2026, 1, 1),
        "next_review": date(2027, 1, 1),
        **rest,
    }
    return Rule(**given)


def a_book(*rules: Rule, **rest: Any) -> Book:
    """These rules, with all that they suggest and no more."""
    suggested = {name for rule in rules for name in rule.suggest}
    named_too = {name for rule in rules for name in (*rule.deferred_by, *rule.about)}
    known = {id_: each for id_, each in SUGGESTIBLES.items() if id_ in suggested | named_too}
    # What rules only name, something else suggests.
    others = tuple(
        a_rule(id=f"T99.{number}", suggest=(name,), when=CANCER)
        for number, name in enumerate(sorted(named_too & known.keys() - suggested))
    )
    given: dict[str, Any] = {"rules": (*rules, *others), "suggestibles": known, "today": TODAY}
    return Book(**{**given, **rest})


def a_cause(**rest: Any) -> Cause:
    given: dict[str, Any] = {
        "id": "gout",
        "label": "Gout",
        "row": "1",
        "supports": (Sign("Fever", FEVER, Weight.HINT),),
        "against": (),
        "sources": (s.NICE_NG219.cite(),),
        "reviewed": date(2026, 1, 1),
        "next_review": date(2027, 1, 1),
        **rest,
    }
    return Cause(**given)


def told(faults: Iterable[Fault]) -> list[str]:
    return [str(fault) for fault in faults]


def rules(**conditions: Any) -> Book:
    """One rule for each condition, each with a suggestion of its own."""
    own = iter(id_ for id_, each in SUGGESTIBLES.items() if each.kind.value == "test")
    return a_book(*(a_rule(id=id_, suggest=(next(own),), when=w) for id_, w in conditions.items()))
