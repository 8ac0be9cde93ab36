"""What stands beside the form while answers come in: red flags, pressures, gaps. A fragment, no page."""

import hashlib
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from intake.access import needs
from intake.addresses import IntakeAddress, intake_at
from intake.answers import answers_of
from intake.models import Intake
from intake.roles import may
from intake.scores.reading_checks import reading_hints
from referrals.assess import Assessment, assess
from referrals.rules.suggestions import SUGGESTIBLES, Kind
from referrals.sbar import CALLED_ABOUT
from referrals.snapshot import label_of
from referrals.views.picture import gaps, not_excluded, pill, place_of
from referrals.views.strip import arms, leg_strips

FIRST: Final = 3  # questions shown at once: more would be skipped
MORE: Final = 8  # on the page that checks the answers
NOTHING_NEW: Final = 204


@require_safe
@needs("see intakes")
def live(request: HttpRequest, at: IntakeAddress) -> HttpResponse:
    """The fragment; nothing (204) where `seen` marks what the page shows already.

    Saying only what is new keeps a screen reader from hearing the same alert after every answer.
    """
    intake = intake_at(at)
    assessment = assess(answers_of(intake))
    large = request.GET.get("missing") == "1"
    context = {
        **_picture(intake, assessment, MORE if large else FIRST),
        "large": large,
        "with_suggestions": may(request.user, "review"),
    }
    body = render_to_string("referrals/live.html", context, request)
    mark = hashlib.sha256(body.encode()).hexdigest()[:16]
    if request.GET.get("seen") == mark:
        return HttpResponse(status=NOTHING_NEW)
    return HttpResponse(f'{body}<input type="hidden" name="seen" value="{mark}">')


def _picture(intake: Intake, assessment: Assessment, at_most: int) -> dict[str, Any]:
    document = assessment.document()
    missing = document["missing"]
    flags = [_flag(entry) for entry in assessment.entries if _kind(entry) is Kind.RED_FLAG]
    suggested = [
        {"label": entry.suggestible.label, "pill": pill(entry.urgency), "because": entry.because}
        for entry in assessment.entries
        if _kind(entry) in (Kind.TEST, Kind.REFERRAL) and entry.counts
    ]
    return {
        "intake": intake,
        "notice": assessment.notice,
        "urgency": pill(assessment.urgency),
        "flags": flags,
        "to_call": any(_is_called_about(entry) for entry in assessment.entries),
        "not_excluded": [
            {
                "label": SUGGESTIBLES[id].label,
                "asks": [
                    {"label": label_of(key), "url": place_of(intake, key)} for key in keys[:FIRST]
                ],
                "more": max(0, len(keys) - FIRST),
            }
            for id, keys in not_excluded(missing).items()
        ],
        "gaps": gaps(intake, missing[:at_most]),
        "more_gaps": max(0, len(missing) - at_most),
        "legs": leg_strips(assessment.answers),
        "arms": arms(assessment.answers),
        "hints": list(reading_hints(assessment.answers)),
        "suggested": suggested,
    }


def _kind(entry: Any) -> Kind:
    return entry.suggestible.kind


def _is_called_about(entry: Any) -> bool:
    """Whether there is a call sheet for it."""
    is_flag = _kind(entry) is Kind.RED_FLAG
    return is_flag and entry.urgency in CALLED_ABOUT and not entry.answered


def _flag(entry: Any) -> dict[str, Any]:
    """A red flag as it stands: what to do now, and this patient's own reasons."""
    return {
        "label": entry.suggestible.label,
        "pill": pill(entry.urgency),
        "leg": {"both": "both legs", None: ""}.get(entry.leg, f"{entry.leg} leg"),
        "do": list(dict.fromkeys(fired.rule.why for fired in entry.fired)),
        "because": entry.because,
        "answered": entry.answered,
        "is_emergency": entry.urgency.rank == 0,
    }
