"""Finding entries of the rule book: by any word that stands in them, by kind, urgency and area."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from referrals.rulebook import rulebook
from referrals.rulebook.entries import Entry, RuleEntry

PARTS: Final = {
    "rules": "Rules",
    "causes": "Causes",
    "terms": "Terms",
    "scores": "Scores",
    "disagreements": "Where guidelines disagree",
    "sources": "Sources",
}


@dataclass(frozen=True)
class Wanted:
    """What is looked for. Kind, urgency and area are those of rules; empty is everything."""

    text: str = ""
    part: str = ""
    kind: str = ""
    urgency: str = ""
    area: str = ""

    @property
    def is_of_rules(self) -> bool:
        return bool(self.kind or self.urgency or self.area)


@dataclass(frozen=True)
class Group:
    """Entries under one heading; `part` is the part of the book, `about` more of an area."""

    part: str
    title: str
    entries: tuple[Any, ...]
    about: str = ""


def find(wanted: Wanted) -> list[Group]:
    """By area while looking through; when words are searched, the best matches of each part first."""
    words = wanted.text.casefold().split()
    groups = []
    for part, areas in _parts().items():
        is_left_out = wanted.part not in ("", part) or (wanted.is_of_rules and part != "rules")
        if is_left_out:
            continue
        kept = [
            Group(
                part, area.title, tuple(each for each in area.entries if _fits(each, wanted, words))
            )
            for area in areas
        ]
        if words:
            entries = sorted(
                (each for group in kept for each in group.entries),
                key=lambda entry: _distance(entry, words),
            )
            kept = [Group(part, PARTS[part], tuple(entries))]
        groups += [group for group in kept if group.entries]
    return groups


@cache
def _parts() -> dict[str, tuple[Group, ...]]:
    book = rulebook()

    def whole(part: str, entries: tuple[Any, ...]) -> tuple[Group, ...]:
        return (Group(part, PARTS[part], entries),)

    return {
        "rules": tuple(Group("rules", area.title, area.entries) for area in book.areas),
        "causes": tuple(Group("causes", area.title, area.entries) for area in book.cause_areas),
        "terms": whole("terms", book.terms),
        "scores": whole("scores", book.scores),
        "disagreements": whole("disagreements", book.disagreements),
        "sources": whole("sources", book.sources),
    }


@cache
def _texts() -> dict[str, str]:
    """All the words of each entry, by slug."""
    return {
        slug: " ".join(entry.all_words()).casefold() for slug, entry in rulebook().entries.items()
    }


def _fits(entry: Entry, wanted: Wanted, words: list[str]) -> bool:
    if isinstance(entry, RuleEntry) and (
        (wanted.kind and wanted.kind not in entry.kinds)
        or (wanted.urgency and wanted.urgency not in _urgencies(entry))
        or (wanted.area and wanted.area != entry.area)
    ):
        return False
    return all(word in _texts()[entry.slug] for word in words)


def _urgencies(rule: RuleEntry) -> set[str]:
    return {str(rule.urgency), *(str(each.to) for each in rule.raised)}


def _distance(entry: Entry, words: list[str]) -> int:
    """Nearest is what is called so, then what has the words in its name."""
    name = f"{entry.id} {entry.label}".casefold()
    if entry.id.casefold() in words:
        return 0
    return 1 if all(word in name for word in words) else 2
