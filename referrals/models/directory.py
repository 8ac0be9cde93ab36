"""Whom letters go to, and who writes them."""

from django.conf import settings
from django.db import models

from referrals.rules.suggestions import SUGGESTIBLES


class Specialist(models.Model):
    """A specialist, or a service's team, at one site."""

    specialty = models.CharField(max_length=40)  # the id of a referral: vascular_surgery
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=160)
    address = models.TextField()
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    active = models.BooleanField(default=True)
    # A duplicate: what was sent under it stays; whoever is referred from now on goes to the other.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

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


class Favourite(models.Model):
    """A specialist whom somebody refers to often: it stands first in that person's lists."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    specialist = models.ForeignKey(Specialist, models.CASCADE, related_name="favoured_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "specialist"], name="favourite_once")
        ]

    def __str__(self) -> str:
        return f"{self.specialist} for {self.user}"


class Envelope(models.TextChoices):
    DL = "dl", "DL, 110 × 220 mm"
    C5 = "c5", "C5, 162 × 229 mm"
    US_10 = "us10", "US #10, 4⅛ × 9½ in"


class Logo(models.Model):
    """A picture for the head of letters. Letters name it by its hash, so it never changes."""

    append_only = True

    sha256 = models.CharField(max_length=64, unique=True)
    image = models.BinaryField()  # PNG or JPEG

    def __str__(self) -> str:
        return self.sha256[:12]


class Letterhead(models.Model):
    """Who writes: the head of the letters of one site, and the envelopes that it uses."""

    site = models.CharField(max_length=80, unique=True)
    organisation = models.CharField(max_length=120)
    team = models.CharField(max_length=120, blank=True)
    specialty = models.CharField(max_length=80, blank=True)
    address = models.TextField()
    phone = models.CharField(max_length=40)
    email = models.EmailField("e-mail", blank=True)
    logo = models.ForeignKey(Logo, models.PROTECT, null=True, blank=True)
    envelope = models.CharField(max_length=8, choices=Envelope, default=Envelope.DL)
    # The address window, in mm from the upper left corner of the folded sheet in its envelope.
    window_left = models.DecimalField(max_digits=4, decimal_places=1)
    window_top = models.DecimalField(max_digits=4, decimal_places=1)
    window_width = models.DecimalField(max_digits=4, decimal_places=1)
    window_height = models.DecimalField(max_digits=4, decimal_places=1)
    two_sided = models.BooleanField("printed on both sides", default=True)
    is_default = models.BooleanField("used unless another is chosen", default=False)

    class Meta:
        ordering = ["site"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="one_default_letterhead",
            )
        ]

    def __str__(self) -> str:
        return self.site
