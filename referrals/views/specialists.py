"""The directory of specialists, by specialty: whom a physician can refer to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from intake.access import go, needs, who
from referrals import directory
from referrals.forms import SpecialistForm
from referrals.models import Specialist
from referrals.rules.suggestions import REFERRALS, SUGGESTIBLES
from referrals.views.review import UNPROCESSABLE


@require_safe
@needs("edit specialists")
def specialist_list(request: HttpRequest) -> HttpResponse:
    """The directory, by specialty; a specialty with nobody stands in it, too."""
    by_specialty: dict[str, list[Specialist]] = {each.id: [] for each in REFERRALS}
    for specialist in Specialist.objects.order_by("-active", "name", "pk"):
        by_specialty.setdefault(specialist.specialty, []).append(specialist)
    groups = [
        {"id": id, "label": SUGGESTIBLES[id].label if id in SUGGESTIBLES else id, "rows": rows}
        for id, rows in by_specialty.items()
    ]
    filled = [group for group in groups if group["rows"]]
    empty = [group for group in groups if not group["rows"]]
    return render(request, "referrals/specialist_list.html", {"groups": filled, "empty": empty})


@require_http_methods(["GET", "POST"])
@needs("edit specialists")
def specialist_new(request: HttpRequest) -> HttpResponse:
    start = Specialist(specialty=request.GET.get("specialty", ""))
    return _edit_specialist(request, start)


@require_http_methods(["GET", "POST"])
@needs("edit specialists")
def specialist_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit_specialist(request, get_object_or_404(Specialist, pk=pk))


def _edit_specialist(request: HttpRequest, specialist: Specialist) -> HttpResponse:
    form = SpecialistForm(request.POST or None, instance=specialist)
    if request.method == "POST" and form.is_valid():
        saved = directory.save_specialist(form.save(commit=False), by=who(request))
        messages.success(request, f"Saved: {saved}.")
        return go(request, "specialist_list")
    # Posted by htmx, the form alone comes back; the page around it stays.
    template = "specialist_form.html" if form.is_bound else "specialist.html"
    status = UNPROCESSABLE if form.is_bound else 200
    return render(
        request, f"referrals/{template}", {"form": form, "specialist": specialist}, status=status
    )
