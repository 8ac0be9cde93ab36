"""Twin patients: what should not matter does not, and what matters is mirrored with the legs."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from intake import actions
from intake.answers import answers_of, read_document
from intake.findings import KEYS
from intake.logic import bind, judge
from intake.models import Intake, Patient
from intake.readings import OPPOSITE, Answer, Answers, Leg, key_of
from referrals.assess import LISTS, assess
from referrals.rules import RULES
from tests.cases.table import MIRROR
from tests.intake.patients import values_worth_trying
from tests.referrals.published_cases import cases

TWINS = 25
WHO = {"age_years", "sex_at_birth", "pregnancy_status"}


def generated(seed: int) -> Answers:
    """A patient with a fifth of all answers, whatever they are."""
    chance = random.Random(seed)  # noqa: S311
    values: dict[str, Answer] = {}
    for key, (finding, _) in KEYS.items():
        if chance.random() < 0.2:
            values[key] = chance.choice(values_worth_trying(finding))
    for key in list(values):
        finding, leg = KEYS[key]
        parent = finding.follows
        if parent is not None:
            verdict = judge(bind(parent, leg) if leg else parent, Answers(values))
            if verdict.value is False:
                del values[key]
    absent = [Leg.LEFT] if chance.random() < 0.1 else []
    kept = {key: value for key, value in values.items() if KEYS[key][1] not in absent}
    return Answers(kept, absent)


def patients() -> Iterator[Answers]:
    yield from (generated(seed) for seed in range(TWINS))
    yield from (read_document(case["intake"]) for case in list(cases())[::3])


everybody = pytest.mark.parametrize("known", list(patients()))


def mirrored_key(key: str) -> str:
    name, _, leg = key.partition(".")
    if leg:
        return key_of(name, OPPOSITE[Leg(leg)])
    arms = {"brachial_left_sbp": "brachial_right_sbp", "brachial_right_sbp": "brachial_left_sbp"}
    return arms.get(name, name)


def mirrored(known: Answers) -> Answers:
    """The same patient with left and right exchanged."""
    values = {
        mirrored_key(key): MIRROR.get(str(value), value) if key == "pain_side" else value
        for key, value in known.items()
    }
    return Answers(values, [OPPOSITE[leg] for leg in known.absent_legs])


def essence(document: dict[str, Any], *, turned: bool = False) -> dict[str, Any]:
    """What a result says, without the order of the legs; `turned`: seen in the mirror."""

    def key(name: str) -> str:
        return mirrored_key(name) if turned else name

    def leg(name: str | None) -> str | None:
        return MIRROR.get(name or "", name) if turned else name

    def score(value: Any) -> Any:
        legs = isinstance(value, dict) and value.keys() == {"left", "right"}
        return {leg(side): held for side, held in value.items()} if legs else value

    told = {
        name: {
            entry["id"]: (
                entry["urgency"],
                sorted(map(key, entry["findings"])),
                entry["rules"],
                entry["sources"],
                leg(entry["leg"]),
                entry["answered"],
                entry["deferred_by"],
                (entry["stability"] or {}).get("stable"),
            )
            for entry in document[name]
        }
        for name in LISTS.values()
    }
    return told | {
        "urgency": document["urgency"],
        "causes": [(cause["id"], cause["standing"]) for cause in document["causes"]],
        "scores": {name: score(value) for name, value in document["scores"].items()},
        "missing": sorted(
            (key(each["finding"]), each["not_excluded"], sorted(map(str, each["could"])))
            for each in document["missing"]
        ),
    }


@everybody
def test_the_order_of_entry_does_not_matter(known):
    other_way = Answers(dict(reversed(list(known.items()))), known.absent_legs)
    assert assess(other_way).document() == assess(known).document()


@everybody
def test_the_mirror_image_gets_the_mirrored_result(known):
    seen = essence(assess(mirrored(known)).document(), turned=True)
    assert seen == essence(assess(known).document())


def test_name_address_and_numbers_do_not_matter(intake, nurse, answer):
    born, sex = intake.patient.born, intake.patient.sex_at_birth
    other = actions.save_patient(
        Patient(
            family_name="Ümit-O'Example",
            given_name="Ya",
            born=born,
            sex_at_birth=sex,
            local_number="X9",
            address="Flat 99\nOther Estate",
            postcode="ZZ99 9ZZ",
            requirements="Interpreter",
            social_context="Lives in a hostel",
        ),
        by=nurse,
    )
    twins = [intake, actions.start_intake(other, by=nurse)]
    for twin in twins:
        answer(twin, {"pain_onset": "sudden", "pulse_dp.left": "absent", "pulse_pt.left": "absent"})
    one, two = (assess(answers_of(Intake.objects.get(pk=twin.pk))).document() for twin in twins)
    assert one["urgency"] == "emergency"
    assert one == two


@everybody
def test_age_sex_and_pregnancy_matter_only_to_the_rules_that_read_them(known):
    readers = {rule.id for rule in RULES.values() if not WHO.isdisjoint(rule.keys)}
    base = {key: value for key, value in known.items() if key not in WHO}
    before = assess(Answers({**base, "age_years": 40, "sex_at_birth": "male"}, known.absent_legs))
    after = assess(Answers({**base, "age_years": 80, "sex_at_birth": "female"}, known.absent_legs))
    changed = {id for id in RULES if before.verdicts[id].value is not after.verdicts[id].value}
    assert changed <= readers
