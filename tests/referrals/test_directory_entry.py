"""What an entry of the directory is refused for, on both sides of each limit, and what is advised."""

from typing import Any

import pytest

from referrals.directory_entry import (
    ADDRESS_LINES,
    LINE_AT_MOST,
    advice,
    faults,
    nearest_specialty,
    plain,
    read_specialty,
    tidy,
    window_lines,
)
from referrals.window import ENVELOPES, SLIP, set_address, usual_window

FINE: dict[str, Any] = {
    "specialty": "neurology",
    "name": "Dr N. Axon",
    "organisation": "Sample Clinic",
    "address": "1 Example Road\nSampletown\nZZ1 1ZZ",
    "phone": "01632 960001",
    "email": "axon@example.org",
    "active": True,
}


def wrong(**changes: str) -> list[str]:
    """The fields that are at fault."""
    return [fault.field for fault in faults({**FINE, **changes})]


def test_an_entry_without_fault_has_none() -> None:
    assert wrong() == []
    assert wrong(phone="", email="") == []


@pytest.mark.parametrize("field", ["specialty", "name", "organisation", "address"])
def test_what_a_letter_needs_must_be_there(field: str) -> None:
    found = faults({**FINE, field: ""})
    assert [fault.field for fault in found] == [field]
    assert found[0].remedy.startswith("Enter the ")


def test_an_address_has_at_most_six_lines() -> None:
    lines = [f"Line {number}" for number in range(1, ADDRESS_LINES + 1)]
    assert wrong(address="\n".join(lines)) == []
    assert wrong(address="\n".join([*lines, "One more"])) == ["address"]


def test_a_line_that_the_window_would_cut_is_named() -> None:
    assert wrong(address=f"1 Road\n{'x' * LINE_AT_MOST}\nZZ1 1ZZ") == []
    (found,) = faults({**FINE, "address": f"1 Road\n{'x' * (LINE_AT_MOST + 1)}\nZZ1 1ZZ"})
    assert found.line == 2
    assert f"Line 2 is {LINE_AT_MOST + 1} characters long" in found.wrong


def test_name_organisation_and_address_fit_the_window_together() -> None:
    six = "\n".join(f"Line {number}" for number in range(1, 7))
    two_lines = "Department of Everything and Hospital of Nowhere at all"
    assert window_lines({**FINE, "address": six}) == 8
    assert wrong(address=six) == []
    assert wrong(address=six, organisation=two_lines) == ["address"]
    assert wrong(address=six.removesuffix("\nLine 6"), organisation=two_lines) == []


@pytest.mark.parametrize("envelope", ENVELOPES)
def test_the_longest_entry_that_is_taken_shows_in_the_window(envelope: str) -> None:
    line = "Department of Vascular Surgery, Second Floor."
    assert len(line) == LINE_AT_MOST
    lines = [f"{number}{line[1:]}" for number in range(ADDRESS_LINES)]
    longest = {**FINE, "name": line, "organisation": line[::-1], "address": "\n".join(lines)}
    assert faults(longest) == []
    window = usual_window(envelope)
    address = (longest["name"], longest["organisation"], *lines)
    *_, fits = set_address(address, window.width - 2 * SLIP, window.height - 2 * SLIP)
    assert fits


def test_what_an_address_repeats_of_the_organisation_is_counted_once() -> None:
    address = "Sample Clinic\n" + "\n".join(f"Line {number}" for number in range(1, 6))
    assert window_lines({**FINE, "address": address}) == 7


@pytest.mark.parametrize(
    "phone", ["01632 960001", "+44 (0)1632 960001", "ext. 432", "Bleep 123", "01632/960001-12"]
)
def test_phone_numbers_as_people_write_them(phone: str) -> None:
    assert wrong(phone=phone) == []


@pytest.mark.parametrize("phone", ["no phone", "12", "01632 960001 ☎", "1.63296E+09", "1,63E+9"])
def test_what_is_no_phone_number(phone: str) -> None:
    assert wrong(phone=phone) == ["phone"]


def test_a_number_that_a_spreadsheet_shortened_says_so() -> None:
    (found,) = faults({**FINE, "phone": "1.63296E+09"})
    assert "spreadsheet" in found.wrong


@pytest.mark.parametrize("email", ["axon", "axon@clinic", "a b@example.org", "@example.org"])
def test_what_is_no_e_mail_address(email: str) -> None:
    assert wrong(email=email) == ["email"]


def test_texts_are_held_to_their_length() -> None:
    assert wrong(name="x" * 120, address="1 Road\nTown\nZZ1 1ZZ") == []
    assert wrong(name="x" * 121) == ["name"]
    assert wrong(organisation="x" * 161) == ["organisation"]


@pytest.mark.parametrize("field", ["name", "organisation", "phone"])
def test_a_character_that_cannot_be_printed_is_refused(field: str) -> None:
    assert wrong(**{field: "01632\x07 960001"}) == [field]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("vascular_surgery", "vascular_surgery"),
        ("Vascular surgery", "vascular_surgery"),
        ("PAIN MANAGEMENT", "pain_management"),
        ("pain-management", "pain_management"),
    ],
)
def test_a_specialty_is_read_by_either_of_its_names(text: str, meant: str) -> None:
    assert read_specialty(text) == meant


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("vasculer_surgery", "vascular_surgery"),
        ("neuro", "neurology"),
        ("Orthopedics", "orthopaedics"),
        ("skin", ""),
        ("xyz", ""),
    ],
)
def test_an_unknown_specialty_is_refused_and_the_nearest_is_offered(text: str, near: str) -> None:
    assert nearest_specialty(text) == near
    (found,) = faults({**FINE, "specialty": text})
    assert found.field == "specialty"
    assert near in found.remedy


def test_a_missing_postcode_is_advised_and_not_forced() -> None:
    assert advice(FINE) == ""
    assert advice({**FINE, "address": "1 Road\n8000 Zürich"}) == ""
    assert "postcode" in advice({**FINE, "address": "1 Road\nZZ1 1ZZ\nSampletown"})
    assert wrong(address="1 Road\nSampletown") == []


def test_blanks_that_nobody_sees_are_taken_out() -> None:
    assert tidy("name", "  Dr\u00a0 N.\n Axon ") == "Dr N. Axon"
    assert tidy("address", " 1  Road \r\n\r\n\tTown\n") == "1 Road\nTown"


def test_capitals_accents_and_dots_do_not_count_in_comparing() -> None:
    assert plain("Dr. Jürgen  MÜLLER-Straße") == "dr jurgen muller strasse"
