"""The pages of a print run: started from the list, gone on with by the page, opened once by itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from intake.models import Event, Intake, User
from referrals import directory, posting, print_run_pdf, print_runs, tasks
from referrals.models import DocumentKind, Letter, PrintRun, Specialist
from tests.referrals.printed_letters import letters_like, quick_letter, render_quickly
from tests.referrals.signed_letters import sign_with_letter
from tests.referrals.test_lifecycle import COLD_LEG

HTMX = {"HX-Request": "true"}
ASKS_AGAIN = 'hx-trigger="load delay:100ms, every 2s"'


@pytest.fixture
def letters(
    intake: Intake,
    answer: Callable[..., None],
    nurse: User,
    physician: User,
    admin_user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> list[Letter]:
    render_quickly(monkeypatch)
    answer(intake, COLD_LEG)
    surgeon = directory.save_specialist(
        Specialist(
            specialty="vascular_surgery", name="Mr A. Artery", organisation="H", address="1 Road"
        ),
        by=admin_user,
    )
    first = sign_with_letter(intake, surgeon, nurse=nurse, physician=physician)
    return [first, *letters_like(first, 2)]


def start(client: Client, **typed: Any) -> Any:
    return client.post(reverse("start_print_run"), typed)


def go_on(client: Client, run: PrintRun, **more: Any) -> str:
    address = reverse("continue_print_run", args=[run.pk])
    answer = client.post(address, headers=HTMX, **more)
    assert answer.status_code == 200
    run.refresh_from_db()
    return " ".join(answer.content.decode().split())


def shown(client: Client, run: PrintRun) -> str:
    answer = client.get(reverse("print_run", args=[run.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


# --- Starting -----------------------------------------------------------------------------------


def test_ticked_letters_become_a_run(as_admin: Client, letters: list[Letter]) -> None:
    answer = start(as_admin, letter=[letters[0].pk, letters[2].pk], why="The printer jammed")
    run = PrintRun.objects.get()
    assert answer.headers["Location"] == reverse("print_run", args=[run.pk])
    assert set(run.letters.values_list("letter", flat=True)) == {letters[0].pk, letters[2].pk}
    assert run.why == "The printer jammed"
    assert "The printer jammed" in shown(as_admin, run)


def test_all_that_are_not_printed_become_a_run(as_admin: Client, letters: list[Letter]) -> None:
    posting.count_printing(letters[1], by=User.objects.get(role="admin"))
    start(as_admin, all="1")
    assert PrintRun.objects.get().total == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "No letter is chosen"),
        ({"letter": "x; drop"}, "No letter is chosen"),
        ({"letter": "999999"}, "not there any more"),
    ],
)
def test_what_cannot_be_printed_is_told_on_the_list(
    as_admin: Client, letters: list[Letter], typed: dict[str, str], words: str
) -> None:
    answer = as_admin.post(reverse("start_print_run"), typed, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("letter_list")
    assert words in answer.content.decode()
    assert not PrintRun.objects.exists()


# --- Going on -----------------------------------------------------------------------------------


def test_the_page_goes_on_by_itself_until_the_pdf_opens(
    as_admin: Client, letters: list[Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "AT_ONCE", 0)  # a letter at a time
    start(as_admin, all="1")
    run = PrintRun.objects.get()
    page = shown(as_admin, run)
    assert "0 of 3 letters ready" in page
    assert ASKS_AGAIN in page
    assert "Keep this page open" in page
    page = go_on(as_admin, run)
    assert "1 of 3 letters ready" in page
    assert 'max="3" value="1"' in page
    assert ASKS_AGAIN in page
    go_on(as_admin, run)
    page = go_on(as_admin, run)
    assert "All 3 letters are ready" in page
    assert ASKS_AGAIN in page
    page = go_on(as_admin, run)
    assert run.finished_at
    assert ASKS_AGAIN not in page
    assert "3 letters printed" in page
    assert "data-open" in page
    assert "hx-swap-oob" in page  # told once to who listens to the page
    for words in (
        "<dt>Envelopes</dt><dd>9</dd>",
        f"<dt>Sheets, manifest included</dt><dd>{run.sheets}</dd>",
        "<dt>Letters left out</dt><dd>0</dd>",
    ):
        assert words in page


def test_without_javascript_a_button_goes_on(as_admin: Client, letters: list[Letter]) -> None:
    start(as_admin, all="1")
    run = PrintRun.objects.get()
    answer = as_admin.post(reverse("continue_print_run", args=[run.pk]))
    assert answer.headers["Location"] == reverse("print_run", args=[run.pk])
    run.refresh_from_db()
    assert run.done == 3


def test_whoever_opens_the_page_of_a_run_goes_on_with_it(
    as_admin: Client, letters: list[Letter], admin_user: User
) -> None:
    """Its first page was closed, and what it held is free."""
    run = print_runs.start([each.pk for each in letters], by=admin_user)
    assert print_runs._take(run.pk)
    late = timezone.now() - timedelta(seconds=1)
    run.letters.exclude(held_until=None).update(held_until=late)
    for _ in range(2):
        go_on(as_admin, run)
    assert run.finished_at


@pytest.fixture
def workers(settings: Any) -> Callable[[], list[int]]:
    """As with WORKERS=1. Gives the runs that workers were called for, one for each call."""
    settings.WORKERS = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    tasks = DBTaskResult.objects.order_by("enqueued_at")
    return lambda: [each.args_kwargs["args"][0] for each in tasks.all()]


def work_off() -> None:
    """What `manage.py db_worker` does with each task; by itself it would close the tests' connection."""
    worker = Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="worker",
    )
    while task := DBTaskResult.objects.ready().first():
        task.claim("worker")
        worker.run_task(task)


def test_with_workers_the_page_only_looks_and_calls_them_where_nobody_works(
    as_admin: Client, letters: list[Letter], workers: Callable[[], list[int]]
) -> None:
    start(as_admin, all="1")
    run = PrintRun.objects.get()
    assert workers() == [run.pk]
    page = go_on(as_admin, run)
    assert workers() == [run.pk]
    assert (run.done, "You may leave this page" in page) == (0, True)
    lease, second = print_run_pdf.LEASE, timedelta(seconds=1)
    for age, calls in ((lease - 9 * second, 1), (lease + second, 2)):
        PrintRun.objects.filter(pk=run.pk).update(worked_at=timezone.now() - age)
        go_on(as_admin, run)
        go_on(as_admin, run)  # called once, not at each look
        assert workers() == [run.pk] * calls


def test_a_worker_hands_on_what_it_does_not_manage_in_its_time(
    as_admin: Client,
    letters: list[Letter],
    workers: Callable[[], list[int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks, "BY_A_WORKER", 0)
    start(as_admin, all="1")
    run = PrintRun.objects.get()
    work_off()
    run.refresh_from_db()
    assert run.finished_at
    assert workers() == [run.pk] * 4  # a letter each, and the PDF
    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()


def test_what_goes_wrong_in_a_worker_leaves_no_text_of_a_patient_behind(
    as_admin: Client,
    letters: list[Letter],
    workers: Callable[[], list[int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError("Ida Invented, born 3 February 1950")

    start(as_admin, all="1")
    monkeypatch.setattr(print_runs, "work", fails)
    work_off()
    [task] = DBTaskResult.objects.all()
    assert (task.status, task.traceback) == ("SUCCESSFUL", "")


@pytest.mark.parametrize(
    ("total", "done", "calls"), [(1, 0, 1), (20, 0, 1), (21, 0, 2), (1000, 0, 8), (40, 40, 1)]
)
def test_many_letters_call_more_workers_but_not_too_many(
    db: None, workers: Callable[[], list[int]], total: int, done: int, calls: int
) -> None:
    tasks.call_workers(PrintRun(pk=7, total=total, done=done))
    assert workers() == [7] * calls


def test_a_problem_stands_on_the_page_and_waits_for_somebody(
    as_admin: Client, letters: list[Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    start(as_admin, all="1")
    run = PrintRun.objects.get()
    with monkeypatch.context() as patch:
        patch.setattr(print_run_pdf, "_store", lambda *_: 1 / 0)
        page = go_on(as_admin, run)
    assert "could not be put together (ZeroDivisionError)" in page
    assert ASKS_AGAIN not in page
    assert "no-script" not in page  # the button is there for everybody
    assert "3 letters printed" in go_on(as_admin, run)


# --- The end ------------------------------------------------------------------------------------


def finished(client: Client, letters: list[Letter]) -> PrintRun:
    start(client, letter=[each.pk for each in letters])
    run = PrintRun.objects.latest("pk")
    while not run.finished_at:
        go_on(client, run)
    return run


def test_it_opens_by_itself_once_and_only_for_who_started_it(
    as_admin: Client, letters: list[Letter]
) -> None:
    run = finished(as_admin, letters)
    other = Client()
    other.force_login(
        User.objects.create_user(username="other", password="another passphrase", role="admin")
    )
    assert "data-open" not in shown(other, run)
    assert "data-open" in shown(as_admin, run)
    as_admin.get(reverse("print_run_pdf", args=[run.pk])).getvalue()
    page = shown(as_admin, run)
    assert "data-open" not in page
    assert "Open the PDF" in page


def test_the_pdf_is_sent_in_pieces_with_its_size(
    as_admin: Client, letters: list[Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_run_pdf, "PART", 5000)
    run = finished(as_admin, letters)
    answer = as_admin.get(reverse("print_run_pdf", args=[run.pk]))
    assert answer.streaming
    content = answer.getvalue()
    assert content.startswith(b"%PDF")
    assert answer.headers["Content-Length"] == str(len(content))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "no-store" in answer.headers["Cache-Control"]
    saved = as_admin.get(reverse("print_run_pdf", args=[run.pk]), {"save": ""})
    assert saved.headers["Content-Disposition"] == (
        f'attachment; filename="print-run-{run.pk}.pdf"'
    )
    assert saved.getvalue() == content
    exports = Event.objects.filter(kind="export", subject=f"print run {run.pk}")
    assert exports.count() == 2


def test_there_is_no_pdf_before_the_end_or_after_two_weeks(
    as_admin: Client, letters: list[Letter], admin_user: User
) -> None:
    run = print_runs.start([letters[0].pk], by=admin_user)
    address = reverse("print_run_pdf", args=[run.pk])
    assert as_admin.get(address).headers["Location"] == reverse("print_run", args=[run.pk])
    go_on(as_admin, run)
    go_on(as_admin, run)
    PrintRun.objects.filter(pk=run.pk).update(finished_at=timezone.now() - timedelta(days=15))
    print_runs.start([letters[1].pk], by=admin_user)
    assert as_admin.get(address).status_code == 302
    assert "kept for 14 days" in shown(as_admin, run)


def test_letters_left_out_are_listed_with_why_and_a_link(
    as_admin: Client, letters: list[Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(letter: Letter) -> bytes:
        if letter.pk == letters[1].pk:
            raise ValueError("Ida Invented")
        return quick_letter(letter)

    monkeypatch.setitem(print_runs.RENDERED_BY, DocumentKind.LETTER, fails)
    page = shown(as_admin, finished(as_admin, letters))
    assert "2 letters printed" in page
    assert "<dt>Letters left out</dt><dd>1</dd>" in page
    assert reverse("letter", args=[letters[1].pk]) in page
    assert "cannot be made into a PDF (ValueError)" in page
    assert "to Mr A. Artery" in page


def test_cancelling_says_that_nothing_counts(as_admin: Client, letters: list[Letter]) -> None:
    start(as_admin, all="1")
    run = PrintRun.objects.get()
    as_admin.post(reverse("cancel_print_run", args=[run.pk]))
    page = go_on(as_admin, run)
    assert run.cancelled_at
    assert "No letter of this run counts as printed." in page
    assert ASKS_AGAIN not in page
    assert not Letter.objects.filter(times_printed__gt=0).exists()


def test_it_is_told_where_a_run_was_finished_before_it_was_cancelled(
    as_admin: Client, letters: list[Letter]
) -> None:
    run = finished(as_admin, letters)
    answer = as_admin.post(reverse("cancel_print_run", args=[run.pk]), follow=True)
    assert "finished already" in answer.content.decode()
    run.refresh_from_db()
    assert run.cancelled_at is None


def test_the_list_shows_what_is_not_finished(
    as_admin: Client, letters: list[Letter], admin_user: User
) -> None:
    finished(as_admin, letters[:1])
    print_runs.cancel(print_runs.start([letters[1].pk], by=admin_user), by=admin_user)
    print_runs.start([letters[2].pk], by=admin_user)
    page = as_admin.get(reverse("print_runs")).content.decode()
    assert page.count("Print run ") >= 3
    assert "<strong>Not finished:</strong> 0 of 1 ready" in page
    assert "Cancelled " in page
    assert "Finished " in page


def test_pages_of_runs_show_no_patient(as_admin: Client, letters: list[Letter]) -> None:
    run = finished(as_admin, letters)
    for page in (shown(as_admin, run), as_admin.get(reverse("print_runs")).content.decode()):
        assert "INVENTED" not in page.upper()
