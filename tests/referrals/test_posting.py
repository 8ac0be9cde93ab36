"""A letter's acts: what may be done in each state, what is due next, and what is written down."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from intake.follow_ups import start_follow_up
from intake.models import Event, User
from intake.moves import Refused
from referrals import posting
from referrals.deadlines import ACCEPT_WITHIN, ANSWER_WITHIN
from referrals.models import Letter, LetterDocument, LetterState, Reply, ReplyKind
from referrals.rules.suggestions import Urgency
from tests.referrals.signed_letters import (
    letter_of_next_version,
    more_letters,
    next_version,
    put,
    sign_with_letter,
)

L = LetterState
A_BIT = timedelta(minutes=5)
Act = Callable[[Letter, User], Any]
ACTS: dict[str, Act] = {
    "print": lambda letter, by: posting.count_printing(letter, by=by),
    "send": lambda letter, by: posting.mark_sent(letter, by=by),
    "received": lambda letter, by: posting.record_reply(letter, "received", by=by),
    "accepted": lambda letter, by: posting.record_reply(letter, "accepted", by=by),
    "returned": lambda letter, by: posting.record_reply(letter, "returned", by=by, missing="abi"),
    "seen": lambda letter, by: posting.record_reply(letter, "seen", by=by),
    "chase": lambda letter, by: posting.chase(letter, by=by, note="By phone"),
    "cancel": lambda letter, by: posting.cancel_letter(letter, by=by, why="Seen today"),
}
# Where each act leads; what is not named is refused.
ALLOWED: dict[LetterState, dict[str, LetterState]] = {
    L.SIGNED: {"print": L.PRINTED, "cancel": L.CANCELLED},
    L.PRINTED: {"print": L.PRINTED, "send": L.SENT, "cancel": L.CANCELLED},
    L.SENT: {
        "print": L.SENT,
        "received": L.RECEIVED,
        "accepted": L.ACCEPTED,
        "returned": L.RETURNED,
        "seen": L.SEEN,
        "chase": L.SENT,
    },
    L.RECEIVED: {
        "print": L.RECEIVED,
        "accepted": L.ACCEPTED,
        "returned": L.RETURNED,
        "seen": L.SEEN,
        "chase": L.RECEIVED,
    },
    L.ACCEPTED: {
        "print": L.ACCEPTED,
        "accepted": L.ACCEPTED,
        "returned": L.RETURNED,
        "seen": L.SEEN,
        "chase": L.ACCEPTED,
    },
    L.RETURNED: {
        "print": L.RETURNED,
        "send": L.SENT,
        "accepted": L.ACCEPTED,
        "cancel": L.CANCELLED,
    },
    L.SEEN: {"print": L.SEEN},
    L.CANCELLED: {},
}


def is_about(moment: Any, expected: Any) -> bool:
    return abs(moment - expected) < A_BIT


@pytest.mark.parametrize("state", list(L))
def test_each_state_allows_its_acts_and_no_other(
    signed_letter: Letter,
    admin_user: User,
    state: LetterState,
) -> None:
    for name, act in ACTS.items():
        put(signed_letter, state)
        count = Event.objects.count(), Reply.objects.count()
        if name in ALLOWED[state]:
            act(signed_letter, admin_user)
            signed_letter.refresh_from_db()
            assert signed_letter.state == ALLOWED[state][name], name
            assert Event.objects.count() == count[0] + 1, name
            continue
        with pytest.raises(Refused) as refused:
            act(signed_letter, admin_user)
        assert str(refused.value).endswith("."), name  # a sentence, for people
        signed_letter.refresh_from_db()
        assert signed_letter.state == state, name
        assert (Event.objects.count(), Reply.objects.count()) == count, name


@pytest.mark.parametrize("who", ["nurse", "physician", "manager"])
def test_only_an_admin_acts_on_letters(
    signed_letter: Letter,
    who: str,
    request: pytest.FixtureRequest,
) -> None:
    somebody = request.getfixturevalue(who)
    for name, act in ACTS.items():
        state = next(state for state, acts in ALLOWED.items() if name in acts)
        put(signed_letter, state)
        with pytest.raises(PermissionDenied):
            act(signed_letter, somebody)
        signed_letter.refresh_from_db()
        assert signed_letter.state == state, name
        assert signed_letter.times_printed == (state != L.SIGNED), name
    assert not signed_letter.replies.exists()


def test_what_is_due_next_follows_each_act(signed_letter: Letter, admin_user: User) -> None:
    urgency = Urgency.URGENT
    Letter.objects.filter(pk=signed_letter.pk).update(urgency=urgency.rank)
    put(signed_letter, L.PRINTED)
    now = timezone.now()
    posting.mark_sent(signed_letter, by=admin_user)
    signed_letter.refresh_from_db()
    assert is_about(signed_letter.due_at, now + ANSWER_WITHIN[urgency])
    posting.record_reply(signed_letter, "received", by=admin_user)
    signed_letter.refresh_from_db()
    assert is_about(signed_letter.due_at, now + ACCEPT_WITHIN[urgency])
    day = timezone.localdate() + timedelta(days=30)
    posting.record_reply(signed_letter, "accepted", by=admin_user, appointment_on=day)
    signed_letter.refresh_from_db()
    assert signed_letter.appointment_on == day
    assert timezone.localdate(signed_letter.due_at) == day + timedelta(days=14)
    posting.record_reply(signed_letter, "seen", by=admin_user)
    signed_letter.refresh_from_db()
    assert signed_letter.due_at is None


def test_asking_again_begins_the_wait_anew(signed_letter: Letter, admin_user: User) -> None:
    rank = Urgency.EMERGENCY.rank
    put(signed_letter, L.SENT, urgency=rank, due_at=timezone.now() - timedelta(days=2))
    before = timezone.now()
    reply = posting.chase(signed_letter, by=admin_user, note="By phone. They look for it.")
    signed_letter.refresh_from_db()
    assert (reply.kind, reply.recorded_by) == (ReplyKind.CHASED, admin_user)
    assert is_about(signed_letter.due_at, before + ANSWER_WITHIN[Urgency.EMERGENCY])
    assert signed_letter.state == L.SENT


def test_asking_again_is_no_reply(signed_letter: Letter, admin_user: User) -> None:
    put(signed_letter, L.SENT)
    with pytest.raises(Refused, match="no answer"):
        posting.record_reply(signed_letter, "chased", by=admin_user)


def test_a_return_says_what_is_missing_and_sending_again_clears_it(
    signed_letter: Letter,
    admin_user: User,
) -> None:
    put(signed_letter, L.SENT)
    with pytest.raises(Refused, match="what is missing"):
        posting.record_reply(signed_letter, "returned", by=admin_user, note=" ")
    posting.record_reply(signed_letter, "returned", by=admin_user, missing="abi", note="Both legs")
    signed_letter.refresh_from_db()
    assert signed_letter.returned_for == "abi"
    assert signed_letter.replies.get().organisation == signed_letter.specialist.organisation
    posting.mark_sent(signed_letter, by=admin_user)
    signed_letter.refresh_from_db()
    assert (signed_letter.state, signed_letter.returned_for) == (L.SENT, "")
    assert Event.objects.filter(kind="send again").count() == 1


def test_a_new_appointment_replaces_the_one_before_and_both_are_kept(
    signed_letter: Letter,
    admin_user: User,
) -> None:
    put(signed_letter, L.SENT)
    for day in (date(2027, 1, 4), date(2027, 1, 11)):
        posting.record_reply(signed_letter, "accepted", by=admin_user, appointment_on=day)
    signed_letter.refresh_from_db()
    assert signed_letter.appointment_on == date(2027, 1, 11)
    kept = signed_letter.replies.values_list("appointment_on", flat=True)
    assert list(kept) == [date(2027, 1, 4), date(2027, 1, 11)]


def test_of_two_who_send_one_is_told_that_it_is_done(
    signed_letter: Letter,
    admin_user: User,
) -> None:
    put(signed_letter, L.PRINTED)
    stale = Letter.objects.get(pk=signed_letter.pk)
    posting.mark_sent(signed_letter, by=admin_user)
    with pytest.raises(Refused, match=r"Already sent: .* at "):
        posting.mark_sent(stale, by=admin_user)
    assert Event.objects.filter(kind="send").count() == 1


# --- Versions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [L.PRINTED, L.RETURNED, L.CANCELLED])
def test_a_letter_that_is_superseded_is_not_sent(
    signed_letter: Letter,
    admin_user: User,
    state: LetterState,
) -> None:
    put(signed_letter, state)
    next_version(signed_letter)
    with pytest.raises(Refused, match="Superseded by version 2: do not send"):
        posting.mark_sent(signed_letter, by=admin_user)
    signed_letter.refresh_from_db()
    assert signed_letter.state == state


@pytest.mark.parametrize(
    ("state", "then"),
    [
        (L.SENT, L.CANCELLED),
        (L.RECEIVED, L.CANCELLED),
        (L.RETURNED, L.CANCELLED),
        (L.ACCEPTED, L.ACCEPTED),  # somebody has taken the patient: that is followed to its end
        (L.SEEN, L.SEEN),
    ],
)
def test_an_answer_is_awaited_to_the_latest_letter_alone(
    signed_letter: Letter,
    admin_user: User,
    state: LetterState,
    then: LetterState,
) -> None:
    put(signed_letter, state, due_at=timezone.now())
    [other] = more_letters(
        signed_letter, 1, suggestion="neurology", state=L.SENT, due_at=timezone.now()
    )
    later = letter_of_next_version(signed_letter, state=L.PRINTED, times_printed=1)
    posting.mark_sent(later, by=admin_user)
    signed_letter.refresh_from_db()
    other.refresh_from_db()
    # What was sent to another service waits on.
    assert (signed_letter.state, other.state) == (then, L.SENT)
    assert (signed_letter.due_at is None) is (then == L.CANCELLED)


@pytest.mark.parametrize(
    ("state", "came", "then"),
    [
        (L.RETURNED, "before it", L.CANCELLED),
        # Nobody knew what was missing: it stays a task.
        (L.RETURNED, "after it", L.RETURNED),
        # What is on its way or taken is followed to its end.
        (L.SENT, "before it", L.SENT),
        (L.ACCEPTED, "before it", L.ACCEPTED),
    ],
)
def test_the_letter_of_a_follow_up_replaces_the_one_that_had_come_back(
    signed_letter: Letter,
    nurse: User,
    physician: User,
    admin_user: User,
    state: LetterState,
    came: str,
    then: LetterState,
) -> None:
    follow_up = start_follow_up(signed_letter.snapshot.intake, by=nurse)
    service = signed_letter.specialist
    later = sign_with_letter(follow_up, service, nurse=nurse, physician=physician)
    since = follow_up.created_at + (-A_BIT if came == "before it" else A_BIT)
    put(signed_letter, state, state_since=since)
    [other] = more_letters(
        signed_letter, 1, suggestion="neurology", state=L.RETURNED, state_since=since
    )
    put(later, L.PRINTED)
    posting.mark_sent(later, by=admin_user)
    signed_letter.refresh_from_db()
    other.refresh_from_db()
    assert (signed_letter.state, other.state) == (then, L.RETURNED)  # another service still waits
    replaced = Event.objects.filter(why=f"replaced by letter {later.pk}, which was sent instead")
    assert replaced.exists() is (then == L.CANCELLED)


# --- Sealed -------------------------------------------------------------------------------------


def test_what_is_sealed_first_stays(signed_letter: Letter) -> None:
    assert posting.sealed(signed_letter) is None
    assert posting.seal(signed_letter, b"%PDF-1.7 first") == b"%PDF-1.7 first"
    assert posting.seal(signed_letter, b"%PDF-1.7 second") == b"%PDF-1.7 first"
    assert posting.seal(signed_letter, b"%PDF-1.7 sheet", "gp") == b"%PDF-1.7 sheet"
    assert LetterDocument.objects.count() == 2


def test_printing_again_is_counted_with_its_reason(
    signed_letter: Letter,
    admin_user: User,
) -> None:
    posting.count_printing(signed_letter, by=admin_user)
    posting.count_printing(signed_letter, by=admin_user, why="Jammed in the printer")
    signed_letter.refresh_from_db()
    assert (signed_letter.times_printed, signed_letter.state) == (2, L.PRINTED)
    again = Event.objects.get(kind="print again")
    assert (again.after, again.why) == (2, "Jammed in the printer")
