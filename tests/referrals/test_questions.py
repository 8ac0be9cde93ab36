"""Which missing findings matter: held against an oracle that tries every completion.

A patient is taken from the cases of a rule, all that the rule looks at is filled in, and some of it
is forgotten again. The oracle writes out every way of filling those gaps and has each judged.
"""

import random
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from itertools import product

import pytest

from intake.compiled import compiled
from intake.completions import needed
from intake.findings import KEYS
from intake.findings.finding import Finding, Kind
from intake.logic import Claim, Condition, bind, claims_of, holds, judge, missing
from intake.readings import LEGS, Answers, Value, key_of
from intake.reads import keys_of_operand, keys_read
from intake.scores.score import Score
from referrals.rules import RULES
from referrals.rules.rule import Rule
from tests.cases import CASES
from tests.cases.table import answers, spelled_out
from tests.intake.patients import MEASUREMENT_OF, values_worth_trying

FORGOTTEN = 12  # findings at most
COMPLETIONS = 256  # at most, so that each can be judged
PATIENTS = 2  # of each rule

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def all_claims(condition: Condition) -> Iterator[Claim]:
    """Every claim, those inside scores and those on what a finding is a detail of included."""
    for claim in claims_of(condition):
        yield claim
        if isinstance(claim.operand, Score):
            for _, case in claim.operand.cases:
                yield from all_claims(case)
        elif isinstance(claim.operand, Finding) and claim.operand.follows is not None:
            yield from all_claims(claim.operand.follows)


def told_apart(rule: Rule, key: str) -> list[Value | None]:
    """Values of a finding, one of each kind that the rule's claims on it tell apart."""
    finding, _ = KEYS[key]
    about = [claim for claim in all_claims(rule.when) if claim.operand is finding]
    values = (*values_worth_trying(finding), *around_the_edges(finding, about))
    if key in MEASUREMENT_OF or key in parents(rule):
        # One reading of a measurement may say all, and a detail may be told without what it is a
        # detail of: the others can stay open.
        return [None, *values]
    if not about or key in also_worked_with(rule):
        return list(dict.fromkeys(values))
    kinds: dict[tuple[bool | None, ...], Value] = {}
    for value in values:
        reading = finding.reading_of(value, frozenset())
        kinds.setdefault(tuple(holds(claim, reading) for claim in about), value)
    return list(kinds.values())


@cache
def parents(rule: Rule) -> frozenset[str]:
    """The findings that others, which the rule reads, are details of."""
    found: set[str] = set()
    for key in set(keys_read(rule.when)) & KEYS.keys():
        finding, leg = KEYS[key]
        if finding.follows is not None:
            found |= set(keys_read(bind(finding.follows, leg) if leg else finding.follows))
    return frozenset(found)


@cache
def also_worked_with(rule: Rule) -> frozenset[str]:
    """The quantities that the rule claims and that a number it claims is worked out from, too."""
    claimed: set[str] = set()
    worked_with: set[str] = set()
    for operand in {claim.operand: None for claim in all_claims(rule.when)}:
        for leg in LEGS if operand.per_leg else (None,):
            if isinstance(operand, Finding) and operand.kind is Kind.QUANTITY:
                claimed.add(key_of(operand.id, leg))
            elif isinstance(operand, Score) and not operand.cases:
                worked_with |= set(keys_of_operand(operand, leg))
    return frozenset(claimed & worked_with)


def measurements(keys: Iterable[str]) -> set[tuple[str, ...]]:
    """The findings behind the keys: the readings of one measurement are one."""
    return {MEASUREMENT_OF.get(key, (key,)) for key in keys}


def around_the_edges(finding: Finding, about: list[Claim]) -> Iterator[Value]:
    """Of a quantity, each threshold with its neighbours."""
    if finding.kind is Kind.QUANTITY:
        step = Decimal(1).scaleb(-finding.decimals)
        low, high = finding.limits
        for edge in (claim.value for claim in about if isinstance(claim.value, Decimal)):
            for value in (edge - step, edge, edge + step):
                if low <= value <= high:
                    yield value if finding.decimals else int(value)


def gaps_in(rule: Rule) -> Iterator[tuple[Answers, dict[str, list[Value | None]]]]:
    """Patients for whom the rule cannot be told, each with the values that each gap can have."""
    chance = random.Random(rule.id)  # noqa: S311 (the same patients at every run)
    rows = [
        case.row
        for row in CASES[rule.id]
        for case in spelled_out(rule, row)
        if case.verdict is not None
    ]
    found = 0
    for row in chance.sample(rows, len(rows)):
        keys = [key for key in row if row[key] is not None and key in KEYS]
        chance.shuffle(keys)
        if not found:  # what is claimed twice over is forgotten first
            keys.sort(key=lambda key: key not in also_worked_with(rule))
        gaps: dict[str, list[Value | None]] = {}
        ways = 1
        for key in keys:
            together = [
                each for each in MEASUREMENT_OF.get(key, (key,)) if row.get(each) is not None
            ]
            values = {each: told_apart(rule, each) for each in together}
            more = ways
            for each in values.values():
                more *= len(each)
            if (
                more <= COMPLETIONS
                and len(gaps) + len(values) <= FORGOTTEN
                and not gaps.keys() & values.keys()
            ):
                gaps |= values
                ways = more
        known = answers({key: value for key, value in row.items() if key not in gaps})
        verdict = judge(rule.when, known)
        if verdict.value is None and gaps.keys() >= set(missing(verdict)):
            yield known, gaps
            found += 1
        if found == PATIENTS:
            return


def completed(known: Answers, gaps: dict[str, Value | None]) -> Answers:
    """The answers with the gaps filled; a detail of something absent is left out."""
    filled = {key: value for key, value in gaps.items() if value is not None}
    full = Answers({**known, **filled}, known.absent_legs)
    for key in filled:
        finding, leg = KEYS[key]
        if finding.follows is not None and key in full:
            parent = bind(finding.follows, leg) if leg else finding.follows
            if judge(parent, full).value is False:
                full = Answers({k: v for k, v in full.items() if k != key}, known.absent_legs)
    return full


def oracle(rule: Rule, known: Answers, gaps: dict[str, list[Value | None]]) -> set[str]:
    """The gaps whose value makes a difference in some completion."""
    outcomes = {
        ways: compiled(rule.when)(completed(known, dict(zip(gaps, ways, strict=True))))
        for ways in product(*gaps.values())
    }
    deciding = set()
    for place, key in enumerate(gaps):
        seen: dict[tuple[Value | None, ...], bool | None] = {}
        for ways, outcome in outcomes.items():
            rest = ways[:place] + ways[place + 1 :]
            if seen.setdefault(rest, outcome) is not outcome:
                deciding.add(key)
                break
    return deciding


@every_rule
def test_exactly_those_findings_are_asked_for_that_can_make_a_difference(rule):
    for known, gaps in gaps_in(rule):
        named = set(needed(judge(rule.when, known), known))
        expected = oracle(rule, known, gaps)
        assert named >= expected, dict(known)
        # The readings of one measurement are one finding. Where every completion agrees, any answer
        # that settles it is named.
        assert not expected or measurements(named) == measurements(expected), dict(known)


def fill_what_is_not_named(rule: Rule) -> int:
    """How many answers were tried that nobody asks for, in patients with much and little known."""
    chance = random.Random(rule.id)  # noqa: S311
    rows = [case.row for row in CASES[rule.id] for case in spelled_out(rule, row)]
    tried = 0
    for row in chance.sample(rows, min(len(rows), 40)):
        known = answers({key: row[key] for key in row if key not in KEYS or chance.random() < 0.7})
        verdict = judge(rule.when, known)
        if verdict.value is not None:
            continue
        named = needed(verdict, known)
        assert named
        for key in set(keys_read(rule.when)) & KEYS.keys() - {*known, *named}:
            if known.keys() & set(MEASUREMENT_OF.get(key, ())):
                continue  # it was read with what is known
            for value in told_apart(rule, key):
                if value is not None:
                    after = compiled(rule.when)(completed(known, {key: value}))
                    assert after is None, (key, value, dict(known))
                    tried += 1
    return tried


def test_an_answer_that_is_not_asked_for_never_settles_anything():
    """However little is known: there the names may be too many, never too few."""
    assert sum(map(fill_what_is_not_named, RULES.values())) > 10 * len(RULES)


def test_a_number_only_rises_or_only_falls_with_a_quantity_that_is_claimed_beside_it():
    """So that between two values of the quantity it lies between what it is at both."""
    chance = random.Random(1)  # noqa: S311
    pairs = {
        (claim.operand, key)
        for rule in RULES.values()
        for key in also_worked_with(rule)
        for claim in all_claims(rule.when)
        if isinstance(claim.operand, Score) and not claim.operand.cases
        if key in keys_of_operand(claim.operand, KEYS[key][1])
    }
    moving = set()
    for score, key in sorted(pairs, key=lambda pair: (pair[0].id, pair[1])):
        finding, leg = KEYS[key]
        others = [each for each in keys_of_operand(score, leg) if each != key]
        for _ in range(8):
            known = {each: chance.choice(values_worth_trying(KEYS[each][0])) for each in others}
            low, high = map(int, finding.limits)
            readings = [
                score.read(Answers({**known, key: value}), leg) for value in range(low, high + 1)
            ]
            numbers = [reading.low for reading in readings if reading.low is not None]
            assert numbers in (sorted(numbers), sorted(numbers, reverse=True)), (score.id, known)
            if len(set(numbers)) > 1:
                moving.add((score.id, key))
    assert ("tbi", "toe_sbp.left") in moving
