"""What a condition comes to over every completion of what is not known, and which answers matter.

Structural reasoning says which answers an open verdict still looks at; some of them may not be able
to change it. Here every completion is tried at once: each thing that is not known falls into a few
cells that the claims about it tell apart, a completion picks one cell of each, and a claim becomes
one long integer with a bit for each completion. Group and negation are then single operations on
those integers. Where there are too many completions to write down, the structural answer stands: it
may name too much, never too little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, product
from typing import Final

from intake.findings import KEYS
from intake.findings.finding import Finding, Kind
from intake.logic import (
    Claim,
    Condition,
    Group,
    Not,
    Operand,
    Verdict,
    bind,
    holds,
    judge,
    missing,
)
from intake.readings import LEGS, Answers, Leg, Reading, key_of
from intake.scores.score import Outcome, Score

MOST: Final = 1 << 14  # completions that are written down
_About = tuple[Operand, Leg | None]
_Claims = dict[_About, dict[Claim, None]]  # by what they are about, in the order met


def needed(verdict: Verdict, answers: Answers, most: int = MOST) -> tuple[str, ...]:
    """The keys of the findings that could still change a *cannot tell*, in the order asked.

    Exactly those where there are at most `most` completions, else all that open parts look at.
    """
    open_keys = missing(verdict)
    if len(open_keys) < 2:  # noqa: PLR2004 (one open answer is the one that settles it)
        return open_keys
    completions = Completions(verdict.condition, answers, most)
    wanted = completions.deciding()
    return open_keys if wanted is None else tuple(key for key in open_keys if key in wanted)


@dataclass(frozen=True)
class _Unknown:
    """Something not known, with the cells that the claims about it tell apart."""

    operand: Operand
    leg: Leg | None
    wanted: frozenset[str]
    cells: tuple[frozenset[Claim], ...]  # of each cell, the claims that hold in it
    # A detail may be answered while nobody has asked for what it is a detail of. So each of its
    # cells comes twice: answered by itself, and only as far as the other is present.
    is_detail: bool = False

    @property
    def radix(self) -> int:
        return len(self.cells) * (1 + self.is_detail)


class Completions:
    """A condition over every completion of one patient's answers."""

    def __init__(self, condition: Condition, answers: Answers, most: int = MOST) -> None:
        self.condition = condition
        self.answers = answers
        self._legs = [leg for leg in LEGS if leg not in answers.absent_legs]
        claims: _Claims = {}
        self._gather(condition, claims, set())
        derived = self._derived(claims)
        self.unknown: dict[_About, _Unknown] = {}
        self.count = 1
        for (operand, leg), about in claims.items():
            reading = operand.read(answers, leg)
            key = key_of(operand.id, leg)
            if key in derived:
                cells = self._joint_cells(key, tuple(about), derived[key])
            else:
                cells = _cells(operand, tuple(about), reading)
            parent = _parent(operand, leg)
            unknown = self.unknown[operand, leg] = _Unknown(
                operand,
                leg,
                _own(operand, leg, reading),
                cells,
                is_detail=parent is not None and judge(parent, answers).value is None,
            )
            self.count *= unknown.radix
            if self.count > most:
                self.count = 0
                return
        self._planes = self._lay_out()
        self._memo: dict[int, int] = {}

    def deciding(self) -> frozenset[str] | None:
        """The keys whose value makes a difference in some completion; None if there are too many.

        None as well where every completion agrees: then any answer that is looked at may settle it.
        """
        if not self.count:
            return None
        outcome = self._plane(self.condition)
        if outcome in (0, self._all):
            return None
        found: set[str] = set()
        stride = 1
        for unknown in self.unknown.values():
            radix = unknown.radix
            first = self._cell(stride, radix, 0)
            slices = {(outcome >> (cell * stride)) & first for cell in range(radix)}
            if len(slices) > 1:
                found |= unknown.wanted
            stride *= radix
        return frozenset(found)

    # --- What is not known, and its cells ---

    def _gather(self, condition: Condition, claims: _Claims, seen: set[int]) -> None:
        """The open claims of the condition by what they are about, through scores and details."""
        if id(condition) in seen:
            return
        seen.add(id(condition))
        match condition:
            case Not(part):
                self._gather(part, claims, seen)
            case Group(parts=parts):
                if judge(condition, self.answers).value is None:
                    for part in parts:
                        self._gather(part, claims, seen)
            case Claim(operand, _, _, leg):
                if judge(condition, self.answers).value is not None:
                    return
                inner = self._inside(operand, leg)
                for each in inner:
                    self._gather(each, claims, seen)
                if not inner:
                    claims.setdefault((operand, leg), {})[condition] = None
                    parent = _parent(operand, leg)
                    if parent is not None:
                        self._gather(parent, claims, seen)

    def _derived(self, claims: _Claims) -> dict[str, _Claims]:
        """By the key of a quantity, the claims on scores that wait for it alone, taken out of all.

        Of known arms, a toe pressure and the index worked out from it are one unknown, not two.
        """
        derived: dict[str, _Claims] = {}
        for score, leg in tuple(claims):
            wanted = score.read(self.answers, leg).wanted if isinstance(score, Score) else ()
            if len(wanted) != 1:
                continue
            (key,) = wanted
            source = KEYS.get(key)
            if source in claims and source[0].kind is Kind.QUANTITY:
                derived.setdefault(key, {})[score, leg] = claims.pop((score, leg))
        return derived

    def _joint_cells(
        self, key: str, claims: tuple[Claim, ...], derived: _Claims
    ) -> tuple[frozenset[Claim], ...]:
        """The cells of a quantity, each with what the scores worked out from it can be there.

        Such a score only rises or only falls: in a cell it lies between what it is at the ends.
        """
        quantity, _ = KEYS[key]
        cells: dict[frozenset[Claim], list[Answers]] = {}
        for as_read in _possible(quantity, claims, quantity.limits):
            cell = frozenset(claim for claim in claims if holds(claim, as_read))
            supposed = {**self.answers, key: as_read.value}
            patient = Answers(supposed, self.answers.absent_legs)  # type: ignore[arg-type]
            cells.setdefault(cell, []).append(patient)
        return tuple(
            cell.union(*each)
            for cell, patients in cells.items()
            for each in product(
                *(
                    _cells(score, tuple(about), _between(score, leg, patients))
                    for (score, leg), about in derived.items()
                )
            )
        )

    def _inside(self, operand: Operand, leg: Leg | None) -> tuple[Condition, ...]:
        """The conditions that a points score or a class is made of."""
        if not isinstance(operand, Score):
            return ()
        if operand.worst_of is not None:
            return tuple(
                chain.from_iterable(self._inside(operand.worst_of, each) for each in self._legs)
            )
        return tuple(bind(when, leg) if leg else when for _, when in operand.cases)

    def _lay_out(self) -> dict[Claim, int]:
        """For each open claim on a finding or number, the completions in which it holds."""
        self._all = (1 << self.count) - 1
        self._implied: dict[_About, int] = {}
        planes: dict[Claim, int] = {}
        stride = 1
        for about, unknown in self.unknown.items():
            for place in range(unknown.radix):
                plane = self._cell(stride, unknown.radix, place)
                for claim in unknown.cells[place % len(unknown.cells)]:
                    planes[claim] = planes.get(claim, 0) | plane
                if place >= len(unknown.cells):
                    self._implied[about] = self._implied.get(about, 0) | plane
            stride *= unknown.radix
        return planes

    def _cell(self, stride: int, radix: int, place: int) -> int:
        """The completions that pick this cell: `stride` ones, again and again."""
        block = ((1 << stride) - 1) << (place * stride)
        return block * (self._all // ((1 << (stride * radix)) - 1))

    # --- The condition ---

    def _plane(self, condition: Condition) -> int:
        plane = self._memo.get(id(condition))
        if plane is None:
            plane = self._memo[id(condition)] = self._work_out(condition)
        return plane

    def _work_out(self, condition: Condition) -> int:
        value = judge(condition, self.answers).value
        if value is not None:
            return self._all if value else 0
        match condition:
            case Not(part):
                return self._all ^ self._plane(part)
            case Group(least, parts):
                return self._at_least(least, map(self._plane, parts))
            case Claim():
                return self._claim(condition)
        raise TypeError(f"{condition!r} is not a condition")

    def _at_least(self, least: int, planes: Iterable[int]) -> int:
        held = [self._all] + [0] * least  # held[n]: where at least n parts hold so far
        for plane in planes:
            for n in range(least, 0, -1):
                held[n] |= held[n - 1] & plane
        return held[least]

    def _claim(self, claim: Claim) -> int:
        operand, leg = claim.operand, claim.leg
        if isinstance(operand, Score) and operand.worst_of is not None:
            worst = self._worst(operand.worst_of)
            return self._where(worst, claim)
        if isinstance(operand, Score) and operand.items:
            return self._where(self._sums(operand, leg), claim)
        if isinstance(operand, Score) and operand.cases:
            return self._where(self._first_to_hold(operand.cases, operand.otherwise, leg), claim)
        plane = self._planes.get(claim, 0)
        parent = _parent(operand, leg)
        implied = self._implied.get((operand, leg), 0)
        if parent is None or not implied:
            return plane
        gone = implied & (self._all ^ self._plane(parent))
        # A detail of something absent is absent, too.
        absent = operand.absent_value if isinstance(operand, Finding) else None
        if absent is not None and holds(claim, Reading(absent)):
            return plane | gone
        return plane & ~gone

    def _where(self, outcomes: Mapping[Outcome, int], claim: Claim) -> int:
        plane = 0
        for value, here in outcomes.items():
            bound = value if isinstance(value, Decimal) else None
            if holds(claim, Reading(value, low=bound, high=bound)):
                plane |= here
        return plane

    def _sums(self, score: Score, leg: Leg | None) -> dict[Decimal, int]:
        """Of a points score, where each sum is reached."""
        sums: dict[Decimal, int] = {Decimal(0): self._all}
        for line in score.items:
            outcomes = self._first_to_hold(line.bands, Decimal(0), leg)
            added: dict[Decimal, int] = {}
            for (so_far, here), (worth, there) in product(sums.items(), outcomes.items()):
                if both := here & there:
                    added[so_far + worth] = added.get(so_far + worth, 0) | both
            sums = added
        return sums

    def _worst(self, score: Score) -> dict[Decimal, int]:
        worst: dict[Decimal, int] = {}
        for each in product(*(self._sums(score, leg).items() for leg in self._legs)):
            here = self._all
            for _, plane in each:
                here &= plane
            if here:
                highest = max(value for value, _ in each)
                worst[highest] = worst.get(highest, 0) | here
        return worst

    def _first_to_hold(
        self, cases: Iterable[tuple[Outcome, Condition]], otherwise: Outcome, leg: Leg | None
    ) -> dict[Outcome, int]:
        rest = self._all
        found: dict[Outcome, int] = {}
        for outcome, condition in cases:
            here = rest & self._plane(bind(condition, leg) if leg else condition)
            found[outcome] = found.get(outcome, 0) | here
            rest ^= here
        found[otherwise] = found.get(otherwise, 0) | rest
        return found


def _parent(operand: Operand, leg: Leg | None) -> Condition | None:
    """What a finding is a detail of, on its own leg."""
    if not isinstance(operand, Finding) or operand.follows is None:
        return None
    return bind(operand.follows, leg) if leg else operand.follows


def _own(operand: Operand, leg: Leg | None, reading: Reading) -> frozenset[str]:
    """The answers that would settle it; what it is a detail of is asked for by itself."""
    if isinstance(operand, Finding):
        return frozenset({key_of(operand.id, leg)})
    return reading.wanted


# --- Cells --------------------------------------------------------------------------------------


def _cells(
    operand: Operand, claims: tuple[Claim, ...], reading: Reading
) -> tuple[frozenset[Claim], ...]:
    """The sets of claims that can hold together, each once."""
    span = (reading.low, reading.high)
    return tuple(
        dict.fromkeys(
            frozenset(claim for claim in claims if holds(claim, as_read))
            for as_read in _possible(operand, claims, span)
        )
    )


def _possible(
    operand: Operand, claims: tuple[Claim, ...], span: tuple[object, object]
) -> Iterable[Reading]:
    """A reading for every cell; some cells more than once."""
    kind = operand.kind if isinstance(operand, Finding) else None
    if kind is Kind.PRESENCE or (kind is None and all(c.value == {True} for c in claims)):
        return (Reading(True), Reading(False))
    if kind is Kind.SEVERAL:
        return (Reading(frozenset(some)) for some in _unions(operand, claims))
    if operand.options:
        return (Reading(option) for option in operand.options)
    if isinstance(operand, Finding):
        low, high = operand.limits
        step = Decimal(1).scaleb(-operand.decimals)
    else:
        low, high = (Decimal(end) if end is not None else None for end in span)  # type: ignore[arg-type,assignment]
        step = Decimal("0.01")
    edges = {claim.value for claim in claims}
    tries = {edge + by for edge in edges for by in (-step, 0, step)}  # type: ignore[operator]
    tries |= {end for end in span if end is not None}
    return (
        Reading(value, low=value, high=value)
        for value in sorted(tries)
        if (low is None or value >= low) and (high is None or value <= high)
    )


def _between(score: Operand, leg: Leg | None, patients: list[Answers]) -> Reading:
    """What the score can be from the first patient to the last; open if it is no number there."""
    ends = (score.read(patients[0], leg), score.read(patients[-1], leg))
    bounds = [bound for end in ends for bound in (end.low, end.high)]
    if None in bounds:
        return Reading()
    return Reading(low=min(bounds), high=max(bounds))  # type: ignore[type-var]


def _unions(operand: Operand, claims: tuple[Claim, ...]) -> Iterable[tuple[str, ...]]:
    """Sets of options, one for each way in which they can be told apart."""
    groups: dict[frozenset[Claim], str] = {}
    for option in operand.options or ():
        groups.setdefault(
            frozenset(claim for claim in claims if option in claim.value),  # type: ignore[operator]
            option,
        )
    of_note = [option for asked, option in groups.items() if asked]
    return chain.from_iterable(combinations(of_note, n) for n in range(len(of_note) + 1))
