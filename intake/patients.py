"""Finding patients: numbers and dates as people type them, search, and "is it this person?"."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Final

from django.db.models import Q, QuerySet

from intake.models import Patient

AT_MOST: Final = 50  # patients shown for one search
OLDEST_YEARS: Final = 120
_ALIKE: Final = 0.8  # how alike two full names born on the same day must be to be asked about

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_ISO: Final = r"(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})"
_TYPED: Final = (
    r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?[\s./-]+(?P<m2>\d{1,2}|[a-z]{3,9})\.?,?[\s./-]*(?P<y2>\d{4})"
)
_DATE: Final = re.compile(rf"(?<!\d)(?:{_ISO}|{_TYPED})(?!\d)", re.IGNORECASE)
_DIGITS_ONLY: Final = re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4})")
_NHS_NUMBER: Final = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")


def read_date(text: str) -> date:
    """A date as typed: 3/2/1950, 3.2.1950, 3 Feb 1950, 1950-02-03, 03021950.

    Raises ValueError with the remedy. The day comes before the month, and the year has four digits:
    guessing a century is how people become a hundred years younger.
    """
    text = text.strip()
    if match := _DIGITS_ONLY.fullmatch(text):
        return _date(match["y"], match["m"], match["d"])
    if match := _DATE.fullmatch(text):
        return _date_of(match)
    raise ValueError("Type day, month and year with four digits, such as 3 2 1950 or 3 Feb 1950.")


def _date_of(match: re.Match[str]) -> date:
    if match["y1"]:
        return _date(match["y1"], match["m1"], match["d1"])
    return _date(match["y2"], match["m2"], match["d2"])


def _date(year: str, month: str, day: str) -> date:
    if not month.isdigit():
        if month[:3].lower() not in _MONTHS:
            raise ValueError(f"“{month}” is not a month.")
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(
            f"There is no day {day}/{month}/{year}: type the day, then the month, then the year."
        ) from None


def check_born(born: date, today: date) -> None:
    """Raises ValueError where nobody can have been born then."""
    if born > today:
        raise ValueError("The date of birth is in the future.")
    if born < today - timedelta(days=round(OLDEST_YEARS * 365.25)):
        raise ValueError(f"The date of birth is more than {OLDEST_YEARS} years ago.")


def read_nhs_number(text: str) -> str:
    """An NHS number without its spaces. Raises ValueError where it cannot be one (modulus 11)."""
    digits = re.sub(r"[\s-]", "", text)
    if not digits:
        return ""
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise ValueError("An NHS number has 10 digits, such as 943 476 5919.")
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1)))  # noqa: B905 (the tenth digit is the check)
    if (11 - weighted % 11) % 11 != int(digits[-1]):
        raise ValueError("This is not a valid NHS number: one of its digits is wrong.")
    return digits


def search(text: str) -> QuerySet[Patient]:
    """Patients whose names, numbers or date of birth match all that was typed."""
    wanted = Q()
    rest = text.strip()
    if match := _NHS_NUMBER.search(rest):
        wanted &= Q(nhs_number=re.sub(r"\D", "", match[0]))
        rest = rest.replace(match[0], " ")
    elif match := _DATE.search(rest):
        try:
            wanted &= Q(born=_date_of(match))
        except ValueError:
            return Patient.objects.none()
        rest = rest.replace(match[0], " ")
    for word in rest.replace(",", " ").split():
        fits = Q(family_name__icontains=word) | Q(given_name__icontains=word)
        if any(letter.isdigit() for letter in word):
            fits = Q(local_number__istartswith=word) | Q(nhs_number__startswith=word)
            if _DIGITS_ONLY.fullmatch(word):
                fits |= _born_on(word)
        wanted &= fits
    if not wanted:
        return Patient.objects.none()
    return Patient.objects.filter(wanted).order_by("family_name", "given_name", "born", "pk")


def _born_on(word: str) -> Q:
    try:
        return Q(born=read_date(word))
    except ValueError:
        return Q()


def perhaps_the_same(
    family_name: str, given_name: str, born: date, *, besides: int | None
) -> list[Patient]:
    """Patients born on the same day whose names are the same, swapped or alike."""
    born_then = Patient.objects.filter(born=born).order_by("pk")
    if besides is not None:
        born_then = born_then.exclude(pk=besides)
    return [patient for patient in born_then if _alike(patient, family_name, given_name)]


def _alike(patient: Patient, family_name: str, given_name: str) -> bool:
    here = _plain((family_name, given_name))
    there = _plain((patient.family_name, patient.given_name))
    if sorted(here) == sorted(there):
        return True
    return SequenceMatcher(None, " ".join(here), " ".join(there)).ratio() >= _ALIKE


def _plain(names: Iterable[str]) -> list[str]:
    return [re.sub(r"[^\w]", "", name).casefold() for name in names]
