"""The directory of specialists in Django's own admin, for whoever maintains the site."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from intake.access import who
from referrals.directory import save_specialist
from referrals.forms import SpecialistForm
from referrals.models import Specialist


@admin.register(Specialist)
class SpecialistAdmin(admin.ModelAdmin):
    """Saved by the same act as everywhere, so with its event. Entries are retired, not deleted."""

    form = SpecialistForm
    list_display = ("name", "organisation", "specialty", "active", "merged_into")
    list_select_related = ("merged_into",)
    list_filter = ("specialty", "active")
    search_fields = ("name", "organisation")

    def save_model(self, request: HttpRequest, obj: Specialist, form: Any, change: bool) -> None:
        save_specialist(obj, by=who(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was merged into another entry is looked at, and undone in the directory itself."""
        is_merged = obj is not None and obj.merged_into_id is not None
        return super().has_change_permission(request, obj) and not is_merged

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
