"""Assessments with their suggestions, the frozen snapshot of a signed intake, letters, specialists."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from intake.models import Intake
from referrals.rules.suggestions import SUGGESTIBLES, Kind, Urgency

URGENCY_RANKS = [(urgency.rank, urgency.label) for urgency in Urgency]


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
        ]

    def __str__(self) -> str:
        return f"Assessment of {self.intake_id} under {self.rules_version}"


class Specialist(models.Model):
    """A specialist, or a service's team, at one site."""

    specialty = models.CharField(max_length=40)  # the id of a referral: vascular_surgery
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=160)
    address = models.TextField()
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["specialty", "name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"


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
        return SUGGESTIBLES[self.suggestion].label


class Snapshot(models.Model):
    """A signed intake, frozen: every PDF and letter is made from `content` alone."""

    append_only = True

    intake = models.ForeignKey(Intake, models.PROTECT, related_name="snapshots")
    version = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "version"], name="snapshot_version_once")
        ]

    def __str__(self) -> str:
        return f"Snapshot {self.version} of intake {self.intake_id}"


class LetterState(models.TextChoices):
    SIGNED = "signed", "Signed, not yet sent"
    PRINTED = "printed", "Printed"
    SENT = "sent", "Sent"
    CANCELLED = "cancelled", "Cancelled"


class Letter(models.Model):
    """A referral letter. Its bytes are stored once, when it is first printed, and never change."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="letters")
    suggestion = models.OneToOneField(Suggestion, models.PROTECT, related_name="letter")
    specialist = models.ForeignKey(Specialist, models.PROTECT, related_name="letters")
    urgency = models.PositiveSmallIntegerField(choices=URGENCY_RANKS)
    state = models.CharField(
        max_length=16, choices=LetterState, default=LetterState.SIGNED, editable=False
    )
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    signed_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    times_printed = models.PositiveIntegerField(default=0)
    pdf = models.BinaryField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["state", "urgency", "signed_at"], name="letter_worklist"),
        ]

    def __str__(self) -> str:
        return f"Letter {self.pk}"
