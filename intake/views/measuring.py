"""How the pressures were taken: recorded at once, and the page that says how to take them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from intake import actions
from intake.access import needs, who
from intake.addresses import IntakeAddress, intake_to_save
from intake.moves import Refused
from intake.scores.band_stability import MARGIN
from intake.scores.reading_checks import ARM_DIFFERENCE
from intake.scores.score import HUNDREDTH
from intake.scores.thresholds import ABI_ABNORMAL, ABI_NONCOMPRESSIBLE, ABI_NORMAL, TBI_ABNORMAL


@require_POST
@needs("record answers")
def set_measuring(request: HttpRequest, at: IntakeAddress) -> HttpResponse:
    """Save by what means the pressures were taken, or how the patient lay."""
    column = request.POST.get("key", "")
    if column not in actions.MEASURING:
        raise Http404("There is no such choice.")
    value = request.POST.get(column, "")
    told: dict[str, Any]
    try:
        intake = intake_to_save(request, at)
        actions.set_measurement(intake, column, value, by=who(request))
    except Refused as refusal:
        told = {"seen": "", "refused": str(refusal)}
        return render(request, "intake/status.html", told, status=409)
    told = {"seen": value, "saved": actions.Saved(column, value), "at": timezone.now()}
    return render(request, "intake/status.html", told)


@require_safe
@needs("see rule book")
def how_to_measure(request: HttpRequest) -> HttpResponse:
    """One page to print: how arm and ankle pressures are taken, and what they come to."""
    context = {
        "abnormal": ABI_ABNORMAL.value,
        "borderline": f"{ABI_ABNORMAL.value + HUNDREDTH}–{ABI_NORMAL.value - HUNDREDTH}",
        "normal": ABI_NORMAL.value,
        "noncompressible": ABI_NONCOMPRESSIBLE.value,
        "toe_abnormal": TBI_ABNORMAL.value,
        "arms_apart": ARM_DIFFERENCE,
        "margin": MARGIN,
    }
    return render(request, "intake/how_to_measure.html", context)
