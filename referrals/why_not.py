"""Why not? The smallest set of findings that would bring a suggestion that is not made.

Every rule that could make the suggestion is walked from its condition down to the findings: a part
that already holds costs nothing, a finding that is missing or says otherwise costs one. What comes
out is tried on the patient's answers, and what one could leave out is left out, so that the set does
bring the suggestion and no part of it alone would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product
from typing import Any, Final

from intake.compiled import compiled
from intake.findings import KEYS
from intake.findings.finding import Finding, Kind
from intake.logic import (
    Claim,
    Condition,
    Group,
    Not,
    Operand,
    Relation,
    bind,
    claims_of,
    holds,
    judge,
)
from intake.readings import LEGS, Answers, Leg, Reading, Value, key_of
from intake.reads import keys_of_operand
from intake.scores.score import Item, Score
from referrals.rules import RULES
from referrals.rules.rule import Rule

_HEALTHY: Final = ("none", "normal")
FEW: Final = 7  # changes of which every part is tried
KEPT: Final = 24  # of each part, the cheapest ways that are carried on
SHOWN: Final = 3

Changes = tuple[tuple[str, Value], ...]  # sorted by key, each key once


def details_in(
    catalogue: Mapping[str, tuple[Finding, Leg | None]],
) -> tuple[tuple[str, Condition], ...]:
    """Every answer that is a detail, with what it is a detail of."""
    return tuple(
        (key, bind(finding.follows, leg) if leg else finding.follows)
        for key, (finding, leg) in catalogue.items()
        if finding.follows is not None
    )


_DETAILS = details_in(KEYS)


@dataclass(frozen=True)
class Way:
    """Findings that together would make one rule true."""

    rule: Rule
    changes: Changes
    replaces: frozenset[str]  # those of them that are recorded otherwise

    @property
    def each_in_words(self) -> tuple[str, ...]:
        return tuple(_in_words(key, value) for key, value in self.changes)

    @property
    def words(self) -> str:
        return "; ".join(self.each_in_words)


def _in_words(key: str, value: Value) -> str:
    finding, leg = KEYS[key]
    said = finding.phrase(finding.reading_of(value, frozenset()))
    if value is False:
        said = f"{finding.label}: no"
    return f"{str(leg).capitalize()} leg: {said}" if leg else said


def why_not(
    suggestion: str, answers: Answers, rules: Iterable[Rule] = RULES.values()
) -> tuple[Way, ...]:
    """The smallest ways to the suggestion, at most one for each rule; none where it is made."""
    makers = [rule for rule in rules if suggestion in rule.suggest]

    def is_made(changes: Changes) -> bool:
        changed = changed_by(answers, changes)
        return changed is not None and any(compiled(r.when)(changed) is True for r in makers)

    if is_made(()):
        return ()
    found: list[Way] = []
    for rule in makers:
        ways = Ways(answers, rule.when)
        for changes in ways.to(rule.when, True):
            if is_made(changes):
                smallest = _smallest(changes, is_made)
                found.append(Way(rule, smallest, ways.replaced(smallest)))
                break
    found.sort(key=lambda way: (len(way.changes), len(way.replaces)))
    distinct = {way.changes: way for way in reversed(found)}
    return tuple(way for way in found if distinct[way.changes] is way)[:SHOWN]


def changed_by(answers: Answers, changes: Changes) -> Answers | None:
    """The answers with the changes made; None where that leaves a detail of something absent."""
    changed = Answers({**answers, **dict(changes)}, answers.absent_legs)
    for key, parent in _DETAILS:
        if changed.value(key) is not None and compiled(parent)(changed) is False:
            return None
    return changed


def _smallest(changes: Changes, is_made: Callable[[Changes], bool]) -> Changes:
    """The smallest part of the changes that still brings the suggestion.

    Of many changes, one after the other is left out as long as the rest does: what is learned never
    overturns a verdict, so where no single one can be spared, no group of them can.
    """
    if len(changes) <= FEW:
        parts = (part for size in range(1, len(changes)) for part in combinations(changes, size))
        return next((part for part in parts if is_made(part)), changes)
    for change in changes:
        rest = tuple(each for each in changes if each is not change)
        if is_made(rest):
            return _smallest(rest, is_made)
    return changes


class Ways:
    """The cheapest sets of changes that make a condition true, or false, for one patient."""

    def __init__(self, answers: Answers, condition: Condition) -> None:
        self.answers = answers
        self._memo: dict[tuple[int, bool], list[Changes]] = {}
        self._tried: dict[str, list[Value]] = {}
        # Thresholds on the same number are met together by one value.
        self._bounds: dict[Operand, set[Any]] = {}
        self._collect(condition)

    def to(self, condition: Condition, wanted: bool) -> list[Changes]:
        """The cheapest first; empty where nothing that is recorded could make it so."""
        memo = (id(condition), wanted)
        if memo not in self._memo:
            if judge(condition, self.answers).value is wanted:
                self._memo[memo] = [()]
            else:
                self._memo[memo] = self._cheapest(self._ways(condition, wanted))
        return self._memo[memo]

    def replaced(self, changes: Changes) -> frozenset[str]:
        return frozenset(key for key, _ in changes if self.answers.value(key) is not None)

    def _collect(self, condition: Condition) -> None:
        for claim in claims_of(condition):
            if not isinstance(claim.value, frozenset):
                self._bounds.setdefault(claim.operand, set()).add(claim.value)
            if isinstance(claim.operand, Score):
                for _, case in claim.operand.cases:
                    self._collect(case)

    def _cheapest(self, ways: Iterable[Changes]) -> list[Changes]:
        distinct = dict.fromkeys(ways)
        return sorted(distinct, key=lambda each: (len(each), len(self.replaced(each))))[:KEPT]

    def _ways(self, condition: Condition, wanted: bool) -> Iterable[Changes]:
        match condition:
            case Not(part):
                return self.to(part, not wanted)
            case Group(least, parts):
                count = least if wanted else len(parts) - least + 1
                return self._some(count, [self.to(part, wanted) for part in parts])
            case Claim(operand=Finding() as finding):
                return self._finding(finding, condition, wanted)
            case Claim(operand=Score() as score):
                return self._score(score, condition, wanted)
        return ()

    def _some(self, count: int, parts: Sequence[list[Changes]]) -> list[Changes]:
        """Ways to have at least so many of the parts."""
        so_far: list[list[Changes]] = [[()], *([] for _ in range(count))]
        for part in parts:
            for n in range(count, 0, -1):
                so_far[n] = self._cheapest([*so_far[n], *_joined(so_far[n - 1], part)])
        return so_far[count]

    def _all(self, *parts: list[Changes]) -> list[Changes]:
        return self._some(len(parts), parts)

    # --- Findings ---

    def _finding(self, finding: Finding, claim: Claim, wanted: bool) -> Iterable[Changes]:
        leg = claim.leg
        if leg in self.answers.absent_legs:
            return ()
        key = key_of(finding.id, leg)
        ways: list[Changes] = [
            ((key, value),)
            for value in sorted(self._values(finding, key), key=_distance_from(claim))
            if holds(claim, finding.reading_of(value, frozenset())) is wanted
        ]
        if finding.follows is None:
            return ways
        parent = bind(finding.follows, leg) if leg else finding.follows
        if judge(parent, self.answers).value is False:
            ways = _joined(ways, self.to(parent, True))
        elif self.answers.value(key) is None and not wanted:
            ways += self.to(parent, False)
        return ways

    def _values(self, finding: Finding, key: str) -> Iterator[Value]:
        """Values worth trying: options, a set with one option more or fewer, numbers at an edge."""
        recorded = self.answers.value(key)
        match finding.kind:
            case Kind.PRESENCE:
                yield from (True, False)
            case Kind.CHOICE:
                yield from sorted(finding.options, key=lambda option: option not in _HEALTHY)
            case Kind.SEVERAL:
                held = recorded if isinstance(recorded, frozenset) else frozenset[str]()
                yield from (frozenset(), *(held | {option} for option in finding.options))
            case Kind.QUANTITY:
                yield from _numbers(finding, self._bounds.get(finding, set()))

    # --- Scores ---

    def _score(self, score: Score, claim: Claim, wanted: bool) -> Iterable[Changes]:
        if score.worst_of is not None:
            legs = [leg for leg in LEGS if leg not in self.answers.absent_legs]
            each = [list(self._sum(score.worst_of, leg, claim, wanted)) for leg in legs]
            return self._some(1 if _asks_for_more(claim, wanted) else len(legs), each)
        if score.items:
            return self._sum(score, claim.leg, claim, wanted)
        if score.cases and score.shows is None:
            return self._class(score, claim, wanted)
        return self._number(score, claim, wanted)

    def _class(self, score: Score, claim: Claim, wanted: bool) -> Iterator[Changes]:
        """A case that fits holds, and none before it."""
        before: list[list[Changes]] = []
        for outcome, case in (*score.cases, (score.otherwise, None)):
            here = bind(case, claim.leg) if case is not None and claim.leg else case
            if (outcome in claim.value) is wanted:  # type: ignore[operator]
                yield from self._all(*before, *([self.to(here, True)] if here is not None else []))
            if here is not None:
                before.append(self.to(here, False))

    def _sum(self, score: Score, leg: Leg | None, claim: Claim, wanted: bool) -> Iterator[Changes]:
        """Enough items with enough points; of what is not known the less favourable counts."""
        more = _asks_for_more(claim, wanted)
        sums: dict[Decimal, list[Changes]] = {Decimal(0): [()]}
        for line in score.items:
            options = list(self._item(line, leg, more))
            added: dict[Decimal, list[Changes]] = {}
            for (so_far, ways), (worth, more_ways) in product(sums.items(), options):
                added.setdefault(so_far + worth, []).extend(_joined(ways, more_ways))
            sums = {total: self._cheapest(ways) for total, ways in added.items()}
        for total, ways in sums.items():
            if holds(claim, Reading(total, low=total, high=total)) is wanted:
                yield from ways

    def _item(
        self, line: Item, leg: Leg | None, more: bool
    ) -> Iterator[tuple[Decimal, list[Changes]]]:
        """What the item can count for: as it stands for nothing, or one of its bands for a price."""
        possible: set[Decimal] = set()
        before: list[list[Changes]] = []
        settled = False
        for worth, case in line.bands:
            here = bind(case, leg) if leg else case
            verdict = judge(here, self.answers).value
            if not settled and verdict is not False:
                possible.add(worth)
            settled = settled or verdict is True
            yield worth, self._all(*before, self.to(here, True))
            before.append(self.to(here, False))
        if not settled:
            possible.add(Decimal(0))
        yield (min(possible) if more else max(possible)), [()]
        yield Decimal(0), self._all(*before)

    def _number(self, score: Score, claim: Claim, wanted: bool) -> Iterator[Changes]:
        """One of what it is worked out from at the value where the claim turns, or two together."""
        keys = [key for key in keys_of_operand(score, claim.leg) if key in KEYS]
        known = {key: self.answers[key] for key in keys if key in self.answers}

        # Where a claim from below and one from above meet, one reported value has to do for both.
        shared = self._bounds.get(score, set())

        def turns(ways: Sequence[Changes]) -> list[Changes]:
            """Of ways in a row, those that do, next to one that would not or at another edge."""
            fits = []
            for way in ways:
                changed = Answers({**known, **dict(way)}, self.answers.absent_legs)
                fits.append(compiled(claim)(changed) is wanted)
            around = [fits[max(0, place - 1) : place + 2] for place in range(len(fits))]
            few = len(ways) < 3  # noqa: PLR2004 (yes and no have no edge)
            return [
                way
                for way, fit, near in zip(ways, fits, around, strict=True)
                if fit and (few or not all(near) or way[0][1] in shared)
            ]

        found = 0
        for key in keys:
            for way in turns([((key, value),) for value in self._tries(key)]):
                found += 1
                yield way
            if found >= KEPT:
                return
        if found:
            return
        for one, other in combinations(sorted(keys), 2):
            few = [_thinned(self._tries(key)) for key in (one, other)]
            in_both = set(self._tries(other))
            alike = [value for value in self._tries(one) if value in in_both]
            yield from turns([((one, value), (other, value)) for value in alike])
            for value in few[0]:
                yield from turns([((one, value), (other, v)) for v in few[1]])

    def _tries(self, key: str) -> Sequence[Value]:
        if key not in self._tried:
            self._tried[key] = self._worth_trying(key)
        return self._tried[key]

    def _worth_trying(self, key: str) -> list[Value]:
        finding, _ = KEYS[key]
        if finding.kind is not Kind.QUANTITY:
            return list(self._values(finding, key))
        low, high = finding.usual
        steps = min(Decimal(240), (high - low) * 10**finding.decimals) or Decimal(1)
        scale = Decimal(1).scaleb(-finding.decimals)
        spread = {(low + (high - low) * n / steps).quantize(scale) for n in range(int(steps) + 1)}
        exact = sorted(
            spread | set(map(Decimal, _numbers(finding, self._bounds.get(finding, set()))))
        )
        return [value if finding.decimals else int(value) for value in exact]


def _joined(some: Iterable[Changes], others: Iterable[Changes]) -> list[Changes]:
    """Each of the ones with each of the others, where they do not contradict each other."""
    joined = []
    for one, other in product(some, others):
        both = dict(one)
        if all(both.setdefault(key, value) == value for key, value in other):
            joined.append(tuple(sorted(both.items(), key=lambda change: change[0])))
    return joined


def _numbers(finding: Finding, bounds: Iterable[Any]) -> Iterator[int | Decimal]:
    """Each threshold with its neighbours, within the limits."""
    step = Decimal(1).scaleb(-finding.decimals)
    low, high = finding.limits
    around = {Decimal(bound) + by for bound in bounds for by in (-step, 0, step)}
    for value in sorted(around):
        exact = value.quantize(step)
        if low <= exact <= high:
            yield exact if finding.decimals else int(exact)


def _distance_from(claim: Claim) -> Callable[[Value], Any]:
    """Orders numbers by how near they are to the threshold; leaves other values as they are."""
    bound = claim.value
    if isinstance(bound, int | Decimal):
        return lambda value: abs(value - bound)  # type: ignore[operator]
    return lambda _: 0


def _thinned(values: Sequence[Value], most: int = 12) -> Sequence[Value]:
    return values[:: max(1, len(values) // most)]


def _asks_for_more(claim: Claim, wanted: bool) -> bool:
    return (claim.relation in (Relation.GE, Relation.GT)) is wanted
