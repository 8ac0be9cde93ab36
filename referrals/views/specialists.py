"""The directory of specialists, by specialty: whom a physician can refer to, and at which site."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake.access import go, is_htmx, needs, who
from intake.moves import Refused
from intake.roles import may
from referrals import directory
from referrals.directory_entry import advice, plain, values_of
from referrals.forms import SpecialistForm, favourites_first
from referrals.models import Specialist
from referrals.rules.suggestions import REFERRALS, SUGGESTIBLES
from referrals.views.review import CONFLICT, UNPROCESSABLE

# Entries on one page; of a longer directory the specialties are shown first.
AT_MOST: Final = 200


@dataclass(frozen=True)
class Person:
    """Somebody, or a team, with the sites where they are."""

    name: str
    specialty: str
    sites: list[Specialist]

    @property
    def is_favourite(self) -> bool:
        return any(getattr(site, "is_favourite", False) for site in self.sites)


# --- Looking ------------------------------------------------------------------------------------


@require_safe
@needs("favour specialists")
def specialist_list(request: HttpRequest) -> HttpResponse:
    """Favourites, then everybody by specialty; a long directory opens one specialty at a time."""
    text = request.GET.get("q", "").strip()
    specialty = request.GET.get("specialty", "")
    entries = _entries(request, specialty)
    found = [each for each in entries if _fits(each, text)] if text else entries
    offered = [each for each in found if each.active]
    is_folded = len(offered) > AT_MOST and not (text or specialty)
    favourites, others = _persons_apart(offered)
    shown = [] if is_folded else _first(others)
    retired = [] if is_folded else [each for each in found if not each.active][:AT_MOST]
    return render(
        request,
        "referrals/specialist_list.html",
        {
            "text": text,
            "specialty": specialty,
            "specialty_label": _label(specialty),
            "favourites": favourites,
            "groups": list(_groups(shown, retired)),
            "specialties": _specialties(entries) if is_folded else [],
            "more": not is_folded and len(shown) < len(others),
            "at_most": AT_MOST,
            "empty": [] if text or specialty else _empty(entries),
            "nobody": not found,
            "query": request.GET.urlencode(),
            "can_edit": may(request.user, "edit specialists"),
        },
    )


def _entries(request: HttpRequest, specialty: str) -> list[Specialist]:
    """The directory or one specialty, each with whether it is a favourite of whoever looks."""
    entries = Specialist.objects.select_related("merged_into")
    if specialty:
        entries = entries.filter(specialty=specialty)
    return list(favourites_first(entries, of=who(request)))


def _fits(entry: Specialist, text: str) -> bool:
    """Whether every word is in its name, organisation or address."""
    told = plain(f"{entry.name} {entry.organisation} {entry.address}")
    return all(word in told for word in plain(text).split())


def _persons(entries: Iterable[Specialist]) -> Iterator[Person]:
    """Somebody's sites stand together, a favourite one in front."""

    def of_one(entry: Specialist) -> tuple[str, str]:
        return entry.specialty, plain(entry.name)

    def order(entry: Specialist) -> tuple[Any, ...]:
        return (
            *of_one(entry),
            not getattr(entry, "is_favourite", False),
            plain(entry.organisation),
        )

    for (specialty, _), sites in groupby(sorted(entries, key=order), key=of_one):
        rows = list(sites)
        yield Person(rows[0].name, specialty, rows)


def _persons_apart(entries: Iterable[Specialist]) -> tuple[list[Person], list[Person]]:
    persons = list(_persons(entries))
    favourites = [each for each in persons if each.is_favourite]
    return favourites, [each for each in persons if not each.is_favourite]


def _first(persons: Iterable[Person]) -> list[Person]:
    """As many as fit on a page; nobody's sites are torn apart."""
    shown: list[Person] = []
    for each in persons:
        if sum(len(person.sites) for person in shown) >= AT_MOST:
            break
        shown.append(each)
    return shown


def _groups(persons: Iterable[Person], retired: Iterable[Specialist]) -> Iterator[dict[str, Any]]:
    """By specialty, in the order of the rules; what is not offered any more stands apart."""
    of: dict[str, dict[str, Any]] = {each.id: {} for each in REFERRALS}
    for person in persons:
        of.setdefault(person.specialty, {}).setdefault("persons", []).append(person)
    for person in _persons(retired):
        of.setdefault(person.specialty, {}).setdefault("retired", []).append(person)
    for specialty, parts in of.items():
        if parts:
            yield {"id": specialty, "label": _label(specialty), **parts}


def _specialties(entries: Iterable[Specialist]) -> list[dict[str, Any]]:
    """Each specialty that has somebody, with how many entries."""
    numbers: dict[str, int] = {each.id: 0 for each in REFERRALS}
    for each in entries:
        numbers[each.specialty] = numbers.get(each.specialty, 0) + each.active
    return [
        {"id": id, "label": _label(id), "number": number}
        for id, number in numbers.items()
        if number
    ]


def _empty(entries: Iterable[Specialist]) -> list[dict[str, str]]:
    """Specialties with nobody: a referral to them cannot be accepted."""
    filled = {each.specialty for each in entries if not each.merged_into_id}
    return [{"id": each.id, "label": each.label} for each in REFERRALS if each.id not in filled]


def _label(specialty: str) -> str:
    found = SUGGESTIBLES.get(specialty)
    return found.label if found else specialty


# --- Favourites ---------------------------------------------------------------------------------


@require_POST
@needs("favour specialists")
def specialist_favourite(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a favourite or take it back; the answer is the star as it now is."""
    row = get_object_or_404(Specialist, pk=pk)
    problem = ""
    try:
        directory.favour(row, by=who(request), on=request.POST.get("on") == "yes")
    except Refused as refused:
        problem = str(refused)
    query = request.GET.urlencode()
    if not is_htmx(request):
        if problem:
            messages.warning(request, problem)
        return redirect(f"{reverse('specialist_list')}?{query}#star-{pk}")
    now = favourites_first(Specialist.objects.all(), of=who(request)).get(pk=pk)
    context = {"row": now, "query": query, "problem": problem}
    status = CONFLICT if problem else 200
    return render(request, "referrals/specialist_star.html", context, status=status)


# --- Changing -----------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@needs("edit specialists")
def specialist_new(request: HttpRequest) -> HttpResponse:
    start = Specialist(specialty=request.GET.get("specialty", ""))
    return _edit_specialist(request, start)


@require_http_methods(["GET", "POST"])
@needs("edit specialists")
def specialist_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry, and what was merged into it. A merged one is only shown."""
    row = get_object_or_404(Specialist.objects.select_related("merged_into"), pk=pk)
    if row.merged_into:
        return render(request, "referrals/specialist_merged.html", {"specialist": row})
    return _edit_specialist(request, row)


def _edit_specialist(request: HttpRequest, specialist: Specialist) -> HttpResponse:
    form = SpecialistForm(request.POST or None, instance=specialist)
    if request.method == "POST" and form.is_valid():
        try:
            saved = directory.save_specialist(form.save(commit=False), by=who(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Saved: {saved}.")
            if hint := advice(values_of(saved)):
                messages.warning(request, hint)
            return go(request, "specialist_list")
    # Posted by htmx, the form alone comes back; the page around it stays.
    is_part = form.is_bound and is_htmx(request)
    template = "specialist_form.html" if is_part else "specialist.html"
    context = {
        "form": form,
        "specialist": specialist,
        "merged": Specialist.objects.filter(merged_into=specialist.pk) if specialist.pk else [],
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, f"referrals/{template}", context, status=status)
