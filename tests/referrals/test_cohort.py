"""One rule, two readers: `judge` for one patient and the cohort for many say the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.findings import FINDINGS, KEYS
from intake.logic import Claim, Condition, Relation, all_of, bind, judge, leg_exists
from intake.readings import LEGS, Answers, Leg, Reading
from intake.reads import keys_read
from intake.scores.score import Score, number
from intake.scores.veins import wells_band
from referrals.assess import assess
from referrals.cohort import Cohort, Learned, Suggested, columns_of
from referrals.cohort.planes import unpacked
from referrals.rules import RULES
from referrals.rules.suggestions import Urgency
from tests.benchmarks.invented import invented_answers
from tests.intake.patients import (
    GIRTH,
    INVENTED_KEYS,
    INVENTED_OPERANDS,
    SWOLLEN,
    conditions,
    in_words,
    pairs,
    patient,
)
from tests.intake.test_logic_theorems import MODULES, REAL_OPERANDS

# Cohorts hand on what they learned, as those of one table do, so that this is tried as well.
LEARNED = Learned()
SCORES = {
    score.id: score
    for module in MODULES
    for score in vars(module).values()
    if isinstance(score, Score)
}


def bare(reading: Reading) -> tuple[object, ...]:
    return reading.value, reading.low, reading.high, reading.applies


def agree(condition: Condition, batch: list[Answers], catalogue=KEYS) -> None:
    cohort = Cohort(columns_of(batch, catalogue=catalogue), LEARNED)
    one_by_one = [judge(condition, answers).value for answers in batch]
    assert cohort.values(condition) == one_by_one, in_words(condition)
    assert cohort.count(condition) == one_by_one.count(True)
    assert cohort.ids(condition).tolist() == [
        place for place, value in enumerate(one_by_one) if value is True
    ]


def batches(keys, catalogue=KEYS) -> st.SearchStrategy[list[Answers]]:
    return st.lists(pairs(keys, catalogue), max_size=3).map(
        lambda drawn: [answers for pair in drawn for answers in pair]
    )


@given(conditions(INVENTED_OPERANDS), batches(INVENTED_KEYS, INVENTED_KEYS))
def test_conditions_over_invented_findings_agree(condition, batch):
    agree(condition, batch, INVENTED_KEYS)


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_conditions_over_real_findings_and_scores_agree(data):
    condition = data.draw(conditions(REAL_OPERANDS))
    agree(condition, data.draw(batches(keys_read(condition))))


# --- Every score and every rule, over intakes in which anything may stand beside anything ---------

MANY = [*invented_answers(18, seed=1), Answers({}), Answers({}, LEGS)]


@pytest.fixture(scope="module")
def many() -> Cohort:
    return Cohort(columns_of(MANY), LEARNED)


@pytest.fixture(scope="module")
def listed() -> list[dict[str, Urgency]]:
    """What `assess` suggests to each of them, in its order."""
    return [
        {entry.suggestible.id: entry.urgency for entry in assess(answers).entries}
        for answers in MANY
    ]


@pytest.mark.parametrize("score", SCORES.values(), ids=SCORES)
def test_scores_agree_in_value_and_bounds(score, many):
    for leg in LEGS if score.per_leg else (None,):
        coded = many.readings(score, leg)
        assert len(coded.codes) == len(MANY)
        for answers, code in zip(MANY, coded.codes.tolist(), strict=True):
            assert bare(coded.table[code]) == bare(score.read(answers, leg))


def test_findings_agree(many):
    for finding, leg in KEYS.values():
        coded = many.readings(finding, leg)
        for answers, code in zip(MANY, coded.codes.tolist(), strict=True):
            assert bare(coded.table[code]) == bare(finding.read(answers, leg)), finding.id


def test_every_rule_and_what_it_suggests_agrees(many, listed):
    suggested = Suggested(many)
    assert suggested.verdicts.keys() == RULES.keys()
    true = {id: unpacked(planes.true, len(many)) for id, planes in suggested.verdicts.items()}
    false = {id: unpacked(planes.false, len(many)) for id, planes in suggested.verdicts.items()}
    for place, answers in enumerate(MANY):
        verdicts = assess(answers).verdicts
        for id in RULES:
            value = verdicts[id].value if verdicts else None
            assert (true[id][place], false[id][place]) == (value is True, value is False), id
        assert list(suggested.of(place).items()) == list(listed[place].items())


def test_suggestions_are_counted(many):
    suggested = Suggested(many)
    counted = suggested.counts()
    listed = [each for place in range(len(many)) for each in suggested.of(place).items()]
    assert counted
    for suggestion, by_urgency in counted.items():
        for urgency, count in by_urgency.items():
            assert count == listed.count((suggestion, urgency))


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 64, 65])
def test_every_size_agrees(size, listed):
    suggested = Suggested(Cohort(columns_of((MANY * 4)[:size]), LEARNED))
    assert [suggested.of(place) for place in range(size)] == (listed * 4)[:size]


# --- Corners ------------------------------------------------------------------------------------


def test_nobody_under_18_is_suggested_anything():
    adult = patient({"saddle_sensory_change": True, "age_years": 18})
    child = patient({"saddle_sensory_change": True, "age_years": 17})
    unknown = patient({"saddle_sensory_change": True})
    suggested = Suggested(Cohort(columns_of([adult, child, unknown])))
    assert [bool(suggested.of(place)) for place in range(3)] == [True, False, True]


def test_thresholds_are_exact():
    """Numbers a binary fraction cannot hold lie on the right side of their threshold."""
    temperature = FINDINGS["temp_c"]
    batch = [patient({"temp_c": value}) for value in (37.9, 38.0, 38.1)]
    cohort = Cohort(columns_of(batch))
    assert cohort.values(temperature >= 38.0) == [False, True, True]
    assert cohort.values(temperature > 38.0) == [False, False, True]
    assert cohort.values(temperature < 38.05) == [True, True, False]


def test_a_score_that_asks_by_steps_is_followed():
    """Of the Wells band nobody asks for the points while pregnancy is open."""
    known = {"pregnancy_status": "not_pregnant"}
    batch = [
        patient({}),
        patient({"pregnancy_status": "pregnant"}),
        patient({**known, "active_cancer": True, "previous_dvt": True}),
        patient(known),
    ]
    coded = Cohort(columns_of(batch)).readings(wells_band, None)
    assert [coded.table[code].value for code in coded.codes.tolist()] == [
        None,
        None,
        "likely" if wells_band.read(batch[2], None).value else None,
        None,
    ]


def test_a_score_is_worked_out_once_for_each_combination():
    asked = []

    @number("halved", "Halved", source="invented", per_leg=True)
    def halved(answers: Answers, leg: Leg | None) -> Reading:
        value = answers.value(f"girth.{leg}")
        asked.append(value)
        return Reading(low=value // 2, high=value) if isinstance(value, int) else Reading()

    batch = [patient({"girth": value}, catalogue=_INVENTED) for value in (20, 30, 20, 30, 20)]
    learned = Learned()
    for _ in range(2):
        cohort = Cohort(columns_of(batch, catalogue=INVENTED_KEYS), learned)
        condition = Claim(halved, Relation.GT, 12, Leg.LEFT)
        assert cohort.values(condition) == [None, True, None, True, None]
    assert sorted(asked, key=str) == [20, 30]


_INVENTED = {finding.id: finding for finding in (GIRTH, SWOLLEN)}


def test_a_condition_about_a_leg_needs_its_leg():
    with pytest.raises(ValueError, match="swollen speaks of a leg"):
        Cohort(columns_of([], catalogue=INVENTED_KEYS)).planes(SWOLLEN.present())


def test_what_is_no_condition_is_refused():
    with pytest.raises(TypeError, match="is not a condition"):
        Cohort(columns_of([])).planes("fever")  # type: ignore[arg-type]


def test_a_condition_shared_is_judged_once():
    shared = all_of(leg_exists.present(), SWOLLEN.present())
    cohort = Cohort(columns_of([Answers({})], catalogue=INVENTED_KEYS))
    first = cohort.planes(judge_on_left := _left(shared))
    assert cohort.planes(judge_on_left) is first
    assert cohort.planes(_left(shared)) is first


def _left(condition: Condition) -> Condition:
    return bind(condition, Leg.LEFT)
