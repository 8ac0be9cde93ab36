"""Letterheads: who writes, by site, and the envelopes that the site uses."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake.access import go, needs, who
from intake.moves import Refused
from referrals import letterheads
from referrals.letterhead import LETTERHEAD
from referrals.letterhead_form import LetterheadForm, window_helper
from referrals.models import Envelope, Letterhead, Logo
from referrals.views.review import CONFLICT, UNPROCESSABLE, pdf_response
from referrals.window_check import sample_pdf


@require_safe
@needs("edit letterheads")
def letterhead_list(request: HttpRequest) -> HttpResponse:
    """The sites; without any, what is printed instead."""
    rows = Letterhead.objects.order_by("-is_default", "site")
    context = {"rows": rows, "fallback": LETTERHEAD}
    return render(request, "referrals/letterhead_list.html", context)


@require_http_methods(["GET", "POST"])
@needs("edit letterheads")
def letterhead_new(request: HttpRequest) -> HttpResponse:
    return _edit(request, Letterhead(is_default=not Letterhead.objects.exists()))


@require_http_methods(["GET", "POST"])
@needs("edit letterheads")
def letterhead_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, _found(pk))


def _found(pk: int) -> Letterhead:
    return get_object_or_404(Letterhead.objects.select_related("logo"), pk=pk)


def _edit(request: HttpRequest, row: Letterhead) -> HttpResponse:
    if request.method != "POST":
        form = LetterheadForm(row=row, by=who(request))
        return _form(request, form, "letterhead.html")
    form = LetterheadForm(request.POST, request.FILES, row=row, by=who(request))
    if not form.is_valid():
        return _form(request, form, status=UNPROCESSABLE)
    try:
        saved = letterheads.save_letterhead(
            form.row(), by=who(request), seen=form.cleaned_data["seen"]
        )
    except Refused as refused:
        return _form(request, form, status=CONFLICT, refused=str(refused))
    messages.success(request, f"Saved: {saved}. Letters signed from now on use it.")
    return go(request, "letterhead_list")


@require_POST
@needs("edit letterheads")
def letterhead_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A site that writes no more."""
    row = Letterhead.objects.filter(pk=pk).first()
    if row:
        try:
            letterheads.remove_letterhead(row, by=who(request))
            messages.success(request, f"Removed: {row}. Letters that were signed keep it.")
        except Refused as refused:
            messages.error(request, str(refused))
    return go(request, "letterhead_list")


def _form(
    request: HttpRequest,
    form: LetterheadForm,
    template: str = "letterhead_form.html",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page, or the form alone, which htmx puts in its place."""
    context = {"form": form, "row": form.instance, "logo": form["logo"].value(), **more}
    return render(request, f"referrals/{template}", context, status=status)


@require_safe
@needs("edit letterheads")
def letterhead_window(request: HttpRequest) -> HttpResponse:
    """The usual window of another envelope, for the form."""
    chosen = request.GET.get("envelope", "")
    row = Letterhead(envelope=chosen if chosen in Envelope.values else Envelope.DL)
    context = {"form": LetterheadForm(row=row, by=who(request)), "helper": window_helper()}
    return render(request, "referrals/letterhead_window.html", context)


@require_POST
@needs("edit letterheads")
def letterhead_sample(request: HttpRequest) -> HttpResponse:
    """A sample letter with what is typed, before it is saved; also where the window does not fit yet."""
    pk = request.POST.get("pk", "")
    row = _found(int(pk)) if pk.isdecimal() else Letterhead()
    form = LetterheadForm(request.POST, request.FILES, row=row, by=who(request))
    form.is_valid()
    if form.letterhead is None:
        context = {"form": form}
        return render(request, "referrals/letterhead_sample.html", context, status=UNPROCESSABLE)
    return pdf_response(sample_pdf(form.letterhead, form.logo_bytes), "sample-letter.pdf")


@require_safe
@needs("edit letterheads")
def letterhead_logo(request: HttpRequest, sha256: str) -> HttpResponse:
    """A logo as it is printed."""
    logo = get_object_or_404(Logo, sha256=sha256)
    return HttpResponse(bytes(logo.image), content_type="image/png")
