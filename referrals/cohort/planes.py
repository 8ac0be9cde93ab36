"""Bit-planes: what is known true and what is known false of many intakes, one bit for each.

Kleene's truth needs two bits for an intake. Kept as two planes, "not" swaps them, and "all of",
"any of" and "at least n" are operations on whole words. The bits behind the last intake are 0 in
both planes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Codes = NDArray[Any]  # whole numbers without sign, as narrow as they may be

_MOST_RUNS: Final = 4  # with more, looking each code up is quicker than comparing


@dataclass(frozen=True, slots=True)
class Planes:
    """The intakes of which a condition is known to be true, and those of which it is false."""

    true: Plane
    false: Plane


def packed(bits: NDArray[np.bool_]) -> Plane:
    return np.packbits(bits)


def unpacked(plane: Plane, count: int) -> NDArray[np.uint8]:
    """A 0 or 1 for each intake."""
    return np.unpackbits(plane, count=count)


def negated(planes: Planes) -> Planes:
    return Planes(planes.false, planes.true)


def at_least(least: int, parts: Sequence[Planes]) -> Planes:
    """True where so many parts are true, false where too few parts are left that may be."""
    return Planes(
        _reached(least, [part.true for part in parts]),
        _reached(len(parts) - least + 1, [part.false for part in parts]),
    )


def _reached(least: int, planes: list[Plane]) -> Plane:
    """Where at least so many of the planes have their bit set."""
    if least == 1:
        return reduce(np.bitwise_or, planes)
    if least == len(planes):
        return reduce(np.bitwise_and, planes)
    # One plane for "at least 1 so far", one for "at least 2 so far" and so on.
    so_far = [np.zeros_like(planes[0]) for _ in range(least)]
    for plane in planes:
        for place in range(least - 1, 0, -1):
            so_far[place] |= so_far[place - 1] & plane
        so_far[0] |= plane
    return so_far[-1]


def where(codes: Codes, chosen: Sequence[bool]) -> Plane:
    """The intakes whose code is one of the chosen: `chosen` says so of every code."""
    table = np.array([False, *chosen, False])
    edges = np.flatnonzero(table[1:] != table[:-1])
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    if not runs:
        return packed(np.zeros(len(codes), np.bool_))
    if len(runs) > _MOST_RUNS:
        return packed(table[1:-1].take(codes))
    return packed(reduce(np.logical_or, (_between(codes, *run, len(chosen)) for run in runs)))


def _between(codes: Codes, first: int, end: int, count: int) -> NDArray[np.bool_]:
    if end - first == 1:
        return codes == first
    if first == 0:
        return codes < end if end < count else np.ones(len(codes), np.bool_)
    return codes >= first if end == count else (codes >= first) & (codes < end)
