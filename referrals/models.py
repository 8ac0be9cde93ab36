"""Assessments with their suggestions, the frozen snapshot of a signed intake, letters, specialists."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from intake.models import Intake
from referrals.differences import Change
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
            models.Index(fields=["rules_version", "intake"], name="assessment_by_version"),
        ]

    def __str__(self) -> str:
        return f"Assessment of {self.intake_id} under {self.rules_version}"

    def standing(self) -> models.QuerySet["Suggestion"]:
        """Its suggestions without what was added and taken back."""
        return self.suggestions.exclude(state=SuggestionState.SUPERSEDED)


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

    @property
    def specialty_label(self) -> str:
        found = SUGGESTIBLES.get(self.specialty)
        return found.label if found else self.specialty

    @property
    def place(self) -> str:
        """The address on one line; one may begin with the organisation once more."""
        lines = (line.strip() for line in self.address.splitlines())
        return ", ".join(line for line in lines if line and line != self.organisation)


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
