"""The intake on paper: what is printed, its code, and answers that come back later."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from intake import actions, back_entry, paper
from intake.addresses import address_of
from intake.answers import answers_of, load_json, read_document, typed
from intake.back_entry import FORMS, PrintedForm
from intake.columns import ABSENT, PRESENT, REASON_MARK
from intake.findings import FINDINGS, KEYS, SECTIONS
from intake.findings.finding import NOT_ASSESSED_REASONS, UNKNOWN, Kind
from intake.models import Event, Intake, Patient, User
from intake.moves import Refused
from intake.paper import REASON_LETTERS, PaperForm, Question
from intake.readings import LEGS, Leg, key_of
from referrals.assess import assess
from tests.intake.test_intake_views import by_page
from tests.pdf_text import packed, pages_of

pytestmark = pytest.mark.django_db
CODE = FORMS[-1].code
CASES = [
    load_json(path.read_text())
    for path in sorted((Path(__file__).parent.parent / "cases").glob("*.json"))
]


def ago(**span: int) -> datetime:
    return (timezone.now() - timedelta(**span)).replace(second=0, microsecond=0)


def questions(form: PaperForm) -> list[Question]:
    return [
        question
        for section in (*form.core, *form.further)
        for part in section.parts
        for group in part.groups
        for question in group.questions
    ]


# --- The code of the form -----------------------------------------------------------------------


def test_todays_form_is_in_the_table() -> None:
    assert paper.form_code() == CODE, (
        "What the printed form says has changed: add a line to FORMS in intake/back_entry.py, with "
        f'what is asked differently: PrintedForm("{paper.form_code()}", date(…), ("…",))'
    )


def test_the_table_holds_codes_that_can_be_told_apart_with_what_changed() -> None:
    codes = [form.code for form in FORMS]
    assert len(set(codes)) == len(codes)
    for form in FORMS:
        letters = form.code.removeprefix(back_entry.PREFIX)
        assert len(letters) == back_entry.LENGTH
        assert set(letters) <= set(back_entry.ALPHABET)
    assert not set(back_entry.ALPHABET) & set("01OILUSZB5")
    assert all(form.changes for form in FORMS[1:])
    assert [form.since for form in FORMS] == sorted(form.since for form in FORMS)


def test_the_same_questions_have_the_same_code() -> None:
    assert paper.code_of(paper.blank_form()) == paper.code_of(paper.blank_form()) == CODE


@pytest.mark.parametrize(
    ("id", "change"),
    [
        ("pain_side", {"ask": "Which of the legs hurts?"}),
        ("pain_side", {"options": {"left": "left", "right": "right"}}),
        (
            "pain_quality",
            {"options": dict(reversed(list(FINDINGS["pain_quality"].options.items())))},
        ),
        ("pain_nrs_now", {"unit_label": "out of 10"}),
        ("temp_c", {"decimals": 2}),
        ("pulse_dp", {"hint": "Feel lightly."}),
        ("pulse_dp", {"per_leg": False}),
        ("pain_at_rest", {"core": True}),
        ("pain_at_rest", {"retired": True}),
        ("cramp_minutes", {"follows": None}),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_the_code_changes_with_what_is_printed(
    monkeypatch: pytest.MonkeyPatch, id: str, change: dict[str, Any]
) -> None:
    changed(monkeypatch, id, change)
    assert paper.code_of(paper.blank_form()) != CODE


@pytest.mark.parametrize(
    ("id", "change"),
    [
        ("pain_side", {"label": "Painful side"}),
        ("pain_nrs_now", {"example": "7"}),
        ("pain_nrs_now", {"codes": ()}),
        ("pain_at_rest", {"ask_when": None}),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_the_code_stays_where_nothing_printed_changes(
    monkeypatch: pytest.MonkeyPatch, id: str, change: dict[str, Any]
) -> None:
    assert getattr(FINDINGS[id], next(iter(change))) != next(iter(change.values()))
    changed(monkeypatch, id, change)
    assert paper.code_of(paper.blank_form()) == CODE


def changed(monkeypatch: pytest.MonkeyPatch, id: str, change: dict[str, Any]) -> None:
    """One finding of the catalogue, otherwise."""
    new = replace(FINDINGS[id], **change)
    sections = tuple(
        replace(
            section,
            parts=tuple(
                replace(part, findings=tuple(new if f.id == id else f for f in part.findings))
                for part in section.parts
            ),
        )
        for section in SECTIONS
    )
    monkeypatch.setattr(paper, "SECTIONS", sections)


def test_a_code_is_read_as_people_type_it() -> None:
    letters = CODE.removeprefix("L-")
    for text in (CODE, f" {CODE} ", CODE.lower(), f"L{letters}", f"L {letters}", letters):
        assert back_entry.read_code(text) == CODE


@pytest.mark.parametrize("text", ["", "L-", "L-222222", CODE[:-1], CODE + "2", "7"])
def test_an_unknown_code_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(ValueError, match=f"such as {CODE}"):
        back_entry.read_code(text)


# --- What is printed ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def blank() -> list[str]:
    return pages_of(paper.blank_pdf())


def test_a_blank_form_asks_every_question_on_few_sheets(blank: list[str]) -> None:
    everything = packed(" ".join(blank))
    for finding in FINDINGS.values():
        if finding.retired:
            continue
        asked = finding.label if finding.id in actions.FROM_PATIENT else finding.ask
        assert packed(asked) in everything, finding.id
        for option in finding.options.values() if finding.id not in actions.FROM_PATIENT else ():
            assert packed(option) in everything, (finding.id, option)
    assert "Not a record until entered" in blank[0]
    for reason, letter in REASON_LETTERS.items():
        assert f"{letter} {NOT_ASSESSED_REASONS[reason]}" in blank[0]
    assert len(blank) <= 6


def test_every_sheet_has_the_code_and_its_number(blank: list[str]) -> None:
    for number, text in enumerate(blank, 1):
        assert CODE in text
        assert f"Page {number} of {len(blank)}" in text
        assert "Family name" in text


def test_every_core_question_comes_before_all_further_ones(blank: list[str]) -> None:
    everything = packed(" ".join(blank))
    further = everything.index("Furtherquestions")
    core = [finding.ask for finding in FINDINGS.values() if finding.core and not finding.retired]
    assert all(everything.index(packed(ask)) < further for ask in core)
    assert "Further questions" in " ".join(blank[:3])


def test_every_reason_has_a_letter_of_its_own() -> None:
    assert REASON_LETTERS.keys() == NOT_ASSESSED_REASONS.keys()
    assert len(set(REASON_LETTERS.values())) == len(REASON_LETTERS)


def test_a_number_has_as_many_cells_as_the_longest_that_is_allowed() -> None:
    by_id = {question.id: question for question in questions(paper.blank_form())}
    assert len(by_id["ankle_dp_sbp"].cells[0].digits) == 3
    assert by_id["temp_c"].cells[0].digits == ("", "", ".", "")
    assert len(by_id["post_exercise_abi_drop_pct"].cells[0].digits) == 3


def test_a_detail_says_what_it_is_a_detail_of(blank: list[str]) -> None:
    everything = packed(" ".join(blank))
    for words in (
        "If Muscle cramps:",
        "If Diabetes: type 1, type 2 or other type:",
        "If Smoking: anything but never smoked:",
        "If Weakness:",
    ):
        assert packed(words) in everything


@pytest.fixture
def draft(intake: Intake, answer: Callable[..., None], nurse: User) -> Intake:
    answer(
        intake,
        {
            "pain_side": "left",
            "pain_quality": "aching,burning",
            "worse_lying_flat": "present",
            "rls_urge": "absent",
            "ankle_dp_sbp.left": "62",
            "skin_integrity.right": "?dressing_or_cast",
            "fever_or_rigors": "?unknown",
        },
    )
    actions.record(intake, {"heart_rate": "about 80"}, by=nurse)
    actions.mark_leg(intake, Leg.RIGHT, "declined", by=nurse)
    actions.save_text(intake, "concerns", "Afraid of losing the leg", by=nurse)
    return intake


def test_a_draft_prints_what_it_holds_and_leaves_the_rest_open(draft: Intake, nurse: User) -> None:
    sheets = pages_of(paper.draft_pdf(draft, by=nurse))
    everything = " ".join(sheets)
    for words in (
        "☒ left leg",
        "☐ right leg",
        "☒ aching",
        "☒ burning",
        "☐ heavy",
        "Typed: “about 80”",
        "Afraid of losing the leg",
        f"Draft {draft.pk} as of",
        "printed by Nora Nurse",
        f"Age {draft.patient.age_on(timezone.localdate())} years",
    ):
        assert words in everything, words
    by_id = {question.id: question for question in questions(paper.draft_form(draft, by=nurse))}
    assert by_id["worse_lying_flat"].cells[0].yes
    assert by_id["rls_urge"].cells[0].no
    assert by_id["fever_or_rigors"].cells[0].unknown
    assert [cell.digits for cell in by_id["ankle_dp_sbp"].cells] == [("", "6", "2"), ("", "", "")]
    assert [cell.letter for cell in by_id["skin_integrity"].cells] == ["", "B"]
    assert "R[D]" in packed(everything)
    cramp = by_id["cramp_present"].cells[0]
    assert (cramp.yes, cramp.no, cramp.unknown, cramp.letter) == (False, False, False, "")


def test_the_patient_is_on_every_sheet_of_a_draft_and_on_no_blank_one(
    draft: Intake, nurse: User, blank: list[str]
) -> None:
    for text in pages_of(paper.draft_pdf(draft, by=nurse)):
        for words in ("INVENTED, Ingrid", "3 February 1950", "943 476 5919", "H0001", CODE):
            assert words in text
    for text in blank:
        assert not re.search(r"INVENTED|Ingrid|1950|943 476|H0001|☒|Nora", text)


def test_a_draft_shows_nothing_of_another_patient(
    draft: Intake, nurse: User, as_nurse: Client
) -> None:
    other = actions.save_patient(
        Patient(family_name="Otherwise", given_name="Otto", born=date(1961, 1, 1)), by=nurse
    )
    theirs = actions.start_intake(other, by=nurse)
    actions.record(theirs, {"pain_side": "both"}, by=nurse)
    everything = " ".join(
        pages_of(as_nurse.get(f"/intakes/{address_of(theirs)}/paper.pdf").content)
    )
    assert "OTHERWISE, Otto" in everything
    assert "☒ both legs" in everything
    assert not re.search("INVENTED|Ingrid|1950|943 476|Afraid|☒ left leg", everything)
    crossed = f"/intakes/{other.pk}-{draft.pk}/paper"
    assert as_nurse.get(f"{crossed}.pdf").status_code == 404
    assert as_nurse.get(f"{crossed}/").status_code == 404


def test_printing_is_an_event(draft: Intake, as_nurse: Client) -> None:
    for url in ("/intakes/paper.pdf", f"/intakes/{address_of(draft)}/paper.pdf"):
        assert as_nurse.get(url)["Content-Type"] == "application/pdf"
    told = [(e.subject, e.actor, e.after) for e in Event.objects.filter(kind="print form")]
    assert told == [
        ("blank form", "nurse", {"form": CODE}),
        (f"intake {draft.pk}", "nurse", {"form": CODE}),
    ]


# --- Entered later ------------------------------------------------------------------------------


def read_from_sheet(form: PaperForm) -> dict[str, str]:
    """What somebody types who has the sheet before them and nothing else: key → text."""
    texts = {}
    for question in questions(form):
        finding = FINDINGS[question.id]
        ids = list(finding.options)
        for place, (key, _) in enumerate(finding.answer_keys()):
            cell = question.cells[place]
            ticked = [at for at, o in enumerate(question.options) if o.marks[place].ticked]
            if cell.letter:
                reasons = {letter: reason for reason, letter in REASON_LETTERS.items()}
                texts[key] = REASON_MARK + reasons[cell.letter]
            elif cell.unknown:
                texts[key] = REASON_MARK + UNKNOWN
            elif cell.yes or cell.no:
                texts[key] = PRESENT if cell.yes else ABSENT
            elif (
                any(cell.digits)
                and finding.kind is Kind.QUANTITY
                and "".join(cell.digits).strip(".")
            ):
                texts[key] = "".join(cell.digits)
            elif ticked:
                texts[key] = ",".join(ids[at] if at < len(ids) else "none" for at in ticked)
    return texts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["_id"])
def test_from_paper_the_same_is_suggested_as_from_direct_entry(
    case: dict[str, Any], nurse: User
) -> None:
    answers = read_document(case)
    age = answers.value("age_years")
    filled_at = ago(days=3)
    day = timezone.localdate(filled_at)
    patient = actions.save_patient(
        Patient(
            family_name="Invented",
            given_name="Case",
            born=date(day.year - (age if isinstance(age, int) else 60), 1, 1),
            sex_at_birth=str(answers.value("sex_at_birth") or ""),
        ),
        by=nurse,
    )
    direct, entered = (actions.start_intake(patient, by=nurse) for _ in range(2))
    typed_in = {
        key: typed(KEYS[key][0], answers[key])
        for key in KEYS
        if key in answers and key not in actions.FROM_PATIENT
    }
    actions.record(direct, typed_in, by=nurse)
    form = paper.draft_form(direct, by=nurse)
    actions.from_paper(entered, code=form.code, filled_at=filled_at, by=nurse)
    actions.record(entered, read_from_sheet(form), by=nurse)
    assert typed_in
    found = [assess(answers_of(Intake.objects.get(pk=each.pk))) for each in (direct, entered)]
    assert found[0].document() == found[1].document()


def test_the_time_of_measurement_is_kept_apart_from_the_time_of_entry(
    intake: Intake, nurse: User
) -> None:
    filled_at = ago(hours=20)
    actions.from_paper(intake, code=CODE, filled_at=filled_at, by=nurse)
    actions.record(intake, {"ankle_dp_sbp.left": "62"}, by=nurse)
    intake.refresh_from_db()
    assert intake.measured_at == intake.paper_filled_at == filled_at
    assert intake.measured_by is None  # who filled in the sheet is written on it, not known here
    entry = Event.objects.get(kind="answer")
    assert timezone.now() - entry.at < timedelta(minutes=5)
    assert entry.actor == "nurse"


def test_pressures_that_were_entered_before_count_too_and_it_can_be_taken_back(
    intake: Intake, nurse: User
) -> None:
    actions.record(intake, {"ankle_dp_sbp.left": "62"}, by=nurse)
    actions.from_paper(intake, code=CODE, filled_at=ago(days=2), by=nurse)
    assert Intake.objects.get(pk=intake.pk).measured_at == intake.paper_filled_at
    actions.not_from_paper(intake, by=nurse)
    row = Intake.objects.get(pk=intake.pk)
    assert (row.paper_form, row.paper_filled_at) == ("", None)
    assert row.measured_at == Event.objects.get(kind="answer").at
    assert row.measured_by == nurse
    kinds = Event.objects.filter(detail="paper_form").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["enter from paper", "not from paper"]


def test_age_is_that_on_the_day_of_the_paper(patient: Patient, nurse: User) -> None:
    today = timezone.localdate()
    patient.born = date(today.year - 70, today.month, today.day) - timedelta(days=1)
    actions.save_patient(patient, by=nurse)
    intake = actions.start_intake(patient, by=nurse)
    assert answers_of(intake)["age_years"] == 70
    for days, age in ((0, 70), (1, 70), (2, 69)):
        day = timezone.make_aware(
            datetime.combine(today - timedelta(days=days), datetime.min.time())
        )
        actions.from_paper(intake, code=CODE, filled_at=day, by=nurse)
        assert answers_of(Intake.objects.get(pk=intake.pk))["age_years"] == age
    actions.not_from_paper(intake, by=nurse)
    assert answers_of(Intake.objects.get(pk=intake.pk))["age_years"] == 70


def test_an_older_form_is_taken_with_what_is_asked_differently(
    monkeypatch: pytest.MonkeyPatch, intake: Intake, as_nurse: Client, nurse: User
) -> None:
    newer = PrintedForm("L-222444", date(2099, 1, 1), ("Pain at rest is asked of each leg.",))
    monkeypatch.setattr(back_entry, "FORMS", (*FORMS, newer))
    actions.from_paper(intake, code=CODE, filled_at=ago(days=1), by=nurse)
    page = as_nurse.get(f"/intakes/{address_of(intake)}/").content.decode()
    assert "Pain at rest is asked of each leg." in page
    actions.from_paper(intake, code=newer.code, filled_at=ago(days=1), by=nurse)
    page = as_nurse.get(f"/intakes/{address_of(intake)}/").content.decode()
    assert "Entered from paper" in page
    assert "Pain at rest is asked of each leg." not in page


def test_what_cannot_be_is_refused_and_nothing_is_written(
    intake: Intake, nurse: User, admin_user: User
) -> None:
    born = timezone.make_aware(datetime(1950, 2, 3))
    wrong: list[tuple[str, datetime, str]] = [
        ("L-222222", ago(days=1), "There is no form"),
        (CODE, timezone.now() + timedelta(minutes=2), "in the future"),
        (CODE, born - timedelta(minutes=1), "before the patient was born"),
    ]
    for code, filled_at, words in wrong:
        with pytest.raises(Refused, match=words):
            actions.from_paper(intake, code=code, filled_at=filled_at, by=nurse)
    with pytest.raises(PermissionDenied):
        actions.from_paper(intake, code=CODE, filled_at=ago(days=1), by=admin_user)
    assert Intake.objects.get(pk=intake.pk).paper_form == ""
    actions.from_paper(intake, code=CODE, filled_at=born, by=nurse)
    actions.from_paper(intake, code=CODE, filled_at=timezone.now(), by=nurse)
    actions.hand_over(intake, by=nurse)
    with pytest.raises(Refused, match="takes no more answers"):
        actions.from_paper(intake, code=CODE, filled_at=ago(days=1), by=nurse)
    with pytest.raises(Refused, match="takes no more answers"):
        actions.not_from_paper(intake, by=nurse)


# --- Its page -----------------------------------------------------------------------------------


def post(client: Client, intake: Intake, **data: str) -> Any:
    return client.post(
        f"/intakes/{address_of(intake)}/paper/", data, headers=by_page(client, intake)
    )


def test_said_on_a_page_and_told_on_the_others(as_nurse: Client, intake: Intake) -> None:
    answer = post(as_nurse, intake, code=CODE.lower(), day="2 Feb 2026", time="905")
    assert answer.headers["HX-Redirect"] == f"/intakes/{address_of(intake)}/"
    intake.refresh_from_db()
    assert intake.paper_form == CODE
    assert timezone.localtime(intake.paper_filled_at) == timezone.make_aware(
        datetime(2026, 2, 2, 9, 5)
    )
    told = re.compile(
        rf"Entered from paper</strong> by Nora Nurse on .*; taken 2 Feb 2026 09:05 on form {CODE}"
    )
    for page in ("", "check/"):
        assert told.search(as_nurse.get(f"/intakes/{address_of(intake)}/{page}").content.decode())
    page = as_nurse.get(f"/intakes/{address_of(intake)}/paper/").content.decode()
    for value in (CODE, "2 Feb 2026", "09:05"):
        assert f'value="{value}"' in page


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("code", "L-222222", "There is no form “L-222222”"),
        ("code", "", "Enter the form code"),
        ("day", "2 Feb 2999", "in the future"),
        ("day", "2 Feb 1950", "before the patient was born"),
        ("day", "31 Feb 2026", "There is no day 31/2/2026"),
        ("day", "", "Enter the day"),
        ("time", "25:00", "24-hour clock"),
        ("time", "noon", "24-hour clock"),
        ("time", "", "Enter the time"),
    ],
)
def test_a_wrong_entry_is_told_beside_its_field_and_kept(
    as_nurse: Client, intake: Intake, field: str, text: str, words: str
) -> None:
    sent = {"code": CODE, "day": "2 Feb 2026", "time": "9:05"} | {field: text}
    answer = post(as_nurse, intake, **sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    box = page[page.index(f'id="div_id_{field}"') :]
    assert words in box.split('id="div_id_')[1]
    for value in filter(None, sent.values()):
        assert f'value="{value}"' in page
    intake.refresh_from_db()
    assert intake.paper_filled_at is None


def test_later_today_is_told_beside_the_time(as_nurse: Client, intake: Intake) -> None:
    later = timezone.localtime() + timedelta(minutes=3)
    answer = post(as_nurse, intake, code=CODE, day=f"{later:%Y-%m-%d}", time=f"{later:%H:%M}")
    assert answer.status_code == 422
    assert "in the future" in answer.content.decode()


def test_a_page_of_another_intake_saves_nothing(
    as_nurse: Client, intake: Intake, patient: Patient, nurse: User
) -> None:
    other = actions.start_intake(patient, by=nurse)
    answer = as_nurse.post(
        f"/intakes/{address_of(intake)}/paper/",
        {"code": CODE, "day": "2 Feb 2026", "time": "9:05"},
        headers=by_page(as_nurse, other),
    )
    assert "not made for this patient" in answer.content.decode()
    assert Intake.objects.get(pk=intake.pk).paper_filled_at is None


def test_an_intake_starts_from_paper(as_nurse: Client, patient: Patient) -> None:
    answer = as_nurse.post(f"/patients/{patient.pk}/intakes", {"paper": "1"})
    started = Intake.objects.get()
    assert answer.headers["Location"] == f"/intakes/{address_of(started)}/paper/"


def test_a_leg_that_cannot_be_examined_is_on_the_sheet(intake: Intake, nurse: User) -> None:
    for leg in LEGS:
        actions.mark_leg(intake, leg, "amputated", by=nurse)
    legs = {s.id: s.legs for s in paper.draft_form(intake, by=nurse).core if s.legs}
    assert legs == {"examination": ("A", "A"), "pressures": ("A", "A")}
    assert key_of("pulse_dp", Leg.LEFT) in KEYS
