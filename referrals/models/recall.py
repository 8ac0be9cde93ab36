"""Versions of the rules, and the past patients whom a new one would handle differently."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from intake.models import Intake
from referrals.differences import Change
from referrals.models.urgency_ranks import URGENCY_RANKS
from referrals.rules.suggestions import SUGGESTIBLES


class RulesVersion(models.Model):
    """A version of the rules that was once in force, and a hash of what it meant."""

    append_only = True

    version = models.CharField(max_length=32, unique=True)
    meaning = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.version


class Recall(models.Model):
    """One search for the past patients whom the rules in force would handle differently.

    It goes through the intakes in the order of their keys, a chunk at a time: all up to `last_pk`
    are done.
    """

    since = models.DateField()  # results made on this day or later
    against = models.ForeignKey(RulesVersion, models.PROTECT, related_name="+")
    current = models.ForeignKey(RulesVersion, models.PROTECT, related_name="+")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # null: from the command line
    started_at = models.DateTimeField(default=timezone.now)
    total = models.PositiveIntegerField()  # intakes to compare
    done = models.PositiveIntegerField(default=0)
    last_pk = models.PositiveBigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    cancelled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            # Two clicks, or a command that is given again after a crash, go on with the same run.
            models.UniqueConstraint(
                fields=["since", "against", "current"],
                condition=models.Q(finished_at__isnull=True, cancelled=False),
                name="one_open_recall",
            )
        ]

    def __str__(self) -> str:
        return f"Recall {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.finished_at is not None or self.cancelled


class RecallChange(models.Model):
    """A suggestion that would differ, once for each rule that speaks for it.

    `is_first` marks one of these rows, so that each change can also be listed once.
    """

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="changes")
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="+")
    suggestion = models.CharField(max_length=40, blank=True)  # its id in the rule base
    change = models.CharField(max_length=16, choices=[(each, each.label) for each in Change])
    before = models.PositiveSmallIntegerField(choices=URGENCY_RANKS, null=True)
    after = models.PositiveSmallIntegerField(choices=URGENCY_RANKS, null=True)
    urgency = models.PositiveSmallIntegerField(choices=URGENCY_RANKS)  # the more urgent of both
    rule = models.CharField(max_length=16, blank=True)  # a row of the clinical reference
    rules = models.JSONField(default=list)  # all that speak for it
    is_first = models.BooleanField(default=True)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recall", "intake", "suggestion", "rule"], name="changed_once"
            )
        ]
        indexes = [
            models.Index(fields=["recall", "rule", "urgency"], name="change_by_rule"),
            models.Index(fields=["recall", "is_first", "urgency"], name="change_by_urgency"),
        ]

    def __str__(self) -> str:
        return f"{self.suggestion} {self.change} for intake {self.intake_id}"

    @property
    def label(self) -> str:
        """The suggestion in words; an id that the rule base no longer has stays an id."""
        found = SUGGESTIBLES.get(self.suggestion)
        return found.label if found else self.suggestion
