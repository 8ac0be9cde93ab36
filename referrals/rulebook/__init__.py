"""The rule book: every rule, cause, term, score, source and disagreement in plain words and in logic.

It is generated from the rule base and nothing else, so it cannot say anything but what the rules do.
The page and docs/rulebook.md lay out what stands here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, Final

from referrals.rule_cases import load_cases
from referrals.rulebook.build import Builder, as_entries
from referrals.rulebook.entries import (
    CauseEntry,
    DisagreementEntry,
    Matters,
    RuleEntry,
    ScoreEntry,
    SourceEntry,
    TermEntry,
)
from referrals.rules import AREAS, MEANING, VERSION, cause, causes

NOTICE: Final = (
    "Decision support, not a diagnosis. The rules need the signature of a clinical safety officer "
    "before they are used on patients; none has been given."
)
INTENDED_USE: Final = (
    "For trained clinical staff who assess adults whose legs hurt at rest, in a clinic or at the "
    "bedside. From what was recorded Soleus names tests, referrals and cautions to consider, each "
    "with its reason and source. A physician decides on each; nothing is ordered or sent by itself.",
    "Not for patients or carers, not for people under 18, and not as the only basis of a decision. "
    "When time presses, act on your own assessment first.",
)
HOW_TO_READ: Final = (
    "A finding that was not recorded is unknown, never absent. A rule is true, false or cannot be "
    "told; only what is true becomes a suggestion.",
    "“On one leg” means on one and the same leg, whichever it is; “on both legs” means on each leg "
    "that there is. A leg recorded as amputated is not there.",
    "Words that are linked are terms or scores with a description of their own.",
    "In logic a finding that is present stands by its id; “is”, “has” and a comparison say its "
    "value. The ids are those of the intake and of the command line.",
)
NOT_MODELLED: Final = (
    "Suicidal distress: no rule looks for it. Whoever is in pain at night for long should be asked "
    "about mood and thoughts of self-harm.",
    "A rash that does not blanch: a sign of sepsis that no finding records.",
    "Oxygen above 40 %: a criterion of sepsis; only whether oxygen is given is recorded.",
    "A graft under the garment: a bypass that compression would press on is not told from other "
    "earlier revascularisation.",
)
# As the module that counts them says it: name and words.
STANDINGS: Final = tuple(
    (name, " ".join(words.split()))
    for name, words in re.findall(
        r"^- \*\*(.+?)\*\*: (.+?)(?=\n-|\n\n)", cause.__doc__ or "", re.DOTALL | re.MULTILINE
    )
)


@dataclass(frozen=True)
class Area:
    """A clinical area; its title and what it holds are the first sentence of its module."""

    id: str
    title: str
    about: str
    entries: tuple[Any, ...]


@dataclass(frozen=True)
class RuleBook:
    version: str
    meaning: str
    areas: tuple[Area, ...]
    cause_areas: tuple[Area, ...]
    terms: tuple[TermEntry, ...]
    scores: tuple[ScoreEntry, ...]
    sources: tuple[SourceEntry, ...]
    disagreements: tuple[DisagreementEntry, ...]
    asks_who: tuple[tuple[str, tuple[Matters, ...]], ...]
    entries: dict[str, Any]  # by slug, in the order of the book

    @property
    def rules(self) -> tuple[RuleEntry, ...]:
        return tuple(entry for area in self.areas for entry in area.entries)

    @property
    def causes(self) -> tuple[CauseEntry, ...]:
        return tuple(entry for area in self.cause_areas for entry in area.entries)

    @property
    def unverified(self) -> tuple[SourceEntry, ...]:
        """What still has to be checked, where something rests on it."""
        return tuple(each for each in self.sources if each.is_unverified and each.cited_by)


@cache
def rulebook() -> RuleBook:
    """The rule book of the rule base in force: made once, because that never changes."""
    builder = Builder(load_cases())
    areas = tuple(
        _area(module, tuple(builder.rule(rule, _id(module)) for rule in module.RULES))
        for module in AREAS
    )
    cause_areas = tuple(
        _area(module, tuple(builder.cause(each, _id(module)) for each in module.CAUSES))
        for module in causes.AREAS
    )
    terms, scores = tuple(builder.terms()), tuple(builder.scores())
    sources, disagreements = tuple(builder.source_entries()), tuple(builder.disagreements())
    return RuleBook(
        version=VERSION,
        meaning=MEANING,
        areas=areas,
        cause_areas=cause_areas,
        terms=terms,
        scores=scores,
        sources=sources,
        disagreements=disagreements,
        asks_who=(
            ("Rules", tuple(builder.rules_that_ask_who())),
            ("Terms", tuple(builder.terms_that_ask_who())),
            ("Scores", tuple(builder.scores_that_ask_who())),
        ),
        entries=as_entries(
            *(area.entries for area in (*areas, *cause_areas)),
            terms,
            scores,
            disagreements,
            sources,
        ),
    )


def _id(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def _area(module: ModuleType, entries: tuple[Any, ...]) -> Area:
    first = (module.__doc__ or "").partition("\n")[0].rstrip(".")
    title, _, about = first.partition(": ")
    if title.startswith("Causes"):
        title = title.partition(",")[0]
    return Area(_id(module), title, about, entries)
