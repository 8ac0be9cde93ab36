"""Many letters printed at once."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from referrals.models.letter import Letter


class PrintRun(models.Model):
    """Several letters printed at once, as one PDF sorted by envelope with a manifest in front.

    A worker takes the letters one by one; what is done stays done if it is killed.
    """

    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    worked_at = models.DateTimeField(default=timezone.now)  # the worker's last sign of life
    finished_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)  # in words; it can be gone on with
    why = models.TextField(blank=True)  # why letters that were printed before are printed again
    # One worker alone puts the PDF together: until then it counts as alive.
    held_until = models.DateTimeField(null=True)
    # What came out, once it is finished.
    envelopes = models.PositiveIntegerField(default=0)
    sheets = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"Print run {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.finished_at is not None or self.cancelled_at is not None


class PrintRunLetter(models.Model):
    """A letter of a print run."""

    run = models.ForeignKey(PrintRun, models.PROTECT, related_name="letters")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="print_runs")
    is_done = models.BooleanField(default=False)
    left_out = models.TextField(blank=True)  # why it is not in the PDF, in words
    # A worker has taken it: until then no other does.
    held_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "letter"], name="letter_once_in_a_run")
        ]
        indexes = [models.Index(fields=["run", "is_done", "id"], name="run_to_do")]

    def __str__(self) -> str:
        return f"Letter {self.letter_id} in run {self.run_id}"


class PrintRunPart(models.Model):
    """A piece of the finished PDF: any web process of any machine can send it, in order."""

    run = models.ForeignKey(PrintRun, models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="part_once")]

    def __str__(self) -> str:
        return f"Part {self.number} of run {self.run_id}"
