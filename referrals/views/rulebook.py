"""The rule book for everybody who is logged in: every rule in words, in logic, with its sources."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.access import is_htmx, needs
from referrals.rulebook import (
    HOW_TO_READ,
    INTENDED_USE,
    NOT_MODELLED,
    NOTICE,
    STANDINGS,
    rulebook,
)
from referrals.rulebook.entries import (
    CauseEntry,
    DisagreementEntry,
    RuleEntry,
    ScoreEntry,
    SourceEntry,
    TermEntry,
)
from referrals.rulebook.search import PARTS, Wanted, find
from referrals.rules.suggestions import Kind, Urgency
from referrals.views.picture import pill

KINDS: Final = {
    Kind.RED_FLAG: "Red flags",
    Kind.TEST: "Tests",
    Kind.REFERRAL: "Referrals",
    Kind.CAUTION: "Cautions",
    Kind.SELFCARE: "Self-care",
}
_TEMPLATES: Final = {
    RuleEntry: "rule",
    CauseEntry: "cause",
    TermEntry: "term",
    ScoreEntry: "score",
    DisagreementEntry: "disagreement",
    SourceEntry: "source",
}
_CHOICES: Final[dict[str, Iterable[object]]] = {"kind": KINDS, "urgency": Urgency, "part": PARTS}


@require_safe
@needs("see rule book")
def rulebook_list(request: HttpRequest) -> HttpResponse:
    """Look through the book or search it; typing swaps the list alone."""
    return _list(request, _wanted(request))


@require_safe
@needs("see rule book")
def rulebook_entry(request: HttpRequest, slug: str) -> HttpResponse:
    """One entry by its id. What an older rule base had is said to be gone, and looked for."""
    book = rulebook()
    if slug not in book.entries:
        return _list(request, Wanted(text=slug), gone=slug)
    entry = book.entries[slug]
    return render(
        request,
        "referrals/rulebook_entry.html",
        {
            "book": book,
            "entry": entry,
            "pill": pill(entry.urgency) if isinstance(entry, RuleEntry) else None,
            "template": f"referrals/rulebook_{_TEMPLATES[type(entry)]}.html",
            "raised": [(pill(each.to), each) for each in getattr(entry, "raised", ())],
            "kind_titles": [KINDS[kind] for kind in Kind if kind in getattr(entry, "kinds", ())],
            "is_due": _is_due(entry, timezone.localdate()),
        },
    )


@require_safe
@needs("see rule book")
def rulebook_limits(request: HttpRequest) -> HttpResponse:
    """What the book does not do: not modelled, not verified; where sex, age and pregnancy matter."""
    context = {"book": rulebook(), "not_modelled": NOT_MODELLED}
    return render(request, "referrals/rulebook_limits.html", context)


def _list(request: HttpRequest, wanted: Wanted, gone: str = "") -> HttpResponse:
    book = rulebook()
    today = timezone.localdate()
    found = find(wanted)
    context = {
        "book": book,
        "gone": gone,
        "wanted": wanted,
        "parts": PARTS,
        "kinds": {str(kind): title for kind, title in KINDS.items()},
        "urgencies": {str(urgency): urgency.label for urgency in Urgency},
        "groups": [
            {
                "part": group.part,
                "title": group.title,
                "rows": [_row(e, today) for e in group.entries],
            }
            for group in found
        ],
        "number": sum(len(group.entries) for group in found),
        "notice": NOTICE,
        "intended_use": INTENDED_USE,
        "how_to_read": HOW_TO_READ,
        "standings": STANDINGS,
        "is_swapped": is_htmx(request),
    }
    whole = "rulebook_found.html" if is_htmx(request) else "rulebook.html"
    return render(request, f"referrals/{whole}", context, status=404 if gone else 200)


def _wanted(request: HttpRequest) -> Wanted:
    """What the address asks for; a word that no choice has is as good as none."""
    given = {
        name: value if value in {str(choice) for choice in choices} else ""
        for name, choices in _CHOICES.items()
        for value in [request.GET.get(name, "")]
    }
    area = request.GET.get("area", "")
    return Wanted(
        text=request.GET.get("q", "").strip(),
        area=area if area in {each.id for each in rulebook().areas} else "",
        **given,
    )


def _row(entry: Any, today: date) -> dict[str, Any]:
    return {
        "entry": entry,
        "pill": pill(entry.urgency) if isinstance(entry, RuleEntry) else None,
        "is_due": _is_due(entry, today),
    }


def _is_due(entry: Any, today: date) -> bool:
    return isinstance(entry, RuleEntry | CauseEntry) and entry.next_review < today
