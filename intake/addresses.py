"""The address of an intake names its patient, too: a draft can never open or end on another one.

Every page of a draft also carries a signed mark of the patient, the intake and the user it was made
for. What saves checks the mark against the address, so a page left open, a copied request or a
restored tab writes to the patient whom it showed, or not at all.
"""

from typing import NamedTuple

from django.core import signing
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import register_converter

from intake.access import who
from intake.models import Intake, User
from intake.moves import Refused

MARK_HEADER = "X-Page-Intake"
SALT = "page of an intake"


class IntakeAddress(NamedTuple):
    """What stands in an address: the number of the patient and that of the intake."""

    patient: int
    intake: int

    def __str__(self) -> str:
        return f"{self.patient}-{self.intake}"


class IntakeInPath:
    """`12-7` in an address: intake 7 of patient 12. Made from an Intake or an IntakeAddress."""

    regex = "[0-9]{1,18}-[0-9]{1,18}"

    def to_python(self, value: str) -> IntakeAddress:
        patient, intake = value.split("-")
        return IntakeAddress(int(patient), int(intake))

    def to_url(self, value: Intake | IntakeAddress) -> str:
        return str(address_of(value) if isinstance(value, Intake) else value)


register_converter(IntakeInPath, "intake")


def address_of(intake: Intake) -> IntakeAddress:
    return IntakeAddress(intake.patient_id, intake.pk)


def intake_at(at: IntakeAddress) -> Intake:
    """The intake of this patient; not found where the two do not belong together."""
    known = Intake.objects.select_related("patient", "handed_over_to")
    return get_object_or_404(known, pk=at.intake, patient_id=at.patient)


def mark_of(intake: Intake, user: User) -> str:
    """What a page carries to prove for which patient, intake and user it was made."""
    return signing.dumps([*address_of(intake), user.pk], salt=SALT)


def intake_to_save(request: HttpRequest, at: IntakeAddress) -> Intake:
    """The intake that a page may write to. Raises Refused where the page shows another one."""
    intake = intake_at(at)
    try:
        made_for = signing.loads(request.headers.get(MARK_HEADER, ""), salt=SALT)
    except signing.BadSignature:
        made_for = None
    if made_for != [*at, who(request).pk]:
        raise Refused(
            "This page was not made for this patient’s intake. Open the intake again from the "
            "patient’s page; what you typed still stands here."
        )
    return intake
