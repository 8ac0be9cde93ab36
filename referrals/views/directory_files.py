"""The directory as a file: taken out, and brought in after a look at what it would change."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake.access import needs, who
from intake.moves import Refused
from referrals import directory
from referrals.directory_csv import (
    BYTES_AT_MOST,
    COLUMNS,
    NEEDED,
    ROWS_AT_MOST,
    LineFault,
    Plan,
    Unreadable,
    decoded,
    written,
)
from referrals.directory_entry import ADDRESS_LINES, LINE_AT_MOST
from referrals.models import Specialist
from referrals.rules.suggestions import REFERRALS
from referrals.views.review import CONFLICT, UNPROCESSABLE

FAULTS_SHOWN: Final = 200
CHANGES_SHOWN: Final = 100
ADVICE_SHOWN: Final = 20
_NAMES: Final = {"email": "e-mail"}


@require_safe
@needs("edit specialists")
def specialist_export(request: HttpRequest) -> HttpResponseBase:
    """Every entry that was not merged into another, line by line as it is read."""
    directory.exported(by=who(request))
    entries = Specialist.objects.filter(merged_into=None)
    rows = entries.order_by("specialty", "name", "organisation", "pk").iterator()
    name = f"specialists-{timezone.localdate().isoformat()}.csv"
    return StreamingHttpResponse(
        written(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "POST"])
@needs("edit specialists")
def specialist_files(request: HttpRequest) -> HttpResponse:
    """Export and import. A file that is sent is checked as a whole, and nothing is written yet."""
    if request.method == "GET":
        return _page(request)
    sent = request.FILES.get("file")
    if sent is None:
        return _page(request, problem="Choose a file first.")
    try:
        text = decoded(sent.read(BYTES_AT_MOST + 1))
    except Unreadable as unreadable:
        return _page(request, faults=[unreadable.fault], name=sent.name)
    return _looked_at(request, text, sent.name or "")


@require_POST
@needs("edit specialists")
def specialist_import(request: HttpRequest) -> HttpResponse:
    """Write what the page has shown, all of it or nothing."""
    text, name = request.POST.get("text", ""), request.POST.get("name", "")
    try:
        made = directory.import_file(
            text, by=who(request), seen=request.POST.get("seen", ""), name=name
        )
    except Unreadable as unreadable:
        return _page(request, faults=[unreadable.fault], name=name)
    except Refused as refused:
        return _looked_at(request, text, name, problem=str(refused))
    messages.success(
        request,
        f"Imported {name}: {len(made.new)} new, {len(made.changed)} changed, "
        f"{made.unchanged} unchanged.",
    )
    return redirect("specialist_list")


def _looked_at(request: HttpRequest, text: str, name: str, problem: str = "") -> HttpResponse:
    """What is wrong with a file, or what importing it would do."""
    try:
        made = directory.planned(text)
    except Unreadable as unreadable:
        return _page(request, faults=[unreadable.fault], name=name)
    if made.faults:
        return _page(request, faults=made.faults, name=name, problem=problem)
    context = {"plan": made, "text": text, "name": name, "problem": problem, **_shown(made)}
    status = CONFLICT if problem else 200
    return render(request, "referrals/specialist_preview.html", context, status=status)


def _shown(made: Plan) -> dict[str, Any]:
    """The first changes, with what each field says before and after."""
    new, changed = made.new[:CHANGES_SHOWN], made.changed[:CHANGES_SHOWN]
    advice = made.advice[:ADVICE_SHOWN]
    return {
        "new": [{"line": each.line, "entry": Specialist(**each.values)} for each in new],
        "changed": [
            {
                "line": each.line,
                "entry": each.held,
                "differences": [
                    (_NAMES.get(name, name), _in_words(before), _in_words(after))
                    for name, before, after in each.differences
                ],
            }
            for each in changed
        ],
        "advice": advice,
        "more_new": len(made.new) - len(new),
        "more_changed": len(made.changed) - len(changed),
        "more_advice": len(made.advice) - len(advice),
    }


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value or "(empty)"


def _page(
    request: HttpRequest,
    *,
    faults: list[LineFault] | None = None,
    name: str | None = "",
    problem: str = "",
) -> HttpResponse:
    found = faults or []
    context = {
        "columns": COLUMNS,
        "needed": NEEDED,
        "specialties": REFERRALS,
        "faults": found[:FAULTS_SHOWN],
        "more_faults": max(0, len(found) - FAULTS_SHOWN),
        "name": name,
        "problem": problem,
        "rows_at_most": ROWS_AT_MOST,
        "megabytes": BYTES_AT_MOST // 10**6,
        "address_lines": ADDRESS_LINES,
        "line_at_most": LINE_AT_MOST,
    }
    status = UNPROCESSABLE if found or problem else 200
    return render(request, "referrals/specialist_files.html", context, status=status)
