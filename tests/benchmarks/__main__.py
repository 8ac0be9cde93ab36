"""`make bench`: how long the things take that people wait for, as ratios within one run.

Machines differ and are busy, so a time alone says little. Each thing is timed in turn with a yard
stick that does comparable work with nothing of ours in it; the medians and their ratio are printed.

It all runs on SQLite in memory, and saving on SQLite and PostgreSQL as in real use, both thrown away.
`BENCH_DATABASE_URL` names one empty database for all of it instead; `ARGS=saving` measures only that,
and `ARGS="printing 1000"` only a print run of so many letters.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["DEBUG"] = "1"
GIVEN = os.environ.get("BENCH_DATABASE_URL", "")
os.environ["DATABASE_URL"] = GIVEN or "sqlite://:memory:"

import django
from django.conf import settings
from django.db import connection

django.setup()
settings.DEBUG = False  # with DEBUG on, Django keeps every query in memory

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from intake.answers import answers_of, read_document
from intake.models import Intake
from intake.readings import Answers
from referrals import pdf
from referrals.assess import assess
from referrals.demo import make_accounts, make_directory, make_intakes, make_stories
from referrals.models import Letter, Snapshot
from tests.benchmarks import cohort, printing, saving
from tests.benchmarks.saving import HOST
from tests.benchmarks.timing import compare, weigh

CASES = [
    json.loads(file.read_text())
    for file in sorted((Path(__file__).parent.parent / "cases").glob("*.json"))
]


def main() -> None:
    saving_alone = sys.argv[1:] == ["saving"]
    printing_alone = sys.argv[1:2] == ["printing"]
    letters = int(sys.argv[2]) if printing_alone and sys.argv[2:] else printing.LETTERS
    if printing_alone and not GIVEN:
        printing.measure_in_a_child(letters)
        return
    if not GIVEN:
        saving.measure_on_each_kind()
        if saving_alone:
            return
    call_command("migrate", verbosity=0)
    people = make_accounts()
    if printing_alone:
        printing.measure(letters, people)
        return
    list(make_intakes(20, people))
    draft = Intake.objects.filter(state="draft").first()
    assert draft is not None
    if GIVEN:
        saving.measure(draft, people)
        if saving_alone:
            return
    make_directory(by=people["manager"])
    make_stories(people)
    documents = [read_document(case) for case in CASES]

    def assess_all() -> None:
        for document in documents:
            # A fresh Answers: what was worked out for a patient is kept with the answers.
            assess(Answers(dict(document), document.absent_legs)).document()

    def parse_all() -> None:
        for case in CASES:
            json.loads(json.dumps(case))

    def load_answers() -> None:
        answers_of(Intake.objects.get(pk=draft.pk))

    def load_pk() -> None:
        Intake.objects.only("pk").get(pk=draft.pk)

    snapshot = Snapshot.objects.latest("id")
    letter = Letter.objects.select_related("snapshot", "suggestion", "specialist").latest("id")
    print(f"{connection.vendor}, {len(CASES)} documents, {Intake.objects.count()} intakes")
    compare(f"assess {len(CASES)} intakes", assess_all, "JSON there and back", parse_all, 30)
    compare("load one intake as answers", load_answers, "load its id", load_pk, 100)
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
    if not GIVEN:
        printing.measure_in_a_child()


if __name__ == "__main__":
    main()
