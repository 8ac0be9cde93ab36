"""Where letters stand: the lists that an admin works through, and their counts.

Each list is one range of one index, in the order of that index, so that a page of it costs the same
with ten letters as with a million.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import BooleanField, F, Func, Max, QuerySet

from referrals.models import UNANSWERED, UNSENT, Letter, LetterState, Snapshot

COUNTED_TO: Final = 100
BY_DUE: Final = ("due_at", "pk")  # as the indexes have it; what is overdue comes first by itself
LATEST_FIRST: Final = ("-state_since", "-pk")


def _in(states: Iterable[str]) -> Func:
    """The letters in these states, with the states written out.

    SQLite takes a partial index only where the query repeats its condition word for word; states
    that are handed over beside the query do not count.
    """
    listed = ", ".join(f"'{state}'" for state in states)
    return Func(F("state"), template=f"%(expressions)s IN ({listed})", output_field=BooleanField())


def unsent() -> QuerySet[Letter]:
    return Letter.objects.filter(_in(UNSENT))


def unanswered() -> QuerySet[Letter]:
    return Letter.objects.filter(_in(UNANSWERED))


def returned() -> QuerySet[Letter]:
    return Letter.objects.filter(state=LetterState.RETURNED)


def overdue(now: datetime) -> QuerySet[Letter]:
    """Not sent although it should have been: the moment itself is still in time."""
    return unsent().filter(due_at__lt=now)


def to_chase(now: datetime) -> QuerySet[Letter]:
    """Sent, and no word of the next step in the time that its urgency allows."""
    return unanswered().filter(due_at__lt=now)


def counted(letters: QuerySet[Letter]) -> str:
    """How many, up to a bound: more are not told apart, nor read.

    In the order of the index, so that a database stops there at the bound.
    """
    number = letters.order_by(*BY_DUE).values("pk")[:COUNTED_TO].count()
    return str(number) if number < COUNTED_TO else f"{COUNTED_TO - 1}+"


def counts(now: datetime) -> dict[str, str]:
    """The head of every list."""
    return {
        "unsent": counted(unsent()),
        "overdue": counted(overdue(now)),
        "unanswered": counted(unanswered()),
        "to_chase": counted(to_chase(now)),
        "returned": counted(returned()),
    }


def superseded_by(letter: Letter) -> int:
    """The latest version, where it is later than the letter's own; else 0."""
    versions = Snapshot.objects.filter(intake=letter.snapshot.intake_id)
    latest = versions.aggregate(latest=Max("version"))["latest"]
    return int(latest) if latest > letter.snapshot.version else 0
