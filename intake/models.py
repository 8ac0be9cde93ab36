"""Patients, their intakes, medicines and allergies, and the people who work with them."""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from intake.audit import Event
from intake.columns import COLUMNS, constraints, model_field
from intake.findings import KEYS
from intake.roles import Role

__all__ = ["Allergy", "Event", "Intake", "Medicine", "Patient", "User"]


class User(AbstractUser):
    """Somebody who works with Soleus. Name, grade and registration stand under what they sign."""

    role = models.CharField(max_length=16, choices=Role, default=Role.NURSE)
    grade = models.CharField(max_length=80, blank=True)
    registration = models.CharField("registration number", max_length=40, blank=True)

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Sex(models.TextChoices):
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    INTERSEX = "intersex", "Intersex"


class AllergyStatus(models.TextChoices):
    NONE_KNOWN = "none_known", "No known allergies"
    LISTED = "listed", "Has allergies, listed below"


class Patient(models.Model):
    """A person. Numbers are stored without spaces."""

    family_name = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100)
    title = models.CharField(max_length=20, blank=True)
    born = models.DateField("date of birth")
    sex_at_birth = models.CharField(max_length=16, choices=Sex, blank=True)
    nhs_number = models.CharField("NHS number", max_length=10, blank=True)
    local_number = models.CharField("hospital number", max_length=20, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    gp_name = models.CharField("GP", max_length=100, blank=True)
    gp_practice = models.CharField("GP practice", max_length=200, blank=True)
    gp_address = models.TextField("address of the practice", blank=True)
    requirements = models.TextField(
        "individual requirements", blank=True
    )  # interpreter, large print, transport
    social_context = models.TextField("social context", blank=True)
    safety_alerts = models.TextField("safety alerts", blank=True)
    allergy_status = models.CharField(max_length=16, choices=AllergyStatus, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["nhs_number"], condition=~Q(nhs_number=""), name="nhs_number_once"
            ),
        ]
        indexes = [
            models.Index(fields=["family_name", "given_name"], name="patient_by_name"),
            models.Index(fields=["born"], name="patient_by_birth"),
        ]

    def __str__(self) -> str:
        return f"{self.family_name.upper()}, {self.given_name}"

    def age_on(self, day: date) -> int:
        """Completed years on a day."""
        had_birthday = (day.month, day.day) >= (self.born.month, self.born.day)
        return day.year - self.born.year - (not had_birthday)

    @property
    def nhs_number_spaced(self) -> str:
        """As it is shown: 999 123 4567."""
        n = self.nhs_number
        return f"{n[:3]} {n[3:6]} {n[6:]}" if n else ""


class IntakeState(models.TextChoices):
    DRAFT = "draft", "Draft"
    HANDED_OVER = "handed_over", "Handed over"
    SIGNED = "signed", "Signed"


class MeasuredWith(models.TextChoices):
    """How the pressures at the ankles were taken. A claim of no rule: told beside the numbers."""

    DOPPLER = "doppler", "Hand-held Doppler"
    OSCILLOMETRIC = "oscillometric", "Automatic cuff (oscillometric)"
    OTHER = "other", "Another way"


class MeasuredLying(models.TextChoices):
    """How the patient lay: an ankle below the heart reads too high."""

    SUPINE = "supine", "Lying flat, rested 5–10 minutes"
    SUPINE_SHORT = "supine_short", "Lying flat, rested less"
    SEMI_RECUMBENT = "semi_recumbent", "Half sitting"
    SITTING = "sitting", "Sitting"


class Intake(models.Model):
    """One visit's answers: a column for each finding of the catalogue, on each leg.

    `reasons` says why a several or quantity has no value (key → reason); `unparsed` keeps what was
    typed and could not be read (key → text), so that nothing typed is ever thrown away.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="intakes")
    state = models.CharField(
        max_length=16, choices=IntakeState, default=IntakeState.DRAFT, editable=False
    )
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    handed_over_at = models.DateTimeField(null=True)
    handed_over_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )  # a named physician; null is the pool
    measured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # who took the pressures
    measured_at = models.DateTimeField(null=True)
    measured_with = models.CharField(max_length=32, choices=MeasuredWith, blank=True)
    measured_lying = models.CharField(max_length=32, choices=MeasuredLying, blank=True)
    # Answers written on paper first: the code of the printed form, and when they were taken.
    paper_form = models.CharField(max_length=32, blank=True)
    paper_filled_at = models.DateTimeField(null=True)
    returned_because = models.TextField(blank=True)  # what the physician asks the nurse
    # How soon it is to be reviewed, 0 first, as whoever assessed the answers at hand-over wrote it
    # here: beside the state, one index serves the work list. Not assessed yet stands in front.
    urgency = models.PositiveSmallIntegerField(default=0, editable=False)
    wanted = models.JSONField(default=list, editable=False)  # keys of the answers asked for then
    # The signed intake that this one goes on from, with results that came later.
    follows_up = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="follow_ups", editable=False
    )
    last_section = models.CharField(max_length=32, blank=True)  # "you stopped here" ...
    last_key = models.CharField(max_length=64, blank=True)  # ... at this answer
    advice_given = models.TextField(blank=True)
    concerns = models.TextField("patient and carer concerns", blank=True)
    not_examinable_left = models.CharField(max_length=32, blank=True)
    not_examinable_right = models.CharField(max_length=32, blank=True)
    reasons = models.JSONField(default=dict, editable=False)
    unparsed = models.JSONField(default=dict, editable=False)
    # Unusual answers that somebody has looked at again: key → the text that is right.
    confirmed = models.JSONField(default=dict, editable=False)

    for _key, (_finding, _leg) in KEYS.items():
        vars()[COLUMNS[_key]] = model_field(_finding)
    del _key, _finding, _leg

    class Meta:
        constraints = list(constraints())
        indexes = [
            models.Index(fields=["state", "state_since"], name="intake_by_state"),
            models.Index(fields=["patient", "-created_at"], name="intake_by_patient"),
            # The work list of all, and of one physician or the pool.
            models.Index(fields=["state", "urgency", "handed_over_at", "id"], name="to_review"),
            models.Index(
                fields=["state", "handed_over_to", "urgency", "handed_over_at", "id"],
                name="to_review_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"Intake {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether answers may still be changed."""
        return self.state == IntakeState.DRAFT


class Medicine(models.Model):
    """Something the patient takes now, or has tried for this pain."""

    patient = models.ForeignKey(Patient, models.CASCADE, related_name="medicines")
    name = models.CharField(max_length=120)
    dose = models.CharField(max_length=120, blank=True)
    started = models.CharField(max_length=40, blank=True)  # as told: "2019", "last May"
    tried_for_this = models.BooleanField("tried for this pain", default=False)
    stopped = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.name} {self.dose}".strip()


class Allergy(models.Model):
    """An allergy or adverse reaction."""

    patient = models.ForeignKey(Patient, models.CASCADE, related_name="allergies")
    substance = models.CharField(max_length=120)
    reaction = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "allergies"

    def __str__(self) -> str:
        return f"{self.substance}: {self.reaction}" if self.reaction else self.substance
