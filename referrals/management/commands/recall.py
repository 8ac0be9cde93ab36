"""`manage.py recall`: the past patients whom the rules in force would handle differently.

Patients are named by the number of their intake and their hospital number alone: what is printed on
a terminal ends in logs, and whoever may look them up has both numbers on the page.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intake.moves import Refused
from referrals import recall
from referrals.differences import Change
from referrals.models import Recall, RecallChange
from referrals.rules.suggestions import Urgency

BAD_INPUT: Final = 2
_URGENCIES: Final = list(Urgency)
_ROW: Final = "  {:>8}  {:<20}  {:<11}  {:<21}  {:<48}  {}"


class Command(BaseCommand):
    help = (
        "List the past patients who would be handled differently under the rules in force than "
        "under an older version. Given again, it goes on where it was broken off."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--since", required=True, metavar="DATE", help="results from this day on: 2026-11-03"
        )
        parser.add_argument(
            "--against", required=True, metavar="RULES_VERSION", help="the version to compare with"
        )

    def handle(self, *, since: str, against: str, **_: Any) -> None:
        try:
            run = recall.start(_day(since), against, by=None)
            if run.done:
                self.stderr.write(f"Recall {run.pk}, begun {run.started_at:%Y-%m-%d}, goes on")
            run = self._run(run)
        except Refused as refused:
            raise CommandError(str(refused), returncode=BAD_INPUT) from None
        if run.cancelled:
            raise CommandError(f"Recall {run.pk} was stopped by a manager.")
        for line in as_text(run):
            self.stdout.write(line)

    def _run(self, run: Recall) -> Recall:
        """To the end, telling each whole percent."""
        told = ""
        while not run.is_over:
            run = recall.advance(run, by=None)
            percent = f"{min(100, 100 * run.done // run.total) if run.total else 100} %"
            if percent != told:
                self.stderr.write(f"Recall {run.pk}: {run.done} of {run.total} ({percent})")
                told = percent
        return run


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"--since {text!r} is no date: write year, month and day, such as 2026-11-03",
            returncode=BAD_INPUT,
        ) from None


def as_text(run: Recall) -> Iterator[str]:
    """The list by rule, the most urgent first."""
    counts = recall.counts_of(run)
    yield (
        f"Rules {run.current} against {run.against}, results since {run.since.isoformat()}: "
        f"{run.done} intakes compared"
    )
    if not counts["changes"]:
        yield "Nobody would be handled differently" if run.done else "There is nothing to compare"
        return
    yield f"Handled differently: patients {counts['patients']}, changes {counts['changes']}"
    for group in recall.groups_of(run):
        yield ""
        title = f"Rule {group.rule}" if group.rule else "No rule named"
        yield f"{title}: patients {group.patients}, changes {group.changes}"
        yield _ROW.format(
            "intake", "hospital number", "handed over", "change", "urgency", "suggestion"
        )
        rows = RecallChange.objects.filter(recall=run, rule=group.rule)
        rows = rows.order_by("urgency", "intake", "pk").select_related("intake__patient")
        for row in rows.only(
            *("suggestion", "change", "before", "after", "note"),
            *("intake__handed_over_at", "intake__patient__local_number"),
        ).iterator():
            yield _line(row)


def _line(row: RecallChange) -> str:
    handed_over = row.intake.handed_over_at
    urgency = "not suggested" if row.suggestion else "-"
    words = row.label or "the signed answers cannot be read by this version"
    return _ROW.format(
        row.intake_id,
        row.intake.patient.local_number or "-",
        timezone.localdate(handed_over).isoformat() if handed_over else "-",
        Change(row.change).label,
        " -> ".join(
            urgency if rank is None else _URGENCIES[rank].label for rank in (row.before, row.after)
        ),
        f"{words} ({row.note})" if row.note else words,
    )
