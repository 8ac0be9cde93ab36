"""Anybody can ask whether a letter is genuine, and learns nothing else: of a patient, or of numbers."""

import re
from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pikepdf import Pdf

from referrals import genuine, posting
from referrals.models import DocumentKind, Letter, LetterDocument, LetterState, Snapshot
from referrals.page_code import ALPHABET, code_of, is_genuine
from referrals.views.genuine import FILE_AT_MOST
from tests.referrals.signed_letters import next_version, put

UNKNOWN = "Not a letter of this house, or altered."


def pages(number: int) -> bytes:
    with Pdf.new() as made, BytesIO() as file:
        for _ in range(number):
            made.add_blank_page()
        made.save(file)
        return file.getvalue()


@pytest.fixture
def letter(signed_letter: Letter) -> Letter:
    """Signed on a day of summer, printed, three pages long."""
    at = datetime(2026, 7, 14, 23, 30, tzinfo=ZoneInfo("UTC"))  # the 15th on the wall
    Letter.objects.filter(pk=signed_letter.pk).update(signed_at=at)
    posting.seal(signed_letter, pages(3))
    return put(signed_letter, LetterState.SENT)


def ask(code: str, client: Client | None = None) -> Any:
    return (client or Client()).get(reverse("page_code", args=[code]))


def words(answer: Any) -> str:
    body = answer.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.index("<main") :]).split())


# --- By its code --------------------------------------------------------------------------------


def test_a_letter_is_genuine_and_says_number_version_date_and_pages(letter: Letter) -> None:
    answer = ask(code_of(letter))
    assert answer.status_code == 200
    told = f"Genuine Letter {letter.pk}, version 1, signed on 15 Jul 2026, 3 pages."
    assert told in words(answer)


def test_the_address_in_the_capitals_of_a_qr_code_leads_there_too(letter: Letter) -> None:
    for address in (f"/C/{code_of(letter)}/", f"/c/{code_of(letter).lower()}"):
        assert "Genuine" in words(Client().get(address))


def test_a_code_can_be_typed(letter: Letter) -> None:
    typed = code_of(letter).lower().replace("-", " - ")
    answer = Client().get(reverse("is_genuine"), {"code": typed})
    assert "Genuine" in words(answer)
    wrong = Client().get(reverse("is_genuine"), {"code": "hello <b>there</b>"})
    assert wrong.status_code == 404
    assert UNKNOWN in words(wrong)
    assert 'value="hello &lt;b&gt;there&lt;/b&gt;"' in wrong.content.decode()


def test_what_was_not_printed_yet_names_no_pages(signed_letter: Letter) -> None:
    told = words(ask(code_of(signed_letter)))
    assert re.search(r"Genuine Letter 1, version 1, signed on \d+ \w+ \d{4}\. ", told)


def test_a_later_version_supersedes_and_a_cancelled_letter_is_withdrawn(letter: Letter) -> None:
    put(letter, LetterState.CANCELLED)
    assert "Withdrawn" in words(ask(code_of(letter)))
    put(letter, LetterState.SENT)
    next_version(letter)
    told = words(ask(code_of(letter)))
    assert "Superseded by version 2" in told
    assert "Genuine" not in told
    put(letter, LetterState.CANCELLED)
    assert "Superseded by version 2" in words(ask(code_of(letter)))


def test_every_other_code_is_answered_alike_whether_its_letter_exists_or_not(
    letter: Letter,
) -> None:
    code = code_of(letter)
    number, version, signature = code.removeprefix("L").split("-")
    other = ALPHABET[(ALPHABET.index(signature[-1]) + 1) % len(ALPHABET)]
    answers = [
        ask(code)
        for code in (
            f"L{number}-{version}-{signature[:-1]}{other}",  # of a letter that exists
            f"L{int(number) + 1}-{version}-{signature}",  # of one that does not
            f"L{number}-{int(version) + 1}-{signature}",
            "L999999999999999999-1-" + signature,
            "nonsense",
        )
    ]
    assert {answer.status_code for answer in answers} == {404}
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    bodies = {token.sub("", answer.content.decode()) for answer in answers}
    assert len(bodies) == 1
    assert UNKNOWN in bodies.pop()


def test_altered_content_is_not_genuine(letter: Letter) -> None:
    """Somebody with a hand on the database changes one word: the code no longer fits."""
    code, held = code_of(letter), letter.snapshot
    content = {**held.content, "patient": {**held.content["patient"], "given_name": "Ingrids"}}
    altered = Snapshot(
        intake=held.intake,
        version=held.version,
        content=content,
        sha256=held.sha256,
        signed_by=held.signed_by,
        signed_at=held.signed_at,
    )
    assert genuine.by_code(code) is not None
    found = Letter.objects.select_related("suggestion").get(pk=letter.pk)
    found.snapshot = altered
    assert not is_genuine(found, code)


# --- What it never shows ------------------------------------------------------------------------


def test_nothing_of_the_patient_and_no_way_further_in(letter: Letter) -> None:
    content = letter.snapshot.content
    entry = next(each for each in content["suggestions"] if each["kind"] == "referral")
    patient = content["patient"]
    secret = [
        patient["family_name"],
        patient["given_name"],
        patient["nhs_number"],
        patient["local_number"],
        patient["postcode"],
        "1950",
        entry["label"],
        entry["urgency_label"],
        letter.specialist.name,
        letter.specialist.organisation,
        content["signed"]["name"],
    ]
    body = ask(code_of(letter)).content.decode()
    assert [text for text in secret if text in body] == []
    links = set(re.findall(r'(?:href|action)="([^"]+)"', body))
    assert {link for link in links if not link.startswith("/static/")} == {reverse("is_genuine")}
    assert "<nav" not in body


@pytest.mark.parametrize("who", ["as_nurse", "as_physician", "as_manager"])
def test_whoever_is_logged_in_sees_the_same_but_an_admin_comes_to_the_letter(
    who: str, letter: Letter, as_admin: Client, request: pytest.FixtureRequest
) -> None:
    answer = ask(code_of(letter), request.getfixturevalue(who))
    assert words(answer) == words(ask(code_of(letter)))
    opened = ask(code_of(letter), as_admin)
    assert opened.headers["Location"] == reverse("letter", args=[letter.pk])
    assert UNKNOWN in words(ask("L1-1-" + "0" * 24, as_admin))


def test_no_browser_and_no_proxy_keeps_the_answer(letter: Letter) -> None:
    assert "no-store" in ask(code_of(letter)).headers["Cache-Control"]


# --- By its file --------------------------------------------------------------------------------


def upload(data: bytes, name: str = "letter.pdf") -> Any:
    file = SimpleUploadedFile(name, data, "application/pdf")
    return Client().post(reverse("is_genuine"), {"file": file})


def test_the_sealed_file_is_genuine_and_with_one_byte_changed_it_is_not(letter: Letter) -> None:
    sealed = posting.sealed(letter)
    assert sealed
    answer = upload(sealed)
    assert answer.status_code == 200
    assert f"Genuine Letter {letter.pk}, version 1" in words(answer)
    assert "The file is the letter as it was sealed." in words(answer)
    for place in (0, len(sealed) // 2, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        refused = upload(bytes(changed))
        assert refused.status_code == 404
        assert "was altered" in words(refused)
    for other in (sealed + b"\n", sealed[:-1], b""):
        assert "Genuine" not in words(upload(other))


def test_of_a_thousand_files_with_one_byte_changed_none_is_genuine(
    letter: Letter,
) -> None:
    sealed = posting.sealed(letter)
    assert sealed
    assert genuine.by_file([sealed]) is not None
    assert genuine.by_file([sealed[:500], sealed[500:]]) is not None  # in pieces, as it is sent
    step = max(1, len(sealed) // 1000)
    tried = 0
    for place in range(1000):
        changed = bytearray(sealed)
        changed[place * step % len(sealed)] ^= 1 + place % 255
        assert genuine.by_file([bytes(changed)]) is None
        tried += 1
    assert tried == 1000


@pytest.mark.parametrize("kind", [DocumentKind.GP, DocumentKind.PATIENT])
def test_the_other_sealed_documents_of_a_letter_are_known_as_well(
    letter: Letter, kind: DocumentKind
) -> None:
    posting.seal(letter, pages(1) + b"%" + kind.encode(), kind)
    sealed = LetterDocument.objects.get(kind=kind)
    assert "Genuine" in words(upload(bytes(sealed.pdf)))


def test_a_file_of_a_superseded_letter_says_so(letter: Letter) -> None:
    next_version(letter)
    sealed = posting.sealed(letter)
    assert sealed
    assert "Superseded by version 2" in words(upload(sealed))


def test_no_file_and_too_large_a_file_are_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Client().post(reverse("is_genuine"))
    assert answer.status_code == 422
    assert "Choose the PDF file first." in words(answer)
    monkeypatch.setattr("referrals.views.genuine.FILE_AT_MOST", 10)
    assert upload(b"12345678901").status_code == 422
    assert FILE_AT_MOST > 1024 * 1024


def test_the_form_is_open_to_anybody(db: None) -> None:
    assert "Is this letter genuine?" in words(Client().get("/c/"))
