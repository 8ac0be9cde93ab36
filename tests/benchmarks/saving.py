"""Saving one field, by its action and by the nurse's page, on each kind of database.

Both write to the disk, as in real use; in memory a row costs next to nothing, and any ratio is large.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping

from django.db import connection
from django.test import Client
from django.urls import reverse

from intake import actions
from intake.addresses import MARK_HEADER, mark_of
from intake.findings import SECTION_OF
from intake.models import Event, Intake, User
from tests import postgres
from tests.benchmarks.timing import compare, queries_of

HOST = "localhost"  # settings know this machine by this name; a test client calls itself testserver


def measure_on_each_kind() -> None:
    """SQLite in a file, and PostgreSQL, each thrown away afterwards, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="soleus-bench-") as folder:
        _measure_on(f"sqlite:///{folder}/bench.sqlite3")
    with postgres.server(durable=True) as address:
        _measure_on(address)


def _measure_on(address: str) -> None:
    sys.stdout.flush()
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", "saving"],
        env={**os.environ, "BENCH_DATABASE_URL": address},
        check=True,
    )


def measure(draft: Intake, people: Mapping[str, User]) -> None:
    """Print milliseconds, queries, and how many bare rows could be written meanwhile."""
    print(f"{connection.vendor}, {Intake.objects.count()} intakes")
    nurse = people["nurse"]
    turn = iter(range(10**6))
    browser = Client(SERVER_NAME=HOST)
    browser.force_login(nurse)
    url = reverse("save_answer", args=[draft, SECTION_OF["heart_rate"]])
    headers = {"HX-Request": "true", MARK_HEADER: mark_of(draft, nurse)}
    seen = ""

    def save_field() -> None:
        actions.record(draft, {"heart_rate": str(60 + next(turn) % 40)}, by=nurse)

    def save_by_page() -> None:
        """As the page does: with login, permission, progress and what is shown now."""
        nonlocal seen
        text = str(60 + next(turn) % 40)
        data = {"key": "heart_rate", "heart_rate": text, "seen": seen}
        assert browser.post(url, data, headers=headers).status_code == 200
        seen = text

    def write_row() -> None:
        Event.objects.create(kind="bench", actor="bench", subject="bench")

    for name, save, runs in (
        ("save one field, with its event", save_field, 200),
        ("save one field by its page", save_by_page, 100),
    ):
        seen = str(Intake.objects.values_list("heart_rate", flat=True).get(pk=draft.pk))
        asked = queries_of(save)
        compare(f"{name}, {asked} queries", save, "write one row", write_row, runs)
