"""The linter on what conditions can come to: an example of each fault, and one without it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from intake.findings.encounter import age_years
from intake.findings.examination_circulation import pulse_dp
from intake.findings.examination_skin import oedema_extent, oedema_pitting
from intake.findings.results_other import alt_dx_as_likely
from intake.logic import (
    all_of,
    any_leg,
    any_of,
    at_least,
    judge,
    leg_exists,
    named,
    not_,
    other_leg,
)
from intake.scores.general import news2
from intake.scores.veins import wells_dvt
from referrals.lint.fault import Book, Fault
from referrals.lint.logic import logic
from referrals.lint.search import find
from referrals.rules.cause import Sign, Weight
from referrals.rules.rule import Note, Raise, Rule
from tests.referrals.planted import (
    ADULT,
    CANCER,
    CHILD,
    FEVER,
    OLD,
    PAD,
    RED,
    SD,
    SWOLLEN,
    a_book,
    a_cause,
    a_rule,
    rules,
    told,
)

ABSENT = pulse_dp.is_("absent")
PITS = oedema_pitting.present()
# No value of the score is excluded by the claims alone; only the arithmetic forbids it.
HOPELESS = all_of(wells_dvt >= 9, alt_dx_as_likely.present())


def raised(when: Any) -> Book:
    return a_book(a_rule(raised=(Raise(SD, when),)))


def a_caution(**rest: Any) -> Rule:
    return a_rule(id="G01", suggest=("pregnancy_limits",), **rest)


LEAVE_OUT = "Leave it out: where it is true, the verdict is the same without it."
AS_IF = "Leave it out: where it is false, the verdict is the same as if it were true."
REDUNDANT = (
    "Do not ask for it in one part and deny it in another: leave the redundant part out. (W208)"
)

LOGIC: dict[str, tuple[Book, Book, list[str]]] = {
    "never true": (
        rules(T01=all_of(any_of(CHILD, CHILD), FEVER, any_of(OLD, OLD))),
        rules(T01=all_of(any_of(CHILD, CANCER), FEVER, any_of(age_years < 40, PAD))),
        [
            "T01: The condition can never be true. Look for parts that exclude each other. (E201)",
        ],
    ),
    "never false": (
        raised(any_of(ADULT, age_years < 20, FEVER)),
        raised(any_of(ADULT, age_years < 17, FEVER)),
        [
            "T01: The raise to same_day can never be false. Look for alternatives that leave nobody "
            "out. (E202)",
        ],
    ),
    "never false is not so": (
        a_book(a_rule(never_false="for everybody")),
        a_book(a_rule(never_false="for everybody", when=any_of(ADULT, CHILD))),
        [
            "T01: It says in never_false why it can never be ruled out, but it can. Take never_false "
            "out. (E203)",
        ],
    ),
    "a part that another implies": (
        rules(T01=any_of(FEVER, all_of(FEVER, PAD))),
        rules(T01=any_of(FEVER, all_of(CANCER, PAD))),
        [
            f"T01: In the condition “fever_or_rigors” makes no difference. {LEAVE_OUT} (E204)",
            f"T01: In the condition “known_pad” makes no difference. {LEAVE_OUT} (E204)",
        ],
    ),
    "a part that is always so where it matters": (
        rules(T01=all_of(OLD, any_of(ADULT, FEVER))),
        rules(T01=all_of(ADULT, any_of(OLD, FEVER))),
        [
            f"T01: In the condition “age_years >= 18” makes no difference. {AS_IF} (E204)",
            f"T01: In the condition “fever_or_rigors” makes no difference. {LEAVE_OUT} (E204)",
        ],
    ),
    "a count of two that exclude each other": (
        rules(T01=at_least(2, CHILD, OLD, FEVER)),
        rules(T01=at_least(2, ADULT, OLD, FEVER)),
        [
            "T01: The condition can stay open while age_years is not known, although it is false with "
            f"every value. {REDUNDANT}",
        ],
    ),
    "a part inside a named condition": (
        rules(T01=any_of(named("risk", any_of(ADULT, OLD)), FEVER)),
        rules(T01=any_of(named("risk", all_of(ADULT, CANCER)), FEVER)),
        [f"risk: In the named condition “age_years >= 50” makes no difference. {LEAVE_OUT} (E204)"],
    ),
    "a part of a note": (
        a_book(a_rule(notes=(Note("Note.", any_of(ADULT, OLD)),))),
        a_book(a_rule(notes=(Note("Note.", any_of(CHILD, OLD)),))),
        [
            f"T01: In the note “Note.” “age_years >= 50” makes no difference. {LEAVE_OUT} (E204)",
        ],
    ),
    "a part on a leg": (
        rules(T01=any_leg(any_of(ABSENT, all_of(ABSENT, SWOLLEN)))),
        rules(T01=any_leg(all_of(SWOLLEN, other_leg(SWOLLEN)))),
        [
            f"T01: In the condition “pulse_dp is absent” makes no difference. {LEAVE_OUT} (E204)",
            f"T01: In the condition “oedema_extent is below_knee” makes no difference. {LEAVE_OUT} "
            "(E204)",
        ],
    ),
    "what a detail is a detail of may be said": (
        rules(T01=any_leg(all_of(SWOLLEN, any_of(SWOLLEN, PITS)))),
        rules(T01=any_leg(all_of(not_(oedema_extent.is_("none")), PITS))),
        [
            f"T01: In the condition “oedema_extent is below_knee” makes no difference. {AS_IF} (E204)",
            f"T01: In the condition “oedema_pitting” makes no difference. {LEAVE_OUT} (E204)",
        ],
    ),
    "a rule that adds nothing": (
        a_book(a_rule(when=all_of(PAD, OLD)), a_rule(id="T02", when=PAD)),
        a_book(a_rule(when=all_of(PAD, OLD), urgency=SD), a_rule(id="T02", when=PAD)),
        [
            "T01: Whenever it is true, T02 is true and suggests as much, as urgently. Take it out, or "
            "say what it adds to T02. (E205)",
        ],
    ),
    "a rule whose raise adds something": (
        a_book(
            a_rule(when=all_of(PAD, OLD), suggest=("abi", "toe_pressure")),
            a_rule(id="T02", when=PAD, suggest=("abi", "toe_pressure", "b12")),
        ),
        a_book(
            a_rule(when=all_of(PAD, OLD), raised=(Raise(SD, FEVER),)), a_rule(id="T02", when=PAD)
        ),
        [
            "T01: Whenever it is true, T02 is true and suggests as much, as urgently. Take it out, or "
            "say what it adds to T02. (E205)",
        ],
    ),
    "always warned against": (
        a_book(a_caution(when=ADULT, about=("abi",)), a_rule(when=all_of(OLD, PAD))),
        a_book(a_caution(when=OLD, about=("abi",)), a_rule(when=all_of(ADULT, PAD))),
        [
            "T01: Whenever it suggests abi, G01 warns against it. Narrow one of the two, or take abi "
            "out of `about` of G01. (E206)",
        ],
    ),
    "warned against until it is answered": (
        a_book(a_caution(when=ADULT, about=("abi",)), a_rule(when=all_of(OLD, PAD))),
        a_book(
            a_rule(id="G02", suggest=("compression_after_abi",), when=ADULT, about=("abi",)),
            a_rule(when=all_of(OLD, PAD)),
        ),
        [
            "T01: Whenever it suggests abi, G01 warns against it. Narrow one of the two, or take abi "
            "out of `about` of G01. (E206)",
        ],
    ),
    "a scan that is to be done again": (
        a_book(a_rule(when=all_of(PAD, OLD)), a_rule(id="T02", when=PAD, repeats=True)),
        a_book(a_rule(when=all_of(PAD, OLD), repeats=True), a_rule(id="T02", when=PAD)),
        [
            "T01: Whenever it is true, T02 is true and suggests as much, as urgently. Take it out, or "
            "say what it adds to T02. (E205)",
        ],
    ),
    "always waiting": (
        a_book(
            a_rule(when=all_of(OLD, PAD), deferred_by=(RED,)),
            a_rule(id="T07", suggest=(RED,), when=ADULT),
        ),
        a_book(
            a_rule(when=all_of(ADULT, PAD), deferred_by=(RED,)),
            a_rule(id="T07", suggest=(RED,), when=OLD),
        ),
        [
            f"T01: Whenever it is true, T07 makes it wait for {RED}. Take {RED} out of deferred_by, "
            "or narrow one of the two. (E207)",
        ],
    ),
    "open although every value gives the same": (
        rules(T01=any_of(all_of(OLD, PAD), all_of(age_years < 50, any_of(PAD, FEVER)))),
        rules(T01=any_of(PAD, all_of(age_years < 50, FEVER))),
        [
            f"T01: In the condition “age_years >= 50” makes no difference. {AS_IF} (E204)",
            "T01: The condition can stay open while age_years is not known, although it is true with "
            f"every value. {REDUNDANT}",
        ],
    ),
    "open although every value denies it": (
        rules(T01=all_of(any_of(OLD, PAD), any_of(age_years < 50, FEVER))),
        rules(T01=all_of(any_of(OLD, PAD), any_of(ADULT, FEVER))),
        [
            "T01: The condition can stay open while age_years is not known, although it is false with "
            f"every value. {REDUNDANT}",
        ],
    ),
    "a sign that is never so": (
        a_book(
            a_rule(),
            causes={
                "gout": a_cause(
                    against=(
                        Sign("Odd", all_of(any_of(CHILD, CHILD), any_of(OLD, OLD)), Weight.HINT),
                    )
                )
            },
        ),
        a_book(a_rule(), causes={"gout": a_cause()}),
        [
            "cause gout: The sign against it “Odd” can never be true. Look for parts that exclude "
            "each other. (E201)",
        ],
    ),
    "nobody found within the bound": (
        rules(T01=all_of(HOPELESS, PAD)),
        rules(T01=all_of(news2 >= 5, PAD)),
        [
            "T01: The condition can never be true. Nobody was found within the bound of the search. "
            "Look for parts that exclude each other. (W201)",
        ],
    ),
}


def first_of_each(faults: Iterable[Fault]) -> list[str]:
    """Without what follows from the first: of a condition that is never so, no part decides."""
    found = list(faults)
    hopeless = {f.where for f in found if f.id[1:] in ("201", "202", "203")}
    return told(f for f in found if f.where not in hopeless or f.id[1:] in ("201", "202", "203"))


@pytest.mark.parametrize(("bad", "good", "wanted"), LOGIC.values(), ids=LOGIC)
def test_a_fault_of_logic_is_found_and_nothing_else(bad, good, wanted):
    assert first_of_each(logic(bad)) == wanted
    assert first_of_each(logic(good)) == []


def test_a_patient_that_is_found_is_one_for_whom_it_is_true():
    for condition in (
        any_leg(all_of(ABSENT, PITS, age_years < 50)),
        any_leg(not_(any_of(ABSENT, SWOLLEN, wells_dvt >= 2))),
        all_of(news2 >= 7, wells_dvt >= 2, not_(FEVER)),
        not_(any_leg(leg_exists.present())),
    ):
        found = find(condition)
        assert found.answers is not None
        assert judge(condition, found.answers).value is True


def test_what_is_meant_is_no_fault():
    adds_nothing = LOGIC["a rule that adds nothing"][0]
    meant = replace(adds_nothing, meant={("E205", "T01"): "it has questions of its own"})
    assert told(logic(meant)) == []
    elsewhere = replace(adds_nothing, meant={("E205", "T02"): "it has questions of its own"})
    assert told(logic(elsewhere)) == [
        *told(logic(adds_nothing)),
        "T02: It is excused from E205, but has no such fault. Take the excuse out of "
        "referrals/lint/meant.py. (E299)",
    ]
