"""Entries of the directory that are likely to be one and the same.

Two entries are a likely pair when they are of the same specialty, have names that are alike, and have
the organisation, the address or the phone number in common. Capitals, accents, titles and the order of
words do not count.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Final

from referrals.directory_entry import plain
from referrals.models import Specialist

_ALIKE: Final = 0.85
_TITLES: Final = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "the"}
)


@dataclass(frozen=True)
class Pair:
    """Two entries, and what speaks for their being one."""

    first: Specialist
    second: Specialist
    shared: tuple[str, ...]


def likely_pairs(entries: Iterable[Specialist]) -> list[Pair]:
    """The pairs with most in common in front."""
    together: dict[tuple[str, ...], list[Specialist]] = {}
    for each in entries:
        for what, text in _places(each):
            together.setdefault((each.specialty, what, text), []).append(each)
    shared: dict[tuple[int, int], list[str]] = {}
    rows: dict[int, Specialist] = {}
    for (_, what, _), group in together.items():
        names = {each.pk: _name(each) for each in group}
        for one, other in combinations(group, 2):
            if names_alike(names[one.pk], names[other.pk]):
                rows |= {one.pk: one, other.pk: other}
                shared.setdefault((min(one.pk, other.pk), max(one.pk, other.pk)), []).append(what)
    pairs = [Pair(rows[a], rows[b], tuple(what)) for (a, b), what in shared.items()]
    return sorted(pairs, key=lambda pair: (-len(pair.shared), pair.first.pk, pair.second.pk))


def _places(entry: Specialist) -> Iterator[tuple[str, str]]:
    """Where an entry is: what two of the same have in common."""
    phone = "".join(each for each in entry.phone if each.isdigit())
    texts = {
        "organisation": plain(entry.organisation),
        "address": plain(entry.address),
        "phone number": phone,
    }
    return ((what, text) for what, text in texts.items() if text)


def _name(entry: Specialist) -> tuple[str, ...]:
    return tuple(word for word in plain(entry.name).split() if word not in _TITLES)


def names_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same words, an initial for a word, or a slip of the pen; never with other numbers."""
    if _numbers(one) != _numbers(other):
        return False
    if sorted(one) == sorted(other):
        return True
    if len(one) == len(other) and all(map(_stands_for, one, other)):
        return True
    matcher = SequenceMatcher(None, " ".join(sorted(one)), " ".join(sorted(other)))
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _stands_for(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) == 1 and long.startswith(short))


def _numbers(words: Iterable[str]) -> list[str]:
    return sorted(word for word in words if word.isdigit())
