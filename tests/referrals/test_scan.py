"""One scan does the next obvious thing, or says at a glance why not."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pikepdf import Pdf

from intake.models import Event, User
from referrals import posting
from referrals.models import DocumentKind, Letter, LetterState
from referrals.page_code import code_of
from tests.referrals.signed_letters import (
    more_letters,
    next_version,
    print_and_seal,
    put,
)

HTMX = {"HX-Request": "true"}
L = LetterState


def scan(client: Client, code: str, mode: str = "send") -> Any:
    return client.post(reverse("scan"), {"code": code, "mode": mode}, headers=HTMX)


def came_to(answer: Any) -> tuple[str, str]:
    """The tone and the words of what was scanned last."""
    body = answer.content.decode()
    found = re.search(
        r'class="scanned scanned-(\w+)" role="alert">.*?scanned-words">.*?</span>(.*?)</p>',
        body,
        re.S,
    )
    assert found, body
    return found[1], found[2].strip()


def pages(number: int) -> bytes:
    with Pdf.new() as made, BytesIO() as file:
        for _ in range(number):
            made.add_blank_page()
        made.save(file)
        return file.getvalue()


@pytest.fixture
def printed(signed_letter: Letter, admin_user: User) -> Letter:
    """A letter of three pages, with its sheet for the practice and its letter to the patient."""
    print_and_seal(signed_letter, pages(3), by=admin_user)
    posting.seal(signed_letter, pages(1), DocumentKind.GP)
    posting.seal(signed_letter, pages(2), DocumentKind.PATIENT)
    return Letter.objects.get(pk=signed_letter.pk)


# --- Marking sent -------------------------------------------------------------------------------


def test_a_scan_marks_a_letter_sent_and_shows_whose_it_is_and_the_sheets(
    as_admin: Client, printed: Letter
) -> None:
    answer = scan(as_admin, code_of(printed))
    assert came_to(answer) == ("done", "Sent")
    printed.refresh_from_db()
    assert printed.state == L.SENT
    shown = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
    assert f"Letter {printed.pk} , version 1" in shown
    assert "INVENTED, Ingrid" in shown
    assert "to Mr A. Artery, Sample Clinic" in shown
    # On both sides: three pages are two sheets; a sheet of its own for the practice, for the patient.
    for envelope in (
        "Specialist Mr A. Artery 2 sheets",
        "General practice Dr G. Sample 3 sheets",
        "Patient Ingrid Invented 3 sheets",
    ):
        assert envelope in shown
    assert "File" not in shown


@pytest.mark.parametrize("around", ["{}", "https://soleus.example/c/{}/\n", "HTTPS://S.EX/C/{}/"])
def test_a_scanner_may_type_the_address_or_the_code(
    as_admin: Client, printed: Letter, around: str
) -> None:
    assert came_to(scan(as_admin, around.format(code_of(printed)))) == ("done", "Sent")


def test_a_second_scan_does_nothing_twice(as_admin: Client, printed: Letter) -> None:
    scan(as_admin, code_of(printed))
    tone, told = came_to(scan(as_admin, code_of(printed)))
    assert tone == "look"
    assert re.fullmatch(r"Already sent, \d+ \w+ \d{4} at \d\d:\d\d", told)
    assert Event.objects.filter(kind="send").count() == 1


def test_what_was_not_printed_is_not_sent(as_admin: Client, signed_letter: Letter) -> None:
    assert came_to(scan(as_admin, code_of(signed_letter))) == (
        "stop",
        "Not printed yet: print it first.",
    )


@pytest.mark.parametrize("mode", ["send", "received"])
@pytest.mark.parametrize("state", [L.PRINTED, L.CANCELLED, L.SENT, L.RETURNED])
def test_a_superseded_letter_is_stopped_in_every_state(
    as_admin: Client, printed: Letter, state: LetterState, mode: str
) -> None:
    put(printed, state)
    next_version(printed)
    answer = scan(as_admin, code_of(printed), mode)
    assert came_to(answer) == ("stop", "Superseded by version 2: do not send.")
    printed.refresh_from_db()
    assert printed.state == state


def test_a_cancelled_letter_is_stopped(as_admin: Client, printed: Letter) -> None:
    put(printed, L.CANCELLED)
    assert came_to(scan(as_admin, code_of(printed))) == ("stop", "Cancelled: do not send.")


def test_a_letter_that_came_back_is_not_sent_again_by_accident(
    as_admin: Client, printed: Letter
) -> None:
    put(printed, L.RETURNED)
    tone, told = came_to(scan(as_admin, code_of(printed)))
    assert (tone, told) == ("look", "This letter came back. Open it to send it again.")
    printed.refresh_from_db()
    assert printed.state == L.RETURNED


@pytest.mark.parametrize(
    ("code", "tone", "told"),
    [
        ("", "look", "Nothing was scanned."),
        ("  \n", "look", "Nothing was scanned."),
        ("5012345678900", "stop", "scan the square code"),
        ("L1-1-" + "0" * 24, "stop", "no letter of this house, or altered"),
        ("L99-1-" + "0" * 24, "stop", "no letter of this house, or altered"),
    ],
)
def test_a_wrong_code_is_told_from_no_code(
    as_admin: Client, printed: Letter, code: str, tone: str, told: str
) -> None:
    found = came_to(scan(as_admin, code))
    assert found[0] == tone
    assert told in found[1]
    printed.refresh_from_db()
    assert printed.state == L.PRINTED


# --- The other modes ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "tone", "told"),
    [
        (L.SIGNED, "stop", "Not sent yet: mark it sent first."),
        (L.PRINTED, "stop", "Not sent yet: mark it sent first."),
        (L.SENT, "done", "Received"),
        (L.RECEIVED, "look", "Already recorded: received"),
        (L.ACCEPTED, "look", "Already recorded: accepted"),
        (L.RETURNED, "look", "Already recorded: returned"),
        (L.SEEN, "look", "Already recorded: patient seen"),
        (L.CANCELLED, "stop", "Cancelled: do not send."),
    ],
)
def test_a_reply_slip_is_recorded_as_received_by_one_scan(
    as_admin: Client, printed: Letter, state: LetterState, tone: str, told: str
) -> None:
    put(printed, state)
    assert came_to(scan(as_admin, code_of(printed), "received")) == (tone, told)
    assert printed.replies.count() == (tone == "done")


@pytest.mark.parametrize(("mode", "query"), [("open", ""), ("reply", "?reply")])
def test_a_scan_opens_the_letter(as_admin: Client, printed: Letter, mode: str, query: str) -> None:
    page = reverse("letter", args=[printed.pk]) + query
    assert scan(as_admin, code_of(printed), mode).headers["HX-Redirect"] == page
    without_script = as_admin.post(reverse("scan"), {"code": code_of(printed), "mode": mode})
    assert without_script.headers["Location"] == page
    printed.refresh_from_db()
    assert printed.state == L.PRINTED
    # A code that is none opens nothing and says so.
    assert came_to(scan(as_admin, "nonsense", mode))[0] == "stop"


def test_the_mode_stays_until_another_is_chosen(as_admin: Client, printed: Letter) -> None:
    assert as_admin.get(reverse("scan")).context["mode"] == "send"
    scan(as_admin, code_of(printed), "open")
    assert as_admin.get(reverse("scan")).context["mode"] == "open"
    assert as_admin.get(reverse("scan"), {"mode": "no such mode"}).context["mode"] == "send"


# --- What was scanned before --------------------------------------------------------------------


def test_the_last_ten_scans_are_listed_newest_first(as_admin: Client, printed: Letter) -> None:
    for each in more_letters(printed, 11, state=L.PRINTED, times_printed=1):
        scan(as_admin, f"wrong-{each.pk}")
    scan(as_admin, code_of(printed))
    listed = as_admin.get(reverse("scan")).context["recent"]
    assert len(listed) == 10
    assert (listed[0].words, listed[0].letter) == ("Sent", printed.pk)
    assert listed[1].words.startswith("Wrong code")
    # Of the list of somebody else there is nothing.
    other = Client()
    other.force_login(
        User.objects.create_user(username="second", password="an invented one", role="admin")
    )
    assert other.get(reverse("scan")).context["recent"] == []


def test_without_a_script_the_whole_page_comes_back(as_admin: Client, printed: Letter) -> None:
    answer = as_admin.post(reverse("scan"), {"code": code_of(printed), "mode": "send"})
    assert "<html" in answer.content.decode()
    assert came_to(answer) == ("done", "Sent")


def test_only_an_admin_scans(
    as_nurse: Client, as_physician: Client, as_manager: Client, printed: Letter
) -> None:
    for client in (as_nurse, as_physician, as_manager):
        assert scan(client, code_of(printed)).status_code == 403
    printed.refresh_from_db()
    assert printed.state == L.PRINTED
