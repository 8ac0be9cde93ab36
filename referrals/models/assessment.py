"""What the rules said of an intake, what was decided of it, and the snapshot of a signed one."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from intake.models import Intake
from referrals.models.directory import Specialist
from referrals.models.urgency_ranks import URGENCY_RANKS
from referrals.rules.suggestions import SUGGESTIBLES, Kind


class Assessment(models.Model):
    """What one version of the rules said of one intake at one moment. Never changed."""

    intake = models.ForeignKey(Intake, models.PROTECT, related_name="assessments")
    made_at = models.DateTimeField(default=timezone.now)
    rules_version = models.CharField(max_length=32)
    rules_hash = models.CharField(max_length=64)
    urgency = models.PositiveSmallIntegerField(choices=URGENCY_RANKS)  # 0 is an emergency
    result = models.JSONField()  # the result object of the contract
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["intake"],
                condition=models.Q(is_current=True),
                name="one_current_assessment",
            )
        ]
        indexes = [
            models.Index(fields=["is_current", "urgency"], name="assessment_by_urgency"),
            models.Index(fields=["rules_version", "intake"], name="assessment_by_version"),
        ]

    def __str__(self) -> str:
        return f"Assessment of {self.intake_id} under {self.rules_version}"

    def standing(self) -> models.QuerySet["Suggestion"]:
        """Its suggestions without what was added and taken back."""
        return self.suggestions.exclude(state=SuggestionState.SUPERSEDED)


class SuggestionState(models.TextChoices):
    PROPOSED = "proposed", "Not decided"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    ALREADY_DONE = "already_done", "Already done"
    LATER = "later", "Later"
    IGNORED = "ignored", "Ignored: signed without a decision"
    SUPERSEDED = "superseded", "Superseded"


class DeclineReason(models.TextChoices):
    """At most six, and short: what is no refusal is a state of its own."""

    NOT_APPROPRIATE = "not_appropriate", "Does not fit this patient"
    OTHER_CAUSE = "other_cause", "Another cause explains it"
    PATIENT_DECLINED = "patient_declined", "Patient declines"
    RISK = "risk", "Risk outweighs benefit"
    NOT_AVAILABLE = "not_available", "Not available here"
    OTHER = "other", "Other reason"


class Suggestion(models.Model):
    """One thing to consider for one intake, and what the physician decided."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="suggestions")
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="suggestions")
    suggestion = models.CharField(max_length=40)  # its id in the rule base
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in Kind])
    urgency = models.PositiveSmallIntegerField(choices=URGENCY_RANKS)
    entry = models.JSONField()  # the entry of the result object: because, findings, rules, sources
    state = models.CharField(
        max_length=16, choices=SuggestionState, default=SuggestionState.PROPOSED, editable=False
    )
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=24, choices=DeclineReason, blank=True)
    note = models.TextField(blank=True)
    specialist = models.ForeignKey(Specialist, models.PROTECT, null=True, blank=True)
    question = models.TextField("question to the specialist", blank=True)
    tried = models.TextField("what has been tried already", blank=True)
    copy_to_gp = models.BooleanField("copy to the general practice", default=True)
    copy_to_patient = models.BooleanField("copy to the patient", default=True)
    # What the physician adds that no rule suggested: in words, or an entry of the rule book.
    own_title = models.CharField(max_length=120, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["urgency", "id"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "suggestion"], name="suggested_once"),
            models.CheckConstraint(
                condition=~models.Q(state=SuggestionState.DECLINED) | ~models.Q(reason=""),
                name="declined_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suggestion} for intake {self.intake_id}"

    @property
    def label(self) -> str:
        """As the rule book names it, or in the words of the physician who added it."""
        return self.own_title or SUGGESTIBLES[self.suggestion].label

    @property
    def is_own(self) -> bool:
        """Added by a physician; no rule suggested it."""
        return self.added_by_id is not None

    def may_go_to(self, specialist: Specialist) -> bool:
        """Only to somebody of its specialty; what is referred in free words, to anybody."""
        return bool(self.own_title) or specialist.specialty == self.suggestion


class Snapshot(models.Model):
    """A signed intake, frozen: every PDF and letter is made from `content` alone."""

    append_only = True

    intake = models.ForeignKey(Intake, models.PROTECT, related_name="snapshots")
    version = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    amended_because = models.TextField(blank=True)  # why this version replaces the one before
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "version"], name="snapshot_version_once")
        ]

    def __str__(self) -> str:
        return f"Snapshot {self.version} of intake {self.intake_id}"
