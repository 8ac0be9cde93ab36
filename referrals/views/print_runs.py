"""Print runs: start one, watch it go on, open its PDF.

While a run is not over its page asks again and again how it stands. Without workers that is also what
does the work, some seconds at a time: closing the page pauses the run, opening it goes on.
"""

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from intake.access import go, is_htmx, needs, who
from intake.moves import Refused
from referrals import print_runs
from referrals.models import PrintRun
from referrals.tasks import call_workers

RECENT: Final = 20


@require_POST
@needs("send letters")
def start_print_run(request: HttpRequest) -> HttpResponse:
    """A run of the ticked letters (`letter`), or of all that are not printed yet (`all`)."""
    ticked = [int(each) for each in request.POST.getlist("letter") if each.isdecimal()]
    letters = print_runs.waiting() if request.POST.get("all") else ticked
    try:
        run = print_runs.start(letters, by=who(request), why=request.POST.get("why", ""))
    except Refused as refused:
        messages.error(request, str(refused))
        return go(request, "letter_list")
    if settings.WORKERS:
        call_workers(run)
    return go(request, "print_run", run.pk)


@require_safe
@needs("send letters")
def print_run_list(request: HttpRequest) -> HttpResponse:
    """The latest runs; what is not finished can be gone on with."""
    runs = PrintRun.objects.select_related("started_by").order_by("-pk")[:RECENT]
    return render(request, "referrals/print_run_list.html", {"runs": runs})


@require_safe
@needs("send letters")
def print_run(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "referrals/print_run.html", _about(request, _found(pk)))


@require_POST
@needs("send letters")
def continue_print_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on where nobody does, and show how the run stands."""
    run = _found(pk)
    if not run.is_over and (not settings.WORKERS or run.problem or print_runs.wake(run)):
        call_workers(run)
    return _shown(request, pk)


@require_POST
@needs("send letters")
def cancel_print_run(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        print_runs.cancel(_found(pk), by=who(request))
    except Refused as refused:
        messages.error(request, str(refused))
    return go(request, "print_run", pk)


@require_GET
@needs("send letters")
def print_run_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The finished PDF, sent piece by piece; `save` for a browser that does not open it by itself."""
    run = _found(pk)
    size = print_runs.size_of(run) if run.finished_at else 0
    if not size:
        return redirect("print_run", pk)
    answer = StreamingHttpResponse(
        print_runs.parts_of(run, by=who(request)), content_type="application/pdf"
    )
    how = "attachment" if "save" in request.GET else "inline"
    answer.headers["Content-Disposition"] = f'{how}; filename="print-run-{run.pk}.pdf"'
    answer.headers["Content-Length"] = str(size)
    return answer


def _found(pk: int) -> PrintRun:
    return get_object_or_404(PrintRun.objects.select_related("started_by"), pk=pk)


def _shown(request: HttpRequest, pk: int) -> HttpResponse:
    if not is_htmx(request):
        return redirect("print_run", pk)
    context = {**_about(request, _found(pk)), "is_swapped": True}
    return render(request, "referrals/print_run_state.html", context)


def _about(request: HttpRequest, run: PrintRun) -> dict[str, Any]:
    """How a run stands: its page shows no patient, only numbers of letters."""
    items = run.letters.exclude(left_out="").select_related("letter__specialist")
    left_out = list(items.only("left_out", "letter", "letter__specialist__name"))
    size = print_runs.size_of(run) if run.finished_at else 0
    return {
        "run": run,
        "left_out": left_out,
        "printed": run.total - len(left_out),
        "size": size,
        "is_ready": run.done >= run.total,
        "has_workers": settings.WORKERS,
        # Opened by itself once, for whoever started it.
        "opens": bool(size) and run.started_by == who(request) and not print_runs.was_opened(run),
        "kept_days": print_runs.KEPT.days,
    }
