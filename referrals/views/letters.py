"""The admin’s room: letters that are signed and not yet sent, printing and sending them.

An admin sees letters, never the reasoning behind them.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib import messages
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_POST,
    require_safe,
)

from intake import actions
from intake.access import needs, who
from intake.models import IntakeState
from intake.moves import Refused
from intake.roles import may
from referrals import lifecycle, pdf, posting
from referrals.forms import WhyForm
from referrals.models import Letter, LetterState, Snapshot, Specialist
from referrals.rules.suggestions import SUGGESTIBLES, Urgency
from referrals.views.keyset import page_after
from referrals.views.picture import pill
from referrals.views.review import CONFLICT, UNPROCESSABLE, URGENCY_OF_RANK, pdf_response

RECENT: Final = 10
# How long a signed letter may lie before it stands in front as overdue. An emergency is phoned; its
# letter must follow within the shift. Two weeks for an urgent referral begin when it is received.
OVERDUE_AFTER: Final = {
    Urgency.EMERGENCY: timedelta(hours=4),
    Urgency.SAME_DAY: timedelta(hours=4),
    Urgency.URGENT: timedelta(days=1),
    Urgency.ROUTINE: timedelta(days=3),
    Urgency.NONE: timedelta(days=3),
}
NOT_SENT: Final = (LetterState.SIGNED, LetterState.PRINTED)
_LIST_COLUMNS: Final = (
    "state",
    "urgency",
    "signed_at",
    "sent_at",
    "state_since",
    "times_printed",
    "specialist__name",
    "specialist__organisation",
    "specialist__specialty",
    "snapshot__version",
    "snapshot__intake__state",
    "snapshot__intake__patient__family_name",
    "snapshot__intake__patient__given_name",
    "snapshot__intake__patient__born",
    "snapshot__intake__patient__nhs_number",
)


def _listed(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Letters for a list: without their bytes, and without the answers behind them."""
    return letters.select_related("specialist", "snapshot__intake__patient").only(*_LIST_COLUMNS)


def _is_overdue(now: datetime) -> Q:
    late = Q()
    for urgency, wait in OVERDUE_AFTER.items():
        late |= Q(urgency=urgency.rank, signed_at__lt=now - wait)
    return late & Q(state__in=NOT_SENT)


@require_safe
@needs("see letters")
def letter_list(request: HttpRequest) -> HttpResponse:
    """Signed and not yet sent: overdue in front, then most urgent, then oldest."""
    late = _is_overdue(timezone.now())
    waiting = Letter.objects.filter(state__in=NOT_SENT)
    counts = waiting.aggregate(
        to_print=Count("pk", filter=Q(state=LetterState.SIGNED)),
        to_send=Count("pk", filter=Q(state=LetterState.PRINTED)),
        overdue=Count("pk", filter=late),
    )
    in_order = _listed(waiting).annotate(
        place=Case(When(late, then=Value(0)), default=Value(1), output_field=IntegerField())
    )
    found, following = page_after(
        in_order, ("place", "urgency", "signed_at", "pk"), request.GET.get("after", "")
    )
    done = _listed(Letter.objects.exclude(state__in=NOT_SENT)).order_by("-state_since", "-pk")
    return render(
        request,
        "referrals/letter_list.html",
        {
            "rows": [{**_row(each), "is_overdue": each.place == 0} for each in found],
            "following": following,
            "is_first_page": not request.GET.get("after"),
            "counts": counts,
            "done": [_row(each) for each in done[:RECENT]],
        },
    )


def _row(letter: Letter) -> dict[str, Any]:
    return {
        "letter": letter,
        "patient": letter.snapshot.intake.patient,
        "pill": pill(URGENCY_OF_RANK[letter.urgency]),
        "specialty": _specialty(letter.specialist),
    }


def _specialty(specialist: Specialist) -> str:
    found = SUGGESTIBLES.get(specialist.specialty)
    return found.label if found else specialist.specialty


def _found(pk: int) -> Letter:
    letters = Letter.objects.select_related("specialist", "snapshot__signed_by")
    return get_object_or_404(letters, pk=pk)


def _about(request: HttpRequest, letter: Letter, **more: Any) -> dict[str, Any]:
    """What the page of one letter shows; the patient as of the signing."""
    patient = letter.snapshot.content["patient"]
    versions = Snapshot.objects.filter(intake=letter.snapshot.intake_id)
    latest, state = versions.order_by("-version").values_list("version", "intake__state")[0]
    late = Letter.objects.filter(_is_overdue(timezone.now()), pk=letter.pk).exists()
    return {
        "letter": letter,
        "patient": patient,
        "born": datetime.fromisoformat(patient["born"]).date(),
        "specialty": _specialty(letter.specialist),
        "pill": pill(URGENCY_OF_RANK[letter.urgency]),
        "is_overdue": late,
        "superseded_by": latest if latest > letter.snapshot.version else 0,
        "is_being_amended": state != IntakeState.SIGNED,
        "lacks": list(_lacks(letter, patient)),
        "can_send": may(request.user, "send letters"),
        "why_form": WhyForm(),
        **more,
    }


def _lacks(letter: Letter, patient: dict[str, Any]) -> Any:
    """What the reader at the other end will miss; a letter without it may come back."""
    wanted = {
        "the patient’s NHS number": patient["nhs_number"],
        "the patient’s address": patient["address"],
        "a telephone number of the patient": patient["phone"],
        "the GP": patient["gp"]["name"] or patient["gp"]["practice"],
        "the specialist’s address": letter.specialist.address,
    }
    return (name for name, held in wanted.items() if not held.strip())


@require_safe
@needs("see letters")
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    actions.viewed(found, by=who(request))
    return render(request, "referrals/letter.html", _about(request, found))


@require_GET
@needs("see letters")
def letter_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The stored bytes, once there are any."""
    found = get_object_or_404(Letter.objects.select_related("snapshot__signed_by"), pk=pk)
    stored = posting.sealed(found)
    if stored is None:
        messages.info(request, "This letter was not printed yet, so there is nothing to open.")
        return redirect("letter", pk)
    lifecycle.exported(found, by=who(request))
    return pdf_response(stored, f"letter-{found.pk}.pdf")


@require_POST
@needs("send letters")
def print_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Count a printing; at the first one the bytes are made and stored for ever."""
    found = get_object_or_404(
        Letter.objects.select_related(
            "specialist", "suggestion", "snapshot__signed_by", "snapshot__intake"
        ),
        pk=pk,
    )
    rendered = posting.sealed(found) or pdf.letter_pdf(found)
    return _done(
        request,
        pk,
        lambda: posting.print_letter(found, rendered, by=who(request)),
        just_printed=True,
    )


@require_POST
@needs("send letters")
def send_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter has left the house."""
    return _done(request, pk, lambda: posting.mark_sent(_found(pk), by=who(request)))


@require_POST
@needs("send letters")
def cancel_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter will not be sent; the reason is kept."""
    form = WhyForm(request.POST)
    if not form.is_valid():
        context = _about(request, _found(pk), why_form=form, problem="Say why.")
        return render(request, "referrals/letter_state.html", context, status=UNPROCESSABLE)
    why = form.cleaned_data["why"]
    return _done(request, pk, lambda: posting.cancel_letter(_found(pk), by=who(request), why=why))


def _done(request: HttpRequest, pk: int, act: Any, **more: Any) -> HttpResponse:
    """Act on a letter and show how it now stands, or why not."""
    try:
        act()
    except Refused as refused:
        context = _about(request, _found(pk), problem=str(refused))
        return render(request, "referrals/letter_state.html", context, status=CONFLICT)
    return render(request, "referrals/letter_state.html", _about(request, _found(pk), **more))
