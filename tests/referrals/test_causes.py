"""Causes: each sign, how a cause stands, and the order in which causes are listed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.answers import read_document
from intake.findings import KEYS
from intake.logic import judge
from intake.models import Intake, User
from intake.readings import Answers
from intake.reads import keys_read
from referrals import lifecycle, pdf
from referrals.assess import Assessment, assess
from referrals.rules import MEANING, RULES, meaning_hash
from referrals.rules.cause import Cause, Sign, Standing, Weighing, Weight, weigh
from referrals.rules.causes import CAUSES
from referrals.rules.causes_muscles import salts_out_of_range
from referrals.snapshot import freeze_unsigned
from referrals.summaries import summary_content
from tests.cases import CASES
from tests.cases.causes import LIKELY, NOT_POSSIBLE, SIGNS, UNLIKELY
from tests.cases.causes_edges import EDGES
from tests.cases.causes_table import cases_of
from tests.cases.table import Fires, Row, answers, mirror, spelled_out
from tests.intake.patients import pairs
from tests.referrals.published_cases import cases

every_cause = pytest.mark.parametrize("id", CAUSES)


def signs_of(of: Cause) -> dict[str, Sign]:
    return {sign.words: sign for sign in (*of.supports, *of.against)}


def standings(of: Answers) -> list[tuple[str, str]]:
    return [(each.cause.id, each.standing.value) for each in assess(of).causes]


# --- Signs --------------------------------------------------------------------------------------


@every_cause
def test_every_sign_has_its_row_and_its_own_words(id: str) -> None:
    of = CAUSES[id]
    assert len(signs_of(of)) == len(of.supports) + len(of.against)
    assert SIGNS[id].keys() == signs_of(of).keys()


@pytest.mark.parametrize(
    ("id", "words"),
    [pytest.param(id, words, id=f"{id} {words}") for id, rows in SIGNS.items() for words in rows],
)
def test_a_sign_holds_and_needs_all_that_its_row_names(id: str, words: str) -> None:
    sign = signs_of(CAUSES[id])[words]
    seen = set()
    for case in cases_of(sign, SIGNS[id][words]):
        verdict = judge(sign.when, answers(case.row)).value
        assert verdict is case.verdict, case.title
        assert judge(sign.when, answers(mirror(case.row))).value is verdict, case.title
        seen.add(verdict)
    assert seen == {True, False, None}


@pytest.mark.parametrize(
    ("id", "words", "row"), [pytest.param(*each, id=f"{each[0]} {each[1]}") for each in EDGES]
)
def test_each_way_of_a_sign_holds_by_itself(id: str, words: str, row: Row | Fires) -> None:
    sign = signs_of(CAUSES[id])[words]
    verdicts = [judge(sign.when, answers(case.row)).value for case in cases_of(sign, row)]
    assert verdicts == [case.verdict for case in cases_of(sign, row)]
    assert set(verdicts) == {True, False, None}


@every_cause
def test_a_cause_names_its_sources_and_its_review(id: str) -> None:
    of = CAUSES[id]
    assert of.sources
    assert of.reviewed < of.next_review
    assert "diagnos" not in " ".join(signs_of(of)).lower().replace("another diagnosis", "")
    # What stands in brackets is the patient's own values.
    assert not [words for words in signs_of(of) if "(" in words]


# --- Whole patients -----------------------------------------------------------------------------


@every_cause
def test_a_patient_for_whom_it_is_likely(id: str) -> None:
    listed = assess(answers(LIKELY[id])).causes
    found = {each.cause.id: each for each in listed}
    assert found[id].standing is Standing.LIKELY
    assert id in [each.cause.id for each in listed[:2]]


@every_cause
def test_a_patient_for_whom_it_is_unlikely(id: str) -> None:
    weighing = weigh(CAUSES[id], answers(UNLIKELY[id]))
    assert weighing.standing is Standing.UNLIKELY


@pytest.mark.parametrize("title", NOT_POSSIBLE)
def test_a_patient_for_whom_a_cause_is_not_worth_a_thought(title: str) -> None:
    id, row = NOT_POSSIBLE[title]
    assert weigh(CAUSES[id], answers(row)).standing.rank > Standing.POSSIBLE.rank


def test_mononeuritis_with_purpura_is_vasculitis_before_entrapment() -> None:
    row: Row = {
        "purpura_or_livedo.left": True,
        "sensory_distribution.left": "patchy",
        "sensory_distribution.right": "single_nerve",
    }
    found = dict(standings(answers(row)))
    assert found["vasculitis_or_vasospasm"] == "likely"
    assert found["nerve_entrapment"] == "possible"
    foot_drop: Row = {
        "purpura_or_livedo.left": True,
        "power_ankle_dorsiflexion.right": 2,
        "numbness_symptom.right": True,
        "weight_loss_unexplained": True,
    }
    order = [id for id, _ in standings(answers(foot_drop))]
    assert order.index("vasculitis_or_vasospasm") < order.index("nerve_entrapment")


def test_complex_regional_pain_is_possible_within_three_months_and_likely_after() -> None:
    row: Row = {
        "allodynia": True,
        "trauma_recent": "minor",
        "oedema_extent.left": "foot_ankle",
        "leg_colour.left": "mottled",
    }
    for days, standing in ((14, "unlikely"), (60, "possible"), (120, "likely")):
        known = answers({**row, "pain_duration_days": days})
        assert weigh(CAUSES["chronic_primary_pain"], known).standing == standing


@pytest.mark.parametrize("row", [*LIKELY.values(), *UNLIKELY.values()])
def test_a_patient_in_a_mirror_gets_the_same_standings(row: Row) -> None:
    assert standings(answers(row)) == standings(answers(mirror(row)))


def test_nothing_known_stands_as_cannot_tell_and_is_not_listed() -> None:
    nobody = answers({})
    assert {weigh(each, nobody).standing for each in CAUSES.values()} == {Standing.CANNOT_TELL}
    assert assess(nobody).causes == ()


def test_no_cause_is_weighed_under_18() -> None:
    assert Assessment(answers({**LIKELY["gout"], "age_years": 17})).causes == ()


# --- The result ---------------------------------------------------------------------------------


def test_the_result_gives_each_sign_with_the_patients_values() -> None:
    told = assess(answers(LIKELY["claudication"])).document()["causes"]
    (first,) = [each for each in told if each["id"] == "claudication"]
    assert set(first) == {"id", "standing", "supporting", "against", "unknown"}
    assert first["standing"] == "likely"
    assert first["supporting"][0] == (
        "Low ankle or toe index, or a fall of the index after exercise "
        "(Left leg: ABI 0.68 (as reported): abnormal)"
    )
    assert first["against"] == []
    assert "Monophasic or absent waveform" in first["unknown"]


def test_values_that_say_the_same_as_the_sign_are_not_repeated() -> None:
    (told,) = assess(answers({"gout_history": True})).document()["causes"]
    assert told["supporting"] == ["History of gout"]


def test_listed_is_what_something_speaks_for_or_a_decisive_sign_against() -> None:
    assert standings(answers({"osteoarthritis_history": True}))[0] == ("osteoarthritis", "possible")
    assert ("leg_cramps", "unlikely") in standings(answers({"cramp_present": False}))
    # One sign against that is not decisive says too little to be listed.
    assert "gout" not in dict(standings(answers({"pain_duration_days": 200})))


# --- How signs add up ---------------------------------------------------------------------------

WEIGHTS = (Weight.DECISIVE, Weight.TYPICAL, Weight.HINT, Weight.SUSPICION)
NOTHING = judge(CAUSES["gout"].supports[0].when, Answers({}))
SOME_CAUSE = CAUSES["gout"]


def weighing(
    supports: tuple[int, ...], against: tuple[int, int], *, none_left: bool = False
) -> Weighing:
    """Of the signs for: so many decisive, typical, hints and suspicions; of those against: decisive,
    typical.
    """
    condition = SOME_CAUSE.supports[0].when

    def some(counts: tuple[int, ...], side: str) -> tuple[Sign, ...]:
        return tuple(
            Sign(f"{side} {weight} {number}", condition, weight)
            for weight, count in zip(WEIGHTS, counts, strict=False)
            for number in range(count)
        )

    absent = Sign("looked for", condition, Weight.TYPICAL)
    holding, opposing = some(supports, "for"), some(against, "against")
    return Weighing(
        replace(SOME_CAUSE, supports=(*holding, absent), against=opposing),
        tuple((sign, NOTHING) for sign in holding),
        tuple((sign, NOTHING) for sign in opposing),
        frozenset({absent} if none_left else ()),
        (),
    )


@pytest.mark.parametrize(
    ("supports", "against", "standing"),
    [
        ((0, 0, 0), (0, 0), "cannot_tell"),
        ((1, 0, 0), (0, 0), "likely"),
        ((1, 0, 0), (0, 4), "likely"),
        ((1, 0, 0), (1, 0), "possible"),
        ((0, 3, 0), (0, 0), "likely"),
        ((0, 2, 1), (0, 2), "likely"),
        ((0, 2, 1), (0, 3), "possible"),
        ((0, 2, 1), (0, 4), "unlikely"),
        ((0, 1, 2), (0, 0), "possible"),
        ((0, 2, 0), (0, 0), "possible"),
        ((0, 3, 0), (1, 0), "unlikely"),
        ((0, 1, 0), (0, 1), "possible"),
        ((0, 1, 0), (0, 2), "unlikely"),
        ((0, 0, 2), (0, 0), "possible"),
        ((0, 0, 2), (0, 2), "possible"),
        ((0, 0, 1), (0, 0), "cannot_tell"),
        ((0, 0, 1), (0, 1), "cannot_tell"),
        ((0, 0, 0), (0, 1), "cannot_tell"),
        ((0, 0, 0), (0, 2), "unlikely"),
        ((0, 0, 0), (1, 0), "unlikely"),
        # A suspicion keeps a cause possible and makes none likely.
        ((0, 0, 0, 1), (0, 0), "possible"),
        ((0, 0, 0, 1), (0, 4), "possible"),
        ((0, 0, 0, 1), (1, 0), "possible"),
        ((0, 2, 0, 1), (0, 0), "possible"),
        ((0, 2, 1, 1), (0, 2), "likely"),
        ((0, 2, 1, 1), (0, 3), "possible"),
        ((1, 0, 0, 1), (0, 0), "likely"),
        ((0, 1, 0, 1), (0, 2), "possible"),
    ],
)
def test_how_a_cause_stands(supports: Any, against: Any, standing: str) -> None:
    assert weighing(supports, against).standing == standing


def test_it_is_unlikely_when_every_sign_but_hints_was_looked_for_in_vain() -> None:
    assert weighing((0, 0, 3), (0, 0), none_left=True).standing is Standing.UNLIKELY
    assert weighing((0, 1, 0), (0, 0), none_left=True).standing is Standing.POSSIBLE
    assert weighing((0, 0, 0, 1), (0, 0), none_left=True).standing is Standing.POSSIBLE


@pytest.mark.parametrize("none_left", [True, False])
def test_more_for_never_lowers_and_more_against_never_raises(none_left: bool) -> None:
    for supports, against in product(
        product(range(2), range(5), range(5), range(2)), product(range(2), range(6))
    ):
        at = weighing(supports, against, none_left=none_left).standing.rank
        for place in range(4):
            more = tuple(n + (place == i) for i, n in enumerate(supports))
            assert weighing(more, against, none_left=none_left).standing.rank <= at
        for place in range(2):
            more = tuple(n + (place == i) for i, n in enumerate(against))
            assert weighing(supports, more, none_left=none_left).standing.rank >= at  # type: ignore[arg-type]


def test_the_most_likely_comes_first_then_what_is_dangerous() -> None:
    possible = replace(weighing((0, 1, 0), (0, 0)), cause=CAUSES["gout"])
    dangerous = replace(possible, cause=CAUSES["septic_arthritis"])
    fuller = replace(weighing((0, 2, 0), (0, 0)), cause=CAUSES["osteoarthritis"])
    likely = replace(weighing((1, 0, 0), (0, 0)), cause=CAUSES["leg_cramps"])
    later = replace(possible, cause=CAUSES["osteoarthritis"])
    jumbled = [later, possible, dangerous, likely, fuller]
    assert sorted(jumbled, key=lambda each: each.order) == [
        likely,
        fuller,
        dangerous,
        possible,
        later,
    ]


def test_these_are_dangerous_to_miss() -> None:
    """Limb, life, cord, joint, sight or kidney may be lost while somebody waits."""
    assert [id for id, cause in CAUSES.items() if cause.cannot_wait] == [
        "chronic_limb_threatening_ischaemia",
        "acute_limb_ischaemia",
        "deep_vein_thrombosis",
        "cellulitis",
        "necrotising_infection",
        "compartment_syndrome",
        "cauda_equina_or_cord",
        "other_polyneuropathy",  # Guillain-Barré syndrome
        "septic_arthritis",
        "polymyalgia_or_gca",
        "bone_tumour_or_osteomyelitis",
        "vasculitis_or_vasospasm",
        "charcot_foot",
    ]


# --- Made-up patients ---------------------------------------------------------------------------

SOME_KEYS = sorted(
    {
        key if key in KEYS else f"{key}.left"
        for row in (*LIKELY.values(), *UNLIKELY.values())
        for key in row
    }
)


@given(pairs(SOME_KEYS))
@settings(max_examples=25, deadline=None)
def test_only_what_is_settled_counts_and_stays_settled(pair: tuple[Answers, Answers]) -> None:
    less, more = pair
    for each in CAUSES.values():
        before, after = weigh(each, less), weigh(each, more)
        for side in ("supporting", "against"):
            held = {sign for sign, _ in getattr(before, side)}
            assert held <= {sign for sign, _ in getattr(after, side)}
        assert before.absent <= after.absent
        if not (before.supporting or before.against or before.absent):
            assert before.standing is Standing.CANNOT_TELL


@given(pairs(SOME_KEYS))
@settings(max_examples=25, deadline=None)
def test_a_sign_that_is_learned_moves_a_cause_only_its_own_way(
    pair: tuple[Answers, Answers],
) -> None:
    less, more = pair
    for each in CAUSES.values():
        before, after = weigh(each, less), weigh(each, more)
        new_for = len(after.supporting) > len(before.supporting)
        new_against = len(after.against) > len(before.against)
        in_vain = after.absent > before.absent
        if new_for and not new_against and not in_vain:
            assert after.standing.rank <= before.standing.rank
        if new_against and not new_for:
            assert after.standing.rank >= before.standing.rank


# --- Red flags ----------------------------------------------------------------------------------

# The cause that a red flag suspects: it stands as likely or possible whenever the red flag is raised.
SUSPECTED = {
    "acute_limb_ischaemia": "acute_limb_ischaemia",
    "bilateral_limb_ischaemia": "acute_limb_ischaemia",
    "cauda_equina": "cauda_equina_or_cord",
    "metastatic_cord_compression": "cauda_equina_or_cord",
    "compartment_syndrome": "compartment_syndrome",
    "necrotising_infection": "necrotising_infection",
    "septic_joint": "septic_arthritis",
    "limb_threatening_ischaemia": "chronic_limb_threatening_ischaemia",
    "deep_vein_thrombosis": "deep_vein_thrombosis",
    "phlegmasia": "deep_vein_thrombosis",
    "giant_cell_arteritis": "polymyalgia_or_gca",
    "spinal_or_deep_infection": "bone_tumour_or_osteomyelitis",
}
RAISED_BY = {flag: [rule for rule in RULES.values() if flag in rule.suggest] for flag in SUSPECTED}
every_red_flag = pytest.mark.parametrize("flag", SUSPECTED)


def stands(flag: str, known: Answers) -> bool:
    return weigh(CAUSES[SUSPECTED[flag]], known).standing in (Standing.LIKELY, Standing.POSSIBLE)


def is_raised(flag: str, known: Answers) -> bool:
    return any(judge(rule.when, known).value is True for rule in RAISED_BY[flag])


def who_raise(flag: str) -> Iterator[Row]:
    """The patients of the tables of cases for whom the red flag is raised."""
    for rule in RAISED_BY[flag]:
        for row in CASES[rule.id]:
            yield from (case.row for case in spelled_out(rule, row) if case.verdict is True)


@every_red_flag
def test_a_red_flag_that_is_raised_stands_as_a_cause(flag: str) -> None:
    for row in who_raise(flag):
        assert is_raised(flag, answers(row))
        assert stands(flag, answers(row)), row


AGAINST_KEYS = {
    flag: [key for sign in CAUSES[id].against for key in keys_read(sign.when) if key in KEYS]
    for flag, id in SUSPECTED.items()
}


@every_red_flag
@given(st.data())
@settings(max_examples=25, deadline=None)
def test_a_red_flag_stands_whatever_speaks_against_its_cause(
    flag: str, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from(list(who_raise(flag))))
    _, other = data.draw(pairs(dict.fromkeys(AGAINST_KEYS[flag])))
    known = Answers({**other, **answers(row)}, other.absent_legs)
    assert stands(flag, known) or not is_raised(flag, known)


def test_a_red_flag_of_a_published_case_stands_as_a_cause() -> None:
    seen = set()
    for case in cases():
        known = read_document(case["intake"])
        for flag in filter(lambda each: is_raised(each, known), SUSPECTED):
            assert stands(flag, known), (case["_id"], flag)
            seen.add(flag)
    assert len(seen) >= len(SUSPECTED) // 2


# --- Meaning ------------------------------------------------------------------------------------


def test_signs_are_part_of_the_meaning_and_words_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    gout = CAUSES["gout"]
    first, *rest = gout.supports
    other_words = replace(gout, supports=(replace(first, words="Other words"), *rest))
    monkeypatch.setitem(CAUSES, "gout", other_words)
    assert meaning_hash() == MEANING
    for change in (
        replace(gout, supports=(replace(first, weight=Weight.HINT), *rest)),
        replace(gout, supports=tuple(rest)),
        replace(gout, against=()),
        replace(gout, cannot_wait=True),
    ):
        monkeypatch.setitem(CAUSES, "gout", change)
        assert meaning_hash() != MEANING


# --- Where they are shown -----------------------------------------------------------------------

COLD_LEG: Row = {**LIKELY["acute_limb_ischaemia"], "cramp_present": False}


def test_the_summary_shows_likely_and_possible_causes_and_names_the_unlikely() -> None:
    known = answers(COLD_LEG)
    summary = summary_content(freeze_unsigned(known, assess(known).document()), version=None)
    first = summary.causes[0]
    assert (first.label, first.standing) == ("Acute limb ischaemia", "Likely")
    assert first.supporting.startswith("New pain or loss in a leg that lacks blood; Cold and")
    assert first.against == "nothing"
    assert "Nocturnal leg cramps" in summary.unlikely
    assert {each.standing for each in summary.causes} <= {"Likely", "Possible"}


def test_a_summary_from_before_causes_were_weighed_still_reads() -> None:
    known = answers(COLD_LEG)
    content = freeze_unsigned(known, {**assess(known).document(), "causes": []})
    summary = summary_content(content, version=None)
    assert (summary.causes, summary.unlikely) == ((), "")
    assert pdf.summary_of(content)


def test_the_command_line_gives_at_most_three_signs_of_each_kind(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"rls_urge": true, "rls_rest": true, "cramp_present": false}')
    call_command("suggest", str(file))
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    at = lines.index("Causes to weigh, most likely first")
    assert lines[at + 1 : at + 4] == [
        "- Restless legs syndrome: possible",
        "for: Urge to move the legs; Begins or worsens at rest (Urge starts or worsens at rest)",
        "not known: All five criteria met; Eased by moving; Worse in the evening or at night; "
        "and 9 more",
    ]
    assert "- Nocturnal leg cramps: unlikely" in lines
    assert "against: No cramps (Muscle cramps: no)" in lines


@pytest.mark.django_db
def test_the_review_page_shows_what_speaks_for_and_against(
    client: Client, intake: Intake, answer: Callable[..., None], nurse: User, physician: User
) -> None:
    answer(intake, {"rls_urge": "present", "cramp_present": "absent"})
    assessment = lifecycle.hand_over(intake, by=nurse)
    client.force_login(physician)
    page = client.get(reverse("review", args=[intake.pk])).content.decode()
    shown = page[page.index("Causes to weigh") : page.index('class="to-decide"')]
    first, rest = shown.split("more: unlikely, or too little is known")
    assert "Possible</span> Restless legs syndrome" in first
    assert "Unlikely</span> Nocturnal leg cramps" in rest
    assert 'No cramps <span class="values">Muscle cramps: no</span>' in rest
    # As results were before causes were weighed.
    assessment.result = {**assessment.result, "causes": []}
    assessment.save(update_fields=["result"])
    page = client.get(reverse("review", args=[intake.pk])).content.decode()
    assert "None is likely or possible on what was recorded." in page


@pytest.mark.parametrize(
    ("salt", "usual", "out"),
    [
        ("lab_potassium", 3.5, 3.4),
        ("lab_potassium", 5.3, 5.4),
        ("lab_sodium", 133, 132),
        ("lab_sodium", 146, 147),
        ("lab_calcium_adj", 2.2, 2.19),
        ("lab_calcium_adj", 2.6, 2.61),
        ("lab_magnesium", 0.7, 0.69),
        ("lab_magnesium", 1.0, 1.01),
    ],
)
def test_a_salt_is_out_of_range_beyond_either_usual_limit(salt, usual, out):
    assert judge(salts_out_of_range, answers({salt: out})).value is True
    assert judge(salts_out_of_range, answers({salt: usual})).value is None
