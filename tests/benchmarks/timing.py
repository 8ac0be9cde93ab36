"""Things are timed in turn with a yard stick that does comparable work with nothing of ours in it."""

import gzip
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


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


def queries_of(act: Callable[[], Any]) -> int:
    """How often it asks the database."""
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def weigh(name: str, browser: Client, url: str, runs: int = 20) -> None:
    """A page as it is asked for: milliseconds (median), queries, bytes plain and compressed."""
    page = browser.get(url).content
    asked = queries_of(lambda: browser.get(url))
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        assert browser.get(url).status_code == 200
        taken.append(time.perf_counter() - start)
    print(
        f"{name:<44} {statistics.median(taken) * 1000:9.2f} ms   {asked:3} queries   "
        f"{len(page):8,} bytes, {len(gzip.compress(page)):7,} with gzip"
    )
