"""Every state, every other, every role: only the moves of the tables happen, each with its event."""

import itertools
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone

from intake import actions
from intake.models import Event, Intake, IntakeState, User
from intake.moves import Move, Refused, move
from intake.roles import MAY, Role
from referrals import lifecycle, own_suggestions
from referrals.models import (
    DeclineReason,
    Letter,
    LetterState,
    Suggestion,
    SuggestionState,
)
from tests.referrals.signed_intakes import REST_PAIN, signed

N, P, A = Role.NURSE, Role.PHYSICIAN, Role.ADMIN
DECIDED = ("accepted", "declined", "already_done", "later")
# Written out once more, so that a change of a table has to be meant: from, to, event, who, reason.
Row = tuple[str, str, str, frozenset[Role], bool]
INTAKE: set[Row] = {
    ("draft", "handed_over", "hand over", frozenset({N, P}), False),
    ("handed_over", "draft", "return", frozenset({P}), True),
    ("handed_over", "signed", "sign", frozenset({P}), False),
    ("signed", "handed_over", "amend", frozenset({P}), True),
    ("handed_over", "signed", "keep signed", frozenset({P}), False),
}
SUGGESTION: set[Row] = {
    *(
        (start, to, to.replace("_", " "), frozenset({P}), False)
        for start in ("proposed", *DECIDED)
        for to in DECIDED
    ),
    ("proposed", "ignored", "ignore", frozenset({P}), False),
    *(
        (start, "superseded", "supersede", frozenset({N, P}), False)
        for start in ("proposed", *DECIDED)
    ),
}
OWN_SUGGESTION: set[Row] = {
    ("accepted", "superseded", "take back", frozenset({P}), False),
    ("superseded", "accepted", "add again", frozenset({P}), False),
}
LETTER: set[Row] = {
    ("signed", "printed", "print", frozenset({A}), False),
    ("printed", "sent", "send", frozenset({A}), False),
    ("returned", "sent", "send again", frozenset({A}), False),
    *(
        (start, to, f"reply {to}", frozenset({A}), False)
        for start, to in (
            ("sent", "received"),
            ("sent", "accepted"),
            ("received", "accepted"),
            ("returned", "accepted"),
            ("accepted", "accepted"),
            ("sent", "seen"),
            ("received", "seen"),
            ("accepted", "seen"),
        )
    ),
    *(
        (start, "returned", "reply returned", frozenset({A}), True)
        for start in ("sent", "received", "accepted")
    ),
    *(
        (start, "cancelled", event, frozenset({who}), True)
        for start in ("signed", "printed", "returned")
        for event, who in (("cancel", A), ("supersede", P))
    ),
    *((start, "cancelled", "supersede", frozenset({A}), True) for start in ("sent", "received")),
}
TABLES: list[tuple[str, type[models.TextChoices], Iterable[Move], set[Row]]] = [
    ("intake", IntakeState, actions.MOVES, INTAKE),
    ("suggestion", SuggestionState, lifecycle.MOVES, SUGGESTION),
    ("suggestion", SuggestionState, own_suggestions.MOVES, OWN_SUGGESTION),
    ("letter", LetterState, lifecycle.MOVES, LETTER),
]
WITH_REASON = [
    (f"{event} a {start} {model}", model, table, (start, to, event, roles, True))
    for model, _, table, written in TABLES
    for start, to, event, roles, needs_reason in sorted(written, key=str)
    if needs_reason
]


@pytest.fixture
def people(nurse: User, physician: User, admin_user: User, manager: User) -> dict[Role, User]:
    return {Role(each.role): each for each in (nurse, physician, admin_user, manager)}


@pytest.fixture
def rows(
    intake: Intake, answer: Callable[..., None], people: dict[Role, User]
) -> dict[str, models.Model]:
    """One of each, whose state the test sets as it needs it."""
    signed(intake, REST_PAIN, answer, {str(role): user for role, user in people.items()})
    letter = Letter.objects.first()
    assert letter
    # A reason stands on it, so that the database takes it in every state.
    Suggestion.objects.filter(pk=letter.suggestion_id).update(reason=DeclineReason.RISK)
    return {
        "intake": intake,
        "suggestion": Suggestion.objects.get(pk=letter.suggestion_id),
        "letter": letter,
    }


def put(row: Any, state: str) -> Any:
    """Set the state as no act may, an hour ago."""
    since = timezone.now() - timedelta(hours=1)
    type(row).objects.filter(pk=row.pk).update(state=state, state_since=since)
    row.refresh_from_db(fields=["state", "state_since"])
    return row


def everything(row: Any) -> dict[str, Any]:
    return type(row).objects.filter(pk=row.pk).values().get()


@pytest.mark.parametrize(("model", "table", "written"), [(n, t, w) for n, _, t, w in TABLES])
def test_the_table_of_moves_is_the_one_written_here(
    model: str, table: Iterable[Move], written: set[Row]
) -> None:
    held = {
        (each.start, each.to, each.event, MAY[each.permission], each.needs_reason)
        for each in table
        if each.model == model
    }
    assert held == written


@pytest.mark.parametrize(
    ("model", "states", "table", "written"),
    TABLES,
    ids=["intake", "suggestion", "own suggestion", "letter"],
)
def test_only_what_the_table_allows_happens_and_leaves_an_event(
    model: str,
    states: type[models.TextChoices],
    table: Iterable[Move],
    written: set[Row],
    rows: dict[str, Any],
    people: dict[Role, User],
) -> None:
    row = rows[model]
    pairs: list[tuple[str, str, Row | None]] = [(each[0], each[1], each) for each in written]
    pairs += [
        (start, to, None)
        for start, to in itertools.product(states.values, states.values)
        if (start, to) not in {each[:2] for each in written}
    ]
    assert {pair[:2] for pair in pairs} == set(itertools.product(states.values, states.values))
    for start, to, found in pairs:
        event = found[2] if found else ""
        for role, user in people.items():
            said = f"{model}: {start} to {to}, {event}, as {role}"
            put(row, start)
            before, count = everything(row), Event.objects.count()
            allowed = found is not None and role in found[3]
            if allowed:
                move(row, to, by=user, moves=table, event=event, why="because")
                after = everything(row)
                assert after.pop("state") == to, said
                assert after.pop("state_since") > before.pop("state_since"), said
                before.pop("state")
                assert after == before, said
                last = Event.objects.latest("pk")
                assert Event.objects.count() == count + 1, said
                assert (last.kind, last.actor) == (event, user.username), said
                assert (last.before, last.after, last.why) == (start, to, "because"), said
                continue
            with pytest.raises((Refused, PermissionDenied)) as refused:
                move(row, to, by=user, moves=table, event=event, why="because")
            # In words: what it is and why not, or who may.
            assert isinstance(refused.value, Refused if found is None else PermissionDenied), said
            assert (model in str(refused.value)) or ("Only a" in str(refused.value)), said
            assert everything(row) == before, said
            assert Event.objects.count() == count, said


@pytest.mark.parametrize(
    ("model", "table", "row_of_table"),
    [each[1:] for each in WITH_REASON],
    ids=[each[0] for each in WITH_REASON],
)
@pytest.mark.parametrize("why", ["", "  \n"])
def test_a_move_that_needs_a_reason_is_refused_without_one(
    why: str,
    model: str,
    table: Iterable[Move],
    row_of_table: Row,
    rows: dict[str, Any],
    people: dict[Role, User],
) -> None:
    start, to, event, roles, _ = row_of_table
    row = put(rows[model], start)
    before, count = everything(row), Event.objects.count()
    with pytest.raises(Refused, match="Say why"):
        move(row, to, by=people[min(roles)], moves=table, event=event, why=why)
    assert everything(row) == before
    assert Event.objects.count() == count


def test_a_move_is_not_taken_for_another_between_the_same_states(
    rows: dict[str, Any], people: dict[Role, User]
) -> None:
    """Cancelling is the admin’s, superseding whoever signs: neither does it under the other’s name."""
    letter = put(rows["letter"], LetterState.PRINTED)
    for event, role in (("cancel", P), ("supersede", A)):
        with pytest.raises(PermissionDenied):
            move(
                letter,
                LetterState.CANCELLED,
                by=people[role],
                moves=lifecycle.MOVES,
                event=event,
                why="because",
            )
    with pytest.raises(Refused):
        move(
            letter,
            LetterState.CANCELLED,
            by=people[A],
            moves=lifecycle.MOVES,
            event="send",
            why="x",
        )
    # Where no event is named the first of the table is meant: that of an ordinary signature.
    put(rows["intake"], IntakeState.HANDED_OVER)
    move(rows["intake"], IntakeState.SIGNED, by=people[P], moves=actions.MOVES)
    assert Event.objects.latest("pk").kind == "sign"


def test_somebody_who_left_makes_no_move(rows: dict[str, Any], people: dict[Role, User]) -> None:
    people[P].is_active = False
    row = put(rows["intake"], IntakeState.HANDED_OVER)
    with pytest.raises(PermissionDenied):
        move(row, IntakeState.SIGNED, by=people[P], moves=actions.MOVES)
    row.refresh_from_db()
    assert row.state == IntakeState.HANDED_OVER
