"""The form that says: these answers were taken on paper first."""

from datetime import datetime, time
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone

from intake.back_entry import FORMS, check_filled_at, read_code, read_time
from intake.forms.patients import DateTyped
from intake.models import Intake


class CodeTyped(forms.CharField):
    """The code of a printed form, typed or scanned."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return read_code(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class TimeTyped(forms.CharField):
    """A time of the day in the forms in which people type one."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def clean(self, value: Any) -> time:
        text = super().clean(value)
        try:
            return read_time(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class PaperForm(forms.Form):
    """The code of the sheet, and the day and time at which it was filled in."""

    code = CodeTyped(
        max_length=32,
        label="Form code",
        help_text=f"At the top of each sheet, such as {FORMS[-1].code}; a scanner reads the square",
        error_messages={"required": "Enter the form code from the top of the sheet."},
    )
    day = DateTyped(
        label="Filled in on",
        help_text="The day of the examination, such as 3 11 2026 or 3 Nov 2026",
        error_messages={"required": "Enter the day on the sheet."},
    )
    time = TimeTyped(
        label="At",
        help_text="The time of the pressures or, without pressures, of the examination: 14:30",
        error_messages={"required": "Enter the time on the sheet."},
    )

    def __init__(self, data: Any, *, intake: Intake) -> None:
        self.intake = intake
        filled_at = intake.paper_filled_at and timezone.localtime(intake.paper_filled_at)
        known = {"code": intake.paper_form}
        super().__init__(
            data,
            initial=known | {"day": filled_at.date(), "time": filled_at.time()}
            if filled_at
            else known,
        )
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("code", Div("day", "time", css_class="fields"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, at = cleaned.get("day"), cleaned.get("time")
        if day and at:
            filled_at = timezone.make_aware(datetime.combine(day, at))
            try:
                check_filled_at(filled_at, self.intake.patient)
            except ValueError as error:
                self.add_error("time" if day == timezone.localdate() else "day", str(error))
            cleaned["filled_at"] = filled_at
        return cleaned
