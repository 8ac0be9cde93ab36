"""The body map: every site of the pain has its place, and the page shows what is recorded."""

import re
from collections.abc import Callable, Collection
from itertools import combinations

import numpy as np
import pytest
from django.test import Client
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from intake.addresses import address_of
from intake.body_map import drawing, regions
from intake.body_map.curves import Loop, mirrored
from intake.body_map.drawing import DrawnLeg, drawings
from intake.body_map.regions import (
    BESIDE,
    FINDING,
    HEIGHT,
    LEFT_EDGE,
    REGIONS,
    SHADES,
    TOP,
    WIDTH,
    View,
)
from intake.models import Intake
from intake.readings import Leg

Answer = Callable[[Intake, dict[str, str]], None]

SCALE = 4  # pixels for each unit
STEPS = 8  # straight pieces for each curve
SMALLEST_TARGET = 24  # units; a figure is never drawn with less than one CSS pixel for each
ALL = [(view, option) for view in View for option in REGIONS[view]]


def polygon(loop: Loop) -> list[tuple[float, float]]:
    """The corners of a shape whose curves are drawn as short straight lines."""
    corners = [loop[0]]
    for at in range(1, len(loop), 3):
        points = np.array([corners[-1], *loop[at : at + 3]])
        for step in range(1, STEPS + 1):
            t = step / STEPS
            weights = np.array([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3])
            x, y = weights @ points
            corners.append((float(x), float(y)))
    return corners


def area_of(loop: Loop) -> NDArray[np.bool_]:
    image = Image.new("1", (WIDTH * SCALE, HEIGHT * SCALE))
    corners = [((x - LEFT_EDGE) * SCALE, (y - TOP) * SCALE) for x, y in polygon(loop)]
    ImageDraw.Draw(image).polygon(corners, fill=1)
    return np.asarray(image)


def box_of(loop: Loop) -> tuple[float, float, float, float]:
    xs, ys = zip(*polygon(loop), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def numbers(path: str) -> list[float]:
    return [float(each) for each in re.findall(r"-?[\d.]+", path)]


def leg_of(view: View, leg: Leg, marked: Collection[str] = ()) -> DrawnLeg:
    drawn = next(each for each in drawings({leg: marked}) if each.view == view)
    return next(each for each in drawn.legs if each.leg == leg)


# --- Geometry -----------------------------------------------------------------------------------


def test_every_option_has_a_region_and_every_region_is_an_option():
    drawn = {option for _, option in ALL}
    assert drawn == set(FINDING.options)
    assert {option for view in View for option in SHADES[view]} == set(FINDING.options)


@pytest.mark.parametrize(("view", "option"), ALL)
def test_region_is_within_the_drawing_and_large_enough_to_hit(view: View, option: str):
    left, top, right, bottom = box_of(REGIONS[view][option])
    assert left >= 0, "on its own side of the middle"
    assert right <= LEFT_EDGE + WIDTH
    assert top >= TOP
    assert bottom <= TOP + HEIGHT
    assert min(right - left, bottom - top) >= SMALLEST_TARGET


@pytest.mark.parametrize("view", View)
def test_printed_part_holds_the_legs(view: View):
    left, top, width, height = numbers(drawing.PRINTED_BOX)
    for option, shade in SHADES[view].items():
        x_low, y_low, x_high, y_high = box_of(shade)
        assert -left >= x_high >= x_low >= 0, option
        assert top <= y_low <= y_high <= top + height, option
    assert left + width == -left


@pytest.mark.parametrize("view", View)
def test_regions_do_not_overlap(view: View):
    areas = {option: area_of(loop) for option, loop in REGIONS[view].items()}
    for one, other in combinations(areas, 2):
        shared = np.count_nonzero(areas[one] & areas[other])
        smaller = min(np.count_nonzero(areas[one]), np.count_nonzero(areas[other]))
        assert shared < smaller / 50, (one, other)


@pytest.mark.parametrize("view", View)
def test_regions_leave_no_gap_on_the_leg(view: View):
    leg = area_of(SHADES[view]["whole_leg"])
    covered = np.zeros_like(leg)
    for option, loop in REGIONS[view].items():
        if option not in BESIDE:
            covered |= area_of(loop)
    assert np.count_nonzero(leg & ~covered) < np.count_nonzero(leg) / 200
    assert np.count_nonzero(covered & ~leg) < np.count_nonzero(leg) / 200


@pytest.mark.parametrize("view", View)
def test_what_spans_several_regions_covers_them(view: View):
    thigh, foot = area_of(SHADES[view]["thigh"]), area_of(SHADES[view]["foot"])
    for option in REGIONS[view]:
        area = area_of(SHADES[view][option])
        if option.startswith("thigh_"):
            assert np.count_nonzero(area & ~thigh) < np.count_nonzero(area) / 50
        if option in ("heel", "sole", "forefoot_toes"):
            assert np.count_nonzero(area & ~foot) < np.count_nonzero(area) / 50
        if option == "knee":
            assert not np.count_nonzero(area & foot)


@pytest.mark.parametrize("view", View)
def test_one_leg_is_the_mirror_image_of_the_other(view: View):
    left, right = leg_of(view, Leg.LEFT), leg_of(view, Leg.RIGHT)
    for one, other in zip(left.marks, right.marks, strict=True):
        assert one.option == other.option
        for a, b in ((one.region, other.region), (one.shade, other.shade)):
            assert numbers(a)[0::2] == [-x for x in numbers(b)[0::2]]
            assert numbers(a)[1::2] == numbers(b)[1::2]
    loop = regions.OUTLINE
    assert mirrored(mirrored(loop)) == loop


def test_sides_are_the_patients():
    """Seen from the front, the patient's right leg is on the left-hand side; from the back, not."""
    for view, first in ((View.FRONT, Leg.RIGHT), (View.BACK, Leg.LEFT)):
        drawn = next(each for each in drawings({}) if each.view == view)
        assert drawn.legs[0].leg == first
        shin = numbers(leg_of(view, first).marks[0].shade)[0::2]
        assert max(shin) <= 0
        assert leg_of(view, first).name_at < 0 < drawn.legs[1].name_at


def test_only_what_is_marked_is_marked():
    for drawn in drawings({Leg.LEFT: {"calf", "knee", "a site that was retired"}}):
        for leg in drawn.legs:
            marked = {mark.option for mark in leg.marks if mark.marked}
            wanted = {"calf", "knee"} & set(SHADES[View(drawn.view)])
            assert marked == (wanted if leg.leg == "left" else set())


# --- The page -----------------------------------------------------------------------------------


def checked(page: str) -> dict[tuple[str, str], set[str]]:
    """What each place on the map says, by key and option; two views of one place are one entry."""
    found: dict[tuple[str, str], set[str]] = {}
    for tag in re.findall(r"<path[^>]*data-region[^>]*>", page):
        key, option, state = (
            re.search(rf'{name}="([^"]*)"', tag)[1]  # type: ignore[index]
            for name in ("data-key", "data-option", "aria-checked")
        )
        found.setdefault((key, option), set()).add(state)
    return found


def test_page_shows_what_is_recorded(as_nurse: Client, intake: Intake, answer: Answer):
    answer(intake, {"pain_site.left": "calf,sole", "pain_site.right": "?declined"})
    page = as_nurse.get(f"/intakes/{address_of(intake)}/pain/").content.decode()
    found = checked(page)
    assert set(found) == {
        (f"pain_site.{leg}", option) for leg in ("left", "right") for option in FINDING.options
    }
    marked = {place for place, states in found.items() if states == {"true"}}
    assert marked == {("pain_site.left", "calf"), ("pain_site.left", "sole")}
    assert all(states == {"false"} for place, states in found.items() if place not in marked)
    assert 'aria-label="Calf, left leg"' in page
    words = dict(re.findall(r'data-words="([^"]+)">([^<]*)<', page))
    assert words == {
        "pain_site.left": "calf, sole",
        "pain_site.right": "not assessed: declined by the patient",
    }


def test_only_the_page_with_the_map_loads_its_script(as_nurse: Client, intake: Intake):
    for section, has_map in (("pain", True), ("examination", False)):
        page = as_nurse.get(f"/intakes/{address_of(intake)}/{section}/").content.decode()
        assert ("body_map.js" in page) is has_map
        assert ("data-body-map" in page) is has_map


def test_physician_sees_the_marked_legs(
    as_physician: Client, as_nurse: Client, intake: Intake, answer: Answer
):
    answer(intake, {"pain_site.left": "calf"})
    as_nurse.post(f"/intakes/{address_of(intake)}/hand-over/")
    page = as_physician.get(f"/review/{intake.pk}/").content.decode()
    assert page.count('fill="url(#marked-') == 1, "the calf is seen from the back only"
    assert re.search(r"Left leg</span> <strong>calf<", page)
    assert re.search(r"Right leg</span> <strong>not asked<", page)
