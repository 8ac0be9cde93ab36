"""What waits for a physician: most urgent first, and within an urgency who has waited longest.

So what was left unsigned on earlier days stands in front of today's of the same urgency, and an
emergency of today never stands behind a routine intake of last week.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.access import needs, who
from intake.models import Intake, IntakeState, User
from referrals.models import Snapshot, Suggestion, SuggestionState
from referrals.rules.suggestions import SUGGESTIBLES, Kind, Urgency
from referrals.views.keyset import page_after
from referrals.views.picture import pill

RECENT: Final = 10
WHOSE: Final = {"all": "All", "mine": "Handed to me", "pool": "Pool"}
ORDER: Final = ("urgency", "handed_over_at", "pk")  # as the indexes of Intake have it
TO_ACT_ON: Final = (Kind.RED_FLAG, Kind.TEST, Kind.REFERRAL)
_URGENCIES: Final = tuple(Urgency)
_PEOPLE: Final = ("first_name", "last_name", "username")
_PATIENT: Final = ("family_name", "given_name", "title", "born", "nhs_number", "local_number")
# A list needs none of the four hundred columns of answers.
_COLUMNS: Final = (
    "urgency",
    "state",
    "handed_over_at",
    "follows_up",
    *(f"patient__{name}" for name in _PATIENT),
    *(f"handed_over_by__{name}" for name in _PEOPLE),
    *(f"handed_over_to__{name}" for name in _PEOPLE),
)


@require_safe
@needs("review")
def review_list(request: HttpRequest) -> HttpResponse:
    """A page of what waits, and what was signed of late."""
    user = who(request)
    whose = request.GET.get("whose", "all")
    whose = whose if whose in WHOSE else "all"
    found, following = page_after(waiting(user, whose), ORDER, request.GET.get("after", ""))
    now = timezone.now()
    rows = [_row(intake, now) for intake in found]
    return render(
        request,
        "referrals/review_list.html",
        {
            "rows": rows,
            "groups": _groups(rows),
            "following": following,
            "is_first_page": not request.GET.get("after"),
            "whose": whose,
            "filters": WHOSE,
            "snapshots": _signed_lately(),
        },
    )


def waiting(user: User, whose: str) -> QuerySet[Intake]:
    """What is handed over and not signed: all, this physician's, or the pool's; not yet in order."""
    rows = (
        Intake.objects.filter(state=IntakeState.HANDED_OVER)
        .select_related("patient", "handed_over_by", "handed_over_to")
        .only(*_COLUMNS)
        .prefetch_related(
            Prefetch(
                "suggestions",
                Suggestion.objects.filter(
                    assessment__is_current=True,
                    kind__in=TO_ACT_ON,
                    entry__answered=False,
                    entry__deferred_by=[],
                )
                .exclude(state=SuggestionState.SUPERSEDED)  # added by hand, and taken back
                .only("intake", "suggestion", "kind", "urgency", "own_title"),
                to_attr="to_act_on",
            ),
            Prefetch("snapshots", Snapshot.objects.only("intake", "version"), to_attr="signed"),
        )
    )
    if whose == "mine":
        return rows.filter(handed_over_to=user)
    if whose == "pool":
        return rows.filter(handed_over_to=None)
    return rows


def next_to_review(user: User) -> dict[str, Any] | None:
    """What this physician would open next: the first of what was handed to them or to the pool.

    Without the patient's name, for it is shown on the page of another patient.
    """
    columns = ("urgency", "handed_over_at", "handed_over_to")
    rows = Intake.objects.filter(state=IntakeState.HANDED_OVER).only(*columns).order_by(*ORDER)
    # Each is where a range of an index begins; both at once would be none.
    firsts: list[Any] = [rows.filter(handed_over_to=whose).first() for whose in (user, None)]
    waits = sorted(
        (each for each in firsts if each is not None),
        key=lambda intake: (intake.urgency, intake.handed_over_at, intake.pk),
    )
    if not waits:
        return None
    return {
        "intake": waits[0],
        "pill": pill(_URGENCIES[waits[0].urgency]),
        "waits": in_words(timezone.now() - waits[0].handed_over_at),
    }


def _signed_lately() -> QuerySet[Snapshot]:
    """The newest first, of each intake the version that stands; keys of what is never changed are in
    the order of signing.
    """
    next_one = Snapshot.objects.filter(intake=OuterRef("intake"), version__gt=OuterRef("version"))
    return (
        Snapshot.objects.filter(~Exists(next_one))
        .select_related("intake__patient", "signed_by")
        .only(
            "version",
            "signed_at",
            *(f"intake__patient__{name}" for name in _PATIENT),
            *(f"signed_by__{name}" for name in _PEOPLE),
        )
        .order_by("-pk")[:RECENT]
    )


def _row(intake: Any, now: datetime) -> dict[str, Any]:
    most_urgent = sorted(
        intake.to_act_on, key=lambda each: (each.urgency, each.kind != Kind.RED_FLAG, each.pk)
    )
    today = timezone.localdate(now)
    return {
        "intake": intake,
        "patient": intake.patient,
        "age": intake.patient.age_on(today),
        "is_amended": bool(intake.signed),
        "why": _in_short(most_urgent[0]) if most_urgent else "",
        "more": max(0, len(most_urgent) - 1),
        "waits": in_words(now - intake.handed_over_at),
        "from_earlier_day": timezone.localdate(intake.handed_over_at) < today,
    }


def _in_short(suggestion: Suggestion) -> str:
    """Why it is urgent, in at most five words."""
    found = SUGGESTIBLES.get(suggestion.suggestion)
    return found.in_short if found else suggestion.own_title


def _groups(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in their order, under a heading for each urgency: of earlier days, then of today."""
    kinds = groupby(rows, key=lambda row: (row["intake"].urgency, row["from_earlier_day"]))
    return [
        {"pill": pill(_URGENCIES[urgency]), "from_earlier_day": earlier, "rows": list(some)}
        for (urgency, earlier), some in kinds
    ]


def in_words(waited: timedelta) -> str:
    """How long: "5 min", "3 h 10 min", "2 days 3 h". Whole minutes that are over."""
    minutes = max(0, int(waited.total_seconds() // 60))
    hours, minutes_left = divmod(minutes, 60)
    days, hours_left = divmod(hours, 24)
    if days:
        told = f"{days} day{'s' if days > 1 else ''}"
        return f"{told} {hours_left} h" if hours_left else told
    if hours:
        return f"{hours} h {minutes_left} min" if minutes_left else f"{hours} h"
    return f"{minutes} min"
