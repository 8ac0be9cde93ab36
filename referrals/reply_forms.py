"""Forms of what comes back for a letter: a reply, asking again, a reason."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.dateformat import format as in_words

from intake.forms.patients import DateTyped
from intake.roles import Role
from referrals.lifecycle import MOVES
from referrals.models import Letter, ReplyKind
from referrals.preflight import ITEMS

# What is further away is a slip in the year; what is beyond the first is asked about.
UNUSUAL_AFTER: Final = timedelta(days=365)
ABSURD_AFTER: Final = timedelta(days=3 * 365)
_ANSWERS: Final = (ReplyKind.RECEIVED, ReplyKind.ACCEPTED, ReplyKind.RETURNED, ReplyKind.SEEN)
_WORDS: Final = {
    ReplyKind.RECEIVED: "Received: they have the letter",
    ReplyKind.ACCEPTED: "Accepted: they will see the patient",
    ReplyKind.RETURNED: "Returned: something is missing",
    ReplyKind.SEEN: "Seen: the patient was there",
}
_WHO: Final = {
    Role.ADMIN: "You can supply it",
    Role.NURSE: "A nurse can supply it",
    Role.PHYSICIAN: "A physician can supply it",
}


def answers_to(letter: Letter) -> list[ReplyKind]:
    """The answers that can be recorded for a letter as it stands."""
    leads_to = {
        each.to
        for each in MOVES
        if each.model == "letter" and each.start == letter.state and each.event.startswith("reply")
    }
    return [kind for kind in _ANSWERS if kind in leads_to]


def _missing() -> list[tuple[str, Any]]:
    """The items of the pre-flight, under whoever can supply them."""
    groups = [
        (words, [(item.id, _upper(item.label)) for item in ITEMS.values() if item.by == role])
        for role, words in _WHO.items()
    ]
    return [("", "Choose…"), *groups]


def _upper(text: str) -> str:
    text = text.removeprefix("the ").removeprefix("a ")
    return text[:1].upper() + text[1:]


class ReplyForm(forms.Form):
    """What came back for a letter. A day that is unusual is asked about once before it is taken."""

    kind = forms.ChoiceField(
        label="What came",
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": "Choose what came."},
    )
    on = DateTyped(
        label="It came on",
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": "Type the day on which it came."},
    )
    appointment_on = DateTyped(
        label="Day of the appointment",
        required=False,
        help_text="If they say one, such as 3 2 2027 or 3 Feb 2027",
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    missing = forms.ChoiceField(
        label="What is missing",
        required=False,
        choices=_missing,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": "Choose from the list."},
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )
    sure = forms.CharField(required=False)  # the unusual day that was confirmed

    def __init__(self, data: Any = None, *, letter: Letter) -> None:
        self.letter = letter
        self.asked_about = ""  # a day that is unusual
        super().__init__(data, auto_id="reply_%s", initial={"on": timezone.localdate()})
        kind: Any = self.fields["kind"]
        kind.choices = [(each.value, _WORDS[each]) for each in answers_to(letter)]
        # What another admin recorded meanwhile is refused in words by the act itself.
        if data and data.get("kind") in set(_ANSWERS):
            held = {value for value, _ in kind.choices}
            kind.choices += [(each, _WORDS[each]) for each in _ANSWERS if each not in held]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("This day is still to come.")
        sent = self.letter.sent_at
        if sent and on < timezone.localdate(sent):
            raise forms.ValidationError(
                f"The letter was sent on {_day(timezone.localdate(sent))}: no answer can have come "
                "before."
            )
        return on

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        kind = typed.get("kind")
        if kind == ReplyKind.ACCEPTED and typed.get("appointment_on"):
            self._look_at(typed["appointment_on"], typed["sure"])
        if kind == ReplyKind.RETURNED:
            if not typed.get("missing") and not typed.get("note", "").strip():
                self.add_error("missing", "Choose what is missing, or say it in the note.")
            elif typed.get("missing") == "other" and not typed.get("note", "").strip():
                self.add_error("note", "Say in the note what is missing.")
        return typed

    def _look_at(self, day: date, sure: str) -> None:
        today = timezone.localdate()
        signed = timezone.localdate(self.letter.signed_at)
        if day < signed:
            self.add_error(
                "appointment_on",
                f"The letter was signed on {_day(signed)}: an appointment for it is later.",
            )
        elif day > today + ABSURD_AFTER:
            self.add_error("appointment_on", "This is more than three years away: check the year.")
        elif not today <= day <= today + UNUSUAL_AFTER and sure != day.isoformat():
            self.asked_about = day.isoformat()
            what = "is over" if day < today else "is more than a year away"
            self.add_error("appointment_on", f"{_day(day)} {what}. Is it right?")

    @property
    def chosen(self) -> dict[str, Any]:
        """What is recorded: of an answer, only what belongs to it."""
        typed = self.cleaned_data
        kind = typed["kind"]
        return {
            "kind": kind,
            "on": typed["on"],
            "appointment_on": typed["appointment_on"] if kind == ReplyKind.ACCEPTED else None,
            "missing": typed["missing"] if kind == ReplyKind.RETURNED else "",
            "note": typed["note"],
        }


class ChaseForm(forms.Form):
    """That we asked for an answer: how, and what was said."""

    how = forms.ChoiceField(
        label="How",
        choices=[("By phone", "By phone"), ("By letter", "By letter"), ("By e-mail", "By e-mail")],
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": "Choose how they were asked."},
    )
    note = forms.CharField(
        label="What they said",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="chase_%s")

    @property
    def told(self) -> str:
        """Both in one text: "By phone. They look for it." """
        how, note = self.cleaned_data["how"], self.cleaned_data["note"].strip()
        return f"{how}. {note}" if note else f"{how}."


def _day(day: date) -> str:
    return in_words(day, "j M Y")
