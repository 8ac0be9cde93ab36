"""Asking the nurse back: which answers are wanted, and why."""

import difflib
from collections.abc import Iterable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from intake import actions
from intake.access import go, needs, who
from intake.findings import KEYS
from intake.models import Intake
from intake.moves import Refused
from referrals.forms import WhyForm
from referrals.models import Assessment
from referrals.snapshot import label_of
from referrals.views.review import CONFLICT, MISSING_SHOWN, UNPROCESSABLE

NAMED: Final = 3  # of several that are meant, so many are named
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
    wanted, is_adding = request.POST.getlist("wanted"), "add" in request.POST
    if is_adding or request.POST.get("other", "").strip():  # typed, but not yet on the list
        keys, not_found = find(request.POST.get("other", ""))
        wanted += keys
        if is_adding or not_found:
            why = WhyForm(initial={"why": request.POST.get("why", "")})
            status = UNPROCESSABLE if not_found else 200
            return _form(request, intake, why, wanted, not_found=not_found, status=status)
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


def find(typed: str) -> tuple[list[str], str]:
    """The keys of the finding whose name this is, begins or is part of; or what to do about it.

    A finding that is asked of each leg stands for both, unless its leg is named: "Toe pressure, left".
    """
    words = " ".join(typed.lower().split())
    if not words:
        return [], "Type the name of a finding, or choose one from the list."
    if words in _KEYS:
        return [_KEYS[words]], ""
    for matches in (
        [key for label, key in _KEYS.items() if label.startswith(f"{words}, ")],
        [key for label, key in _KEYS.items() if label.startswith(words)],
        [key for label, key in _KEYS.items() if words in label],
        [key for label, key in _KEYS.items() if all(word in label for word in words.split())],
    ):
        if len({KEYS[key][0].id for key in matches}) == 1:
            return matches, ""
        if matches:
            return [], f"Several are called so: {_named(matches)}. Choose one."
    near = difflib.get_close_matches(words, _KEYS, 3, cutoff=0.7)
    meant = f" Did you mean {_named(_KEYS[label] for label in near)}?" if near else ""
    return [], f"There is no finding called “{typed.strip()}”.{meant}"


def _named(keys: Iterable[str]) -> str:
    names = list(dict.fromkeys(KEYS[key][0].label for key in keys))
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return "; ".join(names[:NAMED]) + more


def _form(
    request: HttpRequest,
    intake: Intake,
    form: WhyForm,
    wanted: Iterable[str] = (),
    *,
    problem: str = "",
    not_found: str = "",
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
        "not_found": not_found,
        "other": request.POST.get("other", "") if not_found else "",
        "gaps": [(key, LABELS[key], key in ticked) for key in gaps],
        "others": [(key, LABELS[key]) for key in dict.fromkeys(ticked) if key not in gaps],
        "labels": LABELS.values(),
    }
    return render(request, "referrals/return_form.html", context, status=status)
