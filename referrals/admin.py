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
    list_display = ("name", "organisation", "specialty", "active")
    list_filter = ("specialty", "active")
    search_fields = ("name", "organisation")

    def save_model(self, request: HttpRequest, obj: Specialist, form: Any, change: bool) -> None:
        save_specialist(obj, by=who(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
