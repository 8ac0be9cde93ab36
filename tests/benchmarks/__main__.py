"""`make bench`: how long the things take that people wait for, as ratios within one run.

Machines differ and are busy, so a time alone says little. Each thing is timed in turn with a yard
stick that does comparable work with nothing of ours in it; the medians and their ratio are printed.
"""

import gzip
import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["DEBUG"] = "1"
os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE_URL", "sqlite://:memory:")

import django
from django.conf import settings
from django.db import connection

django.setup()
settings.DEBUG = False  # with DEBUG on, Django keeps every query in memory

from django.core.management import call_command
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intake import actions
from intake.addresses import MARK_HEADER, mark_of
from intake.answers import answers_of, read_document
from intake.findings import SECTION_OF
from intake.models import Event, Intake
from intake.readings import Answers
from referrals import pdf
from referrals.assess import assess
from referrals.demo import make_accounts, make_directory, make_intakes, make_stories
from referrals.models import Letter, Snapshot
from tests.benchmarks import cohort

HOST = "localhost"  # settings know this machine by this name; a test client calls itself testserver
CASES = [
    json.loads(file.read_text())
    for file in sorted((Path(__file__).parent.parent / "cases").glob("*.json"))
]


def compare(
    name: str, ours: Callable[[], Any], stick: str, theirs: Callable[[], Any], runs: int
) -> None:
    """Time both in turn and print the medians and their ratio."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for act, taken in zip((ours, theirs), times, strict=True):
            start = time.perf_counter()
            act()
            taken.append(time.perf_counter() - start)
    mine, other = (statistics.median(taken) * 1000 for taken in times)
    print(f"{name:<44} {mine:9.2f} ms   {stick:<34} {other:9.2f} ms   ratio {mine / other:8.1f}")


def weigh(name: str, browser: Client, url: str, runs: int = 20) -> None:
    """A page as it is asked for: milliseconds (median), queries, bytes plain and compressed."""
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(url).content
    asked = len(queries)  # the next request begins to count anew
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        assert browser.get(url).status_code == 200
        taken.append(time.perf_counter() - start)
    print(
        f"{name:<44} {statistics.median(taken) * 1000:9.2f} ms   {asked:3} queries   "
        f"{len(page):8,} bytes, {len(gzip.compress(page)):7,} with gzip"
    )


def main() -> None:
    call_command("migrate", verbosity=0)
    people = make_accounts()
    make_directory(by=people["manager"])
    make_stories(people)
    list(make_intakes(20, people))
    documents = [read_document(case) for case in CASES]

    def assess_all() -> None:
        for document in documents:
            # A fresh Answers: what was worked out for a patient is kept with the answers.
            assess(Answers(dict(document), document.absent_legs)).document()

    def parse_all() -> None:
        for case in CASES:
            json.loads(json.dumps(case))

    draft = Intake.objects.filter(state="draft").first()
    assert draft is not None
    turn = iter(range(10**6))

    def save_field() -> None:
        actions.record(draft, {"heart_rate": str(60 + next(turn) % 40)}, by=people["nurse"])

    browser = Client(SERVER_NAME=HOST)
    browser.force_login(people["nurse"])
    url = reverse("save_answer", args=[draft, SECTION_OF["heart_rate"]])
    headers = {"HX-Request": "true", MARK_HEADER: mark_of(draft, people["nurse"])}

    def save_by_page() -> None:
        """As the page does: with login, permission, progress and what is shown now."""
        seen = str(Intake.objects.values_list("heart_rate", flat=True).get(pk=draft.pk))
        data = {"key": "heart_rate", "heart_rate": str(60 + next(turn) % 40), "seen": seen}
        assert browser.post(url, data, headers=headers).status_code == 200

    def write_row() -> None:
        Event.objects.create(kind="bench", actor="bench", subject="bench")

    def load_answers() -> None:
        answers_of(Intake.objects.get(pk=draft.pk))

    def load_pk() -> None:
        Intake.objects.only("pk").get(pk=draft.pk)

    snapshot = Snapshot.objects.latest("id")
    letter = Letter.objects.select_related("snapshot", "suggestion", "specialist").latest("id")
    print(f"{connection.vendor}, {len(CASES)} documents, {Intake.objects.count()} intakes")
    compare(f"assess {len(CASES)} intakes", assess_all, "JSON there and back", parse_all, 30)
    compare("load one intake as answers", load_answers, "load its id", load_pk, 100)
    compare("save one field, with its event", save_field, "write one row", write_row, 200)
    compare("save one field by its page", save_by_page, "write one row", write_row, 100)
    compare(
        "summary PDF",
        lambda: pdf.summary_pdf(snapshot),
        "letter PDF",
        lambda: pdf.letter_pdf(letter),
        5,
    )
    physician = Client(SERVER_NAME=HOST)
    physician.force_login(people["physician"])
    waiting = Intake.objects.filter(state="handed_over").order_by("urgency", "pk")
    weigh(f"work list, {waiting.count()} waiting", physician, reverse("review_list"))
    emergency = waiting[0].pk
    rest_pain = waiting.get(patient__family_name="Demo-Ashdown").pk
    weigh("review page of an emergency", physician, reverse("review", args=[emergency]))
    weigh("review page of rest pain", physician, reverse("review", args=[rest_pain]))
    compare(
        "call sheet PDF",
        lambda: physician.get(reverse("sbar", args=[emergency])),
        "letter PDF",
        lambda: pdf.letter_pdf(letter),
        5,
    )
    cohort.measure_reading(draft.patient, people["nurse"])
    cohort.measure()


if __name__ == "__main__":
    main()
