"""The directory taken out as a file, and brought in after a look at what it would change."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from intake.models import Event, User
from referrals import directory
from referrals.models import Specialist

AXON = {
    "specialty": "neurology",
    "name": "Dr N. Axon",
    "organisation": "Sample Clinic",
    "address": "1 Example St\nSampletown\nZZ1 1ZZ",
    "phone": "01632 960001",
    "email": "axon@example.org",
}
FILE = b"""specialty;name;organisation;address 1;address 2;active
neurology;Dr N. Axon;Sample Clinic;1 Example St;ZZ1 1ZZ;yes
cardiology;Dr J. M\xfcller;Clinic;1 St;ZZ1 1ZZ;yes"""


@pytest.fixture
def add(admin_user: User) -> Callable[..., Specialist]:
    def made(**changes: Any) -> Specialist:
        return directory.save_specialist(Specialist(**{**AXON, **changes}), by=admin_user)

    return made


def send(client: Client, data: bytes) -> Any:
    file = SimpleUploadedFile("list.csv", data, content_type="text/csv")
    return client.post(reverse("specialist_files"), {"file": file})


def hidden(answer: Any) -> dict[str, str]:
    """What the page sends back when the import is confirmed."""
    shown = answer.content.decode()
    found = re.findall(r'<input type="hidden" name="(name|seen|text)" value="([^"]*)"', shown)
    assert len(found) == 3
    return {name: unescape(value) for name, value in found}


def test_the_export_is_a_file_of_all_that_was_not_merged(
    as_admin: Client, admin_user: User, add: Callable[..., Specialist]
) -> None:
    stays, goes = add(), add(name="Axon, N.")
    add(name="Dr R. Retired", active=False)
    directory.merge(goes, stays, by=admin_user)
    answer = as_admin.get(reverse("specialist_export"))
    assert answer.streaming
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="specialists-')
    text = b"".join(answer).decode("utf-8-sig")
    assert "Dr N. Axon" in text
    assert "Dr R. Retired" in text
    assert "Axon, N." not in text
    assert Event.objects.filter(kind="export", subject="directory").count() == 1
    again = send(as_admin, text.encode())
    assert "0 new, 0 changed, 2 unchanged" in again.content.decode()


def test_a_file_is_looked_at_before_it_is_written(
    as_admin: Client, add: Callable[..., Specialist]
) -> None:
    add()
    answer = send(as_admin, FILE)
    shown = answer.content.decode()
    assert "1 new, 1 changed, 0 unchanged" in shown
    assert "Dr J. Müller" in shown
    assert shown.index("<del>") < shown.index("Sampletown") < shown.index("<ins>")
    assert Specialist.objects.count() == 1
    done = as_admin.post(reverse("specialist_import"), hidden(answer), follow=True)
    assert "Imported list.csv: 1 new, 1 changed, 0 unchanged." in done.content.decode()
    assert set(Specialist.objects.values_list("name", "address")) == {
        ("Dr N. Axon", "1 Example St\nZZ1 1ZZ"),
        ("Dr J. Müller", "1 St\nZZ1 1ZZ"),
    }
    assert "Nothing to do" in send(as_admin, FILE).content.decode()


def test_the_page_itself_carries_what_is_confirmed(as_admin: Client) -> None:
    """As a browser would send it back: with other ends of lines."""
    nasty = FILE + b'\nneurology;"Dr ""Q"" <b>&amp;";"A; B";"1 St\nFlat 2";ZZ1 1ZZ;yes'
    sent = hidden(send(as_admin, nasty))
    sent["text"] = sent["text"].replace("\n", "\r\n")
    assert as_admin.post(reverse("specialist_import"), sent).status_code == 302
    row = Specialist.objects.get(organisation="A; B")
    assert (row.name, row.address) == ('Dr "Q" <b>&amp;', "1 St\nFlat 2\nZZ1 1ZZ")


def test_faults_are_listed_by_line_and_nothing_is_written(as_admin: Client) -> None:
    answer = send(as_admin, FILE + b"\nneuro;Dr C.;Clinic;1 St;ZZ1 1ZZ;maybe")
    shown = answer.content.decode()
    assert answer.status_code == 422
    found = [(fault.line, fault.column) for fault in answer.context["faults"]]
    assert found == [(4, "active"), (4, "specialty")]
    assert "neurology (Neurology)" in shown
    assert "Nothing was imported" in shown
    assert not Specialist.objects.exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04", "workbook"),
        (b"", "empty"),
        (b"x" * 1_000_001, "larger"),
        (b"a,b\n", "no column"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, told: str, as_admin: Client) -> None:
    answer = send(as_admin, data)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_without_a_file_one_is_asked_for(as_admin: Client) -> None:
    answer = as_admin.post(reverse("specialist_files"))
    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()


def test_what_changed_between_the_look_and_the_click_is_shown_again(
    as_admin: Client, admin_user: User, add: Callable[..., Specialist]
) -> None:
    row = add()
    sent = hidden(send(as_admin, FILE))
    row.phone = "01632 960009"
    row.address = "9 St"
    directory.save_specialist(row, by=admin_user)
    answer = as_admin.post(reverse("specialist_import"), sent)
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.content.decode()
    assert hidden(answer)["text"] == sent["text"]
    assert as_admin.post(reverse("specialist_import"), hidden(answer)).status_code == 302
