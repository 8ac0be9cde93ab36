"""The shape of the legs from the front and from the back, and of each site of the pain on them.

One leg is declared, the one on the right-hand side of a drawing, in points (x, y) with x = 0 in the
middle between the legs and y downwards; the other leg is its mirror image. A border between two
regions is declared once, so that regions meet without a gap.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from intake.body_map.curves import Curve, Loop, box, brace, loop, segments
from intake.findings.pain import pain_site
from intake.readings import Leg

FINDING: Final = pain_site


class View(StrEnum):
    FRONT = "front"
    BACK = "back"


# Which leg of the patient stands on the right-hand side of the drawing.
DRAWN: Final = {View.FRONT: Leg.LEFT, View.BACK: Leg.RIGHT}
LEFT_EDGE, TOP, WIDTH, HEIGHT = -136, 4, 272, 520

# --- The outline, and where borders meet it ------------------------------------------------------

WAIST_MIDDLE, WAIST_SIDE = (0.0, 16.0), (52.0, 12.0)
HIP_SIDE = (67.0, 52.0)
FOLD_SIDE = (77.0, 114.0)  # where the thigh begins
KNEE_TOP_SIDE, KNEE_LOW_SIDE = (65.0, 230.0), (63.5, 273.0)
ANKLE_SIDE, FOOT_SIDE = (57.5, 392.0), (58.0, 425.0)
HEEL_SIDE, BALL_SIDE = (61.0, 449.0), (68.0, 482.0)
CROTCH, PUBIS = (1.2, 117.0), (0.0, 114.5)
KNEE_TOP_INNER, KNEE_LOW_INNER = (28.5, 231.0), (31.5, 273.0)
FOLD_INNER = (5.5, 129.0)
ANKLE_INNER, FOOT_INNER = (32.5, 392.0), (31.5, 425.0)
HEEL_INNER, BALL_INNER = (31.0, 449.0), (26.5, 482.0)

OUTER: Final[Curve] = (
    *(WAIST_SIDE, (58.0, 28.0), HIP_SIDE, (73.5, 82.0), FOLD_SIDE),
    *((77.0, 142.0), (74.0, 174.0), (69.5, 204.0), KNEE_TOP_SIDE, (63.0, 250.0), KNEE_LOW_SIDE),
    *((67.5, 298.0), (69.0, 318.0), (66.5, 345.0), (61.0, 372.0), ANKLE_SIDE),
    *((59.5, 408.0), FOOT_SIDE, HEEL_SIDE, BALL_SIDE),
)
INNER: Final[Curve] = (
    *(CROTCH, FOLD_INNER, (11.5, 152.0), (19.0, 184.0), (25.5, 211.0), KNEE_TOP_INNER),
    *((31.5, 250.0), KNEE_LOW_INNER, (27.0, 295.0), (25.5, 316.0), (28.0, 344.0), (31.5, 372.0)),
    *(ANKLE_INNER, (30.0, 407.0), FOOT_INNER, HEEL_INNER, BALL_INNER),
)
# Two points round each toe and one between two toes, from the little toe to the great toe.
TOES: Final[Curve] = (
    *(BALL_SIDE, (69.5, 489.0), (69.0, 496.0), (65.5, 498.0), (63.0, 495.0)),
    *((63.0, 500.0), (59.5, 504.5), (56.0, 503.5), (54.8, 499.5)),
    *((54.5, 505.5), (50.5, 509.5), (47.0, 508.0), (46.0, 503.5)),
    *((45.5, 510.5), (41.5, 514.0), (38.0, 512.0), (37.5, 507.0)),
    *((37.0, 514.0), (31.5, 518.5), (26.0, 515.5), (24.5, 505.0), (25.0, 493.0), BALL_INNER),
)
WAIST: Final[Curve] = (WAIST_MIDDLE, (26.0, 14.5), WAIST_SIDE)

# --- Borders within the outline ------------------------------------------------------------------

_SPLIT_HIP, _SPLIT_KNEE = (55.0, 115.5), (52.0, 225.5)  # where the outer thigh begins and ends
_SPLIT_BUTTOCK, _SPLIT_HOLLOW = (55.5, 128.0), (52.5, 227.5)  # the same from the back
_GROIN: Final[Curve] = (HIP_SIDE, (46.0, 74.0), (22.0, 98.0), CROTCH)
_THIGH_FRONT: Final[Curve] = (FOLD_SIDE, _SPLIT_HIP, (30.0, 121.0), FOLD_INNER)
_OUTER_THIGH_FRONT: Final[Curve] = (_SPLIT_HIP, (51.5, 150.0), (50.0, 190.0), _SPLIT_KNEE)
_KNEE_TOP: Final[Curve] = (KNEE_TOP_SIDE, _SPLIT_KNEE, (42.0, 224.5), KNEE_TOP_INNER)
_KNEE_LOW: Final[Curve] = (KNEE_LOW_SIDE, (48.0, 279.0), KNEE_LOW_INNER)
_ANKLE_TOP: Final[Curve] = (ANKLE_SIDE, (45.0, 395.0), ANKLE_INNER)
_FOOT_TOP: Final[Curve] = (FOOT_SIDE, (45.0, 431.0), FOOT_INNER)
_TOES_TOP: Final[Curve] = (BALL_SIDE, (48.0, 474.0), BALL_INNER)
_CREST: Final[Curve] = (HIP_SIDE, (45.0, 45.0), (20.0, 54.0), (0.6, 78.0))
_CLEFT: Final[Curve] = ((0.6, 78.0), (0.5, 100.0), CROTCH)
_BUTTOCK_FOLD: Final[Curve] = (FOLD_SIDE, _SPLIT_BUTTOCK, (36.0, 136.5), (17.0, 135.0), CROTCH)
_OUTER_THIGH_BACK: Final[Curve] = (_SPLIT_BUTTOCK, (53.5, 155.0), (51.5, 190.0), _SPLIT_HOLLOW)
_HOLLOW_TOP: Final[Curve] = (KNEE_TOP_SIDE, _SPLIT_HOLLOW, (42.0, 226.5), KNEE_TOP_INNER)
_HOLLOW_LOW: Final[Curve] = (KNEE_LOW_SIDE, (47.0, 275.0), KNEE_LOW_INNER)
_HEEL_TOP: Final[Curve] = (FOOT_SIDE, (45.0, 418.0), FOOT_INNER)
_HEEL_LOW: Final[Curve] = (HEEL_SIDE, (45.5, 456.0), HEEL_INNER)
_BALL_TOP: Final[Curve] = (BALL_SIDE, (48.0, 479.0), BALL_INNER)


def _band(upper: Curve, lower: Curve) -> Loop:
    """Across the whole leg, from one border down to another."""
    return loop(
        (upper, upper[-1], upper[0]),
        (OUTER, upper[0], lower[0]),
        (lower, lower[0], lower[-1]),
        (INNER, lower[-1], upper[-1]),
    )


def _outer_thigh(upper: Curve, side: Curve, lower: Curve) -> Loop:
    return loop(
        (upper, side[0], FOLD_SIDE),
        (OUTER, FOLD_SIDE, KNEE_TOP_SIDE),
        (lower, KNEE_TOP_SIDE, side[-1]),
        (side, side[-1], side[0]),
    )


def _middle_thigh(upper: Curve, side: Curve, lower: Curve) -> Loop:
    return loop(
        (upper, upper[-1], side[0]),
        (side, side[0], side[-1]),
        (lower, side[-1], KNEE_TOP_INNER),
        (INNER, KNEE_TOP_INNER, upper[-1]),
    )


def _toes(upper: Curve) -> Loop:
    return loop((upper, BALL_INNER, BALL_SIDE), (TOES, BALL_SIDE, BALL_INNER))


OUTLINE: Final[Loop] = loop(
    (WAIST, WAIST_MIDDLE, WAIST_SIDE),
    (OUTER, WAIST_SIDE, BALL_SIDE),
    (TOES, BALL_SIDE, BALL_INNER),
    (INNER, BALL_INNER, CROTCH),
    ((CROTCH, PUBIS), CROTCH, PUBIS),
)
# The same as a line, open above and in the middle, where the other leg goes on.
CONTOUR: Final[Loop] = (
    WAIST_SIDE,
    *segments(OUTER, WAIST_SIDE, BALL_SIDE),
    *segments(TOES, BALL_SIDE, BALL_INNER),
    *segments(INNER, BALL_INNER, CROTCH),
    *segments((CROTCH, PUBIS), CROTCH, PUBIS),
)

# Beside the legs: what has no one place on them.
BOX_SIDE, BOX_SIZE, _ROUND = 90.0, 44.0, 9.0
_THIGH_BOX: Final = box(BOX_SIDE, 150, BOX_SIZE, BOX_SIZE, _ROUND)
_LEG_BOX: Final = box(BOX_SIDE, 268, BOX_SIZE, BOX_SIZE, _ROUND)
# A brace from the top to the bottom of what the box beside it means.
BRACES: Final[Mapping[View, Loop]] = {
    View.FRONT: brace(84, 119, 172, 226),
    View.BACK: brace(84, 44, 290, 514),
}

REGIONS: Final[Mapping[View, Mapping[str, Loop]]] = {
    View.FRONT: {
        "hip_groin": loop(
            (_GROIN, CROTCH, HIP_SIDE),
            (OUTER, HIP_SIDE, FOLD_SIDE),
            (_THIGH_FRONT, FOLD_SIDE, FOLD_INNER),
            (INNER, FOLD_INNER, CROTCH),
        ),
        "thigh": _THIGH_BOX,
        "thigh_anterior": _middle_thigh(_THIGH_FRONT, _OUTER_THIGH_FRONT, _KNEE_TOP),
        "thigh_lateral": _outer_thigh(_THIGH_FRONT, _OUTER_THIGH_FRONT, _KNEE_TOP),
        "knee": _band(_KNEE_TOP, _KNEE_LOW),
        "shin": _band(_KNEE_LOW, _ANKLE_TOP),
        "ankle": _band(_ANKLE_TOP, _FOOT_TOP),
        # The back of the foot has no option of its own.
        "foot": _band(_FOOT_TOP, _TOES_TOP),
        "forefoot_toes": _toes(_TOES_TOP),
    },
    View.BACK: {
        "buttock": loop(
            (_CREST, _CREST[-1], HIP_SIDE),
            (OUTER, HIP_SIDE, FOLD_SIDE),
            (_BUTTOCK_FOLD, FOLD_SIDE, CROTCH),
            (_CLEFT, CROTCH, _CREST[-1]),
        ),
        "thigh_posterior": _middle_thigh(_BUTTOCK_FOLD, _OUTER_THIGH_BACK, _HOLLOW_TOP),
        "thigh_lateral": _outer_thigh(_BUTTOCK_FOLD, _OUTER_THIGH_BACK, _HOLLOW_TOP),
        "knee": _band(_HOLLOW_TOP, _HOLLOW_LOW),
        "calf": _band(_HOLLOW_LOW, _ANKLE_TOP),
        "ankle": _band(_ANKLE_TOP, _HEEL_TOP),
        "heel": _band(_HEEL_TOP, _HEEL_LOW),
        "sole": _band(_HEEL_LOW, _BALL_TOP),
        "forefoot_toes": _toes(_BALL_TOP),
        "whole_leg": _LEG_BOX,
    },
}
BESIDE: Final = frozenset({"thigh", "whole_leg"})  # drawn as a box beside the leg
SPANS: Final = frozenset({"thigh", "foot", "whole_leg"})  # shaded below what is exact
VAGUE: Final = frozenset({"thigh", "foot"})  # somewhere within what is shaded

_WHOLE_FOOT: Final[Mapping[View, Loop]] = {
    View.FRONT: loop(
        (_FOOT_TOP, FOOT_INNER, FOOT_SIDE),
        (OUTER, FOOT_SIDE, BALL_SIDE),
        (TOES, BALL_SIDE, BALL_INNER),
        (INNER, BALL_INNER, FOOT_INNER),
    ),
    View.BACK: loop(
        (_HEEL_TOP, FOOT_INNER, FOOT_SIDE),
        (OUTER, FOOT_SIDE, BALL_SIDE),
        (TOES, BALL_SIDE, BALL_INNER),
        (INNER, BALL_INNER, FOOT_INNER),
    ),
}
_WHOLE_LEG: Final[Mapping[View, Loop]] = {
    View.FRONT: loop(
        (_GROIN, CROTCH, HIP_SIDE),
        (OUTER, HIP_SIDE, BALL_SIDE),
        (TOES, BALL_SIDE, BALL_INNER),
        (INNER, BALL_INNER, CROTCH),
    ),
    View.BACK: loop(
        (_CREST, _CREST[-1], HIP_SIDE),
        (OUTER, HIP_SIDE, BALL_SIDE),
        (TOES, BALL_SIDE, BALL_INNER),
        (INNER, BALL_INNER, CROTCH),
        (_CLEFT, CROTCH, _CREST[-1]),
    ),
}
# What is shaded where an option is marked: its region, or all that it spans.
SHADES: Final[Mapping[View, Mapping[str, Loop]]] = {
    view: {
        **{option: loop for option, loop in REGIONS[view].items() if option not in BESIDE},
        "thigh": _band(*ends),
        "foot": _WHOLE_FOOT[view],
        "whole_leg": _WHOLE_LEG[view],
    }
    for view, ends in {
        View.FRONT: (_THIGH_FRONT, _KNEE_TOP),
        View.BACK: (_BUTTOCK_FOLD, _HOLLOW_TOP),
    }.items()
}

# Lines that only make a leg look like one.
LINES: Final[Mapping[View, tuple[Curve, ...]]] = {
    View.FRONT: (
        ((37.5, 258), (36.5, 247), (40, 239.5), (47.5, 237), (55, 239.5), (58, 247), (57, 258)),
        ((41, 265), (44, 268.5), (47.5, 269.5), (51, 268.5), (54, 265)),
        ((43.5, 292), (42, 315), (42.5, 340), (44, 362)),
        ((36, 402), (37.5, 407), (36, 413)),
        ((53.5, 403), (52, 408), (53.5, 414)),
        ((63, 495), (62.2, 488)),
        ((54.8, 499.5), (54.2, 491)),
        ((46, 503.5), (45.6, 494)),
        ((37.5, 507), (37.2, 496)),
        ((27.5, 511), (29.5, 508.5), (32, 508.5), (34, 511)),
    ),
    View.BACK: (
        ((0, 64), (0, 90), (0, 114)),
        ((37, 251), (42, 254.5), (48, 255.5), (54, 254), (59, 250.5)),
        ((47.5, 288), (48.2, 306), (47.5, 330)),
        ((33, 330), (35.5, 340), (41, 346), (46, 343)),
        ((63, 328), (60, 340), (54, 345.5), (49, 341)),
        ((41.5, 372), (42, 390), (40.5, 410)),
        ((49.5, 372), (49.5, 390), (51, 410)),
        ((35, 461), (38.5, 467), (39, 474)),
        ((63, 495), (61.5, 490.5)),
        ((54.8, 499.5), (54, 494)),
        ((46, 503.5), (45.6, 497.5)),
        ((37.5, 507), (37.3, 500)),
    ),
}
