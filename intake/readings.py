"""What is known of a patient: answers by finding and leg, and how one thing reads.

An answer has a value or an honest reason why it has none; a missing answer was not asked. None of
these is ever read as "absent".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

Number = int | Decimal
Value = bool | str | frozenset[str] | int | Decimal


class Leg(StrEnum):
    """A leg. THIS and OTHER stand in a per-leg condition until a quantifier names the leg."""

    LEFT = "left"
    RIGHT = "right"
    THIS = "this"
    OTHER = "other"


LEGS: Final = (Leg.LEFT, Leg.RIGHT)
OPPOSITE: Final = {
    Leg.LEFT: Leg.RIGHT,
    Leg.RIGHT: Leg.LEFT,
    Leg.THIS: Leg.OTHER,
    Leg.OTHER: Leg.THIS,
}
NOT_EXAMINABLE: Final = "leg_not_examinable"


def key_of(operand_id: str, leg: Leg | None) -> str:
    """The name of one answer: `pulse_dp.left` for a leg, `fever_or_rigors` for the person."""
    return f"{operand_id}.{leg}" if leg else operand_id


@dataclass(frozen=True, slots=True)
class NoValue:
    """An answer without a value: `unknown` (asked, not known) or why it was not assessed."""

    reason: str


Answer = Value | NoValue


class Answers(Mapping[str, Answer]):
    """What was answered for one patient, by key; a missing key was not asked. Never changes."""

    def __init__(self, values: Mapping[str, Answer], absent_legs: Iterable[Leg] = ()) -> None:
        self._values = dict(values)
        self.absent_legs = frozenset(absent_legs)
        # A condition or a score that many rules share is worked out once.
        self.verdicts: dict[int, Any] = {}
        self.readings: dict[str, Reading] = {}
        self.known: dict[int, bool | None] = {}  # values without their working, by slot

    def __getitem__(self, key: str) -> Answer:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def given(self, what: object, leg: Leg | None = None) -> Any:
        """The verdict on a condition, or the reading of a score, that need not be worked out.

        There is none here; whoever works with many patients at once may know it already.
        """
        return None

    def value(self, key: str) -> Value | None:
        """The recorded value, or None where there is none for whatever reason."""
        answer = self._values.get(key)
        return None if isinstance(answer, NoValue) else answer

    def only(self, keys: Iterable[str]) -> Answers:
        """The same patient with every answer forgotten but these."""
        kept = set(keys)
        return Answers(
            {key: answer for key, answer in self._values.items() if key in kept},
            [leg for leg in self.absent_legs if key_of(NOT_EXAMINABLE, leg) in kept],
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What an operand is for one patient.

    `value` once settled; `low` and `high` bound a number that may not be settled yet; `basis` are
    the answers it rests on, `wanted` those that would settle it; where it does not apply (a detail
    of something absent) every claim on it is false.
    """

    value: Value | None = None
    low: Number | None = None
    high: Number | None = None
    basis: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    applies: bool = True
    detail: str = ""  # the arithmetic behind a score, for people to check
