"""What was done with a letter and what came back for it, line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.dateformat import format as in_words

from intake.audit import subject_of
from intake.models import Event, User
from referrals.models import Letter, Reply, ReplyKind
from referrals.preflight import ITEMS

# The events that change where a letter stands; what came back has rows of its own.
_DONE: Final[Mapping[str, str]] = {
    "create letter": "Signed",
    "print": "Printed",
    "print again": "Printed again",
    "send": "Sent",
    "send again": "Sent again",
    "cancel": "Cancelled",
    "supersede": "Withdrawn",
}
_CAME: Final[Mapping[str, str]] = {
    ReplyKind.RECEIVED: "They have received it",
    ReplyKind.ACCEPTED: "They accept the patient",
    ReplyKind.RETURNED: "Came back",
    ReplyKind.SEEN: "The patient was seen",
    ReplyKind.CHASED: "Asked again for an answer",
}


@dataclass(frozen=True)
class Line:
    """One thing that was done or came back: when it was recorded, by whom."""

    at: datetime
    what: str
    by: str
    detail: str = ""


def history(letter: Letter) -> list[Line]:
    """The first thing first; four queries, however long it is."""
    events = list(Event.objects.filter(subject=subject_of(letter), kind__in=_DONE).order_by("pk"))
    names = _names({event.actor for event in events})
    lines = [
        Line(event.at, _DONE[event.kind], names.get(event.actor, event.actor), _why(event))
        for event in events
    ]
    replies = letter.replies.select_related("recorded_by")
    lines += [
        Line(each.recorded_at, _CAME[each.kind], str(each.recorded_by), details_of(each))
        for each in replies
    ]
    return sorted(lines, key=lambda line: line.at)


def _names(usernames: Iterable[str]) -> dict[str, str]:
    people = User.objects.filter(username__in=usernames)
    return {person.username: str(person) for person in people}


def _why(event: Event) -> str:
    copy = f"copy {event.after}" if event.kind == "print again" else ""
    return ": ".join(filter(None, (copy, event.why)))


def details_of(reply: Reply) -> str:
    """A reply's own words: the appointment, what was missing, the note, the day if it was another."""
    told = []
    if reply.appointment_on:
        told.append(f"appointment on {in_words(reply.appointment_on, 'j M Y')}")
    if reply.missing:
        told.append(missing_in_words(reply.missing))
    if reply.note:
        told.append(reply.note)
    if reply.on != timezone.localdate(reply.recorded_at):
        told.append(f"it came on {in_words(reply.on, 'j M Y')}")
    return "; ".join(told)


def missing_in_words(item: str) -> str:
    """ "missing: the ankle-brachial index"; an item that is no longer in the list keeps its name."""
    if item == "other":
        return "for another reason"
    return f"missing: {ITEMS[item].label if item in ITEMS else item}"
