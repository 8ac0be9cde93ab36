"""Columns from the database: the answers of many intakes, some thousands of rows at a time.

Rows are read in the order of their primary key, each time from where the last ones ended, so that
neither the place in the table nor the number of intakes changes what a read costs in time and
memory. What comes out is what `answers_of` says of each intake.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Final

import numpy as np
from django.db.models import QuerySet

from intake.columns import COLUMNS, IN_COLUMN, codes_of, read_back
from intake.findings import KEYS
from intake.findings.finding import AMPUTATED, Finding, Kind
from intake.models import Intake
from intake.readings import LEGS, NoValue
from referrals.cohort.columns import Columns, code_of, code_type, spread
from referrals.cohort.judging import without_hidden
from referrals.cohort.planes import Codes

CHUNK: Final = 1 << 16  # intakes judged together
READ: Final = 1 << 11  # rows held as Python objects at once
_LEG_FIELDS: Final = tuple(f"not_examinable_{leg}" for leg in LEGS)
_FIELDS: Final = ("pk", *_LEG_FIELDS, *COLUMNS.values())


def chunks(intakes: "QuerySet[Intake] | None" = None, size: int = CHUNK) -> Iterator[Columns]:
    """The columns of these intakes, or of all there are, by primary key, `size` at a time."""
    intakes = Intake.objects.all() if intakes is None else intakes
    last: int | None = None
    while True:
        read: list[list[Codes]] = []
        held = 0
        while held < size:
            later = intakes if last is None else intakes.filter(pk__gt=last)
            wanted = min(READ, size - held)
            rows = list(later.order_by("pk").values_list(*_FIELDS)[:wanted])
            if rows:
                read.append(_encoded(rows))
                last, held = rows[-1][0], held + len(rows)
            if len(rows) < wanted:
                break
        if not read:
            return
        yield _columns([np.concatenate(parts) for parts in zip(*read, strict=True)])
        if held < size:
            return


def _encoded(rows: Sequence[tuple[Any, ...]]) -> list[Codes]:
    """The ids, the legs that are gone, and the codes of every key."""
    ids, *rest = zip(*rows, strict=True)
    gone = [
        np.array([reason == AMPUTATED for reason in each], np.bool_) for each in rest[: len(LEGS)]
    ]
    codes = [
        encoder(finding)(column)
        for (finding, _), column in zip(KEYS.values(), rest[len(LEGS) :], strict=True)
    ]
    return [np.array(ids, np.int64), *gone, *codes]


def _columns(arrays: list[Codes]) -> Columns:
    ids, *rest = arrays
    absent = dict(zip(LEGS, rest, strict=False))
    return without_hidden(Columns(ids, dict(zip(KEYS, rest[len(LEGS) :], strict=True)), absent))


@cache
def encoder(finding: Finding) -> Callable[[Sequence[Any]], Codes]:
    """From what the database column holds to codes; `None` is no value."""
    kind = code_type(finding)
    if finding.kind in IN_COLUMN:
        table: dict[str | None, int] = {None: 0}
        for held in codes_of(finding):
            answer = read_back(finding, held, None)
            table[held] = 0 if isinstance(answer, NoValue) else code_of(finding, answer)
        return lambda column: np.fromiter(map(table.__getitem__, column), kind, len(column))
    if finding.kind is Kind.SEVERAL:
        return lambda column: np.array([0 if bits is None else 1 + bits for bits in column], kind)
    low, scale, most = float(finding.limits[0]), 10**finding.decimals, spread(finding) - 1

    def quantity(column: Sequence[Any]) -> Codes:
        # No recorded number has more than 15 digits, so nothing is lost on the way.
        steps = np.rint((np.array(column, np.float64) - low) * scale) + 1
        steps[np.isnan(steps)] = 0
        if steps.min(initial=0) < 0 or steps.max(initial=0) > most:
            raise ValueError(f"a recorded {finding.id} is outside its limits")
        return steps.astype(kind)

    return quantity
