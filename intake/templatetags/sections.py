"""Template tags about the sections of an intake, and the intake that it goes on from."""

from typing import Any

from django import template
from django.urls import reverse

from intake.columns import COLUMNS
from intake.findings import KEYS, PAGES
from intake.follow_ups import follow_ups_of, followed_by
from intake.models import Intake

register = template.Library()
TITLES = {section.id: section.title for section in PAGES}


@register.filter
def section_title(section_id: str) -> str:
    """`{{ intake.last_section|section_title }}`; empty for what is no section."""
    return TITLES.get(section_id, "")


@register.filter
def resume_url(intake: Intake) -> str:
    """Where work on a draft goes on: its last answer, its last section, or its list of sections."""
    if not intake.last_section:
        return reverse("intake", args=[intake])
    url = reverse("section", args=[intake, intake.last_section]) + "?go-on"
    findings = next(page.findings for page in PAGES if page.id == intake.last_section)
    if intake.last_key in KEYS and KEYS[intake.last_key][0] in findings:
        url += f"#a-{COLUMNS[intake.last_key]}"
    return url


@register.inclusion_tag("intake/follow_up_of.html")
def follow_up_of(intake: Intake) -> dict[str, Any]:
    """From which signed intake this one goes on; nothing for any other."""
    return {"followed": followed_by(intake), "is_draft": intake.is_open}


@register.inclusion_tag("intake/follow_up_list.html")
def follow_up_list(intake: Intake) -> dict[str, Any]:
    """The intakes that go on from this one."""
    return {"follow_ups": follow_ups_of(intake)}
