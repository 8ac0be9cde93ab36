"""Where it hurts, in the summary: drawn from the snapshot, told in words, readable in black only."""

import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.template.loader import render_to_string
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from pypdf import PdfReader
from weasyprint import HTML

from intake.body_map.drawing import PRINTED_BOX, drawings
from intake.body_map.regions import DRAWN, SHADES, View
from intake.models import Intake, User
from intake.readings import Leg
from referrals import pdf
from referrals.models import Snapshot
from referrals.pain_map import pain_map
from tests.intake.test_body_map import polygon
from tests.pdf_text import text_of
from tests.referrals.signed_intakes import REST_PAIN, Answer, signed

PIXELS = 4  # for each unit of a drawing
BLACK = 128  # darker than this is black


@pytest.fixture
def people(nurse: User, physician: User) -> dict[str, User]:
    return {"nurse": nurse, "physician": physician}


@pytest.fixture
def rest_pain(intake: Intake, answer: Answer, people: dict[str, User]) -> Snapshot:
    return signed(intake, REST_PAIN, answer, people)


def figures(document: bytes) -> list[str]:
    """What is told instead of each picture of a tagged PDF."""
    found: list[str] = []

    def walk(element: Any) -> None:
        element = element.get_object()
        if isinstance(element, list):
            for each in element:
                walk(each)
        elif isinstance(element, dict):
            if element.get("/S") == "/Figure":
                found.append(str(element.get("/Alt", "")))
            walk(element.get("/K", []))

    root: Any = PdfReader(BytesIO(document)).trailer["/Root"]
    walk(root["/StructTreeRoot"]["/K"])
    return found


# --- From the snapshot --------------------------------------------------------------------------


def test_summary_draws_what_was_signed(rest_pain: Snapshot):
    found = pain_map(rest_pain.content)
    marked = {
        (drawn.view, leg.leg, mark.option)
        for drawn in found.drawings
        for leg in drawn.legs
        for mark in leg.marks
        if mark.marked
    }
    assert marked == {("front", "left", "forefoot_toes"), ("back", "left", "forefoot_toes")}
    assert found.words == (("left", "forefoot or toes"), ("right", "not asked"))
    document = pdf.summary_pdf(rest_pain)
    told = "Left leg: forefoot or toes. Right leg: not asked."
    assert figures(document) == [
        f"{view} of both legs, marked where it hurts. {told}" for view in ("Front", "Back")
    ]
    assert "Where it hurts Left leg: forefoot or toes Right leg: not asked" in text_of(document)


@pytest.mark.parametrize(
    ("site", "words"),
    [
        (None, "left leg not asked, right leg not asked"),
        ("none", "left leg none, right leg not asked"),
        ("?declined", "left leg not assessed: declined by the patient, right leg not asked"),
    ],
)
def test_no_empty_map_is_printed(
    site: str | None, words: str, intake: Intake, answer: Answer, people: dict[str, User]
):
    texts = {key: text for key, text in REST_PAIN.items() if key != "pain_site.left"}
    if site:
        texts["pain_site.left"] = site
    document = pdf.summary_pdf(signed(intake, texts, answer, people))
    assert figures(document) == []
    assert f"Where it hurts: {words}." in text_of(document)


def test_old_snapshots_still_print(rest_pain: Snapshot):
    """One from before the question was asked, and one with a site that is no option any more."""
    content = rest_pain.content
    content["answers"]["pain_site"] = {"left": ["back_of_the_shin"]}
    assert all(
        not mark.marked
        for drawn in pain_map(content).drawings
        for leg in drawn.legs
        for mark in leg.marks
    )
    assert pdf.summary_pdf(rest_pain)
    del content["answers"]["pain_site"]
    for section in content["sections"]:
        for part in section["parts"]:
            part["rows"] = [row for row in part["rows"] if row["id"] != "pain_site"]
    document = pdf.summary_pdf(rest_pain)
    assert figures(document) == []
    assert "Where it hurts: left leg not recorded, right leg not recorded." in text_of(document)


# --- On paper -----------------------------------------------------------------------------------


def printed(view: View, marked: set[str], folder: Path) -> NDArray[np.int_]:
    """One view with marks on the left leg, printed and read back as shades of grey."""
    _, _, width, height = (float(each) for each in PRINTED_BOX.split())
    drawn = [each for each in drawings({Leg.LEFT: marked}) if each.view == view]
    picture = render_to_string(
        "intake/body_map_picture.html",
        {"drawings": drawn, "words": "", "width": f"{width}px", "height": f"{height}px"},
    )
    page = f"<style>@page {{size: {width}px {height}px; margin: 0}} svg {{display: block}}</style>"
    HTML(string=f"<body style='margin: 0'>{page}{picture}").write_pdf(folder / "map.pdf")
    subprocess.run(  # noqa: S603 (our own file)
        ["pdftoppm", "-gray", "-r", str(96 * PIXELS), "map.pdf", "map"],  # noqa: S607
        cwd=folder,
        check=True,
    )
    [file] = folder.glob("map-*.pgm")
    pixels = np.asarray(Image.open(file), dtype=int)
    file.unlink()
    return pixels


def share_of_black(pixels: NDArray[np.int_], view: View, option: str, leg: Leg) -> float:
    """How much of a place on one leg is black, its border left out."""
    left, top, *_ = (float(each) for each in PRINTED_BOX.split())
    side = 1 if DRAWN[view] is leg else -1
    corners = [
        ((x * side - left) * PIXELS, (y - top) * PIXELS) for x, y in polygon(SHADES[view][option])
    ]
    area = Image.new("1", (pixels.shape[1], pixels.shape[0]))
    ImageDraw.Draw(area).polygon(corners, fill=1)
    ImageDraw.Draw(area).line([*corners, corners[0]], fill=0, width=4 * PIXELS)
    return float(np.mean(pixels[np.asarray(area)] < BLACK))


@pytest.mark.parametrize(
    ("view", "option", "least", "most"),
    [
        (View.BACK, "calf", 0.25, 0.6),
        (View.FRONT, "shin", 0.25, 0.6),
        (View.FRONT, "thigh", 0.05, 0.25),  # dots: somewhere within
    ],
)
def test_a_mark_is_hatched_in_black_on_its_own_leg(
    view: View, option: str, least: float, most: float, tmp_path: Path
):
    pixels = printed(view, {option}, tmp_path)
    assert least < share_of_black(pixels, view, option, Leg.LEFT) < most
    assert share_of_black(pixels, view, option, Leg.RIGHT) < 0.05
    assert share_of_black(printed(view, set(), tmp_path), view, option, Leg.LEFT) < 0.05
