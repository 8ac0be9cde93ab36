"""Adding later results to a signed intake: a follow-up that goes on from it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from intake.access import go, needs, who
from intake.addresses import IntakeAddress, intake_at
from intake.findings import KEYS, SECTION_OF
from intake.follow_ups import OPENS_AT, start_follow_up
from intake.moves import Refused


@require_POST
@needs("record answers")
def start(request: HttpRequest, at: IntakeAddress) -> HttpResponse:
    """A draft with the same answers, open where what is wanted is asked, else at the results."""
    wanted = request.POST.getlist("wanted")
    try:
        draft = start_follow_up(intake_at(at), by=who(request), wanted=wanted)
    except Refused as refused:
        messages.error(request, str(refused))
        return go(request, "intake", at)
    opens_at = SECTION_OF[KEYS[wanted[0]][0].id] if wanted else OPENS_AT
    return go(request, "section", draft, opens_at)
