"""Template tags about people: what a user may do, and the banner that says who the patient is."""

from typing import Any

from django import template
from django.utils import timezone

from intake import roles
from intake.models import Patient

register = template.Library()


@register.filter
def may(user: object, permission: str) -> bool:
    """`{% if user|may:"see patients" %}`"""
    return roles.may(user, permission)


@register.inclusion_tag("intake/patient_banner.html")
def patient_banner(patient: Patient) -> dict[str, Any]:
    """Who the patient is, the same on every page: `{% patient_banner intake.patient %}`."""
    return {"patient": patient, "age": patient.age_on(timezone.localdate())}
