"""Workers of a print run that are killed where it hurts: every letter once in the PDF, and counted once.

PRINT_LETTERS=1000 tries it with so many letters.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests import postgres

# More than are worth a single worker (tasks.SHARE).
NUMBER = int(os.environ.get("PRINT_LETTERS", "22"))
PATIENCE = 300 + 3 * NUMBER  # seconds; the machine may be busy with other tests
SCENARIO = """
import django
django.setup()
from tests.referrals import print_scenario
print_scenario.main("{how}", {number})
"""
KILLED = -signal.SIGKILL


def steps_of(how: str, address: str, **env: str) -> list[dict[str, Any]]:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", SCENARIO.format(how=how, number=NUMBER)],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": address,
            **env,
        },
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def nothing_counted(step: dict[str, Any]) -> None:
    assert not step["finished"]
    assert step["printed times"] == {"0": NUMBER}
    assert step["counted"] == {}


def each_once(step: dict[str, Any]) -> None:
    assert step["finished"], step["problem"]
    assert (step["done"], step["left out"]) == (NUMBER, 0)
    assert step["in the PDF"] == {"1": NUMBER}
    assert step["printed times"] == {"1": NUMBER}
    assert step["counted"] == {"1": NUMBER}
    assert step["finishes"] == 1
    assert step["documents"] == 3 * NUMBER
    assert step["pages"] == 2 * step["sheets"]


def test_killed_again_and_again_each_letter_is_printed_and_counted_once(tmp_path: Path) -> None:
    *killed, last = steps_of("work", f"sqlite:///{tmp_path}/print.sqlite3")
    assert [step["codes"] for step in killed] == [[KILLED]] * 6
    for step in killed:
        nothing_counted(step)
    # Three documents a letter; what was ready stays ready, the letter it died in is made again.
    first = NUMBER // 3
    second = first + NUMBER // 2 // 3
    assert [step["done"] for step in killed] == [first, second, *[NUMBER] * 4]
    assert last["codes"] == [0, 0]
    each_once(last)


def test_two_workers_share_a_run_and_either_may_die() -> None:
    """As in real use past one machine: WORKERS=1, PostgreSQL, `manage.py db_worker`."""
    with postgres.server() as address:
        *killed, last = steps_of("db_worker", address, WORKERS="1")
    assert killed[0]["codes"] == [KILLED, KILLED]
    assert 0 < killed[0]["done"] < NUMBER
    for step in killed:
        assert KILLED in step["codes"]
        nothing_counted(step)
    assert set(last["codes"]) == {0}
    each_once(last)
