"""Forms of the physician and the admin: a decision, a reason, an entry of the directory."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from intake.models import User
from referrals.directory_entry import FIELDS, TEXTS, faults, missing, tidy, values_of
from referrals.letter_question import draft_question
from referrals.lifecycle import DECISIONS
from referrals.models import DeclineReason, Favourite, Specialist, Suggestion, SuggestionState
from referrals.own_suggestions import TITLE_AT_MOST
from referrals.own_suggestions import URGENCIES as OWN_URGENCIES
from referrals.rules.suggestions import KIND_TITLES, REFERRALS, SUGGESTIBLES, Kind, Suggestible

COPIES: Final = ("copy_to_gp", "copy_to_patient")
# Of more than so many specialists one is chosen from a closed list instead of from open ones.
MANY: Final = 25


def specialists_for(suggestions: Iterable[Suggestion]) -> QuerySet[Specialist]:
    """To whom these referrals may go: what is referred in free words, to anybody."""
    rows = list(suggestions)
    active = Specialist.objects.filter(active=True, merged_into=None)
    if any(row.own_title for row in rows):
        return active
    return active.filter(specialty__in={row.suggestion for row in rows})


def favourites_first(specialists: QuerySet[Specialist], *, of: User) -> QuerySet[Specialist]:
    """In the order in which this user is shown them; each says whether it `is_favourite`."""
    mine = Favourite.objects.filter(user=of, specialist=OuterRef("pk"))
    return specialists.annotate(is_favourite=Exists(mine)).order_by(
        "-is_favourite", "name", "organisation", "pk"
    )


def _checkbox() -> forms.CheckboxInput:
    return forms.CheckboxInput(attrs={"class": "form-check-input"})


class DecisionForm(forms.Form):
    """What a physician decides on one suggestion. `seen` is the decision that the page showed."""

    to = forms.ChoiceField(choices=[(state.value, state.label) for state in DECISIONS])
    reason = forms.ChoiceField(
        label="Why",
        choices=DeclineReason.choices,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
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
        error_messages={
            "invalid_choice": "This specialist is of another specialty, or no longer listed: "
            "choose one from the list."
        },
    )
    question = forms.CharField(
        label="Question to the specialist",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "form-control form-control-sm", "rows": 4}),
    )
    tried = forms.CharField(
        label="What has been tried already",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "form-control form-control-sm", "rows": 2}),
    )
    copy_to_gp = forms.BooleanField(label="GP", required=False, widget=_checkbox())
    copy_to_patient = forms.BooleanField(label="Patient", required=False, widget=_checkbox())
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        suggestion: Suggestion,
        typed: Mapping[str, str] | None = None,
        tried: str = "",
    ) -> None:
        """`data` to decide; `typed` to show again what was refused, with all the rest as it was.

        `tried` is the draft of what has been tried, for a referral that is not accepted yet.
        """
        self.suggestion = suggestion
        is_referral = suggestion.kind == Kind.REFERRAL
        shown = {
            "reason": suggestion.reason,
            "note": suggestion.note,
            "specialist": suggestion.specialist_id,
            "question": suggestion.question,
            "tried": suggestion.tried,
            "copy_to_gp": suggestion.copy_to_gp,
            "copy_to_patient": suggestion.copy_to_patient,
        }
        if not suggestion.question:
            shown["tried"] = tried
        shown |= {name: text for name, text in (typed or {}).items() if name in shown}
        if typed is not None and typed.get("to") == SuggestionState.ACCEPTED:
            shown |= {name: name in typed for name in COPIES}  # a box not ticked is not sent
        if is_referral and data is None and not shown["question"]:
            shown["question"] = suggestion.entry.get("drafted") or draft_question(suggestion)
        super().__init__(data, auto_id=f"s{suggestion.pk}_%s", initial=shown)
        if is_referral:
            self._field("specialist").queryset = specialists_for([suggestion])

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def offer(self, specialists: list[Specialist]) -> None:
        """These are to choose from, read for the whole page at once; of one, that one is chosen."""
        self.offers_many = len(specialists) > MANY
        if len(specialists) == 1 and not self.initial["specialist"]:
            self.initial["specialist"] = specialists[0].pk

    @property
    def has_gp(self) -> bool:
        """Whether there is a GP to send a copy to."""
        patient = self.suggestion.intake.patient
        return bool(patient.gp_name or patient.gp_practice)

    @property
    def chosen(self) -> str:
        """The key of the specialist who is chosen now, as a page sends it; empty for none."""
        return str(self.initial["specialist"] or "")

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


class OwnSuggestionForm(forms.Form):
    """A test or a referral that the physician adds: from the rule book, or in free words."""

    suggestion = forms.ChoiceField(
        label="From the rule book",
        required=False,
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
        error_messages={
            "invalid_choice": "This stands on the page already, or is not in the rule book."
        },
    )
    title = forms.CharField(
        label="Or in your own words",
        required=False,
        max_length=TITLE_AT_MOST,
        widget=forms.TextInput(attrs={"class": "form-control form-control-sm"}),
    )
    kind = forms.ChoiceField(
        label="Your own words are",
        required=False,
        choices=[("test", "a test"), ("referral", "a referral")],
        initial="test",
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )
    urgency = forms.ChoiceField(
        label="How soon",
        choices=[("", "Choose…"), *((str(each), each.label) for each in OWN_URGENCIES)],
        error_messages={"required": "Choose how soon."},
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )
    because = forms.CharField(
        label="Because",
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "form-control form-control-sm", "rows": 2}),
        error_messages={"required": "Say why: whoever reads it later has no rule to look at."},
    )

    def __init__(self, data: Any = None, *, book: Iterable[Suggestible]) -> None:
        """`book` is what of the rule book is not on the page yet."""
        super().__init__(data, auto_id="own_%s")
        of_kind: dict[str, list[tuple[str, str]]] = {}
        for each in book:
            of_kind.setdefault(KIND_TITLES[each.kind], []).append((each.id, each.label))
        field: Any = self.fields["suggestion"]
        field.choices = [("", "Choose…"), *of_kind.items()]

    @property
    def problem(self) -> str:
        """Everything that is wrong, in words."""
        return " ".join(str(text) for texts in self.errors.values() for text in texts)


class SpecialistForm(forms.ModelForm):
    """An entry of the directory of specialists."""

    specialty = forms.ChoiceField(
        choices=[("", "Choose…"), *((each.id, each.label) for each in REFERRALS)]
    )

    class Meta:
        model = Specialist
        fields = FIELDS
        widgets = {"address": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "name": "As it shall stand on the letter: Mr A. Surgeon, or a team.",
            "organisation": "Department and hospital or practice at this site.",
            "address": "As on the envelope, a line for each line; the postcode stands in the last.",
            "active": "Only active entries are offered to physicians.",
        }
        error_messages = {"email": {"invalid": "Write it such as name@example.org."}}

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        # What the entry says now; the page sends it back, so that nobody's change is overwritten.
        self.seen = hashlib.sha256(repr(values_of(self.instance)).encode()).hexdigest()[:16]
        for name in (
            self.fields.keys() & TEXTS
        ):  # Django's admin shows some that it does not ask for
            self.fields[name].error_messages["required"] = missing(name).remedy
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "specialty",
            Row(Column("name", css_class="col-md-6"), Column("organisation", css_class="col-md-6")),
            "address",
            Row(Column("phone", css_class="col-md-6"), Column("email", css_class="col-md-6")),
            "active",
        )

    def clean(self) -> dict[str, Any]:
        """What a file of entries is held to as well; a field that failed already fails once."""
        given = super().clean() or {}
        if self.instance.pk and self.data.get("seen", self.seen) != self.seen:
            self.add_error(
                None,
                "Somebody has changed this entry since you opened it. Look at it in another tab, "
                "then save again what is right.",
            )
        values = {name: tidy(name, given.get(name, "")) for name in TEXTS}
        failed = set(self.errors)
        for fault in faults(values):
            if fault.field not in failed:
                self.add_error(fault.field, str(fault))
        return {**given, **{name: text for name, text in values.items() if name in given}}


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
