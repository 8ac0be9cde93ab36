"""Whether a letter is genuine, for anybody who holds one: no login, and nothing of a patient."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from intake.roles import may
from referrals.genuine import Genuine, by_code, by_file, letter_with

FILE_AT_MOST = 20 * 1024 * 1024  # bytes; a letter has some hundred thousand


@never_cache
@require_safe
def page_code(request: HttpRequest, code: str) -> HttpResponse:
    """Where the code on a page leads: an admin to the letter, all others to whether it is genuine."""
    if may(request.user, "send letters") and (letter := letter_with(code)):
        return redirect("letter", letter.pk)
    return _answer(request, by_code(code))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def is_genuine(request: HttpRequest) -> HttpResponse:
    """A code that is typed, or a file that is compared with what was sealed."""
    if typed := request.GET.get("code", "").strip():
        return _answer(request, by_code(typed), typed=typed)
    if request.method != "POST":
        return render(request, "referrals/genuine.html")
    file = request.FILES.get("file")
    if file is None:
        problem = "Choose the PDF file first."
    elif (file.size or 0) > FILE_AT_MOST:
        problem = "This file is larger than any letter: choose the PDF of the letter."
    else:
        return _answer(request, by_file(file.chunks()), is_file=True)
    return render(request, "referrals/genuine.html", {"problem": problem}, status=422)


def _answer(request: HttpRequest, found: Genuine | None, **more: object) -> HttpResponse:
    """Found or not, the answer reads the same for a number that exists as for one that does not."""
    context = {"is_answer": True, "found": found, **more}
    return render(request, "referrals/genuine.html", context, status=200 if found else 404)
