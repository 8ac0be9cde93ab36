"""Long lists, page after page without counting: the next page begins after the last row shown."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, F, Field, Func, Model, QuerySet, Value

PAGE = 50


def page_after(rows: QuerySet[Any], columns: Sequence[str], after: str) -> tuple[list[Any], str]:
    """A page of rows in the order of `columns`, and the mark of its last row if more follow.

    An `after` that cannot be read shows the first page.
    """
    rows = rows.order_by(*columns)
    marks = after.split("_")
    if len(marks) == len(columns):
        with suppress(ValueError):
            rows = rows.filter(_beyond(columns, [_read(mark) for mark in marks]))
    found = list(rows[: PAGE + 1])
    following = _mark(found[PAGE - 1], columns) if len(found) > PAGE else ""
    return found[:PAGE], following


def _beyond(columns: Sequence[str], values: Sequence[Any]) -> Func:
    """(a, b, c) > (x, y, z): rows after the one that was shown last.

    One comparison, because then an index leads straight to the row. Django's own is a chain of ORs
    on SQLite, which reads all rows before it.
    """
    shown, last = (
        Func(*parts, function="", output_field=Field())
        for parts in (map(F, columns), map(Value, values))
    )
    return Func(
        shown, last, template="%(expressions)s", arg_joiner=" > ", output_field=BooleanField()
    )


def _mark(row: Model, columns: Sequence[str]) -> str:
    return "_".join(_written(_value(row, column)) for column in columns)


def _value(row: Any, column: str) -> Any:
    for name in column.split("__"):
        row = getattr(row, name)
    return row


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _read(mark: str) -> Any:
    return int(mark) if mark.isdigit() else datetime.fromisoformat(mark)
