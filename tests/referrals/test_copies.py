"""Who gets a copy of a letter, in which envelope, and what lies in it."""

from typing import Any

import pytest

from referrals.copies import FILE, PATIENT, PRACTICE, SPECIALIST, Copy, copies_in
from referrals.models import DocumentKind

L, GP, P = DocumentKind.LETTER, DocumentKind.GP, DocumentKind.PATIENT


def content(entry: dict[str, Any] | None = None, **patient: Any) -> dict[str, Any]:
    return {
        "patient": {
            "title": "Mrs",
            "given_name": "Ida",
            "family_name": "Invented",
            "name": "INVENTED, Ida (Mrs)",
            "address": "1 Example Street\nSampletown",
            "postcode": "ZZ1 1ZZ",
            "gp": {"name": "Dr G. Sample", "practice": "Sample Surgery", "address": "2 Street"},
            **patient,
        },
        "suggestions": [
            {"kind": "referral", "id": "neurology", "specialist": {}},
            {
                "kind": "referral",
                "id": "vascular_surgery",
                "specialist": {
                    "name": "Ms V. Artery",
                    "organisation": "Sample Centre",
                    "address": "Sample Centre\n2 Example Road\nZZ2 1ZZ",
                },
                **(entry or {}),
            },
        ],
    }


def copies(entry: dict[str, Any] | None = None, **patient: Any) -> dict[str, Copy]:
    return {each.reader: each for each in copies_in(content(entry, **patient), "vascular_surgery")}


def test_each_reader_has_an_envelope_and_the_file_has_none() -> None:
    found = copies()
    assert list(found) == [SPECIALIST, PRACTICE, PATIENT, FILE]
    assert found[SPECIALIST].address == (
        "Ms V. Artery",
        "Sample Centre",
        "2 Example Road",
        "ZZ2 1ZZ",
    )
    assert found[PRACTICE].address == ("Dr G. Sample", "Sample Surgery", "2 Street")
    assert found[PATIENT].address[0] == "Mrs Ida Invented"
    assert [each.has_envelope for each in found.values()] == [True, True, True, False]
    assert len({each.mark for each in found.values()}) == 4


def test_what_carries_the_address_lies_on_top() -> None:
    assert {reader: each.documents for reader, each in copies().items()} == {
        SPECIALIST: (L,),
        PRACTICE: (GP, L),
        PATIENT: (P, L),
        FILE: (L,),
    }


def test_the_reply_slip_goes_to_the_specialist_alone() -> None:
    assert [reader for reader, each in copies().items() if each.has_slip] == [SPECIALIST]


@pytest.mark.parametrize(
    ("entry", "readers"),
    [
        ({"copy_to_gp": False}, [SPECIALIST, PATIENT, FILE]),
        ({"copy_to_patient": False}, [SPECIALIST, PRACTICE, FILE]),
        ({"copy_to_gp": False, "copy_to_patient": False}, [SPECIALIST, FILE]),
        ({"copy_to_gp": True, "copy_to_patient": True}, [SPECIALIST, PRACTICE, PATIENT, FILE]),
    ],
)
def test_the_physician_decided_who_gets_a_copy(entry: dict[str, Any], readers: list[str]) -> None:
    assert list(copies(entry)) == readers


def test_no_envelope_for_a_practice_that_nobody_recorded() -> None:
    nobody = {"name": " ", "practice": "", "address": "2 Street\nSampletown"}
    assert PRACTICE not in copies(gp=nobody)
    assert PRACTICE in copies(gp={**nobody, "practice": "Sample Surgery"})
    assert PRACTICE in copies(gp={**nobody, "name": "Dr G. Sample"})


def test_it_is_known_where_no_address_is_recorded() -> None:
    assert not any(each.lacks_address for each in copies().values())
    # A surgery or a postcode alone is none.
    bare = copies(address=" ", gp={"name": "", "practice": "Sample Surgery", "address": ""})
    assert [reader for reader, each in bare.items() if each.lacks_address] == [PRACTICE, PATIENT]
    nowhere = {"name": "Ms V. Artery", "organisation": "Sample Centre", "address": "\n"}
    assert copies({"specialist": nowhere})[SPECIALIST].lacks_address
