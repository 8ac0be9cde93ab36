"""Recall: which past patients would be handled differently under the rules in force.

The stored results of an older rules version are compared with what the rules now say of the same
answers. A run is a row and works in chunks. A chunk is worked out first; then it is written in one
transaction that locks the run, and only if nobody got further meanwhile. So a run can be broken off
and gone on with, by several at once, and no change is written twice or left out; and nobody who is
saving answers waits while rules are worked out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from intake import audit
from intake.answers import DocumentError, answers_of, read_document
from intake.models import Intake, IntakeState, User
from intake.moves import Refused
from intake.readings import Answers
from intake.roles import require
from referrals.differences import (
    Change,
    Difference,
    Standings,
    differences,
    standings_in,
    standings_now,
)
from referrals.models import Assessment, Recall, RecallChange, RulesVersion, Snapshot
from referrals.rules import MEANING, VERSION
from referrals.rules.suggestions import Urgency
from referrals.versions import publish

CHUNK: Final = 20  # intakes; well under a second of work, so that a page can ask for one
PAST: Final = (IntakeState.HANDED_OVER, IntakeState.SIGNED)
ASSESSED_AGAIN: Final = "assessed again since"
_UNKNOWN: Final = Difference("", Change.NOT_COMPARED, None, None, ("",))


def evaluate(chunk: Mapping[int, Answers]) -> dict[int, Standings]:
    """What the rules in force suggest for each intake of a chunk. Anything as true may stand here."""
    return {pk: standings_now(answers) for pk, answers in chunk.items()}


# --- Starting and stopping ----------------------------------------------------------------------


def start(since: date, against: str, *, by: User | None) -> Recall:
    """A new run, or the one that is already open with the same question. Raises Refused in words.

    Nobody (`by=None`) is the command line.
    """
    if by is not None:
        require(by, "recall")
    current = publish()
    if current.meaning != MEANING:
        raise Refused(
            f"The rules have changed and are still called version {VERSION}: results of both "
            "cannot be told apart. VERSION must be raised first."
        )
    old = RulesVersion.objects.filter(version=against).first()
    if old is None:
        known = ", ".join(each.version for each in versions())
        raise Refused(f"There is no rules version {against!r}. There are: {known}.")
    if since > timezone.localdate():
        raise Refused(f"{since:%-d %B %Y} is still to come: choose a day in the past.")
    with transaction.atomic():
        run, is_new = Recall.objects.get_or_create(
            since=since,
            against=old,
            current=current,
            finished_at=None,
            cancelled=False,
            defaults={
                "started_by": by,
                "total": _results(since, old.version).aggregate(
                    found=Count("intake", distinct=True)
                )["found"],
            },
        )
        if is_new:
            audit.write(
                "start recall",
                by=by,
                subject=run,
                after={"since": since.isoformat(), "against": old.version, "rules": VERSION},
            )
    return run


def versions() -> QuerySet[RulesVersion]:
    """Every version there was, the newest first."""
    return RulesVersion.objects.order_by("-published_at", "-pk")


def stop(run: Recall, *, by: User) -> Recall:
    """Break a run off for good; what it found stays."""
    require(by, "recall")
    with transaction.atomic():
        locked = _locked(run)
        if not locked.is_over:
            locked.cancelled = True
            locked.save(update_fields=["cancelled"])
            audit.write("stop recall", by=by, subject=locked, after={"compared": locked.done})
    return locked


# --- Going on -----------------------------------------------------------------------------------


def advance(run: Recall, *, by: User | None) -> Recall:
    """Compare the next chunk, and give the run as it then stands. Raises Refused in words."""
    if by is not None:
        require(by, "recall")
    seen = Recall.objects.select_related("against", "current").get(pk=run.pk)
    if seen.is_over:
        return seen
    if (seen.current.version, seen.current.meaning) != (VERSION, MEANING):
        raise Refused(
            f"This recall was begun under rules version {seen.current}, and version {VERSION} is in "
            "force now. Start a new one."
        )
    chunk = _next(seen)
    found = list(_rows(seen, chunk))
    with transaction.atomic():
        locked = _locked(seen)
        if locked.is_over or locked.last_pk != seen.last_pk:
            return locked
        RecallChange.objects.bulk_create(found)
        locked.done += len(chunk)
        locked.last_pk = max(chunk, default=locked.last_pk)
        if len(chunk) < CHUNK:
            locked.finished_at = timezone.now()
            changes = locked.changes.filter(is_first=True).count()
            audit.write(
                "finish recall",
                by=by,
                subject=locked,
                after={"compared": locked.done, "changes": changes},
            )
        locked.save(update_fields=["done", "last_pk", "finished_at"])
    return locked


def _locked(run: Recall) -> Recall:
    runs = Recall.objects.select_for_update(of=("self",))
    return runs.select_related("against", "current", "started_by").get(pk=run.pk)


def _results(since: date, version: str) -> QuerySet[Assessment]:
    """Results of a version, of intakes that are past: handed over or signed."""
    begin = timezone.make_aware(datetime.combine(since, time.min))
    return Assessment.objects.filter(
        rules_version=version, made_at__gte=begin, intake__state__in=PAST
    )


def _next(run: Recall) -> dict[int, Assessment]:
    """The next intakes of a run, each with its result that stands under the older version, or else
    the newest.
    """
    newest = (
        _results(run.since, run.against.version)
        .filter(intake__gt=run.last_pk)
        .order_by("intake")
        .values("intake")
        # Of an amendment that was given up the signed result stands again, though it is older.
        .annotate(newest=Coalesce(Max("pk", filter=Q(is_current=True)), Max("pk")))
        .values_list("newest", flat=True)[:CHUNK]
    )
    found = Assessment.objects.filter(pk__in=list(newest)).order_by("intake")
    return {each.intake_id: each for each in found}


def _rows(run: Recall, chunk: Mapping[int, Assessment]) -> Iterator[RecallChange]:
    answers = _answers(chunk)
    now = evaluate({pk: each for pk, each in answers.items() if each is not None})
    for pk, assessment in chunk.items():
        found: Iterable[Difference] = (_UNKNOWN,)
        if pk in now:
            found = differences(standings_in(assessment.result), now[pk])
        again = "" if assessment.is_current else ASSESSED_AGAIN
        for each in found:
            note = ", ".join(words for words in (each.note, again) if words)
            for place, rule in enumerate(each.rules or ("",)):
                yield RecallChange(
                    recall=run,
                    intake_id=pk,
                    suggestion=each.suggestion,
                    change=each.change,
                    before=None if each.before is None else each.before.rank,
                    after=None if each.after is None else each.after.rank,
                    urgency=each.soonest.rank,
                    rule=rule,
                    rules=list(each.rules),
                    is_first=place == 0,
                    note=note,
                )


def _answers(chunk: Iterable[int]) -> dict[int, Answers | None]:
    """What was answered: as frozen where it was signed, else as it stands.

    None: the signed document holds something that this catalogue cannot read any more. The patient
    is then listed as not compared, never passed over.
    """
    snapshots = Snapshot.objects.filter(intake__in=chunk, intake__state=IntakeState.SIGNED)
    # Of several versions the last one stays.
    frozen = dict(snapshots.order_by("intake", "version").values_list("intake", "content__answers"))
    rest = Intake.objects.filter(pk__in=set(chunk) - frozen.keys())
    return {pk: _read(document) for pk, document in frozen.items()} | {
        intake.pk: answers_of(intake) for intake in rest
    }


def _read(document: Any) -> Answers | None:
    try:
        return read_document(document)
    except DocumentError:
        return None


# --- What was found -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """How often one suggestion changed in one way."""

    suggestion: str
    change: Change
    number: int


@dataclass(frozen=True)
class Group:
    """What one rule brought, took away, raised or lowered."""

    rule: str
    urgency: Urgency  # the most urgent of all
    patients: int
    lines: tuple[Line, ...]

    @property
    def changes(self) -> int:
        return sum(line.number for line in self.lines)


def groups_of(run: Recall) -> list[Group]:
    """The changes of a run by rule, the most urgent rule first."""
    changes = RecallChange.objects.filter(recall=run)
    counted = (
        changes.order_by("rule", "suggestion", "change")
        .values("rule", "suggestion", "change")
        .annotate(number=Count("pk"), soonest=Min("urgency"))
    )
    patients = dict(
        changes.order_by("rule")
        .values("rule")
        .annotate(patients=Count("intake__patient", distinct=True))
        .values_list("rule", "patients")
    )
    groups = []
    for rule, found in groupby(counted, key=lambda row: row["rule"]):
        rows = sorted(found, key=lambda row: (row["soonest"], -row["number"], row["suggestion"]))
        groups.append(
            Group(
                rule,
                list(Urgency)[rows[0]["soonest"]],
                patients[rule],
                tuple(
                    Line(row["suggestion"], Change(row["change"]), row["number"]) for row in rows
                ),
            )
        )
    return sorted(groups, key=lambda group: (group.urgency.rank, -group.changes, group.rule))


def counts_of(run: Recall) -> dict[str, int]:
    """How many changes there are, and of how many patients; a change counts once."""
    return RecallChange.objects.filter(recall=run, is_first=True).aggregate(
        changes=Count("pk"), patients=Count("intake__patient", distinct=True)
    )
