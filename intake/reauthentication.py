"""Asking for one's own password again, before an act that nobody may do at a page left open."""

from datetime import timedelta
from typing import Final

from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import timezone

from intake import audit
from intake.access import who
from intake.models import Event, Intake

TRIES: Final = 5  # wrong passwords ...
WITHIN: Final = timedelta(minutes=15)  # ... within this time, before one has to wait


def password_problem(request: HttpRequest, *, to: str, about: Intake) -> str:
    """Why the `password` that was posted does not let this user go on; empty where it is right.

    `to` is the act in one word: "sign". Each refusal is an event of the user, and names the intake.
    """
    user = who(request)
    typed = request.POST.get("password", "")
    if not typed:
        return f"Type your own password to {to}."
    refusals = Event.objects.filter(
        subject=audit.subject_of(user), kind=f"{to} refused", at__gt=timezone.now() - WITHIN
    ).order_by("-pk")
    latest = list(refusals[:TRIES])
    if len(latest) == TRIES:
        again = timezone.localtime(latest[-1].at + WITHIN + timedelta(minutes=1))
        return (
            f"{TRIES} passwords were wrong within {WITHIN.seconds // 60} minutes. "
            f"Try again at {again:%H:%M}; what you decided is kept."
        )
    # Through the same doors as a login, so that whatever guards those guards this, too.
    if authenticate(request, username=user.get_username(), password=typed) == user:
        return ""
    audit.write(
        f"{to} refused",
        by=user,
        subject=user,
        detail=audit.subject_of(about),
        why="wrong password",
    )
    return "This is not your password. Try again; what you decided is kept."
