"""Answers → assessment: verdicts on every rule, suggestions with reasons, causes, what is missing.

A rule that is true becomes suggestions with its working shown. A rule that cannot be told becomes
questions: which missing finding could still bring a suggestion or raise an urgency. Nothing is
hidden: what is answered by a result, or waits for a red flag, stays in its list and says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from intake.completions import needed
from intake.findings import KEYS
from intake.findings.encounter import age_years
from intake.findings.results import lab_hba1c
from intake.findings.results_other import dvt_scan_result, lab_hba1c_age_months
from intake.logic import (
    Claim,
    Condition,
    Group,
    Not,
    Operand,
    Verdict,
    basis_of,
    judge,
    leg_exists,
    legs_of,
    say,
)
from intake.readings import LEGS, Answers, Leg
from intake.scores import SCORES
from intake.scores.compression import compression_safety
from intake.scores.score import Score
from referrals.rules import RULES, VERSION
from referrals.rules.cause import Weighing, weigh
from referrals.rules.causes import CAUSES
from referrals.rules.rule import IfUnknown, Rule
from referrals.rules.suggestions import SUGGESTIBLES, Kind, Suggestible, Urgency
from referrals.stability import CUFF_KEYS, Edge, edges

ADULT_AGE: Final = 18
_PLACE: Final = {key: place for place, key in enumerate(KEYS)}
NOT_FOR_CHILDREN: Final = (
    "Soleus is a tool for adults: nothing is suggested under the age of 18. "
    "What was recorded is kept."
)
HBA1C_HOLDS_MONTHS: Final = 6
# The lists of a result, by kind of suggestion.
LISTS: Final = {
    Kind.RED_FLAG: "red_flags",
    Kind.TEST: "tests",
    Kind.REFERRAL: "referrals",
    Kind.CAUTION: "cautions",
    Kind.SELFCARE: "selfcare",
}


@dataclass(frozen=True)
class Fired:
    """A rule that is true for this patient, at its urgency."""

    rule: Rule
    verdict: Verdict
    urgency: Urgency
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One suggestion with everything that supports it."""

    suggestible: Suggestible
    urgency: Urgency
    fired: tuple[Fired, ...]
    legs: frozenset[Leg]
    answered: bool
    deferred_by: tuple[str, ...]
    # Of a suggestion that rests on cuff pressures: what another reading would make of it.
    edges: tuple[Edge, ...] | None = None

    @property
    def counts(self) -> bool:
        """Whether it bears on the overall urgency."""
        return (
            not self.answered
            and not self.deferred_by
            and self.suggestible.kind not in (Kind.CAUTION, Kind.SELFCARE)
        )

    @property
    def because(self) -> str:
        notes = dict.fromkeys(note for fired in self.fired for note in fired.notes)
        return " ".join([*notes, say(*(fired.verdict for fired in self.fired))])

    @property
    def leg(self) -> str | None:
        if len(self.legs) == len(LEGS):
            return "both"
        return str(next(iter(self.legs))) if self.legs else None

    @property
    def stability(self) -> dict[str, Any] | None:
        """Stable or on the edge, and why; None where no cuff pressure plays a part."""
        if self.edges is None:
            return None
        return {"stable": not self.edges, "edges": [edge.words for edge in self.edges]}

    def document(self) -> dict[str, Any]:
        """The entry of the result object."""
        entry: dict[str, Any] = {
            "id": self.suggestible.id,
            "urgency": str(self.urgency),
            "because": self.because,
            "findings": _in_order(key for f in self.fired for key in basis_of(f.verdict)),
            "rules": list(dict.fromkeys(fired.rule.row for fired in self.fired)),
            "sources": list(dict.fromkeys(str(c) for f in self.fired for c in f.rule.source)),
            "leg": self.leg,
            "answered": self.answered,
            "deferred_by": list(self.deferred_by),
            "stability": self.stability,
        }
        if self.suggestible.kind is Kind.CAUTION:
            entry["about"] = list(dict.fromkeys(id for f in self.fired for id in f.rule.about))
        return entry


@dataclass(frozen=True)
class Question:
    """A finding that is missing, and what it could still change."""

    key: str
    could: tuple[tuple[str, Urgency], ...]
    not_excluded: bool

    @property
    def order(self) -> tuple[Any, ...]:
        """The most decisive first."""
        soonest = min(urgency.rank for _, urgency in self.could)
        finding, _ = KEYS[self.key]
        place = _PLACE[self.key]
        return (not self.not_excluded, soonest, not finding.core, -len(self.could), place)


def _in_order(keys: Iterable[str]) -> list[str]:
    """Keys once each, in the order of asking."""
    found = set(keys)
    return [key for key in KEYS if key in found] + sorted(found - KEYS.keys())


class Assessment:
    """What the rules say of one patient's answers. Worked out on first use, then kept."""

    def __init__(self, answers: Answers, rules: Iterable[Rule] | None = None) -> None:
        self.answers = answers
        self.rules = tuple(RULES.values()) if rules is None else tuple(rules)

    @cached_property
    def notice(self) -> str:
        """Why nothing is suggested, where the patient is outside what Soleus is for."""
        return NOT_FOR_CHILDREN if judge(age_years < ADULT_AGE, self.answers).value else ""

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Rule id → verdict on its condition."""
        if self.notice:
            return {}
        return {rule.id: judge(rule.when, self.answers) for rule in self.rules}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every suggestion, the most urgent first, then in the order of the rule base."""
        by_id: dict[str, list[Fired]] = {}
        for rule in self.rules:
            verdict = self.verdicts.get(rule.id)
            if verdict is not None and verdict.value is True:
                fired = Fired(rule, verdict, rule.urgency_for(self.answers), self._notes(rule))
                for suggestion in rule.suggest:
                    by_id.setdefault(suggestion, []).append(fired)
        red_flags = {id for id in by_id if SUGGESTIBLES[id].kind is Kind.RED_FLAG}
        urgent = {
            id
            for id, made in by_id.items()
            if SUGGESTIBLES[id].kind is Kind.REFERRAL
            and any(each.urgency.rank <= Urgency.URGENT.rank for each in made)
        }
        entries = [
            self._entry(SUGGESTIBLES[id], by_id[id], red_flags, urgent)
            for id in SUGGESTIBLES
            if id in by_id
        ]
        return tuple(sorted(entries, key=lambda entry: entry.urgency.rank))

    def _notes(self, rule: Rule) -> tuple[str, ...]:
        return tuple(
            note.text for note in rule.notes if judge(note.when, self.answers).value is True
        )

    def _entry(
        self, suggestible: Suggestible, fired: list[Fired], red_flags: set[str], urgent: set[str]
    ) -> Entry:
        legs = frozenset(leg for each in fired for leg in legs_of(each.verdict))
        waits = [
            set(each.rule.deferred_by) & red_flags or set(each.rule.deferred_by) & urgent
            for each in fired
        ]
        on_edge = tuple(edge for edge in self.edges if edge.suggestion == suggestible.id)
        rests_on_a_cuff = any(CUFF_KEYS & basis_of(each.verdict) for each in fired)
        return Entry(
            suggestible,
            min((each.urgency for each in fired), key=lambda urgency: urgency.rank),
            tuple(fired),
            legs,
            self.is_answered(suggestible, legs) and not any(each.rule.repeats for each in fired),
            # One rule that need not wait is enough for the suggestion not to wait.
            tuple(sorted(set().union(*waits))) if all(waits) else (),
            on_edge if on_edge or rests_on_a_cuff else None,
        )

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """What would come, go or change its urgency if one cuff pressure read a little otherwise."""
        return () if self.notice else edges(self.answers, self.rules)

    def is_answered(self, suggestible: Suggestible, legs: frozenset[Leg]) -> bool:
        """Whether a recorded result closes the suggestion, on every leg that it concerns."""
        asked = LEGS if suggestible.both_legs or not legs else legs
        concerned = [leg for leg in asked if leg not in self.answers.absent_legs]
        return bool(concerned) and any(
            all(
                self._is_recorded(operand, leg)
                for operand in complete
                for leg in (concerned if operand.per_leg else (None,))
            )
            for complete in suggestible.answered_by
        )

    def _is_recorded(self, operand: Operand, leg: Leg | None) -> bool:
        value = operand.read(self.answers, leg).value
        if operand is dvt_scan_result:
            return value not in (None, "not_done")
        if operand is compression_safety:
            return value == "standard_ok"
        if operand is lab_hba1c and value is not None:
            # A result whose age was not recorded counts as recent; only a known old one expires.
            return judge(lab_hba1c_age_months > HBA1C_HOLDS_MONTHS, self.answers).value is not True
        return value is not None

    @cached_property
    def urgency(self) -> Urgency:
        """The highest of all that is suggested and neither answered nor waiting."""
        urgencies = [entry.urgency for entry in self.entries if entry.counts]
        return min(urgencies, key=lambda urgency: urgency.rank, default=Urgency.NONE)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is missing and could change the picture, the most decisive first."""
        could: dict[str, dict[str, Urgency]] = {}
        first: set[str] = set()
        shown = {entry.suggestible.id: entry for entry in self.entries}
        for rule, urgency, verdict in self._open_ends():
            asked_first = rule.if_unknown is IfUnknown.ASK_FIRST and urgency is rule.urgency
            for suggestion in rule.suggest:
                entry = shown.get(suggestion)
                if entry and (
                    not rule.repeats if entry.answered else entry.urgency.rank <= urgency.rank
                ):
                    continue
                for key in needed(verdict, self.answers):
                    gains = could.setdefault(key, {})
                    held = gains.get(suggestion, Urgency.NONE)
                    gains[suggestion] = min(held, urgency, key=lambda each: each.rank)
                    if asked_first:
                        first.add(key)
        found = [
            Question(
                key,
                tuple(sorted(gains.items(), key=lambda gain: gain[1].rank)),
                key in first,
            )
            for key, gains in could.items()
        ]
        return tuple(sorted(found, key=lambda question: question.order))

    def _open_ends(self) -> Iterator[tuple[Rule, Urgency, Verdict]]:
        """Rules that cannot be told and ask for it, and urgencies that might still rise."""
        for rule in self.rules:
            verdict = self.verdicts.get(rule.id)
            if verdict is None or verdict.value is False:
                continue
            if verdict.value is True:
                for each in rule.raised:
                    open_raise = judge(each.when, self.answers)
                    if open_raise.value is None and self._something_true(each.when):
                        yield rule, each.to, open_raise
            elif self._asks(rule):
                yield rule, rule.urgency, verdict

    def _asks(self, rule: Rule) -> bool:
        if rule.if_unknown is IfUnknown.ASK_FIRST and rule.ask_if is not None:
            return judge(rule.ask_if, self.answers).value is True
        if rule.if_unknown in (IfUnknown.ASK, IfUnknown.ASK_FIRST):
            return self._something_true(rule.when)
        return False

    def _something_true(self, condition: Condition, wanted: bool = True) -> bool:
        """Whether something recorded already speaks for the condition."""
        match condition:
            case Not(part):
                return self._something_true(part, not wanted)
            case Group(parts=parts):
                return any(self._something_true(part, wanted) for part in parts)
            case Claim(operand) if operand is not leg_exists:
                return judge(condition, self.answers).value is wanted
        return False

    @cached_property
    def causes(self) -> tuple[Weighing, ...]:
        """The causes that something recorded speaks for, or excludes; the most likely first."""
        if self.notice:
            return ()
        weighed = (weigh(cause, self.answers) for cause in CAUSES.values())
        listed = (weighing for weighing in weighed if weighing.is_worth_listing)
        return tuple(sorted(listed, key=lambda weighing: weighing.order))

    @cached_property
    def scores(self) -> dict[str, Any]:
        """Every score for the result object: per leg where it is."""
        return {
            score.id: {str(leg): self._score(score, leg) for leg in LEGS}
            if score.per_leg
            else self._score(score, None)
            for score in SCORES.values()
        }

    def _score(self, score: Score, leg: Leg | None) -> Any:
        reading = score.read(self.answers, leg)
        if score.in_points:
            return {"min": _number(reading.low), "max": _number(reading.high)}
        return _number(reading.value)

    def document(self, _id: Any = None) -> dict[str, Any]:
        """The result object of the contract."""
        lists: dict[str, list[dict[str, Any]]] = {name: [] for name in LISTS.values()}
        for entry in self.entries:
            lists[LISTS[entry.suggestible.kind]].append(entry.document())
        result = {
            "_id": _id,
            "rules_version": VERSION,
            "urgency": str(self.urgency),
            **lists,
            "causes": [weighing.document() for weighing in self.causes],
            "scores": self.scores,
            "missing": [
                {
                    "finding": question.key,
                    "could": [
                        {"id": id, "urgency": str(urgency)} for id, urgency in question.could
                    ],
                    "not_excluded": question.not_excluded,
                }
                for question in self.questions
            ],
        }
        if self.notice:
            result["notice"] = self.notice
        return result


def _number(value: Any) -> Any:
    """A score's value for JSON: whole where it has no decimals."""
    if isinstance(value, Decimal):
        return (
            int(value) if value == value.to_integral() and "." not in str(value) else float(value)
        )
    return value


def assess(answers: Answers) -> Assessment:
    """The assessment of a patient's answers by the whole rule base."""
    return Assessment(answers)
