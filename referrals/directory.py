"""Changes of the directory of specialists."""

from django.db import transaction

from intake import audit
from intake.models import User
from intake.roles import require
from referrals.models import Specialist


def save_specialist(specialist: Specialist, *, by: User) -> Specialist:
    """Create or change an entry of the directory."""
    require(by, "edit specialists")
    with transaction.atomic():
        event = "change specialist" if specialist.pk else "create specialist"
        specialist.save()
        audit.write(event, by=by, subject=specialist, after=str(specialist))
    return specialist
