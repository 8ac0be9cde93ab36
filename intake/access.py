"""Who may open a page, and what an expired login looks like to a page that is still open.

Every view wears `needs(permission)`. A request that htmx sends without a login, or with the login of
somebody else than the page was made for, is answered 401: session.js then asks for the password over
the page and sends the same request again, so nothing typed is lost and nothing is done twice.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django_htmx.http import HttpResponseClientRedirect

from intake.models import User
from intake.roles import require

View = Callable[..., HttpResponseBase]


def needs(permission: str) -> Callable[[View], View]:
    """Refuse whoever is not logged in, or whose role lacks this permission."""

    def decorate(view: View) -> View:
        @wraps(view)
        @needs_login
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request.user, permission)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def needs_login(view: View) -> View:
    """Refuse whoever is not logged in. What is shown is kept by no browser or proxy."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _ask_to_log_in(request) or view(request, *args, **kwargs)
        # Ward computers are shared: "back" after logging out must show no patient.
        add_never_cache_headers(response)
        return response

    return guarded


def _ask_to_log_in(request: HttpRequest) -> HttpResponse | None:
    if is_htmx(request):
        # One browser has one login. Where another tab changed it, this page must not go on in the
        # other person's name.
        made_for = request.headers.get("X-Page-User", str(request.user.pk))
        if request.user.is_authenticated and made_for == str(request.user.pk):
            return None
        return HttpResponse("Log in again: nothing was saved.", status=401)
    if request.user.is_authenticated:
        return None
    if request.method == "POST":
        return render(request, "intake/not_saved.html", status=401)
    return redirect_to_login(request.get_full_path())


def who(request: HttpRequest) -> User:
    """The user of a request behind `needs`."""
    assert isinstance(request.user, User)  # noqa: S101 (tells the type checker; needs() saw to it)
    return request.user


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx sent this request, so that a part of a page or a header is the answer."""
    return bool(getattr(request, "htmx", False))


def go(request: HttpRequest, to: str, *args: Any) -> HttpResponse:
    """Send the browser to another page, also when htmx asked."""
    answer = redirect(to, *args)
    return HttpResponseClientRedirect(answer["Location"]) if is_htmx(request) else answer
