"""Moves of suggestions and letters: one table, and the acts up to the signature.

Handing over proposes, the physician decides, signing freezes. What an admin does with the letters is
in posting.py.
"""

import hashlib
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from intake import actions, audit
from intake.answers import answers_of
from intake.models import Event, Intake, IntakeState, User
from intake.moves import Move, Refused, move
from intake.readings import Answers
from intake.roles import require
from referrals.assess import LISTS, assess
from referrals.deadlines import due_at
from referrals.letter_question import drafted
from referrals.letterheads import letterhead_for
from referrals.models import (
    Assessment,
    DeclineReason,
    Letter,
    LetterState,
    Snapshot,
    Specialist,
    Suggestion,
    SuggestionState,
)
from referrals.rules import MEANING, VERSION
from referrals.rules.suggestions import Kind, Urgency
from referrals.snapshot import fingerprint, freeze
from referrals.versions import publish

S, L = SuggestionState, LetterState
DECISIONS: Final = (S.ACCEPTED, S.DECLINED, S.ALREADY_DONE, S.LATER)
# What a decision consists of.
DECIDED: Final = (
    "state",
    "state_since",
    "decided_by",
    "reason",
    "note",
    "specialist",
    "question",
    "tried",
    "copy_to_gp",
    "copy_to_patient",
)

MOVES: Final = (
    # Until the intake is signed a physician may change their mind.
    *(
        Move("suggestion", start, to, "decide", to.value.replace("_", " "))
        for start in (S.PROPOSED, *DECISIONS)
        for to in DECISIONS
    ),
    Move("suggestion", S.PROPOSED, S.IGNORED, "sign", "ignore"),
    *(
        Move("suggestion", start, S.SUPERSEDED, "hand over", "supersede")
        for start in (S.PROPOSED, *DECISIONS)
    ),
    Move("letter", L.SIGNED, L.PRINTED, "send letters", "print"),
    Move("letter", L.PRINTED, L.SENT, "send letters", "send"),
    # What was missing has been supplied, and the letter goes out once more.
    Move("letter", L.RETURNED, L.SENT, "send letters", "send again"),
    *(
        Move("letter", start, to, "send letters", f"reply {to.value}")
        for start, to in (
            (L.SENT, L.RECEIVED),
            (L.SENT, L.ACCEPTED),
            (L.RECEIVED, L.ACCEPTED),
            # Told on the telephone, perhaps, they take the patient after all.
            (L.RETURNED, L.ACCEPTED),
            # Another day than was said first.
            (L.ACCEPTED, L.ACCEPTED),
            (L.SENT, L.SEEN),
            (L.RECEIVED, L.SEEN),
            (L.ACCEPTED, L.SEEN),
        )
    ),
    *(
        Move("letter", start, L.RETURNED, "send letters", "reply returned", needs_reason=True)
        for start in (L.SENT, L.RECEIVED, L.ACCEPTED)
    ),
    *(
        Move("letter", start, L.CANCELLED, "send letters", "cancel", needs_reason=True)
        for start in (L.SIGNED, L.PRINTED, L.RETURNED)
    ),
    # Whoever signs the next version withdraws what was not sent of the one before, or came back.
    *(
        Move("letter", start, L.CANCELLED, "sign", "supersede", needs_reason=True)
        for start in (L.SIGNED, L.PRINTED, L.RETURNED)
    ),
    # Once the next version's letter is sent, the answer will be to that one.
    *(
        Move("letter", start, L.CANCELLED, "send letters", "supersede", needs_reason=True)
        for start in (L.SENT, L.RECEIVED)
    ),
)


# --- Proposing ----------------------------------------------------------------------------------


def hand_over(intake: Intake, *, by: User, to: User | None = None) -> Assessment:
    """Hand the intake over and propose what its answers suggest."""
    with transaction.atomic():
        actions.hand_over(intake, by=by, to=to)
        return propose(intake, by=by)


def propose(intake: Intake, *, by: User) -> Assessment:
    """Assess the answers and keep the result, with a row for each suggestion to decide.

    A decision made under an earlier assessment of the same intake stands where its suggestion is
    still made for the same reasons at the same urgency, and where a question to a specialist would be
    drafted in the same words. What a physician added is carried over.
    """
    answers = answers_of(intake)
    result = assess(answers).document(intake.pk)
    with transaction.atomic():
        earlier = {
            each.suggestion: each
            for each in Suggestion.objects.filter(intake=intake, assessment__is_current=True)
            .exclude(state=S.SUPERSEDED)
            .select_related("specialist", "decided_by")
        }
        Assessment.objects.filter(intake=intake, is_current=True).update(is_current=False)
        publish()
        assessment = Assessment.objects.create(
            intake=intake,
            rules_version=VERSION,
            rules_hash=MEANING,
            urgency=Urgency(result["urgency"]).rank,
            result=result,
        )
        Intake.objects.filter(pk=intake.pk).update(urgency=assessment.urgency)
        intake.urgency = assessment.urgency
        for kind, name in LISTS.items():
            for entry in result[name]:
                shown = _with_draft(kind, entry, result, answers)
                _propose_one(assessment, kind, shown, earlier.get(entry["id"]))
        suggested = {entry["id"] for name in LISTS.values() for entry in result[name]}
        for old in earlier.values():
            if old.is_own and old.suggestion not in suggested:
                _carry_over(assessment, old, result, answers)
            move(old, S.SUPERSEDED, by=by, moves=MOVES)
    return assessment


def _with_draft(
    kind: str, entry: dict[str, Any], result: dict[str, Any], answers: Answers
) -> dict[str, Any]:
    """The entry; that of a referral with the question drafted from the answers as they now are."""
    if kind != Kind.REFERRAL:
        return entry
    return {**entry, "drafted": drafted(entry["id"], entry, result, answers)}


def _propose_one(
    assessment: Assessment, kind: Kind, entry: dict[str, Any], old: Suggestion | None
) -> None:
    new = Suggestion(
        assessment=assessment,
        intake_id=assessment.intake_id,
        suggestion=entry["id"],
        kind=kind,
        urgency=Urgency(entry["urgency"]).rank,
        entry=entry,
    )
    if old and old.is_own:
        # The rules have come to suggest it, too. Theirs stands, with the physician's own reason; it is
        # decided anew only where they call it more urgent or would ask another question.
        new.note = str(old.entry["because"])
        holds = new.urgency >= old.urgency and old.entry.get("drafted") == entry.get("drafted")
        for column in DECIDED if holds else ():
            if column != "note":
                setattr(new, column, getattr(old, column))
    elif old and old.state in DECISIONS and old.entry == entry:
        for column in DECIDED:
            setattr(new, column, getattr(old, column))
    new.save()


def _carry_over(
    assessment: Assessment, old: Suggestion, result: dict[str, Any], answers: Answers
) -> None:
    """What a physician added stays, accepted as it was; a question that would now be drafted in other
    words has to be confirmed again.
    """
    entry = _with_draft(old.kind, old.entry, result, answers)
    new = Suggestion(
        assessment=assessment,
        intake_id=assessment.intake_id,
        suggestion=old.suggestion,
        kind=old.kind,
        urgency=old.urgency,
        entry=entry,
        own_title=old.own_title,
        added_by_id=old.added_by_id,
    )
    for column in DECIDED:
        setattr(new, column, getattr(old, column))
    if entry != old.entry:
        new.question = ""
    new.save()


# --- Deciding -----------------------------------------------------------------------------------


def decide(
    suggestion: Suggestion,
    to: str,
    *,
    by: User,
    reason: str = "",
    note: str = "",
    specialist: Specialist | None = None,
    question: str = "",
    tried: str = "",
    copy_to_gp: bool = True,
    copy_to_patient: bool = True,
    seen: str = "",
) -> Suggestion:
    """Accept, decline (with a reason), already done or later. Raises Refused in words.

    `seen` marks the decision that the page showed: one made elsewhere meanwhile is not overwritten.
    """
    with transaction.atomic():
        intake_to_decide(suggestion.intake_id)
        if suggestion.is_own and to != S.ACCEPTED:
            raise Refused("This was added by a physician: take it back instead.")
        if to not in DECISIONS:
            raise Refused("Choose accept, decline, already done or later.")
        if to == S.DECLINED and reason not in DeclineReason.values:
            raise Refused("Choose why it is declined.")
        if to == S.DECLINED and reason == DeclineReason.OTHER and not note.strip():
            raise Refused("Say in a few words why it is declined.")
        if specialist and not suggestion.may_go_to(specialist):
            raise Refused("This specialist is of another specialty: choose one from the list.")
        if specialist and not specialist.active:
            raise Refused("This specialist is no longer listed: choose one from the list.")
        now = Suggestion.objects.select_related("decided_by").get(pk=suggestion.pk)
        if seen and seen != mark_of(now):
            raise Refused(
                f"Not saved: meanwhile {decision_in_words(now)}. Look again, then decide."
            )
        accepted_referral = to == S.ACCEPTED and suggestion.kind == Kind.REFERRAL
        return move(
            suggestion,
            to,
            by=by,
            moves=MOVES,
            why=reason or note,
            decided_by=by,
            reason=reason if to == S.DECLINED else "",
            note=note.strip(),
            specialist=specialist if accepted_referral else None,
            question=question.strip() if accepted_referral else "",
            tried=tried.strip() if accepted_referral else "",
            copy_to_gp=copy_to_gp,
            copy_to_patient=copy_to_patient,
        )


def intake_to_decide(pk: int) -> Intake:
    """The intake, locked, without its answers. Raises Refused where nothing can be decided any more."""
    rows = Intake.objects.select_for_update(of=("self",)).only("state")
    intake = rows.get(pk=pk)
    if intake.state != IntakeState.HANDED_OVER:
        raise Refused(
            f"This intake is {intake.get_state_display().lower()}: its suggestions can no longer "
            "be decided."
        )
    return intake


def mark_of(*suggestions: Suggestion) -> str:
    """What was decided so far, as a mark that changes with every decision."""
    # The specialist may become another without a decision: two entries were merged (directory.py).
    decided = "|".join(
        f"{each.pk} {each.state} {each.state_since} {each.specialist_id}" for each in suggestions
    )
    return hashlib.sha256(decided.encode()).hexdigest()[:16]


def decision_in_words(suggestion: Suggestion) -> str:
    """ "accepted by Dr A at 10:42 on 3 Feb 2026" """
    at = timezone.localtime(suggestion.state_since)
    by = f" by {suggestion.decided_by}" if suggestion.decided_by else ""
    state = suggestion.get_state_display().lower()
    return f"{state}{by} at {at:%H:%M} on {at:%-d %b %Y}"


def obstacles(suggestions: list[Suggestion]) -> list[str]:
    """What still keeps this intake from being signed, in words."""
    found = []
    for each in suggestions:
        name = each.label
        open_flag = each.kind == Kind.RED_FLAG and each.state in (S.PROPOSED, S.LATER)
        if open_flag and not each.entry["answered"]:
            found.append(f"{name}: decide on this red flag first.")
        if each.kind == Kind.REFERRAL and each.state == S.ACCEPTED:
            if problem := _not_to(each):
                found.append(f"{name}: {problem}")
            if not each.question.strip():
                found.append(f"{name}: write the question to the specialist.")
    return found


def _not_to(referral: Suggestion) -> str:
    """Why it cannot go to whom it was decided to go; the directory may have changed since."""
    to = referral.specialist
    if to is None:
        return "choose whom to refer to."
    if to.merged_into:
        return f"{to} is listed as {to.merged_into} now. Choose that entry."
    if not to.active:
        return f"{to} is no longer listed. Choose whom to refer to."
    if not referral.may_go_to(to):
        return f"{to} is of another specialty now. Choose whom to refer to."
    return ""


# --- Signing ------------------------------------------------------------------------------------


def sign(intake: Intake, *, by: User, seen: str = "", letterhead: int | None = None) -> Snapshot:
    """Sign as oneself: freeze the intake, and make a letter of each accepted referral.

    `seen` marks the decisions that the page showed: nobody signs what they have not seen. Where an
    earlier version was signed, this one supersedes it: letters of that one that were not yet sent are
    cancelled. `letterhead` is the row of the site that writes (default: the default). That it is
    really this user is for the page to ask (intake/reauthentication.py).
    """
    require(by, "sign")
    with transaction.atomic():
        # The move comes first: of two clicks one finds the intake already signed.
        move(intake, IntakeState.SIGNED, by=by, moves=actions.MOVES, event="sign")
        assessment = Assessment.objects.get(intake=intake, is_current=True)
        suggestions = list(
            assessment.standing().select_related("specialist", "decided_by", "added_by")
        )
        if seen and seen != mark_of(*suggestions):
            raise Refused(
                "Not signed: a decision was made elsewhere meanwhile. Look again, then sign."
            )
        if found := obstacles(suggestions):
            raise Refused(" ".join(found))
        for each in suggestions:
            if each.state == S.PROPOSED:
                move(each, S.IGNORED, by=by, moves=MOVES)
        intake = Intake.objects.select_related(
            "patient", "created_by", "handed_over_by", "measured_by"
        ).get(pk=intake.pk)
        at = timezone.now()
        before = superseded_by_next(intake)
        content = freeze(
            intake,
            assessment,
            suggestions,
            by=by,
            at=at,
            letterhead=letterhead_for(letterhead),
            supersedes=before,
        )
        snapshot = Snapshot.objects.create(
            intake=intake,
            version=before["version"] + 1 if before else 1,
            amended_because=before["because"] if before else "",
            content=content,
            sha256=fingerprint(content),
            signed_by=by,
            signed_at=at,
        )
        for each in suggestions:
            if each.specialist is not None:  # only accepted referrals have one
                letter = Letter(
                    snapshot=snapshot,
                    suggestion=each,
                    specialist=each.specialist,
                    urgency=each.urgency,
                    signed_at=at,
                )
                letter.due_at = due_at(letter, at)
                letter.save()
                audit.write("create letter", by=by, subject=letter, after=each.suggestion)
        _withdraw_letters_before(snapshot, by=by)
    return snapshot


def superseded_by_next(intake: Intake) -> dict[str, Any] | None:
    """The version that the next signature would supersede: its number, when it was signed (ISO 8601
    with offset), and why it is amended. None before the first signature.
    """
    signed = Snapshot.objects.filter(intake=intake).only("version", "signed_at")
    last = signed.order_by("-version").first()
    if last is None:
        return None
    amended = Event.objects.filter(subject=audit.subject_of(intake), kind="amend")
    opened = amended.order_by("-pk").first()
    return {
        "version": last.version,
        "signed": timezone.localtime(last.signed_at).isoformat(timespec="minutes"),
        "because": opened.why.strip() if opened else "",
    }


def _withdraw_letters_before(snapshot: Snapshot, *, by: User) -> None:
    """What was sent stays sent; the rest of the earlier versions' letters must not go out any more."""
    earlier = Letter.objects.filter(
        snapshot__intake=snapshot.intake_id,
        snapshot__version__lt=snapshot.version,
        state__in=(L.SIGNED, L.PRINTED, L.RETURNED),
    )
    for letter in earlier.select_for_update(of=("self",)):
        why = f"superseded by version {snapshot.version}"
        move(letter, L.CANCELLED, by=by, moves=MOVES, event="supersede", why=why, due_at=None)


# --- Papers -------------------------------------------------------------------------------------


def exported(row: Snapshot | Letter, *, by: User) -> None:
    """A document that leaves the program is an event, too."""
    audit.write("export", by=by, subject=row)


def call_sheet_printed(intake: Intake, *, by: User) -> None:
    """Somebody printed the sheet by which an emergency is told on the telephone."""
    require(by, "see intakes")
    audit.write("print call sheet", by=by, subject=intake)
