"""Before the signature: what each letter would lack for its reader. It names, and never blocks."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.access import needs
from intake.answers import answers_of
from intake.models import Intake
from referrals.letterhead import frozen_letterhead
from referrals.letterheads import letterhead_for
from referrals.models import Assessment, Suggestion, SuggestionState
from referrals.preflight import Lack, lacking, returned_items
from referrals.rules.suggestions import Kind
from referrals.snapshot import frozen_findings, frozen_patient, frozen_suggestion


@require_safe
@needs("sign")
def letters_lack(request: HttpRequest, pk: int) -> HttpResponse:
    """The accepted referrals of an intake that is being reviewed, each with what its letter lacks."""
    intake = get_object_or_404(Intake.objects.select_related("patient"), pk=pk)
    assessment = get_object_or_404(Assessment, intake=intake, is_current=True)
    letters = list(
        assessment.standing()
        .filter(kind=Kind.REFERRAL, state=SuggestionState.ACCEPTED, specialist__isnull=False)
        .select_related("specialist", "decided_by", "added_by")
    )
    return render(
        request, "referrals/letters_lack.html", {"letters": list(_lacking(intake, letters))}
    )


def _lacking(
    intake: Intake, letters: list[Suggestion]
) -> Iterator[tuple[Suggestion, tuple[Lack, ...]]]:
    content = {
        **frozen_findings(answers_of(intake), {}),
        "patient": frozen_patient(intake.patient, timezone.now()),
        "letterhead": frozen_letterhead(letterhead_for()),
    }
    for letter in letters:
        if letter.specialist is not None:
            taught = returned_items(letter.specialist)
            if lacks := lacking(content, frozen_suggestion(letter), taught):
                yield letter, lacks
