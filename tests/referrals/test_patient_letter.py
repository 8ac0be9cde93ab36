"""The letter to the patient: the same facts as the specialist's letter, in words for everybody."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import asdict
from functools import cache
from statistics import median
from typing import Any

import pytest

from intake.answers import read_document
from referrals.frozen import capital, sentence
from referrals.letter_findings import Line
from referrals.letters import LetterContent, letter_of
from referrals.patient_letter import (
    FORBIDDEN_BY,
    HIDDEN,
    HIDDEN_LINES,
    TOLD,
    PatientLetterContent,
    goes_to_patient,
    patient_letter_of,
    wants_large_print,
)
from referrals.plain_words import CAUTIONS, RED_FLAGS, REFERRALS, SELFCARE, TESTS, on_side
from referrals.rules.suggestions import SUGGESTIBLES, Kind, Urgency
from referrals.summaries import summary_content
from referrals.warning_signs import EMERGENCY_NUMBERS
from tests.referrals.reading_age import grade, reading_age, syllables
from tests.referrals.signed_contents import SPECIALIST, examples, signed_content, suggested

READING_AGE = 11
WORDS_IN_A_SENTENCE = 20
LEG = re.compile(r" \((left|right|both) legs?\)$")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
URGENCIES = [str(each) for each in Urgency]


def letter(content: Mapping[str, Any], referral: str, version: int = 1) -> PatientLetterContent:
    return patient_letter_of(dict(content), referral, number=12, version=version)


def referred(*more: dict[str, Any], urgency: str = "routine", to: str = "vascular_surgery") -> Any:
    """A content with nothing recorded, one referral, and what else is given."""
    content = deepcopy(_nothing_recorded())
    content["suggestions"] = [suggested(to, urgency), *more]
    return content


@cache
def _nothing_recorded() -> dict[str, Any]:
    return signed_content(read_document({}))


@cache
def cases() -> tuple[tuple[str, dict[str, Any], str], ...]:
    """Every test case with each of its referrals: a name, the content, the referral."""
    contents = {name: signed_content(answers) for name, answers in examples().items()}
    return tuple(
        (f"{name} {each['id']}", content, each["id"])
        for name, content in contents.items()
        for each in content["suggestions"]
        if each["kind"] == "referral"
    )


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from texts(each)


def all_of(content: Any) -> str:
    return " | ".join(texts(asdict(content)))


def part(told: PatientLetterContent, id: str) -> Any:
    return next((each for each in told.parts if each.id == id), None)


# --- It says what the specialist's letter says --------------------------------------------------


def test_every_number_stands_in_the_specialists_letter_or_the_summary():
    for name, content, referral in cases():
        there = all_of(letter_of(content, referral, number=12, version=1))
        there += all_of(summary_content(content, version=1))
        numbers = set(NUMBER.findall(all_of(letter(content, referral))))
        assert len(numbers) > 10, name
        assert numbers - set(NUMBER.findall(there)) <= set(EMERGENCY_NUMBERS), name


def test_the_facts_are_those_of_the_specialists_letter():
    for name, content, referral in cases():
        same_facts(content, referral, name)


@pytest.mark.parametrize("state", ["accepted", "declined", "already_done", "later", "ignored"])
def test_the_facts_are_the_same_whatever_was_decided(state: str):
    content = referred(
        suggested("limb_threatening_ischaemia", leg="both"),
        suggested("ecg"),
        suggested("hba1c", answered=True),
        suggested("physiotherapy"),
        suggested("no_compression", leg="left"),
        suggested("compression", leg="left"),
        suggested("healthy_diet"),
    )
    for each in content["suggestions"][1:]:
        each["state"] = state
    same_facts(content, "vascular_surgery", state)


@pytest.mark.parametrize(
    "answers",
    [
        {"ankle_not_occludable": {"left": True}, "pain_at_rest": False},
        {"abi_reported": {"left": 0.35, "right": 1.62}, "pain_at_rest": True},
        {"leg_not_examinable": {"right": "amputated"}, "abi_reported": {"left": 0.9}},
        {"skin_integrity": {"left": "unknown"}, "pain_at_rest": "unknown"},
    ],
)
def test_the_facts_are_the_same_whatever_was_found(answers: dict[str, Any]):
    content = signed_content(read_document(answers))
    content["suggestions"].append(suggested("physiotherapy"))
    same_facts(content, "physiotherapy", "")


def same_facts(content: dict[str, Any], referral: str, name: str) -> None:
    to_specialist = facts_for_specialist(letter_of(content, referral, number=12, version=1))
    to_patient = facts_for_patient(letter(content, referral))
    hidden = {each["id"] for each in content["suggestions"] if each["id"] in FORBIDDEN_BY}
    assert to_patient["self-care"] <= to_specialist["self-care"]
    assert to_specialist["self-care"] - to_patient["self-care"] <= hidden
    del to_patient["self-care"], to_specialist["self-care"]
    assert to_patient == to_specialist, name


LABELS = {each.label: each.id for each in SUGGESTIBLES.values()}


def facts_for_specialist(told: LetterContent) -> dict[str, set[str]]:
    lines = [line for block in told.blocks for line in block.lines]

    def listed(label: str) -> set[str]:
        found = [each for line in _labelled(lines, label) for each in line.text.split("; ")]
        return {
            LABELS[LEG.sub("", each).partition(" (Sample")[0]] for each in found if each != "none"
        }

    copies = {line.label: line.text for line in lines if line.label.startswith("Copy to")}
    return {
        "suspected": listed("Suspected, not confirmed"),
        "tests": listed("Tests that we request"),
        "done": listed("Tests already done"),
        "later": listed("Tests planned for later"),
        "cautions": listed("Cautions"),
        "self-care": listed("Self-care advised"),
        "others": listed_others(lines),
        "to": {LABELS[told.service]},
        "urgency": {told.urgency},
        "rest pain": {told.first_lines[0].answer},
        "abi": set(re.findall(r"\d\.\d\d(?=,)|above \d\.\d\d", told.first_lines[2].answer)),
        "copy": {"GP"} if copies["Copy to GP"] not in ("none", "GP not recorded") else set(),
    }


def listed_others(lines: list[Line]) -> set[str]:
    found = [
        each for line in _labelled(lines, "Also referred to") for each in line.text.split("; ")
    ]
    return {LABELS[each.removesuffix(f" ({SPECIALIST['organisation']})")] for each in found}


def _labelled(lines: list[Line], label: str) -> list[Line]:
    return [line for line in lines if line.label.startswith(label)]


def facts_for_patient(told: PatientLetterContent) -> dict[str, set[str]]:
    text = " ".join(told.referral.text)

    def listed(id: str, words: Mapping[str, str]) -> set[str]:
        known = {
            sentence(capital(on_side(words[each], leg))): each
            for each in words
            for leg in ("left", "right", "both", None)
        }
        return {known[item] for item in (part(told, id).items if part(told, id) else ())}

    others = text.partition("We have also referred you to: ")[2].rstrip(".").split("; ")
    seen = " ".join(part(told, "found").text)
    pain = {
        "You have pain": "yes",
        "You have no pain": "no",
        "We have not written down if you have pain": "not recorded",
    }
    return {
        "suspected": {
            id
            for id, words in RED_FLAGS.items()
            if any(on_side(words, leg) in text for leg in ("left", "right", "both", None))
            and "We are not sure" in text
        },
        "tests": listed("tests", TESTS),
        "done": listed("done", TESTS),
        "later": listed("later", TESTS),
        "cautions": listed("care", CAUTIONS),
        "self-care": listed("yourself", SELFCARE),
        "others": {id for id, each in REFERRALS.items() if each.name in others},
        "to": {id for id, each in REFERRALS.items() if f"referred you to {each.name}." in text},
        "urgency": {dict(told.referral.facts)["How soon"]},
        "rest pain": {answer for start, answer in pain.items() if start in seen}
        | set(re.findall(r"do not know if you have pain at rest \((.*?)\)\.", seen)),
        "abi": set(re.findall(r"leg is (\d\.\d\d|above \d\.\d\d)\.", seen)),
        "copy": {"GP"} if "family doctor gets a copy" in all_of(told) else set(),
    }


def test_every_heading_of_the_specialists_letter_is_told_or_hidden_on_purpose():
    told = letter_of(referred(), "vascular_surgery", number=12, version=1)
    titles = {block.title for block in told.blocks} | {"Safety alerts"}
    assert titles == set(HIDDEN) | set(TOLD)
    assert not set(HIDDEN) & set(TOLD)


def test_what_is_told_has_its_part():
    told = letter(referred(suggested("ecg")), "vascular_surgery")
    assert set(TOLD.values()) <= {each.id for each in told.parts} | {"referral"}


def test_what_was_considered_and_not_accepted_is_hidden():
    flag = suggested("cauda_equina", state="declined", reason="Other reason", note="a note")
    content = referred(flag)
    lines = [
        line.label
        for block in letter_of(content, "vascular_surgery", number=1, version=1).blocks
        for line in block.lines
    ]
    assert "Considered and not accepted" in lines
    assert set(HIDDEN_LINES) & set(lines)
    text = all_of(letter(content, "vascular_surgery"))
    assert "spine may be squeezed" not in text
    assert "a note" not in text


def test_causes_to_weigh_are_not_told():
    content = referred()
    content["result"]["causes"] = [
        {
            "id": "gout",
            "label": "Gout of the big toe",
            "standing": "likely",
            "supporting": ["a sign"],
        }
    ]
    assert "Gout" not in all_of(letter(content, "vascular_surgery"))


# --- Where to, why and how soon -----------------------------------------------------------------


def test_a_suspicion_is_the_reason_and_is_not_sure():
    flag = suggested("deep_vein_thrombosis", "same_day", rules=["T07"], leg="left")
    content = referred(flag, urgency="same_day", to="venous_service")
    content["suggestions"][0]["rules"] = ["T07"]
    text = " ".join(letter(content, "venous_service").referral.text)
    assert "There may be a blood clot in a deep vein of your left leg." in text
    assert "We are not sure of this yet." in text
    assert REFERRALS["venous_service"].why not in text


def test_a_suspicion_of_another_referral_is_told_apart():
    flag = suggested("deep_vein_thrombosis", "same_day", rules=["T07"], leg="right")
    text = " ".join(letter(referred(flag), "vascular_surgery").referral.text)
    assert "Too little blood may reach your leg." in text
    assert (
        "We also have this in mind. There may be a blood clot in a deep vein of your right leg."
        in text
    )


def test_a_rule_may_have_its_own_reason_but_only_if_all_say_so():
    content = referred(to="neurology")
    content["suggestions"][0]["rules"] = ["R08"]
    assert "restless legs may need" in " ".join(letter(content, "neurology").referral.text)
    content["suggestions"][0]["rules"] = ["R07", "R08"]
    assert "Your nerves may not work" in " ".join(letter(content, "neurology").referral.text)


@pytest.mark.parametrize(
    ("urgency", "told"),
    [
        ("emergency", "This could not wait. You were sent to hospital on 24 November 2026."),
        ("same_day", "on the same day, 24 November 2026"),
        ("urgent", "within 2 weeks of 24 November 2026"),
        ("routine", "They will send you a date."),
        ("none", "They will send you a date."),
    ],
)
def test_how_soon(urgency: str, told: str):
    letter_to_patient = letter(referred(urgency=urgency), "vascular_surgery")
    assert told in " ".join(letter_to_patient.referral.text)
    assert (letter_to_patient.title == "You were sent to hospital") == (urgency == "emergency")


def test_what_a_physician_added_in_words_is_told_in_those_words():
    own = suggested("neurology", label="Hand clinic", added_by="Petra Physician") | {"id": "own-1"}
    test = suggested("ecg", label="swab of the wound") | {"id": "own-2"}
    content = referred(test)
    content["suggestions"].append(own)
    told = letter(content, "own-1")
    assert "Why we have sent you to Hand clinic" in told.title
    assert "The doctor who signed this letter would like their help." in " ".join(
        told.referral.text
    )
    assert part(told, "tests").items == ("Swab of the wound.",)
    assert "Hand clinic" in " ".join(letter(content, "vascular_surgery").referral.text)


# --- Tests, advice, cautions --------------------------------------------------------------------


def test_a_test_with_a_result_is_done_whatever_was_decided():
    content = referred(suggested("hba1c", answered=True), suggested("ecg", state="later"))
    told = letter(content, "vascular_surgery")
    assert part(told, "tests") is None
    assert part(told, "done").items == ("A blood sugar test.",)
    assert part(told, "later").items == ("A heart trace (ECG).",)


@pytest.mark.parametrize("state", ["declined", "ignored", "proposed", "later"])
def test_only_advice_that_was_accepted_is_given(state: str):
    content = referred(suggested("walking_exercise", state=state), suggested("healthy_diet"))
    assert part(letter(content, "vascular_surgery"), "yourself").items == (
        "Eat healthy food and keep a healthy weight.",
    )


def test_a_declined_caution_is_not_told():
    content = referred(suggested("nsaid_risk", state="declined"))
    assert part(letter(content, "vascular_surgery"), "care") is None


@pytest.mark.parametrize(
    ("advised", "caution", "told"),
    [
        ("left", "left", False),
        ("left", "right", True),
        ("left", "both", False),
        ("both", "right", False),
        (None, "right", False),
        ("left", None, False),
    ],
)
@pytest.mark.parametrize(
    ("advice", "by"), [(advice, by) for advice, cautions in FORBIDDEN_BY.items() for by in cautions]
)
def test_a_caution_comes_before_advice_for_the_same_leg(
    advice: str, by: str, advised: str | None, caution: str | None, told: bool
):
    content = referred(suggested(advice, leg=advised), suggested(by, leg=caution))
    letter_to_patient = letter(content, "vascular_surgery")
    assert bool(part(letter_to_patient, "yourself").items) == told
    assert part(letter_to_patient, "care").items


def test_a_declined_caution_forbids_nothing():
    content = referred(
        suggested("compression", leg="left"),
        suggested("no_compression", leg="left", state="declined"),
    )
    assert part(letter(content, "vascular_surgery"), "yourself").items


def test_medicines_are_not_changed_and_the_copy_is_to_be_checked():
    told = letter(referred(), "vascular_surgery")
    assert "We have not changed your medicines, unless we told you so." in all_of(told)
    assert "check the medicines and allergies" in all_of(told)
    assert "You may bring somebody with you" in all_of(told)


def test_advice_that_was_written_down_is_told_as_it_was_written():
    content = referred()
    content["intake"]["advice_given"] = "Sleep with the head end raised."
    assert part(letter(content, "vascular_surgery"), "yourself").quoted == (
        "Sleep with the head end raised."
    )


# --- The letter itself --------------------------------------------------------------------------


def test_there_is_no_letter_about_what_was_not_accepted():
    content = referred()
    content["suggestions"][0] |= {"state": "declined"}
    with pytest.raises(ValueError, match="not accepted"):
        letter(content, "vascular_surgery")


def test_there_is_no_letter_where_the_patient_gets_no_copy():
    content = referred()
    content["suggestions"][0] |= {"copy_to_patient": False}
    assert not goes_to_patient(content["suggestions"][0])
    with pytest.raises(ValueError, match="no letter"):
        letter(content, "vascular_surgery")
    del content["suggestions"][0]["copy_to_patient"]  # signed before it was asked
    assert letter(content, "vascular_surgery")


def test_an_amended_letter_replaces_the_one_before():
    content = referred()
    content["supersedes"] = {
        "version": 1,
        "signed": "2026-11-20T09:00+00:00",
        "because": "ABI again",
    }
    told = letter(content, "vascular_surgery", version=2)
    assert told.replaces == (
        "This letter replaces our letter of 20 November 2026 (version 1). Please do not use that "
        "one any more."
    )
    assert "version 2" in told.reference
    assert letter(referred(), "vascular_surgery").replaces == ""


def test_address_and_salutation():
    content = referred()
    told = letter(content, "vascular_surgery")
    assert told.head.lines == ("Mrs Ingrid Invented", "1 Example Street", "Sampletown", "ZZ1 1ZZ")
    assert told.salutation == "Dear Mrs Invented"
    content["patient"]["title"] = ""
    assert letter(content, "vascular_surgery").salutation == "Dear Ingrid Invented"


@pytest.mark.parametrize("practice", [True, False])
@pytest.mark.parametrize("copied", [True, False])
def test_the_family_doctor_is_named_only_where_there_is_a_copy(practice: bool, copied: bool):
    content = referred()
    content["suggestions"][0] |= {"copy_to_gp": copied}
    if not practice:
        content["patient"]["gp"] = {"name": "", "practice": "", "address": ""}
    said = "family doctor gets a copy" in all_of(letter(content, "vascular_surgery"))
    assert said == (practice and copied)


def test_whom_to_ring_is_the_letterhead():
    told = letter(referred(), "vascular_surgery")
    assert ("Ring", told.letterhead.phone) in part(told, "questions").figures
    assert f"Ring us on {told.letterhead.phone} the same day if:" in dict(told.help)


def test_pregnancy_is_not_spoken_of_unless_it_matters_and_then_without_a_child():
    about = ("maternity", "pregnancy_limits", "anticoagulation_risk", "venous_duplex")
    content = referred(*map(suggested, about[1:]), to=about[0])
    text = all_of(letter(content, "maternity")).lower()
    assert "in pregnancy or in the weeks after" in text
    assert not re.search(r"\bbaby\b|\bchild\b|\bmother\b|\bmum\b|\bcongrat", text)
    assert "pregnan" not in all_of(letter(referred(), "vascular_surgery"))


@pytest.mark.parametrize(
    "text",
    [
        "Large print",
        "needs LARGE-PRINT letters",
        "Interpreter (Polish); large type please",
        "bigger font",
        "visually impaired",
        "Visual impairment, walks with a cane",
        "sight loss",
        "partially sighted",
        "poor eyesight",
        "poor vision",
        "cannot see well",
        "can't read small letters",
        "macular degeneration",
        "registered blind",
    ],
)
def test_large_print_is_understood(text: str):
    assert wants_large_print(text)
    content = referred()
    content["patient"]["requirements"] = text
    assert letter(content, "vascular_surgery").large_print


@pytest.mark.parametrize(
    "text",
    ["", "Interpreter, transport, wheelchair", "colour blind", "colour-blind", "large family"],
)
def test_who_asks_for_something_else_gets_the_usual_print(text: str):
    assert not wants_large_print(text)


# --- Reading age --------------------------------------------------------------------------------


def running_text(told: PatientLetterContent, *, lists: bool = True) -> list[str]:
    """Without names, numbers, headings, the head, the signature and what somebody typed."""
    found = [told.replaces, *told.referral.text]
    for each in told.parts:
        found += [*each.text, *(each.items if lists else ())]
    if lists:
        found += [text for act, signs in told.help for text in (act, *signs)]
    return [text for text in found if text]


def test_reading_age_of_every_test_case():
    letters = [letter(content, id) for _, content, id in cases()]
    assert len(letters) > len(examples())
    for lists in (True, False):  # the short entries of a list count as sentences, and flatter
        ages = [reading_age(running_text(told, lists=lists)) for told in letters]
        assert median(ages) <= READING_AGE
        assert max(ages) <= READING_AGE
    long = {
        each
        for told in letters
        for text in running_text(told)
        for each in re.split(r"[.:;?!](?:\s|$)", text)
        if len(each.split()) > WORDS_IN_A_SENTENCE
    }
    assert not long


def test_reading_age_with_each_plain_text_by_itself():
    for id, what in SUGGESTIBLES.items():
        if what.kind != Kind.REFERRAL:
            told = letter(referred(suggested(id)), "vascular_surgery")
            assert reading_age(running_text(told)) <= READING_AGE, id


@pytest.mark.parametrize(
    "words", [RED_FLAGS, CAUTIONS, SELFCARE], ids=["flags", "cautions", "advice"]
)
def test_reading_age_of_each_plain_text_alone(words: dict[str, str]):
    assert {id for id, text in words.items() if reading_age([text]) > READING_AGE} == set()


@pytest.mark.parametrize("urgency", URGENCIES)
def test_reading_age_of_each_referral(urgency: str):
    for id in REFERRALS:
        told = letter(referred(urgency=urgency, to=id), id)
        assert reading_age(running_text(told)) <= READING_AGE, id
        assert reading_age(running_text(told, lists=False)) <= READING_AGE, id


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("leg", 1),
        ("veins", 1),
        ("walked", 1),
        ("numb", 1),
        ("ankle", 2),
        ("people", 2),
        ("changes", 2),
        ("needed", 2),
        ("diabetes", 4),
        ("artery", 3),
        ("medicine", 3),
        ("emergency", 4),
        ("usual", 3),
        ("operation", 4),
        ("potassium", 4),
        ("1.40", 1),
        ("ABI", 1),
        ("same-day", 2),
    ],
)
def test_syllables_are_counted_as_spoken(word: str, count: int):
    assert syllables(word) == count


def test_grade_is_the_published_formula():
    # 11 words, 2 sentences, 13 syllables.
    told = ["Walk each day if you can.", "Rest when it hurts, then."]
    assert grade(told) == pytest.approx(0.39 * 11 / 2 + 11.8 * 11 / 11 - 15.59)


def test_hard_words_and_long_sentences_read_older():
    hard = [
        "Revascularisation is indicated for haemodynamically significant atherosclerosis with "
        "ischaemic rest pain despite optimal pharmacological management of modifiable risk factors."
    ]
    assert reading_age(hard) > READING_AGE
