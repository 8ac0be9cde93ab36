"""Which questions a nurse has to answer: red flags first, few for one problem, and by one key each."""

import json
from pathlib import Path
from typing import Any

import pytest

from intake import actions
from intake.answers import answer_in, answers_of, read_document, typed
from intake.findings import ALSO_ASKED, FINDINGS, FIRST, KEYS, PAGES, SECTION_OF, SECTIONS
from intake.findings.finding import REASON_LETTERS, Finding, Kind
from intake.forms.sections import OPTION_CAPS, PRESENCE_CAPS, AnswerWidget
from intake.models import Intake, User
from intake.questions import Standing, keys_of, progress, standings

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.json"))
ANSWERS_AT_MOST = 75


def shown(intake: Intake, key: str) -> Standing:
    section = SECTION_OF[KEYS[key][0].id]
    return standings(section, intake, answers_of(intake))[key]


def nothing(finding: Finding) -> str:
    """What is answered where a case says nothing: no, none, normal; else the example."""
    if finding.nothing_found is not None:
        return typed(finding, finding.nothing_found)
    return next(iter(finding.options), "") or finding.example


def answer_all(intake: Intake, case: dict[str, Any], by: User) -> list[tuple[Finding, str]]:
    """Answers whatever is shown, one after the other, until nothing shown is open."""
    known = read_document({key: value for key, value in case.items() if not key.startswith("_")})
    given: list[tuple[Finding, str]] = []
    while True:
        before = len(given)
        for section in SECTIONS:
            found = standings(section, intake, answers_of(intake))
            for finding, key, _ in keys_of(section):
                if key in actions.FROM_PATIENT or answer_in(intake, key) is not None:
                    continue
                if found[key] is Standing.SHOWN:
                    value = known.get(key)
                    text = nothing(finding) if value is None else typed(finding, value)
                    actions.record(intake, {key: text}, by=by)
                    found = standings(section, intake, answers_of(intake))
                    given.append((finding, text))
        if len(given) == before:
            return given


def acts(given: list[tuple[Finding, str]]) -> int:
    """How often the nurse has to answer.

    One key says the same of both legs ("0", "right as left"), and one records all that is normal in
    the examination, after listing it; every other answer is one of its own.
    """
    single = {
        (finding.id, text)
        for finding, text in given
        if not (SECTION_OF[finding.id].examined and text == typed(finding, finding.nothing_found))
    }
    return len(single) + 1


@pytest.mark.django_db
@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_patient_with_one_problem_needs_few_answers(
    file: Path, intake: Intake, nurse: User
) -> None:
    case = json.loads(file.read_text())
    assert acts(answer_all(intake, case, nurse)) <= ANSWERS_AT_MOST


def test_red_flags_come_first_and_are_always_asked() -> None:
    assert PAGES[0] is FIRST
    assert [page.id for page in PAGES[1:]] == [section.id for section in SECTIONS]
    for finding in FIRST.findings:
        assert finding.core, finding.id


def test_what_is_also_asked_elsewhere_belongs_to_a_section_of_its_own() -> None:
    for page, part in ALSO_ASKED.items():
        for finding in part.findings:
            assert SECTION_OF[finding.id].id != page


@pytest.mark.django_db
def test_pain_is_asked_of_the_leg_that_hurts(intake: Intake, nurse: User) -> None:
    assert shown(intake, "pain_site.left") is shown(intake, "pain_site.right") is Standing.SHOWN
    actions.record(intake, {"pain_side": "left"}, by=nurse)
    assert shown(intake, "pain_site.left") is Standing.SHOWN
    assert shown(intake, "pain_site.right") is Standing.FOLDED
    # What was recorded, and what could not be read, is never out of sight.
    actions.record(intake, {"pain_site.right": "calf", "pain_side": "left"}, by=nurse)
    assert shown(intake, "pain_site.right") is Standing.SHOWN
    for side in ("both", "alternating"):
        actions.record(intake, {"pain_side": side, "pain_site.right": ""}, by=nurse)
        assert shown(intake, "pain_site.right") is Standing.SHOWN


@pytest.mark.django_db
def test_an_answer_that_is_folded_away_leaves_the_reasoning_and_keeps_its_trail(
    intake: Intake, nurse: User
) -> None:
    actions.record(intake, {"smoking_status": "current", "cigarettes_per_day": "20"}, by=nurse)
    assert answers_of(intake)["cigarettes_per_day"] == 20
    actions.record(intake, {"smoking_status": "never"}, by=nurse)
    assert shown(intake, "cigarettes_per_day") is Standing.GONE
    assert answers_of(intake).value("cigarettes_per_day") is None
    assert actions.stored_text(intake, "cigarettes_per_day") == "20"
    assert actions.last_change(intake, "cigarettes_per_day") is not None


@pytest.mark.django_db
def test_progress_counts_what_is_shown(intake: Intake, nurse: User) -> None:
    before = progress(FIRST, intake, standings(FIRST, intake, answers_of(intake)))
    assert (before.answered, before.shown) == (0, 16)
    actions.record(intake, {"fever_or_rigors": "absent"}, by=nurse)
    after = progress(FIRST, intake, standings(FIRST, intake, answers_of(intake)))
    assert after.words == "Answered 1 of 16"


# --- Keys ---------------------------------------------------------------------------------------


def test_no_key_means_two_things() -> None:
    """Y, N, U and the letters of reasons; digits and letters of options; R, L and Z act."""
    reasons = set(REASON_LETTERS.values())
    assert len(reasons) == len(REASON_LETTERS)
    for letters in (set(PRESENCE_CAPS) - {"U"}, set(OPTION_CAPS)):
        assert not letters & (reasons | set("RLZ0"))
    assert len(set(OPTION_CAPS)) == len(OPTION_CAPS)


def test_an_option_beyond_the_last_key_is_still_there() -> None:
    finding = FINDINGS["med_neurotoxic"]
    assert len(finding.options) > len(OPTION_CAPS)
    drawn = AnswerWidget(finding, None).get_context(finding.id, "", {})["options"]
    assert [option["id"] for option in drawn] == list(finding.options)
    assert [option["cap"] for option in drawn][-5:] == ["X", "", "", "", ""]


@pytest.mark.parametrize(
    "finding",
    [finding for finding, _ in KEYS.values() if finding.normal is not None],
    ids=lambda finding: finding.id,
)
def test_what_is_called_normal_can_be_recorded(finding: Finding) -> None:
    if finding.kind is Kind.QUANTITY:
        assert finding.usual[0] <= finding.normal <= finding.usual[1]  # type: ignore[operator]
    else:
        assert finding.normal in finding.options
