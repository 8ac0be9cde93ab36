"""The manager's recall in the browser's eyes: starting, going on, what is shown and to whom."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intake import actions
from intake.findings.encounter import age_years
from intake.models import Event, Patient
from referrals import recall
from referrals.models import Recall, RecallChange
from referrals.rules import RULES, VERSION
from referrals.views import keyset
from tests.referrals.past_patients import (
    ISCHAEMIC,
    OLD,
    RESTLESS,
    SINCE,
    old_rules,
    past_patient,
    to_the_end,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def by(nurse, physician, manager):
    old_rules()
    return {"nurse": nurse, "physician": physician, "manager": manager}


@pytest.fixture
def past(patient, by, monkeypatch):
    """Two past intakes; meanwhile sepsis is suspected in every adult, and no leg is ischaemic."""
    intakes = [past_patient(patient, answers, by) for answers in (ISCHAEMIC, RESTLESS)]
    monkeypatch.setitem(RULES, "E08", replace(RULES["E08"], when=age_years >= 18))
    for id, rule in RULES.items():
        if "acute_limb_ischaemia" in rule.suggest:
            monkeypatch.setitem(RULES, id, replace(rule, when=age_years < 0))
    return intakes


def page(client, run, **query) -> str:
    return client.get(reverse("recall", args=[run.pk]), query).content.decode()


def test_the_manager_finds_it_from_home_and_can_choose_the_older_version(as_manager, by):
    assert f'href="{reverse("recalls")}"' in as_manager.get("/people/").content.decode()
    text = as_manager.get(reverse("recalls")).content.decode()
    assert f'<option value="{OLD}" selected>' in text
    assert f"{VERSION} (in force now)" in text


def test_nothing_to_compare_with_is_said(as_manager):
    assert "No other version was in force yet" in as_manager.get("/recall/").content.decode()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"since": "", "against": OLD}, "Choose a day."),
        ({"since": "soon", "against": OLD}, "This is no date"),
        ({"since": "2999-01-01", "against": OLD}, "still to come"),
        ({"since": "2026-11-03", "against": "1999.1"}, "is not one of the available choices"),
    ],
)
def test_what_cannot_be_started_is_said_and_nothing_starts(as_manager, by, sent, told):
    response = as_manager.post(reverse("start_recall"), sent)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Recall.objects.exists()


def test_without_javascript_a_button_goes_on_to_the_end(as_manager, past, monkeypatch):
    monkeypatch.setattr(recall, "CHUNK", 1)
    started = as_manager.post(
        reverse("start_recall"), {"since": SINCE.isoformat(), "against": OLD}, follow=True
    )
    run = Recall.objects.get()
    assert started.redirect_chain == [(reverse("recall", args=[run.pk]), 302)]
    for done in (0, 1, 2):
        text = page(as_manager, run)
        assert f"{done} of 2 intakes" in text
        assert re.search(rf'<progress [^>]*max="2" value="{done}"', text)
        assert ">Continue</button>" in text
        assert "INVENTED" not in text
        as_manager.post(reverse("continue_recall", args=[run.pk]))
    assert "<strong>1 patient</strong></a> would be handled differently" in page(as_manager, run)


def test_the_page_asks_for_each_chunk_until_all_is_done(as_manager, past, monkeypatch):
    monkeypatch.setattr(recall, "CHUNK", 1)
    run = recall.start(SINCE, OLD, by=None)
    address = reverse("continue_recall", args=[run.pk])
    first = as_manager.post(address, headers=HTMX).content.decode()
    assert "<html" not in first
    assert f'hx-post="{address}"' in first
    as_manager.post(address, headers=HTMX)
    last = as_manager.post(address, headers=HTMX).content.decode()
    assert "hx-post" not in last
    assert "Finished. 1 patient would be handled differently." in last


def test_it_shows_what_changed_by_rule_and_by_patient_the_most_urgent_first(as_manager, past):
    run = to_the_end(recall.start(SINCE, OLD, by=None))
    text = page(as_manager, run)
    assert "Rule E08" in text
    rows = re.findall(
        r'<li class="review-row recall-row edge-(\w+)">(.*?)(?=<li class="review-row|</ol>)',
        text,
        re.DOTALL,
    )
    order = ["emergency", "same_day", "urgent", "routine", "none"]
    assert [urgency for urgency, _ in rows] == sorted(
        (urgency for urgency, _ in rows), key=order.index
    )
    changes = RecallChange.objects.filter(recall=run, is_first=True)
    assert text.count('class="recall-from-to"') == changes.count() > len(rows)
    lost = next(row for _, row in rows if "Lost: Acute limb ischaemia" in row)
    assert f"Intake {past[0].pk}, handed over" in lost
    assert re.search(r"Emergency, now.*→.*not suggested", lost, re.DOTALL)
    assert "INVENTED, Ingrid" in lost
    # A manager has no way into the intake itself.
    assert reverse("review", args=[past[0].pk]) not in text


def test_one_rule_can_be_looked_at_alone(as_manager, past):
    run = to_the_end(recall.start(SINCE, OLD, by=None))
    text = page(as_manager, run, rule="E08")
    assert "Patients by rule E08" in text
    assert "Lost: Acute limb ischaemia" not in text
    assert "All rules" in text


def test_long_lists_come_page_after_page(as_manager, past, monkeypatch):
    monkeypatch.setattr(keyset, "PAGE", 2)
    run = to_the_end(recall.start(SINCE, OLD, by=None))
    seen, address = [], reverse("recall", args=[run.pk])
    while address:
        text = as_manager.get(address).content.decode()
        seen += re.findall('class="recall-from-to"', text)
        following = re.search(r'<a href="([^"]*after=[^"]*)">Next', text)
        address = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == RecallChange.objects.filter(recall=run, is_first=True).count() > 2


def test_looking_at_patients_is_an_event_and_waiting_for_them_is_none(as_manager, past):
    run = recall.start(SINCE, OLD, by=None)
    views = Event.objects.filter(kind="view", subject=f"recall {run.pk}")
    page(as_manager, run)
    assert not views.exists()
    as_manager.post(reverse("continue_recall", args=[run.pk]), headers=HTMX)
    page(as_manager, run)
    assert [each.actor for each in views] == ["manager", "manager"]


def test_a_stopped_run_says_that_it_is_not_complete(as_manager, past, monkeypatch):
    monkeypatch.setattr(recall, "CHUNK", 1)
    run = recall.advance(recall.start(SINCE, OLD, by=None), by=None)
    response = as_manager.post(reverse("stop_recall", args=[run.pk]), follow=True)
    assert "The list is not complete" in response.content.decode()
    assert "Stopped at 1 of 2" in as_manager.get(reverse("recalls")).content.decode()


def test_a_run_begun_under_other_rules_says_so_and_asks_no_more(as_manager, past, monkeypatch):
    run = recall.start(SINCE, OLD, by=None)
    monkeypatch.setattr(recall, "VERSION", "2999.1.1")
    response = as_manager.post(reverse("continue_recall", args=[run.pk]), headers=HTMX)
    text = response.content.decode()
    assert (response.status_code, "Start a new one" in text) == (409, True)
    assert "hx-post" not in text


def test_a_page_costs_the_same_with_few_rows_and_with_many(as_manager, by, patient, monkeypatch):
    monkeypatch.setitem(RULES, "E08", replace(RULES["E08"], when=age_years < 0))

    def cost() -> int:
        run = to_the_end(recall.start(SINCE, OLD, by=None))
        with CaptureQueriesContext(connection) as queries:
            text = page(as_manager, run)
        assert "Patients" in text
        return len(queries)

    past_patient(patient, RESTLESS, by)
    with monkeypatch.context() as patch:
        patch.setitem(RULES, "E08", replace(RULES["E08"], when=age_years >= 18))
        page(as_manager, to_the_end(recall.start(SINCE, OLD, by=None)))
        one = cost()
        for number in range(6):
            other = Patient(family_name=f"Other{number}", given_name="O", born=patient.born)
            past_patient(actions.save_patient(other, by=by["nurse"]), RESTLESS, by)
        assert cost() <= one <= 14
