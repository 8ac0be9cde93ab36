"""What becomes of a signed intake: amending it, reading its versions, and rules that changed since."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from intake import actions
from intake.access import go, needs, who
from intake.answers import answers_of
from intake.models import Intake, IntakeState
from intake.moves import Refused
from referrals import amendments, lifecycle, pdf
from referrals.changes import changed_suggestions
from referrals.differences import standings_in, standings_now
from referrals.forms import WhyForm
from referrals.models import Assessment, Snapshot
from referrals.rules import VERSION
from referrals.views.review import CONFLICT, UNPROCESSABLE, pdf_response
from referrals.views.standing import changes_in_words

# --- Amending -----------------------------------------------------------------------------------


@require_POST
@needs("sign")
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a signed intake again, for a reason."""
    intake = get_object_or_404(Intake.objects.only("state"), pk=pk)
    form = WhyForm(request.POST, auto_id="amend_%s")
    problem, status = "", UNPROCESSABLE
    if form.is_valid():
        try:
            amendments.amend(intake, by=who(request), why=form.cleaned_data["why"])
        except Refused as refused:
            problem, status = str(refused), CONFLICT
        else:
            return go(request, "review", pk)
    context = {"intake": intake, "amend_form": form, "problem": problem}
    return render(request, "referrals/amend_form.html", context, status=status)


@require_POST
@needs("sign")
def keep_signed(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the amendment up: the signed version stands."""
    intake = get_object_or_404(Intake.objects.only("state"), pk=pk)
    return _act(
        request,
        pk,
        lambda: amendments.keep_signed(intake, by=who(request)),
        "The signed version stands, with its decisions as they were.",
    )


@require_POST
@needs("review")
def assess_anew(request: HttpRequest, pk: int) -> HttpResponse:
    """Assess an intake that is not yet signed under the rules of today."""
    intake = get_object_or_404(Intake.objects.only("state"), pk=pk)
    return _act(
        request,
        pk,
        lambda: amendments.assess_anew(intake, by=who(request)),
        f"Assessed anew under rules version {VERSION}. Decisions whose reasons did not change stand.",
    )


def _act(request: HttpRequest, pk: int, act: Any, done: str) -> HttpResponse:
    """Do it and show the review, or say why not."""
    try:
        act()
    except Refused as refused:
        return render(request, "referrals/alert.html", {"text": str(refused)}, status=CONFLICT)
    messages.success(request, done)
    return go(request, "review", pk)


# --- Reading ------------------------------------------------------------------------------------


@require_safe
@needs("see summaries")
def version_summary(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """The summary of one signed version, for ever readable."""
    snapshot = get_object_or_404(Snapshot, intake=pk, version=version)
    content = pdf.summary_pdf(snapshot)
    lifecycle.exported(snapshot, by=who(request))
    return pdf_response(content, f"summary-{pk}-{snapshot.version}.pdf")


@require_safe
@needs("review")
def rules_today(request: HttpRequest, pk: int) -> HttpResponse:
    """What the rules of today would say instead. Looks only: what is stored stays as it is."""
    intake = get_object_or_404(Intake.objects.select_related("patient"), pk=pk)
    assessment = get_object_or_404(Assessment, intake=intake, is_current=True)
    actions.viewed(intake, by=who(request))
    found = changed_suggestions(standings_in(assessment.result), standings_now(answers_of(intake)))
    context = {
        "intake": intake,
        "patient": intake.patient,
        "assessment": assessment,
        "rules_version": VERSION,
        "groups": changes_in_words(found),
        "can_assess_anew": intake.state == IntakeState.HANDED_OVER,
    }
    template = "rules_today_answer" if request.htmx else "rules_today"  # type: ignore[attr-defined]
    return render(request, f"referrals/{template}.html", context)
