"""What an entry of the directory has to look like to reach its reader: one check for form and file."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from textwrap import wrap
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from referrals.models import Specialist
from referrals.rules.suggestions import REFERRALS, SUGGESTIBLES

TEXTS: Final = ("specialty", "name", "organisation", "address", "phone", "email")
FIELDS: Final = (*TEXTS, "active")
NAMED: Final = {
    "specialty": "the specialty",
    "name": "the name",
    "organisation": "the organisation",
    "address": "the address",
    "phone": "the phone number",
    "email": "the e-mail address",
}
REQUIRED: Final = ("specialty", "name", "organisation", "address")
# What the window of an envelope holds: name, organisation and address together, one below the other.
ADDRESS_LINES: Final = 6
LINE_AT_MOST: Final = 45
WINDOW_LINES: Final = 8
_PHONE: Final = re.compile(r"[0-9A-Za-z +()./,:#-]+")
_DIGITS_AT_LEAST: Final = 3  # the extension of a hospital
_SHORTENED: Final = re.compile(r"[0-9][.,]?[0-9]*E\+[0-9]+", re.IGNORECASE)
# Of this country, or four digits and more, as most others have them.
_POSTCODE: Final = re.compile(
    r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b|[0-9]{4}", re.IGNORECASE
)
_ALIKE: Final = 0.6  # how alike two words are when one is offered for the other
_PART_AT_LEAST: Final = 4  # letters of a word that may stand for the whole


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field, and what to write instead."""

    field: str
    wrong: str
    remedy: str
    line: int = 0  # of the address, from 1; 0 where it is about the whole field

    def __str__(self) -> str:
        return f"{self.wrong} {self.remedy}"


def tidy(field: str, text: str) -> str:
    """Without blanks that nobody sees; an address keeps its lines, but no empty ones."""
    if field == "address":
        lines = (" ".join(line.split()) for line in text.splitlines())
        return "\n".join(line for line in lines if line)
    return " ".join(text.split())


def values_of(specialist: Specialist) -> dict[str, Any]:
    """What an entry says, tidied."""
    texts = {field: tidy(field, getattr(specialist, field)) for field in TEXTS}
    return {**texts, "active": specialist.active}


def plain(text: str) -> str:
    """For comparing: no capitals, no accents, words with one blank between them."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(each for each in bare if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", letters))


# --- What is wrong ------------------------------------------------------------------------------


def faults(values: Mapping[str, Any]) -> list[Fault]:
    """Everything that is wrong with an entry, field by field. The values are tidied."""
    return [fault for field in TEXTS for fault in _faults_of(field, values)]


def _faults_of(field: str, values: Mapping[str, Any]) -> Iterator[Fault]:
    text = values[field]
    if not text:
        if field in REQUIRED:
            yield missing(field)
        return
    column = Specialist._meta.get_field(field)
    at_most = getattr(column, "max_length", None)
    if any(unicodedata.category(each) in {"Cc", "Cs"} and each != "\n" for each in text):
        yield Fault(field, "Holds a character that cannot be printed.", "Type it anew.")
    elif at_most and len(text) > at_most:
        yield Fault(field, f"Is {len(text)} characters long.", f"Use {at_most} at most.")
    elif field == "specialty":
        yield from _specialty_faults(text)
    elif field == "address":
        yield from _address_faults(values)
    elif field == "phone":
        yield from _phone_faults(text)
    elif field == "email":
        yield from _email_faults(text)


def missing(field: str) -> Fault:
    return Fault(field, "Is empty.", f"Enter {NAMED[field]}.")


def _specialty_faults(text: str) -> Iterator[Fault]:
    if text in _SPECIALTIES.values():
        return
    near = nearest_specialty(text)
    remedy = (
        f"Perhaps {near} ({SUGGESTIBLES[near].label})?" if near else "Write one of the list below."
    )
    yield Fault("specialty", f"“{text}” is no specialty of the rules.", remedy)


def _address_faults(values: Mapping[str, Any]) -> Iterator[Fault]:
    lines = values["address"].split("\n")
    if len(lines) > ADDRESS_LINES:
        yield Fault(
            "address", f"Has {len(lines)} lines.", f"The envelope takes {ADDRESS_LINES} at most."
        )
        return
    long = [number for number, line in enumerate(lines, 1) if len(line) > LINE_AT_MOST]
    for number in long:
        yield Fault(
            "address",
            f"Line {number} is {len(lines[number - 1])} characters long; {LINE_AT_MOST} fit the "
            "window of the envelope.",
            "Shorten it, or make two lines of it.",
            line=number,
        )
    if not long and window_lines(values) > WINDOW_LINES:
        yield Fault(
            "address",
            f"With name and organisation it takes {window_lines(values)} lines; the window of the "
            f"envelope holds {WINDOW_LINES}.",
            "Leave a line out, or shorten the name or the organisation.",
        )


def window_lines(values: Mapping[str, Any]) -> int:
    """How many lines stand in the window. What the address repeats is printed once."""
    lines = dict.fromkeys([values["name"], values["organisation"], *values["address"].split("\n")])
    return sum(len(wrap(line, LINE_AT_MOST)) for line in lines)


def _phone_faults(text: str) -> Iterator[Fault]:
    if _SHORTENED.search(text):
        yield Fault(
            "phone",
            f"“{text}” is a number that a spreadsheet has shortened.",
            "Make the column one of text, and type the number anew.",
        )
    elif not _PHONE.fullmatch(text) or sum(each.isdigit() for each in text) < _DIGITS_AT_LEAST:
        yield Fault(
            "phone",
            f"“{text}” is no phone number.",
            "Write it such as 01632 960100, or ext. 4321.",
        )


def _email_faults(text: str) -> Iterator[Fault]:
    try:
        validate_email(text)
    except ValidationError:
        yield Fault(
            "email", f"“{text}” is no e-mail address.", "Write it such as name@example.org."
        )


def advice(values: Mapping[str, Any]) -> str:
    """What had better be mended, although it is no fault; empty for nothing."""
    if _POSTCODE.search(values["address"].split("\n")[-1]):
        return ""
    return "The last line of the address holds no postcode; post is slower without one."


# --- Specialties --------------------------------------------------------------------------------


def read_specialty(text: str) -> str:
    """The id of a specialty written as its id or as its name; else the text as it is."""
    return _SPECIALTIES.get(_spaced(text), text)


def nearest_specialty(text: str) -> str:
    """The id of the specialty that is most likely meant; empty where none is near."""
    wanted = _spaced(text)
    within = [name for name in _SPECIALTIES if len(wanted) >= _PART_AT_LEAST and wanted in name]
    near = within or get_close_matches(wanted, _SPECIALTIES, n=1, cutoff=_ALIKE)
    return _SPECIALTIES[near[0]] if near else ""


def _spaced(text: str) -> str:
    return plain(text.replace("_", " "))


_SPECIALTIES: Final = {
    _spaced(name): each.id for each in REFERRALS for name in (each.id, each.label)
}
