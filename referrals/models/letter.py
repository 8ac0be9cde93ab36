"""Letters, their sealed bytes, and what came back for them."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from referrals.models.assessment import Snapshot, Suggestion
from referrals.models.directory import Specialist
from referrals.models.urgency_ranks import URGENCY_RANKS


class LetterState(models.TextChoices):
    SIGNED = "signed", "Signed, not yet sent"
    PRINTED = "printed", "Printed"
    SENT = "sent", "Sent"
    RECEIVED = "received", "Received"
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"
    SEEN = "seen", "Patient seen"
    CANCELLED = "cancelled", "Cancelled"


UNSENT = (LetterState.SIGNED, LetterState.PRINTED)
UNANSWERED = (LetterState.SENT, LetterState.RECEIVED, LetterState.ACCEPTED)


class Letter(models.Model):
    """A referral letter, from its signature until the specialist has seen the patient."""

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
    # When the next act is due (referrals/deadlines.py); null where nothing more is awaited.
    due_at = models.DateTimeField(null=True)
    appointment_on = models.DateField(null=True)
    # What was missing, of the letters that came back: an item of referrals/preflight.py.
    returned_for = models.CharField(max_length=40, blank=True)

    class Meta:
        # One for each list of the admin, in its order: a page costs the same at a million letters.
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(state__in=UNSENT),
                name="letters_unsent",
            ),
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(state__in=UNANSWERED),
                name="letters_unanswered",
            ),
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(state=LetterState.RETURNED),
                name="letters_returned",
            ),
            models.Index(fields=["-state_since", "-id"], name="letters_lately"),
        ]

    def __str__(self) -> str:
        return f"Letter {self.pk}"


class DocumentKind(models.TextChoices):
    LETTER = "letter", "Letter to the specialist"
    GP = "gp", "Sheet for the general practice"
    PATIENT = "patient", "Letter to the patient"


class LetterDocument(models.Model):
    """The bytes of what was printed: stored once, at the first printing, and never changed."""

    append_only = True

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=16, choices=DocumentKind)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "kind"], name="letter_document_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of letter {self.letter_id}"


class ReplyKind(models.TextChoices):
    RECEIVED = "received", "Received"
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"
    SEEN = "seen", "Patient seen"
    CHASED = "chased", "Chased: we asked for an answer"


class Reply(models.Model):
    """One line of what came back for a letter, or of our asking for it."""

    append_only = True

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=16, choices=ReplyKind)
    on = models.DateField()  # the day on which it came, or we asked
    appointment_on = models.DateField(null=True)
    missing = models.CharField(max_length=40, blank=True)  # an item of referrals/preflight.py
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    # The service, beside the letter: what it returned letters for is looked up at each pre-flight.
    specialty = models.CharField(max_length=40)
    organisation = models.CharField(max_length=160)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["specialty", "organisation"],
                condition=models.Q(kind=ReplyKind.RETURNED),
                name="returns_of_a_service",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} for letter {self.letter_id}"
