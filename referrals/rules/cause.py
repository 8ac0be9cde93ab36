"""What a cause is: a disorder that could explain the pain, with signs for it and against it.

How it stands for a patient is counted, never a probability, and can be checked by hand. Each sign
is decisive, typical or a hint; a sign that cannot be told counts for nothing. No sign has to be
absent, so what nobody recorded never speaks for or against anything.

- **Unlikely**: no decisive sign speaks for it, and a decisive sign speaks against it; or at least
  two signs speak against it, and they are more than those for it; or all its decisive and typical
  signs were looked for and are absent.
- **Likely**: no decisive sign speaks against it, and a decisive sign speaks for it; or at least
  three signs speak for it, two of them more than hints, and fewer against it.
- **Possible**: neither, and at least one decisive or typical sign speaks for it, or two hints.
- **Cannot tell**: none of these. Where nothing is known, nothing else can be.

More that speaks for a cause never lowers it in this order, more that speaks against it never
raises it: likely, possible, cannot tell, unlikely.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from intake.logic import Condition, Verdict, any_leg, is_per_leg, judge, say
from intake.readings import Answers
from referrals.rules.rule import CHECKED, NEXT_REVIEW
from referrals.rules.sources import Citation


class Weight(StrEnum):
    """How much a sign says by itself."""

    DECISIVE = "decisive"  # settles it for a clinician, as far as an intake can
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
    def net(self) -> int:
        return len(self.supporting) - len(self.against)

    @property
    def is_worth_listing(self) -> bool:
        return bool(self.supporting) or self.decisive_against > 0

    @property
    def standing(self) -> Standing:
        """As the words at the top of this module say."""
        hints = sum(sign.weight is Weight.HINT for sign, _ in self.supporting)
        more_than_hints = len(self.supporting) - hints
        if not self.decisive_for and (
            self.decisive_against
            or (len(self.against) >= AGAINST_FOR_UNLIKELY and self.net < 0)
            or all(s in self.absent for s in self.cause.supports if s.weight is not Weight.HINT)
        ):
            return Standing.UNLIKELY
        if not self.decisive_against and (
            self.decisive_for
            or (
                len(self.supporting) >= SIGNS_FOR_LIKELY
                and more_than_hints >= TYPICAL_FOR_LIKELY
                and self.net > 0
            )
        ):
            return Standing.LIKELY
        if more_than_hints or hints >= HINTS_FOR_POSSIBLE:
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
            "supporting": [_in_words(sign, verdict) for sign, verdict in self.supporting],
            "against": [_in_words(sign, verdict) for sign, verdict in self.against],
            "unknown": [sign.words for sign in self.unknown],
        }


def _in_words(sign: Sign, verdict: Verdict) -> str:
    """The sign with this patient's own values; not twice where they say the same."""
    values = say(verdict)
    if not values or values.casefold() == sign.words.casefold():
        return sign.words
    return f"{sign.words} ({values})"


def weigh(cause: Cause, answers: Answers) -> Weighing:
    """What speaks for and against a cause, the decisive signs first, and what is not known."""
    supports = [(sign, judge(sign.when, answers)) for sign in cause.supports]
    against = [(sign, judge(sign.when, answers)) for sign in cause.against]
    return Weighing(
        cause,
        tuple(_holding(supports)),
        tuple(_holding(against)),
        frozenset(sign for sign, verdict in supports if verdict.value is False),
        tuple(sign for sign, verdict in (*supports, *against) if verdict.value is None),
    )


def _holding(judged: list[tuple[Sign, Verdict]]) -> list[tuple[Sign, Verdict]]:
    weights = list(Weight)
    true = [pair for pair in judged if pair[1].value is True]
    return sorted(true, key=lambda pair: weights.index(pair[0].weight))


# --- Builders -----------------------------------------------------------------------------------


def decisive(words: str, when: Condition) -> Sign:
    return _sign(words, when, Weight.DECISIVE)


def typical(words: str, when: Condition) -> Sign:
    return _sign(words, when, Weight.TYPICAL)


def hint(words: str, when: Condition) -> Sign:
    return _sign(words, when, Weight.HINT)


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
