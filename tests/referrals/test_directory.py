"""Changing the directory: events, favourites, merging and its undoing, files written as a whole."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from intake import actions
from intake.models import Event, Intake, IntakeState, Patient, User
from intake.moves import Refused
from referrals import amendments, directory, lifecycle
from referrals.directory_csv import plan
from referrals.models import Favourite, Letter, Specialist, Suggestion, SuggestionState

COLD_LEG = {
    "pain_side": "left",
    "pain_onset": "sudden",
    "skin_temp.left": "cold",
    "leg_colour.left": "pale",
    "pulse_dp.left": "absent",
    "pulse_pt.left": "absent",
}
HEADINGS = "specialty,name,organisation,address 1,phone,active"


@pytest.fixture
def add(admin_user: User) -> Callable[..., Specialist]:
    def made(name: str = "Mr A. Artery", **changes: Any) -> Specialist:
        stands = {"specialty": "vascular_surgery", "organisation": "Clinic", "address": "1 Road"}
        return directory.save_specialist(
            Specialist(name=name, **{**stands, **changes}), by=admin_user
        )

    return made


@pytest.fixture
def referred(
    patient: Patient, nurse: User, physician: User, answer: Callable[..., None]
) -> Callable[[Specialist], Intake]:
    """An intake whose referral to this specialist is decided and not signed."""

    def made(specialist: Specialist) -> Intake:
        intake = actions.start_intake(patient, by=nurse)
        answer(intake, COLD_LEG)
        lifecycle.hand_over(intake, by=nurse)
        rows = Suggestion.objects.filter(intake=intake)
        lifecycle.decide(
            rows.get(suggestion="acute_limb_ischaemia"), SuggestionState.ACCEPTED, by=physician
        )
        lifecycle.decide(
            rows.get(suggestion="vascular_surgery"),
            SuggestionState.ACCEPTED,
            by=physician,
            specialist=specialist,
            question="Will you see her now?",
        )
        return intake

    return made


def referral(intake: Intake) -> Suggestion:
    current = Suggestion.objects.filter(intake=intake, assessment__is_current=True)
    return current.select_related("specialist").get(suggestion="vascular_surgery")


def seen(intake: Intake) -> str:
    """What a page of this intake has shown."""
    assessment = intake.assessments.get(is_current=True)
    return lifecycle.mark_of(*assessment.standing())


def sign(intake: Intake, physician: User, mark: str = "") -> Letter:
    now = Intake.objects.get(pk=intake.pk)
    return lifecycle.sign(now, by=physician, seen=mark).letters.get()


def events(row: Any, kind: str) -> list[Event]:
    subject = f"{row._meta.verbose_name} {row.pk}"
    return list(Event.objects.filter(subject=subject, kind=kind).order_by("pk"))


# --- Entries ------------------------------------------------------------------------------------


def test_an_event_tells_what_a_change_changed(
    add: Callable[..., Specialist], admin_user: User
) -> None:
    row = add(phone="01632 960001")
    row.phone = "01632 960002"
    directory.save_specialist(row, by=admin_user)
    (event,) = events(row, "change specialist")
    assert (event.before, event.after) == ({"phone": "01632 960001"}, {"phone": "01632 960002"})
    directory.save_specialist(row, by=admin_user)
    assert len(events(row, "change specialist")) == 1  # nothing was changed


@pytest.mark.parametrize("who", ["nurse", "physician"])
def test_only_an_admin_or_a_manager_changes_the_directory(
    who: str, add: Callable[..., Specialist], request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    one, two = add(), add("Mr B. Artery")
    with pytest.raises(PermissionDenied):
        directory.save_specialist(one, by=user)
    with pytest.raises(PermissionDenied):
        directory.merge(one, two, by=user)
    with pytest.raises(PermissionDenied):
        directory.unmerge(one, by=user)
    with pytest.raises(PermissionDenied):
        directory.import_file(HEADINGS, by=user, seen="", name="")
    with pytest.raises(PermissionDenied):
        directory.exported(by=user)


# --- Favourites ---------------------------------------------------------------------------------


def test_a_favourite_is_a_persons_own(
    add: Callable[..., Specialist], physician: User, admin_user: User
) -> None:
    row = add()
    for _ in range(2):
        directory.favour(row, by=physician, on=True)
    assert list(Favourite.objects.values_list("user", flat=True)) == [physician.pk]
    directory.favour(row, by=admin_user, on=False)
    assert Favourite.objects.count() == 1
    for _ in range(2):
        directory.favour(row, by=physician, on=False)
    assert not Favourite.objects.exists()
    assert len(events(row, "favour specialist")) == 1
    assert len(events(row, "stop favouring specialist")) == 1


def test_a_nurse_refers_nobody_and_has_no_favourites(
    add: Callable[..., Specialist], nurse: User
) -> None:
    with pytest.raises(PermissionDenied):
        directory.favour(add(), by=nurse, on=True)


def test_what_is_not_offered_cannot_become_a_favourite(
    add: Callable[..., Specialist], physician: User
) -> None:
    with pytest.raises(Refused, match="not offered"):
        directory.favour(add(active=False), by=physician, on=True)


# --- Merging ------------------------------------------------------------------------------------


def test_merging_moves_favourites_and_unsigned_referrals_and_leaves_letters(
    add: Callable[..., Specialist],
    referred: Callable[[Specialist], Intake],
    physician: User,
    admin_user: User,
) -> None:
    goes, stays = add(), add("Mr A Artery")
    letter = sign(referred(goes), physician)
    waiting = referred(goes)
    directory.favour(goes, by=physician, on=True)
    directory.merge(goes, stays, by=admin_user)
    goes.refresh_from_db()
    assert (goes.merged_into, goes.active) == (stays, False)
    letter.refresh_from_db()
    assert letter.specialist == goes
    assert letter.suggestion.specialist == goes
    assert referral(waiting).specialist == stays
    assert Favourite.objects.get().specialist == stays
    assert len(events(goes, "merge specialist")) == 1
    (event,) = events(referral(waiting), "change specialist of referral")
    assert (event.before, event.after) == (goes.pk, stays.pk)


def test_whoever_signs_has_to_look_again_at_whom_it_goes_to(
    add: Callable[..., Specialist],
    referred: Callable[[Specialist], Intake],
    physician: User,
    admin_user: User,
) -> None:
    goes, stays = add(), add("Mr A Artery", organisation="Other Clinic")
    intake = referred(goes)
    on_page = seen(intake)
    directory.merge(goes, stays, by=admin_user)
    with pytest.raises(Refused, match="Look again"):
        sign(intake, physician, on_page)
    letter = sign(intake, physician, seen(intake))
    assert letter.specialist == stays
    assert letter.snapshot.content["suggestions"]
    told = [each["specialist"] for each in letter.snapshot.content["suggestions"]]
    assert {each["organisation"] for each in told if each} == {"Other Clinic"}


def test_a_decision_that_waits_with_the_nurse_moves_as_well(
    add: Callable[..., Specialist],
    referred: Callable[[Specialist], Intake],
    nurse: User,
    physician: User,
    admin_user: User,
) -> None:
    """An intake that went back keeps its decisions for the next time it is handed over."""
    goes, stays = add(), add("Mr A Artery")
    intake = referred(goes)
    actions.return_to_nurse(intake, by=physician, why="Measure again.")
    directory.merge(goes, stays, by=admin_user)
    lifecycle.hand_over(Intake.objects.get(pk=intake.pk), by=nurse)
    assert referral(intake).specialist == stays
    assert sign(intake, physician).specialist == stays


def test_an_amendment_of_what_was_signed_says_that_the_entry_was_merged(
    add: Callable[..., Specialist],
    referred: Callable[[Specialist], Intake],
    physician: User,
    admin_user: User,
) -> None:
    """What was signed is never moved, so its copy names the entry that is gone."""
    goes, stays = add(), add("Mr A Artery")
    intake = referred(goes)
    sign(intake, physician)
    directory.merge(goes, stays, by=admin_user)
    amendments.amend(Intake.objects.get(pk=intake.pk), by=physician, why="A slip.")
    with pytest.raises(Refused, match="is listed as Mr A Artery, Clinic now"):
        sign(intake, physician)
    lifecycle.decide(
        referral(intake), SuggestionState.ACCEPTED, by=physician, specialist=stays, question="?"
    )
    now = Intake.objects.get(pk=intake.pk)
    assert lifecycle.sign(now, by=physician).letters.get().specialist == stays


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"active": False}, "no longer listed"), ({"specialty": "neurology"}, "another specialty")],
)
def test_an_entry_that_changed_since_the_decision_stops_the_signature_in_words(
    changes: dict[str, Any],
    words: str,
    add: Callable[..., Specialist],
    referred: Callable[[Specialist], Intake],
    physician: User,
    admin_user: User,
) -> None:
    row = add()
    intake = referred(row)
    for name, value in changes.items():
        setattr(row, name, value)
    directory.save_specialist(row, by=admin_user)
    with pytest.raises(Refused, match=words):
        sign(intake, physician)
    assert Intake.objects.get(pk=intake.pk).state == IntakeState.HANDED_OVER


def test_an_undone_merge_puts_back_what_it_moved(
    add: Callable[..., Specialist],
    referred: Callable[[Specialist], Intake],
    physician: User,
    admin_user: User,
) -> None:
    goes, stays = add(), add("Mr A Artery")
    moved, others = referred(goes), referred(stays)
    directory.favour(goes, by=physician, on=True)
    directory.favour(stays, by=admin_user, on=True)
    directory.merge(goes, stays, by=admin_user)
    signed = sign(referred(stays), physician)
    directory.unmerge(goes, by=admin_user)
    goes.refresh_from_db()
    assert (goes.merged_into, goes.active) == (None, True)
    assert referral(moved).specialist == goes
    assert referral(others).specialist == stays
    assert signed.specialist == stays
    assert Favourite.objects.filter(user=physician, specialist=goes).exists()
    assert not Favourite.objects.filter(user=admin_user, specialist=goes).exists()
    assert len(events(goes, "undo merge of specialist")) == 1
    with pytest.raises(Refused, match="not merged"):
        directory.unmerge(goes, by=admin_user)


def test_a_referral_that_was_assessed_anew_is_put_back_as_well(
    add: Callable[..., Specialist],
    referred: Callable[[Specialist], Intake],
    nurse: User,
    physician: User,
    admin_user: User,
) -> None:
    goes, stays = add(), add("Mr A Artery")
    intake = referred(goes)
    directory.merge(goes, stays, by=admin_user)
    actions.return_to_nurse(intake, by=physician, why="Measure again.")
    lifecycle.hand_over(Intake.objects.get(pk=intake.pk), by=nurse)
    directory.unmerge(goes, by=admin_user)
    assert referral(intake).specialist == goes


def test_what_was_signed_after_a_merge_is_not_moved_back(
    add: Callable[..., Specialist],
    referred: Callable[[Specialist], Intake],
    physician: User,
    admin_user: User,
) -> None:
    goes, stays = add(), add("Mr A Artery")
    intake = referred(goes)
    directory.merge(goes, stays, by=admin_user)
    sign(intake, physician)
    directory.unmerge(goes, by=admin_user)
    assert referral(intake).specialist == stays


def test_an_entry_that_was_not_offered_is_not_offered_after_undoing(
    add: Callable[..., Specialist], admin_user: User
) -> None:
    goes, stays = add(active=False), add("Mr A Artery")
    directory.merge(goes, stays, by=admin_user)
    assert directory.unmerge(goes, by=admin_user).active is False


def test_there_is_never_a_chain(add: Callable[..., Specialist], admin_user: User) -> None:
    one, two, three, four = (add(f"Mr {letter}. Artery") for letter in "ABCD")
    directory.merge(one, two, by=admin_user)
    directory.merge(two, three, by=admin_user)  # takes what went into it along
    directory.merge(four, Specialist.objects.get(pk=two.pk), by=admin_user)  # goes to who stayed
    merged = Specialist.objects.exclude(merged_into=None)
    assert {row.merged_into_id for row in merged} == {three.pk}
    assert merged.count() == 3
    directory.unmerge(two, by=admin_user)
    assert {row.pk: row.merged_into_id for row in merged.all()} == {
        one.pk: two.pk,
        four.pk: three.pk,
    }


def test_merging_twice_is_as_once(add: Callable[..., Specialist], admin_user: User) -> None:
    goes, stays = add(), add("Mr A Artery")
    for _ in range(2):
        assert directory.merge(goes, stays, by=admin_user) == stays
    assert len(events(goes, "merge specialist")) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"specialty": "neurology"}, "different specialties"), ({"active": False}, "not offered")],
)
def test_what_must_not_be_merged_is_refused_in_words(
    changes: dict[str, Any], words: str, add: Callable[..., Specialist], admin_user: User
) -> None:
    one, two = add(), add("Mr A Artery", **changes)
    with pytest.raises(Refused, match=words):
        directory.merge(one, two, by=admin_user)
    with pytest.raises(Refused, match="another entry"):
        directory.merge(one, one, by=admin_user)
    one.refresh_from_db()
    assert one.active


def test_a_merged_entry_goes_nowhere_else_and_is_not_changed(
    add: Callable[..., Specialist], admin_user: User
) -> None:
    one, two, three = (add(f"Mr {letter}. Artery") for letter in "ABC")
    directory.merge(one, two, by=admin_user)
    with pytest.raises(Refused, match="already"):
        directory.merge(one, three, by=admin_user)
    row = Specialist.objects.get(pk=one.pk)
    row.active = True
    with pytest.raises(Refused, match="merged"):
        directory.save_specialist(row, by=admin_user)
    assert not Specialist.objects.get(pk=one.pk).active


def test_nobody_is_referred_to_a_merged_entry(
    add: Callable[..., Specialist],
    referred: Callable[[Specialist], Intake],
    admin_user: User,
) -> None:
    goes, stays = add(), add("Mr A Artery")
    directory.merge(goes, stays, by=admin_user)
    with pytest.raises(Refused, match="no longer listed"):
        referred(Specialist.objects.get(pk=goes.pk))


# --- Files --------------------------------------------------------------------------------------


def brought_in(text: str, user: User) -> Any:
    made = plan(text, Specialist.objects.all())
    return directory.import_file(text, by=user, seen=made.mark, name="list.csv")


TWO = f"""{HEADINGS}
vascular_surgery,Mr A. Artery,Clinic,1 Road,01632 960002,yes
neurology,Dr N. Axon,Clinic,2 Road,,no"""


def test_a_file_writes_each_entry_with_its_event(
    add: Callable[..., Specialist], admin_user: User
) -> None:
    held = add()
    brought_in(TWO, admin_user)
    new = Specialist.objects.exclude(pk=held.pk).get()
    assert (new.specialty, new.address, new.active) == ("neurology", "2 Road", False)
    held.refresh_from_db()
    assert held.phone == "01632 960002"
    (changed,), (created,) = events(held, "change specialist"), events(new, "create specialist")
    assert changed.after == {"phone": "01632 960002"}
    assert {changed.why, created.why} == {"file list.csv"}


def test_the_same_file_twice_changes_nothing(admin_user: User) -> None:
    brought_in(TWO, admin_user)
    before = list(Specialist.objects.order_by("pk").values()), Event.objects.count()
    again = brought_in(TWO, admin_user)
    assert (again.new, again.changed, again.unchanged) == ([], [], 2)
    assert (list(Specialist.objects.order_by("pk").values()), Event.objects.count()) == before


def test_one_fault_keeps_the_whole_file_out(admin_user: User) -> None:
    with pytest.raises(Refused, match="faults"):
        brought_in(f"{TWO}\nneurologie,Dr C.,Clinic,1 Road,,yes", admin_user)
    assert not Specialist.objects.exists()


def test_what_was_looked_at_is_what_is_written(
    add: Callable[..., Specialist], admin_user: User
) -> None:
    """Between the look and the click somebody else changed an entry of the file."""
    held = add()
    looked_at = plan(TWO, Specialist.objects.all()).mark
    held.phone = "01632 960009"
    directory.save_specialist(held, by=admin_user)
    with pytest.raises(Refused, match="changed meanwhile"):
        directory.import_file(TWO, by=admin_user, seen=looked_at, name="list.csv")
    assert Specialist.objects.get().phone == "01632 960009"


def test_a_second_click_finds_nothing_to_do(admin_user: User) -> None:
    looked_at = plan(TWO, []).mark
    for _ in range(2):
        directory.import_file(TWO, by=admin_user, seen=looked_at, name="list.csv")
    assert Specialist.objects.count() == 2
