"""Work that goes on beside the pages: done at once on one machine, else by `manage.py db_worker`.

Which of the two is decided by the setting WORKERS alone.
"""

import logging
from typing import Final

from django.conf import settings
from django_tasks import task

from referrals import print_runs
from referrals.models import PrintRun

# Seconds of work for one task. Without workers it is a page that waits for it; with workers, a worker
# that is asked to stop does so between two tasks, and several runs take turns.
AT_ONCE: Final = 2
BY_A_WORKER: Final = 30
SHARE: Final = 20  # letters for which it is worth to call one more worker
WORKERS_AT_MOST: Final = 8

log = logging.getLogger(__name__)


@task()
def work_on_print_run(pk: int) -> None:
    """Go on with a run for some seconds; a worker then hands the rest to the next one who is free."""
    seconds = BY_A_WORKER if settings.WORKERS else AT_ONCE
    try:
        more = print_runs.work(pk, seconds=seconds)
    except Exception:
        # Kept out of the table of tasks: its text can hold what a patient told us.
        log.exception("Print run %s was broken off", pk)
        return
    if more and settings.WORKERS:
        work_on_print_run.enqueue(pk)


def call_workers(run: PrintRun) -> None:
    """Have a run worked on: by this process for a moment, or by as many workers as are worth it."""
    shares = -(-(run.total - run.done) // SHARE) if settings.WORKERS else 1
    for _ in range(min(max(shares, 1), WORKERS_AT_MOST)):
        work_on_print_run.enqueue(run.pk)
