"""The pages of an intake's sections, and the saving of each answer as it is left."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, trigger_client_event

from intake import actions
from intake.access import needs, who
from intake.addresses import IntakeAddress, intake_at, intake_to_save, mark_of
from intake.answers import answers_of
from intake.findings import KEYS, PAGES
from intake.findings.finding import (
    NO_VALUE_REASONS,
    NOT_ASSESSED_REASONS,
    REASON_LETTERS,
    Section,
)
from intake.forms.sections import SectionForm, as_stored, cell, in_words, typed_in
from intake.models import Intake, User
from intake.moves import Refused
from intake.questions import Standing, progress, row_standings, standings
from intake.readings import LEGS, Leg
from intake.wanted import name_of_actor, returning, wanted_of

LEG_SECTIONS = ("examination", "pressures")  # where a leg may be marked as not examinable
MEASURING_ASKED = {
    "measured_with": "How were they measured?",
    "measured_lying": "How did the patient lie?",
}


@require_safe
@needs("record answers")
def section_page(request: HttpRequest, at: IntakeAddress, section: Section) -> HttpResponse:
    """All questions of one section."""
    intake = intake_at(at)
    if not intake.is_open:
        return redirect(reverse("intake", args=[at]) + f"#{section.id}")
    actions.viewed(intake, by=who(request))
    actions.stop_at(intake, section.id)
    place = PAGES.index(section)
    returned = returning(intake)
    asked_by = name_of_actor(returned)
    return render(
        request,
        "intake/section.html",
        {
            "intake": intake,
            "page_mark": mark_of(intake, who(request)),
            "patient": intake.patient,
            "section": section,
            "form": SectionForm(section, intake, asked_by=asked_by),
            "returned": returned,
            "returned_by": asked_by,
            "wanted": wanted_of(intake),
            "before": PAGES[place - 1] if place else None,
            "number": place + 1,
            "sections": PAGES,
            "reason_letters": {
                letter: NO_VALUE_REASONS[reason] for reason, letter in REASON_LETTERS.items()
            },
            "stopped_at": _stopped_at(intake, section, request),
            "legs": _legs(intake) if section.id in LEG_SECTIONS else None,
            "measuring": _measuring(intake) if section.id == "pressures" else None,
            "with_medicines": section.id == "medicines",
            **section_state(section, intake),
        },
    )


def _stopped_at(intake: Intake, section: Section, request: HttpRequest) -> str:
    """The row where work on the draft stopped, for a page that is opened to go on there."""
    if "go-on" not in request.GET or intake.last_key not in KEYS:
        return ""
    finding, _ = KEYS[intake.last_key]
    return finding.id if finding in section.findings else ""


@require_safe
@needs("record answers")
def next_section(request: HttpRequest, at: IntakeAddress, section: Section) -> HttpResponse:
    """The next section with a question that is shown and open; after the last, the answers."""
    intake = intake_at(at)
    answers = answers_of(intake)
    for each in PAGES[PAGES.index(section) + 1 :]:
        counted = progress(each, intake, standings(each, intake, answers))
        if counted.answered < counted.shown:
            return redirect("section", at, each)
    return redirect("check_answers", at)


def section_state(section: Section, intake: Intake) -> dict[str, Any]:
    """What the page has to know after each answer: progress, and which questions are shown."""
    found = standings(section, intake, answers_of(intake))
    rows = row_standings(section, found)
    return {
        "progress": progress(section, intake, found),
        "rows": {
            standing.value: " ".join(id for id, now in rows.items() if now is standing)
            for standing in Standing
        },
        "gone_answers": " ".join(key for key, now in found.items() if now is Standing.GONE),
        "folded_answers": " ".join(key for key, now in found.items() if now is Standing.FOLDED),
    }


def _measuring(intake: Intake) -> list[dict[str, Any]]:
    """How the pressures were taken: each question with its answers."""
    return [
        {
            "column": column,
            "ask": MEASURING_ASKED[column],
            "options": choices.choices,
            "chosen": getattr(intake, column),
        }
        for column, choices in actions.MEASURING.items()
    ]


def _legs(intake: Intake) -> list[dict[str, Any]]:
    return [
        {
            "leg": leg,
            "reason": getattr(intake, f"not_examinable_{leg}"),
            "reasons": NOT_ASSESSED_REASONS,
        }
        for leg in LEGS
    ]


@require_POST
@needs("record answers")
def save_answer(request: HttpRequest, at: IntakeAddress, section: Section) -> HttpResponse:
    """Save one answer and say what became of it."""
    key = _key_or_404(section, request.POST.get("key", ""))
    text = typed_in(request.POST, key)
    # A page that does not tell what it showed is treated as one that showed nothing.
    seen = request.POST.get("seen", "")
    try:
        intake = intake_to_save(request, at)
        [saved] = actions.record(intake, {key: text}, by=who(request), seen={key: seen})
    except Refused as refusal:
        return _refused(request, seen, refusal)
    told = {
        "saved": saved,
        "finding": KEYS[key][0],
        "usual": KEYS[key][0].usual,
        "seen": saved.text,
        "intake": intake,
        "section": section,
    }
    if saved.conflict:
        told |= {"seen": seen} | _both_answers(request, intake, section, key, saved.conflict)
        return render(request, "intake/status.html", told, status=409)
    return _state_changed(request, intake, section, "intake/saved.html", told)


def _key_or_404(section: Section, key: str) -> str:
    if key in actions.FROM_PATIENT or key not in KEYS or KEYS[key][0] not in section.findings:
        raise Http404("There is no such question in this section.")
    return key


def _refused(request: HttpRequest, seen: str, refusal: Refused) -> HttpResponse:
    return render(
        request, "intake/status.html", {"seen": seen, "refused": str(refusal)}, status=409
    )


def _both_answers(
    request: HttpRequest, intake: Intake, section: Section, key: str, conflict: actions.Conflict
) -> dict[str, Any]:
    finding, _ = KEYS[key]
    return {
        "mine": in_words(finding, conflict.mine),
        "theirs": in_words(finding, conflict.theirs),
        "theirs_by": name_of(conflict.by, asked_by=who(request)),
        "save_url": reverse("save_answer", args=[intake, section]),
        "keep_mine": json.dumps({"key": key, "seen": conflict.theirs}),
        "question_url": reverse("question", args=[intake, section]) + f"?key={key}",
    }


def name_of(username: str, *, asked_by: User) -> str:
    """Who changed something, as a person who meets the change should read it."""
    if username == asked_by.get_username():
        return "You, in another window,"
    user = User.objects.filter(username=username).first()
    return str(user) if user else username or "Somebody"


def _state_changed(
    request: HttpRequest, intake: Intake, section: Section, template: str, told: dict[str, Any]
) -> HttpResponse:
    """Answer with a part of the page, and tell the page which questions are shown now."""
    state = section_state(section, intake)
    response = render(request, template, {**told, **state, "at": timezone.now(), "oob": True})
    return trigger_client_event(response, "answers-changed")


@require_POST
@needs("record answers")
def undo_answer(request: HttpRequest, at: IntakeAddress, section: Section) -> HttpResponse:
    """Put an answer back to what it was; its controls are made anew."""
    key = _key_or_404(section, request.POST.get("key", ""))
    seen = request.POST.get("seen", "")
    try:
        intake = intake_to_save(request, at)
        saved = actions.undo(intake, key, by=who(request), seen=seen)
    except Refused as refusal:
        return _in_status(_refused(request, seen, refusal))
    if saved.conflict:
        told = {"saved": saved, "seen": seen}
        told |= _both_answers(request, intake, section, key, saved.conflict)
        return _in_status(render(request, "intake/status.html", told, status=409))
    return _state_changed(
        request, intake, section, "intake/undone.html", {"cell": _cell(intake, section, key)}
    )


def _in_status(response: HttpResponse) -> HttpResponse:
    """What is said beside the controls, where the request asked for the controls themselves."""
    response["HX-Retarget"] = "closest [data-status]"
    return reswap(response, "innerHTML")


def _cell(intake: Intake, section: Section, key: str) -> dict[str, Any]:
    form = SectionForm(section, intake)
    return cell(intake, section, key, form[key], form.standings[key], form.earlier.get(key, ()))


@require_POST
@needs("record answers")
def confirm_answer(request: HttpRequest, at: IntakeAddress, section: Section) -> HttpResponse:
    """An unusual answer was looked at again and is right."""
    key = _key_or_404(section, request.POST.get("key", ""))
    seen = request.POST.get("seen", "")
    try:
        intake = intake_to_save(request, at)
        actions.confirm(intake, key, seen, by=who(request))
    except Refused as refusal:
        return _refused(request, seen, refusal)
    told = {"seen": seen, "saved": as_stored(intake, key), "at": timezone.now()}
    return render(request, "intake/status.html", told)


@require_safe
@needs("record answers")
def question(request: HttpRequest, at: IntakeAddress, section: Section) -> HttpResponse:
    """One answer's controls as they stand in the database: "keep theirs"."""
    intake = intake_at(at)
    key = _key_or_404(section, request.GET.get("key", ""))
    return render(request, "intake/answer.html", {"cell": _cell(intake, section, key)})


@require_POST
@needs("record answers")
def mark_leg(request: HttpRequest, at: IntakeAddress, section: Section) -> HttpResponse:
    """A leg that cannot be examined, once for all its questions."""
    if request.POST.get("leg") not in list(LEGS):
        raise Http404("There is no such leg.")
    leg = Leg(request.POST["leg"])
    try:
        intake = intake_to_save(request, at)
        actions.mark_leg(intake, leg, request.POST.get(f"reason-{leg}", ""), by=who(request))
    except Refused as refusal:
        return _refused(request, "", refusal)
    return _state_changed(request, intake, section, "intake/leg_marked.html", {"leg": leg})


@require_POST
@needs("record answers")
def save_text(request: HttpRequest, at: IntakeAddress) -> HttpResponse:
    """Concerns, or the advice that was given; saved while it is typed."""
    column = request.POST.get("key", "")
    if column not in actions.TEXTS:
        raise Http404("There is no such text.")
    text, seen = request.POST.get(column, "").replace("\r\n", "\n"), request.POST.get("seen", "")
    seen = seen.replace("\r\n", "\n")
    try:
        intake = intake_to_save(request, at)
        conflict = actions.save_text(intake, column, text, by=who(request), seen=seen)
    except Refused as refusal:
        return _refused(request, seen, refusal)
    if conflict is None:
        told = {"seen": text, "saved": actions.Saved(column, text), "at": timezone.now()}
        return render(request, "intake/status.html", told)
    told = {
        "seen": seen,
        "theirs": conflict.theirs,
        "theirs_by": name_of(conflict.by, asked_by=who(request)),
        "at": conflict.at,
        "save_url": reverse("save_text", args=[at]),
        "keep_mine": json.dumps({"key": column, "seen": conflict.theirs}),
    }
    return render(request, "intake/text_conflict.html", told, status=409)
