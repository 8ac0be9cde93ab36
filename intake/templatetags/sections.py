"""Template tags about the sections of an intake."""

from django import template

from intake.findings import SECTIONS

register = template.Library()
TITLES = {section.id: section.title for section in SECTIONS}


@register.filter
def section_title(section_id: str) -> str:
    """`{{ intake.last_section|section_title }}`; empty for what is no section."""
    return TITLES.get(section_id, "")
