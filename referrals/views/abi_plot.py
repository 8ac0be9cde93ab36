"""The ABI of both legs over the visits, as a small picture with the same in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from intake.readings import LEGS, Answers, Leg
from intake.scores.pressures import abi
from intake.scores.thresholds import ABI_ABNORMAL, ABI_NONCOMPRESSIBLE

WIDTH, HEIGHT = 150, 56  # of the picture, in its own units
MARGIN: Final = 6
TOP: Final = Decimal("1.60")  # the index at the upper edge; what is above is drawn there


@dataclass(frozen=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True)
class AbiPlot:
    """One leg: the points, the two limits of the bands, and what they show in words."""

    leg: str
    points: tuple[Point, ...]
    path: str
    limits: tuple[tuple[str, float], ...]
    words: str
    width: int = WIDTH
    height: int = HEIGHT


def abi_plots(visits: Iterable[tuple[date, Answers]], now: Answers) -> list[AbiPlot]:
    """A plot for each leg that has an index now or had one before; none for a first visit."""
    earlier = list(visits)
    plots = []
    for leg in LEGS:
        told = [
            (f"{on:%-d %b %Y}", value)
            for on, answers in earlier
            if (value := _index(answers, leg)) is not None
        ]
        current = _index(now, leg)
        if told:
            plots.append(_plot(leg, told, current))
    return plots


def _index(answers: Answers, leg: Leg) -> Decimal | None:
    value = abi.read(answers, leg).value
    return None if value is None else Decimal(str(value))


def _plot(leg: Leg, told: Sequence[tuple[str, Decimal]], current: Decimal | None) -> AbiPlot:
    values = [value for _, value in told] + ([current] if current is not None else [])
    step = (WIDTH - 2 * MARGIN) / max(1, len(values) - 1)
    points = tuple(Point(round(MARGIN + i * step, 1), _y(value)) for i, value in enumerate(values))
    words = [f"{value:.2f} on {on}" for on, value in told]
    words.append("not measured now" if current is None else f"{current:.2f} now")
    return AbiPlot(
        str(leg),
        points,
        "M" + " L".join(f"{point.x} {point.y}" for point in points),
        tuple((str(limit.value), _y(limit.value)) for limit in (ABI_ABNORMAL, ABI_NONCOMPRESSIBLE)),
        ", ".join(words),
    )


def _y(value: Decimal) -> float:
    share = min(max(value, Decimal(0)), TOP) / TOP
    return round(MARGIN + float(1 - share) * (HEIGHT - 2 * MARGIN), 1)
