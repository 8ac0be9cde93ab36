"""Coded columns: for each intake a small number, and a table of what the numbers stand for.

Whatever is worked out for a coded column is worked out once for each line of its table. Several
columns together are one column again, whose table has a line for each combination.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from referrals.cohort.planes import Codes

SMALL: Final = 255  # lines of a table that are written down whether or not an intake has them
_WIDE: Final = 1 << 18  # codes that may be counted in one array


@dataclass(frozen=True, slots=True)
class Coded:
    """`table[codes[n]]` is what the n-th intake has."""

    codes: Codes
    table: Sequence[Any]


def narrow(codes: Codes, most: int) -> Codes:
    """The codes in the narrowest type; narrow columns are compared several times as fast."""
    return codes.astype(np.uint8 if most <= SMALL else np.uint16 if most <= 1 << 16 else np.uint32)


def distinct(codes: Codes, spread: int) -> tuple[NDArray[np.int64], Codes]:
    """The codes that occur, in order, and for each intake the place of its code among them."""
    if spread > _WIDE:
        found, places = np.unique(codes, return_inverse=True)
        return found.astype(np.int64), narrow(places, len(found))
    wide = codes.astype(np.int64)
    found = np.flatnonzero(np.bincount(wide, minlength=spread))
    place = np.zeros(spread, np.int64)
    place[found] = np.arange(len(found))
    return found, narrow(place.take(wide), len(found))


def every_pair(one: Coded, other: Coded) -> Coded:
    """One coded column of two, whose table holds every pair there can be. For short tables."""
    width = len(other.table)
    codes = one.codes.astype(np.uint32) * np.uint32(width) + other.codes
    pairs = list(product(one.table, other.table))
    return Coded(narrow(codes, len(pairs)), pairs)


def pairs_found(one: Coded, other: Coded) -> Coded:
    """One coded column of two, whose table holds the pairs that occur."""
    width = len(other.table)
    both = one.codes.astype(np.int64) * width + other.codes
    found, codes = distinct(both, len(one.table) * width)
    first, second = np.divmod(found, width)
    pairs = [
        (one.table[line], other.table[place])
        for line, place in zip(first.tolist(), second.tolist(), strict=True)
    ]
    return Coded(codes, pairs)
