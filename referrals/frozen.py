"""Reading a snapshot's content: its findings as rows, its people and moments as words.

A letter and a summary are made from this content alone. Nothing here knows the catalogue or the
database, so that an old snapshot reads as it was signed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.dateformat import format as in_words

DOES_NOT_APPLY: Final = "does not apply"
NOT_RECORDED: Final = "not recorded"
VALUE, NO, NO_VALUE, NOT_ASKED = "value", "no", "no_value", "not_asked"
LEGS: Final = ("left", "right")

Content = dict[str, Any]


@dataclass(frozen=True)
class Cell:
    """One answer in words. `leg` is empty where the finding is of the person."""

    key: str
    leg: str
    state: str
    text: str


@dataclass(frozen=True)
class Row:
    """One finding: a cell for the person, or one for each leg."""

    id: str
    label: str
    cells: tuple[Cell, ...]

    @property
    def per_leg(self) -> bool:
        return len(self.cells) > 1

    def has(self, state: str) -> bool:
        return any(cell.state == state for cell in self.cells)

    @property
    def does_not_apply(self) -> bool:
        """A detail of something that is absent: nobody had to ask for it."""
        return all(cell.text == DOES_NOT_APPLY for cell in self.cells)

    def text_of(self, leg: str) -> str:
        return next(cell.text for cell in self.cells if cell.leg == leg)

    @property
    def phrase(self) -> str:
        """What was recorded, in one phrase: "Smoking: former smoker", "Numbness: left yes, right no"."""
        if not self.per_leg:
            cell = self.cells[0]
            return self.label if cell.text == "yes" else f"{self.label}: {cell.text}"
        texts = {cell.text for cell in self.cells}
        if len(texts) == 1:
            return f"{self.label}: {texts.pop()} on both sides"
        told = [f"{cell.leg} {cell.text}" for cell in self.cells if cell.state != NOT_ASKED]
        return f"{self.label}: {', '.join(told)}"

    def name_where(self, state: str) -> str:
        """The label, with the leg where only one of the two is in this state."""
        legs = [cell.leg for cell in self.cells if cell.state == state]
        return self.label if len(legs) == len(self.cells) else f"{self.label} ({legs[0]})"


@dataclass(frozen=True)
class Part:
    title: str
    rows: tuple[Row, ...]

    def not_asked_at_all(self) -> bool:
        return all(cell.state == NOT_ASKED for row in self.rows for cell in row.cells)


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    parts: tuple[Part, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for part in self.parts for row in part.rows)


def sections_of(content: Content) -> tuple[Section, ...]:
    """Every section with its findings as they were frozen."""
    return tuple(
        Section(
            section["id"],
            section["title"],
            tuple(
                Part(part["title"], tuple(_row(row) for row in part["rows"]))
                for part in section["parts"]
            ),
        )
        for section in content["sections"]
    )


def _row(row: dict[str, Any]) -> Row:
    return Row(
        row["id"],
        row["label"],
        tuple(
            Cell(
                f"{row['id']}.{cell['leg']}" if cell["leg"] else row["id"],
                cell["leg"],
                cell["state"],
                cell["text"],
            )
            for cell in row["cells"]
        ),
    )


def row_of(content: Content, id: str) -> Row | None:
    """One finding by its id, or None where this snapshot's form had no such question."""
    rows = (
        row for section in content["sections"] for part in section["parts"] for row in part["rows"]
    )
    return next((_row(row) for row in rows if row["id"] == id), None)


def reasons_for_none(rows: Iterable[Row]) -> Iterator[str]:
    """Why there is no value, each reason once: "Not assessed, no time: Romberg test, Gait"."""
    by_reason: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        for cell in row.cells:
            if cell.state == NO_VALUE:
                by_reason.setdefault(cell.text, {}).setdefault(row.label, []).append(cell.leg)
    for reason, labels in by_reason.items():
        names = [
            f"{label} ({legs[0]})" if legs[0] and len(legs) == 1 else label
            for label, legs in labels.items()
        ]
        yield f"{capital(reason).replace(': ', ', ')}: {'; '.join(names)}"


def decisive_keys(content: Content) -> frozenset[str]:
    """The answers that any suggestion rests on."""
    return frozenset(key for each in content["suggestions"] for key in each["findings"])


def index_text(content: Content, leg: str, id: str) -> str:
    """One of the pressure indices of a leg: "0.42 (60/142 mmHg)"."""
    return next(
        (str(each["text"]) for each in content["indices"][leg] if each.get("id") == id),
        "not measured",
    )


def abi_in_words(content: Content, leg: str) -> str:
    """The ABI with its class and pressures: "0.42, abnormal (60/142 mmHg)"."""
    value, _, detail = index_text(content, leg, "abi").partition(" (")
    band = index_text(content, leg, "abi_class")
    known = value[:1].isdigit() and band != "not measured"
    return f"{value}{', ' + band if known else ''}{' (' + detail if detail else ''}"


def code_of(content: Content, id: str, leg: str = "") -> Any:
    """An answer as its code ("ulcer", True), or None. Reasons for no value are no code."""
    answer = content["answers"].get(id)
    if leg:
        answer = answer.get(leg) if isinstance(answer, dict) else None
    return None if isinstance(answer, dict) or answer == "unknown" else answer


# --- Words --------------------------------------------------------------------------------------


def day(iso: str | None) -> str:
    """A date as it is printed: 24 November 2026."""
    return in_words(date.fromisoformat(iso[:10]), "j F Y") if iso else NOT_RECORDED


def moment(iso: str | None) -> str:
    """A date and time as printed: 24 November 2026 10:42."""
    return in_words(datetime.fromisoformat(iso), "j F Y H:i") if iso else NOT_RECORDED


def person_in_words(person: dict[str, str] | None) -> str:
    """Name, role or grade, registration."""
    if not person:
        return NOT_RECORDED
    registration = person.get("registration")
    return ", ".join(
        part
        for part in (
            person["name"],
            person.get("grade") or person.get("role", ""),
            f"registration {registration}" if registration else "",
        )
        if part
    )


def measured_in_words(intake: Mapping[str, Any]) -> str:
    """When, by whom and how the pressures were taken.

    "24 November 2026 10:42 by Nora Nurse, nurse; hand-held Doppler, lying flat, rested 5–10 minutes".
    Snapshots from before the method was asked say nothing of it.
    """
    who = intake["measured_by"]
    by = ", written on paper" if not who and intake.get("paper") else f" by {person_in_words(who)}"
    words = [moment(intake["measured"]) + by]
    if "measured_with" in intake:
        how = (
            intake["measured_with"] or "method not recorded",
            intake["measured_lying"] or "position not recorded",
        )
        words.append(", ".join(text[:1].lower() + text[1:] for text in how))
    return "; ".join(words)


def paper_in_words(intake: Mapping[str, Any]) -> str:
    """Who entered the answers from paper and when they were taken; empty where nobody did."""
    paper = intake.get("paper")
    if not paper:
        return ""
    return (
        f"{person_in_words(paper['entered_by'])}, {moment(paper['entered'])}; "
        f"taken {moment(paper['filled'])} on form {paper['form']}"
    )


def version_in_words(content: Content, version: int) -> str:
    """Of an amended document, for its first page; empty for a first version.

    "Version 2, supersedes version 1 of 3 February 2026, because the left arm was measured again."
    """
    before = content.get("supersedes")
    if not before:
        return ""
    return sentence(
        f"Version {version}, supersedes version {before['version']} of {day(before['signed'])}, "
        f"because: {before['because']}"
    )


def follow_up_in_words(content: Content) -> str:
    """Of a follow-up: "Follow-up of intake 12, signed 3 February 2026"; empty for any other."""
    before = content.get("follows_up")
    if not before:
        return ""
    return f"Follow-up of intake {before['id']}, signed {day(before['signed'])}"


def lines_of(*texts: str) -> tuple[str, ...]:
    """The lines of an address; empty ones are left out."""
    return tuple(line.strip() for text in texts for line in text.splitlines() if line.strip())


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text with one full stop at its end."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
