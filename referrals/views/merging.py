"""Entries of the directory that stand for the same: which are likely, merging, and undoing it."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake.access import needs, who
from intake.moves import Refused
from referrals import directory
from referrals.directory_entry import plain
from referrals.duplicates import likely_pairs
from referrals.models import Specialist
from referrals.views.review import CONFLICT

AT_MOST: Final = 50


@require_safe
@needs("edit specialists")
def specialist_duplicates(request: HttpRequest) -> HttpResponse:
    """Likely pairs, the surest first, and what was merged so far."""
    return _duplicates(request)


def _duplicates(request: HttpRequest, **more: Any) -> HttpResponse:
    pairs = likely_pairs(Specialist.objects.filter(merged_into=None))
    merged = Specialist.objects.exclude(merged_into=None).select_related("merged_into")
    context = {
        "pairs": pairs[:AT_MOST],
        "more": len(pairs) > AT_MOST,
        "merged": merged.order_by("name", "organisation", "pk"),
        **more,
    }
    status = CONFLICT if more else 200
    return render(request, "referrals/specialist_duplicates.html", context, status=status)


@require_http_methods(["GET", "POST"])
@needs("edit specialists")
def specialist_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what an entry goes into. Posted, it goes into `into`."""
    row = get_object_or_404(Specialist.objects.select_related("merged_into"), pk=pk)
    if row.merged_into and request.method == "GET":
        return redirect("specialist_edit", pk)
    problem = ""
    if request.method == "POST":
        try:
            return _merged(request, row)
        except Refused as refused:
            problem = str(refused)
            if "from" in request.POST:
                return _duplicates(request, problem=problem)
    text = request.GET.get("q", "").strip()
    words = plain(text).split()
    others = [
        each
        for each in Specialist.objects.filter(specialty=row.specialty, merged_into=None)
        if each.pk != row.pk and all(word in plain(f"{each} {each.address}") for word in words)
    ]
    # Names that begin like this one's come first.
    name = plain(row.name)
    others.sort(key=lambda each: (plain(each.name) != name, plain(each.name), each.pk))
    context = {
        "specialist": row,
        "others": others[:AT_MOST],
        "more": len(others) > AT_MOST,
        "text": text,
        "problem": problem,
    }
    status = CONFLICT if problem else 200
    return render(request, "referrals/specialist_merge.html", context, status=status)


def _merged(request: HttpRequest, row: Specialist) -> HttpResponse:
    key = request.POST.get("into", "")
    into = Specialist.objects.filter(pk=key if key.isdigit() else 0).first()
    if into is None:
        raise Refused("Choose the entry that stays.")
    stays = directory.merge(row, into, by=who(request))
    messages.success(request, f"Merged: {row} is listed as {stays} from now on.")
    if "from" in request.POST:
        return redirect("specialist_duplicates")
    return redirect("specialist_edit", stays.pk)


@require_POST
@needs("edit specialists")
def specialist_unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    """The entry stands for itself again."""
    row = get_object_or_404(Specialist, pk=pk)
    try:
        directory.unmerge(row, by=who(request))
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"{row} is an entry of its own again.")
    return redirect("specialist_edit", pk)
