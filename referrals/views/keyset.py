"""Long lists, page after page without counting: the next page begins after the last row shown."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Field, Func, Model, QuerySet, Value

PAGE = 50


def page_after(rows: QuerySet[Any], columns: Sequence[str], after: str) -> tuple[list[Any], str]:
    """A page of rows in the order of `columns`, and the mark of its last row if more follow.

    All columns ascend, or all descend ("-signed_at", "-pk"). An `after` that cannot be read shows the
    first page.
    """
    rows = rows.order_by(*columns)
    marks = after.split("_")
    if len(marks) == len(columns):
        with suppress(ValidationError):
            last = [_read(rows.model, *each) for each in zip(columns, marks, strict=True)]
            rows = rows.filter(_beyond(columns, last))
    found = list(rows[: PAGE + 1])
    following = _mark(found[PAGE - 1], columns) if len(found) > PAGE else ""
    return found[:PAGE], following


def _beyond(columns: Sequence[str], values: Sequence[Any]) -> Func:
    """(a, b, c) > (x, y, z): rows after the one that was shown last; < where they descend.

    One comparison, because then an index leads straight to the row. Django's own is a chain of ORs
    on SQLite, which reads all rows before it.
    """
    names = [column.removeprefix("-") for column in columns]
    shown, last = (
        Func(*parts, function="", output_field=Field())
        for parts in (map(F, names), map(Value, values))
    )
    then = " < " if columns[0].startswith("-") else " > "
    return Func(
        shown, last, template="%(expressions)s", arg_joiner=then, output_field=BooleanField()
    )


def _mark(row: Model, columns: Sequence[str]) -> str:
    return "_".join(_written(_value(row, column.removeprefix("-"))) for column in columns)


def _value(row: Any, column: str) -> Any:
    for name in column.split("__"):
        row = getattr(row, name)
    return row


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _read(model: type[Model], column: str, mark: str) -> Any:
    """A value that this column can hold. Raises ValidationError for any other."""
    name = column.removeprefix("-")
    field: Any = model._meta.pk if name == "pk" else model._meta.get_field(name)
    if field.is_relation:  # the key itself, without looking whether the row is there
        field = field.target_field
    return field.clean(mark, None)
