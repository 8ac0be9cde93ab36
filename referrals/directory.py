"""Changes of the directory of specialists: entries, favourites, merging, a file of entries."""

from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction

from intake import audit
from intake.models import Event, Intake, IntakeState, User
from intake.moves import Refused
from intake.roles import require
from referrals.directory_csv import Plan, plan
from referrals.directory_entry import FIELDS, values_of
from referrals.models import Favourite, Specialist, Suggestion

# The event that says what a merge moved, so that it can be undone.
MERGED: Final = "merge specialist"


def save_specialist(specialist: Specialist, *, by: User, why: str = "") -> Specialist:
    """Create or change an entry. Raises Refused in words."""
    require(by, "edit specialists")
    with transaction.atomic():
        if not specialist.pk:
            specialist.save()
            audit.write(
                "create specialist", by=by, subject=specialist, after=values_of(specialist), why=why
            )
            return specialist
        held = _locked([specialist.pk])[specialist.pk]
        if held.merged_into:
            raise Refused(f"Not saved: this entry was merged into {held.merged_into}.")
        before, after = values_of(held), values_of(specialist)
        changed = [field for field in FIELDS if getattr(held, field) != getattr(specialist, field)]
        if changed:
            specialist.save(update_fields=changed)
            audit.write(
                "change specialist",
                by=by,
                subject=specialist,
                before={field: before[field] for field in changed},
                after={field: after[field] for field in changed},
                why=why,
            )
    return specialist


def _locked(keys: Iterable[int]) -> dict[int, Specialist]:
    """Entries that nobody else changes meanwhile. What only names one, like a letter, need not wait."""
    rows = Specialist.objects.select_for_update(of=("self",), no_key=True)
    return {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}


# --- Favourites ---------------------------------------------------------------------------------


def favour(specialist: Specialist, *, by: User, on: bool) -> None:
    """Mark somebody as a favourite of this user's, or take that back. Twice is as once."""
    require(by, "favour specialists")
    with transaction.atomic():
        if on:
            if not specialist.active:
                raise Refused(f"{specialist} is not offered any more, so it cannot be a favourite.")
            _, is_news = Favourite.objects.get_or_create(user=by, specialist=specialist)
        else:
            gone, _ = Favourite.objects.filter(user=by, specialist=specialist).delete()
            is_news = bool(gone)
        if is_news:
            event = "favour specialist" if on else "stop favouring specialist"
            audit.write(event, by=by, subject=specialist)


# --- Merging ------------------------------------------------------------------------------------


def merge(duplicate: Specialist, into: Specialist, *, by: User) -> Specialist:
    """Make one of two entries for the same; gives the one that stays. Raises Refused in words.

    Letters keep the entry under which they were made. Favourites move, and so do referrals that are
    decided and not signed: whoever signs has to look at them again (lifecycle.mark_of).
    """
    require(by, "edit specialists")
    with transaction.atomic():
        # Never a chain: what goes to a merged entry goes to the one that stayed.
        survivor = _survivor(into)
        rows = _locked([duplicate.pk, survivor])
        goes, stays = rows[duplicate.pk], rows[survivor]
        if goes.merged_into_id == stays.pk:
            return stays  # a second click
        if found := _keeps_apart(goes, stays):
            raise Refused(found)
        moved = {
            "into": stays.pk,
            "was_active": goes.active,
            "merged": list(goes.merged.order_by("pk").values_list("pk", flat=True)),
            "referrals": _move_referrals(_unsigned_of(goes), goes, stays, by=by),
            "favourites": _move_favourites(goes, stays),
        }
        Specialist.objects.filter(merged_into=goes).update(merged_into=stays)
        goes.merged_into, goes.active = stays, False
        goes.save(update_fields=["merged_into", "active"])
        audit.write(MERGED, by=by, subject=goes, before=values_of(goes), after=moved)
    return stays


def _survivor(specialist: Specialist) -> int:
    """The key of the entry that an entry is merged into; its own where it is not."""
    now = Specialist.objects.values_list("merged_into", flat=True).get(pk=specialist.pk)
    return now or specialist.pk


def _keeps_apart(goes: Specialist, stays: Specialist) -> str:
    """Why two entries cannot be made one; empty if they can."""
    if goes.pk == stays.pk:
        return "Choose another entry: this is the same one."
    if goes.merged_into:
        return f"{goes} was merged into {goes.merged_into} already."
    if stays.merged_into:
        return f"{stays} was merged into {stays.merged_into} meanwhile. Look again, then merge."
    if goes.specialty != stays.specialty:
        return "The two are of different specialties: an entry stands for one specialty alone."
    if goes.active and not stays.active:
        return f"{stays} is not offered to physicians: keep the other, or make it active first."
    return ""


def unmerge(specialist: Specialist, *, by: User) -> Specialist:
    """Undo a merge: what it moved moves back, as far as it still stands where it was moved to.

    Whoever favoured it favours both from now on.
    """
    require(by, "edit specialists")
    with transaction.atomic():
        survivor = _survivor(specialist)
        rows = _locked([specialist.pk, survivor])
        back, stayed = rows[specialist.pk], rows[survivor]
        if back.merged_into_id != survivor:
            raise Refused("This entry is not merged into another: look again.")
        event = Event.objects.filter(subject=audit.subject_of(back), kind=MERGED)
        moved: Any = event.order_by("-pk").values_list("after", flat=True)[0]
        back.merged_into, back.active = None, moved["was_active"]
        back.save(update_fields=["merged_into", "active"])
        again = Specialist.objects.filter(pk__in=moved["merged"], merged_into=stayed)
        again.update(merged_into=back)
        still = Favourite.objects.filter(specialist=stayed, user__in=moved["favourites"])
        for user in still.values_list("user", flat=True):
            Favourite.objects.get_or_create(specialist=back, user_id=user)
        unsigned = [each for each in _unsigned_of(stayed) if _named(each) in moved["referrals"]]
        _move_referrals(unsigned, stayed, back, by=by)
        audit.write("undo merge of specialist", by=by, subject=back, before=stayed.pk)
    return back


def _move_favourites(goes: Specialist, stays: Specialist) -> list[int]:
    """Who had the one has the other; gives their keys."""
    theirs = Favourite.objects.filter(specialist=goes)
    users = list(theirs.order_by("user").values_list("user", flat=True))
    for user in users:
        Favourite.objects.get_or_create(specialist=stays, user_id=user)
    theirs.delete()
    return users


def _unsigned_of(specialist: Specialist) -> list[Suggestion]:
    """Referrals to somebody that may still be changed. Their intakes cannot be signed meanwhile."""
    current = Suggestion.objects.filter(specialist=specialist, assessment__is_current=True)
    intakes = Intake.objects.filter(pk__in=current.values("intake")).order_by("pk")
    states = {row.pk: row.state for row in intakes.select_for_update(of=("self",)).only("state")}
    signed = [pk for pk, state in states.items() if state == IntakeState.SIGNED]
    return list(current.filter(intake__in=states).exclude(intake__in=signed).order_by("pk"))


def _named(referral: Suggestion) -> list[int | str]:
    """A referral under any assessment of its intake: handing over anew makes new rows."""
    return [referral.intake_id, referral.suggestion]


def _move_referrals(
    some: list[Suggestion], here: Specialist, there: Specialist, *, by: User
) -> list[list[int | str]]:
    for each in some:
        Suggestion.objects.filter(pk=each.pk).update(specialist=there)
        audit.write(
            "change specialist of referral", by=by, subject=each, before=here.pk, after=there.pk
        )
    return [_named(each) for each in some]


# --- Files --------------------------------------------------------------------------------------


def exported(*, by: User) -> None:
    """The directory left the program as a file."""
    require(by, "edit specialists")
    audit.write("export", by=by, subject="directory")


def planned(text: str) -> Plan:
    """What importing a file would do now. Raises Unreadable."""
    return plan(text, Specialist.objects.select_related("merged_into"))


def import_file(text: str, *, by: User, seen: str, name: str) -> Plan:
    """Do all that a file says, or nothing. Raises Refused where it is not what `seen` showed."""
    require(by, "edit specialists")
    with transaction.atomic():
        # Two clicks of one person come one after the other; the second finds nothing to do.
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        rows = Specialist.objects.select_related("merged_into").order_by("pk")
        made = plan(text, rows.select_for_update(of=("self",), no_key=True))
        if made.faults:
            raise Refused("Nothing was imported: the file has faults.")
        if made.changes and made.mark != seen:
            raise Refused(
                "Nothing was imported: the directory was changed meanwhile. Look again, then import."
            )
        for change in made.changes:
            entry = change.held or Specialist()
            for field in change.fields:
                setattr(entry, field, change.values[field])
            save_specialist(entry, by=by, why=f"file {name}"[:200])
    return made
