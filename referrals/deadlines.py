"""When the next act on a letter is due: to send it, to ask for an answer, to ask whether the patient
was seen.

House rules until a clinical lead has signed others. An emergency is told on the telephone; its letter
must follow within the shift. Two weeks for an urgent referral begin when it is received.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from referrals.models import Letter, LetterState
from referrals.rules.suggestions import Urgency

_BY_RANK: Final = {urgency.rank: urgency for urgency in Urgency}
# How long a signed letter may lie before it is overdue.
SEND_WITHIN: Final = {
    Urgency.EMERGENCY: timedelta(hours=4),
    Urgency.SAME_DAY: timedelta(hours=4),
    Urgency.URGENT: timedelta(days=1),
    Urgency.ROUTINE: timedelta(days=3),
    Urgency.NONE: timedelta(days=3),
}
# How long a sent letter may stay without a word that it has arrived.
ANSWER_WITHIN: Final = {
    Urgency.EMERGENCY: timedelta(days=1),
    Urgency.SAME_DAY: timedelta(days=1),
    Urgency.URGENT: timedelta(days=7),
    Urgency.ROUTINE: timedelta(days=21),
    Urgency.NONE: timedelta(days=21),
}
# How long a received letter may stay without an appointment.
ACCEPT_WITHIN: Final = {
    Urgency.EMERGENCY: timedelta(days=1),
    Urgency.SAME_DAY: timedelta(days=1),
    Urgency.URGENT: timedelta(days=14),
    Urgency.ROUTINE: timedelta(days=42),
    Urgency.NONE: timedelta(days=42),
}
# How long after the appointment, or after an acceptance that names no day, we ask whether the patient
# was seen.
SEEN_AFTER_APPOINTMENT: Final = timedelta(days=14)
SEEN_AFTER_ACCEPTANCE: Final = timedelta(days=90)


def due_at(letter: Letter, now: datetime) -> datetime | None:
    """When the next act on a letter is due in its state; None where nothing more is awaited.

    `now` is when the state was reached, or when an answer was asked for last.
    """
    urgency = _BY_RANK[letter.urgency]
    match letter.state:
        case LetterState.SIGNED | LetterState.PRINTED:
            return letter.signed_at + SEND_WITHIN[urgency]
        case LetterState.SENT:
            return now + ANSWER_WITHIN[urgency]
        case LetterState.RECEIVED:
            return now + ACCEPT_WITHIN[urgency]
        case LetterState.ACCEPTED if letter.appointment_on:
            return max(now, _end_of(letter.appointment_on)) + SEEN_AFTER_APPOINTMENT
        case LetterState.ACCEPTED:
            return now + SEEN_AFTER_ACCEPTANCE
        case LetterState.RETURNED:
            return now
    return None


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
