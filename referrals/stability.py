"""Would the suggestions change if a cuff pressure were 10 mmHg off? Stable, or on the edge.

Repeated ankle pressures differ by as much, so a suggestion that hangs on a few mmHg deserves a second
reading before it is acted on. Each pressure that was read is moved by itself, mmHg by mmHg, up to
the margin and both ways; rules are judged again only where a claim on a pressure turns.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from intake.compiled import compiled
from intake.findings import KEYS
from intake.findings.pressures import (
    ankle_dp_sbp,
    ankle_pt_sbp,
    brachial_left_sbp,
    brachial_right_sbp,
    toe_sbp,
)
from intake.logic import Claim, Condition, bind, claims_of
from intake.readings import Answers
from intake.reads import keys_read
from intake.scores.score import Score
from referrals.rules.rule import Rule
from referrals.rules.suggestions import Urgency

MARGIN: Final = 10  # mmHg
CUFF_KEYS: Final = frozenset(
    key
    for finding in (brachial_left_sbp, brachial_right_sbp, ankle_dp_sbp, ankle_pt_sbp, toe_sbp)
    for key, _ in finding.answer_keys()
)
Made = Mapping[str, Urgency]  # suggestion id → urgency


@dataclass(frozen=True)
class Edge:
    """A suggestion that would come, go or change its urgency if one pressure read differently."""

    suggestion: str
    key: str  # the pressure: "ankle_dp_sbp.left"
    read: int  # mmHg as recorded
    at: int  # mmHg, the nearest reading with another outcome
    before: Urgency | None
    after: Urgency | None

    @property
    def words(self) -> str:
        finding, leg = KEYS[self.key]
        of = f"{finding.label}{f', {leg} leg' if leg else ''}"
        if self.before is None and self.after is not None:
            change = f"would come ({self.after.label.lower()})"
        elif self.after is None:
            change = "would go"
        else:
            change = f"would be {self.after.label.lower()}"
        return f"{change} at {self.at} mmHg instead of {self.read} ({of})"


def rests_on_a_cuff(rule: Rule) -> bool:
    """Whether any pressure taken with a cuff plays a part in the rule."""
    return not CUFF_KEYS.isdisjoint(rule.keys)


def edges(answers: Answers, rules: Iterable[Rule]) -> tuple[Edge, ...]:
    """What is on the edge, each with the nearest pressure that changes it."""
    rules = tuple(rules)
    touched = tuple(rule for rule in rules if rests_on_a_cuff(rule))
    readings = {key: value for key in CUFF_KEYS if isinstance(value := answers.value(key), int)}
    if not readings or not touched:
        return ()
    claims = tuple(dict.fromkeys(claim for rule in touched for claim in _cuff_claims(rule)))
    others = _made(answers, (rule for rule in rules if rule not in touched))
    before = _sooner(others, _made(answers, touched))
    outcome: dict[tuple[bool | None, ...], Made] = {}
    found: dict[tuple[str, Urgency | None], Edge] = {}
    for key in sorted(readings):
        for changed, at in _turns(answers, key, readings[key], claims):
            told = _told(changed, claims)
            if told not in outcome:
                outcome[told] = _sooner(others, _made(changed, touched))
            after = outcome[told]
            for suggestion in sorted(before.keys() | after.keys()):
                was, now = before.get(suggestion), after.get(suggestion)
                edge = Edge(suggestion, key, readings[key], at, was, now)
                held = found.get((suggestion, now))
                if was is not now and (held is None or _far(edge) < _far(held)):
                    found[suggestion, now] = edge
    return tuple(sorted(found.values(), key=lambda edge: (edge.suggestion, _far(edge))))


def _far(edge: Edge) -> int:
    return abs(edge.at - edge.read)


def _turns(
    answers: Answers, key: str, read: int, claims: tuple[Claim, ...]
) -> Iterator[tuple[Answers, int]]:
    """The answers with one pressure moved, wherever that turns a claim, the nearest first."""
    low, high = (int(limit) for limit in KEYS[key][0].limits)
    as_read = _told(answers, claims)
    for sign in (-1, 1):
        end = min(max(read + sign * MARGIN, low), high)
        # Every claim is of one threshold, so it turns at most once on the way.
        if _told(_moved(answers, key, end), claims) == as_read:
            continue
        last = as_read
        for at in range(read + sign, end + sign, sign):
            changed = _moved(answers, key, at)
            told = _told(changed, claims)
            if told != last:
                yield changed, at
            last = told


def _moved(answers: Answers, key: str, value: int) -> Answers:
    return Answers({**answers, key: value}, answers.absent_legs)


def _told(answers: Answers, claims: tuple[Claim, ...]) -> tuple[bool | None, ...]:
    return tuple(compiled(claim)(answers) for claim in claims)


def _made(answers: Answers, rules: Iterable[Rule]) -> Made:
    made: dict[str, Urgency] = {}
    for rule in rules:
        if compiled(rule.when)(answers) is True:
            made = _sooner(made, dict.fromkeys(rule.suggest, rule.urgency_for(answers)))
    return made


def _sooner(one: Made, other: Made) -> dict[str, Urgency]:
    """Both together, each suggestion at its higher urgency."""
    return {
        id: min((made[id] for made in (one, other) if id in made), key=lambda urgency: urgency.rank)
        for id in one.keys() | other.keys()
    }


@cache
def _cuff_claims(rule: Rule) -> tuple[Claim, ...]:
    """The claims of one threshold on what is worked out from cuff pressures, within scores too."""
    conditions = (rule.when, *(each.when for each in rule.raised))
    return tuple(
        dict.fromkeys(claim for condition in conditions for claim in _thresholds(condition))
    )


def _thresholds(condition: Condition) -> Iterator[Claim]:
    for claim in claims_of(condition):
        if not CUFF_KEYS.intersection(keys_read(claim)):
            continue
        cases = claim.operand.cases if isinstance(claim.operand, Score) else ()
        if not cases:
            yield claim
        for _, case in cases:
            yield from _thresholds(bind(case, claim.leg) if claim.leg else case)
