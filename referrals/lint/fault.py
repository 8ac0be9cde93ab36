"""What the linter reads and what it finds: a rule book, and faults with where, what and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from intake.logic import Claim, Condition, Group
from referrals.rules import meaning_of
from referrals.rules.cause import Cause
from referrals.rules.rule import Rule
from referrals.rules.suggestions import Suggestible

THE_CONDITION: Final = "the condition"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. An id with a W is a warning: the rules work, but somebody has to look."""

    id: str  # "E101": structure is 1xx, logic 2xx, cases 3xx
    where: str  # the rule, cause or suggestion
    text: str
    hint: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text} {self.hint} ({self.id})"


@dataclass(frozen=True)
class Book:
    """A rule base as the linter sees it. Rules are a list, so that two may bear one id."""

    rules: tuple[Rule, ...]
    suggestibles: Mapping[str, Suggestible]
    today: date
    causes: Mapping[str, Cause] = field(default_factory=dict)
    # Faults that are meant, by id and place, with the reason why.
    meant: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def conditions(self) -> Iterator[tuple[str, str, Condition]]:
        """(where it stands, what it is there, the condition) for every condition."""
        for rule in self.rules:
            yield rule.id, THE_CONDITION, rule.when
            for each in rule.raised:
                yield rule.id, f"the raise to {each.to}", each.when
            for note in rule.notes:
                yield rule.id, f"the note “{note.text}”", note.when
            if rule.ask_if is not None:
                yield rule.id, "the question's condition", rule.ask_if
        for id_, cause in self.causes.items():
            where = f"cause {id_}"
            for sign in cause.supports:
                yield where, f"the sign for it “{sign.words}”", sign.when
            for sign in cause.against:
                yield where, f"the sign against it “{sign.words}”", sign.when

    def except_what_is_meant(self, group: str, faults: Iterable[Fault]) -> Iterator[Fault]:
        """The faults of a group, 1 to 3, that nobody excuses; then excuses that are not needed."""
        found: set[tuple[str, str]] = set()
        for fault in faults:
            found.add((fault.id, fault.where))
            if (fault.id, fault.where) not in self.meant:
                yield fault
        for id_, where in self.meant:
            if id_[1] == group and (id_, where) not in found:
                yield Fault(
                    f"E{group}99",
                    where,
                    f"It is excused from {id_}, but has no such fault.",
                    "Take the excuse out of referrals/lint/meant.py.",
                )


def in_words(part: Condition) -> str:
    """A claim without its leg, or the name of a condition: what parts are called by."""
    if isinstance(part, Group):
        return part.name
    if not isinstance(part, Claim):
        raise TypeError(f"{part!r} is neither a claim nor a condition with a name")
    value = part.value
    if value == frozenset({True}):
        return part.operand.id
    held = ", ".join(sorted(map(str, value))) if isinstance(value, frozenset) else value
    return f"{part.operand.id} {part.relation} {held}"


def meaning(condition: Condition) -> str:
    """What a condition says, the same on either leg."""
    return _LEG.sub("", meaning_of(condition))


_LEG: Final = re.compile(r"\.(left|right|this|other)\b")
