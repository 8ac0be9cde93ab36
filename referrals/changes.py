"""What changed from a signed intake to its follow-up, or from the rules of then to those of today.

Answers are compared as codes, so that a question that is worded differently by now is no change, and
told in words: those of the signed document for what was, today's for what is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from intake.actions import FROM_PATIENT
from intake.answers import write_document
from intake.findings import KEYS
from intake.readings import LEGS, Answers
from intake.scores import SCORES
from referrals.differences import ANSWERED, Standings, differences
from referrals.rules.suggestions import SUGGESTIBLES, Urgency
from referrals.snapshot import label_of

NOT_ASKED: Final = "not asked"
NOT_SETTLED: Final = "not settled"


@dataclass(frozen=True)
class ChangedAnswer:
    """An answer, or what was worked out, that differs: "Ferritin", "22 µg/L", "not asked"."""

    label: str
    now: str
    before: str
    key: str = ""  # of an answer


@dataclass(frozen=True)
class ChangedSuggestion:
    """One suggestion that differs. `how` is gained, lost, raised, lowered or answered."""

    label: str
    how: str
    before: Urgency | None
    after: Urgency | None


def changed_answers(signed: Mapping[str, Any], answers: Answers) -> Iterator[ChangedAnswer]:
    """What was recorded otherwise than in the content of a signed snapshot. Age is no answer."""
    was, now = signed["answers"], write_document(answers)
    words = {
        (row["id"], cell["leg"]): cell["text"]
        for section in signed["sections"]
        for part in section["parts"]
        for row in part["rows"]
        for cell in row["cells"]
    }
    for key, (finding, leg) in KEYS.items():
        if key in FROM_PATIENT or _code(was, finding.id, leg) == _code(now, finding.id, leg):
            continue
        yield ChangedAnswer(
            label_of(key),
            finding.describe(answers[key]) if key in answers else NOT_ASKED,
            words.get((finding.id, str(leg or "")), NOT_ASKED),
            key,
        )


def _code(document: Mapping[str, Any], id: str, leg: str | None) -> Any:
    """One answer of an intake document; None where it was not asked."""
    held = document.get(id)
    if leg is None:
        return held
    return held.get(str(leg)) if isinstance(held, Mapping) else None


def changed_classes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[ChangedAnswer]:
    """What was worked out otherwise, of the scores that name a class: "replace iron", "replete"."""
    for score in SCORES.values():
        if not score.options:
            continue
        was, now = old.get(score.id), new.get(score.id)
        for leg in LEGS if score.per_leg else (None,):
            held = [one.get(leg) if isinstance(one, Mapping) else one for one in (was, now)]
            if held[0] == held[1] or not isinstance(held[1], str):
                continue
            yield ChangedAnswer(
                f"{score.label}, {leg}" if leg else score.label,
                score.options.get(held[1], held[1]),
                score.options.get(str(held[0]), str(held[0])) if held[0] else NOT_SETTLED,
            )


def changed_suggestions(old: Standings, new: Standings) -> Iterator[ChangedSuggestion]:
    """Suggestions gained, lost, raised and lowered; and tests whose result is there by now."""
    for each in differences(old, new):
        yield ChangedSuggestion(_label(each.suggestion), each.change.value, each.before, each.after)
    for id, now in new.items():
        was = old.get(id)
        if was is None or was.urgency != now.urgency:
            continue
        if ANSWERED in now.note and ANSWERED not in was.note:
            yield ChangedSuggestion(_label(id), "answered", was.urgency, now.urgency)


def _label(id: str) -> str:
    """A suggestion that the rule book no longer has keeps its id."""
    found = SUGGESTIBLES.get(id)
    return found.label if found else id
