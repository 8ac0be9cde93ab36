"""Answers that were written on paper first: which printed forms are known, and when they were taken.

A question is never deleted, only retired, and options are only added at the end. So whatever an
older form asked can still be recorded on today's pages; what has to be told is what it asks
differently.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.utils import timezone

from intake import audit
from intake.models import Event, Intake, Patient, User

PREFIX: Final = "L-"
# Of digits and capitals those that no handwriting turns into another one.
ALPHABET: Final = "2346789ACDEFGHJKMNPQRTVWXY"
LENGTH: Final = 6
NOTED: Final = "paper_form"  # what events about paper have as their detail


@dataclass(frozen=True)
class PrintedForm:
    """A form that may lie somewhere on paper. `changes`: what it asks differently from the last."""

    code: str
    since: date
    changes: tuple[str, ...] = ()


# Every form that was ever printed for use, oldest first. The last is today's: a test fails where
# the questions have changed and there is no new line.
FORMS: Final[tuple[PrintedForm, ...]] = (PrintedForm("L-HXKDJ2", date(2026, 11, 26)),)


def read_code(text: str) -> str:
    """The code of a known form as it was typed or scanned. Raises ValueError with the remedy."""
    typed = re.sub(r"[\s–—-]", "", text).upper()
    letters = typed.removeprefix(PREFIX[0])
    code = PREFIX + letters
    if code in {form.code for form in FORMS}:
        return code
    raise ValueError(
        f"There is no form “{text.strip()}”: compare it with the code at the top of the sheet, such "
        f"as {FORMS[-1].code}. If it is the same, the form is not one of ours: enter the answers "
        "without it, and write in words when they were taken."
    )


def differences_since(code: str) -> tuple[str, ...]:
    """What today's pages ask differently from this form, oldest change first."""
    codes = [form.code for form in FORMS]
    later = FORMS[codes.index(code) + 1 :] if code in codes else ()
    return tuple(change for form in later for change in form.changes)


_TIME: Final = re.compile(r"(?P<hour>\d{1,2})[\s:.h]?(?P<minute>\d{2})")


def read_time(text: str) -> time:
    """A time of the day as typed: 9:05, 09.05, 0905. Raises ValueError with the remedy."""
    match = _TIME.fullmatch(text.strip().lower())
    try:
        if match:
            return time(int(match["hour"]), int(match["minute"]))
    except ValueError:
        pass
    raise ValueError("Type hours and minutes of the 24-hour clock, such as 9:05 or 14:30.")


def check_filled_at(filled_at: datetime, patient: Patient) -> None:
    """Raises ValueError where no answers of this patient can have been taken then."""
    if filled_at > timezone.now():
        raise ValueError("This is in the future: look at the date and time on the sheet.")
    if timezone.localdate(filled_at) < patient.born:
        raise ValueError("This is before the patient was born: look at the date on the sheet.")


@dataclass(frozen=True)
class Entry:
    """How an intake came from paper: the form, when it was filled in, who entered it and when."""

    form: str
    filled_at: datetime
    by: User | str  # a user name where that person is no longer known
    at: datetime | None
    differences: tuple[str, ...]


def entry_of(intake: Intake) -> Entry | None:
    """None where the answers were entered directly."""
    if intake.paper_filled_at is None:
        return None
    event = (
        Event.objects.filter(subject=audit.subject_of(intake), detail=NOTED).order_by("-id").first()
    )
    actor = event.actor if event else ""
    return Entry(
        form=intake.paper_form,
        filled_at=intake.paper_filled_at,
        by=User.objects.filter(username=actor).first() or actor,
        at=event.at if event else None,
        differences=differences_since(intake.paper_form),
    )
