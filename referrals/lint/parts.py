"""The parts of a condition, and when one of them decides it alone.

A part decides where the verdict would be the other way round if the part were: in a group "at least
n of" that is so when exactly n - 1 of the other parts hold, all the way up. A part of which no
patient shows that makes no difference; one of which no case shows it is not tested (MC/DC, with
what is hidden left out of account).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from intake.logic import (
    Claim,
    Condition,
    Group,
    Not,
    all_of,
    any_of,
    at_least,
    holds,
    leg_exists,
    not_,
)
from intake.readings import Answers
from referrals.lint.fault import in_words


class Place(NamedTuple):
    """Where a part stands: in a rule or a named condition, and the way there, the same on each leg."""

    where: str
    way: tuple[int, ...] = ()

    def step(self, place: int) -> Place:
        return Place(self.where, (*self.way, place))


@dataclass(frozen=True)
class Part:
    place: Place
    condition: Condition
    decides: tuple[Condition, ...]  # all of these hold where the part decides
    twins: tuple[tuple[Condition, Part], ...] = ()  # inside a quantifier: the same on the right leg

    @property
    def words(self) -> str:
        return in_words(self.condition)

    def decisive(self, value: bool) -> Condition:
        """Being `value` and deciding: on this leg alone, or on both legs together."""
        own = self.condition if value else not_(self.condition)
        twins = (any_of(alone, twin.decisive(value)) for alone, twin in self.twins)
        return all_of(own, *self.decides, *twins)


def parts_of(condition: Condition, where: str, *, into_named: bool = False) -> Iterator[Part]:
    """The parts of a condition, outer before inner. A named one is one part, unless `into_named`."""
    yield from _parts(condition, Place(where), (), into_named, outermost=True)


def _parts(
    condition: Condition,
    place: Place,
    decides: tuple[Condition, ...],
    into_named: bool,
    outermost: bool = False,
) -> Iterator[Part]:
    match condition:
        case Claim(operand):
            if operand is not leg_exists:
                yield Part(place, condition, decides)
        case Not(part):
            yield from _parts(part, place, decides, into_named, outermost)
        case Group(least, parts, legs, name):
            if name and not outermost:
                yield Part(place, condition, decides)
                if not into_named:
                    return
            if name:
                place = Place(name)
            if legs:
                yield from _on_a_leg(condition, place.step(0), decides, into_named)
                return
            for number, part in enumerate(parts):
                others = parts[:number] + parts[number + 1 :]
                alone = (*decides, *_exactly(least - 1, others))
                yield from _parts(part, place.step(number), alone, into_named)


def _on_a_leg(
    quantifier: Group, place: Place, decides: tuple[Condition, ...], into_named: bool
) -> Iterator[Part]:
    """The parts of what is asked of the left leg. As written, each is a part on the right as well."""
    left, right = quantifier.parts
    alone = all_of(*_exactly(quantifier.least - 1, (right,)))
    pairs = zip(
        _parts(left, place, (), into_named), _parts(right, place, (), into_named), strict=True
    )
    for part, twin in pairs:
        yield Part(
            place=part.place,
            condition=part.condition,
            decides=(*decides, *part.decides),
            twins=(*part.twins, (alone, twin)),
        )


def _exactly(count: int, others: tuple[Condition, ...]) -> Iterator[Condition]:
    if count:
        yield at_least(count, *others)
    if count < len(others):
        yield not_(at_least(count + 1, *others))


def deciding(
    condition: Condition, where: str, answers: Answers, passing: Collection[str] = ()
) -> Iterator[tuple[Place, bool]]:
    """The parts that decide the verdict for one patient, each with its value.

    It looks into named conditions as well, but for those that are passed by.
    """
    yield from _deciding(condition, Place(where), _Values(answers), passing, outermost=True)


class _Values:
    """Verdicts of one patient without their reasons, each looked for no longer than need be."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._known: dict[int, bool | None] = {}
        self._seen: set[int] = set()

    def seen(self, condition: Group) -> bool:
        """Whether a named condition was looked into before; from now on it was."""
        before = id(condition) in self._seen
        if condition.name:
            self._seen.add(id(condition))
        return before

    def again(self) -> _Values:
        """The same, with nothing looked into yet."""
        other = _Values(self._answers)
        other._known = self._known
        return other

    def of(self, condition: Condition) -> bool | None:
        key = id(condition)
        if key not in self._known:
            self._known[key] = self._work_out(condition)
        return self._known[key]

    def _work_out(self, condition: Condition) -> bool | None:
        match condition:
            case Claim(operand, _, _, leg):
                return holds(condition, operand.read(self._answers, leg))
            case Not(part):
                inner = self.of(part)
                return None if inner is None else not inner
            case Group(least, parts):
                true, possible = 0, len(parts)
                for part in parts:
                    value = self.of(part)
                    true += value is True
                    possible -= value is False
                    if true >= least:
                        return True
                    if possible < least:
                        return False
                return None
        raise TypeError(f"{condition!r} is not a condition")


def _deciding(
    condition: Condition,
    place: Place,
    values: _Values,
    passing: Collection[str],
    outermost: bool = False,
) -> Iterator[tuple[Place, bool]]:
    match condition:
        case Claim(operand):
            value = values.of(condition)
            if value is not None and operand is not leg_exists:
                yield place, value
        case Not(part):
            yield from _deciding(part, place, values, passing, outermost)
        case Group(least, parts, legs, name):
            value = values.of(condition)
            if name and not outermost and value is not None:
                yield place, value
            if name in passing or values.seen(condition):
                return
            if name:
                place = Place(name)
            each = [values.of(part) for part in parts]
            true, open_ = each.count(True), each.count(None)
            steps = [place.step(0 if legs else number) for number in range(len(parts))]
            for step, part, own in zip(steps, parts, each, strict=True):
                # Exactly least - 1 of the others hold, whatever is not known.
                if own is not None and true - own == least - 1 and not open_:
                    yield from _deciding(part, step, values, passing)
            together = legs and len(set(each)) == 1 and not open_
            if together and true - bool(each[0]) != least - 1:
                # The two legs are alike: what is written once decides on both together.
                on_each = [
                    set(_deciding(part, steps[0], values.again(), passing)) for part in parts
                ]
                yield from on_each[0] & on_each[1]
