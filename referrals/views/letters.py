"""One letter: what it lacks, what was done with it, and what may be done next.

An admin sees letters, never the reasoning behind them; a physician reads the same page and acts on
nothing.
"""

from datetime import datetime
from itertools import groupby
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from intake import actions
from intake.access import needs, who
from intake.models import Intake, IntakeState
from intake.moves import Refused
from intake.roles import Role, may
from referrals import lifecycle, posting
from referrals.following import superseded_by
from referrals.forms import WhyForm
from referrals.letter_history import history, missing_in_words
from referrals.lifecycle import MOVES
from referrals.models import UNANSWERED, UNSENT, Letter, LetterState
from referrals.preflight import ITEMS, Lack, lacking, returned_items
from referrals.reply_forms import ChaseForm, ReplyForm, answers_to
from referrals.views.letter_lists import when
from referrals.views.picture import pill
from referrals.views.review import CONFLICT, UNPROCESSABLE, URGENCY_OF_RANK, pdf_response

WHO_SUPPLIES: Final = {
    Role.ADMIN: "you can record",
    Role.NURSE: "a nurse can record",
    Role.PHYSICIAN: "a physician can add",
}


def found_letter(pk: int) -> Letter:
    letters = Letter.objects.select_related("specialist", "suggestion", "snapshot__signed_by")
    return get_object_or_404(letters, pk=pk)


def _about(letter: Letter, *, can_send: bool, **more: Any) -> dict[str, Any]:
    """What the page of one letter shows; the patient as of the signing."""
    patient = letter.snapshot.content["patient"]
    intakes = Intake.objects.filter(pk=letter.snapshot.intake_id)
    state, patient_pk = intakes.values_list("state", "patient")[0]
    later = superseded_by(letter)
    return {
        "letter": letter,
        "patient": patient,
        "born": datetime.fromisoformat(patient["born"]).date(),
        "pill": pill(URGENCY_OF_RANK[letter.urgency]),
        "superseded_by": later,
        "is_being_amended": not later and state != IntakeState.SIGNED,
        "missing": missing_in_words(letter.returned_for) if letter.returned_for else "",
        "task_of": _task_of(letter),
        "lacks": _lacks(letter, patient_pk),
        "history": history(letter),
        "can_send": can_send,
        "can_be_sent": not later and letter.state in (LetterState.PRINTED, LetterState.RETURNED),
        "can_be_printed": letter.state != LetterState.CANCELLED,
        "can_be_cancelled": any(
            (each.model, each.start, each.event) == ("letter", letter.state, "cancel")
            for each in MOVES
        ),
        "can_be_chased": letter.state in UNANSWERED,
        "is_unsent": letter.state in UNSENT,
        "reply_form": ReplyForm(letter=letter) if answers_to(letter) else None,
        "chase_form": ChaseForm(),
        "why_form": WhyForm(auto_id="cancel_%s"),
        **when(letter, timezone.now()),
        **more,
    }


def _task_of(letter: Letter) -> str:
    """Who has what is missing of a returned letter as a task; an admin needs no other to tell."""
    item = ITEMS.get(letter.returned_for)
    return item.by if item and letter.state == LetterState.RETURNED else ""


def _lacks(letter: Letter, patient: int) -> list[dict[str, Any]]:
    """What the reader at the other end will miss, by who can supply it."""
    content = letter.snapshot.content
    entry = next(
        each
        for each in content["suggestions"]
        if each["kind"] == "referral" and each["id"] == letter.suggestion.suggestion
    )
    found = lacking(content, entry, returned_items(letter.specialist))
    by_role = sorted(found, key=lambda lack: list(WHO_SUPPLIES).index(lack.item.by))
    return [
        {
            "who": WHO_SUPPLIES[role],
            "lacks": [(lack, _mend(lack, letter, patient)) for lack in some],
        }
        for role, some in groupby(by_role, key=lambda lack: lack.item.by)
    ]


def _mend(lack: Lack, letter: Letter, patient: int) -> str:
    """Where an admin records it; empty for what only others can."""
    if lack.item.by != Role.ADMIN:
        return ""
    if lack.item.id == "specialist_address":
        return reverse("specialist_edit", args=[letter.specialist_id])
    return reverse("change_patient", args=[patient])


@require_safe
@needs("see letters")
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    found = found_letter(pk)
    actions.viewed(found, by=who(request))
    context = _about(found, can_send=may(request.user, "send letters"))
    return render(request, "referrals/letter.html", context)


@require_GET
@needs("see letters")
def letter_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The stored bytes, once there are any."""
    found = get_object_or_404(Letter, pk=pk)
    stored = posting.sealed(found)
    if stored is None:
        messages.info(request, "This letter was not printed yet, so there is nothing to open.")
        return redirect("letter", pk)
    lifecycle.exported(found, by=who(request))
    return pdf_response(stored, f"letter-{found.pk}.pdf")


# --- Acts ---------------------------------------------------------------------------------------


@require_POST
@needs("send letters")
def send_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter has left the house."""
    return _done(
        request, pk, lambda found: posting.mark_sent(found, by=who(request)), "Marked sent."
    )


@require_POST
@needs("send letters")
def cancel_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter will not be sent; the reason is kept."""
    form = WhyForm(request.POST, auto_id="cancel_%s")
    if not form.is_valid():
        return _shown(request, found_letter(pk), UNPROCESSABLE, why_form=form)
    why = form.cleaned_data["why"]
    return _done(
        request,
        pk,
        lambda found: posting.cancel_letter(found, by=who(request), why=why),
        "Cancelled.",
        why_form=form,
    )


@require_POST
@needs("send letters")
def record_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """What came back for a letter."""
    form = ReplyForm(request.POST, letter=found_letter(pk))
    if not form.is_valid():
        return _shown(request, form.letter, UNPROCESSABLE, reply_form=form)
    return _done(
        request,
        pk,
        lambda found: posting.record_reply(found, by=who(request), **form.chosen),
        "Recorded.",
        reply_form=form,
    )


@require_POST
@needs("send letters")
def chase_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """They were asked for an answer; it is waited for anew."""
    form = ChaseForm(request.POST)
    if not form.is_valid():
        return _shown(request, found_letter(pk), UNPROCESSABLE, chase_form=form)
    return _done(
        request,
        pk,
        lambda found: posting.chase(found, by=who(request), note=form.told),
        "Recorded: the wait for an answer begins anew.",
        chase_form=form,
    )


def _done(request: HttpRequest, pk: int, act: Any, told: str, **refused_with: Any) -> HttpResponse:
    """Act on a letter and show how it now stands; or why not, with what was typed."""
    try:
        act(found_letter(pk))
    except Refused as refused:
        return _shown(request, found_letter(pk), CONFLICT, problem=str(refused), **refused_with)
    return _shown(request, found_letter(pk), told=told)


def _shown(request: HttpRequest, found: Letter, status: int = 200, **more: Any) -> HttpResponse:
    context = _about(found, can_send=True, **more)
    return render(request, "referrals/letter_state.html", context, status=status)
