"""Asking the nurse back: which answers are wanted, and why."""

import difflib
from collections.abc import Iterable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from intake import actions
from intake.access import go, needs, who
from intake.models import Intake
from intake.moves import Refused
from referrals.forms import WhyForm
from referrals.models import Assessment
from referrals.snapshot import label_of
from referrals.views.review import CONFLICT, MISSING_SHOWN, UNPROCESSABLE

LABELS: Final = {key: label_of(key) for key in actions.CAN_BE_WANTED}
_KEYS: Final = {label.lower(): key for key, label in LABELS.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("review")
def return_intake(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for asking back; sent, the intake goes back to the nurse with what is asked."""
    intake = get_object_or_404(Intake.objects.only("state", "patient"), pk=pk)
    if request.method != "POST":
        return _form(request, intake, WhyForm())
    form = WhyForm(request.POST)
    wanted, other = request.POST.getlist("wanted"), request.POST.get("other", "").strip()
    if other:  # typed, but not yet added to the list
        key, problem = find(other)
        if not key:
            return _form(request, intake, form, wanted, problem=problem, status=UNPROCESSABLE)
        wanted.append(key)
    if not form.is_valid():
        return _form(request, intake, form, wanted, status=UNPROCESSABLE)
    try:
        actions.return_to_nurse(
            intake, by=who(request), why=form.cleaned_data["why"], wanted=wanted
        )
    except Refused as refused:
        return _form(request, intake, form, wanted, problem=str(refused), status=CONFLICT)
    messages.success(request, "Returned to the nurse with your question.")
    return go(request, "review_list")


@require_safe
@needs("review")
def wanted_answer(request: HttpRequest) -> HttpResponse:
    """One more answer for the list of what is wanted, found by its name; or why it was not found."""
    key, problem = find(request.GET.get("other", ""))
    if problem:
        context = {"text": problem}
        response = render(request, "referrals/alert.html", context, status=UNPROCESSABLE)
        response["HX-Retarget"], response["HX-Reswap"] = "#wanted-problem", "innerHTML"
        return response
    return render(request, "referrals/wanted_choice.html", {"key": key, "label": LABELS[key]})


def find(typed: str) -> tuple[str, str]:
    """The key of the one answer whose name this is or begins, or holds; else what to do about it."""
    words = " ".join(typed.lower().split())
    if not words:
        return "", "Type the name of a finding, or choose one from the list."
    if words in _KEYS:
        return _KEYS[words], ""
    for matches in (
        [label for label in _KEYS if label.startswith(words)],
        [label for label in _KEYS if words in label],
    ):
        if len(matches) == 1:
            return _KEYS[matches[0]], ""
        if matches:
            return "", f"Several are called so: {_named(matches)}. Choose one."
    near = difflib.get_close_matches(words, _KEYS, 3, cutoff=0.5)
    meant = f" Did you mean {_named(near)}?" if near else ""
    return "", f"There is no finding called “{typed.strip()}”.{meant}"


def _named(found: Iterable[str]) -> str:
    names = [LABELS[_KEYS[label]] for label in found]
    return "; ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")  # noqa: PLR2004


def _form(
    request: HttpRequest,
    intake: Intake,
    form: WhyForm,
    wanted: Iterable[str] = (),
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """What is unknown and would change the picture to tick, and any other finding by its name."""
    result = (
        Assessment.objects.filter(intake=intake, is_current=True)
        .values_list("result", flat=True)
        .first()
    )
    missing = [each["finding"] for each in (result or {"missing": []})["missing"]]
    gaps = [key for key in missing if key in LABELS][:MISSING_SHOWN]
    ticked = [key for key in wanted if key in LABELS]
    context: dict[str, Any] = {
        "intake": intake,
        "why_form": form,
        "problem": problem,
        "gaps": [(key, LABELS[key], key in ticked) for key in gaps],
        "others": [(key, LABELS[key]) for key in dict.fromkeys(ticked) if key not in gaps],
        "labels": LABELS.values(),
    }
    return render(request, "referrals/return_form.html", context, status=status)
