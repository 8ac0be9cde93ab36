"""The answers of many intakes as columns: one array of codes for each key.

A code is 0 where there is no value, whatever the reason; otherwise 1 and up: absent and present,
the options in their permanent order, the bits of a *several*, and the steps of a quantity above its
lower limit. So numbers stay exact, and every kind of finding is compared in the same way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intake.findings import KEYS
from intake.findings.finding import Finding, Kind
from intake.readings import LEGS, Answers, Leg, Value
from referrals.cohort.planes import Codes

Catalogue = Mapping[str, tuple[Finding, Leg | None]]


@dataclass(frozen=True)
class Columns:
    """Many intakes by their ids. A key that has no column was not asked in any of them."""

    ids: NDArray[np.int64]
    codes: Mapping[str, Codes] = field(default_factory=dict)
    absent: Mapping[Leg, NDArray[np.bool_]] = field(default_factory=dict)
    catalogue: Catalogue = field(default_factory=lambda: KEYS)

    def __len__(self) -> int:
        return len(self.ids)


@cache
def spread(finding: Finding) -> int:
    """How many codes there are, that of "no value" included."""
    match finding.kind:
        case Kind.PRESENCE:
            return 3
        case Kind.CHOICE:
            return 1 + len(finding.options)
        case Kind.SEVERAL:
            return 1 + (1 << len(finding.options))
    low, high = finding.limits
    return 2 + int((high - low).scaleb(finding.decimals))


@cache
def code_type(finding: Finding) -> type[Any]:
    """The narrowest type that holds every code."""
    most = spread(finding) - 1
    return next(
        kind for kind in (np.uint8, np.uint16, np.uint32, np.uint64) if most <= np.iinfo(kind).max
    )


def code_of(finding: Finding, value: Value | None) -> int:
    """The code of an answer's value."""
    match value:
        case None:
            return 0
        case bool():
            return 1 + value
        case str():
            return 1 + tuple(finding.options).index(value)
        case frozenset():
            return 1 + sum(1 << bit for bit, each in enumerate(finding.options) if each in value)
    code = 1 + (Decimal(value) - finding.limits[0]).scaleb(finding.decimals)
    if code != int(code) or not 1 <= code < spread(finding):
        raise ValueError(f"{finding.id} cannot be {value}: see its limits and decimals")
    return int(code)


@lru_cache(1 << 16)
def value_of(finding: Finding, code: int) -> Value | None:
    """The value that a code stands for."""
    if code == 0:
        return None
    match finding.kind:
        case Kind.PRESENCE:
            return code > 1
        case Kind.CHOICE:
            return tuple(finding.options)[code - 1]
        case Kind.SEVERAL:
            return frozenset(
                option for bit, option in enumerate(finding.options) if (code - 1) & (1 << bit)
            )
    value = finding.limits[0] + Decimal(code - 1).scaleb(-finding.decimals)
    return value if finding.decimals else int(value)


def columns_of(
    patients: Sequence[Answers],
    ids: Iterable[int] | None = None,
    catalogue: Catalogue | None = None,
) -> Columns:
    """The columns of patients whose answers are at hand, such as those of intake documents."""
    catalogue = KEYS if catalogue is None else catalogue
    keys = dict.fromkeys(key for patient in patients for key in patient)
    codes = {
        key: np.array(
            [code_of(catalogue[key][0], patient.value(key)) for patient in patients],
            code_type(catalogue[key][0]),
        )
        for key in keys
    }
    absent = {
        leg: np.array([leg in patient.absent_legs for patient in patients], np.bool_)
        for leg in LEGS
    }
    places = range(len(patients)) if ids is None else ids
    return Columns(np.fromiter(places, np.int64, len(patients)), codes, absent, catalogue)
