"""A print run of many letters: letters a second, memory, and what it costs beside rendering them alone.

A process of its own does it, whose peak of memory is thereby the run's, on SQLite in a file.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection

from intake.models import User
from referrals import posting, print_runs
from referrals.copies import copies_of
from referrals.demo import make_directory, make_letterhead, make_stories
from referrals.models import Letter, LetterState
from referrals.print_run_pdf import kinds_of, letters_to_print
from referrals.print_runs import RENDERED_BY
from tests.referrals.printed_letters import letters_like

LETTERS = 100
ALONE = 20  # rendered one by one to compare with
KB_IN_MB = 1024


def measure_in_a_child(number: int = LETTERS) -> None:
    with tempfile.TemporaryDirectory(prefix="soleus-bench-") as folder:
        sys.stdout.flush()
        subprocess.run(  # noqa: S603
            [sys.executable, "-m", "tests.benchmarks", "printing", str(number)],
            env={**os.environ, "BENCH_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"},
            check=True,
        )


def measure(number: int, people: Mapping[str, User]) -> None:
    """Print the figures of one run of so many letters."""
    make_directory(by=people["manager"])
    make_letterhead(by=people["admin"])
    make_stories(dict(people))
    made: list[Letter] = []
    for letter, share in _shares(list(letters_to_print().filter(state=LetterState.SIGNED)), number):
        made += letters_like(letter, share)
    before = _peak()
    run = print_runs.start([each.pk for each in made], by=people["admin"])
    begun = _now()
    while run.done < run.total:
        print_runs.work(run.pk, seconds=0)  # one letter
        run.refresh_from_db()
    sealed, sealing = _now(), _peak()
    counted = _when_counted()
    print_runs.work(run.pk)
    ended, peak = _now(), _peak()
    run.refresh_from_db()
    assert run.finished_at, run.problem
    some = made[:: max(1, number // ALONE)]
    alone = (_render(some) / len(some)) * 1000
    each = (ended.cpu - begun.cpu) / number * 1000
    took = ended.clock - begun.clock
    print(
        f"print run of {number} letters ({connection.vendor}), {run.envelopes} envelopes, "
        f"{run.sheets} sheets, {print_runs.size_of(run) / 1e6:.1f} MB"
    )
    print(f"{'letters a second, all their copies':<44} {number / took:9.2f}")
    print(
        f"{'a letter in the run, CPU':<44} {each:9.2f} ms   "
        f"{'its documents rendered alone':<34} {alone:9.2f} ms   ratio {each / alone:8.2f}"
    )
    print(f"{'putting it together':<44} {ended.clock - sealed.clock:9.2f} s    of {took:.1f} s")
    print(f"{'counting all in one transaction':<44} {counted[-1] - counted[0]:9.2f} s")
    print(
        f"{'peak memory':<44} {peak:9.0f} MB   before {before:.0f} MB, "
        f"when all were sealed {sealing:.0f} MB"
    )


class _Moment(NamedTuple):
    clock: float
    cpu: float


def _now() -> _Moment:
    return _Moment(time.perf_counter(), time.process_time())


def _shares(stories: list[Letter], number: int) -> list[tuple[Letter, int]]:
    """Each story about as often as the others."""
    turns = list(islice(cycle(range(len(stories))), number))
    return [(letter, turns.count(place)) for place, letter in enumerate(stories)]


def _when_counted() -> list[float]:
    """Will hold when each printing was counted."""
    moments: list[float] = []
    module: Any = posting
    real = module.count_printing

    def count(*rest: Any, **named: Any) -> Any:
        moments.append(time.perf_counter())
        return real(*rest, **named)

    module.count_printing = count
    return moments


def _render(letters: list[Letter]) -> float:
    """Seconds of CPU for the documents of letters, one by one, written to files and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        begun = _now()
        for letter in letters:
            for kind in kinds_of(copies_of(letter)):
                (Path(folder) / f"{letter.pk}-{kind}.pdf").write_bytes(RENDERED_BY[kind](letter))
        return _now().cpu - begun.cpu


def _peak() -> float:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB_IN_MB
