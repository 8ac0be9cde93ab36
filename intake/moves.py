"""Moves: allowed changes of state, and the one function that makes them.

A table of moves says from, to, who may, whether a reason is needed, and the event it writes. Where
two acts lead from one state to the same other one, the event tells them apart. Nothing else writes a
state.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from intake import audit
from intake.models import User
from intake.roles import require


@dataclass(frozen=True)
class Move:
    """One allowed change of `model`'s state."""

    model: str
    start: str
    to: str
    permission: str
    event: str
    needs_reason: bool = False


class Refused(Exception):
    """A move that is not allowed now. The text says why and what to do; it is shown to people."""


Row = TypeVar("Row", bound=models.Model)


def move(
    row: Row,
    to: str,
    *,
    by: User,
    moves: Iterable[Move],
    why: str = "",
    event: str = "",
    **changes: Any,
) -> Row:
    """Lock the row, find the move or refuse in words, write state, changes and event together.

    Without `event` the first move of the table between these states is meant.
    """
    name = str(row._meta.verbose_name)
    with transaction.atomic():
        locked: Any = type(row)._default_manager.select_for_update().get(pk=row.pk)
        found = next(
            (
                m
                for m in moves
                if (m.model, m.start, m.to) == (name, locked.state, to) and event in ("", m.event)
            ),
            None,
        )
        if found is None:
            words = locked.get_state_display().lower()
            raise Refused(f"This {name} is {words}, so it cannot become {to.replace('_', ' ')}.")
        require(by, found.permission)
        if found.needs_reason and not why.strip():
            raise Refused(f"Say why: to {found.event} this {name} needs a reason.")
        before, locked.state = locked.state, to
        locked.state_since = timezone.now()
        for column, value in changes.items():
            setattr(locked, column, value)
        locked.save(update_fields=["state", "state_since", *changes])
        audit.write(found.event, by=by, subject=locked, before=before, after=to, why=why)
    for column in ("state", "state_since", *changes):
        setattr(row, column, getattr(locked, column))
    return row
