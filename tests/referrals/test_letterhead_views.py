"""The pages of letterheads: nothing that does not do is saved, nothing typed is lost."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from intake.models import Intake, User
from referrals import letterheads, lifecycle
from referrals.demo import make_letterhead
from referrals.letterhead import letterhead_in
from referrals.models import Letterhead, Logo, Snapshot, Suggestion, SuggestionState
from referrals.rules.suggestions import Kind
from tests.conftest import PASSWORD
from tests.pdf_text import pages_of
from tests.referrals.pictures import picture
from tests.referrals.signed_intakes import REST_PAIN, specialist_for
from tests.referrals.test_letterheads import row

TYPED: dict[str, Any] = {
    "site": "North wing",
    "organisation": "North Example Hospital",
    "team": "Leg clinic",
    "specialty": "",
    "address": "2 North Road\nSampletown\nZZ1 2ZZ",
    "phone": "01632 960 200",
    "email": "",
    "envelope": "c5",
    "window_left": "20",
    "window_bottom": "60",
    "window_width": "90",
    "window_height": "35",
    "two_sided": "on",
    "logo": "",
    "seen": "",
}


def upload(data: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/png")


def save(client: Client, pk: int | None = None, **changes: Any) -> Any:
    address = reverse("letterhead_edit", args=[pk]) if pk else reverse("letterhead_new")
    return client.post(address, {**TYPED, **changes}, headers={"HX-Request": "true"})


def beside(answer: Any, field: str) -> str:
    """What stands beside a field of the form that came back."""
    html = answer.content.decode()
    found = re.search(rf'id="div_id_{field}".*?</div> *</div>|id="div_id_{field}".*', html, re.S)
    assert found, html
    return found[0]


def test_without_any_the_page_says_what_is_printed_instead(as_manager: Client):
    text = as_manager.get(reverse("letterhead_list")).content.decode()
    assert "There is none yet" in text
    assert "Soleus demo clinic" in text


def test_what_is_typed_is_what_letters_get(as_admin: Client):
    answer = save(as_admin, logo_file=upload(picture()))
    assert answer.headers["HX-Redirect"] == reverse("letterhead_list")
    house = letterheads.letterhead_for()
    assert (house.organisation, house.team) == ("North Example Hospital", "Leg clinic")
    assert house.address == ("2 North Road", "Sampletown", "ZZ1 2ZZ")
    assert house.envelope == "c5"
    # 20 − half of 229 − 210; 162 − 60 − 35 − half of 162 − 148.5.
    assert (house.window.left, house.window.top) == (10.5, 60.2)
    assert house.logo == Logo.objects.get().sha256
    assert house.two_sided
    assert Letterhead.objects.get().is_default
    page = as_admin.get(reverse("letterhead_list")).content.decode()
    assert "North wing" in page
    assert "used unless another is chosen" in page


def test_a_letterhead_opens_with_the_makers_numbers(as_admin: Client):
    save(as_admin)
    page = as_admin.get(reverse("letterhead_edit", args=[Letterhead.objects.get().pk]))
    form = page.context["form"]
    numbers = [float(form[name].value()) for name in ("window_left", "window_bottom")]
    assert numbers == pytest.approx([20, 60], abs=0.05)
    assert save(as_admin, Letterhead.objects.get().pk, site="Renamed").status_code == 200
    assert Letterhead.objects.get().site == "Renamed"


def test_a_window_that_does_not_do_is_not_saved_and_nothing_typed_is_lost(as_admin: Client):
    answer = save(as_admin, window_height="20", logo_file=upload(picture()))
    assert answer.status_code == 422
    assert not Letterhead.objects.exists()
    assert "mm high" in beside(answer, "window_height")
    html = answer.content.decode()
    for typed in ("North wing", "2 North Road\nSampletown", "01632 960 200", 'value="20"'):
        assert typed in html
    # A browser forgets a chosen file; its picture is kept.
    kept = Logo.objects.get().sha256
    assert f'name="logo" value="{kept}"' in html
    assert save(as_admin, logo=kept).status_code == 200
    assert Letterhead.objects.get().logo == Logo.objects.get()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"site": ""}, "site", "required"),
        ({"address": ""}, "address", "required"),
        ({"phone": ""}, "phone", "required"),
        ({"email": "no address"}, "email", "valid email"),
        ({"envelope": "b4"}, "envelope", "valid choice"),
        ({"window_width": "wide"}, "window_width", "number"),
        ({"window_left": "-1"}, "window_left", "greater than or equal to 0"),
        ({"window_bottom": "110"}, "window_bottom", "up to the name of the patient"),
        ({"organisation": "x" * 121}, "organisation", "120 characters"),
        ({"logo_file": upload(b"no picture")}, "logo_file", "no PNG or JPEG"),
        ({"address": "A long line of an address\n" * 20}, "address", "too long"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    changes: dict[str, Any], field: str, words: str, as_admin: Client
):
    answer = save(as_admin, **changes)
    assert answer.status_code == 422
    assert words in beside(answer, field)
    assert not Letterhead.objects.exists()


def test_two_sites_of_one_name_are_refused(as_admin: Client):
    save(as_admin)
    answer = save(as_admin)
    assert answer.status_code == 422
    assert "already exists" in beside(answer, "site")


def test_a_logo_can_be_left_out_again(as_admin: Client):
    save(as_admin, logo_file=upload(picture()))
    held = Letterhead.objects.get()
    assert held.logo
    save(as_admin, held.pk, logo=held.logo.sha256, remove_logo="on")
    held.refresh_from_db()
    assert held.logo is None


def test_a_change_made_meanwhile_is_told(as_admin: Client, as_manager: Client):
    save(as_admin)
    held = Letterhead.objects.get()
    page = as_admin.get(reverse("letterhead_edit", args=[held.pk]))
    seen = page.context["form"]["seen"].value()
    assert seen
    save(as_manager, held.pk, phone="01632 960 777")
    answer = save(as_admin, held.pk, phone="01632 960 888", seen=seen)
    assert answer.status_code == 409
    assert "somebody else changed" in answer.content.decode()
    assert "01632 960 888" in answer.content.decode()
    assert Letterhead.objects.get().phone == "01632 960 777"


def test_a_site_is_removed_from_its_page_and_the_default_says_why_it_stays(
    as_admin: Client, admin_user: User
):
    make_letterhead(by=admin_user)
    default = Letterhead.objects.get()
    page = as_admin.get(reverse("letterhead_edit", args=[default.pk])).content.decode()
    assert "it stays until another one is the default" in page
    assert reverse("letterhead_remove", args=[default.pk]) not in page
    answer = as_admin.post(reverse("letterhead_remove", args=[default.pk]), follow=True)
    assert "Make another one the default first" in answer.content.decode()
    other = Letterhead.objects.get()
    other.pk, other.site, other.is_default = None, "Other Site", False
    letterheads.save_letterhead(other, by=admin_user)
    page = as_admin.get(reverse("letterhead_edit", args=[other.pk])).content.decode()
    assert reverse("letterhead_remove", args=[other.pk]) in page
    answer = as_admin.post(reverse("letterhead_remove", args=[other.pk]), follow=True)
    assert "Removed: Other Site. Letters that were signed keep it." in answer.content.decode()
    assert Letterhead.objects.get() == default


def test_another_envelope_brings_its_usual_window(as_admin: Client):
    answer = as_admin.get(reverse("letterhead_window"), {"envelope": "us10"})
    form = answer.context["form"]
    assert [float(form[name].value()) for name in ("window_left", "window_width")] == [22.2, 114.3]
    assert "organisation" not in answer.content.decode()
    assert as_admin.get(reverse("letterhead_window"), {"envelope": "?"}).status_code == 200


def test_the_sample_shows_what_is_typed_before_it_is_saved(as_admin: Client):
    answer = as_admin.post(reverse("letterhead_sample"), {**TYPED, "pk": ""})
    assert answer["Content-Type"] == "application/pdf"
    text = pages_of(answer.content)[0]
    assert "North Example Hospital" in text
    assert "SAMPLE, Sam" in text
    assert not Letterhead.objects.exists()


def test_the_sample_is_shown_also_where_the_window_does_not_do_yet(as_admin: Client):
    answer = as_admin.post(reverse("letterhead_sample"), {**TYPED, "window_height": "18"})
    assert answer["Content-Type"] == "application/pdf"


def test_without_what_a_letter_needs_there_is_no_sample(as_admin: Client):
    answer = as_admin.post(reverse("letterhead_sample"), {**TYPED, "organisation": ""})
    assert answer.status_code == 422
    assert "Organisation" in answer.content.decode()


def test_a_logo_is_shown_as_it_is_printed(as_admin: Client, admin_user: User):
    logo = letterheads.store_logo(picture(), by=admin_user)
    answer = as_admin.get(reverse("letterhead_logo", args=[logo.sha256]))
    assert answer["Content-Type"] == "image/png"
    assert answer.content == bytes(logo.image)
    assert as_admin.get(reverse("letterhead_logo", args=["0" * 64])).status_code == 404


# --- When signing -------------------------------------------------------------------------------


@pytest.fixture
def to_sign(intake: Intake, answer: Any, nurse: User, physician: User) -> Intake:
    """Everything accepted, a letter among it: ready to sign."""
    answer(intake, dict(REST_PAIN))
    lifecycle.hand_over(intake, by=nurse)
    for suggestion in Suggestion.objects.filter(intake=intake):
        specialist = (
            specialist_for(suggestion.suggestion) if suggestion.kind == Kind.REFERRAL else None
        )
        lifecycle.decide(
            suggestion,
            SuggestionState.ACCEPTED,
            by=physician,
            specialist=specialist,
            question="What do you advise?" if specialist else "",
        )
    return intake


def offered(client: Client, intake: Intake) -> list[str]:
    """The letterheads to choose from; the one that is chosen now in capitals."""
    page = client.get(reverse("review", args=[intake.pk])).content.decode()
    found = re.search(r'name="letterhead">(.*?)</select>', page, re.S)
    options = re.findall(r"<option[^>]*?( selected)?>([^<]+)", found[1]) if found else []
    return [site.upper() if chosen else site for chosen, site in options]


def test_one_site_leaves_nothing_to_choose(to_sign: Intake, as_physician: Client, manager: User):
    make_letterhead(by=manager)
    assert offered(as_physician, to_sign) == []


def test_of_two_sites_the_default_comes_first_and_the_choice_is_remembered(
    to_sign: Intake, as_physician: Client, manager: User
):
    letterheads.save_letterhead(row("North"), by=manager)
    letterheads.save_letterhead(row("South", is_default=True), by=manager)
    assert offered(as_physician, to_sign) == ["South", "North"]
    north = Letterhead.objects.get(site="North")
    sent = {"password": "wrong", "letterhead": str(north.pk)}
    answer = as_physician.post(reverse("sign", args=[to_sign.pk]), sent)
    assert answer.status_code == 422
    assert offered(as_physician, to_sign) == ["South", "NORTH"]
    as_physician.post(reverse("sign", args=[to_sign.pk]), {**sent, "password": PASSWORD})
    content = Snapshot.objects.get(intake=to_sign).content
    assert letterhead_in(content).site == "North"


def test_without_a_choice_the_default_signs(to_sign: Intake, as_physician: Client, manager: User):
    letterheads.save_letterhead(row("North"), by=manager)
    letterheads.save_letterhead(row("South", is_default=True), by=manager)
    as_physician.post(reverse("sign", args=[to_sign.pk]), {"password": PASSWORD})
    assert letterhead_in(Snapshot.objects.get(intake=to_sign).content).site == "South"
