"""The reading age of a text: the Flesch–Kincaid grade level plus five years.

    grade = 0.39 × words / sentences + 11.8 × syllables / words − 15.59

Kincaid, Fishburne, Rogers and Chissom, Derivation of New Readability Formulas for Navy Enlisted
Personnel, Research Branch Report 8-75, 1975. A grade of an American school is about the age minus
five. Counted as Flesch says (How to Write Plain English, 1979, chapter 2):

- only running text: titles, headings, captions, dates of letters, addresses and signatures are left
  out, so the tables and the lists of names and numbers as well;
- a word is what stands between spaces; a figure, a sign or an abbreviation is a word of one syllable;
- a sentence ends at a full stop, colon, semicolon, question or exclamation mark; an entry of a list
  is one, as each ends with a full stop.

Syllables come from the hyphenation of pyphen, British and American, which lets no single letter
stand alone and so finds too few ("a-re-a"); the groups of vowels are counted too, and the higher of
the counts is taken. So the age is rather too high than too low.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

import pyphen  # type: ignore[import-untyped]

_HYPHENATIONS: Final = [pyphen.Pyphen(lang=lang) for lang in ("en_GB", "en_US")]
_SENTENCE_END: Final = re.compile(r"[.:;!?]+(?=\s|$)")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_APART: Final = re.compile(
    r"ia|io(?!n|us)|iu|eo(?!p)|(?<![gq])ua|uou"
)  # two vowels that are spoken apart
_EXCEPTIONS: Final = {"diabetes": 4}  # a Greek ending, whose e is spoken
_SILENT: Final = re.compile(r"(?<![aeiouyl])e\b|(?<![dt])ed\b|(?<![scgzxh])es\b")


def grade(texts: Iterable[str]) -> float:
    """The grade level of running text."""
    words = sentences = count = 0
    for text in texts:
        for each in _SENTENCE_END.split(text):
            found = [word for word in map(_letters, each.split()) if word]
            words += len(found)
            sentences += bool(found)
            count += sum(map(syllables, found))
    return 0.39 * words / sentences + 11.8 * count / words - 15.59


def reading_age(texts: Iterable[str]) -> float:
    return grade(texts) + 5


def _letters(word: str) -> str:
    """The word without the signs around it."""
    return word.strip("()[]“”\"'‘’,–-/…")


@cache
def syllables(word: str) -> int:
    """At least one; figures and abbreviations are one."""
    if any(sign.isdigit() for sign in word) or (word.isupper() and len(word) > 1):
        return 1
    return sum(_syllables(part) for part in re.split(r"[-–/]", word.lower()) if part)


def _syllables(word: str) -> int:
    hyphenated = max(len(each.positions(word)) + 1 for each in _HYPHENATIONS)
    spoken = _SILENT.sub("", word.replace("'", "").replace("’", ""))
    groups = len(_VOWELS.findall(spoken)) + len(_APART.findall(spoken))
    return _EXCEPTIONS.get(word, max(1, hyphenated, groups))
