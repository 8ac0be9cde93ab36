"""Tests and referrals that the physician adds to an intake that waits for a signature."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from intake.access import needs, who
from intake.models import Intake
from intake.moves import Refused
from referrals import lifecycle
from referrals.forms import OwnSuggestionForm
from referrals.models import Assessment, Suggestion
from referrals.own_suggestions import add_suggestion, can_be_added, take_back
from referrals.views.review import CONFLICT, UNPROCESSABLE, Decided


@require_http_methods(["GET", "HEAD", "POST"])
@needs("decide")
def add_suggestion_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for adding; sent, the form once more and the card of what was added."""
    assessment = get_object_or_404(Assessment, intake=pk, is_current=True)
    intake = Intake.objects.select_related("patient").get(pk=pk)
    if request.method != "POST":
        return render(request, "referrals/own_form.html", _form(assessment, intake))
    standing = list(assessment.standing())
    before = lifecycle.mark_of(*standing)
    form = OwnSuggestionForm(request.POST, book=can_be_added(standing))
    if not form.is_valid():
        return _not_added(request, intake, form, form.problem, UNPROCESSABLE)
    typed = dict(form.cleaned_data)
    if typed["suggestion"]:
        typed["kind"] = ""
    try:
        row = add_suggestion(assessment, by=who(request), **typed)
    except Refused as refused:
        return _not_added(request, intake, form, str(refused), CONFLICT)
    decided = Decided(assessment, intake, by=who(request))
    card = next(each for each in decided.cards if each.row.pk == row.pk)
    shown = decided.with_form(card)
    context = {
        **shown,
        "decision_form": shown["form"],
        "wanted": "accepted" if card.is_referral else "",
        "is_added": True,
        **_panel(request, decided, before),
        **_form(assessment, intake),
    }
    return render(request, "referrals/own_added.html", context)


def _form(assessment: Assessment, intake: Intake) -> dict[str, Any]:
    return {"form": OwnSuggestionForm(book=can_be_added(assessment.standing())), "intake": intake}


def _not_added(
    request: HttpRequest, intake: Intake, form: OwnSuggestionForm, problem: str, status: int
) -> HttpResponse:
    context = {"form": form, "intake": intake, "problem": problem}
    return render(request, "referrals/own_form.html", context, status=status)


def _panel(request: HttpRequest, decided: Decided, before: str) -> dict[str, Any]:
    """The box for signing. A page that had not seen the decisions so far has to be looked at again."""
    on_page = request.POST.get("seen_all", "")
    is_stale = bool(on_page) and on_page != before
    panel = decided.sign_panel(is_stale=is_stale, is_swapped=True)
    if is_stale:
        panel["seen_all"] = on_page
    return panel


@require_POST
@needs("decide")
def take_back_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Off the page with what was added; who added it, when and why stays in the trail."""
    row = get_object_or_404(Suggestion.objects.select_related("assessment"), pk=pk)
    before = lifecycle.mark_of(*row.assessment.standing())
    intake = Intake.objects.select_related("patient").get(pk=row.intake_id)
    problem = ""
    try:
        take_back(row, by=who(request))
    except Refused as refused:
        problem = str(refused)
    decided = Decided(row.assessment, intake, by=who(request))
    panel = _panel(request, decided, before)
    card = next((each for each in decided.cards if each.row.pk == pk), None)
    if problem and card is not None:
        context = {**decided.with_form(card), **panel, "problem": problem}
        return render(request, "referrals/decided.html", context, status=CONFLICT)
    context = {"label": row.label, **panel}
    return render(request, "referrals/taken_back.html", context)
