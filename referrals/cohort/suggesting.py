"""What the rules suggest over many intakes, and how urgently.

As in `assess`: under the age of 18 there is no verdict and nothing is suggested; an urgency is
raised where its condition is true; of several rules the most urgent counts. What is answered by a
result, or waits for a red flag, is suggested here as there; what becomes of it is for `assess`.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

import numpy as np

from intake.findings.encounter import age_years
from referrals.assess import ADULT_AGE
from referrals.cohort.judging import Cohort
from referrals.cohort.planes import Plane, Planes
from referrals.rules import RULES
from referrals.rules.rule import Rule
from referrals.rules.suggestions import SUGGESTIBLES, Urgency

_CHILD: Final = age_years < ADULT_AGE
_BY_RANK: Final = tuple(sorted(Urgency, key=lambda urgency: urgency.rank))


class Suggested:
    """The verdict of each rule on each intake, and what follows. Worked out on first use."""

    def __init__(self, cohort: Cohort, rules: Iterable[Rule] | None = None) -> None:
        self.cohort = cohort
        self.rules = tuple(RULES.values()) if rules is None else tuple(rules)

    @cached_property
    def verdicts(self) -> Mapping[str, Planes]:
        """Rule id → where it is true and where it is false; a child is in neither."""
        adult = ~self.cohort.planes(_CHILD).true
        planes = {rule.id: self.cohort.planes(rule.when) for rule in self.rules}
        return {id: Planes(each.true & adult, each.false & adult) for id, each in planes.items()}

    @cached_property
    def urgencies(self) -> Mapping[str, Mapping[Urgency, Plane]]:
        """Suggestion → urgency → the intakes to which it is suggested at that urgency."""
        at_least: dict[str, dict[Urgency, Plane]] = {}
        for rule in self.rules:
            for urgency, plane in self._reached(rule).items():
                for suggestion in rule.suggest:
                    planes = at_least.setdefault(suggestion, {})
                    planes[urgency] = planes[urgency] | plane if urgency in planes else plane
        return {id: _exactly(at_least[id]) for id in SUGGESTIBLES if id in at_least}

    def _reached(self, rule: Rule) -> Mapping[Urgency, Plane]:
        """Urgency → where the rule suggests with it, less urgent than it though it may be written."""
        fired = self.verdicts[rule.id].true
        reached = {rule.urgency: fired}
        for each in rule.raised:
            if each.to.rank < rule.urgency.rank:
                raised = fired & self.cohort.planes(each.when).true
                reached[each.to] = reached[each.to] | raised if each.to in reached else raised
        return reached

    def of(self, place: int) -> dict[str, Urgency]:
        """What is suggested to the intake in that place of the columns, as `assess` lists it."""
        byte, bit = divmod(place, 8)
        found = {
            id: urgency
            for id, planes in self.urgencies.items()
            for urgency, plane in planes.items()
            if plane[byte] << bit & 0x80
        }
        return dict(sorted(found.items(), key=lambda entry: entry[1].rank))

    def counts(self) -> dict[str, dict[Urgency, int]]:
        """Suggestion → urgency → how many intakes."""
        return {
            id: {urgency: int(np.bitwise_count(plane).sum()) for urgency, plane in planes.items()}
            for id, planes in self.urgencies.items()
        }


def _exactly(reached: Mapping[Urgency, Plane]) -> dict[Urgency, Plane]:
    """From where each urgency is reached to where it is the highest that is."""
    exact: dict[Urgency, Plane] = {}
    higher: Plane | None = None
    for urgency in _BY_RANK:
        if urgency in reached:
            plane = reached[urgency]
            exact[urgency] = plane if higher is None else plane & ~higher
            higher = plane if higher is None else higher | plane
    return exact
