"""When the next act on a letter is due: for each urgency and state, and after an appointment."""

from datetime import UTC, date, datetime, timedelta

import pytest

from referrals.deadlines import (
    ACCEPT_WITHIN,
    ANSWER_WITHIN,
    SEEN_AFTER_ACCEPTANCE,
    SEND_WITHIN,
    due_at,
)
from referrals.models import Letter, LetterState
from referrals.rules.suggestions import Urgency

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def letter(state: LetterState, urgency: Urgency = Urgency.URGENT, **fields: object) -> Letter:
    return Letter(state=state, urgency=urgency.rank, signed_at=NOW - 3 * DAY, **fields)


# Written out once more: a changed deadline has to be meant.
@pytest.mark.parametrize(
    ("urgency", "send", "answer", "accept"),
    [
        (Urgency.EMERGENCY, 4 * HOUR, DAY, DAY),
        (Urgency.SAME_DAY, 4 * HOUR, DAY, DAY),
        (Urgency.URGENT, DAY, 7 * DAY, 14 * DAY),
        (Urgency.ROUTINE, 3 * DAY, 21 * DAY, 42 * DAY),
        (Urgency.NONE, 3 * DAY, 21 * DAY, 42 * DAY),
    ],
)
def test_each_urgency_has_its_own_times(
    urgency: Urgency, send: timedelta, answer: timedelta, accept: timedelta
) -> None:
    assert (SEND_WITHIN[urgency], ANSWER_WITHIN[urgency], ACCEPT_WITHIN[urgency]) == (
        send,
        answer,
        accept,
    )
    # To be sent: from the signature. To be answered: from when it was sent, or asked for last.
    for state in (LetterState.SIGNED, LetterState.PRINTED):
        assert due_at(letter(state, urgency), NOW) == NOW - 3 * DAY + send
    assert due_at(letter(LetterState.SENT, urgency), NOW) == NOW + answer
    assert due_at(letter(LetterState.RECEIVED, urgency), NOW) == NOW + accept


def test_an_acceptance_without_a_day_waits_three_months() -> None:
    assert due_at(letter(LetterState.ACCEPTED), NOW) == NOW + SEEN_AFTER_ACCEPTANCE


@pytest.mark.parametrize(
    ("day", "due"),
    [
        # Two weeks after the end of that day, as the clock of the house tells it.
        (date(2026, 12, 10), datetime(2026, 12, 24, 23, 59, tzinfo=UTC)),
        (date(2027, 6, 1), datetime(2027, 6, 15, 22, 59, tzinfo=UTC)),  # summer time
        (date(2026, 11, 26), datetime(2026, 12, 10, 23, 59, tzinfo=UTC)),
        # A day that is over when it is recorded: two weeks from now.
        (date(2026, 11, 25), NOW + 14 * DAY),
    ],
)
def test_an_appointment_is_asked_after_two_weeks_later(day: date, due: datetime) -> None:
    assert due_at(letter(LetterState.ACCEPTED, appointment_on=day), NOW) == due


def test_what_came_back_is_due_at_once_and_what_is_over_never() -> None:
    assert due_at(letter(LetterState.RETURNED), NOW) == NOW
    assert due_at(letter(LetterState.SEEN), NOW) is None
    assert due_at(letter(LetterState.CANCELLED), NOW) is None
