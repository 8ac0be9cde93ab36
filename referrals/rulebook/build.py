"""The rule base written out as the entries of the rule book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from intake.findings import FINDINGS
from intake.logic import Condition
from intake.readings import Leg
from intake.reads import keys_of_operand
from intake.scores.score import Score
from referrals.rule_cases import TableCases
from referrals.rulebook.entries import (
    CaseList,
    CauseEntry,
    Cited,
    DisagreementEntry,
    Entry,
    Matters,
    Raised,
    Ref,
    Rival,
    RuleEntry,
    ScoreEntry,
    SignEntry,
    SourceEntry,
    Step,
    StepGroup,
    TermEntry,
    Told,
)
from referrals.rulebook.folding import fold, speaks_of_a_leg
from referrals.rulebook.found import THRESHOLDS, Found, conditions_of_rule, personal
from referrals.rulebook.notation import in_logic
from referrals.rulebook.words import (
    in_words,
    name_in_words,
    points_in_words,
    score_slug,
    term_slug,
)
from referrals.rules import RULES, sources
from referrals.rules.alternatives import alternatives_to
from referrals.rules.cause import Cause, Sign
from referrals.rules.causes import CAUSES
from referrals.rules.disagreements import DISAGREEMENTS, Disagreement
from referrals.rules.rule import Rule
from referrals.rules.sought import SOUGHT_BY, causes_sought_by
from referrals.rules.sources import ORIGINAL, SECONDARY, UNVERIFIED, Citation, Source
from referrals.rules.suggestions import SUGGESTIBLES

CHECKED: Final = {
    ORIGINAL: "the original was read",
    SECONDARY: "read on a page that quotes it",
    UNVERIFIED: "not checked: the original was not opened",
}
NO_RIVAL: Final = "none known"
MANY: Final = 20  # findings that a formula reads, beyond which their number is said instead


def told(condition: Condition) -> Told:
    return told_folded(fold(condition))


def told_folded(folded: Condition) -> Told:
    return Told(in_words(folded), in_logic(folded))


class Builder:
    """Entry by entry; what they refer to each other by is worked out first."""

    def __init__(self, cases: TableCases | None) -> None:
        self.cases = cases
        self.found = Found()
        self.refs: dict[str, Ref] = {}
        for rule in RULES.values():
            self._ref(rule.id, f"{rule.id} {SUGGESTIBLES[rule.suggest[0]].label}")
        for cause in CAUSES.values():
            self._ref(f"cause-{cause.id}", cause.label)
        for name in self.found.terms:
            self._ref(term_slug(name), name_in_words(name))
        for score in self.found.scores.values():
            self._ref(score_slug(score.id), score.label)
        self.sources = {
            source: f"source-{name.lower().replace('_', '-')}"
            for name, source in vars(sources).items()
            if isinstance(source, Source)
        }
        for source, slug in self.sources.items():
            self._ref(slug, f"{source.title}, {source.year}")
        for each in DISAGREEMENTS:
            self._ref(each.slug, each.issue)
        self.by_id = {
            **{rule: rule for rule in RULES},
            **{name: term_slug(name) for name in self.found.terms},
            **{id_: score_slug(id_) for id_ in self.found.scores},
        }

    def _ref(self, slug: str, label: str) -> None:
        if slug in self.refs:
            raise ValueError(f"two entries of the rule book are called {slug}")
        self.refs[slug] = Ref(slug, label)

    # --- Rules and causes -------------------------------------------------------------------------

    def rule(self, rule: Rule, area: str) -> RuleEntry:
        return RuleEntry(
            slug=rule.id,
            id=rule.id,
            label=", ".join(SUGGESTIBLES[each].label for each in rule.suggest),
            area=area,
            suggests=tuple(SUGGESTIBLES[each] for each in rule.suggest),
            urgency=rule.urgency,
            why=rule.why,
            told=told(rule.when),
            raised=tuple(self._raised(rule)),
            notes=tuple((note.text, told(note.when)) for note in rule.notes),
            if_unknown=rule.if_unknown,
            ask_if=None if rule.ask_if is None else told(rule.ask_if),
            waits_for=tuple(SUGGESTIBLES[each].label for each in rule.deferred_by),
            about=tuple(SUGGESTIBLES[each].label for each in rule.about),
            repeats=rule.repeats,
            never_false=rule.never_false,
            looks_for=tuple(self.refs[f"cause-{id_}"] for id_ in causes_sought_by(rule.id)),
            alternatives=tuple(_alternatives(rule)),
            cited=tuple(self._cited(rule.source)),
            reviewed=rule.reviewed,
            next_review=rule.next_review,
            cases=self._case_list(rule),
            rivals=self._rivals(rule.id),
            disagreements=self._disagreements(*self.found.behind(rule.id)),
            siblings=tuple(
                self.refs[each.id]
                for each in RULES.values()
                if each.row == rule.row and each is not rule
            ),
        )

    def _raised(self, rule: Rule) -> Iterator[Raised]:
        for each in rule.raised:
            known = self.cases.of_raise(rule, each.to) if self.cases else ()
            yield Raised(each.to, told(each.when), sum(1 for _ in known))

    def _case_list(self, rule: Rule) -> CaseList | None:
        if self.cases is None:
            return None
        titles: dict[str, list[str]] = {"fires": [], "quiet": [], "open": []}
        counts: Counter[bool | None] = Counter()
        for row in self.cases.rows(rule):
            verdicts = [case.verdict for case in self.cases.language.spelled_out(rule, row)]
            counts.update(verdicts)
            shows = {True: "fires", False: "quiet", None: "open"}[verdicts[0]]
            titles[shows].append(row.title)
        return CaseList(
            tuple(titles["fires"]),
            tuple(titles["quiet"]),
            tuple(titles["open"]),
            counts[True],
            counts[False],
            counts[None],
        )

    def cause(self, cause: Cause, area: str) -> CauseEntry:
        slug = f"cause-{cause.id}"
        return CauseEntry(
            slug=slug,
            id=cause.id,
            label=cause.label,
            area=area,
            row=cause.row,
            cannot_wait=cause.cannot_wait,
            supports=tuple(_sign(sign) for sign in cause.supports),
            against=tuple(_sign(sign) for sign in cause.against),
            looked_for_by=tuple(self.refs[id_] for id_ in SOUGHT_BY.get(cause.id, ())),
            cited=tuple(self._cited(cause.sources)),
            reviewed=cause.reviewed,
            next_review=cause.next_review,
            rivals=self._rivals(slug),
            disagreements=self._disagreements(*self.found.behind(slug)),
        )

    def _cited(self, citations: Iterable[Citation]) -> Iterator[Cited]:
        for each in citations:
            ref = self.refs[self.sources[each.source]]
            yield Cited(ref, each.strength, CHECKED[each.source.checked])

    # --- Terms and scores -------------------------------------------------------------------------

    def terms(self) -> Iterator[TermEntry]:
        for name, folded in sorted(self.found.terms.items(), key=lambda term: _label_of(term[0])):
            slug = term_slug(name)
            yield TermEntry(
                slug=slug,
                id=name,
                label=name_in_words(name),
                per_leg=speaks_of_a_leg(folded),
                told=told_folded(folded),
                used_by=self._used_by(slug),
                rivals=self._rivals(slug),
                disagreements=self._disagreements(slug),
            )

    def scores(self) -> Iterator[ScoreEntry]:
        for score in sorted(self.found.scores.values(), key=lambda score: score.label.casefold()):
            slug = score_slug(score.id)
            counted = score.worst_of or score
            yield ScoreEntry(
                slug=slug,
                id=score.id,
                label=score.label,
                source=score.source,
                per_leg=score.per_leg,
                unit=score.unit_label,
                how=_how(score),
                explained="" if score.cases else " ".join((score.work_out.__doc__ or "").split()),
                read_from=_read_from(score),
                classes=tuple((score.options or {}).values()),
                groups=tuple(_step_groups(counted)),
                used_by=self._used_by(slug),
                rivals=self._rivals(slug),
                disagreements=self._disagreements(slug),
            )

    def _used_by(self, slug: str) -> tuple[Ref, ...]:
        return tuple(self.refs[each] for each in self.found.used_by.get(slug, {}))

    # --- Sources and disagreements ----------------------------------------------------------------

    def source_entries(self) -> Iterator[SourceEntry]:
        cited_by: dict[Source, dict[str, None]] = {}
        for rule in RULES.values():
            for citation in rule.source:
                cited_by.setdefault(citation.source, {})[rule.id] = None
        for cause in CAUSES.values():
            for citation in cause.sources:
                cited_by.setdefault(citation.source, {})[f"cause-{cause.id}"] = None
        for source, slug in sorted(self.sources.items(), key=lambda pair: pair[0].title.casefold()):
            yield SourceEntry(
                slug=slug,
                id=source.identifier,
                label=source.title,
                year=source.year,
                identifier=source.identifier,
                checked=CHECKED[source.checked],
                is_unverified=source.checked == UNVERIFIED,
                cited_by=tuple(self.refs[each] for each in cited_by.get(source, {})),
            )

    def disagreements(self) -> Iterator[DisagreementEntry]:
        for each in DISAGREEMENTS:
            yield DisagreementEntry(
                slug=each.slug,
                id=str(each.number),
                label=each.issue,
                disagreement=each,
                settings=tuple((name, _rival(name)) for name in each.thresholds),
                about=tuple(self.refs[self.by_id[id_]] for id_ in each.about),
            )

    def _rivals(self, slug: str) -> tuple[Rival, ...]:
        names = self.found.settings.get(slug, {})
        return tuple(_rival(name) for name in names if THRESHOLDS[name].others != NO_RIVAL)

    def _disagreements(self, *slugs: str) -> tuple[Ref, ...]:
        return tuple(self.refs[each.slug] for each in DISAGREEMENTS if self._touches(each, slugs))

    def _touches(self, disagreement: Disagreement, slugs: tuple[str, ...]) -> bool:
        about = {self.by_id[id_] for id_ in disagreement.about}
        settings = {name for slug in slugs for name in self.found.settings.get(slug, {})}
        return bool(about & set(slugs) or settings & set(disagreement.thresholds))

    # --- Sex, age and pregnancy -------------------------------------------------------------------

    def rules_that_ask_who(self) -> Iterator[Matters]:
        for rule in RULES.values():
            if reads := personal(conditions_of_rule(rule)):
                through = tuple(
                    self.refs[used] for used in self.found.uses[rule.id] if self._asks_who(used)
                )
                says = tuple(dict.fromkeys(str(citation) for citation in rule.source))
                yield Matters(self.refs[rule.id], reads, through, says)

    def terms_that_ask_who(self) -> Iterator[Matters]:
        """With the sources of the rules and causes that rest on the term."""
        sources_of = {
            **{rule.id: rule.source for rule in RULES.values()},
            **{f"cause-{cause.id}": cause.sources for cause in CAUSES.values()},
        }
        for name in self.found.terms:
            slug = term_slug(name)
            if reads := self.found.personal_of_term(name):
                through = tuple(
                    self.refs[used]
                    for used in self.found.uses.get(slug, {})
                    if self._asks_who(used)
                )
                says = dict.fromkeys(
                    f"{citation.source.title}, {citation.source.year}"
                    for user, citations in sources_of.items()
                    if slug in self.found.behind(user)
                    for citation in citations
                )
                yield Matters(self.refs[slug], reads, through, tuple(says))

    def scores_that_ask_who(self) -> Iterator[Matters]:
        for score in self.found.scores.values():
            if reads := self.found.personal_of_score(score):
                yield Matters(self.refs[score_slug(score.id)], reads, says=(score.source,))

    def _asks_who(self, slug: str) -> bool:
        what, _, id_ = slug.partition("-")
        if what == "term":
            return bool(self.found.personal_of_term(id_))
        return bool(self.found.personal_of_score(self.found.scores[id_]))


# --- Parts of entries -----------------------------------------------------------------------------


def _label_of(name: str) -> str:
    return name_in_words(name).casefold()


def _alternatives(rule: Rule) -> Iterator[str]:
    """What may be weighed against each of its suggestions, with the question that both answer."""
    for id_ in rule.suggest:
        for question, others in alternatives_to(id_):
            labels = "; ".join(SUGGESTIBLES[each].label for each in others)
            named = f"{SUGGESTIBLES[id_].label}: " if len(rule.suggest) > 1 else ""
            yield f"{named}{question.words} {labels}"


def _sign(sign: Sign) -> SignEntry:
    return SignEntry(sign.words, str(sign.weight), told(sign.when))


def _rival(name: str) -> Rival:
    threshold = THRESHOLDS[name]
    unit = "" if threshold.unit == "ratio" else f" {threshold.unit}"
    return Rival(f"{threshold.value}{unit}", threshold.source, threshold.others)


def _how(score: Score) -> str:
    if score.worst_of:
        return "Points added up for each leg; the higher sum counts."
    if score.items:
        return "Points added up; of each item the first line to hold counts."
    if score.cases:
        return "The first class to hold, from the top."
    return "Worked out by a formula."


def _read_from(score: Score) -> tuple[str, ...]:
    """The findings that a formula reads; of points and classes the steps say it."""
    if score.cases:
        return ()
    keys = keys_of_operand(score, Leg.LEFT if score.per_leg else None)
    labels = dict.fromkeys(FINDINGS[key.partition(".")[0]].label for key in keys)
    return tuple(labels) if len(labels) <= MANY else (f"{len(labels)} findings",)


def _step_groups(score: Score) -> Iterator[StepGroup]:
    for item in score.items:
        yield StepGroup(
            item.label,
            tuple(Step(points_in_words(worth), told(when)) for worth, when in item.bands),
        )
    if score.options and score.cases:
        labels = score.options
        named = tuple(Step(labels[outcome], told(when)) for outcome, when in score.cases)
        yield StepGroup("", (*named, Step(labels[score.otherwise], None)))


def as_entries(*groups: Iterable[Entry]) -> dict[str, Any]:
    return {entry.slug: entry for group in groups for entry in group}
