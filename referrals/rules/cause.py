"""What a cause is: a disorder that could explain the pain, with signs for it and against it.

How it stands for a patient is counted, never a probability, and can be checked by hand. Each sign
is decisive, typical or a hint; a sign that cannot be told counts for nothing. No sign has to be
absent, so what nobody recorded never speaks for or against anything. A suspicion is what raises a
red flag: while it holds the cause stands as possible at least, whatever speaks against it. It is
not counted otherwise, because it is made of the other signs.

- **Unlikely**: no decisive sign and no suspicion speaks for it, and a decisive sign speaks against
  it; or at least two signs speak against it, and they are more than those for it; or all its signs
  but hints were looked for and are absent.
- **Likely**: no decisive sign speaks against it, and a decisive sign speaks for it; or at least
  three signs speak for it, two of them more than hints, and fewer against it.
- **Possible**: neither, and at least one sign that is more than a hint speaks for it, or two hints.
- **Cannot tell**: none of these. Where nothing is known, nothing else can be.

More that speaks for a cause never lowers it in this order, more that speaks against it never
raises it: likely, possible, cannot tell, unlikely.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from intake.compiled import compiled
from intake.logic import Condition, Verdict, any_leg, any_of, is_per_leg, judge, say
from intake.readings import Answers
from referrals.rules.rule import CHECKED, NEXT_REVIEW, Rule
from referrals.rules.sources import Citation


class Weight(StrEnum):
    """How much a sign says by itself."""

    DECISIVE = "decisive"  # settles it for a clinician, as far as an intake can
    SUSPICION = "suspicion"  # raises a red flag, so that the cause cannot be unlikely
    TYPICAL = "typical"
    HINT = "hint"  # a risk, or something that many causes share


class Standing(StrEnum):
    """How a cause stands, in the order of the result."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    CANNOT_TELL = "cannot_tell"
    UNLIKELY = "unlikely"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()

    @property
    def rank(self) -> int:
        return list(Standing).index(self)


@dataclass(frozen=True)
class Sign:
    """One thing that speaks for or against a cause, in words and as a condition."""

    words: str
    when: Condition
    weight: Weight

    @property
    def is_decisive(self) -> bool:
        return self.weight is Weight.DECISIVE


@dataclass(frozen=True, kw_only=True)
class Cause:
    """`cannot_wait`: where two stand alike, what is dangerous to miss is listed before the other."""

    id: str
    label: str
    row: str  # of the clinical reference, section 3
    supports: tuple[Sign, ...]
    against: tuple[Sign, ...]
    sources: tuple[Citation, ...]
    reviewed: date
    next_review: date
    cannot_wait: bool = False


TYPICAL_FOR_LIKELY: Final = 2
SIGNS_FOR_LIKELY: Final = 3
HINTS_FOR_POSSIBLE: Final = 2
AGAINST_FOR_UNLIKELY: Final = 2


@dataclass(frozen=True)
class Weighing:
    """The signs of a cause for one patient, with the standing that they add up to."""

    cause: Cause
    supporting: tuple[tuple[Sign, Verdict], ...]
    against: tuple[tuple[Sign, Verdict], ...]
    absent: frozenset[Sign]  # signs for it that were looked for and are not there
    unknown: tuple[Sign, ...]

    @property
    def decisive_for(self) -> int:
        return sum(sign.is_decisive for sign, _ in self.supporting)

    @property
    def decisive_against(self) -> int:
        return sum(sign.is_decisive for sign, _ in self.against)

    @property
    def suspicions(self) -> int:
        return sum(sign.weight is Weight.SUSPICION for sign, _ in self.supporting)

    @property
    def net(self) -> int:
        return len(self.supporting) - self.suspicions - len(self.against)

    @property
    def is_worth_listing(self) -> bool:
        return bool(self.supporting) or self.decisive_against > 0

    @property
    def standing(self) -> Standing:
        """As the words at the top of this module say."""
        hints = sum(sign.weight is Weight.HINT for sign, _ in self.supporting)
        more_than_hints = len(self.supporting) - self.suspicions - hints
        if not (self.decisive_for or self.suspicions) and (
            self.decisive_against
            or (len(self.against) >= AGAINST_FOR_UNLIKELY and self.net < 0)
            or all(s in self.absent for s in self.cause.supports if s.weight is not Weight.HINT)
        ):
            return Standing.UNLIKELY
        if not self.decisive_against and (
            self.decisive_for
            or (
                more_than_hints + hints >= SIGNS_FOR_LIKELY
                and more_than_hints >= TYPICAL_FOR_LIKELY
                and self.net > 0
            )
        ):
            return Standing.LIKELY
        if self.suspicions or more_than_hints or hints >= HINTS_FOR_POSSIBLE:
            return Standing.POSSIBLE
        return Standing.CANNOT_TELL

    @property
    def order(self) -> tuple[Any, ...]:
        """Most likely first; of two that stand alike, what is dangerous to miss."""
        return (
            self.standing.rank,
            self.decisive_against - self.decisive_for,
            -self.net,
            not self.cause.cannot_wait,
            int(self.cause.row),
        )

    def document(self) -> dict[str, Any]:
        """The entry of the result object."""
        return {
            "id": self.cause.id,
            "standing": str(self.standing),
            "supporting": [in_words(sign, verdict) for sign, verdict in self.supporting],
            "against": [in_words(sign, verdict) for sign, verdict in self.against],
            "unknown": [sign.words for sign in self.unknown],
        }


def in_words(sign: Sign, verdict: Verdict) -> str:
    """The sign with this patient's own values; not twice where they say the same."""
    values = say(verdict)
    if not values or values.casefold() == sign.words.casefold():
        return sign.words
    return f"{sign.words} ({values})"


def weigh(cause: Cause, answers: Answers) -> Weighing:
    """What speaks for and against a cause, the decisive signs first, and what is not known."""
    supports = [(sign, compiled(sign.when)(answers)) for sign in cause.supports]
    against = [(sign, compiled(sign.when)(answers)) for sign in cause.against]
    return Weighing(
        cause,
        tuple(_holding(supports, answers)),
        tuple(_holding(against, answers)),
        frozenset(sign for sign, value in supports if value is False),
        tuple(sign for sign, value in (*supports, *against) if value is None),
    )


def _holding(
    valued: list[tuple[Sign, bool | None]], answers: Answers
) -> list[tuple[Sign, Verdict]]:
    """The signs that hold, with their working, which is worth its time for them alone."""
    weights = list(Weight)
    true = [(sign, judge(sign.when, answers)) for sign, value in valued if value is True]
    return sorted(true, key=lambda pair: weights.index(pair[0].weight))


# --- Builders -----------------------------------------------------------------------------------


def decisive(words: str, when: Condition) -> Sign:
    return _sign(words, when, Weight.DECISIVE)


def suspicion(words: str, when: Condition) -> Sign:
    return _sign(words, when, Weight.SUSPICION)


def typical(words: str, when: Condition) -> Sign:
    return _sign(words, when, Weight.TYPICAL)


def hint(words: str, when: Condition) -> Sign:
    return _sign(words, when, Weight.HINT)


def raising(red_flag: str, rules: Iterable[Rule]) -> Condition:
    """When one of these rules raises the red flag: their own condition, so that both say the same."""
    first, *more = [rule.when for rule in rules if red_flag in rule.suggest]
    return any_of(first, *more) if more else first


def _sign(words: str, when: Condition, weight: Weight) -> Sign:
    """What is said of a leg is asked of either."""
    return Sign(words, any_leg(when) if is_per_leg(when) else when, weight)


def cause(
    id: str,
    label: str,
    row: int,
    *,
    supports: Iterable[Sign],
    against: Iterable[Sign],
    sources: Iterable[Citation],
    cannot_wait: bool = False,
) -> Cause:
    """A cause, last checked against its sources on CHECKED."""
    return Cause(
        id=id,
        label=label,
        row=str(row),
        supports=tuple(supports),
        against=tuple(against),
        sources=tuple(sources),
        reviewed=CHECKED,
        next_review=NEXT_REVIEW,
        cannot_wait=cannot_wait,
    )
