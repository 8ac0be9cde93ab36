"""Django's own pages for managers: the people who may log in, and the audit trail to read."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import Model
from django.http import HttpRequest

from intake import actions
from intake.models import Event, User
from intake.roles import may


class ForManagers(admin.ModelAdmin):
    """Who may is decided by role (roles.py) alone, never by Django's own permissions."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may(request.user, "manage")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request.user, "manage")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may(request.user, "manage")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request.user, "manage")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # A person who leaves is shut out (not active): what they signed must keep its name.
        return False


@admin.register(User)
class PeopleAdmin(ForManagers, UserAdmin):
    """Names, roles and passwords; each change is an event."""

    list_display = ("username", "first_name", "last_name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (
            "Name under what they sign",
            {"fields": ("first_name", "last_name", "grade", "registration")},
        ),
        ("What they may do", {"fields": ("role", "is_active")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "usable_password", "password1", "password2")}),
        ("Who it is", {"fields": ("first_name", "last_name", "grade", "registration", "role")}),
    )
    filter_horizontal = ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        actions.save_user(obj, changed=form.changed_data, by=request.user)  # type: ignore[arg-type]


@admin.register(Event)
class EventAdmin(ForManagers):
    """The audit trail, to read."""

    list_display = ("at", "actor", "kind", "subject", "detail", "before", "after", "why")
    list_filter = ("kind",)
    search_fields = ("actor", "subject", "detail")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
