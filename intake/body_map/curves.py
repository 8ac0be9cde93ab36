"""Smooth lines through points, and closed shapes made of pieces of them, as SVG paths."""

from collections.abc import Iterator
from typing import Final

Point = tuple[float, float]
Curve = tuple[Point, ...]  # a smooth line through these points
Loop = tuple[Point, ...]  # a shape: a start, then three points for each cubic Bézier segment

_TENSION: Final = 1 / 6  # of a Catmull-Rom curve written in Bézier segments


def segments(curve: Curve, start: Point, end: Point) -> Iterator[Point]:
    """The Bézier points along a curve from one of its points to another, in either direction."""
    first, last = curve.index(start), curve.index(end)
    step = 1 if first < last else -1
    for place in range(first, last, step):
        here, there = curve[place], curve[place + step]
        behind = curve[place - step] if 0 <= place - step < len(curve) else here
        ahead = curve[place + 2 * step] if 0 <= place + 2 * step < len(curve) else there
        yield _moved(here, behind, there, _TENSION)
        yield _moved(there, here, ahead, -_TENSION)
        yield there


def _moved(point: Point, behind: Point, ahead: Point, share: float) -> Point:
    return (
        point[0] + (ahead[0] - behind[0]) * share,
        point[1] + (ahead[1] - behind[1]) * share,
    )


def loop(*pieces: tuple[Curve, Point, Point]) -> Loop:
    """A closed shape along pieces of curves, each beginning where the last one ended."""
    return (pieces[0][1], *(point for piece in pieces for point in segments(*piece)))


def line(curve: Curve) -> Loop:
    return (curve[0], *segments(curve, curve[0], curve[-1]))


def straight(here: Point, there: Point) -> Loop:
    return (here, there, there)


def box(x: float, y: float, width: float, height: float, radius: float) -> Loop:
    """A box with round corners."""
    right, bottom, k = x + width, y + height, radius * 0.45
    return (
        (x + radius, y),
        *straight((x + radius, y), (right - radius, y)),
        *((right - k, y), (right, y + k), (right, y + radius)),
        *straight((right, y + radius), (right, bottom - radius)),
        *((right, bottom - k), (right - k, bottom), (right - radius, bottom)),
        *straight((right - radius, bottom), (x + radius, bottom)),
        *((x + k, bottom), (x, bottom - k), (x, bottom - radius)),
        *straight((x, bottom - radius), (x, y + radius)),
        *((x, y + k), (x + k, y), (x + radius, y)),
    )


def brace(x: float, top: float, tip: float, low: float) -> Loop:
    """A brace, open to the left, with its tip at the height of what it points to."""
    return (
        (x - 3, top),
        *((x - 1, top), (x, top + 2), (x, top + 5)),
        *straight((x, top + 5), (x, tip - 7)),
        *((x, tip - 3), (x + 2, tip), (x + 5, tip)),
        *((x + 2, tip), (x, tip + 3), (x, tip + 7)),
        *straight((x, tip + 7), (x, low - 5)),
        *((x, low - 2), (x - 1, low), (x - 3, low)),
    )


def mirrored(loop: Loop) -> Loop:
    """The same shape on the other side of the middle."""
    return tuple((-x, y) for x, y in loop)


def path_of(loop: Loop, *, closed: bool = True) -> str:
    """The shape as the `d` of an SVG path."""
    points = [f"{x:.1f} {y:.1f}".replace(".0", "") for x, y in loop]
    curves = "".join(f"C{' '.join(points[at : at + 3])}" for at in range(1, len(points), 3))
    return f"M{points[0]}{curves}{'Z' if closed else ''}"
