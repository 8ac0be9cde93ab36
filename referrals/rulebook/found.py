"""What the rule base consists of besides its rules: the terms and scores that conditions use.

Found by walking every condition, so that nothing that a rule rests on can be missing from the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from intake.logic import Claim, Condition, Group, Not, bind, is_per_leg
from intake.readings import Leg
from intake.reads import keys_of_operand, keys_read
from intake.scores import SCORES, thresholds
from intake.scores.score import Score
from intake.scores.thresholds import Threshold
from referrals.rulebook.folding import Named, fold, nodes
from referrals.rulebook.words import score_slug, term_slug
from referrals.rules import RULES
from referrals.rules.cause import Cause
from referrals.rules.causes import CAUSES
from referrals.rules.disagreements import APPLIES_TO, USED_INSIDE
from referrals.rules.rule import Rule

THRESHOLDS: Final = {
    name: each for name, each in vars(thresholds).items() if isinstance(each, Threshold)
}
PERSONAL: Final = {
    "age_years": "age",
    "sex_at_birth": "sex at birth",
    "pregnancy_status": "pregnancy",
}


def conditions_of_rule(rule: Rule) -> tuple[Condition, ...]:
    asked = () if rule.ask_if is None else (rule.ask_if,)
    raised = (each.when for each in rule.raised)
    return (rule.when, *raised, *(note.when for note in rule.notes), *asked)


def conditions_of_cause(cause: Cause) -> tuple[Condition, ...]:
    return tuple(sign.when for sign in (*cause.supports, *cause.against))


def conditions_of_score(score: Score) -> tuple[Condition, ...]:
    return tuple(when for _, when in score.cases)


class Found:
    """Terms by name, scores by id, and which entry uses which."""

    def __init__(self) -> None:
        self.terms: dict[str, Condition] = {}  # folded, about "this" leg
        self.scores: dict[str, Score] = {}
        self.uses: dict[str, dict[str, None]] = {}  # slug → slugs of the terms and scores it uses
        self.used_by: dict[str, dict[str, None]] = {}
        self.settings: dict[str, dict[str, None]] = {}  # slug → names of thresholds
        self._as_written: dict[str, Condition] = {}
        for rule in RULES.values():
            self._take(rule.id, conditions_of_rule(rule))
        for cause in CAUSES.values():
            self._take(f"cause-{cause.id}", conditions_of_cause(cause))
        for score in SCORES.values():
            self._score(score)

    def _take(self, slug: str, conditions: Iterable[Condition]) -> None:
        self.uses.setdefault(slug, {})
        for condition in conditions:
            self._keep_as_written(condition)
            self._take_folded(slug, fold(condition))

    def _take_folded(self, slug: str, folded: Condition) -> None:
        for node in nodes(folded):
            match node:
                case Named(name, part):
                    self._use(slug, term_slug(name))
                    self._term(name, part)
                case Claim(operand=Score() as score):
                    self._use(slug, score_slug(score.id))
                    self._score(score)
            if isinstance(node, Claim):
                self.settings.setdefault(slug, {}).update(dict.fromkeys(_settings_of(node)))

    def _use(self, slug: str, used: str) -> None:
        self.uses.setdefault(slug, {})[used] = None
        self.used_by.setdefault(used, {})[slug] = None

    def _term(self, name: str, part: Condition) -> None:
        if name not in self.terms:
            self.terms[name] = part
            self._take_folded(term_slug(name), part)
        elif self.terms[name] != part:
            raise ValueError(f"two conditions are called {name}")

    def _score(self, score: Score) -> None:
        if score.id in self.scores:
            return
        self.scores[score.id] = score
        slug = score_slug(score.id)
        self.settings.setdefault(slug, {}).update(dict.fromkeys(USED_INSIDE.get(score.id, ())))
        self._take(slug, conditions_of_score(score))
        if isinstance(score.shows, Score):
            self._use(slug, score_slug(score.shows.id))
            self._score(score.shows)

    def _keep_as_written(self, condition: Condition) -> None:
        match condition:
            case Not(part):
                self._keep_as_written(part)
            case Group(parts=parts, name=name):
                if name:
                    self._as_written.setdefault(name, condition)
                for part in parts:
                    self._keep_as_written(part)

    # --- What follows -----------------------------------------------------------------------------

    def behind(self, slug: str) -> Iterator[str]:
        """The slugs of all terms and scores that an entry rests on, itself first, each once."""
        seen = {slug: None}
        waiting = [slug]
        while waiting:
            one = waiting.pop()
            yield one
            for used in self.uses.get(one, {}):
                if used not in seen:
                    seen[used] = None
                    waiting.append(used)

    def personal_of_term(self, name: str) -> tuple[str, ...]:
        return personal((self._as_written[name],))

    def personal_of_score(self, score: Score) -> tuple[str, ...]:
        return _in_words(keys_of_operand(score, Leg.LEFT if score.per_leg else None))


def personal(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Which of age, sex and pregnancy these conditions can look at."""
    return _in_words(
        key
        for condition in conditions
        for key in keys_read(bind(condition, Leg.LEFT) if is_per_leg(condition) else condition)
    )


def _in_words(keys: Iterable[str]) -> tuple[str, ...]:
    read = set(keys)
    return tuple(words for key, words in PERSONAL.items() if key in read)


def _settings_of(claim: Claim) -> Iterator[str]:
    for name, operands in APPLIES_TO.items():
        if claim.operand.id in operands and claim.value == THRESHOLDS[name].value:
            yield name
