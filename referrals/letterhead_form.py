"""The form of a letterhead. What it accepts has been checked on a sample letter."""

from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any, Final

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Layout, Row
from django import forms
from django.urls import reverse

from intake.models import User
from referrals import letterheads
from referrals.letterhead import Letterhead
from referrals.models import Envelope, Logo
from referrals.models import Letterhead as LetterheadRow
from referrals.window import ENVELOPES, SLIP, USUAL
from referrals.window_check import problems

WINDOW: Final = ("window_left", "window_bottom", "window_width", "window_height")
IN_WORDS: Final = ("Window from the left", "From the bottom", "Width", "Height")


class LetterheadForm(forms.ModelForm):
    """A letterhead; the window as makers of envelopes give it."""

    logo_file = forms.FileField(
        label="Logo",
        required=False,
        help_text="PNG or JPEG, at most 500 kB. It is printed in grey, up to 90 × 15 mm.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    # What was uploaded is kept by its hash while the rest of the form is mended.
    logo = forms.CharField(required=False, widget=forms.HiddenInput)
    remove_logo = forms.BooleanField(label="Print no logo", required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = LetterheadRow
        fields = (
            "site",
            "organisation",
            "team",
            "specialty",
            "address",
            "phone",
            "email",
            "envelope",
            "two_sided",
            "is_default",
        )
        widgets = {"address": forms.Textarea(attrs={"rows": 4})}
        labels = {
            "team": "Team or clinic",
            "two_sided": "Letters are printed on both sides",
            "is_default": "Used unless another site is chosen when signing",
        }
        help_texts = {
            "site": "How physicians find it when they sign.",
            "address": "A line for each line. Replies are sent here.",
            "phone": "The practice and the receiving service call this number.",
            "two_sided": "Each copy then begins on a sheet of its own.",
        }

    data: Any

    def __init__(
        self, data: Any = None, files: Any = None, *, row: LetterheadRow, by: User
    ) -> None:
        self.by = by
        self.letterhead: Letterhead | None = None  # as typed, once it can be printed
        super().__init__(data, files, instance=row)
        self.initial["seen"] = letterheads.mark_of(row)
        self.initial["logo"] = row.logo.sha256 if row.logo else ""
        envelope = self.data.get("envelope") or row.envelope
        usual = USUAL.get(envelope, USUAL[Envelope.DL])
        held = _as_makers_do(row) if row.pk else usual
        for name, label, value in zip(WINDOW, IN_WORDS, held, strict=True):
            self.fields[name] = forms.DecimalField(
                label=f"{label}, mm",
                min_value=0,
                max_value=250,
                decimal_places=1,
                initial=Decimal(str(value)),
                widget=forms.NumberInput(attrs={"inputmode": "decimal"}),
            )
        # Another envelope brings its usual window.
        self.fields["envelope"].widget.attrs |= {
            "hx-get": reverse("letterhead_window"),
            "hx-target": "#window-fields",
            "hx-swap": "outerHTML",
        }
        if not (self.data.get("logo") or self.initial["logo"]):
            del self.fields["remove_logo"]
        self.helper = _helper(self._layout())

    def _layout(self) -> Layout:
        return Layout(
            HTML("<h2 class='h5'>Who writes</h2>"),
            Row(Column("site", css_class="col-md-6"), Column("organisation", css_class="col-md-6")),
            Row(Column("team", css_class="col-md-6"), Column("specialty", css_class="col-md-6")),
            "address",
            Row(Column("phone", css_class="col-md-6"), Column("email", css_class="col-md-6")),
            HTML("{% include 'referrals/letterhead_logo.html' %}"),
            "seen",
            "logo",
            "logo_file",
            *(("remove_logo",) if "remove_logo" in self.fields else ()),
            HTML("<h2 class='h5'>Envelope</h2>"),
            "envelope",
            window_layout(),
            "two_sided",
            "is_default",
        )

    def clean_logo_file(self) -> str:
        """The hash of what was uploaded."""
        upload = self.cleaned_data.get("logo_file")
        if not upload:
            return ""
        try:
            return letterheads.store_logo(upload.read(), by=self.by).sha256
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from None

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        typed["logo"] = "" if typed.get("remove_logo") else self._chosen_logo(typed)
        if not self.errors:
            self.letterhead = self._letterhead(typed)
            for problem in problems(self.letterhead, self.logo_bytes):
                self.add_error(
                    "logo_file" if problem.field == "logo" else problem.field, problem.text
                )
        return typed

    def _chosen_logo(self, typed: dict[str, Any]) -> str:
        """What was uploaded now, else what was chosen before. It stays when the form is shown again."""
        chosen = typed.get("logo_file") or typed.get("logo") or ""
        self.data = {**dict(self.data.items()), "logo": chosen}
        return str(chosen)

    def _letterhead(self, typed: dict[str, Any]) -> Letterhead:
        row = LetterheadRow(**{name: typed[name] for name in self.Meta.fields})
        return replace(letterheads.letterhead_of(self._placed(row, typed)), logo=typed["logo"])

    def _placed(self, row: LetterheadRow, typed: dict[str, Any]) -> LetterheadRow:
        """The row with its window, on the sheet as the letters need it."""
        window = ENVELOPES[row.envelope].on_sheet(*(float(typed[name]) for name in WINDOW))
        for side, value in asdict(window).items():
            setattr(row, f"window_{side}", Decimal(str(value)))
        return row

    @property
    def logo_bytes(self) -> bytes | None:
        held = Logo.objects.filter(sha256=self.cleaned_data.get("logo", "")).first()
        return bytes(held.image) if held else None

    def row(self) -> LetterheadRow:
        """The row as typed, to be saved; of a form that is valid."""
        row = self._placed(self.save(commit=False), self.cleaned_data)
        row.logo = Logo.objects.filter(sha256=self.cleaned_data["logo"]).first()
        return row


def window_layout() -> Div:
    """The four numbers of the window; swapped on their own when another envelope is chosen."""
    return Div(
        HTML(
            "<p class='form-text'>The usual numbers stand here. Makers differ: compare them with the "
            f"box of your envelopes, front up. Sheets slide by {SLIP:g} mm each way.</p>"
        ),
        Row(*(Column(name, css_class="col-6 col-md-3") for name in WINDOW)),
        css_id="window-fields",
    )


def window_helper() -> FormHelper:
    return _helper(Layout(window_layout()))


def _helper(layout: Layout) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = layout
    return helper


def _as_makers_do(row: LetterheadRow) -> tuple[float, float, float, float]:
    window = letterheads.letterhead_of(row).window
    size = ENVELOPES[row.envelope]
    return size.left_of(window), size.bottom_of(window), window.width, window.height
