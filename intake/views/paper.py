"""Forms to print, and saying that a draft is entered from one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake import actions, paper
from intake.access import go, is_htmx, needs, who
from intake.addresses import IntakeAddress, intake_at, intake_to_save, mark_of
from intake.back_entry import entry_of
from intake.forms.paper import PaperForm
from intake.models import Intake
from intake.moves import Refused


@require_safe
@needs("record answers")
def blank_paper(request: HttpRequest) -> HttpResponse:
    """A blank form to print."""
    actions.printed(None, code=paper.form_code(), by=who(request))
    return _pdf(paper.blank_pdf(), f"intake-form-{paper.form_code()}.pdf")


@require_safe
@needs("record answers")
def draft_paper(request: HttpRequest, at: IntakeAddress) -> HttpResponse:
    """A draft to print, with what it holds so far."""
    intake = intake_at(at)
    if not intake.is_open:
        return redirect("intake", at)
    actions.printed(intake, code=paper.form_code(), by=who(request))
    return _pdf(paper.draft_pdf(intake, by=who(request)), f"intake-{intake.pk}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "POST"])
@needs("record answers")
def from_paper(request: HttpRequest, at: IntakeAddress) -> HttpResponse:
    """Say from which printed form a draft is entered, and when that form was filled in."""
    intake = intake_at(at)
    if not intake.is_open:
        return redirect("intake", at)
    form = PaperForm(request.POST if request.method == "POST" else None, intake=intake)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                intake = intake_to_save(request, at)
                actions.from_paper(
                    intake,
                    code=form.cleaned_data["code"],
                    filled_at=form.cleaned_data["filled_at"],
                    by=who(request),
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return go(request, "intake", intake)
    return _page(request, intake, form, status)


@require_POST
@needs("record answers")
def not_from_paper(request: HttpRequest, at: IntakeAddress) -> HttpResponse:
    """Take that back."""
    try:
        intake = intake_to_save(request, at)
        actions.not_from_paper(intake, by=who(request))
    except Refused as refusal:
        intake = intake_at(at)
        form = PaperForm(None, intake=intake)
        return _page(request, intake, form, 409, refused=str(refusal))
    messages.success(request, "This draft no longer counts as entered from paper.")
    return go(request, "intake", intake)


def _page(
    request: HttpRequest, intake: Intake, form: PaperForm, status: int, refused: str = ""
) -> HttpResponse:
    whole = "intake/from_paper_form.html" if is_htmx(request) else "intake/from_paper.html"
    context = {
        "intake": intake,
        "patient": intake.patient,
        "page_mark": mark_of(intake, who(request)),
        "form": form,
        "entry": entry_of(intake),
        "refused": refused,
    }
    return render(request, whole, context, status=status)
