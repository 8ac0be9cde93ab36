"""What the six pressures come to, beneath their fields: where the panel beside the form is folded."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from intake.access import needs
from intake.addresses import IntakeAddress, intake_at
from intake.answers import answers_of
from intake.scores.reading_checks import reading_hints
from referrals.views.strip import arms, leg_strips


@require_safe
@needs("see intakes")
def pressures_now(request: HttpRequest, at: IntakeAddress) -> HttpResponse:
    """A fragment: both legs, the arms, and what to look at again."""
    answers = answers_of(intake_at(at))
    context = {
        "legs": leg_strips(answers),
        "arms": arms(answers),
        "hints": list(reading_hints(answers)),
    }
    return render(request, "referrals/strip.html", context)
