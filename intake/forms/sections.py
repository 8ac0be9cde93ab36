"""The form of one section of the intake, built from the catalogue, with its crispy layout.

A section's form is a plain form, never a model form: that would ask the database once for each of
the row's four hundred check constraints. It holds each answer as text (intake.answers.typed); a
widget turns the text into radio buttons, boxes or a number with its unit, and the controls back into
text.
"""

from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from typing import Any, Final

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from intake.actions import FROM_PATIENT, Saved, stored_text
from intake.answers import NONE_OF_THEM, answer_in, answers_of, is_unusual, read_typed, typed
from intake.body_map.drawing import shown as shown_on_body_map
from intake.body_map.regions import FINDING as ON_BODY_MAP
from intake.columns import ABSENT, COLUMNS, PRESENT, REASON_MARK
from intake.earlier import Earlier, earlier_values
from intake.findings import KEYS
from intake.findings.finding import (
    NO_VALUE_REASONS,
    REASON_LETTERS,
    UNKNOWN,
    Finding,
    Kind,
    Part,
    Section,
)
from intake.models import Intake
from intake.questions import Standing, row_standings, standings
from intake.readings import Leg

CLEAR: Final = "clear"  # what the list of reasons sends to take an answer back
PRESENCE_CAPS: Final = "YNU"
# Digits; after them, letters that mean nothing else on the page (keys.js, REASON_LETTERS).
OPTION_CAPS: Final = "123456789CFGIJKMQSVWX"
NOT_KNOWN: Final = REASON_MARK + UNKNOWN


# --- One answer ---------------------------------------------------------------------------------


class AnswerWidget(forms.Widget):
    """The controls of one answer: those of its kind, and a list of reasons for having no value."""

    def __init__(self, finding: Finding, leg: Leg | None) -> None:
        super().__init__()
        self.finding, self.leg = finding, leg
        self.template_name = f"intake/widgets/{finding.kind}.html"

    def get_context(
        self, name: str, value: str | None, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        text = value or ""
        chosen = text.split(",") if self.finding.kind is Kind.SEVERAL else [text]
        return {
            "finding": self.finding,
            "leg": self.leg,
            "name": name,
            "id": f"id_{COLUMNS[name]}",
            "options": [
                {"id": option, "label": label, "chosen": option in chosen, "cap": cap}
                for (option, label), cap in zip(
                    self._options().items(), chain(self._caps(), repeat("")), strict=False
                )
            ],
            "text": "" if text.startswith(REASON_MARK) else text,
            "none_chosen": text == NONE_OF_THEM,
            "none": NONE_OF_THEM,
            "reasons": [
                {
                    "id": REASON_MARK + reason,
                    "label": label,
                    "chosen": text == REASON_MARK + reason,
                    "cap": REASON_LETTERS[reason],
                }
                for reason, label in NO_VALUE_REASONS.items()
                if REASON_MARK + reason not in self._options()
            ],
            "clear": CLEAR,
            "may_be_negative": self.finding.limits[0] < 0,
        }

    def _options(self) -> Mapping[str, str]:
        if self.finding.kind is Kind.PRESENCE:
            return {PRESENT: "Yes", ABSENT: "No", NOT_KNOWN: "Not known"}
        return self.finding.options

    def _caps(self) -> str:
        """The key of each option, in order."""
        return PRESENCE_CAPS if self.finding.kind is Kind.PRESENCE else OPTION_CAPS

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """The text of the answer. The page's script sees to it that only one control speaks."""
        reason = data.get(f"{name}-why", "")
        if reason:
            return "" if reason == CLEAR else str(reason)
        values = data.getlist(name)
        if self.finding.kind is Kind.SEVERAL:
            return ",".join(values)
        return str(values[-1]) if values else ""


def answer_field(finding: Finding, leg: Leg | None) -> forms.CharField:
    """The form field of one answer."""
    label = f"{finding.label}, {leg} leg" if leg else finding.label
    return forms.CharField(required=False, label=label, widget=AnswerWidget(finding, leg))


def typed_in(data: Any, key: str) -> str:
    """The text of one answer in what a page has sent."""
    finding, leg = KEYS[key]
    return str(answer_field(finding, leg).widget.value_from_datadict(data, {}, key))


def as_stored(intake: Intake, key: str) -> Saved:
    """One answer as it stands, with what has to be said about it."""
    finding, _ = KEYS[key]
    text, answer = stored_text(intake, key), answer_in(intake, key)
    problem = ""
    if key in intake.unparsed:
        try:
            read_typed(finding, text)
        except ValueError as error:
            problem = str(error)
    unusual = is_unusual(finding, answer) and intake.confirmed.get(key) != text
    return Saved(key, text, answer, problem, unusual)


def in_words(finding: Finding, text: str) -> str:
    """A field's text as people say it: "heavy, aching", "no", or what was typed, in quotes."""
    if not text.strip():
        return "no answer"
    try:
        return finding.describe(read_typed(finding, text))
    except ValueError:
        return f"“{text}”"


# --- A section ----------------------------------------------------------------------------------


class SectionForm(forms.Form):
    """All questions of one section, with one field for each answer's key."""

    rendered_fields: set[str]  # crispy makes it while it draws

    def __init__(self, section: Section, intake: Intake, *, asked_by: str = "") -> None:
        """`asked_by`: the physician who sent the intake back and asks for some of the answers."""
        self.section, self.intake, self.asked_by = section, intake, asked_by
        self.answers = answers_of(intake)
        self.standings = standings(section, intake, self.answers)
        self.rows = row_standings(section, self.standings)
        self.earlier = earlier_values(intake, section)
        asked = [key for key in self.standings if key not in FROM_PATIENT]
        super().__init__(initial={key: stored_text(intake, key) for key in asked})
        for key in asked:
            self.fields[key] = answer_field(*KEYS[key])
        self.has_body_map = ON_BODY_MAP in section.findings
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*(PartBox(part) for part in section.parts))


class PartBox(LayoutObject):  # type: ignore[misc]  # crispy has no types
    """The questions under one heading, with a button that unfolds the rest."""

    template = "intake/part.html"

    def __init__(self, part: Part) -> None:
        self.part = part
        self.fields = [QuestionBox(finding) for finding in part.findings if not finding.retired]

    def render(
        self, form: SectionForm, context: Any, template_pack: str = "", **_: Any
    ) -> SafeString:
        found = [form.rows[box.finding.id] for box in self.fields]
        return render_to_string(
            self.template,
            {
                "part": self.part,
                "number": form.section.parts.index(self.part) + 1,
                "examined": form.section.examined,
                "questions": mark_safe(  # noqa: S308 (each was rendered by a template)
                    "".join(box.render(form, context) for box in self.fields)
                ),
                "folded": found.count(Standing.FOLDED),
                "shown": found.count(Standing.SHOWN),
            },
        )


class QuestionBox(LayoutObject):  # type: ignore[misc]
    """One question: an answer, or a left and a right one side by side."""

    template = "intake/question.html"

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        self.fields = [key for key, _ in finding.answer_keys()]

    def render(
        self, form: SectionForm, context: Any, template_pack: str = "", **_: Any
    ) -> SafeString:
        form.rendered_fields.update(self.fields)
        return render_to_string(
            self.template,
            {
                "finding": self.finding,
                "standing": form.rows[self.finding.id],
                "body_map": shown_on_body_map(form.answers)
                if self.finding is ON_BODY_MAP
                else None,
                "from_patient": self.finding.id in FROM_PATIENT,
                "wanted": [key for key in self.fields if key in form.intake.wanted],
                "wanted_leg": self._wanted_leg(form.intake),
                "asked_by": form.asked_by,
                "in_words": self.finding.describe(
                    answer_in(form.intake, self.finding.answer_keys()[0][0])
                ),
                "cells": [
                    cell(
                        form.intake,
                        form.section,
                        key,
                        form[key],
                        form.standings[key],
                        form.earlier.get(key, ()),
                    )
                    for key in self.fields
                    if key not in FROM_PATIENT
                ],
            },
        )

    def _wanted_leg(self, intake: Intake) -> str:
        """The one leg that is asked for; empty where it is both, or the person."""
        legs = [leg for key, leg in self.finding.answer_keys() if key in intake.wanted]
        return str(legs[0] or "") if len(legs) == 1 else ""


def cell(
    intake: Intake,
    section: Section,
    key: str,
    field: forms.BoundField,
    standing: Standing,
    earlier: Sequence[Earlier],
) -> dict[str, Any]:
    """What the template of one answer needs."""
    finding, leg = KEYS[key]
    saved = as_stored(intake, key)
    return {
        "intake": intake,
        "section": section,
        "finding": finding,
        "key": key,
        "id": COLUMNS[key],
        "leg": leg,
        "field": field,
        "gone": standing is Standing.GONE,
        "saved": saved,
        "seen": saved.text,
        "usual": finding.usual,
        "earlier": earlier,
        "nothing_found": typed(finding, finding.nothing_found),
        "nothing_found_words": finding.describe(finding.nothing_found),
    }
