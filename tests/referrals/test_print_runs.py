"""Print runs: each letter once and counted once, whatever happens; what is left out is told."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from intake.models import Event, Intake, User
from intake.moves import Refused
from referrals import batch, directory, posting, print_run_pdf, print_runs
from referrals.models import (
    DocumentKind,
    Letter,
    LetterDocument,
    LetterState,
    PrintRun,
    PrintRunLetter,
    PrintRunPart,
    Specialist,
)
from tests.pdf_text import text_of
from tests.referrals.printed_letters import letters_like, quick_letter, render_quickly
from tests.referrals.signed_letters import next_version, put, sign_with_letter
from tests.referrals.test_lifecycle import COLD_LEG

Answer = Callable[[Intake, dict[str, str]], None]


@pytest.fixture
def first(intake: Intake, answer: Answer, nurse: User, physician: User, admin_user: User) -> Letter:
    answer(intake, COLD_LEG)
    surgeon = directory.save_specialist(
        Specialist(
            specialty="vascular_surgery", name="Team", organisation="Hospital", address="1 Road"
        ),
        by=admin_user,
    )
    return sign_with_letter(intake, surgeon, nurse=nurse, physician=physician)


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    render_quickly(monkeypatch)


@pytest.fixture
def letters(first: Letter) -> list[Letter]:
    return [first, *letters_like(first, 3)]


def pks(letters: list[Letter]) -> list[int]:
    return [each.pk for each in letters]


def started(letters: list[Letter], by: User, **fields: Any) -> PrintRun:
    return print_runs.start(pks(letters), by=by, **fields)


def printed(letters: list[Letter], by: User, **fields: Any) -> PrintRun:
    """A run worked to its end."""
    run = started(letters, by, **fields)
    assert not print_runs.work(run.pk)
    run.refresh_from_db()
    assert run.finished_at, run.problem
    return run


def times(letters: list[Letter]) -> list[int]:
    found = dict(Letter.objects.values_list("pk", "times_printed"))
    return [found[each.pk] for each in letters]


def reader(run: PrintRun, by: User) -> PdfReader:
    return PdfReader(io.BytesIO(b"".join(print_runs.parts_of(run, by=by))))


def text(run: PrintRun, by: User) -> str:
    return text_of(b"".join(print_runs.parts_of(run, by=by)))


def left_out(run: PrintRun) -> dict[int, str]:
    return dict(run.letters.exclude(left_out="").values_list("letter", "left_out"))


# --- Starting -----------------------------------------------------------------------------------


def test_what_is_due_first_is_printed_first(letters: list[Letter], admin_user: User) -> None:
    now = timezone.now()
    for each, hours in zip(letters, (5, -3, None, 1), strict=True):
        due = None if hours is None else now + timedelta(hours=hours)
        Letter.objects.filter(pk=each.pk).update(due_at=due)
    run = started(letters, admin_user)
    order = list(run.letters.values_list("letter", flat=True))
    assert order == [letters[place].pk for place in (1, 3, 0, 2)]
    assert (run.total, run.done, run.started_by) == (4, 0, admin_user)
    event = Event.objects.get(kind="start print run")
    assert (event.actor, event.after) == (admin_user.username, order)


def test_all_that_wait_to_be_printed_are_those_of_the_list_and_not_printed_yet(
    letters: list[Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(letters[0], LetterState.PRINTED)
    put(letters[1], LetterState.CANCELLED)
    Letter.objects.filter(pk=letters[3].pk).update(due_at=timezone.now() - timedelta(days=9))
    assert print_runs.waiting() == [letters[3].pk, letters[2].pk]
    monkeypatch.setattr(print_runs, "LIMIT", 1)
    assert print_runs.waiting() == [letters[3].pk]


def test_only_an_admin_prints(letters: list[Letter], physician: User) -> None:
    with pytest.raises(PermissionDenied):
        started(letters, physician)
    assert not PrintRun.objects.exists()


def test_nothing_chosen_is_told(admin_user: User) -> None:
    with pytest.raises(Refused, match="No letter is chosen"):
        print_runs.start([], by=admin_user)


def test_a_letter_that_is_not_there_is_told(first: Letter, admin_user: User) -> None:
    with pytest.raises(Refused, match="not there any more"):
        print_runs.start([first.pk, first.pk + 999], by=admin_user)


def test_a_run_takes_so_many_letters_and_no_more(
    letters: list[Letter], admin_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_runs, "LIMIT", 3)
    with pytest.raises(Refused, match="4 letters are too many at once: choose at most 3"):
        started(letters, admin_user)
    assert started(letters[:3], admin_user).total == 3


def test_starting_twice_leads_to_the_same_run(letters: list[Letter], admin_user: User) -> None:
    run = started(letters, admin_user)
    assert started(letters, admin_user) == run
    assert started(letters[:2], admin_user) == run
    assert PrintRun.objects.count() == 1


def test_a_letter_of_an_open_run_is_left_out_of_another(
    letters: list[Letter], admin_user: User
) -> None:
    one = started(letters[:2], admin_user)
    two = printed(letters[1:], admin_user)
    words = f"It is in print run {one.pk}, which is not finished."
    assert left_out(two) == {letters[1].pk: words}
    assert words in " ".join(text(two, admin_user).split())
    assert times(letters) == [0, 0, 1, 1]
    print_runs.work(one.pk)
    assert times(letters) == [1, 1, 1, 1]


def test_a_letter_of_a_cancelled_run_can_be_printed(
    letters: list[Letter], admin_user: User
) -> None:
    print_runs.cancel(started(letters, admin_user), by=admin_user)
    printed(letters, admin_user)
    assert times(letters) == [1] * 4


# --- Working ------------------------------------------------------------------------------------


def test_each_letter_is_sealed_printed_and_counted(letters: list[Letter], admin_user: User) -> None:
    run = printed(letters, admin_user)
    assert (run.done, run.envelopes) == (4, 12)
    assert run.sheets * 2 == len(reader(run, admin_user).pages)
    found = text(run, admin_user)
    for each in letters:
        assert found.count(f"Sheet for the practice, letter {each.pk}") == 1
        assert found.count(f"Letter {each.pk} of") == 3 * 4
        assert found.count(f"Slip of letter {each.pk}") == 1
        sealed = LetterDocument.objects.filter(letter=each)
        assert {one.kind for one in sealed} == {"letter", "gp", "patient"}
        assert bytes(sealed.get(kind="letter").pdf) == quick_letter(each)
        kinds = Event.objects.filter(subject=f"letter {each.pk}").values_list("kind", flat=True)
        assert list(kinds).count("print") == 1
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.PRINTED}
    finished = Event.objects.get(kind="finish print run")
    assert finished.after == {"printed": 4, "left out": 0}


def test_nothing_counts_before_the_run_is_finished(letters: list[Letter], admin_user: User) -> None:
    run = started(letters, admin_user)
    assert print_runs.work(run.pk, seconds=0)  # one letter, and the time is up
    run.refresh_from_db()
    assert (run.done, run.finished_at) == (1, None)
    assert times(letters) == [0] * 4
    for _ in letters[1:]:
        assert print_runs.work(run.pk, seconds=0)
    assert times(letters) == [0] * 4
    assert not print_runs.work(run.pk, seconds=0)
    assert times(letters) == [1] * 4


def test_working_on_a_finished_run_changes_nothing(letters: list[Letter], admin_user: User) -> None:
    run = printed(letters, admin_user)
    before = (b"".join(print_runs.parts_of(run, by=admin_user)), Event.objects.count())
    assert not print_runs.work(run.pk)
    after = (b"".join(print_runs.parts_of(run, by=admin_user)), Event.objects.count() - 1)
    assert before == after
    assert times(letters) == [1] * 4


def test_a_letter_that_a_worker_holds_is_taken_by_no_other_until_it_is_given_up(
    letters: list[Letter], admin_user: User
) -> None:
    run = started(letters, admin_user)
    held = print_runs._take(run.pk)
    assert held is not None
    assert not print_runs.work(run.pk)  # all but that one
    run.refresh_from_db()
    assert (run.done, run.finished_at) == (3, None)
    late = timezone.now() - timedelta(seconds=1)
    PrintRunLetter.objects.filter(pk=held.pk).update(held_until=late)
    assert not print_runs.work(run.pk)
    print_runs._make(held)  # its first worker was slow, not dead
    run.refresh_from_db()
    assert (run.done, bool(run.finished_at)) == (4, True)
    assert times(letters) == [1] * 4


def test_only_one_puts_the_pdf_together(
    letters: list[Letter], admin_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one comes while the first is still at it."""
    run, add = started(letters, admin_user), batch.Batch.add
    calls = []

    def overtaken(self: batch.Batch, letter: batch.Printable) -> None:
        calls.append(letter.short)
        print_runs.work(run.pk)
        add(self, letter)

    monkeypatch.setattr(batch.Batch, "add", overtaken)
    print_runs.work(run.pk)
    assert len(calls) == 4
    assert times(letters) == [1] * 4


def test_who_was_taken_for_dead_writes_nothing_any_more(
    letters: list[Letter], admin_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, write = started(letters, admin_user), batch.Batch.write

    def slept(self: batch.Batch, *rest: Any, **named: Any) -> None:
        """Somebody else finishes the run meanwhile."""
        monkeypatch.setattr(batch.Batch, "write", write)
        PrintRun.objects.filter(pk=run.pk).update(held_until=timezone.now() - timedelta(seconds=1))
        print_runs.work(run.pk)
        write(self, *rest, **named)

    monkeypatch.setattr(batch.Batch, "write", slept)
    print_runs.work(run.pk)
    run.refresh_from_db()
    assert run.finished_at
    assert not run.problem
    assert times(letters) == [1] * 4
    assert Event.objects.filter(kind="finish print run").count() == 1
    numbers = list(PrintRunPart.objects.filter(run=run).values_list("number", flat=True))
    assert numbers == list(range(len(numbers)))


# --- Left out, and what goes wrong --------------------------------------------------------------


def test_a_letter_cancelled_meanwhile_is_left_out_and_the_rest_goes_on(
    letters: list[Letter], admin_user: User
) -> None:
    run = started(letters, admin_user)
    posting.cancel_letter(letters[1], by=admin_user, why="Seen today")
    print_runs.work(run.pk)
    run.refresh_from_db()
    assert run.finished_at
    [(pk, why)] = left_out(run).items()
    assert pk == letters[1].pk
    assert why.startswith("It was cancelled on ")
    assert why.endswith(": Seen today.")
    assert times(letters) == [1, 0, 1, 1]
    assert not LetterDocument.objects.filter(letter=letters[1]).exists()
    found = " ".join(text(run, admin_user).split())
    assert f"L{letters[1].pk}, version 1 {why}" in found
    assert f"Letter {letters[1].pk} of" not in found
    assert Event.objects.get(kind="finish print run").after == {"printed": 3, "left out": 1}


def test_a_letter_sent_and_superseded_since_is_left_out(
    letters: list[Letter], admin_user: User
) -> None:
    put(letters[0], LetterState.SENT)
    next_version(letters[0])
    run = printed(letters, admin_user)
    assert left_out(run) == {letters[0].pk: "It is superseded by version 2."}
    assert times(letters) == [1, 1, 1, 1]  # as before, and the others


def test_a_letter_that_cannot_be_made_is_left_out_in_words(
    letters: list[Letter], admin_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(letter: Letter) -> bytes:
        if letter.pk == letters[2].pk:
            raise ValueError("Ida Invented, born 3 February 1950")
        return quick_letter(letter)

    monkeypatch.setitem(print_runs.RENDERED_BY, DocumentKind.LETTER, fails)
    run = printed(letters, admin_user)
    [why] = left_out(run).values()
    assert "cannot be made into a PDF (ValueError)" in why
    assert "Invented" not in why
    assert times(letters) == [1, 1, 0, 1]


def test_all_left_out_still_ends_with_a_manifest(letters: list[Letter], admin_user: User) -> None:
    run = started(letters[:1], admin_user)
    posting.cancel_letter(letters[0], by=admin_user, why="Seen today")
    print_runs.work(run.pk)
    run.refresh_from_db()
    assert (bool(run.finished_at), run.envelopes) == (True, 0)
    assert "There is nothing to put into envelopes." in text(run, admin_user)


@pytest.mark.parametrize("event", ["cancelled", "printed elsewhere"])
def test_what_changes_while_the_pdf_is_made_is_not_printed_as_it_was(
    letters: list[Letter], admin_user: User, monkeypatch: pytest.MonkeyPatch, event: str
) -> None:
    run, write = started(letters, admin_user), batch.Batch.write

    def meanwhile(self: batch.Batch, *rest: Any, **named: Any) -> None:
        monkeypatch.setattr(batch.Batch, "write", write)
        if event == "cancelled":
            posting.cancel_letter(letters[3], by=admin_user, why="Seen today")
        else:
            posting.count_printing(letters[3], by=admin_user)
        write(self, *rest, **named)

    monkeypatch.setattr(batch.Batch, "write", meanwhile)
    print_runs.work(run.pk)
    run.refresh_from_db()
    assert run.finished_at
    found = " ".join(text(run, admin_user).split())
    if event == "cancelled":
        assert list(left_out(run)) == [letters[3].pk]
        assert f"Letter {letters[3].pk} of" not in found
        assert times(letters) == [1, 1, 1, 0]
    else:
        assert f"Copy 2 of letter L{letters[3].pk}, version 1" in found
        assert times(letters) == [1, 1, 1, 2]


def test_where_no_pdf_comes_about_the_run_says_so_and_can_be_gone_on_with(
    letters: list[Letter], admin_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError("No space left on device")

    run = started(letters, admin_user)
    with monkeypatch.context() as patch:
        patch.setattr(batch.Batch, "write", full)
        print_runs.work(run.pk)
    run.refresh_from_db()
    assert run.problem == "The PDF could not be put together (OSError)."
    assert (run.finished_at, run.done) == (None, 4)
    assert times(letters) == [0] * 4
    print_runs.work(run.pk)
    run.refresh_from_db()
    assert (bool(run.finished_at), run.problem) == (True, "")
    assert times(letters) == [1] * 4


def test_whoever_may_print_no_more_counts_nothing(letters: list[Letter], admin_user: User) -> None:
    run = started(letters, admin_user)
    User.objects.filter(pk=admin_user.pk).update(is_active=False)
    print_runs.work(run.pk)
    run.refresh_from_db()
    assert run.problem == "Only an admin may send letters."
    assert times(letters) == [0] * 4


@pytest.mark.parametrize("ready", [0, 2, 4])
def test_a_cancelled_run_prints_and_counts_nothing(
    letters: list[Letter], admin_user: User, ready: int
) -> None:
    run = started(letters, admin_user)
    for _ in range(ready):
        print_runs.work(run.pk, seconds=0)
    print_runs.cancel(run, by=admin_user)
    assert not print_runs.work(run.pk)
    run.refresh_from_db()
    assert run.cancelled_at
    assert (run.finished_at, run.done) == (None, ready)
    assert times(letters) == [0] * 4
    assert not PrintRunPart.objects.exists()
    assert Event.objects.filter(kind="cancel print run").count() == 1


def test_cancelled_while_the_pdf_is_made(
    letters: list[Letter], admin_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, write = started(letters, admin_user), batch.Batch.write

    def meanwhile(self: batch.Batch, *rest: Any, **named: Any) -> None:
        print_runs.cancel(run, by=admin_user)
        write(self, *rest, **named)

    monkeypatch.setattr(batch.Batch, "write", meanwhile)
    print_runs.work(run.pk)
    run.refresh_from_db()
    assert (run.finished_at, run.problem) == (None, "")
    assert times(letters) == [0] * 4
    assert not PrintRunPart.objects.exists()


def test_a_finished_run_is_not_cancelled_any_more(
    letters: list[Letter], admin_user: User, physician: User
) -> None:
    run = printed(letters, admin_user)
    with pytest.raises(Refused, match="finished already"):
        print_runs.cancel(run, by=admin_user)
    with pytest.raises(PermissionDenied):
        print_runs.cancel(run, by=physician)


# --- Again --------------------------------------------------------------------------------------


def test_a_reprint_is_the_same_and_says_so(
    letters: list[Letter], admin_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed(letters[:1], admin_user)

    def never(letter: Letter) -> bytes:
        raise AssertionError("a document is made once")

    for kind in DocumentKind:
        monkeypatch.setitem(print_runs.RENDERED_BY, kind, never)
    run = printed(letters[:1], admin_user, why=" The printer jammed ")
    found = " ".join(text(run, admin_user).split())
    at = timezone.localtime(run.finished_at)
    assert f"Copy 2 of letter L{letters[0].pk}, version 1" in found
    assert f"on {at:%-d %b %Y} by Ada Admin, because: The printer jammed" in found
    for each in LetterDocument.objects.filter(letter=letters[0]):
        assert each.sha256 in found.replace(" ", "")
    assert "For the specialist, copy 2" in found
    assert times(letters) == [2, 0, 0, 0]
    event = Event.objects.get(kind="print again")
    assert (event.after, event.why) == (2, "The printer jammed")


def test_bytes_that_were_changed_are_not_printed_as_the_same(
    letters: list[Letter], admin_user: User
) -> None:
    printed(letters[:1], admin_user)
    # The database refuses this change; whoever has its files can make it.
    with connection.cursor() as cursor:
        guard = "referrals_letterdocument_no_update"
        on = " ON referrals_letterdocument" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {guard}{on}")
    altered = quick_letter(letters[1])
    LetterDocument.objects.filter(letter=letters[0], kind="letter").update(pdf=altered)
    run = printed(letters, admin_user)
    assert list(left_out(run)) == [letters[0].pk]
    assert times(letters) == [1, 1, 1, 1]


# --- The PDF ------------------------------------------------------------------------------------


def test_the_pdf_is_kept_in_pieces_and_opening_it_is_an_event(
    letters: list[Letter], admin_user: User, physician: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_run_pdf, "PART", 5000)
    run = printed(letters, admin_user)
    sizes = [len(each.data) for each in run.parts.all()]
    assert len(sizes) > 3
    assert set(sizes[:-1]) == {5000}
    assert print_runs.size_of(run) == sum(sizes)
    assert not print_runs.was_opened(run)
    whole = b"".join(print_runs.parts_of(run, by=admin_user))
    assert len(whole) == sum(sizes)
    assert len(PdfReader(io.BytesIO(whole)).pages) == run.sheets * 2
    assert print_runs.was_opened(run)
    with pytest.raises(PermissionDenied):
        print_runs.parts_of(run, by=physician)


def test_a_pdf_is_kept_for_two_weeks_and_the_letters_for_ever(
    letters: list[Letter], admin_user: User
) -> None:
    runs = [printed([each], admin_user) for each in letters[:2]]
    for run, age in zip(runs, (timedelta(days=14, minutes=1), timedelta(days=13)), strict=True):
        PrintRun.objects.filter(pk=run.pk).update(finished_at=timezone.now() - age)
    started(letters[2:], admin_user)
    assert [bool(print_runs.size_of(run)) for run in runs] == [False, True]
    assert LetterDocument.objects.filter(letter=letters[0]).count() == 3


def test_one_sided_sites_get_no_blank_pages_unless_another_prints_on_both(
    letters: list[Letter], admin_user: User
) -> None:
    content = letters[0].snapshot.content
    single = {**content["letterhead"], "two_sided": False}
    one, two = letters[1:3]
    for each in (one, two):
        each.snapshot.content["letterhead"] = single
        each.snapshot.pk = None
        each.snapshot.version = 2
        each.snapshot.save()
        Letter.objects.filter(pk=each.pk).update(snapshot=each.snapshot)
    alone = printed([one], admin_user)
    assert alone.sheets == len(reader(alone, admin_user).pages)
    both = printed([letters[0], two], admin_user)
    assert both.sheets * 2 == len(reader(both, admin_user).pages)


# --- What it costs ------------------------------------------------------------------------------


def test_a_letter_costs_as_many_queries_in_a_large_run_as_in_a_small_one(
    first: Letter, admin_user: User
) -> None:
    def cost(number: int) -> int:
        run = print_runs.start(pks(letters_like(first, number)), by=admin_user)
        with CaptureQueriesContext(connection) as queries:
            print_runs.work(run.pk)
        return len(queries)

    cost(1)
    one, eleven, thirty_one = cost(1), cost(11), cost(31)
    each = (eleven - one) / 10
    print(f"{each} queries a letter")
    # Letters are read some at a time for the PDF: two queries for each further handful.
    assert (thirty_one - eleven) / 20 <= each + 0.2
