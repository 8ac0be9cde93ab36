"""Logging in again over a page that is still open, and each role's way home."""

from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from intake.access import needs, needs_login, who
from intake.models import User
from intake.roles import Role

HOME_OF = {
    Role.NURSE: "nurse_home",
    Role.PHYSICIAN: "review_list",
    Role.ADMIN: "letter_list",
    Role.MANAGER: "people",
}


@require_POST
def login_again(request: HttpRequest) -> HttpResponse:
    """Answer the dialog of session.js: 204 when logged in, 400 with words when not.

    The page that asks sends the name of its own user; what it has not yet saved goes to nobody else
    (needs() compares the page's user with the login on every request).
    """
    user = authenticate(
        request,
        username=request.POST.get("username", ""),
        password=request.POST.get("password", ""),
    )
    if user is None:
        return HttpResponse("This password is not right. Try again.", status=400)
    login(request, user)
    return HttpResponse(status=204)


@require_safe
@needs_login
def home(request: HttpRequest) -> HttpResponse:
    """Each role's own work list."""
    return redirect(HOME_OF[Role(who(request).role)])


@require_safe
@needs("manage")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who may log in."""
    return render(
        request,
        "intake/people.html",
        {"people": User.objects.order_by("-is_active", "role", "last_name", "username")},
    )
