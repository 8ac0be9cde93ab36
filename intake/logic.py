"""Three-valued conditions over findings: build, judge for one patient, say why, name what is missing.

The language has three nodes: a claim (one operand, one relation, one value), `not_`, and a group
"at least n of" (so `all_of`, `any_of` and `at_least` are one node). Truth is Kleene's: a condition
is True, False, or None, *cannot tell*. There is no test for "unknown", and that is what makes three
theorems hold for every condition that can be written: nothing known decides nothing; learning more
never overturns a verdict; the reasons given are enough to repeat the verdict.
"""

from __future__ import annotations

import difflib
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Final

from intake.readings import (
    LEGS,
    NOT_EXAMINABLE,
    OPPOSITE,
    Answers,
    Leg,
    Number,
    Reading,
    Value,
    key_of,
)


class Operand:
    """Something a claim can be about: a finding, or a score worked out from findings."""

    id: str
    label: str
    per_leg: bool
    options: Mapping[str, str] | None  # of a choice, several or class: id → label

    def read(self, answers: Answers, leg: Leg | None) -> Reading:
        """What this is for the patient; `leg` is None for findings of the whole person."""
        raise TypeError(f"{type(self).__name__} does not say how it is read")

    def phrase(self, reading: Reading) -> str:
        """The patient's own value in words."""
        return f"{self.label}: {reading.value}"

    def _claim(self, relation: Relation, value: Value | frozenset[Value]) -> Claim:
        if self.options and relation in _COMPARE:
            raise TypeError(f"{self.id} is no number: write is_() or has() with its options")
        if self.options and (strange := sorted(set(value) - self.options.keys())):  # type: ignore[arg-type]
            near = difflib.get_close_matches(str(strange[0]), self.options, 1)
            remedy = f"did you mean {near[0]}?" if near else f"one of {', '.join(self.options)}"
            raise ValueError(f"{self.id} has no option {strange[0]}: {remedy}")
        return Claim(self, relation, value, Leg.THIS if self.per_leg else None)

    def __lt__(self, bound: float | Decimal) -> Claim:
        return self._claim(Relation.LT, Decimal(str(bound)))

    def __le__(self, bound: float | Decimal) -> Claim:
        return self._claim(Relation.LE, Decimal(str(bound)))

    def __gt__(self, bound: float | Decimal) -> Claim:
        return self._claim(Relation.GT, Decimal(str(bound)))

    def __ge__(self, bound: float | Decimal) -> Claim:
        return self._claim(Relation.GE, Decimal(str(bound)))

    def present(self) -> Claim:
        """A presence that is known to be there."""
        return self._claim(Relation.IS, frozenset({True}))

    def absent(self) -> Condition:
        """A presence that is known not to be there."""
        return not_(self.present())

    def is_(self, *options: str) -> Claim:
        """A choice that is one of these."""
        return self._claim(Relation.IS, frozenset(options))

    def is_not(self, option: str) -> Condition:
        """A choice that is known and is something else."""
        return not_(self.is_(option))

    def has(self, *options: str) -> Claim:
        """A several with at least one of these."""
        return self._claim(Relation.HAS_ANY, frozenset(options))


class Relation(StrEnum):
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    IS = "is"
    HAS_ANY = "has any of"


# --- The three nodes --------------------------------------------------------------------------


class Condition:
    """A claim, a negation or a group. It has no truth of its own: judge it for a patient."""

    def __bool__(self) -> bool:
        raise TypeError(
            "a condition is not true or false by itself: join conditions with all_of, any_of and "
            "not_ (never `and`, `or`, `not`), and ask judge(condition, answers).value"
        )


@dataclass(frozen=True, slots=True)
class Claim(Condition):
    """One operand, one relation, one value; `leg` is None where the operand is of the person."""

    operand: Operand
    relation: Relation
    value: Value | frozenset[Value]
    leg: Leg | None = None


@dataclass(frozen=True, slots=True)
class Not(Condition):
    part: Condition


@dataclass(frozen=True, slots=True)
class Group(Condition):
    """At least `least` of `parts`. `legs` names the leg of each part when a quantifier made it."""

    least: int
    parts: tuple[Condition, ...]
    legs: tuple[Leg, ...] = ()
    name: str = ""


def not_(condition: Condition) -> Condition:
    return condition.part if isinstance(condition, Not) else Not(condition)


def at_least(least: int, *parts: Condition) -> Group:
    for part in parts:
        if not isinstance(part, Condition):
            raise TypeError(
                f"{part!r} is not a condition: write pulse.is_('absent') or fever.present()"
            )
    if not 1 <= least <= len(parts):
        raise ValueError(f"at least {least} of {len(parts)} parts can never be asked for")
    return Group(least, parts)


def all_of(*parts: Condition) -> Group:
    return at_least(len(parts), *parts)


def any_of(*parts: Condition) -> Group:
    return at_least(1, *parts)


def named(name: str, condition: Condition) -> Group:
    """The same condition with a name that rules and pages can call it by."""
    if isinstance(condition, Group) and not condition.name:
        return Group(condition.least, condition.parts, condition.legs, name)
    return Group(1, (condition,), name=name)


# --- Legs -------------------------------------------------------------------------------------


class _LegExists(Operand):
    """Whether there is such a leg: only a leg recorded as amputated is none."""

    id = NOT_EXAMINABLE
    label = "Leg amputated"
    per_leg = True
    options = None

    def read(self, answers: Answers, leg: Leg | None) -> Reading:
        gone = leg in answers.absent_legs
        return Reading(value=not gone, basis=frozenset({key_of(self.id, leg)} if gone else ()))

    def phrase(self, reading: Reading) -> str:
        return "" if reading.value else self.label


leg_exists: Final = _LegExists()


# By identity first, with the condition kept so that its id stays its own: hashing a tree costs more.
_bound: Final[dict[tuple[int, Leg], tuple[Condition, Condition]]] = {}


def bind(condition: Condition, leg: Leg) -> Condition:
    """The condition with THIS leg named; OTHER becomes the opposite one."""
    known = _bound.get((id(condition), leg))
    if known is None:
        known = _bound[id(condition), leg] = (condition, _bind(condition, leg))
    return known[1]


@cache
def _bind(condition: Condition, leg: Leg) -> Condition:
    """Equal conditions become one and the same, so that each is judged once for a patient."""
    match condition:
        case Claim(operand, relation, value, Leg.THIS):
            return Claim(operand, relation, value, leg)
        case Claim(operand, relation, value, Leg.OTHER):
            return Claim(operand, relation, value, OPPOSITE[leg])
        case Not(part):
            return Not(bind(part, leg))
        case Group(least, parts, legs, name):
            return Group(
                least,
                tuple(bind(part, leg) for part in parts),
                tuple({Leg.THIS: leg, Leg.OTHER: OPPOSITE[leg]}.get(each, each) for each in legs),
                name,
            )
    return condition


def is_per_leg(condition: Condition) -> bool:
    """Whether some claim still waits for a quantifier to name its leg."""
    return any(claim.leg in (Leg.THIS, Leg.OTHER) for claim in claims_of(condition))


def any_leg(condition: Condition) -> Group:
    """True when the condition holds, as a whole, on one and the same existing leg."""
    _require_per_leg("any_leg", condition)
    parts = tuple(all_of(bind(leg_exists.present(), leg), bind(condition, leg)) for leg in LEGS)
    return Group(1, parts, LEGS)


def same_leg(*conditions: Condition) -> Group:
    """True when one leg fulfils all of these."""
    return any_leg(all_of(*conditions))


def both_legs(condition: Condition) -> Group:
    """True when the condition holds on every existing leg, and there is one."""
    _require_per_leg("both_legs", condition)
    parts = tuple(
        any_of(not_(bind(leg_exists.present(), leg)), bind(condition, leg)) for leg in LEGS
    )
    return all_of(any_leg(leg_exists.present()), Group(len(LEGS), parts, LEGS))


def other_leg(condition: Condition) -> Condition:
    """A per-leg condition, asked of the opposite leg, which must exist."""
    _require_per_leg("other_leg", condition)
    return all_of(bind(leg_exists.present(), Leg.OTHER), bind(condition, Leg.OTHER))


def _require_per_leg(word: str, condition: Condition) -> None:
    if not is_per_leg(condition):
        raise ValueError(f"{word} needs a condition about a leg: this one has no per-leg finding")


def claims_of(condition: Condition) -> Iterator[Claim]:
    """Every claim in the condition, in the order written."""
    match condition:
        case Claim():
            yield condition
        case Not(part):
            yield from claims_of(part)
        case Group(parts=parts):
            for part in parts:
                yield from claims_of(part)


# --- Judging ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verdict:
    """A condition's value for one patient, with only those parts that settle it.

    For *cannot tell* the parts are those that are not settled. `reading` is set for claims.
    """

    condition: Condition
    value: bool | None
    parts: tuple[Verdict, ...] = ()
    reading: Reading | None = None


_COMPARE: Final[Mapping[Relation, Callable[[Number, Number], bool]]] = {
    Relation.LT: operator.lt,
    Relation.LE: operator.le,
    Relation.GT: operator.gt,
    Relation.GE: operator.ge,
}


def judge(condition: Condition, answers: Answers) -> Verdict:
    """The verdict on a condition for one patient: value True, False or None (cannot tell)."""
    verdict = answers.verdicts.get(id(condition))
    if verdict is None:
        verdict = answers.given(condition) or _judge(condition, answers)
        answers.verdicts[id(condition)] = verdict
    return verdict


def _judge(condition: Condition, answers: Answers) -> Verdict:
    match condition:
        case Claim(operand, _, _, leg):
            if leg in (Leg.THIS, Leg.OTHER):
                raise ValueError(
                    f"a claim on {operand.id} speaks of a leg: put it inside any_leg, same_leg or "
                    "both_legs"
                )
            reading = operand.read(answers, leg)
            return Verdict(condition, holds(condition, reading), reading=reading)
        case Not(part):
            inner = judge(part, answers)
            return Verdict(condition, None if inner.value is None else not inner.value, (inner,))
        case Group(least, parts):
            verdicts = [judge(part, answers) for part in parts]
            true = [verdict for verdict in verdicts if verdict.value is True]
            false = [verdict for verdict in verdicts if verdict.value is False]
            if len(true) >= least:
                return Verdict(condition, True, tuple(true))
            if len(parts) - len(false) < least:
                return Verdict(condition, False, tuple(false))
            open_parts = tuple(verdict for verdict in verdicts if verdict.value is None)
            return Verdict(condition, None, open_parts)
    raise TypeError(f"{condition!r} is not a condition")


def holds(claim: Claim, reading: Reading) -> bool | None:
    """Kleene value of a claim; of a number in a range only what the whole range agrees on."""
    if not reading.applies:
        return False
    wanted = claim.value
    if claim.relation is Relation.IS:
        return None if reading.value is None else reading.value in wanted  # type: ignore[operator]
    if claim.relation is Relation.HAS_ANY:
        return None if reading.value is None else bool(reading.value & wanted)  # type: ignore[operator]
    compare = _COMPARE[claim.relation]
    agreed = {
        None if bound is None else compare(bound, wanted)  # type: ignore[arg-type]
        for bound in (reading.low, reading.high)
    }
    return agreed.pop() if len(agreed) == 1 else None


# --- Saying -----------------------------------------------------------------------------------


def leaves(verdict: Verdict) -> Iterator[Verdict]:
    """The verdicts on single claims that settle (or, for cannot tell, leave open) this one."""
    if isinstance(verdict.condition, Claim):
        yield verdict
    for part in verdict.parts:
        yield from leaves(part)


def basis_of(verdict: Verdict) -> frozenset[str]:
    """The keys of the answers that the verdict rests on."""
    return frozenset(key for leaf in leaves(verdict) if leaf.reading for key in leaf.reading.basis)


def legs_of(verdict: Verdict) -> frozenset[Leg]:
    """The legs on which a true verdict holds; empty where it rests on the whole person alone."""
    condition = verdict.condition
    if isinstance(condition, Group) and condition.legs:
        by_part = dict(zip(map(id, condition.parts), condition.legs, strict=True))
        return frozenset(
            leg for part in verdict.parts if _rests_on(part, leg := by_part[id(part.condition)])
        )
    if isinstance(condition, Not):
        return frozenset()
    return frozenset(leg for part in verdict.parts for leg in legs_of(part))


def _rests_on(part: Verdict, leg: Leg) -> bool:
    """Whether something recorded of this very leg makes a quantifier's part true."""
    return any(
        isinstance(leaf.condition, Claim)
        and leaf.condition.leg is leg
        and leaf.condition.operand is not leg_exists
        and bool(leaf.reading and leaf.reading.basis)
        for leaf in leaves(part)
    )


def say(*verdicts: Verdict) -> str:
    """The reasons of these verdicts in words, each once, with this patient's values.

    Of a verdict that cannot be told, what is open.
    """
    known: _ByLeg = {None: {}, Leg.LEFT: {}, Leg.RIGHT: {}}
    not_known: _ByLeg = {None: {}, Leg.LEFT: {}, Leg.RIGHT: {}}
    for verdict in verdicts:
        for leaf in leaves(verdict):
            claim, reading = leaf.condition, leaf.reading
            if not isinstance(claim, Claim) or reading is None:
                continue
            if verdict.value is None:
                not_known[claim.leg][claim.operand.label] = None
            elif reading.basis and (words := claim.operand.phrase(reading)):
                # A score may tell of several findings: each is said once.
                known[claim.leg].update(dict.fromkeys(words.split("; ")))
    texts = [_said(leg, phrases) for leg, phrases in known.items() if phrases]
    texts += ["Not known: " + _said(leg, names) for leg, names in not_known.items() if names]
    return ". ".join(texts)


_ByLeg = dict[Leg | None, dict[str, None]]


def _said(leg: Leg | None, phrases: Iterable[str]) -> str:
    return (f"{str(leg).capitalize()} leg: " if leg else "") + "; ".join(phrases)


def missing(verdict: Verdict) -> tuple[str, ...]:
    """The keys of the findings that could still settle a *cannot tell*; empty for any other."""
    if verdict.value is not None:
        return ()
    keys: dict[str, None] = {}
    for leaf in leaves(verdict):
        if leaf.value is None and leaf.reading:
            keys.update(dict.fromkeys(sorted(leaf.reading.wanted)))
    return tuple(keys)
