"""Which questions of a section are shown to the nurse, and how far the section is answered.

A question is *shown* when it is core, answered, or its `ask_when` is true; otherwise *folded* one tap
away, for what is rarely worth asking may still be found: also where a leg hurts that is said not to.
It is *gone* only when it is known to be irrelevant: a detail of something absent, impossible for this
patient, or of a leg that cannot be examined. Folded means not asked, never absent. What a physician
asks for is shown unless it is gone; on a leg that was only not examined so far, it is shown, too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from intake.actions import FROM_PATIENT
from intake.answers import EXAMINED, answer_in
from intake.findings.finding import AMPUTATED, Finding, Section
from intake.logic import Condition, bind, judge
from intake.models import Intake
from intake.readings import Answers, Leg
from intake.scores.general import pain_on_leg

EXAMINED_KEYS: Final = frozenset(key for key, _, _ in EXAMINED)


class Standing(StrEnum):
    SHOWN = "shown"
    FOLDED = "folded"
    GONE = "gone"


def keys_of(section: Section) -> Iterator[tuple[Finding, str, Leg | None]]:
    """Every answer that a section may ask for, in order."""
    for finding in section.findings:
        if not finding.retired:
            for key, leg in finding.answer_keys():
                yield finding, key, leg


def standings(section: Section, intake: Intake, answers: Answers) -> dict[str, Standing]:
    """How each answer of the section stands, by key."""
    return {
        key: _standing(finding, key, leg, intake, answers) for finding, key, leg in keys_of(section)
    }


def _standing(
    finding: Finding, key: str, leg: Leg | None, intake: Intake, answers: Answers
) -> Standing:
    if key in FROM_PATIENT:
        return Standing.SHOWN
    own = answer_in(intake, key)
    # What counts is never out of sight, whatever else says that it is irrelevant.
    if own is not None and answers.value(key) is not None:
        return Standing.SHOWN
    is_wanted = key in intake.wanted
    if own is None and key in EXAMINED_KEYS and (why := getattr(intake, f"not_examinable_{leg}")):
        is_asked = key in intake.unparsed or (is_wanted and why != AMPUTATED)
        return Standing.SHOWN if is_asked else Standing.GONE

    def holds(condition: Condition | None) -> bool | None:
        if condition is None:
            return None
        return judge(bind(condition, leg) if leg else condition, answers).value

    is_recorded = own is not None or key in intake.unparsed
    is_called_for = is_recorded or is_wanted
    if finding.of_pain and not is_called_for and holds(pain_on_leg.present()) is False:
        return Standing.FOLDED
    if finding.core:
        return Standing.SHOWN

    if holds(finding.follows) is False or holds(finding.impossible_when) is True:
        return Standing.GONE
    if holds(finding.ask_when) is True or is_called_for:
        return Standing.SHOWN
    return Standing.FOLDED


def row_standings(section: Section, found: Mapping[str, Standing]) -> dict[str, Standing]:
    """How each question stands as a whole, by finding: the more visible of its two legs."""
    order = list(Standing)
    return {
        finding.id: min((found[key] for key, _ in finding.answer_keys()), key=order.index)
        for finding in section.findings
        if not finding.retired
    }


@dataclass(frozen=True)
class Progress:
    """How many of the questions that are shown have an answer."""

    answered: int
    shown: int

    @property
    def words(self) -> str:
        if not self.shown:
            return "Nothing has to be asked"
        if not self.answered:
            return f"Not started (0 of {self.shown})"
        return f"Answered {self.answered} of {self.shown}"


def progress(section: Section, intake: Intake, found: Mapping[str, Standing]) -> Progress:
    """Progress over what is shown; what comes from the patient is not counted."""
    shown = [
        key
        for _, key, _ in keys_of(section)
        if found[key] is Standing.SHOWN and key not in FROM_PATIENT
    ]
    answered = sum(answer_in(intake, key) is not None for key in shown)
    return Progress(answered, len(shown))
