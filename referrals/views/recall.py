"""The manager's recall: start a run, watch it go on, and see whom the new rules would treat otherwise.

A page with a run that is not over asks for the next chunk by itself. Without JavaScript a button does.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from intake import actions
from intake.access import go, is_htmx, needs, who
from intake.moves import Refused
from referrals import recall
from referrals.differences import Change
from referrals.models import Recall, RecallChange
from referrals.rules import VERSION
from referrals.rules.suggestions import SUGGESTIBLES
from referrals.views.keyset import page_after
from referrals.views.picture import pill
from referrals.views.review import CONFLICT, UNPROCESSABLE, URGENCY_OF_RANK

_SIGNS: Final = {
    Change.GAINED: "+",
    Change.LOST: "−",
    Change.RAISED: "↑",
    Change.LOWERED: "↓",
    Change.NOT_COMPARED: "?",
}
_ROW_COLUMNS: Final = (
    *("suggestion", "change", "before", "after", "urgency", "rules", "note"),
    *("intake__state", "intake__handed_over_at"),
    *(
        f"intake__patient__{name}"
        for name in ("family_name", "given_name", "born", "nhs_number", "local_number")
    ),
)


class RecallForm(forms.Form):
    """What to compare: results since a day, made under an older version."""

    since = forms.DateField(
        label="Results since",
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Choose a day.",
            "invalid": "This is no date: write it as day, month and year.",
        },
    )
    against = forms.ChoiceField(
        label="Rules version to compare with",
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": "Choose a version."},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="recall_%s")
        found = list(recall.versions())
        against: Any = self.fields["against"]
        against.choices = [
            (each.version, f"{each} (in force now)" if each.version == VERSION else str(each))
            for each in found
        ]
        older = next((each for each in found if each.version != VERSION), None)
        self.has_older = older is not None
        if older:
            self.initial["against"] = older.version
            self.initial["since"] = timezone.localdate(older.published_at)


# --- Runs ---------------------------------------------------------------------------------------


@require_safe
@needs("recall")
def recalls(request: HttpRequest) -> HttpResponse:
    """Start a run, or open an older one."""
    return _recalls(request, RecallForm())


def _recalls(request: HttpRequest, form: RecallForm, **more: Any) -> HttpResponse:
    runs = Recall.objects.select_related("against", "current", "started_by").order_by("-pk")
    return render(
        request,
        "referrals/recall_list.html",
        {"form": form, "runs": runs[:50], "version": VERSION, **more},
        status=UNPROCESSABLE if form.is_bound else 200,
    )


@require_POST
@needs("recall")
def start_recall(request: HttpRequest) -> HttpResponse:
    """Begin; the same question asked twice leads to the same run."""
    form = RecallForm(request.POST)
    if not form.is_valid():
        return _recalls(request, form)
    try:
        run = recall.start(**form.cleaned_data, by=who(request))
    except Refused as refused:
        return _recalls(request, form, problem=str(refused))
    return go(request, "recall", run.pk)


@require_safe
@needs("recall")
def recall_page(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a run is, and what it found: `rule` shows one rule's patients alone."""
    run = get_object_or_404(
        Recall.objects.select_related("against", "current", "started_by"), pk=pk
    )
    return render(request, "referrals/recall.html", _about(request, run))


@require_POST
@needs("recall")
def continue_recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare the next chunk and show how the run now stands."""
    run = get_object_or_404(Recall, pk=pk)
    try:
        run = recall.advance(run, by=who(request))
    except Refused as refused:
        run = Recall.objects.select_related("against", "current", "started_by").get(pk=pk)
        context = {**_about(request, run), "problem": str(refused)}
        template = "recall_run.html" if is_htmx(request) else "recall.html"
        return render(request, f"referrals/{template}", context, status=CONFLICT)
    return _shown(request, run)


@require_POST
@needs("recall")
def stop_recall(request: HttpRequest, pk: int) -> HttpResponse:
    """No further chunk; what was found so far stays."""
    return _shown(request, recall.stop(get_object_or_404(Recall, pk=pk), by=who(request)))


def _shown(request: HttpRequest, run: Recall) -> HttpResponse:
    if not is_htmx(request):
        return redirect("recall", run.pk)
    context = {**_about(request, run), "is_swapped": True}
    return render(request, "referrals/recall_run.html", context)


# --- What it found ------------------------------------------------------------------------------


def _about(request: HttpRequest, run: Recall) -> dict[str, Any]:
    """What the page of a run shows. Patients are shown once it is over, and that is an event."""
    context: dict[str, Any] = {"run": run, "version": VERSION}
    if not run.is_over:
        return context
    actions.viewed(run, by=who(request))
    groups = recall.groups_of(run)
    wanted = request.GET.get("rule")
    chosen = next((group for group in groups if group.rule == wanted), None)
    changes = RecallChange.objects.filter(recall=run)
    changes = changes.filter(rule=chosen.rule) if chosen else changes.filter(is_first=True)
    rows, following = page_after(
        changes.select_related("intake__patient").only(*_ROW_COLUMNS),
        ("urgency", "intake_id", "pk"),
        request.GET.get("after", ""),
    )
    return {
        **context,
        "counts": recall.counts_of(run),
        "groups": [_group(group, chosen) for group in groups],
        "chosen": chosen,
        "patients": list(_patients(rows)),
        "following": following,
        "is_first_page": not request.GET.get("after"),
    }


def _group(group: recall.Group, chosen: recall.Group | None) -> dict[str, Any]:
    return {
        "rule": group.rule,
        "pill": pill(group.urgency),
        "patients": group.patients,
        "changes": group.changes,
        "is_chosen": group == chosen,
        "lines": [
            {
                "sign": _SIGNS[line.change],
                "change": line.change.label,
                "suggestion": SUGGESTIBLES[line.suggestion].label
                if line.suggestion in SUGGESTIBLES
                else line.suggestion,
                "number": line.number,
            }
            for line in group.lines
        ],
    }


def _patients(rows: Iterable[RecallChange]) -> Iterator[dict[str, Any]]:
    """Changes that follow on each other for the same intake stand together."""
    for _, found in groupby(rows, key=lambda row: row.intake_id):
        changes = list(found)
        intake = changes[0].intake
        yield {
            "intake": intake,
            "patient": intake.patient,
            "edge": pill(URGENCY_OF_RANK[changes[0].urgency]),
            "changes": [_change(row) for row in changes],
        }


def _change(row: RecallChange) -> dict[str, Any]:
    return {
        "row": row,
        "sign": _SIGNS[Change(row.change)],
        "words": Change(row.change).label,
        "before": None if row.before is None else pill(URGENCY_OF_RANK[row.before]),
        "after": None if row.after is None else pill(URGENCY_OF_RANK[row.after]),
    }
