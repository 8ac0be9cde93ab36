"""Forms of the physician and the admin: a decision, a reason, an entry of the directory."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms

from referrals.letter_question import draft_question
from referrals.lifecycle import DECISIONS
from referrals.models import DeclineReason, Specialist, Suggestion, SuggestionState
from referrals.rules.suggestions import KIND_TITLES, REFERRALS, SUGGESTIBLES, Kind


class DecisionForm(forms.Form):
    """What a physician decides on one suggestion. `seen` is the decision that the page showed."""

    to = forms.ChoiceField(choices=[(state.value, state.label) for state in DECISIONS])
    reason = forms.ChoiceField(
        label="Why",
        choices=[("", "Choose why…"), *DeclineReason.choices],
        required=False,
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"class": "form-control form-control-sm"}),
    )
    specialist = forms.ModelChoiceField(
        label="Refer to",
        queryset=Specialist.objects.none(),
        required=False,
        empty_label="Choose whom to refer to…",
        error_messages={
            "invalid_choice": "This specialist is of another specialty, or no longer listed: "
            "choose one from the list."
        },
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )
    question = forms.CharField(
        label="Question to the specialist",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "form-control form-control-sm", "rows": 4}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        suggestion: Suggestion,
        typed: Mapping[str, str] | None = None,
    ) -> None:
        """`data` to decide; `typed` to show again what was refused, with all the rest as it was."""
        self.suggestion = suggestion
        is_referral = suggestion.kind == Kind.REFERRAL
        shown = {
            "reason": suggestion.reason,
            "note": suggestion.note,
            "specialist": suggestion.specialist_id,
            "question": suggestion.question,
        }
        shown |= {name: text for name, text in (typed or {}).items() if name in shown}
        if is_referral and data is None and not shown["question"]:
            shown["question"] = draft_question(suggestion)
        super().__init__(data, auto_id=f"s{suggestion.pk}_%s", initial=shown)
        if is_referral:
            self._field("specialist").queryset = Specialist.objects.filter(
                specialty=suggestion.suggestion, active=True
            )

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def offer(self, specialists: list[Specialist]) -> None:
        """Show these as choices; read for the whole page at once, so that no card asks again."""
        self._field("specialist").choices = [
            ("", "Choose whom to refer to…"),
            *((each.pk, str(each)) for each in specialists),
        ]
        if len(specialists) == 1 and not self.initial["specialist"]:
            self.initial["specialist"] = specialists[0].pk

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        accepted = typed.get("to") == SuggestionState.ACCEPTED
        if accepted and self.suggestion.kind == Kind.REFERRAL:
            if not typed.get("specialist") and "specialist" not in self.errors:
                self.add_error("specialist", "Choose whom to refer to.")
            if not typed.get("question", "").strip():
                self.add_error("question", "Write the question to the specialist.")
        return typed

    @property
    def problem(self) -> str:
        """Everything that is wrong, in words."""
        return " ".join(str(text) for texts in self.errors.values() for text in texts)


class WhyForm(forms.Form):
    """A reason in words, which must be given."""

    why = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
        error_messages={"required": "Say why."},
    )


class SpecialistForm(forms.ModelForm):
    """An entry of the directory of specialists."""

    specialty = forms.ChoiceField(
        choices=[("", "Choose…"), *((each.id, each.label) for each in REFERRALS)]
    )

    class Meta:
        model = Specialist
        fields = ("specialty", "name", "organisation", "address", "phone", "email", "active")
        widgets = {"address": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "name": "As it shall stand on the letter: Mr A. Surgeon, or a team.",
            "organisation": "Department and hospital or practice at this site.",
            "address": "As on the envelope, a line for each line.",
            "active": "Only active entries are offered to physicians.",
        }

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "specialty",
            Row(Column("name", css_class="col-md-6"), Column("organisation", css_class="col-md-6")),
            "address",
            Row(Column("phone", css_class="col-md-6"), Column("email", css_class="col-md-6")),
            "active",
        )


def _whole_book() -> list[tuple[str, list[tuple[str, str]]]]:
    """Everything that can be suggested, by kind."""
    return [
        (title, [(each.id, each.label) for each in SUGGESTIBLES.values() if each.kind is kind])
        for kind, title in KIND_TITLES.items()
    ]


class WhyNotForm(forms.Form):
    """Asks why something in the rule book is not suggested."""

    suggestion = forms.ChoiceField(
        label="Why is this not suggested?",
        choices=_whole_book,
        error_messages={"invalid_choice": "Choose something from the list."},
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )
