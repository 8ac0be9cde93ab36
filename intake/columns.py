"""How an answer is stored: one database column for each finding, on each leg.

Wording stays out of the columns, so rewording a question makes no migration. A presence or a choice
holds its option, or the reason why there is none, as a code ("?declined"). A *several* is a number
whose bits are the options in their permanent order, so that the database can answer "has any of"
with one bit operation; a quantity is a number. Those two keep their reasons in `Intake.reasons`.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from django.db import models
from django.db.models import Q

from intake.findings import KEYS
from intake.findings.finding import NO_VALUE_REASONS, Finding, Kind
from intake.readings import Answer, NoValue, Value

REASON_MARK: Final = "?"
PRESENT, ABSENT = "present", "absent"
IN_COLUMN: Final = (Kind.PRESENCE, Kind.CHOICE)


def column_of(key: str) -> str:
    """`pulse_dp.left` is stored in the column `pulse_dp_left`."""
    return key.replace(".", "_")


COLUMNS: Final[dict[str, str]] = {key: column_of(key) for key in KEYS}


def codes_of(finding: Finding) -> tuple[str, ...]:
    """All that the column of a presence or choice may hold."""
    options = (PRESENT, ABSENT) if finding.kind is Kind.PRESENCE else tuple(finding.options)
    return options + tuple(REASON_MARK + reason for reason in NO_VALUE_REASONS)


def model_field(finding: Finding) -> "models.Field[Any, Any]":
    """The database column of a finding. Null means not asked; "" would be a second spelling."""
    match finding.kind:
        case Kind.PRESENCE | Kind.CHOICE:
            return models.CharField(max_length=32, null=True, editable=False)
        case Kind.SEVERAL:
            return models.BigIntegerField(null=True, editable=False)
    if finding.decimals:
        return models.DecimalField(
            max_digits=12, decimal_places=finding.decimals, null=True, editable=False
        )
    return models.IntegerField(null=True, editable=False)


def constraints() -> Iterator[models.CheckConstraint]:
    """What the database itself refuses: an unknown code, a number outside the absolute limits."""
    for key, (finding, _) in KEYS.items():
        column = COLUMNS[key]
        match finding.kind:
            case Kind.PRESENCE | Kind.CHOICE:
                fits = Q(**{f"{column}__in": codes_of(finding)})
            case Kind.SEVERAL:
                fits = Q(**{f"{column}__gte": 0, f"{column}__lt": 1 << len(finding.options)})
            case _:
                low, high = (limit if finding.decimals else int(limit) for limit in finding.limits)
                fits = Q(**{f"{column}__gte": low, f"{column}__lte": high})
        yield models.CheckConstraint(
            condition=Q(**{f"{column}__isnull": True}) | fits, name=f"{column}_fits"
        )


def stored(finding: Finding, answer: Answer | None) -> Any:
    """What the column holds for an answer; reasons of a several or quantity are kept elsewhere."""
    match answer:
        case None:
            return None
        case NoValue(reason):
            return REASON_MARK + reason if finding.kind in IN_COLUMN else None
        case bool():
            return PRESENT if answer else ABSENT
        case frozenset():
            return sum(1 << bit for bit, option in enumerate(finding.options) if option in answer)
    return answer


def read_back(finding: Finding, held: Any, reason: str | None) -> Answer | None:
    """The answer that a column holds; None where the question was not asked."""
    if held is None:
        return NoValue(reason) if reason else None
    match finding.kind:
        case Kind.PRESENCE | Kind.CHOICE:
            if held.startswith(REASON_MARK):
                return NoValue(held.removeprefix(REASON_MARK))
            return held == PRESENT if finding.kind is Kind.PRESENCE else str(held)
        case Kind.SEVERAL:
            return frozenset(
                option for bit, option in enumerate(finding.options) if held & (1 << bit)
            )
    value: Value = Decimal(held) if finding.decimals else int(held)
    return value
