"""The physician's room: one intake on one screen, deciding, signing, returning."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from intake import actions
from intake.access import go, needs, who
from intake.addresses import IntakeAddress, intake_at
from intake.answers import answers_of
from intake.back_entry import entry_of
from intake.body_map.drawing import shown
from intake.earlier import earlier_pressures
from intake.models import Intake, IntakeState, Medicine, User
from intake.moves import Refused
from intake.readings import Answers
from intake.reauthentication import password_problem
from intake.roles import Role, may
from referrals import letterheads, lifecycle, pdf
from referrals.forms import DecisionForm, WhyNotForm, favourites_first, specialists_for
from referrals.letter_tried import draft_tried
from referrals.models import Assessment, Snapshot, Suggestion, SuggestionState
from referrals.rules.suggestions import Kind, Urgency
from referrals.sbar import flags_to_call_about
from referrals.six_lines import six_lines
from referrals.snapshot import frozen_findings
from referrals.views.abi_plot import abi_plots
from referrals.views.picture import (
    Card,
    cards,
    causes,
    findings_of_note,
    gaps,
    grouped,
    pill,
    scores_of_note,
    sections_with_counts,
)
from referrals.views.standing import keys_changed, standing_of
from referrals.views.strip import arms, leg_strips, pressure_rows
from referrals.views.weighed import Weigher
from referrals.views.work_list import next_to_review

MISSING_SHOWN: Final = 15  # three at first, the rest folded; what comes after matters little
CONFLICT: Final = 409  # somebody else was quicker; htmx shows the answer (base.html)
UNPROCESSABLE: Final = 422  # something typed is missing or wrong; shown in the same way
URGENCY_OF_RANK: Final = list(Urgency)
# What of a decision's form is passed on.
CHOSEN: Final = (
    "reason",
    "note",
    "specialist",
    "question",
    "tried",
    "copy_to_gp",
    "copy_to_patient",
    "seen",
)


# --- Handing over -------------------------------------------------------------------------------


@require_POST
@needs("hand over")
def hand_over(request: HttpRequest, at: IntakeAddress) -> HttpResponse:
    """Give the intake to a named physician (`to`) or to the pool, and propose what it suggests."""
    user = who(request)
    intake = intake_at(at)
    try:
        to = _physician(request.POST.get("to", ""))
        lifecycle.hand_over(intake, by=user, to=to)
    except Refused as refused:
        intake = intake_at(at)
        if not (intake.state == IntakeState.HANDED_OVER and intake.handed_over_by_id == user.pk):
            return _alert(request, str(refused))
        # A second click: it is where it should be.
        to = intake.handed_over_to
    when = timezone.localtime(intake.handed_over_at)
    messages.success(request, f"Handed over at {when:%H:%M} to {to or 'the pool of physicians'}.")
    return go(request, "review", intake.pk) if may(user, "review") else go(request, "home")


def _physician(key: str) -> User | None:
    if not key:
        return None
    found = User.objects.filter(role=Role.PHYSICIAN, is_active=True, pk=key if key.isdigit() else 0)
    physician = found.first()
    if physician is None:
        raise Refused("Choose a physician from the list, or the pool.")
    return physician


def _alert(request: HttpRequest, text: str) -> HttpResponse:
    return render(request, "referrals/alert.html", {"text": text}, status=CONFLICT)


# --- One intake ---------------------------------------------------------------------------------


@require_safe
@needs("review")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was found and everything to decide, on one screen."""
    intake = get_object_or_404(
        Intake.objects.select_related(
            "patient", "created_by", "handed_over_by", "handed_over_to", "measured_by"
        ).prefetch_related("patient__medicines"),
        pk=pk,
    )
    actions.viewed(intake, by=who(request))
    assessment = intake.assessments.filter(is_current=True).first()
    if assessment is None or intake.state == IntakeState.DRAFT:
        waits = {"intake": intake, "amended": lifecycle.superseded_by_next(intake)}
        return render(request, "referrals/not_handed_over.html", waits)
    decided = Decided(assessment, intake, by=who(request))
    answers = decided.answers
    standing = standing_of(intake, assessment)
    findings = frozen_findings(answers, intake.unparsed)
    flags = [card for card in decided.cards if card.is_red_flag]
    result = assessment.result
    context = {
        "intake": intake,
        "patient": intake.patient,
        "paper_entry": entry_of(intake),
        "allergies": list(intake.patient.allergies.order_by("pk")),
        "medicines": [each for each in decided.medicines if not each.stopped],
        "assessment": assessment,
        "urgency": pill(URGENCY_OF_RANK[assessment.urgency]),
        "notice": result.get("notice", ""),
        **standing,
        "to_call": decided.to_call,
        "flags": decided.with_forms(flags),
        "groups": [
            {
                "pill": group["pill"],
                "kinds": [
                    {"title": kind["title"], "shown": decided.with_forms(kind["cards"])}
                    for kind in group["kinds"]
                ],
            }
            for group in grouped(decided.cards)
        ],
        "six_lines": six_lines(findings),
        "plots": abi_plots(earlier_pressures(intake), answers),
        "legs": leg_strips(answers),
        "arms": arms(answers),
        "hints": findings["reading_hints"],
        "pressures": list(pressure_rows(findings)),
        "body_map": shown(answers),
        "of_note": list(findings_of_note(findings)),
        "sections": list(sections_with_counts(findings, keys_changed(standing["later"]))),
        "unread": findings["unread"],
        "causes": causes(result["causes"]),
        "gaps": gaps(intake, result["missing"][:MISSING_SHOWN]),
        "scores": list(scores_of_note(result["scores"])),
        "why_not_form": WhyNotForm(),
        **decided.sign_panel(),
    }
    if intake.state == IntakeState.SIGNED:
        context["following"] = next_to_review(who(request))
    return render(request, "referrals/review.html", context)


class Decided:
    """The suggestions of an assessment, each with its form, and what they mean for signing."""

    def __init__(self, assessment: Assessment, intake: Intake, *, by: User) -> None:
        self.intake = intake
        self.suggestions = list(
            assessment.standing().select_related("specialist", "decided_by", "added_by")
        )
        for each in self.suggestions:
            each.assessment, each.intake = assessment, intake
        self.cards = cards(self.suggestions)
        referred = [each for each in self.suggestions if each.kind == Kind.REFERRAL]
        self.specialists = list(favourites_first(specialists_for(referred), of=by))

    @cached_property
    def answers(self) -> Answers:
        return answers_of(self.intake)

    @property
    def to_call(self) -> list[Mapping[str, Any]]:
        """What leads the page: the red flags that stand and that somebody has to be called about."""
        return flags_to_call_about(card.frozen for card in self.cards)

    @cached_property
    def weigher(self) -> Weigher:
        return Weigher(self.answers, self.suggestions)

    @cached_property
    def medicines(self) -> list[Medicine]:
        return sorted(self.intake.patient.medicines.all(), key=lambda each: each.pk)

    @cached_property
    def tried(self) -> str:
        """The draft of what has been tried already; the same for every referral."""
        return draft_tried(self.medicines, self.answers)

    def with_forms(self, some: list[Card]) -> list[dict[str, Any]]:
        return [self.with_form(card) for card in some]

    def with_form(self, card: Card, typed: Mapping[str, str] | None = None) -> dict[str, Any]:
        """A card with its form; one that was refused keeps what was typed."""
        if not card.is_referral:
            form, offered = DecisionForm(suggestion=card.row, typed=typed), []
        else:
            form = DecisionForm(suggestion=card.row, typed=typed, tried=self.tried)
            offered = [each for each in self.specialists if card.row.may_go_to(each)]
            form.offer(offered)
        return {
            "card": card,
            "form": form,
            "specialists": offered,
            "seen": lifecycle.mark_of(card.row),
            "weighed": self.weigher.of(card),
        }

    def sign_panel(self, **more: Any) -> dict[str, Any]:
        """What the box for signing shows."""
        intake = self.intake
        states = [each.state for each in self.suggestions]
        open_now = states.count(SuggestionState.PROPOSED)
        letters = sum(
            each.kind == Kind.REFERRAL and each.state == SuggestionState.ACCEPTED
            for each in self.suggestions
        )
        snapshot = (
            Snapshot.objects.filter(intake=intake)
            .select_related("signed_by")
            .defer("content")
            .prefetch_related("letters__specialist")
            .order_by("-version")
            .first()
            if intake.state == IntakeState.SIGNED
            else None
        )
        return {
            "intake": intake,
            "can_decide": intake.state == IntakeState.HANDED_OVER,
            "obstacles": lifecycle.obstacles(self.suggestions),
            "decided": len(states) - open_now,
            "open_now": open_now,
            "letters": letters,
            "letterheads": letterheads.choices() if letters and not snapshot else [],
            "snapshot": snapshot,
            "seen_all": lifecycle.mark_of(*self.suggestions),
            **more,
        }


@require_POST
@needs("decide")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision. The answer is the one suggestion as it now stands, and the box for signing."""
    suggestion = get_object_or_404(Suggestion.objects.select_related("assessment"), pk=pk)
    before = lifecycle.mark_of(*suggestion.assessment.standing())
    form = DecisionForm(request.POST, suggestion=suggestion)
    problem, status = "", 200
    if form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in CHOSEN}
        try:
            lifecycle.decide(
                suggestion,
                form.cleaned_data["to"],
                by=who(request),
                **chosen,
            )
        except Refused as refused:
            problem, status = str(refused), CONFLICT
    else:
        problem, status = form.problem, UNPROCESSABLE
    intake = Intake.objects.select_related("patient").get(pk=suggestion.intake_id)
    decided = Decided(suggestion.assessment, intake, by=who(request))
    card = next(each for each in decided.cards if each.row.pk == pk)
    # Where a decision was made elsewhere, the page's own mark stays: it has to be looked at again.
    on_page = request.POST.get("seen_all", "")
    is_stale = bool(on_page) and on_page != before
    context = {
        **decided.with_form(card, request.POST.dict() if problem else None),
        **decided.sign_panel(is_stale=is_stale, is_swapped=True),
        "to_call": decided.to_call,
        "problem": problem,
        "wanted": request.POST.get("to", "") if problem else "",
    }
    if is_stale:
        context["seen_all"] = on_page
    return render(request, "referrals/decided.html", context, status=status)


@require_POST
@needs("sign")
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign as oneself, with one's own password.

    A second click or tab is told who signed and when; nothing is done twice.
    """
    intake = get_object_or_404(Intake.objects.only("state", "patient"), pk=pk)
    letterhead = _chosen_letterhead(request)
    if intake.state == IntakeState.HANDED_OVER:
        problem = password_problem(request, to="sign", about=intake)
        if problem:
            return _not_signed(request, pk, UNPROCESSABLE, password_problem=problem)
    try:
        snapshot = lifecycle.sign(
            intake,
            by=who(request),
            seen=request.POST.get("seen_all", ""),
            letterhead=letterhead,
        )
    except Refused as refused:
        return _not_signed(request, pk, CONFLICT, refused=str(refused))
    letters = snapshot.letters.count()
    waiting = f" Letters that now wait to be printed: {letters}." if letters else ""
    messages.success(request, f"Signed.{waiting}")
    return go(request, "review", pk)


def _chosen_letterhead(request: HttpRequest) -> int | None:
    """That of the site where the physician is; offered first from then on."""
    chosen = request.POST.get("letterhead", "")
    if not chosen.isdecimal():
        return None
    request.session["letterhead"] = int(chosen)
    return int(chosen)


def _not_signed(request: HttpRequest, pk: int, status: int, **why: str) -> HttpResponse:
    """The box for signing once more. The page's own mark stays: what it has not shown is not signed."""
    intake = Intake.objects.only("state").get(pk=pk)
    assessment = intake.assessments.filter(is_current=True).first()
    if assessment is None:
        return _alert(request, " ".join(why.values()))
    panel = Decided(assessment, intake, by=who(request)).sign_panel(**why)
    if panel["snapshot"]:
        following = next_to_review(who(request))
        panel |= {"refused": "", "is_too_late": True, "following": following}
    on_page = request.POST.get("seen_all", "")
    if on_page and on_page != panel["seen_all"]:
        panel |= {"seen_all": on_page, "is_stale": True}
    return render(request, "referrals/sign_panel.html", panel, status=status)


@require_safe
@needs("see summaries")
def summary_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The summary of a signed intake, made from its latest snapshot alone."""
    snapshot = Snapshot.objects.filter(intake=pk).order_by("-version").first()
    if snapshot is None:
        raise Http404("This intake is not signed: there is no summary yet.")
    content = pdf.summary_pdf(snapshot)
    lifecycle.exported(snapshot, by=who(request))
    return pdf_response(content, f"summary-{pk}-{snapshot.version}.pdf")


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF that opens in the browser and is saved under this name."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
