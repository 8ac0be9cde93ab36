"""Letterheads: one for each site, one default, frozen with what is signed."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pypdf import PdfReader

from intake.models import Event, Intake, User
from intake.moves import Refused
from referrals import letterheads, lifecycle, pdf
from referrals.demo import make_letterhead
from referrals.letterhead import LETTERHEAD, letterhead_in
from referrals.models import Letterhead, Logo, Snapshot
from referrals.window import Window
from tests.pdf_text import pages_of
from tests.referrals.pictures import picture
from tests.referrals.signed_intakes import REST_PAIN, Answer, signed


def row(site: str, **more: Any) -> Letterhead:
    values: dict[str, Any] = {
        "organisation": f"Hospital of {site}",
        "address": "1 Road\n\n Town ",
        "phone": "01632 960 300",
        "envelope": "dl",
        "window_left": Decimal(15),
        "window_top": Decimal("51.5"),
        "window_width": Decimal(90),
        "window_height": Decimal(35),
    }
    return Letterhead(site=site, **{**values, **more})


def defaults() -> list[str]:
    return [each.site for each in Letterhead.objects.filter(is_default=True)]


def sign(intake: Intake, answer: Answer, nurse: User, physician: User) -> Snapshot:
    return signed(intake, REST_PAIN, answer, {"nurse": nurse, "physician": physician})


# --- Changes ------------------------------------------------------------------------------------


def test_there_is_always_one_default(manager: User):
    north = letterheads.save_letterhead(row("North"), by=manager)
    assert defaults() == ["North"]  # the first one, though nobody said so
    south = letterheads.save_letterhead(row("South"), by=manager)
    assert defaults() == ["North"]
    south.is_default = True
    letterheads.save_letterhead(south, by=manager)
    assert defaults() == ["South"]
    south.is_default = False
    letterheads.save_letterhead(south, by=manager)
    assert defaults() == ["South"]  # somebody has to be
    north.refresh_from_db()
    assert not north.is_default


def test_a_change_is_told_with_what_was_before(manager: User):
    held = letterheads.save_letterhead(row("North"), by=manager)
    held.phone = "01632 960 999"
    letterheads.save_letterhead(held, by=manager)
    created, changed = Event.objects.filter(kind__endswith="letterhead").order_by("pk")
    assert created.before is None
    before, after = dict(changed.before or {}), dict(changed.after or {})
    assert (before["phone"], after["phone"]) == ("01632 960 300", "01632 960 999")
    assert after["window_top"] == "51.5"


def test_a_change_made_elsewhere_meanwhile_is_not_overwritten(manager: User):
    held = letterheads.save_letterhead(row("North"), by=manager)
    seen = letterheads.mark_of(Letterhead.objects.get())
    held.phone = "01632 960 999"
    letterheads.save_letterhead(held, by=manager, seen=seen)
    held.phone = "01632 960 000"
    with pytest.raises(Refused, match="somebody else changed"):
        letterheads.save_letterhead(held, by=manager, seen=seen)
    assert Letterhead.objects.get().phone == "01632 960 999"


def test_a_site_that_writes_no_more_is_removed_but_never_the_default(manager: User):
    north = letterheads.save_letterhead(row("North"), by=manager)
    south = letterheads.save_letterhead(row("South"), by=manager)
    with pytest.raises(Refused, match="North unless another one is chosen"):
        letterheads.remove_letterhead(north, by=manager)
    for _ in range(2):  # a second click finds it gone and changes nothing
        letterheads.remove_letterhead(south, by=manager)
    assert [each.site for each in Letterhead.objects.all()] == ["North"]
    before = Event.objects.get(kind="remove letterhead").before
    assert before
    assert before["site"] == "South"


def test_nurse_and_physician_change_none(nurse: User, physician: User):
    for user in (nurse, physician):
        with pytest.raises(PermissionDenied):
            letterheads.save_letterhead(row("North"), by=user)
        with pytest.raises(PermissionDenied):
            letterheads.store_logo(picture(), by=user)
    assert not Letterhead.objects.exists()
    assert not Logo.objects.exists()


def test_a_logo_is_kept_once(manager: User):
    first, second = (letterheads.store_logo(picture(), by=manager) for _ in range(2))
    other = letterheads.store_logo(picture(310), by=manager)
    assert first == second
    assert Logo.objects.count() == 2
    assert other.sha256 != first.sha256


# --- What a letter gets -------------------------------------------------------------------------


def test_until_there_is_one_a_letter_carries_the_fallback(
    intake: Intake, answer: Answer, nurse: User, physician: User
):
    content = sign(intake, answer, nurse, physician).content
    assert letterhead_in(content) == LETTERHEAD
    del content["letterhead"]  # as it was before there were any
    assert letterhead_in(content) == LETTERHEAD


def test_a_letter_carries_the_default_unless_another_is_chosen(
    intake: Intake, answer: Answer, nurse: User, physician: User, manager: User
):
    letterheads.save_letterhead(row("North"), by=manager)
    letterheads.save_letterhead(row("South", is_default=True), by=manager)
    house = letterhead_in(sign(intake, answer, nurse, physician).content)
    assert (house.site, house.organisation) == ("South", "Hospital of South")
    assert house.address == ("1 Road", "Town")
    assert house.window == Window(15, 51.5, 90, 35)
    assert [each.site for each in letterheads.choices()] == ["South", "North"]


def test_what_was_signed_keeps_a_letterhead_that_was_removed(
    intake: Intake, answer: Answer, nurse: User, physician: User, manager: User
):
    old = letterheads.save_letterhead(row("North"), by=manager)
    snapshot = sign(intake, answer, nurse, physician)
    letterheads.save_letterhead(row("South", is_default=True), by=manager)
    letterheads.remove_letterhead(Letterhead.objects.get(pk=old.pk), by=manager)
    snapshot.refresh_from_db()
    assert letterhead_in(snapshot.content).organisation == "Hospital of North"


def test_what_was_signed_never_changes_its_letterhead(
    intake: Intake, answer: Answer, nurse: User, physician: User, manager: User
):
    logo = letterheads.store_logo(picture(), by=manager)
    held = letterheads.save_letterhead(row("North", logo=logo), by=manager)
    letter = sign(intake, answer, nurse, physician).letters.get(
        suggestion__suggestion="vascular_surgery"
    )
    before = pdf.letter_pdf(letter)
    assert PdfReader(BytesIO(before)).pages[0].images
    held.organisation, held.logo, held.envelope = "Renamed", None, "c5"
    held.window_top = Decimal("60.2")
    letterheads.save_letterhead(held, by=manager)
    assert pdf.letter_pdf(letter) == before
    assert "Hospital of North" in pages_of(before)[0]


def test_the_chosen_letterhead_is_that_of_its_site(
    intake: Intake, answer: Answer, nurse: User, physician: User, manager: User
):
    north = letterheads.save_letterhead(row("North"), by=manager)
    south = letterheads.save_letterhead(row("South"), by=manager)
    assert letterheads.letterhead_for(south.pk).site == "South"
    assert letterheads.letterhead_for().site == "North"
    assert letterheads.letterhead_for(north.pk).site == "North"


def test_nothing_is_signed_with_a_letterhead_that_is_gone(
    intake: Intake, physician: User, nurse: User
):
    lifecycle.hand_over(intake, by=nurse)
    with pytest.raises(Refused, match="no longer there"):
        lifecycle.sign(intake, by=physician, letterhead=999)
    assert not Snapshot.objects.exists()


def test_where_there_is_no_choice_none_is_offered(manager: User):
    assert letterheads.choices() == []
    make_letterhead(by=manager)
    assert letterheads.choices() == []
