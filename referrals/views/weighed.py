"""Beside each suggestion: what argues against it, and what else answers the same question.

Worked out from the answers when the page is shown. Nothing here decides anything, and nothing of it is
kept: what was suggested, why and what was decided stands in the assessment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from intake.compiled import compiled
from intake.readings import Answers
from referrals.models import Suggestion
from referrals.rules import RULES
from referrals.rules.against import Against, Arguments
from referrals.rules.alternatives import alternatives_to
from referrals.rules.suggestions import SUGGESTIBLES, Kind
from referrals.views.picture import Card

TO_WEIGH: Final = (
    Kind.RED_FLAG,
    Kind.TEST,
    Kind.REFERRAL,
)  # what else would do is a question of these
OF_THE_SAME_RULE: Final = "Who else is asked for the same reasons?"


@dataclass(frozen=True)
class Alternative:
    """Another suggestion: where it stands on the page, or where it is told why it does not."""

    label: str
    url: str
    is_suggested: bool
    says: str


@dataclass(frozen=True)
class Weighed:
    """Of one suggestion."""

    against: Against
    cautions: tuple[str, ...]  # those that stand
    alternatives: tuple[
        tuple[str, tuple[Alternative, ...]], ...
    ]  # by the question that they answer
    is_to_weigh: bool  # whether it is said, too, where there is nothing

    @property
    def argues(self) -> bool:
        """Whether something recorded does."""
        return bool(self.against.is_recorded or self.cautions)


class Weigher:
    """The suggestions of one intake, each weighed when its card is shown."""

    def __init__(self, answers: Answers, rows: Iterable[Suggestion]) -> None:
        self.answers = answers
        self.rows = {row.suggestion: row for row in rows}
        self.arguments = Arguments(answers)

    def of(self, card: Card) -> Weighed:
        row = card.row
        is_to_weigh = row.kind in TO_WEIGH and not row.own_title
        against = self.arguments.against(row.suggestion, row.entry["rules"])
        if not is_to_weigh:  # of advice and cautions, only where guidelines disagree about them
            against = Against(disagreements=against.disagreements)
        return Weighed(
            against,
            tuple(each["label"] for each in card.cautions if each["state"] != "declined"),
            tuple(self._alternatives(row)) if is_to_weigh else (),
            is_to_weigh,
        )

    def _alternatives(self, row: Suggestion) -> Iterator[tuple[str, tuple[Alternative, ...]]]:
        told = {row.suggestion}
        for question, ids in alternatives_to(row.suggestion):
            told.update(ids)
            yield question.words, tuple(self._alternative(id, row) for id in ids)
        if row.kind == Kind.REFERRAL:
            beside = [
                id
                for id, other in self.rows.items()
                if other.kind == Kind.REFERRAL
                and id not in told
                and set(other.entry["rules"]) & set(row.entry["rules"])
            ]
            if beside:
                yield OF_THE_SAME_RULE, tuple(self._alternative(id, row) for id in beside)

    def _alternative(self, id: str, row: Suggestion) -> Alternative:
        label = SUGGESTIBLES[id].in_short
        other = self.rows.get(id)
        if other is None:
            url = f"{reverse('why_not', args=[row.intake_id])}?suggestion={id}"
            says = "cannot be told yet" if self._is_open(id) else "not suggested"
            return Alternative(label, url, False, says)
        says = "suggested"
        if other.is_own:
            says = "added by a physician"
        elif other.entry["answered"]:
            says = "its result is recorded"
        elif other.entry["deferred_by"]:
            says = "suggested, but waits"
        return Alternative(label, f"#suggestion-{other.pk}", True, says)

    def _is_open(self, id: str) -> bool:
        """Whether some rule may still come to suggest it: it is not ruled out, nor called so."""
        return any(
            compiled(rule.when)(self.answers) is None
            for rule in RULES.values()
            if id in rule.suggest
        )
