"""The nurse's home: what the physician sent back, drafts, and what was handed over."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from intake.access import needs, who
from intake.columns import COLUMNS
from intake.models import Intake, IntakeState
from intake.wanted import columns_of, wanted_in_list

PER_PAGE = 30
RECENT = 8


def without_answers(intakes: QuerySet[Intake]) -> QuerySet[Intake]:
    """Intakes for a list: a row holds four hundred columns of answers that no list shows."""
    return intakes.select_related("patient", "created_by", "handed_over_to").defer(
        *COLUMNS.values(), "reasons", "unparsed", "confirmed", "wanted", "concerns", "advice_given"
    )


@require_safe
@needs("record answers")
def nurse_home(request: HttpRequest) -> HttpResponse:
    user = who(request)
    drafts = without_answers(Intake.objects.filter(state=IntakeState.DRAFT))
    returned = drafts.exclude(returned_because="").order_by("-state_since")
    going_on = drafts.filter(returned_because="").order_by("-created_at", "-pk")
    mine = going_on.filter(created_by=user)
    whose = "all" if request.GET.get("whose") == "all" else "mine"
    page = Paginator(going_on if whose == "all" else mine, PER_PAGE).get_page(
        request.GET.get("page")
    )
    handed_over = without_answers(
        Intake.objects.filter(
            handed_over_by=user, state__in=(IntakeState.HANDED_OVER, IntakeState.SIGNED)
        )
    ).order_by("-handed_over_at")[:RECENT]
    return render(
        request,
        "intake/nurse_home.html",
        {
            "returned": _with_wanted(returned[:PER_PAGE]),
            "page": page,
            "whose": whose,
            "count_mine": mine.count(),
            "count_all": going_on.count(),
            "handed_over": handed_over,
        },
    )


def _with_wanted(returned: QuerySet[Intake]) -> list[dict[str, Any]]:
    """Each intake that was sent back, with the answers asked for; three queries for any number."""
    rows = list(returned)
    pks = [row.pk for row in rows]
    asked = {each.pk: each for each in Intake.objects.filter(pk__in=pks).only("wanted")}
    columns = columns_of(asked.values())
    held = Intake.objects.filter(pk__in=pks).only("wanted", "reasons", *columns)
    wanted = {each.pk: wanted_in_list(each) for each in (held if columns else ())}
    return [{"intake": row, "wanted": wanted.get(row.pk, [])} for row in rows]
