"""What a physician sent an intake back for: the answers wanted, by name, and who asks."""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.answers import answer_in, answers_of
from intake.audit import subject_of
from intake.columns import COLUMNS
from intake.findings import KEYS, SECTION_OF
from intake.findings.finding import Finding, Section
from intake.models import Event, Intake, User
from intake.questions import Standing, standings
from intake.readings import Leg


@dataclass(frozen=True)
class Wanted:
    """One answer that is asked for. Not askable: as things are recorded, it does not apply."""

    key: str
    finding: Finding
    leg: Leg | None
    section: Section
    answered: bool
    askable: bool = True

    @property
    def label(self) -> str:
        return f"{self.finding.label}, {self.leg} leg" if self.leg else self.finding.label

    @property
    def anchor(self) -> str:
        return f"a-{COLUMNS[self.key]}"

    @property
    def is_open(self) -> bool:
        return self.askable and not self.answered


def wanted_of(intake: Intake) -> list[Wanted]:
    """Every answer asked for, those still open first, else in the order of asking."""
    if not intake.wanted:
        return []
    answers = answers_of(intake)
    sections = {SECTION_OF[KEYS[key][0].id] for key in intake.wanted if key in KEYS}
    found = {
        key: standing
        for section in sections
        for key, standing in standings(section, intake, answers).items()
    }
    rows = [
        _wanted(intake, key, askable=found.get(key) is not Standing.GONE) for key in _known(intake)
    ]
    return sorted(rows, key=lambda each: not each.is_open)


def wanted_in_list(intake: Intake) -> list[Wanted]:
    """The same for a list of intakes: needs only the columns of these answers."""
    return sorted(
        (_wanted(intake, key) for key in _known(intake)), key=lambda each: not each.is_open
    )


def columns_of(intakes: Iterable[Intake]) -> set[str]:
    """The columns that `wanted_in_list` reads of these intakes."""
    return {COLUMNS[key] for intake in intakes for key in _known(intake)}


def _known(intake: Intake) -> list[str]:
    """A finding that was retired since then is asked for no more."""
    return [key for key in intake.wanted if key in KEYS and not KEYS[key][0].retired]


def _wanted(intake: Intake, key: str, *, askable: bool = True) -> Wanted:
    finding, leg = KEYS[key]
    answered = answer_in(intake, key) is not None
    return Wanted(key, finding, leg, SECTION_OF[finding.id], answered, askable)


def counts_by_section(wanted: Iterable[Wanted]) -> dict[str, tuple[int, int]]:
    """How many of the wanted are answered, and how many there are, by the id of their section."""
    counts: dict[str, tuple[int, int]] = {}
    for each in wanted:
        answered, number = counts.get(each.section.id, (0, 0))
        counts[each.section.id] = (answered + each.answered, number + 1)
    return counts


def returning(intake: Intake) -> Event | None:
    """The event of its last return: when, and by whom."""
    if not intake.returned_because:
        return None
    return Event.objects.filter(subject=subject_of(intake), kind="return").order_by("-pk").first()


def name_of_actor(event: Event | None) -> str:
    """Who did it, by name; empty where nobody is known to have."""
    if event is None:
        return ""
    return str(User.objects.filter(username=event.actor).first() or event.actor)
