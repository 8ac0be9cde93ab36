"""The directory as a file: nothing is lost on the way out and back, and each fault names its line."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.directory_csv import (
    BYTES_AT_MOST,
    COLUMNS,
    ROWS_AT_MOST,
    Plan,
    Unreadable,
    decoded,
    guarded,
    plan,
    read,
    unguarded,
    written,
)
from referrals.directory_entry import faults, values_of
from referrals.models import Specialist
from referrals.rules.suggestions import REFERRALS

HEADINGS = "specialty,name,organisation,address 1,address 2,phone,e-mail,active"
AXON = "neurology,Dr N. Axon,Sample Clinic,1 Road,ZZ1 1ZZ,01632 960001,axon@example.org,yes"


def entry(pk: int = 1, **changes: Any) -> Specialist:
    """Held in the directory; nothing is saved."""
    stands = {
        "specialty": "neurology",
        "name": "Dr N. Axon",
        "organisation": "Sample Clinic",
        "address": "1 Road\nZZ1 1ZZ",
        "phone": "01632 960001",
        "email": "axon@example.org",
    }
    return Specialist(pk=pk, **{**stands, **changes})


def lines(*rows: str) -> str:
    return "\n".join([HEADINGS, *rows])


def told(made: Plan) -> tuple[int, int, int]:
    return len(made.new), len(made.changed), made.unchanged


def at(made: Plan) -> list[tuple[int, str]]:
    """Line and column of each fault."""
    return [(fault.line, fault.column) for fault in made.faults]


# --- There and back -----------------------------------------------------------------------------

NASTY = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30),
    st.text("=+-@'\"\t,;|\n\r ÄöüßéŁ=cmd\u2028\ufeff", min_size=1, max_size=30),
    st.sampled_from(
        ['=cmd|" /C calc"!A0', "'=1+1", "''+44", "+44 1632 960001", 'a "b", c; d', "Müller & Söhne"]
    ),
)


@st.composite
def held_entries(draw: st.DrawFn) -> list[Specialist]:
    """Any directory: also with what today's checks would refuse."""
    return [
        entry(
            pk,
            specialty=draw(st.sampled_from([*(each.id for each in REFERRALS), "retired_one"])),
            name=draw(NASTY),
            organisation=draw(NASTY),
            address="\n".join(draw(st.lists(NASTY, max_size=9))),
            phone=draw(NASTY),
            email=draw(NASTY),
            active=draw(st.booleans()),
        )
        for pk in range(1, draw(st.integers(1, 4)) + 1)
    ]


@given(held_entries())
def test_what_is_exported_changes_nothing_when_it_is_imported(held: list[Specialist]) -> None:
    data = "".join(written(held)).encode()
    made = plan(decoded(data), held)
    assert made.faults == []
    assert told(made) == (0, 0, len(held))


@given(held_entries())
def test_what_is_exported_is_the_same_directory_elsewhere(held: list[Specialist]) -> None:
    """Every value comes back, letter for letter, to a directory that knows nothing."""
    rows, found = read(decoded("".join(written(held)).encode()))
    assert found == []
    for row, each in zip(rows, held, strict=True):
        stands = {**values_of(each), "active": "yes" if each.active else "no"}
        assert row.values == stands


@given(held_entries())
def test_no_cell_begins_like_a_formula(held: list[Specialist]) -> None:
    text = "".join(written(held)).removeprefix("\ufeff")
    for cells in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(NASTY)
def test_the_apostrophe_in_front_is_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_an_address_of_older_days_with_more_lines_than_columns_comes_back_whole() -> None:
    old = entry(address="\n".join(f"Line {number}" for number in range(1, 10)))
    assert faults(values_of(old))
    assert told(plan("".join(written([old])), [old])) == (0, 0, 1)


def test_the_file_is_utf_8_and_says_so_to_spreadsheets() -> None:
    first, *_ = written([])
    assert first.encode().startswith(b"\xef\xbb\xbf")
    assert [name.strip('"') for name in first.strip().lstrip("\ufeff").split(",")] == list(COLUMNS)


# --- Encodings and separators -------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write_is_read(encoding: str, separator: str, newline: str) -> None:
    text = lines(AXON.replace("Axon", "Müller–Café")).replace(",", separator)
    made = plan(decoded(text.replace("\n", newline).encode(encoding)), [])
    assert made.faults == []
    assert made.new[0].values["name"] == "Dr N. Müller–Café"


def test_a_comma_in_a_name_does_not_pass_for_the_separator() -> None:
    made = plan("name;organisation;specialty;address 1\nA, B, C;D, E;neurology;1 Road, Town", [])
    assert made.new[0].values["name"] == "A, B, C"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 and more", "workbook"),
        (lines(AXON).encode("utf-16"), "neither UTF-8"),
        (b"name\0", "neither UTF-8"),
        (b"\x81\x8d,name", "neither UTF-8"),
        (b"x" * (BYTES_AT_MOST + 1), "larger"),
        (b"\x80" * (BYTES_AT_MOST // 2), "larger"),  # three bytes each in UTF-8
    ],
)
def test_what_is_no_such_file_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as refused:
        decoded(data)
    assert refused.value.fault.remedy


def test_a_file_of_the_largest_size_is_read() -> None:
    assert len(decoded(b"x" * BYTES_AT_MOST)) == BYTES_AT_MOST


def test_too_many_lines_are_refused_and_one_less_is_not() -> None:
    many = [f"neurology,Dr {n},Clinic,1 Road,,,,yes" for n in range(ROWS_AT_MOST)]
    assert len(plan(lines(*many), []).new) == ROWS_AT_MOST
    with pytest.raises(Unreadable, match="more than 5,000"):
        plan(lines(*many, AXON), [])


# --- The first line -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "column", "words"),
    [
        ("", "", "empty"),
        ("specialty,name,organisation", "address 1", "missing"),
        ("specialty,nmae,organisation,address 1", "nmae", "Call it “name”"),
        ("specialty,name,organisation,address 1,fax", "fax", "Take it out"),
        ("specialty,name,name,organisation,address 1", "name", "twice"),
        ("Dr N. Axon,neurology", "Dr N. Axon", "no column"),
    ],
)
def test_headings_that_are_wrong_are_named(first: str, column: str, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        plan(first, [])
    fault = refused.value.fault
    assert fault.column == column
    assert words in f"{fault.wrong} {fault.remedy}"


def test_headings_may_be_written_in_other_ways_and_another_order() -> None:
    text = (
        "Organisation,NAME,Email,Address_1,Specialty,\nClinic,Dr N.,n@example.org,1 Road,Neurology,"
    )
    (new,) = plan(text, []).new
    assert new.values["email"] == "n@example.org"
    assert new.values["specialty"] == "neurology"


# --- Faults by line -----------------------------------------------------------------------------


def test_each_fault_names_its_line_and_column() -> None:
    made = plan(
        lines(
            AXON,
            "vasculer_surgery,Dr B.,Clinic,1 Road,ZZ1 1ZZ,,,yes",
            "neurology,,Clinic,1 Road,ZZ1 1ZZ,phone,nobody,perhaps",
            "",
            f"neurology,Dr D.,Clinic,{'x' * 46},ZZ1 1ZZ,,,yes",
        ),
        [],
    )
    assert at(made) == [
        (3, "specialty"),
        (4, "active"),
        (4, "name"),
        (4, "phone"),
        (4, "e-mail"),
        (6, "address 1"),
    ]
    assert "vascular_surgery" in made.faults[0].remedy
    assert all(fault.wrong and fault.remedy for fault in made.faults)


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    """A cell may run over several lines."""
    made = plan(lines('neurology,"Dr\nB.",Clinic,"1\nRoad",,,,yes', ",,,,,,,", "x,,,,,,,"), [])
    assert {fault.line for fault in made.faults} == {6}
    assert made.new[0].values["address"] == "1\nRoad"


def test_a_comma_that_is_not_quoted_is_a_cell_too_many() -> None:
    made = plan(lines("neurology,Dr B.,Clinic, North,1 Road,ZZ1,01632 960001,,yes", AXON), [])
    assert at(made) == [(2, "")]
    assert "double quotes" in made.faults[0].remedy


def test_a_quote_without_its_other_half_names_the_line_where_it_begins() -> None:
    with pytest.raises(Unreadable) as refused:
        plan(lines(AXON, 'neurology,"Dr B.,Clinic,1 Road', AXON), [])
    assert refused.value.fault.line == 3


def test_two_lines_about_one_entry_are_refused() -> None:
    held = [entry()]
    again = AXON.replace("1 Road", "2 Road")
    assert at(plan(lines(AXON, again), held)) == [(3, "name")]
    assert at(plan(lines(AXON, again), [])) == [(3, "name")]
    assert at(plan(f"id,{HEADINGS}\n1,{AXON}\n1,{again}", held)) == [(3, "id")]


# --- New, changed, unchanged --------------------------------------------------------------------


def test_a_file_is_compared_with_what_is_held() -> None:
    held = [entry(1), entry(2, name="Dr B.", organisation="Clinic")]
    made = plan(
        lines(
            AXON,
            "neurology,Dr B.,Clinic,9 Road,ZZ9 9ZZ,01632 960001,axon@example.org,no",
            "cardiology,Dr C.,Clinic,1 Road,,,,yes",
        ),
        held,
    )
    assert made.faults == []
    assert told(made) == (1, 1, 1)
    assert [name for name, _, _ in made.changed[0].differences] == ["address", "active"]


def test_a_capital_or_a_dot_does_not_make_a_new_entry() -> None:
    made = plan(lines(AXON.replace("Dr N. Axon", "DR N AXON")), [entry()])
    assert told(made) == (0, 1, 0)


def test_another_site_of_the_same_person_is_another_entry() -> None:
    made = plan(lines(AXON.replace("Sample Clinic", "Other Clinic")), [entry()])
    assert told(made) == (1, 0, 0)


def test_by_its_id_an_entry_can_be_renamed() -> None:
    made = plan(f"id,{HEADINGS}\n1,{AXON.replace('Axon', 'Axon-Smith')}", [entry()])
    assert told(made) == (0, 1, 0)
    assert made.changed[0].differences == [("name", "Dr N. Axon", "Dr N. Axon-Smith")]


def test_an_id_that_is_not_there_or_of_another_specialty_is_refused() -> None:
    """A file of another clinic has ids, too."""
    assert at(plan(f"id,{HEADINGS}\n7,{AXON}", [entry()])) == [(2, "id")]
    other = AXON.replace("neurology", "cardiology")
    assert at(plan(f"id,{HEADINGS}\n1,{other}", [entry()])) == [(2, "specialty")]


def test_a_column_that_is_left_out_changes_nothing_and_an_empty_cell_empties() -> None:
    short = "specialty,name,organisation,address 1,address 2"
    row = "neurology,Dr N. Axon,Sample Clinic,1 Road,ZZ1 1ZZ"
    assert told(plan(f"{short}\n{row}", [entry(active=False)])) == (0, 0, 1)
    made = plan(f"{short},phone\n{row},", [entry()])
    assert made.changed[0].differences == [("phone", "01632 960001", "")]


def test_two_entries_of_one_name_need_their_id() -> None:
    held = [entry(1), entry(2)]
    made = plan(lines(AXON), held)
    assert at(made) == [(2, "id")]
    assert "1 and 2" in made.faults[0].wrong
    assert told(plan(f"id,{HEADINGS}\n2,{AXON}", held)) == (0, 0, 1)


def test_what_was_merged_since_is_left_alone() -> None:
    stays = entry(1, name="Dr Nora Axon")
    gone = entry(2, active=False, merged_into=stays)
    for text in (lines(AXON), f"id,{HEADINGS}\n2,{AXON}"):
        made = plan(text, [stays, gone])
        assert told(made) == (0, 0, 0)
        assert made.merged == [(2, gone)]
        assert made.faults == []


def test_a_missing_postcode_is_told_by_line_and_stops_nothing() -> None:
    made = plan(lines(AXON.replace("ZZ1 1ZZ", "Sampletown")), [])
    assert made.faults == []
    assert [line for line, _ in made.advice] == [2]


def test_the_mark_of_a_plan_changes_with_what_it_would_do() -> None:
    one = plan(lines(AXON), [])
    assert one.mark == plan(lines(AXON), []).mark
    assert one.mark != plan(lines(AXON.replace("1 Road", "2 Road")), []).mark
    assert one.mark != plan(lines(AXON), [entry(phone="1234")]).mark
    assert (
        plan(lines(AXON), [entry(phone="1234")]).mark
        != plan(lines(AXON), [entry(phone="123")]).mark
    )
