"""Where it hurts, from a snapshot's content: the marked legs, and the words beside them."""

from dataclasses import dataclass

from intake.body_map.drawing import Drawing, drawings
from intake.body_map.regions import FINDING
from intake.readings import Leg
from referrals.frozen import LEGS, NOT_RECORDED, Content, code_of, row_of


@dataclass(frozen=True)
class PainMap:
    """`drawings` is empty where no place is marked: the words then say why."""

    drawings: tuple[Drawing, ...]
    words: tuple[tuple[str, str], ...]  # leg, its answer as it was frozen
    told: str  # the same in one sentence, for those who cannot see the drawings


def pain_map(content: Content) -> PainMap:
    """The body map of a snapshot; of an old one, whatever of it can still be drawn."""
    marked = {Leg(leg): code_of(content, FINDING.id, leg) or () for leg in LEGS}
    row = row_of(content, FINDING.id)
    words = tuple((leg, row.text_of(leg) if row else NOT_RECORDED) for leg in LEGS)
    return PainMap(
        drawings(marked) if any(marked.values()) else (),
        words,
        " ".join(f"{leg.capitalize()} leg: {text}." for leg, text in words),
    )
