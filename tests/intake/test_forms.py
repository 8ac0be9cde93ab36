"""Section forms: one field for each answer, and its text there and back through the controls."""

from decimal import Decimal
from html.parser import HTMLParser

import pytest
from crispy_forms.utils import render_crispy_form
from django.http import QueryDict

from intake import actions
from intake.answers import NONE_OF_THEM, as_kept, read_typed, typed
from intake.findings import FINDINGS, KEYS, SECTIONS
from intake.findings.finding import Kind, Section
from intake.forms.sections import SectionForm, answer_field, in_words, typed_in
from intake.models import Intake, Patient, User
from intake.questions import Standing, keys_of


class Controls(HTMLParser):
    """What a browser would send for the controls of a piece of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.data = QueryDict(mutable=True)
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given:
            self.data.appendlist(self.select, value)
        elif tag == "input" and (given.get("type") == "text" or "checked" in given):
            self.data.appendlist(name, value)


def sent(html: str) -> QueryDict:
    controls = Controls()
    controls.feed(html)
    return controls.data


def texts_of(key: str) -> list[str]:
    """Texts that a field may hold: every kind of answer, and every reason for having none."""
    finding, _ = KEYS[key]
    texts = ["", "?unknown", "?declined"]
    match finding.kind:
        case Kind.PRESENCE:
            texts += ["present", "absent"]
        case Kind.CHOICE:
            texts += list(finding.options)
        case Kind.SEVERAL:
            texts += [NONE_OF_THEM, next(iter(finding.options)), ",".join(finding.options)]
        case _:
            texts += [finding.example, str(finding.limits[0]), "13x", "<&\"'>"]
    return texts


@pytest.mark.parametrize("key", KEYS)
def test_the_text_of_a_field_survives_its_controls(key: str) -> None:
    field = answer_field(*KEYS[key])
    for text in texts_of(key):
        assert typed_in(sent(field.widget.render(key, text)), key) == text


def test_taking_an_answer_back_empties_it() -> None:
    assert (
        typed_in(QueryDict("worse_standing=present&worse_standing-why=clear"), "worse_standing")
        == ""
    )


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_a_section_shows_every_question_that_it_holds(section: Section, intake: Intake) -> None:
    html = render_crispy_form(SectionForm(section, intake))
    for finding, key, leg in keys_of(section):
        if key in actions.FROM_PATIENT:
            continue
        assert html.count(f'data-answer="{key}"') == 1
        if leg:
            assert f"{leg.capitalize()} leg" in html
        for label in finding.options.values():
            assert label.replace("'", "&#x27;").replace("<", "&lt;") in html or "&" in label


def test_age_and_sex_are_shown_and_not_asked(intake: Intake) -> None:
    html = render_crispy_form(SectionForm(SECTIONS[0], intake))
    assert "from the patient’s record" in html
    assert 'name="age_years"' not in html
    assert 'name="sex_at_birth"' not in html


def section(section_id: str) -> Section:
    return next(section for section in SECTIONS if section.id == section_id)


def test_core_is_shown_and_the_rest_is_folded_until_it_can_be_told(
    intake: Intake, nurse: User
) -> None:
    form = SectionForm(section("restless_legs"), intake)
    assert form.standings["rls_urge"] is Standing.SHOWN
    assert form.standings["rls_rest"] is Standing.FOLDED
    actions.record(intake, {"rls_urge": "present"}, by=nurse)
    form = SectionForm(section("restless_legs"), intake)
    assert form.standings["rls_rest"] is Standing.SHOWN
    actions.record(intake, {"rls_urge": "absent"}, by=nurse)
    form = SectionForm(section("restless_legs"), intake)
    assert form.standings["rls_rest"] is Standing.GONE


def test_in_a_well_patient_every_sign_can_still_be_recorded(intake: Intake, nurse: User) -> None:
    """Rarely worth asking is not irrelevant: only details of something absent are gone."""
    healthy = {Kind.PRESENCE: "absent", Kind.SEVERAL: NONE_OF_THEM, Kind.CHOICE: "none"}
    core = {
        key: healthy[finding.kind]
        for key, (finding, _) in KEYS.items()
        if finding.core and finding.kind in healthy and (finding.absent_value is not None)
    }
    actions.record(intake, core, by=nurse)
    gone = [
        KEYS[key][0]
        for part in SECTIONS
        for key, standing in SectionForm(part, intake).standings.items()
        if standing is Standing.GONE
    ]
    assert gone
    unexplained = [f.id for f in gone if f.follows is None and f.impossible_when is None]
    assert not unexplained
    examined = SectionForm(section("examination"), intake).standings
    assert examined["deep_vein_tenderness.left"] is Standing.FOLDED
    actions.record(intake, {"swelling_onset.left": "acute_lt2w"}, by=nurse)
    examined = SectionForm(section("examination"), intake).standings
    assert examined["deep_vein_tenderness.left"] is Standing.SHOWN


@pytest.mark.parametrize("sex", ["female", "male"])
def test_pregnancy_is_not_asked_where_it_cannot_be(patient: Patient, nurse: User, sex: str) -> None:
    """The patient of these tests is past 55; of a young woman it is asked."""
    patient.sex_at_birth = sex
    old = actions.start_intake(patient, by=nurse)
    assert SectionForm(section("encounter"), old).standings["pregnancy_status"] is Standing.GONE
    patient.born = patient.born.replace(year=patient.born.year + 45)
    young = actions.start_intake(patient, by=nurse)
    asked = SectionForm(section("encounter"), young).standings["pregnancy_status"]
    assert asked is (Standing.SHOWN if sex == "female" else Standing.GONE)


def test_what_counts_is_never_out_of_sight(intake: Intake, nurse: User) -> None:
    folded = [
        key
        for part in SECTIONS
        for key, standing in SectionForm(part, intake).standings.items()
        if standing is Standing.FOLDED and KEYS[key][0].kind is Kind.PRESENCE
    ]
    for key in folded[:40]:
        actions.record(intake, {key: "present"}, by=nurse)
        part = next(part for part in SECTIONS if KEYS[key][0] in part.findings)
        assert SectionForm(part, intake).standings[key] is Standing.SHOWN


def test_a_leg_that_cannot_be_examined_is_put_away_but_not_what_was_found(
    intake: Intake, nurse: User
) -> None:
    actions.record(intake, {"pulse_dp.left": "absent"}, by=nurse)
    actions.mark_leg(intake, KEYS["pulse_dp.left"][1], "dressing_or_cast", by=nurse)  # type: ignore[arg-type]
    form = SectionForm(section("examination"), intake)
    assert form.standings["pulse_dp.left"] is Standing.SHOWN
    assert form.standings["pulse_pt.left"] is Standing.GONE
    assert form.standings["pulse_pt.right"] is Standing.SHOWN


@pytest.mark.parametrize("finding", FINDINGS.values(), ids=lambda finding: finding.id)
def test_every_example_is_an_answer(finding: object) -> None:
    found = FINDINGS[finding.id]  # type: ignore[attr-defined]
    if found.kind is Kind.QUANTITY:
        kept = typed(found, read_typed(found, found.example))
        assert Decimal(kept) == Decimal(found.example)
        assert as_kept(found, kept) == kept


def test_texts_in_words() -> None:
    pressure = FINDINGS["ankle_dp_sbp"]
    assert in_words(pressure, "118") == "118 mmHg"
    assert in_words(pressure, "13x") == "“13x”"
    assert in_words(pressure, "") == "no answer"
    assert in_words(pressure, "?no_equipment") == "not assessed: no equipment"
