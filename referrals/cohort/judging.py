"""The same conditions and scores as for one patient, over many intakes at once.

Nothing is written twice. A claim is decided by `logic.holds`, once for each distinct reading. A
finding or a score is read by its own function, once for each distinct combination of what it looks
at; what that is, is learned from the function itself, which is stopped where it asks for something
new. Only points have a way of their own, because their lines combine in too many ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from intake.findings.finding import Finding
from intake.logic import Claim, Condition, Group, Not, Operand, Verdict, bind, holds
from intake.readings import LEGS, Answers, Leg, Reading, Value, key_of
from intake.scores.score import Item, Score
from referrals.cohort.coded import SMALL, Coded, distinct, every_pair, narrow, pairs_found
from referrals.cohort.columns import Columns, code_of, spread, value_of
from referrals.cohort.planes import (
    Plane,
    Planes,
    at_least,
    negated,
    packed,
    unpacked,
    where,
)

# What an operand looks at: an answer by its key, a condition, or a score on a leg.
Input = str | Condition | tuple[Operand, Leg | None]
# What was asked for so far: by name, its place among what is held, and itself.
_Path = Mapping[Any, tuple[int, Input]]

_LEGS_GONE: Final = tuple(
    frozenset(leg for bit, leg in enumerate(LEGS) if gone & 1 << bit)
    for gone in range(1 << len(LEGS))
)
_KLEENE: Final = (None, True, False)
_KEPT: Final = 1 << 16  # combinations that are remembered for one operand


def _name(asked: Input) -> Any:
    """What an input is found by: hashing a whole tree of conditions would take too long."""
    return id(asked) if isinstance(asked, Group | Not) else asked


class _Bare(Reading):
    """A reading without its reasons, of which there is one for each value; so it is its identity."""

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__


class _AsksFor(Exception):
    def __init__(self, asked: Input) -> None:
        super().__init__(asked)
        self.asked = asked


class _Few(Answers):
    """A patient of whom only some things are known; whatever else is asked for is named."""

    def __init__(self, path: _Path, held: tuple[Any, ...]) -> None:
        # Not what Answers makes: this is done once for each combination there is.
        self.absent_legs, self.verdicts, self.readings, self.known = held[0], {}, {}, {}
        self._path, self._held = path, held

    def value(self, key: str) -> Value | None:
        return self._known(key)

    def given(self, what: object, leg: Leg | None = None) -> Any:
        if isinstance(what, Condition):
            return Verdict(what, self._known(what))
        return self._known((what, leg))  # type: ignore[arg-type]

    def _known(self, wanted: Input) -> Any:
        known = self._path.get(_name(wanted))
        if known is None and isinstance(wanted, Condition):
            # A condition that is made anew whenever it is judged is known by what it says.
            known = next((each for each in self._path.values() if each[1] == wanted), None)
        if known is None:
            raise _AsksFor(wanted)
        return self._held[known[0]]


class Learned:
    """What cohorts hand on to one another: what each operand asks for, and what it then is."""

    def __init__(self) -> None:
        self._bare: dict[tuple[Any, ...], _Bare] = {}
        self._told: dict[tuple[Operand, Leg | None], dict[tuple[Any, ...], _Bare | Input]] = {}

    def told(self, operand: Operand, leg: Leg | None) -> dict[tuple[Any, ...], _Bare | Input]:
        """For what is held of an operand so far, its reading or what it asks for next."""
        told = self._told.setdefault((operand, leg), {})
        if len(told) > _KEPT:
            told.clear()
        return told

    def read(
        self, operand: Operand, leg: Leg | None, path: _Path, held: tuple[Any, ...]
    ) -> _Bare | Input:
        work_out = operand.work_out if isinstance(operand, Score) else operand.read
        try:
            full = work_out(_Few(path, held), leg)
        except _AsksFor as question:
            return question.asked
        return self.bare(full.value, full.low, full.high, full.applies)

    def bare(self, *of: Any) -> _Bare:
        reading = self._bare.get(of)
        if reading is None:
            value, low, high, applies = of
            reading = self._bare[of] = _Bare(value, low, high, applies=applies)
        return reading


@dataclass(frozen=True, slots=True)
class _Group:
    """Intakes of which the same things were asked for, with what they hold: one tuple each."""

    path: _Path
    rows: Any  # their places in the columns; a slice where it is all of them
    held: Coded  # the legs that are gone, then what was asked for


class Cohort:
    """Verdicts and scores over the intakes of some columns. Worked out on first use, then kept."""

    def __init__(self, columns: Columns, learned: Learned | None = None) -> None:
        self.columns = columns
        self._learned = learned or Learned()
        # A condition stands beside its planes so that its id stays its own.
        self._planes: dict[int, tuple[Condition, Planes]] = {}
        self._claims: dict[Claim, Planes] = {}
        self._readings: dict[tuple[Operand, Leg | None], Coded] = {}
        gone = sum(
            (columns.absent[leg].astype(np.uint8) << bit)
            for bit, leg in enumerate(LEGS)
            if leg in columns.absent
        )
        self._legs_gone = Coded(np.zeros(len(columns), np.uint8) + np.uint8(gone), _LEGS_GONE)

    def __len__(self) -> int:
        return len(self.columns)

    # --- Conditions ---

    def planes(self, condition: Condition) -> Planes:
        """The intakes of which the condition is known to be true, and those where it is false."""
        kept = self._planes.get(id(condition))
        if kept is None:
            kept = self._planes[id(condition)] = (condition, self._judge(condition))
        return kept[1]

    def _judge(self, condition: Condition) -> Planes:
        match condition:
            case Claim():
                if condition not in self._claims:
                    self._claims[condition] = self._claim(condition)
                return self._claims[condition]
            case Not(part):
                return negated(self.planes(part))
            case Group(least, parts):
                return at_least(least, [self.planes(part) for part in parts])
        raise TypeError(f"{condition!r} is not a condition")

    def _claim(self, claim: Claim) -> Planes:
        if claim.leg in (Leg.THIS, Leg.OTHER):
            raise ValueError(
                f"a claim on {claim.operand.id} speaks of a leg: put it inside any_leg, same_leg or "
                "both_legs"
            )
        coded = self.readings(claim.operand, claim.leg)
        values = [holds(claim, reading) for reading in coded.table]
        return Planes(
            where(coded.codes, [value is True for value in values]),
            where(coded.codes, [value is False for value in values]),
        )

    def values(self, condition: Condition) -> list[bool | None]:
        """The verdict on each intake: True, False or None, cannot tell."""
        return [_KLEENE[code] for code in self._kleene(condition).codes.tolist()]

    def count(self, condition: Condition) -> int:
        """How many intakes it is true of."""
        return int(np.bitwise_count(self.planes(condition).true).sum())

    def ids(self, condition: Condition) -> NDArray[np.int64]:
        """The intakes that it is true of."""
        return self.ids_in(self.planes(condition).true)

    def ids_in(self, plane: Plane) -> NDArray[np.int64]:
        """The intakes whose bit is set."""
        return self.columns.ids[unpacked(plane, len(self)).view(np.bool_)]

    # --- Findings and scores ---

    def readings(self, operand: Operand, leg: Leg | None) -> Coded:
        """What a finding or a score is for each intake: bare readings, without their reasons."""
        kept = self._readings.get((operand, leg))
        if kept is None:
            if isinstance(operand, Score) and operand.items:
                kept = self._add_up(operand, leg)
            else:
                kept = self._read(operand, leg)
            self._readings[operand, leg] = kept
        return kept

    def _read(self, operand: Operand, leg: Leg | None) -> Coded:
        """Its own function decides, on what it asks for, one thing after the other."""
        told = self._learned.told(operand, leg)
        places: dict[_Bare, int] = {}
        result = np.zeros(len(self), np.uint32)
        # Groups of intakes that asked for the same things so far, by what they hold of them.
        groups: list[_Group] = [self._start(operand, leg)]
        while groups:
            group = groups.pop()
            line_of = np.zeros(len(group.held.table), np.uint32)
            asking: dict[Any, tuple[Input, list[int]]] = {}
            for line, held in enumerate(group.held.table):
                answer = told.get(held)
                if answer is None:
                    answer = told[held] = self._learned.read(operand, leg, group.path, held)
                if isinstance(answer, _Bare):
                    line_of[line] = places.setdefault(answer, len(places))
                else:
                    asking.setdefault(_name(answer), (answer, []))[1].append(line)
            result[group.rows] = line_of.take(group.held.codes)
            groups += [self._split(group, *each) for each in asking.values()]
        return Coded(narrow(result, len(places)), list(places))

    def _start(self, operand: Operand, leg: Leg | None) -> _Group:
        """All intakes. A finding looks at its answer and at what it is a detail of."""
        if not isinstance(operand, Finding):
            held = Coded(self._legs_gone.codes, [(gone,) for gone in _LEGS_GONE])
            return _Group({}, slice(None), held)
        # A missing leg changes only what is wanted of a finding, never what is known.
        key = key_of(operand.id, leg)
        path: dict[Any, tuple[int, Input]] = {key: (1, key)}
        held = every_pair(Coded(np.zeros(len(self), np.uint8), _LEGS_GONE[:1]), self._column(key))
        if operand.follows is not None:
            parent = bind(operand.follows, leg) if leg else operand.follows
            path[_name(parent)] = (2, parent)
            held = every_pair(held, self._kleene(parent))
            held = Coded(held.codes, [(*before, value) for before, value in held.table])
        return _Group(path, slice(None), held)

    def _split(self, group: _Group, asked: Input, lines: list[int]) -> _Group:
        """The intakes of some lines, which ask for something, with what they hold of it."""
        new, rows, codes = self._input(asked), group.rows, group.held.codes
        if len(lines) < len(group.held.table):
            asks = np.zeros(len(group.held.table), np.bool_)
            asks[lines] = True
            chosen = np.flatnonzero(asks.take(codes))
            rows = chosen if isinstance(rows, slice) else rows[chosen]
            codes = codes[chosen]
        pairs = pairs_found(Coded(codes, group.held.table), Coded(new.codes[rows], new.table))
        table = [(*before, value) for before, value in pairs.table]
        path = {**group.path, _name(asked): (1 + len(group.path), asked)}
        return _Group(path, rows, Coded(pairs.codes, table))

    def _input(self, wanted: Input) -> Coded:
        match wanted:
            case str():
                return self._column(wanted)
            case Condition():
                return self._kleene(wanted)
        return self.readings(*wanted)

    def _column(self, key: str) -> Coded:
        finding, _ = self.columns.catalogue[key]
        codes = self.columns.codes.get(key)
        if codes is None:
            return Coded(np.zeros(len(self), np.uint8), (None,))
        found: Any = range(spread(finding))
        if len(found) > SMALL:
            found, codes = distinct(codes, len(found))
        return Coded(codes, [value_of(finding, int(code)) for code in found])

    def _kleene(self, condition: Condition) -> Coded:
        planes = self.planes(condition)
        true, false = (unpacked(plane, len(self)) for plane in (planes.true, planes.false))
        return Coded(true + 2 * false, _KLEENE)

    # --- Points ---

    def _add_up(self, score: Score, leg: Leg | None) -> Coded:
        """The lowest and the highest sum of what each line can still be worth."""
        worths = [worth for line in score.items for worth, _ in line.bands]
        decimals = max(-int(worth.as_tuple().exponent) for worth in worths)
        low, high = np.zeros((2, len(self)), np.int32)
        for line in score.items:
            for step, sure, perhaps in self._steps(line, leg):
                points = int(step.scaleb(decimals))
                low += points * sure
                high += points * perhaps
        lowest, highest = (int(edge) for edge in (low.min(initial=0), high.max(initial=0)))
        width = highest - lowest + 1
        pairs = (low - lowest) * width + (high - lowest)
        found, codes = distinct(pairs, width * width)
        table = []
        for pair in found.tolist():
            ends = [Decimal(lowest + end).scaleb(-decimals) for end in divmod(pair, width)]
            table.append(self._learned.bare(ends[0] if ends[0] == ends[1] else None, *ends, True))
        return Coded(codes, table)

    def _steps(
        self, line: Item, leg: Leg | None
    ) -> Iterator[tuple[Decimal, NDArray[np.uint8] | int, NDArray[np.uint8] | int]]:
        """Points one after the other, with where they are sure and where they are possible.

        A line is worth at least 2 where no lower worth is possible any more, and at most 2 where no
        higher one is; the steps from each worth to the next add up to both.
        """
        possible: dict[Decimal, Plane] = {}
        open_still = packed(np.ones(len(self), np.bool_))
        none = np.zeros_like(open_still)
        for worth, condition in line.bands:
            planes = self.planes(bind(condition, leg) if leg else condition)
            possible[worth] = possible.get(worth, none) | (open_still & ~planes.false)
            open_still = open_still & ~planes.true
        possible[Decimal(0)] = possible.get(Decimal(0), none) | open_still
        ladder = sorted(possible)
        yield ladder[0], 1, 1
        for lower, upper in pairwise(ladder):
            below = reduce(np.bitwise_or, (possible[each] for each in ladder if each <= lower))
            above = reduce(np.bitwise_or, (possible[each] for each in ladder if each >= upper))
            yield upper - lower, unpacked(~below, len(self)), unpacked(above, len(self))


# --- Hidden -------------------------------------------------------------------------------------


def without_hidden(columns: Columns) -> Columns:
    """The columns without details of what is now known to be absent, as `answers_of` leaves them."""
    cohort = Cohort(columns)
    codes = dict(columns.codes)
    for key, held in columns.codes.items():
        finding, leg = columns.catalogue[key]
        if finding.follows is None or not held.any():
            continue
        parent = bind(finding.follows, leg) if leg else finding.follows
        hidden = unpacked(cohort.planes(parent).false, len(columns)).view(np.bool_)
        if finding.absent_value is not None:
            hidden &= held != code_of(finding, finding.absent_value)
        codes[key] = np.where(hidden, held.dtype.type(0), held)
    return replace(columns, codes=codes)
