"""What differs between two results for the same patient: suggestions gained, lost, raised, lowered.

Only what would be done, and how soon, is compared. Other words, other sources or another rule for
the same suggestion at the same urgency are no difference. What is answered by a result or waits for
a red flag is still suggested, and says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from intake.readings import Answers
from referrals.assess import LISTS, assess
from referrals.rules.suggestions import Urgency

ANSWERED: Final = "answered by a result"
WAITS: Final = "waits for a red flag"


class Change(StrEnum):
    """How a suggestion differs. The last is no difference: nobody can tell whether there is one."""

    GAINED = "gained"
    LOST = "lost"
    RAISED = "raised"
    LOWERED = "lowered"
    NOT_COMPARED = "not_compared"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Final = {
    Change.GAINED: "Gained",
    Change.LOST: "Lost",
    Change.RAISED: "More urgent",
    Change.LOWERED: "Less urgent",
    Change.NOT_COMPARED: "Could not be compared",
}


@dataclass(frozen=True)
class Standing:
    """How one suggestion stands in a result: how soon, by which rules (rows of the reference)."""

    urgency: Urgency
    rules: tuple[str, ...]
    note: str = ""


Standings = Mapping[str, Standing]


@dataclass(frozen=True)
class Difference:
    """One suggestion that differs. `rules` are those that speak for the more urgent of both."""

    suggestion: str
    change: Change
    before: Urgency | None
    after: Urgency | None
    rules: tuple[str, ...]
    note: str = ""

    @property
    def soonest(self) -> Urgency:
        """The more urgent of before and after: a lost emergency matters as much as a new one."""
        held = [each for each in (self.before, self.after) if each is not None]
        return min(held, key=lambda urgency: urgency.rank, default=Urgency.EMERGENCY)


def standings_in(result: Mapping[str, Any]) -> dict[str, Standing]:
    """Every suggestion of a stored result."""
    return _standings(entry for name in LISTS.values() for entry in result.get(name, ()))


def standings_now(answers: Answers) -> dict[str, Standing]:
    """Every suggestion that the rules in force make of these answers."""
    return _standings(entry.document() for entry in assess(answers).entries)


def _standings(entries: Iterable[Mapping[str, Any]]) -> dict[str, Standing]:
    return {
        entry["id"]: Standing(Urgency(entry["urgency"]), tuple(entry["rules"]), _note(entry))
        for entry in entries
    }


def _note(entry: Mapping[str, Any]) -> str:
    notes = ((ANSWERED, entry["answered"]), (WAITS, entry["deferred_by"]))
    return ", ".join(words for words, holds in notes if holds)


def differences(old: Standings, new: Standings) -> Iterator[Difference]:
    """What differs, by suggestion: first those of the old result, then those that are new."""
    for suggestion in {**old, **new}:
        was, now = old.get(suggestion), new.get(suggestion)
        before = None if was is None else was.urgency
        after = None if now is None else now.urgency
        if before == after:
            continue
        if before is None:
            change = Change.GAINED
        elif after is None:
            change = Change.LOST
        else:
            change = Change.RAISED if after.rank < before.rank else Change.LOWERED
        speaks = now if change in (Change.GAINED, Change.RAISED) else was
        assert speaks is not None  # noqa: S101 (tells the type checker; it has an urgency)
        yield Difference(suggestion, change, before, after, speaks.rules, speaks.note)
