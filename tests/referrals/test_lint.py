"""The linter on rules as they are written, and as system checks: an example of each fault.

Each is a smallest rule book that has it, beside one nearly the same that has not.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import checks
from django.core.checks.registry import registry
from django.core.management import call_command

from intake.findings import FINDINGS
from intake.findings.encounter import age_years, sex_at_birth
from intake.findings.examination_circulation import pulse_dp
from intake.findings.examination_skin import oedema_pitting
from intake.findings.pain import pain_nrs_now
from intake.logic import (
    all_of,
    any_leg,
    any_of,
    named,
)
from intake.scores.general import news2
from intake.scores.veins import wells_dvt
from referrals import checks as our_checks
from referrals import rule_cases
from referrals.checks import messages, rules_hold_up
from referrals.lint import structure as structure_module
from referrals.lint.cases import Coverage
from referrals.lint.fault import Book, Fault
from referrals.lint.structure import structure
from referrals.rule_cases import load_cases
from referrals.rules.cause import Sign, Weight
from referrals.rules.rule import IfUnknown, Raise
from referrals.rules.suggestions import SUGGESTIBLES
from tests.referrals.planted import (
    CANCER,
    CHILD,
    EM,
    FEVER,
    PAD,
    RED,
    SD,
    TODAY,
    a_book,
    a_cause,
    a_rule,
    told,
)
from tests.referrals.test_lint_cases import Written

# --- As written -----------------------------------------------------------------------------------

ISCHAEMIA = "acute_limb_ischaemia"
PITTING = any_leg(oedema_pitting.present())

STRUCTURE: dict[str, tuple[Book, Book, str]] = {
    "two rules of one id": (
        a_book(a_rule(), a_rule()),
        a_book(a_rule(), a_rule(id="T01.twice")),
        "T01: 2 rules have this id. Give the second a suffix after a dot, such as E10.cord. (E101)",
    ),
    "an id that is no row": (
        a_book(a_rule(id="ABI1")),
        a_book(a_rule(id="SC01.legs")),
        "ABI1: The id is no row of the clinical reference. Write its row, such as E01, T07, R11, G05, "
        "M02 or SC01, with a suffix after a dot where one row needs several rules. (E102)",
    ),
    "a suggestion that does not exist": (
        a_book(a_rule(suggest=("abi_at_rest",))),
        a_book(a_rule(suggest=("abi",))),
        "T01: suggest names abi_at_rest, which nothing in suggestions.py is. Correct the name, or add "
        "it to referrals/rules/suggestions.py. (E103)",
    ),
    "a suggestion named twice": (
        a_book(a_rule(suggest=("abi", "abi"))),
        a_book(a_rule(suggest=("abi", "toe_pressure"))),
        "T01: suggest names abi 2 times. Name it once. (E104)",
    ),
    "waits for itself": (
        a_book(a_rule(suggest=(RED,), deferred_by=(RED,))),
        a_book(a_rule(suggest=(RED,), deferred_by=(ISCHAEMIA,))),
        f"T01: It waits for {RED}, which it suggests itself. Take it out of deferred_by. (E105)",
    ),
    "waits for no red flag": (
        a_book(a_rule(deferred_by=("toe_pressure",))),
        a_book(a_rule(deferred_by=(RED,))),
        "T01: It waits for toe_pressure, which is neither red flag nor referral and so never makes "
        "anything wait. Name the red flag or the urgent referral in deferred_by, or take it out. "
        "(E106)",
    ),
    "about, and no caution": (
        a_book(a_rule(about=("toe_pressure",))),
        a_book(a_rule(suggest=("pregnancy_limits",), about=("toe_pressure",))),
        "T01: It has `about`, but suggests no caution. Take `about` out, or suggest the caution that "
        "it belongs to. (E107)",
    ),
    "a caution about itself": (
        a_book(a_rule(suggest=("pregnancy_limits",), about=("pregnancy_limits",))),
        a_book(a_rule(suggest=("pregnancy_limits",), about=("alcohol_review",))),
        "T01: The caution is about pregnancy_limits, which the same rule suggests. Name what the "
        "caution limits. (E108)",
    ),
    "no source": (
        a_book(a_rule(source=())),
        a_book(a_rule()),
        "T01: It has no source. Cite one of referrals/rules/sources.py. (E109)",
    ),
    "no reason": (
        a_book(a_rule(why=" ")),
        a_book(a_rule(why="To know.")),
        "T01: It does not say why. Say in `why` what to consider and what for. (E110)",
    ),
    "a review before the last one": (
        a_book(a_rule(next_review=date(2026, 1, 1))),
        a_book(a_rule(next_review=TODAY)),
        "T01: Its next review, 2026-01-01, is not after the last, 2026-01-01. Set next_review to a "
        "later day. (E111)",
    ),
    "a review that is due": (
        a_book(a_rule(next_review=date(2026, 5, 31))),
        a_book(a_rule(next_review=date(2026, 6, 1))),
        "T01: Its review was due on 2026-05-31. Check it against its sources, then set reviewed and "
        "next_review. (W112)",
    ),
    "a raise that raises nothing": (
        a_book(a_rule(urgency=SD, raised=(Raise(SD, FEVER),))),
        a_book(a_rule(urgency=SD, raised=(Raise(EM, FEVER),))),
        "T01: It is raised to same_day, which is not above its base, same_day. Raise it to something "
        "more urgent, or take the raise out. (E113)",
    ),
    "two raises to one urgency": (
        a_book(a_rule(raised=(Raise(SD, FEVER), Raise(SD, CANCER)))),
        a_book(a_rule(raised=(Raise(SD, FEVER), Raise(EM, CANCER)))),
        "T01: It is raised to same_day 2 times. Join the conditions with any_of. (E114)",
    ),
    "a question that is not asked": (
        a_book(a_rule(ask_if=FEVER)),
        a_book(a_rule(ask_if=FEVER, if_unknown=IfUnknown.ASK_FIRST)),
        "T01: It has ask_if, but does not ask first: if_unknown is “ask”. Set if_unknown to ASK_FIRST, "
        "or take ask_if out. (E115)",
    ),
    "red flags that wait for each other": (
        a_book(
            a_rule(id="E01", suggest=(ISCHAEMIA,), deferred_by=(RED,)),
            a_rule(id="E02", suggest=(RED,), deferred_by=(ISCHAEMIA,)),
        ),
        a_book(
            a_rule(id="E01", suggest=(ISCHAEMIA,), deferred_by=(RED,)),
            a_rule(id="E02", suggest=(RED,)),
        ),
        f"{ISCHAEMIA}: Each waits for the next: {ISCHAEMIA} → {RED} → {ISCHAEMIA}. Decide which of "
        "them goes first, and take the other deferral out. (E116)",
    ),
    "what nothing suggests": (
        a_book(a_rule(), suggestibles={id_: SUGGESTIBLES[id_] for id_ in ("abi", RED)}),
        a_book(a_rule(suggest=("abi", RED))),
        f"{RED}: No rule suggests it. Write its rule, or take it out of "
        "referrals/rules/suggestions.py. (W117)",
    ),
    "a leg asked of the person": (
        a_book(a_rule(when=pulse_dp.is_("absent"))),
        a_book(a_rule(when=any_leg(pulse_dp.is_("absent")))),
        "T01: In the condition a finding of a leg is asked of the person. Put it inside any_leg, "
        "same_leg or both_legs. (E118)",
    ),
    "a threshold beyond the limits": (
        a_book(a_rule(when=pain_nrs_now > 10)),
        a_book(a_rule(when=pain_nrs_now >= 10)),
        "T01: “pain_nrs_now > 10” can never be true within the limits of pain_nrs_now. Set the "
        "threshold or the options within what can be recorded. (E120)",
    ),
    "a threshold that everybody meets": (
        a_book(a_rule(raised=(Raise(SD, pain_nrs_now >= 0),))),
        a_book(a_rule(raised=(Raise(SD, pain_nrs_now >= 1),))),
        "T01: “pain_nrs_now >= 0” can never be false within the limits of pain_nrs_now. Set the "
        "threshold or the options within what can be recorded. (E120)",
    ),
    "a score that cannot be so high": (
        a_book(a_rule(when=wells_dvt >= 10)),
        a_book(a_rule(when=wells_dvt >= 9)),
        "T01: “wells_dvt >= 10” can never be true within the limits of wells_dvt. Set the threshold "
        "or the options within what can be recorded. (E120)",
    ),
    "all options of a choice": (
        a_book(a_rule(when=sex_at_birth.is_(*sex_at_birth.options))),
        a_book(a_rule(when=sex_at_birth.is_(*list(sex_at_birth.options)[1:]))),
        f"T01: “sex_at_birth is {', '.join(sorted(sex_at_birth.options))}” can never be false within "
        "the limits of sex_at_birth. Set the threshold or the options within what can be recorded. "
        "(E120)",
    ),
    "two claims that exclude each other": (
        a_book(a_rule(when=all_of(FEVER, all_of(CHILD, age_years >= 50)))),
        a_book(a_rule(when=all_of(FEVER, any_of(CHILD, age_years >= 50)))),
        "T01: “age_years < 18” and “age_years >= 50” exclude each other, and are asked for together. "
        "Join them with any_of, or correct one of them. (E121)",
    ),
    "two conditions of one name": (
        a_book(a_rule(when=any_of(named("risk", FEVER), named("risk", CANCER)))),
        a_book(a_rule(when=any_of(named("risk", FEVER), all_of(named("risk", FEVER), PAD)))),
        "T01: Two conditions have the name risk. Give one of them another name. (E122)",
    ),
    "a cause whose review is due": (
        a_book(a_rule(), causes={"gout": a_cause(next_review=date(2026, 5, 1))}),
        a_book(a_rule(), causes={"gout": a_cause()}),
        "cause gout: Its review was due on 2026-05-01. Check it against its sources, then set "
        "reviewed and next_review. (W112)",
    ),
    "a sign beyond the limits": (
        a_book(
            a_rule(),
            causes={"gout": a_cause(against=(Sign("Pain", pain_nrs_now > 10, Weight.HINT),))},
        ),
        a_book(
            a_rule(),
            causes={"gout": a_cause(against=(Sign("Pain", pain_nrs_now > 9, Weight.HINT),))},
        ),
        "cause gout: “pain_nrs_now > 10” can never be true within the limits of pain_nrs_now. Set the "
        "threshold or the options within what can be recorded. (E120)",
    ),
}


@pytest.mark.parametrize(("bad", "good", "message"), STRUCTURE.values(), ids=STRUCTURE)
def test_a_fault_as_written_is_found_and_nothing_else(bad, good, message):
    assert told(structure(bad)) == [message]
    assert told(structure(good)) == []


def test_a_retired_finding_is_found_also_where_a_score_reads_it(monkeypatch):
    book = a_book(a_rule(when=any_of(CHILD, news2 >= 5)))
    assert told(structure(book)) == []
    retired = {FINDINGS["age_years"], FINDINGS["resp_rate"]}
    structure_module._retired_in.cache_clear()
    for finding in retired:
        monkeypatch.setitem(finding.__dict__, "retired", True)
    assert told(structure(book)) == [
        f"T01: It uses {words}, which is retired and no longer asked. Use the finding that replaced "
        "it. (E119)"
        for words in ("age_years", "resp_rate by way of news2")
    ]
    structure_module._retired_in.cache_clear()


# --- As system checks -----------------------------------------------------------------------------


def test_a_fault_becomes_an_error_with_its_hint_and_a_warning_stays_one():
    faults = [Fault("E101", "T01", "Wrong.", "Mend it."), Fault("W112", "T02", "Old.", "Look.")]
    assert list(messages(faults)) == [
        checks.Error("Wrong.", hint="Mend it.", obj="T01", id="referrals.E101"),
        checks.Warning("Old.", hint="Look.", obj="T02", id="referrals.W112"),
    ]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which parts of the linter were asked, none of which finds anything."""
    names: list[str] = []

    def stand_in(name: str) -> Callable[..., list[Fault]]:
        def nothing(*_: Any) -> list[Fault]:
            names.append(name)
            return []

        return nothing

    for name in ("structure", "logic", "cases"):
        monkeypatch.setattr(our_checks, name, stand_in(name))
    monkeypatch.setattr(our_checks, "Coverage", lambda *_: Coverage(a_book(), Written({})))
    monkeypatch.setattr(registry, "registered_checks", set(registry.registered_checks))
    return names


def test_at_the_start_only_what_is_quick_is_checked(asked):
    call_command("check")
    assert asked == ["structure"]


def test_asked_for_by_its_tag_everything_is_checked(asked):
    call_command("check", tags=["models"])
    assert asked == []
    call_command("check", tags=["rules"])
    assert sorted(asked) == ["cases", "logic", "structure"]


def test_where_the_cases_are_not_installed_a_warning_says_so(monkeypatch):
    monkeypatch.setattr(our_checks, "load_cases", lambda: None)
    monkeypatch.setattr(our_checks, "logic", lambda *_: [])
    assert [message.id for message in rules_hold_up()] == ["referrals.W300"]


def test_cases_are_not_there_only_where_the_tests_are_not(monkeypatch):
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name=lacking)

    monkeypatch.setattr(rule_cases, "import_module", missing)
    lacking = "tests"
    assert load_cases.__wrapped__() is None
    lacking = "hypothesis"
    with pytest.raises(ModuleNotFoundError):
        load_cases.__wrapped__()
