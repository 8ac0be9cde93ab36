"""Adding later results to a signed intake: a follow-up that goes on from it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from intake.access import go, needs, who
from intake.addresses import IntakeAddress, intake_at
from intake.follow_ups import OPENS_AT, start_follow_up
from intake.moves import Refused


@require_POST
@needs("record answers")
def start(request: HttpRequest, at: IntakeAddress) -> HttpResponse:
    """A draft with the same answers, open at the section of results."""
    try:
        draft = start_follow_up(intake_at(at), by=who(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return go(request, "intake", at)
    return go(request, "section", draft, OPENS_AT)
