"""Letters and summaries as PDF: complete, the same for ever, readable by people and by machines."""

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pypdf import PdfReader

from intake import actions, printing
from intake.findings import FINDINGS
from intake.models import Intake, Patient, User
from referrals import pdf
from referrals.assess import assess
from referrals.letters import letter_of
from referrals.models import Letter, Snapshot
from referrals.snapshot import freeze_unsigned
from tests.intake.patients import patient as answers_by_hand
from tests.pdf_text import lines_of, packed, pages_of
from tests.referrals.printed import letter_with
from tests.referrals.signed_intakes import EVERYTHING, REST_PAIN, Answer, signed
from tests.referrals.test_letters import HEADINGS

BLACK = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)\b")


@pytest.fixture(autouse=True)
def no_warnings() -> Iterator[None]:
    """A rendering that logs a warning fails its test."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(f"{record.name}: {record.getMessage()}")

    ear = Ear(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(ear)
    yield
    for logger in loggers:
        logger.removeHandler(ear)
    assert not heard, heard


@pytest.fixture
def people(nurse: User, physician: User) -> dict[str, User]:
    return {"nurse": nurse, "physician": physician}


@pytest.fixture
def rest_pain(intake: Intake, answer: Answer, people: dict[str, User]) -> Snapshot:
    return signed(intake, REST_PAIN, answer, people)


@pytest.fixture
def letter(rest_pain: Snapshot) -> Letter:
    return rest_pain.letters.get(suggestion__suggestion="vascular_surgery")


def fonts(document: bytes) -> dict[str, Any]:
    """Every font of the file with its descriptor."""
    found = {}
    page: Any
    for page in PdfReader(BytesIO(document)).pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()["/DescendantFonts"][0].get_object()
            found[font["/BaseFont"]] = font["/FontDescriptor"].get_object()
    return found


def in_order(text: str, *words: str) -> bool:
    """Whether all of the words stand in the text, one after the other."""
    place = 0
    for each in words:
        place = text.find(each, place)
        if place < 0:
            return False
    return True


def check_document(document: bytes) -> None:
    """What holds of every document: tagged, titled, its fonts inside, black on white."""
    reader = PdfReader(BytesIO(document))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata
    assert reader.metadata.title
    found = fonts(document)
    assert found
    assert all("/FontFile2" in each or "/FontFile3" in each for each in found.values()), found
    for page in reader.pages:
        contents = page.get_contents()
        assert contents is not None
        for red, green, blue in BLACK.findall(contents.get_data()):
            assert float(red) == float(green) == float(blue) == 0


def check_furniture(texts: list[str], *words: str) -> None:
    """Patient, version and page x of y on each page."""
    for number, text in enumerate(texts, 1):
        for each in (*words, f"Page {number} of {len(texts)}"):
            assert each in text, f"{each} is not on page {number}"


# --- Letters ------------------------------------------------------------------------------------


def test_letter_of_rest_pain(letter: Letter):
    document = pdf.letter_pdf(letter)
    check_document(document)
    *texts, slip = pages_of(document)
    assert "Reply slip" in slip
    check_furniture(
        texts,
        "INVENTED, Ingrid",
        "born 3 February 1950",
        "943 476 5919",
        f"Letter L{letter.pk}, version 1",
        "Signed ",
    )
    first = texts[0]
    assert in_order(
        first,
        "Soleus demo clinic",
        "Ms V. Artery",
        "Urgent, within 2 weeks",
        "Rest pain yes",
        "Tissue loss left no",
        "ABI left 0.42, abnormal",
        "Reason for referral and question",
        "Rest pain in the left leg with ABI 0.42. Is revascularisation indicated",
    )
    # The question stands in the upper part: before a third of the page's text.
    assert first.index("Is revascularisation indicated") < len(first) / 2
    text = " ".join(texts)
    assert not [heading for heading in HEADINGS if heading not in text]
    assert in_order(text, "Distribution list", "Signed electronically", "Not asked or not assessed")
    assert "Patient and carer concerns not recorded" in text
    assert "Safety alerts" not in text
    assert "Petra Physician" in text
    assert "Consultant, registration 1234567" in text


def test_letter_has_the_same_bytes_for_ever(letter: Letter, patient: Patient, nurse: User):
    before = pdf.letter_pdf(letter)
    patient.family_name = "Renamed"
    actions.save_patient(patient, by=nurse)
    letter.specialist.name = "Somebody else"
    letter.specialist.save()
    assert pdf.letter_pdf(Letter.objects.get(pk=letter.pk)) == before


def test_nasty_texts_are_printed_as_typed(letter: Letter):
    content = letter.snapshot.content
    name = "O'BRIEN <b>&amp; \U0001f9b5 \u05e9\u05dc\u05d5\u05dd \u202e" + "Long" * 20
    content["patient"]["name"] = f"{name}, {'Given ' * 16}"
    content["patient"]["address"] = "<script>alert(1)</script>\n" + "x" * 200
    content["intake"]["concerns"] = 'He said: "it\'s <terrible>"\x07\nand more'
    for each in content["suggestions"]:
        if each["specialist"]:
            each["specialist"]["address"] = "\n".join(f"Line {n} of an address" for n in range(12))
    for document in (pdf.letter_pdf(letter), pdf.summary_pdf(letter.snapshot)):
        check_document(document)
        texts = [text for text in pages_of(document) if "Reply slip" not in text]
        check_furniture(texts, "O'BRIEN <b>&amp; [leg]", "943 476 5919")
        text = packed(" ".join(texts))
        assert 'Hesaid:"it\'s<terrible>"andmore' in text
    assert packed("<script>alert(1)</script>") in packed(" ".join(pages_of(pdf.letter_pdf(letter))))


@pytest.mark.parametrize("lines", range(0, 33, 4))
def test_no_heading_is_left_behind_at_the_foot_of_a_page(lines: int):
    """The question pushes everything below it down, line by line, over the edge of the page."""
    letter = letter_with(question="What do you advise?\n" * (lines + 1))
    texts = lines_of(pdf.letter_pdf(letter))
    heads = {"Finding Left Right", *HEADINGS}
    for block in letter_of(
        letter.snapshot.content, "vascular_surgery", number=12, version=1
    ).blocks:
        heads |= {block.title, *(table.caption for table in block.tables)}
    for page in texts:
        # The running head is drawn after the page's own text.
        own = page[: next(n for n, line in enumerate(page) if "INVENTED, Ingrid born" in line)]
        assert own[-1].strip() not in heads


# --- Summaries ----------------------------------------------------------------------------------


def test_summary_of_rest_pain(rest_pain: Snapshot, intake: Intake):
    document = pdf.summary_pdf(rest_pain)
    check_document(document)
    texts = pages_of(document)
    check_furniture(
        texts,
        "INVENTED, Ingrid",
        "born 3 February 1950",
        "Female",
        "943 476 5919",
        "H0001",
        f"Intake {intake.pk}, version 1",
        "Signed ",
    )
    text = " ".join(texts)
    assert in_order(
        text,
        "Intake summary",
        "Overall urgency: Urgent, within 2 weeks",
        "Chronic limb-threatening ischaemia, left leg",
        "As measured",
        "Arm systolic pressure 140 mmHg 148 mmHg",
        "Worked out",
        "0.42 (62/148 mmHg)",
        "Measured:",
        "What led to the suggestions",
        "Unknown, and it matters",
        "Suggestions and decisions",
        "Vascular surgery",
        "All findings",
        "Not asked:",
        "Who and when",
        "Decision support, not a diagnosis.",
    )
    assert "Nora Nurse" in text
    assert rest_pain.content["rules_hash"][:12] in text
    assert "Not assessed, dressing or cast: State of the skin (right)" in text or (
        "not assessed: dressing or cast" in text
    )


@pytest.mark.parametrize(
    "answers", [{}, {"pain_side": "left"}, EVERYTHING], ids=["none", "one", "all"]
)
def test_summary_loses_no_finding(
    answers: dict[str, str],
    intake: Intake,
    patient: Patient,
    answer: Answer,
    people: dict[str, User],
):
    snapshot = signed(intake, answers, answer, people)
    document = pdf.summary_pdf(snapshot)
    check_document(document)
    texts = pages_of(document)
    header = re.compile(re.escape(packed(str(patient))) + r"born.*?Page\d+of\d+")
    text = "".join(header.sub("", packed(each)) for each in texts)
    start = text.index("Allfindings")
    lost = [f.label for f in FINDINGS.values() if packed(f.label) not in text[start:]]
    assert not lost


def test_summary_shows_what_could_not_be_read(
    intake: Intake, nurse: User, answer: Answer, people: dict[str, User]
):
    actions.record(intake, {"temp_c": "hot & bothered"}, by=nurse)
    text = " ".join(pages_of(pdf.summary_pdf(signed(intake, REST_PAIN, answer, people))))
    assert "Body temperature: “hot & bothered”" in text


def test_an_index_above_140_is_never_called_normal(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    stiff = {
        f"ankle_{artery}_sbp.{leg}": "230" for artery in ("dp", "pt") for leg in ("left", "right")
    }
    text = " ".join(
        pages_of(pdf.summary_pdf(signed(intake, {**REST_PAIN, **stiff}, answer, people)))
    )
    worked_out = text[text.index("Worked out") : text.index("Difference between the arms")]
    assert "ABI class not compressible not compressible" in worked_out
    assert "normal" not in worked_out


def test_unsigned_summary_needs_no_database_and_says_so():
    answers = answers_by_hand({"worse_lying_flat": True})
    content = freeze_unsigned(answers, assess(answers).document())
    document = pdf.summary_of(content)
    check_document(document)
    check_furniture(pages_of(document), "Patient: not recorded", "Not signed")
    assert pdf.summary_of(json.loads(json.dumps(content))) == document


def test_command_line_gives_the_same_bytes_in_every_process(tmp_path: Path):
    intake = tmp_path / "intake.json"
    intake.write_text('{"worse_lying_flat": true, "pain_side": "left"}', encoding="utf-8")
    written = []
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.pdf"
        subprocess.run(  # noqa: S603 (our own command)
            [sys.executable, "manage.py", "suggest", str(intake), "--pdf", str(out)],
            cwd=settings.BASE_DIR,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        written.append(out.read_bytes())
    assert written[0] == written[1]


# --- What a document may use --------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/logo.png",
        "http://127.0.0.1/",
        "file:///etc/passwd",
        f"{printing.FOLDER.as_uri()}/../base.html",
        "data:text/css,p{}",
        "picture:of-another-letter",
    ],
)
def test_nothing_is_fetched_but_the_files_of_the_documents(url: str):
    with pytest.raises(ValueError, match="nothing else is fetched"):
        printing.BundledOnly().fetch(url)
