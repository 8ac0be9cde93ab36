"""Every write to a patient or an intake: permission, change and event in one transaction.

Views call these and nothing else; a test finds any write outside.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import models, transaction
from django.db.models import TextChoices
from django.utils import timezone

from intake import audit
from intake.answers import answer_in, as_kept, is_unusual, read_typed, typed
from intake.back_entry import NOTED, check_filled_at, read_code
from intake.columns import COLUMNS, IN_COLUMN, stored
from intake.findings import KEYS, SECTION_OF
from intake.findings.finding import NOT_ASSESSED_REASONS
from intake.models import (
    Allergy,
    Event,
    Intake,
    IntakeState,
    MeasuredLying,
    MeasuredWith,
    Medicine,
    Patient,
    User,
)
from intake.moves import Move, Refused, move
from intake.readings import Answer, Leg, NoValue
from intake.roles import may, require

MOVES: Final = (
    Move("intake", IntakeState.DRAFT, IntakeState.HANDED_OVER, "hand over", "hand over"),
    Move(
        "intake", IntakeState.HANDED_OVER, IntakeState.DRAFT, "review", "return", needs_reason=True
    ),
    Move("intake", IntakeState.HANDED_OVER, IntakeState.SIGNED, "sign", "sign"),
    Move("intake", IntakeState.SIGNED, IntakeState.HANDED_OVER, "sign", "amend", needs_reason=True),
    # An amendment that is given up: what was signed stands as before.
    Move("intake", IntakeState.HANDED_OVER, IntakeState.SIGNED, "sign", "keep signed"),
)

# What comes from the patient's own record and is not asked again.
FROM_PATIENT: Final = ("age_years", "sex_at_birth")
# What a physician may ask the nurse for, in the order of asking.
CAN_BE_WANTED: Final = tuple(
    key for key, (finding, _) in KEYS.items() if key not in FROM_PATIENT and not finding.retired
)
TEXTS: Final = ("advice_given", "concerns")
# How the pressures were taken: one of each, or not recorded.
MEASURING: Final[Mapping[str, type[TextChoices]]] = {
    "measured_with": MeasuredWith,
    "measured_lying": MeasuredLying,
}
PRESSURE_KEYS: Final = frozenset(
    key for key, (finding, _) in KEYS.items() if SECTION_OF[finding.id].id == "pressures"
)


# --- People ---------------------------------------------------------------------------------------


def save_user(user: User, *, changed: Iterable[str], by: User) -> User:
    """Create or change somebody who may log in. Whoever manages others needs Django's own pages."""
    require(by, "manage")
    with transaction.atomic():
        kind = "change user" if user.pk else "create user"
        user.is_staff = may(user, "manage")
        user.save()
        told = {
            name: str(getattr(user, name))
            for name in changed
            if hasattr(user, name) and "password" not in name
        }
        if any("password" in name for name in changed):
            told["password"] = "set"  # noqa: S105 (says that it was, not what)
        audit.write(kind, by=by, subject=user, after=told)
    return user


# --- Patients -----------------------------------------------------------------------------------


def save_patient(patient: Patient, *, by: User) -> Patient:
    """Create or change a patient; the event tells which fields changed."""
    require(by, "edit patients")
    with transaction.atomic():
        before = (
            Patient.objects.select_for_update().filter(pk=patient.pk).first()
            if patient.pk
            else None
        )
        old, new = _fields(before), _fields(patient)
        changed = [name for name in new if old.get(name) != new[name]]
        if before is not None and not changed:
            return patient
        patient.save()
        audit.write(
            "change patient" if before else "create patient",
            by=by,
            subject=patient,
            before={name: old[name] for name in changed} if before else None,
            after={name: new[name] for name in changed},
        )
    return patient


def _fields(patient: Patient | None) -> dict[str, Any]:
    if patient is None:
        return {}
    return {
        field.attname: str(getattr(patient, field.attname))
        for field in Patient._meta.concrete_fields
        if field.name not in ("id", "created_at")
    }


def add_medicine(patient: Patient, *, by: User, **fields: Any) -> Medicine:
    return _add(Medicine(patient=patient, **fields), by=by)


def add_allergy(patient: Patient, *, by: User, **fields: Any) -> Allergy:
    """Record an allergy; the patient then no longer counts as having none."""
    with transaction.atomic():
        allergy = _add(Allergy(patient=patient, **fields), by=by)
        patient.allergy_status = "listed"
        save_patient(patient, by=by)
    return allergy


def _add(row: Any, *, by: User) -> Any:
    require(by, "record answers")
    with transaction.atomic():
        row.save()
        name = row._meta.verbose_name
        audit.write(f"add {name}", by=by, subject=row.patient, after=str(row))
    return row


def remove(row: Medicine | Allergy, *, by: User) -> None:
    """Take a medicine or allergy off the list; the audit trail keeps it.

    Whoever has no allergy left on the list is "not recorded", which is not the same as none known.
    """
    require(by, "record answers")
    with transaction.atomic():
        name, patient = str(row._meta.verbose_name), row.patient
        audit.write(f"remove {name}", by=by, subject=patient, before=str(row))
        row.delete()
        if isinstance(row, Allergy) and not patient.allergies.exists():
            patient.allergy_status = ""
            save_patient(patient, by=by)


def no_known_allergies(patient: Patient, *, by: User, known: bool = True) -> None:
    """Record that the patient was asked and has no allergy; `known=False` takes it back."""
    require(by, "record answers")
    if known and patient.allergies.exists():
        raise Refused("There are allergies on the list: remove them first.")
    patient.allergy_status = "none_known" if known else ""
    save_patient(patient, by=by)


# --- Intakes ------------------------------------------------------------------------------------


def start_intake(patient: Patient, *, by: User) -> Intake:
    """A new draft. Age and sex at birth are taken from the patient as of today."""
    require(by, "record answers")
    with transaction.atomic():
        intake = Intake.objects.create(
            patient=patient,
            created_by=by,
            age_years=patient.age_on(timezone.localdate()),
            sex_at_birth=patient.sex_at_birth or None,
        )
        audit.write("start intake", by=by, subject=intake, after={"patient": patient.pk})
    return intake


@dataclass(frozen=True)
class Saved:
    """What became of one field: the text it now holds, and anything to say about it."""

    key: str
    text: str
    answer: Answer | None = None
    problem: str = ""  # why it could not be read; the text is kept as typed
    unusual: bool = False  # outside the usual limits: is this right?
    conflict: "Conflict | None" = None  # somebody else changed the field in between


@dataclass(frozen=True)
class Conflict:
    """The same field, changed elsewhere since this page showed it. Nothing was overwritten."""

    mine: str
    theirs: str
    by: str
    at: datetime | None


def record(
    intake: Intake,
    typed_texts: Mapping[str, str],
    *,
    by: User,
    seen: Mapping[str, str] | None = None,
) -> list[Saved]:
    """Save answers as typed (key → text), each with its event.

    `seen` is what the page showed before (key → text): where the stored answer is neither that nor
    the new one, both are given back and nothing is overwritten. Text that cannot be read is kept as
    typed. Raises Refused when the intake is no longer a draft.
    """
    require(by, "record answers")
    with transaction.atomic():
        locked = _open(intake)
        before = {key: stored_text(locked, key) for key in typed_texts}
        columns: set[str] = set()
        results = []
        for key, text in typed_texts.items():
            # The same answer typed in another way, or sent a second time, is no conflict.
            shown = before[key] if seen is None else seen.get(key, before[key])
            known = {shown, text, *(as_kept(KEYS[key][0], each) for each in (shown, text))}
            if before[key] not in known:
                results.append(_conflict(locked, key, text, before[key]))
                continue
            saved, changed = _put(locked, key, text)
            results.append(saved)
            columns |= changed
            if saved.text != before[key]:
                audit.write(
                    "answer",
                    by=by,
                    subject=locked,
                    detail=key,
                    before=before[key] or None,
                    after=saved.text or None,
                    why="could not be read as an answer" if saved.problem else "",
                )
                locked.last_key = key
                columns.add("last_key")
                if key in PRESSURE_KEYS:
                    locked.measured_by, locked.measured_at = _measured(locked, by)
                    columns |= {"measured_by", "measured_at"}
        if columns:
            locked.save(update_fields=sorted(columns))
    for column in columns:
        setattr(intake, column, getattr(locked, column))
    return results


def undo(intake: Intake, key: str, *, by: User, seen: str) -> Saved:
    """Put back what an answer was before its last change; done twice, it is as it was.

    `seen` is what the page shows: where somebody else changed the answer since, both are given back.
    """
    last = last_change(intake, key)
    if last is None:
        raise Refused("There is nothing to undo: this question was never answered.")
    [saved] = record(intake, {key: last.before or ""}, by=by, seen={key: seen})
    return saved


def confirm(intake: Intake, key: str, text: str, *, by: User) -> None:
    """Somebody looked at an unusual answer again: it is right. Asked again when it changes."""
    require(by, "record answers")
    with transaction.atomic():
        locked = _open(intake)
        if stored_text(locked, key) != text:
            raise Refused("This answer has changed meanwhile: look at it again.")
        if locked.confirmed.get(key) != text:
            locked.confirmed[key] = text
            locked.save(update_fields=["confirmed"])
            audit.write("confirm answer", by=by, subject=locked, detail=key, after=text)
    intake.confirmed = locked.confirmed


def _measured(intake: Intake, by: User) -> tuple[User | None, datetime]:
    """Who took the pressures that are being saved, and when: of paper, whoever filled it in."""
    if intake.paper_filled_at is not None:
        return None, intake.paper_filled_at
    return by, timezone.now()


def _open(intake: Intake) -> Intake:
    # The patient, too: an answer lands on whom the page showed, or nowhere.
    rows = Intake.objects.select_for_update(of=("self",))
    locked = rows.get(pk=intake.pk, patient_id=intake.patient_id)
    if not locked.is_open:
        raise Refused(
            f"This intake is {locked.get_state_display().lower()}: it takes no more answers. "
            "Ask the physician to return it."
        )
    return locked


def stored_text(intake: Intake, key: str) -> str:
    """What the field of this answer shows: the answer, or the text that could not be read."""
    finding, _ = KEYS[key]
    return intake.unparsed.get(key) or typed(finding, answer_in(intake, key))


def _put(intake: Intake, key: str, text: str) -> tuple[Saved, set[str]]:
    """Set one answer on the row; returns what became of it and the columns that changed."""
    finding, _ = KEYS[key]
    try:
        answer, problem = read_typed(finding, text), ""
    except ValueError as error:
        answer, problem = None, str(error)
    setattr(intake, COLUMNS[key], stored(finding, answer))
    reason = answer.reason if isinstance(answer, NoValue) else None
    columns = {COLUMNS[key]}
    columns |= _remember(intake, "reasons", key, None if finding.kind in IN_COLUMN else reason)
    columns |= _remember(intake, "unparsed", key, text if problem else None)
    kept = text if problem else typed(finding, answer)
    unusual = is_unusual(finding, answer) and intake.confirmed.get(key) != kept
    return Saved(key, kept, answer, problem, unusual), columns


def _remember(intake: Intake, column: str, key: str, text: str | None) -> set[str]:
    held = getattr(intake, column)
    if held.get(key) == text:
        return set()
    if text is None:
        del held[key]
    else:
        held[key] = text
    return {column}


def _conflict(intake: Intake, key: str, mine: str, theirs: str) -> Saved:
    last = last_change(intake, key)
    return Saved(
        key,
        theirs,
        answer_in(intake, key),
        conflict=Conflict(mine, theirs, last.actor if last else "", last.at if last else None),
    )


def last_change(intake: Intake, key: str) -> Event | None:
    """The event that last changed an answer or a text: who and when. Confirming changes nothing."""
    changes = Event.objects.filter(
        subject=audit.subject_of(intake), detail=key, kind__in=("answer", "text")
    )
    return changes.order_by("-id").first()


def mark_leg(intake: Intake, leg: Leg, reason: str, *, by: User) -> None:
    """A leg that cannot be examined, once for all of its findings; an empty reason takes it back."""
    require(by, "record answers")
    if reason and reason not in NOT_ASSESSED_REASONS:
        raise Refused("Choose a reason from the list.")
    with transaction.atomic():
        _set(intake, _open(intake), f"not_examinable_{leg}", reason, "leg not examinable", by)


def set_measurement(intake: Intake, column: str, value: str, *, by: User) -> None:
    """How the pressures were taken, or how the patient lay; an empty value takes it back."""
    require(by, "record answers")
    if value and value not in MEASURING[column].values:
        raise Refused("Choose one of the answers on the list.")
    with transaction.atomic():
        _set(intake, _open(intake), column, value, "measuring", by)


def _set(intake: Intake, locked: Intake, column: str, text: str, kind: str, by: User) -> None:
    """One column of text with its event, where it changes."""
    before = getattr(locked, column)
    if before != text:
        setattr(locked, column, text)
        locked.save(update_fields=[column])
        audit.write(
            kind, by=by, subject=locked, detail=column, before=before or None, after=text or None
        )
    setattr(intake, column, text)


def save_text(
    intake: Intake, column: str, text: str, *, by: User, seen: str | None = None
) -> Conflict | None:
    """Free text of the intake that no rule reads: concerns, advice given.

    As with answers, where somebody else changed it since the page showed `seen`, both are given
    back and nothing is overwritten.
    """
    require(by, "record answers")
    if column not in TEXTS:
        raise KeyError(column)
    with transaction.atomic():
        locked = _open(intake)
        before = getattr(locked, column)
        if seen is not None and before not in (seen, text):
            last = last_change(locked, column)
            return Conflict(text, before, last.actor if last else "", last.at if last else None)
        _set(intake, locked, column, text, "text", by)
    return None


def from_paper(intake: Intake, *, code: str, filled_at: datetime, by: User) -> None:
    """These answers were taken on paper: on the form of this code, at that time.

    The time of entry stays with each event. Age is that on the day of the paper, and pressures
    count as measured then, also those that were entered before this was said.
    """
    require(by, "record answers")
    with transaction.atomic():
        locked = _open(intake)
        before = _paper(locked)
        try:
            locked.paper_form = read_code(code)
            check_filled_at(filled_at, locked.patient)
        except ValueError as error:
            raise Refused(str(error)) from None
        locked.paper_filled_at = filled_at
        locked.age_years = locked.patient.age_on(timezone.localdate(filled_at))  # type: ignore[attr-defined]
        # Pressures that a follow-up brought along were not taken on this paper.
        if locked.measured_at is not None and _last_pressure(locked) is not None:
            locked.measured_by, locked.measured_at = _measured(locked, by)
        _save_paper(intake, locked, before, "enter from paper", by)


def not_from_paper(intake: Intake, *, by: User) -> None:
    """Take `from_paper` back: the pressures are again those of whoever saved the last of them."""
    require(by, "record answers")
    with transaction.atomic():
        locked = _open(intake)
        before = _paper(locked)
        locked.paper_form, locked.paper_filled_at = "", None
        locked.age_years = locked.patient.age_on(timezone.localdate(locked.created_at))  # type: ignore[attr-defined]
        if (saved := _last_pressure(locked)) is not None:
            locked.measured_by = User.objects.filter(username=saved.actor).first()
            locked.measured_at = saved.at
        _save_paper(intake, locked, before, "not from paper", by)


def _last_pressure(intake: Intake) -> Event | None:
    """The event of the pressure that was saved last in this intake."""
    saved = Event.objects.filter(
        subject=audit.subject_of(intake), kind="answer", detail__in=PRESSURE_KEYS
    )
    return saved.order_by("-id").first()


def _paper(intake: Intake) -> dict[str, str] | None:
    if intake.paper_filled_at is None:
        return None
    return {"form": intake.paper_form, "filled_at": intake.paper_filled_at.isoformat()}


def _save_paper(
    intake: Intake, locked: Intake, before: dict[str, str] | None, kind: str, by: User
) -> None:
    after = _paper(locked)
    columns = ("paper_form", "paper_filled_at", "age_years", "measured_by", "measured_at")
    if after != before:
        locked.save(update_fields=columns)
        audit.write(kind, by=by, subject=locked, detail=NOTED, before=before, after=after)
    for column in columns:
        setattr(intake, column, getattr(locked, column))


def printed(intake: Intake | None, *, code: str, by: User) -> None:
    """Somebody printed a form: a blank one, or a draft with what is recorded so far."""
    require(by, "record answers")
    audit.write("print form", by=by, subject=intake or "blank form", after={"form": code})


def stop_at(intake: Intake, section: str) -> None:
    """Remember where work on a draft stopped. No answer, so no event."""
    if intake.is_open and intake.last_section != section:
        intake.last_section = section
        intake.save(update_fields=["last_section"])


def hand_over(intake: Intake, *, by: User, to: User | None = None) -> Intake:
    """Give a draft to a named physician, or to the pool. Incomplete work may be handed over."""
    return move(
        intake,
        IntakeState.HANDED_OVER,
        by=by,
        moves=MOVES,
        event="hand over",
        handed_over_by=by,
        handed_over_at=timezone.now(),
        handed_over_to=to,
        returned_because="",
        wanted=[],
    )


def return_to_nurse(intake: Intake, *, by: User, why: str, wanted: Iterable[str] = ()) -> Intake:
    """Ask the nurse back: the intake becomes a draft again, with what is asked.

    `wanted` are the keys of the answers that are asked for. Handing over clears them; the event
    keeps which they were.
    """
    keys = keys_wanted(wanted)
    with transaction.atomic():
        move(
            intake,
            IntakeState.DRAFT,
            by=by,
            moves=MOVES,
            why=why,
            returned_because=why.strip(),
            wanted=keys,
        )
        if keys:
            audit.write("ask for answers", by=by, subject=intake, after=keys)
    return intake


def keys_wanted(wanted: Iterable[str]) -> list[str]:
    """The keys of answers that are asked for, once each, in the order of asking; or Refused."""
    asked = set(wanted)
    if unknown := sorted(asked - set(CAN_BE_WANTED)):
        raise Refused(
            f"Not a question that can be asked: {', '.join(unknown)}. Choose from the list."
        )
    return [key for key in CAN_BE_WANTED if key in asked]


def viewed(row: models.Model, *, by: User) -> None:
    """Looking at a patient's record is an event, too."""
    audit.write("view", by=by, subject=row)
