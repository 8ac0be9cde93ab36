"""The PDF of a print run: sorted by envelope, each copy on its own sheets and marked, all counted."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from referrals import batch
from referrals.batch import Batch, Cover, LeftOut, Printable
from referrals.copies import FILE, PATIENT, PRACTICE, SPECIALIST, Copy
from referrals.models import DocumentKind
from tests.referrals.printed_letters import A4, US_LETTER, document

L, GP, P = DocumentKind.LETTER, DocumentKind.GP, DocumentKind.PATIENT
COPIES = (
    Copy(SPECIALIST, "For the specialist", (L,), ("Ms V. Artery", "Road"), has_slip=True),
    Copy(PRACTICE, "Copy for general practice", (GP, L), ("Dr G. Sample", "Street")),
    Copy(PATIENT, "Copy for the patient", (P, L), ("Ida Łukasz",), lacks_address=True),
    Copy(FILE, "File copy", (L,)),
)
BLANK = ""


def letter(number: int, *, box: tuple[float, ...] = A4, **fields: Any) -> Printable:
    """Letters of three pages and a slip; the sheet is of one page, the plain words are of two."""
    name = f"L{number}"
    return Printable(
        **{
            "reference": f"{name}, version 1",
            "short": name,
            "copies": COPIES,
            "documents": {
                L: document([f"{name}a", f"{name}b", f"{name}c"], box, slip=f"{name}slip"),
                GP: document([f"{name}gp"], box),
                P: document([f"{name}pa", f"{name}pb"], box),
            },
            **fields,
        }
    )


def cover(number: int, copy: int, why: str = "The printer jammed") -> Cover:
    return Cover(f"L{number}, version 1", copy, "11:03", "Ada Admin", why, (("Letter", "ab" * 32),))


def printed(
    folder: Path, *letters: Printable, two_sided: bool = True, left_out: tuple[LeftOut, ...] = ()
) -> PdfReader:
    made = Batch(folder, two_sided=two_sided)
    for each in letters:
        made.add(each)
    held = io.BytesIO()
    made.write(held, name="Print run 7", printed="11:03", by="Ada Admin", left_out=left_out)
    reader = PdfReader(held)
    assert made.sheets * (2 if two_sided else 1) == len(reader.pages)
    return reader


def lines(reader: PdfReader) -> list[list[str]]:
    """What each page says, line by line; its mark and place are one."""
    return [
        [line.strip() for line in page.extract_text().splitlines() if line.strip()]
        for page in reader.pages
    ]


def bodies(reader: PdfReader) -> list[str]:
    """What the pages after the manifest say of themselves, without marks."""
    return [next((line for line in page if line[:1] == "L"), BLANK) for page in lines(reader)[2:]]


STAMP = re.compile(r"(\S.*?) ((?:Envelope \d+|L\d+(?: cover)?), sheet \d+ of \d+)")


def places(reader: PdfReader) -> list[tuple[str, str]]:
    """Mark and place of each page after the manifest that is not blank."""
    found = []
    for page in lines(reader)[2:]:
        if page:
            [stamp] = filter(None, map(STAMP.fullmatch, page))
            found.append((stamp[1], stamp[2]))
    return found


def wanted(reader: PdfReader) -> Any:
    """What the PDF asks of whoever prints it."""
    root: Any = reader.trailer["/Root"]
    return root["/ViewerPreferences"]


def test_envelope_by_envelope_each_document_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    reader = printed(tmp_path, letter(1))
    assert bodies(reader) == [
        *("L1a", "L1b", "L1c", BLANK, "L1slip", BLANK),
        *("L1gp", BLANK, "L1a", "L1b", "L1c", BLANK),
        *("L1pa", "L1pb", "L1a", "L1b", "L1c", BLANK),
        *("L1a", "L1b", "L1c", BLANK),
    ]


def test_every_page_says_whose_copy_it_is_and_where_it_belongs(tmp_path: Path) -> None:
    assert places(printed(tmp_path, letter(1))) == [
        ("For the specialist", "Envelope 1, sheet 1 of 3"),
        ("For the specialist", "Envelope 1, sheet 1 of 3"),
        ("For the specialist", "Envelope 1, sheet 2 of 3"),
        ("For the specialist", "Envelope 1, sheet 3 of 3"),
        ("Copy for general practice", "Envelope 2, sheet 1 of 3"),
        ("Copy for general practice", "Envelope 2, sheet 2 of 3"),
        ("Copy for general practice", "Envelope 2, sheet 2 of 3"),
        ("Copy for general practice", "Envelope 2, sheet 3 of 3"),
        ("Copy for the patient", "Envelope 3, sheet 1 of 3"),
        ("Copy for the patient", "Envelope 3, sheet 1 of 3"),
        ("Copy for the patient", "Envelope 3, sheet 2 of 3"),
        ("Copy for the patient", "Envelope 3, sheet 2 of 3"),
        ("Copy for the patient", "Envelope 3, sheet 3 of 3"),
        ("File copy", "L1, sheet 1 of 2"),
        ("File copy", "L1, sheet 1 of 2"),
        ("File copy", "L1, sheet 2 of 2"),
    ]


@pytest.mark.parametrize("piece", [1, 2, 10])
def test_the_order_of_the_letters_is_kept_and_file_copies_are_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    """However many letters are put together at a time."""
    monkeypatch.setattr(batch, "PIECE", piece)
    found = bodies(printed(tmp_path, *map(letter, (12, 3, 7, 5, 1))))
    enclosed, filed = found[: -5 * 4], found[-5 * 4 :]
    owners = [body.rstrip("abcgpsli") for body in enclosed if body]
    assert list(dict.fromkeys(owners)) == ["L12", "L3", "L7", "L5", "L1"]
    assert owners == sorted(owners, key=list(dict.fromkeys(owners)).index)
    assert filed == [
        page for n in (12, 3, 7, 5, 1) for page in (f"L{n}a", f"L{n}b", f"L{n}c", BLANK)
    ]


def test_printed_on_one_side_no_page_is_blank(tmp_path: Path) -> None:
    reader = printed(tmp_path, letter(1), two_sided=False)
    assert all(lines(reader))
    marks = [page for page in lines(reader) if any("Envelope 1, sheet" in line for line in page)]
    assert len(marks) == 4
    assert any("Envelope 1, sheet 4 of 4" in line for line in marks[-1])
    assert wanted(reader)["/Duplex"] == "/Simplex"


def test_it_prints_as_large_as_it_is_and_on_both_sides(tmp_path: Path) -> None:
    found = wanted(printed(tmp_path, letter(1)))
    assert found["/PrintScaling"] == "/None"
    assert found["/Duplex"] == "/DuplexFlipLongEdge"


def test_blank_backs_manifest_and_covers_are_as_large_as_the_letters(tmp_path: Path) -> None:
    """Whoever has US Letter in the printer has no A4."""
    for box, size in ((A4, (595, 842)), (US_LETTER, (612, 792))):
        reader = printed(tmp_path, letter(1, box=box), letter(2, box=box, cover=cover(2, 2)))
        sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages}
        assert sizes == {size}


def test_a_letter_sealed_before_there_were_slips_keeps_its_last_page(tmp_path: Path) -> None:
    documents = {**letter(1).documents, L: document(["L1a", "L1b"])}
    assert bodies(printed(tmp_path, letter(1, documents=documents)))[:2] == ["L1a", "L1b"]
    assert bodies(printed(tmp_path, letter(1, documents=documents))).count("L1b") == 4


# --- Manifest, bookmarks, covers ----------------------------------------------------------------


def front(reader: PdfReader) -> str:
    return " ".join(reader.pages[0].extract_text().split())


def test_the_manifest_lists_each_envelope_with_its_sheets_and_counts_them_all(
    tmp_path: Path,
) -> None:
    told = front(printed(tmp_path, letter(1), letter(2)))
    for words in (
        "Print run 7",
        "Printed 11:03 by Ada Admin",
        "Envelopes, specialist 2",
        "Envelopes, general practice 2",
        "Envelopes, patient 2",
        "Envelopes in all 6",
        "File copies, last in the stack, no envelope 2",
        "Sheets after this manifest 22",
        "1 Specialist Ms V. Artery L1, version 1 3",
        "2 General practice Dr G. Sample L1, version 1 3",
        "4 Specialist Ms V. Artery L2, version 1 3",
        "6 Patient Ida Łukasz No address is recorded",
    ):
        assert words in told
    assert "Left out" not in told
    assert "Covers" not in told
    assert told.count("No address is recorded") == 2


def test_a_long_manifest_lists_every_envelope_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "ROWS", 4)
    reader = printed(tmp_path, *map(letter, range(1, 6)))
    pages = [
        page.extract_text() for page in reader.pages if "Manifest, sheet" in page.extract_text()
    ]
    assert len(pages) == 4
    numbers = [
        int(line.split()[0])
        for page in pages
        for line in page.splitlines()
        if line.split()[1:2] in (["Specialist"], ["General"], ["Patient"])
    ]
    assert numbers == list(range(1, 16))
    assert pages[0].count("Envelopes in all") == 1
    assert not any("Envelopes in all" in page for page in pages[1:])


def test_what_is_left_out_stands_on_the_manifest_with_its_reason(tmp_path: Path) -> None:
    left_out = (LeftOut("L9, version 1", "It was cancelled: superseded by version 2."),)
    told = front(printed(tmp_path, letter(1), left_out=left_out))
    assert "Left out: 1 letter" in told
    assert "L9, version 1 It was cancelled: superseded by version 2." in told


def test_a_run_of_nothing_says_so(tmp_path: Path) -> None:
    reader = printed(tmp_path, left_out=(LeftOut("L9, version 1", "It was cancelled."),))
    assert "There is nothing to put into envelopes." in front(reader)
    assert "Sheets after this manifest 0" in front(reader)


def test_bookmarks_and_page_labels_lead_to_each_envelope(tmp_path: Path) -> None:
    reader = printed(tmp_path, letter(1), letter(2))
    outline: Any = reader.outline
    marks = {each.title: reader.get_destination_page_number(each) for each in outline}
    assert list(marks) == [
        "Manifest",
        "Envelope 1: specialist, L1",
        "Envelope 2: general practice, L1",
        "Envelope 3: patient, L1",
        "Envelope 4: specialist, L2",
        "Envelope 5: general practice, L2",
        "Envelope 6: patient, L2",
        "File copy of L1",
        "File copy of L2",
    ]
    assert marks["Envelope 2: general practice, L1"] == 8
    assert "L1gp" in reader.pages[8].extract_text()
    labels = reader.page_labels
    assert labels[:3] == ["Manifest p1", "Manifest p2", "Envelope 1 p1"]
    assert labels[8:10] == ["Envelope 2 p1", "Envelope 2 p2"]
    assert labels[-4:] == ["File L2 p1", "File L2 p2", "File L2 p3", "File L2 p4"]


def test_a_reprint_has_a_cover_of_its_own_and_says_which_copy_it_is(tmp_path: Path) -> None:
    reader = printed(tmp_path, letter(1), letter(2, cover=cover(2, 3)))
    sheets = places(reader)
    at = next(n for n, (mark, _) in enumerate(sheets) if mark == "Not for an envelope")
    assert sheets[at] == ("Not for an envelope", "L2 cover, sheet 1 of 1")
    assert sheets[at + 1] == ("For the specialist, copy 3", "Envelope 4, sheet 1 of 3")
    assert sheets[at - 1] == ("Copy for the patient", "Envelope 3, sheet 3 of 3")
    assert {mark for mark, place in sheets if place.startswith("L2, ")} == {"File copy, copy 3"}
    text = next(text for page in lines(reader) if "L2 cover" in (text := " ".join(page)))
    assert "Copy 3 of letter L2, version 1" in text
    assert "Printed 11:03 by Ada Admin, because: The printer jammed" in text
    assert "ab" * 32 in text.replace(" ", "")
    told = front(reader)
    assert "Covers of letters printed before, no envelope 1" in told
    assert "4 Specialist Ms V. Artery L2, version 1, copy 3" in told
    assert "1 Specialist Ms V. Artery L1, version 1 3" in told


def test_the_marks_need_no_font_of_the_printer(tmp_path: Path) -> None:
    page: Any = printed(tmp_path, letter(1)).pages[2]
    font = page["/Resources"]["/Font"]["/Mark"]
    assert font["/FontDescriptor"]["/FontFile2"].get_data()
    assert len(font["/Widths"]) == font["/LastChar"] - font["/FirstChar"] + 1
