"""The recall: finds exactly whom a changed rule would treat otherwise, and survives being broken off."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import Error, transaction
from django.utils import timezone

from intake import actions
from intake.answers import DocumentError, Problem, answers_of
from intake.findings.encounter import age_years
from intake.models import Event, Patient
from intake.moves import Refused
from referrals import amendments, lifecycle, recall, versions
from referrals.assess import assess
from referrals.models import Assessment, Recall, RecallChange, RulesVersion
from referrals.rules import MEANING, RULES, VERSION
from referrals.rules.suggestions import Urgency
from tests.referrals.past_patients import (
    ISCHAEMIC,
    OLD,
    RESTLESS,
    SINCE,
    made_under,
    old_rules,
    past_patient,
    to_the_end,
)

pytestmark = pytest.mark.django_db
ADULT = age_years >= 18
NOBODY = age_years < 0


@pytest.fixture
def by(nurse, physician, manager):
    return {"nurse": nurse, "physician": physician, "manager": manager}


@pytest.fixture
def past(patient: Patient, by):
    """Three intakes of the past: one with ischaemia, one with restless legs, one of these signed."""
    old_rules()
    return [
        past_patient(patient, ISCHAEMIC, by),
        past_patient(patient, RESTLESS, by),
        past_patient(patient, RESTLESS, by, sign=True),
    ]


def run_of(since=SINCE, against=OLD) -> Recall:
    return to_the_end(recall.start(since, against, by=None))


def found(run: Recall) -> set[tuple]:
    changes = RecallChange.objects.filter(recall=run, is_first=True)
    return set(changes.values_list("intake", "suggestion", "change", "before", "after"))


# --- What is found ------------------------------------------------------------------------------


def test_rules_that_mean_the_same_change_nobody(past, monkeypatch):
    for id, rule in RULES.items():
        monkeypatch.setitem(RULES, id, replace(rule, why="Other words.", source=rule.source[:1]))
    run = run_of()
    assert (run.done, run.total, found(run)) == (3, 3, set())


def test_a_suggestion_is_gained_by_its_rule(past, monkeypatch):
    """Nobody has the trigger of E08; now every adult does."""
    monkeypatch.setitem(RULES, "E08", replace(RULES["E08"], when=ADULT))
    run = run_of()
    flag = RULES["E08"].suggest[0]
    assert {(each.pk, flag, "gained", None, 0) for each in past} <= found(run)
    rows = RecallChange.objects.filter(recall=run, suggestion=flag)
    assert {(each.rule, each.urgency, tuple(each.rules)) for each in rows} == {("E08", 0, ("E08",))}


def test_a_suggestion_is_lost_by_the_rules_that_made_it(past, monkeypatch):
    before = Assessment.objects.get(intake=past[0]).result["red_flags"]
    assert [entry["id"] for entry in before] == ["acute_limb_ischaemia"]
    for id, rule in RULES.items():
        if "acute_limb_ischaemia" in rule.suggest:
            monkeypatch.setitem(RULES, id, replace(rule, when=NOBODY))
    run = run_of()
    assert (past[0].pk, "acute_limb_ischaemia", "lost", 0, None) in found(run)
    rows = RecallChange.objects.filter(recall=run, suggestion="acute_limb_ischaemia")
    assert [each.rule for each in rows] == before[0]["rules"]
    assert {each.intake_id for each in rows} == {past[0].pk}


@pytest.mark.parametrize(
    ("to", "change"), [(Urgency.EMERGENCY, "raised"), (Urgency.NONE, "lowered")]
)
def test_an_urgency_goes_up_or_down(past, monkeypatch, to, change):
    """Whatever restless legs bring, all of it at another urgency."""
    fired = assess(answers_of(past[1])).entries
    assert fired
    for entry in fired:
        for each in entry.fired:
            monkeypatch.setitem(RULES, each.rule.id, replace(each.rule, urgency=to, raised=()))
    run = run_of()
    expected = {
        (pk, entry.suggestible.id, change, entry.urgency.rank, to.rank)
        for pk in (past[1].pk, past[2].pk)
        for entry in fired
        if entry.urgency is not to
    }
    assert expected
    assert {row for row in found(run) if row[0] != past[0].pk} == expected


def test_the_list_is_what_a_second_reckoning_gives(past, monkeypatch):
    """Rules turned round, and the difference worked out again from the result objects alone."""
    for seed in sorted(RULES)[::17]:
        with monkeypatch.context() as patch:
            rule = RULES[seed]
            fires = assess(answers_of(past[0])).verdicts[seed].value is True
            patch.setitem(RULES, seed, replace(rule, when=NOBODY if fires else ADULT))
            assert found(run_of()) == reckoned(past), seed


def reckoned(past) -> set[tuple]:
    before = {
        each.intake_id: {
            entry["id"]: entry["urgency"]
            for kind in ("red_flags", "tests", "referrals", "cautions", "selfcare")
            for entry in each.result[kind]
        }
        for each in Assessment.objects.all()
    }
    expected = set()
    for intake in past:
        document = assess(answers_of(intake)).document()
        after = {
            entry["id"]: entry["urgency"]
            for kind in ("red_flags", "tests", "referrals", "cautions", "selfcare")
            for entry in document[kind]
        }
        for id in before[intake.pk].keys() | after.keys():
            was, now = (
                list(Urgency).index(Urgency(held[id])) if id in held else None
                for held in (before[intake.pk], after)
            )
            if was is None or now is None:
                expected.add((intake.pk, id, "gained" if was is None else "lost", was, now))
            elif was != now:
                expected.add((intake.pk, id, "raised" if now < was else "lowered", was, now))
    return expected


def test_a_change_stands_under_each_rule_that_speaks_for_it_and_counts_once(past, monkeypatch):
    flag = RULES["E08"].suggest[0]
    monkeypatch.setitem(RULES, "E08", replace(RULES["E08"], when=ADULT))
    monkeypatch.setitem(RULES, "T01", replace(RULES["T01"], when=ADULT, suggest=(flag,)))
    run = run_of()
    rows = RecallChange.objects.filter(recall=run, suggestion=flag, intake=past[0])
    assert {each.rule for each in rows} == {"E08", "T01"}
    assert sorted(each.is_first for each in rows) == [False, True]
    groups = {group.rule: group for group in recall.groups_of(run)}
    assert {"E08", "T01"} <= groups.keys()
    assert groups["E08"].patients == 1  # three intakes of one patient
    assert recall.counts_of(run)["changes"] == len(found(run))
    assert recall.groups_of(run)[0].urgency is Urgency.EMERGENCY


# --- Who is compared ----------------------------------------------------------------------------


def test_only_results_of_that_version_and_since_that_day(past, monkeypatch):
    monkeypatch.setitem(RULES, "E08", replace(RULES["E08"], when=ADULT))
    made_under("2024.1.1", past[0])
    made_under(OLD, past[1], timezone.now() - timedelta(days=31))
    assert {row[0] for row in found(run_of())} == {past[2].pk}
    day_before = SINCE - timedelta(days=1)
    assert {row[0] for row in found(run_of(since=day_before))} == {past[1].pk, past[2].pk}


def test_an_intake_that_is_with_the_nurse_again_is_not_past(past, by):
    actions.return_to_nurse(past[0], by=by["physician"], why="Which leg?")
    assert run_of().done == 2


def test_the_newest_result_of_the_version_counts_and_a_later_one_is_told(past, by, monkeypatch):
    """Handed over again under the rules in force: the older result still differs, and says so."""
    actions.return_to_nurse(past[0], by=by["physician"], why="Which leg?")
    past[0].refresh_from_db()
    lifecycle.hand_over(past[0], by=by["nurse"])
    assert Assessment.objects.filter(intake=past[0]).count() == 2
    monkeypatch.setitem(RULES, "E08", replace(RULES["E08"], when=ADULT))
    run = run_of()
    assert run.done == 3
    notes = dict(RecallChange.objects.filter(recall=run).values_list("intake", "note"))
    assert recall.ASSESSED_AGAIN in notes[past[0].pk]
    assert recall.ASSESSED_AGAIN not in notes[past[1].pk]


def test_an_amendment_that_was_given_up_is_no_later_assessment(past, by, monkeypatch):
    """Its copy of the decisions is newer than the result that was signed, which stands again."""
    past[2].refresh_from_db()
    amendments.amend(past[2], by=by["physician"], why="The ferritin came")
    past[2].refresh_from_db()
    monkeypatch.setitem(RULES, "E08", replace(RULES["E08"], when=ADULT))
    notes = RecallChange.objects.filter(intake=past[2], suggestion="sepsis", is_first=True)
    run_of()
    amendments.keep_signed(past[2], by=by["physician"])
    assert Assessment.objects.filter(intake=past[2], rules_version=OLD).count() == 2
    run_of()
    # As it was while the amendment was open, when the copy stood.
    assert [each.note for each in notes] == ["", ""]


def test_a_signed_intake_is_judged_by_its_frozen_answers(past, by):
    """The columns of a signed intake play no part any more."""
    type(past[2]).objects.filter(pk=past[2].pk).update(pulse_dp_left="absent", pain_onset="sudden")
    assert found(run_of()) == set()


def test_signed_answers_that_cannot_be_read_are_listed_not_passed_over(past, monkeypatch):
    def unreadable(document):
        raise DocumentError([Problem("no_such_finding", "is no finding")])

    monkeypatch.setattr(recall, "read_document", unreadable)
    run = run_of()
    assert found(run) == {(past[2].pk, "", "not_compared", None, None)}
    assert [group.rule for group in recall.groups_of(run)] == [""]


def test_what_is_answered_or_waits_is_still_suggested_and_says_so(past, monkeypatch):
    monkeypatch.setitem(
        RULES,
        "T01",
        replace(
            RULES["T01"],
            when=ADULT,
            suggest=("physiotherapy",),
            deferred_by=("acute_limb_ischaemia",),
        ),
    )
    run = run_of()
    row = RecallChange.objects.get(recall=run, intake=past[0], suggestion="physiotherapy")
    assert (row.change, row.note) == ("gained", "waits for a red flag")


# --- Going on -----------------------------------------------------------------------------------


def test_a_run_goes_on_after_a_crash_in_a_chunk(past, monkeypatch):
    monkeypatch.setattr(recall, "CHUNK", 1)
    monkeypatch.setitem(RULES, "E08", replace(RULES["E08"], when=ADULT))
    run = recall.advance(recall.start(SINCE, OLD, by=None), by=None)
    written = RecallChange.objects.count()
    assert (run.done, written > 0) == (1, True)
    with monkeypatch.context() as patch:
        # The changes are written already when it crashes.
        patch.setattr(Recall, "save", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            recall.advance(run, by=None)
    assert RecallChange.objects.count() == written
    again = recall.start(SINCE, OLD, by=None)
    assert (again.pk, again.done) == (run.pk, 1)
    whole = found(to_the_end(again))
    Recall.objects.filter(pk=run.pk).update(finished_at=timezone.now())
    assert whole == found(run_of())
    assert {row[0] for row in whole} == {each.pk for each in past}


def test_two_at_once_write_each_chunk_once(past, monkeypatch):
    """The second one begins, and ends, while the first is still working the same chunk out."""
    monkeypatch.setattr(recall, "CHUNK", 2)
    monkeypatch.setitem(RULES, "E08", replace(RULES["E08"], when=ADULT))
    run = recall.start(SINCE, OLD, by=None)
    evaluate, calls = recall.evaluate, []

    def overtaken(chunk):
        calls.append(sorted(chunk))
        if len(calls) == 1:
            recall.advance(run, by=None)
        return evaluate(chunk)

    monkeypatch.setattr(recall, "evaluate", overtaken)
    run = recall.advance(run, by=None)
    assert calls[0] == calls[1]
    assert (run.done, run.last_pk) == (2, max(calls[0]))
    run = to_the_end(run)
    assert run.done == 3
    rows = RecallChange.objects.filter(recall=run, suggestion=RULES["E08"].suggest[0])
    assert sorted(rows.values_list("intake", flat=True)) == [each.pk for each in past]


def test_a_stopped_run_stays_stopped_also_in_the_middle_of_a_chunk(past, by, monkeypatch):
    run = recall.start(SINCE, OLD, by=by["manager"])
    evaluate = recall.evaluate

    def stopped(chunk):
        recall.stop(run, by=by["manager"])
        return evaluate(chunk)

    monkeypatch.setattr(recall, "evaluate", stopped)
    after = recall.advance(run, by=by["manager"])
    assert (after.cancelled, after.done) == (True, 0)
    assert recall.advance(run, by=by["manager"]).done == 0
    assert recall.start(SINCE, OLD, by=by["manager"]).pk != run.pk


def test_a_run_does_not_go_on_under_other_rules(past, monkeypatch):
    run = recall.start(SINCE, OLD, by=None)
    monkeypatch.setattr(recall, "VERSION", "2999.1.1")
    with pytest.raises(Refused, match="Start a new one"):
        recall.advance(run, by=None)


def test_a_chunk_costs_as_many_queries_with_many_intakes_as_with_one(
    patient, by, django_assert_max_num_queries, monkeypatch
):
    old_rules()
    for _ in range(12):
        past_patient(patient, RESTLESS, by)
    monkeypatch.setitem(RULES, "E08", replace(RULES["E08"], when=ADULT))
    run = recall.start(SINCE, OLD, by=None)
    with django_assert_max_num_queries(13):
        assert recall.advance(run, by=None).done == 12


def test_only_a_manager_may(past, by):
    with pytest.raises(PermissionDenied):
        recall.start(SINCE, OLD, by=by["physician"])
    run = recall.start(SINCE, OLD, by=by["manager"])
    for act in (recall.advance, recall.stop):
        with pytest.raises(PermissionDenied):
            act(run, by=by["physician"])


def test_starting_stopping_and_the_end_are_events(past, by):
    run = recall.start(SINCE, OLD, by=by["manager"])
    assert recall.start(SINCE, OLD, by=by["manager"]) == run
    to_the_end(run)
    recall.stop(recall.start(SINCE, VERSION, by=by["manager"]), by=by["manager"])
    kinds = Event.objects.filter(kind__contains="recall").order_by("pk")
    assert [(each.kind, each.actor) for each in kinds] == [
        ("start recall", "manager"),
        ("finish recall", "system"),
        ("start recall", "manager"),
        ("stop recall", "manager"),
    ]


# --- Versions -----------------------------------------------------------------------------------


def test_the_rules_in_force_are_published_by_a_migrate_and_only_once():
    assert RulesVersion.objects.get().meaning == MEANING
    call_command("migrate", verbosity=0)
    assert RulesVersion.objects.get().version == VERSION


def test_a_hand_over_publishes_rules_that_are_not_yet(intake, answer, nurse, monkeypatch):
    monkeypatch.setattr(versions, "VERSION", "2999.1.1")
    answer(intake, RESTLESS)
    lifecycle.hand_over(intake, by=nurse)
    assert RulesVersion.objects.filter(version="2999.1.1", meaning=MEANING).exists()


def test_a_published_version_never_changes_or_goes():
    for act in (
        lambda: RulesVersion.objects.update(meaning="x"),
        lambda: RulesVersion.objects.all().delete(),
    ):
        with pytest.raises(Error), transaction.atomic():
            act()


def test_other_rules_under_the_same_version_stop_the_start(monkeypatch):
    assert versions.version_has_one_meaning(None, ["default"]) == []
    monkeypatch.setattr(versions, "MEANING", "f" * 64)
    (error,) = versions.version_has_one_meaning(None, ["default"])
    assert error.id == "referrals.E001"
    assert "Raise VERSION" in str(error.hint)
    with pytest.raises(CommandError, match=r"referrals\.E001"):
        call_command("check", databases=["default"])
    monkeypatch.setattr(recall, "MEANING", "f" * 64)
    with pytest.raises(Refused, match="VERSION must be raised"):
        recall.start(SINCE, VERSION, by=None)


# --- The command --------------------------------------------------------------------------------


def test_the_command_prints_the_list_by_rule_without_names(past, capsys, monkeypatch):
    monkeypatch.setitem(RULES, "E08", replace(RULES["E08"], when=ADULT))
    call_command("recall", "--since", SINCE.isoformat(), "--against", OLD)
    told = capsys.readouterr()
    assert "3 of 3 (100 %)" in told.err
    assert f"Rules {VERSION} against {OLD}" in told.out
    assert "Rule E08: patients 1, changes 9" in told.out
    for intake in past:
        assert f"{intake.pk}  H0001" in told.out
    assert "not suggested -> Emergency, now" in told.out
    assert "Invented" not in told.out + told.err


def test_the_command_says_so_when_nobody_would_be_treated_otherwise(past, capsys):
    call_command("recall", "--since", SINCE.isoformat(), "--against", OLD)
    assert "Nobody would be handled differently" in capsys.readouterr().out


def test_the_command_goes_on_with_what_was_broken_off(past, capsys, monkeypatch):
    monkeypatch.setattr(recall, "CHUNK", 1)
    run = recall.advance(recall.start(SINCE, OLD, by=None), by=None)
    call_command("recall", "--since", SINCE.isoformat(), "--against", OLD)
    assert f"Recall {run.pk}, begun" in capsys.readouterr().err
    assert Recall.objects.get().finished_at


@pytest.mark.parametrize(
    ("since", "against", "told"),
    [
        ("2026-11-03", "1999.1", f"no rules version '1999.1'. There are: {VERSION}."),
        ("3 Nov", VERSION, "--since '3 Nov' is no date: write year, month and day"),
        ("2999-01-01", VERSION, "still to come"),
    ],
)
def test_a_bad_version_or_date_is_named_and_the_exit_code_is_2(since, against, told):
    with pytest.raises(CommandError) as failure:
        call_command("recall", "--since", since, "--against", against)
    assert failure.value.returncode == 2
    assert told in str(failure.value)
    assert not Recall.objects.exists()
