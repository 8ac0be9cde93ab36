"""The call sheet (SBAR) of an emergency, for whoever makes the call: physician or nurse."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.access import needs, who
from intake.answers import answers_of
from intake.models import Intake, IntakeState
from intake.printing import render
from referrals import lifecycle
from referrals.assess import assess
from referrals.frozen import Content
from referrals.letterheads import letterhead_for
from referrals.models import Snapshot, Specialist
from referrals.rules.suggestions import Kind
from referrals.sbar import CallSheet, call_sheet
from referrals.snapshot import freeze_unsigned, frozen_patient, frozen_suggestion, person
from referrals.views.review import pdf_response


@require_safe
@needs("see intakes")
def sbar(request: HttpRequest, pk: int) -> HttpResponse:
    """One page for the telephone, of a draft, of what waits for review, or of what is signed."""
    intake = get_object_or_404(Intake.objects.select_related("patient"), pk=pk)
    sheet = sheet_of(intake, caller=person(who(request)))
    if sheet is None:
        raise Http404("No red flag of this intake asks for a call at once.")
    content = render("pdf/sbar.html", {"sheet": sheet})
    lifecycle.call_sheet_printed(intake, by=who(request))
    return pdf_response(content, f"call-sheet-{pk}.pdf")


def sheet_of(intake: Intake, *, caller: dict[str, str] | None) -> CallSheet | None:
    """What the sheet says now; None where nobody has to be called."""
    now = timezone.localtime()
    content = content_now(intake)
    return call_sheet(
        content,
        caller=caller,
        house=letterhead_for(),
        numbers=_numbers(
            each["id"] for each in content["suggestions"] if each["kind"] == Kind.REFERRAL
        ),
        reference=f"Intake {intake.pk}",
        made=now.isoformat(timespec="minutes"),
    )


def content_now(intake: Intake) -> Content:
    """The findings and what was said of them: as signed, as handed over, or as the draft stands."""
    if intake.state == IntakeState.SIGNED:
        snapshot = Snapshot.objects.filter(intake=intake).order_by("-version").first()
        if snapshot is not None:
            content: Content = snapshot.content
            return content
    answers = answers_of(intake)
    assessment = intake.assessments.filter(is_current=True).first()
    is_draft = intake.state == IntakeState.DRAFT
    if is_draft or assessment is None:
        content = freeze_unsigned(answers, assess(answers).document(intake.pk))
    else:
        content = freeze_unsigned(answers, assessment.result)
        standing = assessment.standing().select_related("specialist", "decided_by", "added_by")
        content["suggestions"] = [frozen_suggestion(each) for each in standing]
    return {**content, "patient": frozen_patient(intake.patient, timezone.now())}


def _numbers(referrals: Iterable[str]) -> dict[str, list[str]]:
    """Whom to call for a referral: those of the directory who have a telephone number."""
    found: dict[str, list[str]] = {}
    listed: Any = Specialist.objects.filter(specialty__in=set(referrals), active=True)
    for each in listed.exclude(phone="").order_by("pk"):
        found.setdefault(each.specialty, []).append(f"{each.phone}, {each}")
    return found
