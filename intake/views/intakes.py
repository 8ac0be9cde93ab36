"""An intake as a whole: starting one, its task list, and checking the answers before handing over."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from intake import actions
from intake.access import go, needs, who
from intake.addresses import IntakeAddress, intake_at, mark_of
from intake.answers import answer_in, answers_of
from intake.back_entry import entry_of
from intake.columns import COLUMNS
from intake.findings import FIRST, PAGES, SECTIONS
from intake.findings.finding import NOT_ASSESSED_REASONS, Section
from intake.forms.sections import as_stored
from intake.models import Intake, IntakeState, Patient, User
from intake.questions import Standing, keys_of, progress, standings
from intake.readings import LEGS, Answers
from intake.roles import Role
from intake.views.worklist import without_answers
from intake.wanted import counts_by_section, name_of_actor, returning, wanted_of


@require_POST
@needs("record answers")
def start_intake(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft; where the patient has one already, only when another is asked for."""
    patient = get_object_or_404(Patient, pk=pk)
    drafts = without_answers(Intake.objects.filter(patient=patient, state=IntakeState.DRAFT))
    if not request.POST.get("another") and drafts.exists():
        messages.info(request, "This patient has a draft already: go on with it, or start another.")
        return go(request, "patient", patient.pk)
    intake = actions.start_intake(patient, by=who(request))
    if request.POST.get("paper"):
        return go(request, "from_paper", intake)
    return go(request, "section", intake, FIRST)


@require_safe
@needs("see intakes")
def intake_page(request: HttpRequest, at: IntakeAddress) -> HttpResponse:
    """The task list of a draft; of anything later, what was recorded."""
    intake = intake_at(at)
    actions.viewed(intake, by=who(request))
    if not intake.is_open:
        return render(request, "intake/recorded.html", {**_about(intake), **_answers(intake)})
    answers = answers_of(intake)
    about = _about(intake)
    counts = counts_by_section(about["wanted"])
    tasks = [
        {
            "section": section,
            "progress": progress(section, intake, standings(section, intake, answers)),
            "stopped_here": section.id == intake.last_section,
            "wanted": counts.get(section.id),
        }
        for section in PAGES
    ]
    return render(request, "intake/intake.html", {**about, "tasks": tasks})


@require_safe
@needs("record answers")
def check_answers(request: HttpRequest, at: IntakeAddress) -> HttpResponse:
    """Everything that was and was not recorded, and handing it over."""
    intake = intake_at(at)
    if not intake.is_open:
        return redirect("intake", at)
    actions.viewed(intake, by=who(request))
    physicians = User.objects.filter(role=Role.PHYSICIAN, is_active=True)
    context = {
        **_about(intake),
        **_answers(intake),
        "page_mark": mark_of(intake, who(request)),
        "physicians": physicians.order_by("last_name", "first_name", "username"),
    }
    return render(request, "intake/check.html", context)


def _about(intake: Intake) -> dict[str, Any]:
    """The intake and, where the physician sent it back, who did and when, and what is wanted."""
    returned = returning(intake)
    return {
        "intake": intake,
        "patient": intake.patient,
        "entry": entry_of(intake),
        "returned": returned,
        "returned_by": name_of_actor(returned),
        "wanted": wanted_of(intake),
        "not_examinable": {
            leg: NOT_ASSESSED_REASONS[reason]
            for leg in LEGS
            if (reason := getattr(intake, f"not_examinable_{leg}"))
        },
    }


def _answers(intake: Intake) -> dict[str, Any]:
    answers = answers_of(intake)
    sections = [_answered(section, intake, answers) for section in SECTIONS]
    lines = [line for section in sections for line in section["lines"]]
    return {
        "sections": sections,
        "unread": [line for line in lines if line["saved"].problem],
        "unusual": [line for line in lines if line["saved"].unusual],
        "not_asked": sum(section["not_asked"] for section in sections),
    }


def _answered(section: Section, intake: Intake, answers: Answers) -> dict[str, Any]:
    """One section: what was answered or is shown and open; what stays folded is only counted."""
    found = standings(section, intake, answers)
    lines, folded = [], 0
    for finding, key, leg in keys_of(section):
        if found[key] is Standing.FOLDED:
            folded += 1
        elif found[key] is Standing.SHOWN:
            lines.append(
                {
                    "section": section,
                    "finding": finding,
                    "leg": leg,
                    "id": COLUMNS[key],
                    "saved": as_stored(intake, key),
                    "words": finding.describe(answer_in(intake, key)),
                    "from_patient": key in actions.FROM_PATIENT,
                }
            )
    counted = progress(section, intake, found)
    return {
        "section": section,
        "lines": lines,
        "folded": folded,
        "progress": counted,
        "not_asked": counted.shown - counted.answered,
    }
