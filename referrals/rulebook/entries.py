"""The entries of the rule book: what is said of a rule, a cause, a term, a score, a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from referrals.rulebook.words import Line
from referrals.rules.disagreements import Disagreement
from referrals.rules.rule import IfUnknown
from referrals.rules.suggestions import Kind, Suggestible, Urgency


@dataclass(frozen=True)
class Ref:
    """An entry by its slug, as people name it."""

    slug: str
    label: str


@dataclass(frozen=True)
class Told:
    """A condition in plain words and in logic."""

    words: Line
    logic: str


@dataclass(frozen=True)
class Cited:
    """A source where it is cited: with the strength of what it says there."""

    source: Ref
    strength: str
    checked: str


@dataclass(frozen=True)
class Rival:
    """A threshold on which guidelines differ, where it is used."""

    value: str
    source: str
    others: str


@dataclass(frozen=True)
class CaseList:
    """The titles of clinical cases by what they show, and how many patients stand for each."""

    fires: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    count_fires: int = 0
    count_quiet: int = 0
    count_open: int = 0


@dataclass(frozen=True)
class Entry:
    """What every entry has. `slug` is its address on the page and its anchor in the document."""

    slug: str
    id: str
    label: str

    def all_words(self) -> Iterator[str]:
        """All that a search can find it by."""
        yield from (self.slug, self.id, self.label)


@dataclass(frozen=True)
class Raised:
    to: Urgency
    told: Told
    cases: int


@dataclass(frozen=True, kw_only=True)
class RuleEntry(Entry):
    area: str
    suggests: tuple[Suggestible, ...]
    urgency: Urgency
    why: str
    told: Told
    raised: tuple[Raised, ...]
    notes: tuple[tuple[str, Told], ...]
    if_unknown: IfUnknown
    ask_if: Told | None
    waits_for: tuple[str, ...]
    about: tuple[str, ...]
    repeats: bool
    never_false: str
    looks_for: tuple[Ref, ...]
    alternatives: tuple[str, ...]
    cited: tuple[Cited, ...]
    reviewed: date
    next_review: date
    cases: CaseList | None
    rivals: tuple[Rival, ...]
    disagreements: tuple[Ref, ...]
    siblings: tuple[Ref, ...]

    @property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(each.kind for each in self.suggests)

    @property
    def what_if_unknown(self) -> str:
        if self.if_unknown is IfUnknown.ASK_FIRST and self.ask_if is not None:
            return "What is missing is asked for first, as “not yet excluded”, where this is true:"
        return IF_UNKNOWN[self.if_unknown]

    def all_words(self) -> Iterator[str]:
        yield from super().all_words()
        yield from (self.why, self.never_false, self.urgency.label, *self.waits_for, *self.about)
        yield from self.alternatives
        yield from (f"{each.id} {each.label}" for each in self.suggests)
        yield from _told(self.told, *(each.told for each in self.raised))
        yield from _told(*(told for _, told in self.notes))
        yield from (text for text, _ in self.notes)
        yield from _cited(self.cited)
        yield from (each.label for each in self.disagreements)


@dataclass(frozen=True)
class SignEntry:
    words: str
    weight: str
    told: Told


@dataclass(frozen=True, kw_only=True)
class CauseEntry(Entry):
    area: str
    row: str
    cannot_wait: bool
    supports: tuple[SignEntry, ...]
    against: tuple[SignEntry, ...]
    looked_for_by: tuple[Ref, ...]
    cited: tuple[Cited, ...]
    reviewed: date
    next_review: date
    rivals: tuple[Rival, ...]
    disagreements: tuple[Ref, ...]

    def all_words(self) -> Iterator[str]:
        yield from super().all_words()
        for sign in (*self.supports, *self.against):
            yield sign.words
            yield from _told(sign.told)
        yield from _cited(self.cited)


@dataclass(frozen=True, kw_only=True)
class TermEntry(Entry):
    per_leg: bool
    told: Told
    used_by: tuple[Ref, ...]
    rivals: tuple[Rival, ...]
    disagreements: tuple[Ref, ...]

    def all_words(self) -> Iterator[str]:
        yield from super().all_words()
        yield from _told(self.told)


@dataclass(frozen=True)
class Step:
    """What a score counts, or a class it can be, with when it does."""

    label: str
    told: Told | None  # None: where nothing before it holds


@dataclass(frozen=True)
class StepGroup:
    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class ScoreEntry(Entry):
    source: str
    per_leg: bool
    unit: str
    how: str
    explained: str
    read_from: tuple[str, ...]
    classes: tuple[str, ...]
    groups: tuple[StepGroup, ...]
    used_by: tuple[Ref, ...]
    rivals: tuple[Rival, ...]
    disagreements: tuple[Ref, ...]

    def all_words(self) -> Iterator[str]:
        yield from super().all_words()
        yield from (self.source, self.explained, *self.read_from, *self.classes)
        for group in self.groups:
            yield group.title
            for step in group.steps:
                yield step.label
                if step.told is not None:
                    yield from _told(step.told)


@dataclass(frozen=True, kw_only=True)
class SourceEntry(Entry):
    year: int
    identifier: str
    checked: str
    is_unverified: bool
    cited_by: tuple[Ref, ...]

    def all_words(self) -> Iterator[str]:
        yield from super().all_words()
        yield from (str(self.year), self.identifier, self.checked)


@dataclass(frozen=True, kw_only=True)
class DisagreementEntry(Entry):
    disagreement: Disagreement
    settings: tuple[tuple[str, Rival], ...]
    about: tuple[Ref, ...]

    def all_words(self) -> Iterator[str]:
        yield from super().all_words()
        yield from (*self.disagreement.positions, self.disagreement.here)


@dataclass(frozen=True)
class Matters:
    """What looks at sex, age or pregnancy, through which terms and scores, and its sources."""

    entry: Ref
    reads: tuple[str, ...]
    through: tuple[Ref, ...] = field(default=())
    says: tuple[str, ...] = field(default=())


IF_UNKNOWN = {
    IfUnknown.ASK_FIRST: "What is missing is asked for first, as “not yet excluded”, once a part of "
    "it is recorded and true.",
    IfUnknown.ASK: "What is missing is asked for once a part of it is recorded and true.",
    IfUnknown.FIRE: "Nothing is asked for: the indication needs only what can be known without the "
    "test.",
    IfUnknown.SILENT: "Nothing is asked for.",
}


def _told(*some: Told) -> Iterator[str]:
    for told in some:
        yield from told.words.all_words()
        yield told.logic


def _cited(some: tuple[Cited, ...]) -> Iterator[str]:
    for cited in some:
        yield f"{cited.source.label} {cited.strength}"
