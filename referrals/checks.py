"""Checks of the rule base: what must hold before anybody is advised by it.

At every start the rules are looked at as they are written. What needs a search or the clinical
cases takes longer and is asked for: `python manage.py check --tag rules`.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.core.checks import CheckMessage, Error, Warning, register
from django.utils import timezone

from referrals.lint.cases import Coverage, cases
from referrals.lint.fault import Book, Fault
from referrals.lint.logic import logic
from referrals.lint.meant import MEANT
from referrals.lint.structure import structure
from referrals.rule_cases import load_cases
from referrals.rules import AREAS
from referrals.rules.causes import CAUSES
from referrals.rules.suggestions import SUGGESTIBLES

RULES: Final = "rules"  # the tag


def this_book() -> Book:
    """The rule base that Soleus works with, today."""
    return Book(
        rules=tuple(rule for area in AREAS for rule in area.RULES),
        suggestibles=SUGGESTIBLES,
        today=timezone.localdate(),
        causes=CAUSES,
        meant=MEANT,
    )


@register(RULES)
def rules_are_well_formed(**_: Any) -> list[CheckMessage]:
    """referrals.E1xx: faults that can be seen in the rules as they are written."""
    return list(messages(structure(this_book())))


def rules_hold_up(**_: Any) -> list[CheckMessage]:
    """referrals.E2xx and E3xx: what rules can come to, and whether cases show it."""
    book, found = this_book(), load_cases()
    if found is None:
        absent = Warning(
            "The clinical cases are not here, so nothing says which parts of the rules are tested.",
            hint="Run it in a checkout of the project, where tests/cases/ is.",
            id="referrals.W300",
        )
        return [absent, *messages(logic(book))]
    coverage = Coverage(book, found)
    faults = [*logic(book, coverage.shown, coverage.tried), *cases(coverage, found)]
    return list(messages(faults))


def messages(faults: Iterable[Fault]) -> Iterator[CheckMessage]:
    for fault in faults:
        kind = Warning if fault.id.startswith("W") else Error
        yield kind(fault.text, hint=fault.hint, obj=fault.where, id=f"referrals.{fault.id}")
