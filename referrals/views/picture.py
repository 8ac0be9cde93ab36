"""What a reader needs to see first: gaps that matter, scores of note, findings of note, suggestions.

Views lay out what is prepared here; nothing here decides anything.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from intake.columns import COLUMNS
from intake.findings import KEYS, SECTION_OF
from intake.models import Intake
from intake.readings import Answers, Leg, key_of
from intake.scores.compression import compression_safety
from intake.scores.general import news2
from intake.scores.restless import rls_count
from intake.scores.score import Score
from intake.scores.veins import wells_band, wells_dvt
from referrals.assess import Assessment
from referrals.models import Suggestion
from referrals.rules.cause import Standing
from referrals.rules.suggestions import KIND_TITLES, SUGGESTIBLES, Kind, Urgency
from referrals.sbar import flags_to_call_about
from referrals.snapshot import cause_with_labels, frozen_suggestion, label_of

# A sign for each urgency, so that it is never told by colour alone.
_SIGNS: Final = {
    Urgency.EMERGENCY: "▲",
    Urgency.SAME_DAY: "◆",
    Urgency.URGENT: "●",
    Urgency.ROUTINE: "■",
    Urgency.NONE: "○",
}


@dataclass(frozen=True)
class Pill:
    """An urgency as it is shown: its id for the colour, a sign and words."""

    id: str
    sign: str
    words: str


def pill(urgency: Urgency) -> Pill:
    return Pill(str(urgency), _SIGNS[urgency], urgency.label)


# --- Gaps ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gap:
    """A finding that is missing, where to answer it, and what it could still bring."""

    label: str
    url: str
    could: tuple[tuple[str, Pill], ...]
    not_excluded: bool


def gaps(intake: Intake, missing: Iterable[Mapping[str, Any]]) -> list[Gap]:
    """The missing list of a result, most decisive first."""
    return [
        Gap(
            label_of(each["finding"]),
            place_of(intake, each["finding"]),
            tuple(
                (SUGGESTIBLES[could["id"]].label, pill(Urgency(could["urgency"])))
                for could in each["could"]
            ),
            each["not_excluded"],
        )
        for each in missing
    ]


def place_of(intake: Intake, key: str) -> str:
    """Where a finding is asked: its section's page, at the question."""
    if key not in KEYS:
        return ""
    finding, _ = KEYS[key]
    return reverse("section", args=[intake, SECTION_OF[finding.id]]) + f"#a-{COLUMNS[key]}"


def not_excluded(missing: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Red flags that cannot be told yet, each with the findings that would."""
    flags: dict[str, list[str]] = {}
    for each in missing:
        for could in each["could"] if each["not_excluded"] else ():
            if SUGGESTIBLES[could["id"]].kind is Kind.RED_FLAG:
                flags.setdefault(could["id"], []).append(each["finding"])
    return flags


# --- Causes -------------------------------------------------------------------------------------


def causes(entries: Iterable[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The causes of a result: those to weigh first, and the rest; each sign with its values apart."""
    held: dict[str, list[dict[str, Any]]] = {"first": [], "rest": []}
    for entry in entries:
        shown = cause_with_labels(entry)
        for name in ("supporting", "against"):
            shown[name] = [_words_and_values(text) for text in entry[name]]
        is_first = entry["standing"] in (Standing.LIKELY, Standing.POSSIBLE)
        held["first" if is_first else "rest"].append(shown)
    return held


def _words_and_values(text: str) -> tuple[str, str]:
    words, _, values = text.partition(" (")
    return words, values.removesuffix(")")


# --- Scores -------------------------------------------------------------------------------------

_OF_NOTE: Final = (wells_dvt, wells_band, news2, rls_count, compression_safety)

_WHEN_NOTHING_IS_KNOWN: Final = Assessment(Answers({})).scores


def scores_of_note(scores: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The scores that a physician looks for, in words, where anything is known of them."""
    for score in _OF_NOTE:
        held = scores.get(score.id)
        if held == _WHEN_NOTHING_IS_KNOWN[score.id]:
            continue
        if score.per_leg:
            said = {leg: _said(score, value) for leg, value in (held or {}).items()}
            for leg, words in said.items():
                if words:
                    yield f"{score.label}, {leg} leg", words
        elif words := _said(score, held):
            yield score.label, words


def _said(score: Score, held: Any) -> str:
    if isinstance(held, dict):
        low, high = held["min"], held["max"]
        if low is None:
            return ""
        return f"{low}" if low == high else f"{low} to {high}, not settled"
    if held is None:
        return ""
    # An old result may hold a class that has been renamed since.
    return (score.options or {}).get(held, str(held).replace("_", " "))


# --- Findings -----------------------------------------------------------------------------------

# Shown apart on the page: the patient's banner, the pressures.
_SHOWN_APART: Final = ("encounter", "pressures")
_UNREMARKABLE: Final = ("normal", "intact", "audible", "alert")


def findings_of_note(findings: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """By section, the rows that hold something other than no and normal."""
    for section in findings["sections"]:
        if section["id"] in _SHOWN_APART:
            continue
        rows = [
            {"label": row["label"], "cells": kept}
            for part in section["parts"]
            for row in part["rows"]
            if (kept := [cell for cell in row["cells"] if _is_of_note(cell)])
        ]
        if rows:
            yield {"title": section["title"], "rows": rows}


def _is_of_note(cell: Mapping[str, str]) -> bool:
    return cell["state"] == "value" and cell["text"] not in _UNREMARKABLE


def sections_with_counts(
    findings: Mapping[str, Any], new: Collection[str] = ()
) -> Iterator[dict[str, Any]]:
    """Every section in full, with how many of its cells were asked; `new` are keys that stand out."""
    for section in findings["sections"]:
        rows = [row for part in section["parts"] for row in part["rows"]]
        cells = [cell for row in rows for cell in row["cells"]]
        asked = sum(cell["state"] != "not_asked" for cell in cells)
        with_news = {row["id"] for row in rows for cell in row["cells"] if _key(row, cell) in new}
        yield {**section, "asked": asked, "of": len(cells), "with_news": with_news}


def _key(row: Mapping[str, Any], cell: Mapping[str, str]) -> str:
    return key_of(row["id"], Leg(cell["leg"]) if cell["leg"] else None)


# --- Suggestions --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Card:
    """One suggestion as it is shown, with the cautions that limit it."""

    row: Suggestion
    frozen: dict[str, Any]
    cautions: tuple[dict[str, Any], ...]
    waits_for: tuple[str, ...]
    same_reasons_as: str  # the label of the one that gives the very same reasons before it

    @property
    def pill(self) -> Pill:
        return pill(Urgency(self.frozen["urgency"]))

    @property
    def leg(self) -> str:
        leg = self.frozen["leg"]
        return {"both": "both legs", None: ""}.get(leg, f"{leg} leg")

    @property
    def is_referral(self) -> bool:
        return self.row.kind == Kind.REFERRAL

    @property
    def is_red_flag(self) -> bool:
        return self.row.kind == Kind.RED_FLAG

    @property
    def leads_the_page(self) -> bool:
        """Whether the head of the page says already what to do for it."""
        return bool(flags_to_call_about([self.frozen]))


def cards(suggestions: Iterable[Suggestion]) -> list[Card]:
    """Every suggestion of an assessment, ready to show."""
    rows = list(suggestions)
    frozen = {row.pk: frozen_suggestion(row) for row in rows}
    cautions = [frozen[row.pk] for row in rows if row.kind == Kind.CAUTION]
    first: dict[str, Suggestion] = {}
    for row in sorted(rows, key=lambda row: row.kind != Kind.RED_FLAG):
        first.setdefault(row.entry["because"], row)
    return [
        Card(
            row,
            frozen[row.pk],
            tuple(each for each in cautions if row.suggestion in each.get("about", ())),
            tuple(SUGGESTIBLES[id].label for id in row.entry["deferred_by"]),
            "" if (same := first[row.entry["because"]]) == row else same.label,
        )
        for row in rows
    ]


def grouped(found: Iterable[Card]) -> list[dict[str, Any]]:
    """By urgency, then by kind; red flags stand apart and are left out."""
    rest = [card for card in found if not card.is_red_flag]
    groups = []
    for urgency in Urgency:
        kinds = [
            {"title": title, "cards": mine}
            for kind, title in KIND_TITLES.items()
            if (mine := [c for c in rest if c.row.urgency == urgency.rank and c.row.kind == kind])
        ]
        if kinds:
            groups.append({"pill": pill(urgency), "kinds": kinds})
    return groups
