"""The forms of a patient's own record, medicines and allergies."""

import hashlib
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from intake.models import Patient, Sex
from intake.patients import check_born, perhaps_the_same, read_date, read_nhs_number


class DateTyped(forms.CharField):
    """A date in the forms in which people type one."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day} {value:%b} {value.year}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_date(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(data) != initial)
        except forms.ValidationError:
            return True


class PatientForm(forms.ModelForm):
    """A patient's own record. Another person of a like name must be told apart before it is saved."""

    born = DateTyped(
        label="Date of birth",
        help_text="Day, month and year, such as 3 2 1950 or 3 Feb 1950",
        error_messages={"required": "Enter the date of birth."},
    )
    nhs_number = forms.CharField(
        label="NHS number", required=False, help_text="10 digits, such as 943 476 5919"
    )
    sex_at_birth = forms.ChoiceField(
        label="Sex at birth",
        choices=Sex.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the sex at birth."},
    )
    another_person = forms.BooleanField(
        required=False, label="No, this is another person: save the record"
    )

    class Meta:
        model = Patient
        fields = (
            "family_name",
            "given_name",
            "title",
            "born",
            "sex_at_birth",
            "nhs_number",
            "local_number",
            "address",
            "postcode",
            "phone",
            "email",
            "gp_name",
            "gp_practice",
            "gp_address",
            "requirements",
            "social_context",
            "safety_alerts",
        )
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in (
                "address",
                "gp_address",
                "requirements",
                "social_context",
                "safety_alerts",
            )
        }
        labels = {"gp_name": "Name of the GP"}
        help_texts = {
            "requirements": "Interpreter, transport, wheelchair. “Large print” makes letters to the "
            "patient large.",
            "safety_alerts": "Shown on every page of this patient",
        }
        error_messages = {
            "family_name": {"required": "Enter the family name."},
            "given_name": {"required": "Enter the given name."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What the record holds now; the page sends it back, so that nobody's change is overwritten
        # by a page that was opened before it.
        record = [str(getattr(self.instance, name)) for name in self.Meta.fields]
        self.seen = hashlib.sha256(repr(record).encode()).hexdigest()[:16]
        self.perhaps_the_same: list[Patient] = []
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Fieldset(
                "Who it is",
                Div("family_name", "given_name", "title", css_class="fields"),
                Div("born", "sex_at_birth", css_class="fields"),
                Div("nhs_number", "local_number", css_class="fields"),
            ),
            Fieldset(
                "How to reach them",
                Div("address", Div("postcode", "phone", "email"), css_class="fields"),
            ),
            Fieldset(
                "General practice",
                Div(Div("gp_name", "gp_practice"), "gp_address", css_class="fields"),
            ),
            Fieldset(
                "What to know",
                Div("requirements", "social_context", "safety_alerts", css_class="fields"),
            ),
        )

    def clean_born(self) -> date:
        born: date = self.cleaned_data["born"]
        try:
            check_born(born, timezone.localdate())
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        return born

    def clean_nhs_number(self) -> str:
        try:
            number = read_nhs_number(self.cleaned_data["nhs_number"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        owner = Patient.objects.filter(nhs_number=number).exclude(pk=self.instance.pk).first()
        if number and owner:
            raise forms.ValidationError(
                format_html(
                    'This is the NHS number of <a href="{}">{}</a>, born {}.',
                    reverse("patient", args=[owner.pk]),
                    owner,
                    self.fields["born"].prepare_value(owner.born),
                )
            )
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and self.data.get("seen") != self.seen:
            self.add_error(
                None,
                "Somebody has changed this record since you opened it. Look at it in another tab, "
                "then save again what is right.",
            )
        who = [cleaned.get(name) for name in ("family_name", "given_name", "born")]
        if all(who) and (
            self.instance.pk is None
            or {"family_name", "given_name", "born"} & set(self.changed_data)
        ):
            self.perhaps_the_same = perhaps_the_same(*who, besides=self.instance.pk)  # type: ignore[arg-type]
        if self.perhaps_the_same and not cleaned.get("another_person"):
            self.add_error(
                "another_person",
                "Somebody with this date of birth and a like name is already here: "
                "is it the same person?",
            )
        return cleaned


class MedicineForm(forms.Form):
    """A medicine that the patient takes, or has tried."""

    name = forms.CharField(
        max_length=120, label="Medicine", error_messages={"required": "Name the medicine."}
    )
    dose = forms.CharField(max_length=120, required=False, label="Dose and how often")
    started = forms.CharField(max_length=40, required=False, label="Since when")
    tried_for_this = forms.BooleanField(required=False, label="Tried for this pain")
    stopped = forms.BooleanField(required=False, label="No longer taken")


class AllergyForm(forms.Form):
    """An allergy or adverse reaction."""

    substance = forms.CharField(
        max_length=120, label="Substance", error_messages={"required": "Name the substance."}
    )
    reaction = forms.CharField(max_length=200, required=False, label="What happened")
