"""Rows for the signs of causes: what has to be recorded for a sign to hold, by cause and its words.

A row reads as in `table.py`: alone it makes the sign hold; in a patient who is otherwise well the
sign does not hold when one of its answers is healthy instead, and cannot be told without it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intake.logic import Condition
from referrals.rules.cause import Sign
from tests.cases.table import Case, Fires, Row, spelled_out

SignRows = Mapping[str, Mapping[str, Row | Fires]]


def with_(needs: Row, *, also: Row) -> Fires:
    """A row with what else it takes for these answers to be possible, or to be what decides."""
    return Fires("with more", needs, also=also)


def both(finding: str, value: Any) -> Row:
    """The same of both legs."""
    return {f"{finding}.left": value, f"{finding}.right": value}


@dataclass(frozen=True)
class _AsRule:
    """A sign as the tables of rules want it."""

    when: Condition
    raised: tuple[()] = ()


def cases_of(sign: Sign, row: Row | Fires) -> Iterator[Case]:
    """All the patients that the row of a sign stands for."""
    fires = row if isinstance(row, Fires) else Fires(sign.words, row)
    yield from spelled_out(_AsRule(sign.when), fires)  # type: ignore[arg-type]
