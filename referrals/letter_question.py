"""The first draft of the question to a specialist: this patient's values, then what is asked.

The physician changes it before signing. It is written from live answers, because a draft is no
document yet; what is signed is the text that the physician leaves standing.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from intake.answers import answers_of
from intake.findings import KEYS, SECTION_OF
from intake.findings.examination_skin import skin_integrity
from intake.findings.pain_pattern import pain_at_rest, relief_dependency, worse_lying_flat
from intake.findings.pressures import toe_sbp
from intake.logic import bind, judge
from intake.readings import LEGS, Answers, Leg, Reading, key_of
from intake.scores.circulation import tissue_loss
from intake.scores.general import pain_on_leg
from intake.scores.pressures import abi, abi_class
from referrals.models import Suggestion

ENOUGH: Final = 6  # facts in a draft; the letter holds them all
# Symptoms and signs say more in a question than illnesses and tablets, which the letter lists.
LAST: Final = ("encounter", "background", "medicines")
PROPER_NAMES: Final = ("Achilles", "Buerger", "Charcot", "Doppler", "Romberg", "Stemmer", "Tinel")

REST_PAIN: Final = (relief_dependency, worse_lying_flat, pain_at_rest)

QUESTIONS: Final = {
    "emergency_department": "Please assess the patient at once: is {flags} confirmed, and what "
    "treatment is needed now?",
    "vascular_surgery": "Is revascularisation indicated, and how soon will you see the patient?",
    "venous_service": "Is venous treatment indicated, and is compression safe for this leg?",
    "leg_ulcer_service": "What is the cause of this wound, and which dressing and compression do "
    "you advise?",
    "neurology": "What is the cause of these findings, and which further tests do you advise?",
    "pain_management": "Which treatment do you advise for this pain?",
    "spinal_surgery": "Is imaging or decompression indicated, and how soon?",
    "mscc_coordinator": "Please advise at once: is metastatic cord compression likely, and where "
    "shall the patient have the MRI?",
    "sleep_medicine": "What disturbs this patient's sleep, and which treatment do you advise?",
    "rheumatology": "Is this inflammatory disease, and which treatment do you advise?",
    "orthopaedics": "What is the diagnosis, and is an operation indicated?",
    "diabetic_foot_service": "Please take over the care of this foot: which treatment and "
    "off-loading do you advise?",
    "physiotherapy": "Please assess the patient for exercise treatment; what limits it?",
    "nephrology": "What do you advise for the kidney function, and what may be given for the legs?",
    "cardiology": "Is heart failure the cause of the swelling, and which treatment do you advise?",
    "haematology": "Does a blood disorder explain these findings, and which tests do you advise?",
    "gastroenterology": "What is the source of the iron loss, and which investigation is needed?",
    "suspected_cancer": "Is this cancer? Please see the patient on the suspected cancer pathway.",
    "dermatology": "What is the diagnosis of the skin, and which treatment do you advise?",
    "lymphoedema_service": "Is this lymphoedema, and which treatment do you advise?",
    "stop_smoking": "Please offer support and medication to stop smoking.",
    "maternity": "Please assess in pregnancy: which tests and treatment are safe?",
}
# Some rules send to the same service with another question.
QUESTIONS_OF_RULES: Final = {
    "R02": "Is revascularisation indicated for the pain on walking?",
    "R05": "Is there an aneurysm that needs treatment, and which surveillance do you advise?",
    "R08": "Are these restless legs, and which treatment do you advise?",
}
EMERGENCY_QUESTIONS: Final = {
    "vascular_surgery": "Is the leg at immediate risk, is revascularisation indicated, and where "
    "will you see the patient now?",
    "spinal_surgery": "Is emergency imaging or decompression indicated, and where will you see the "
    "patient now?",
    "orthopaedics": "Is an emergency operation indicated, and where will you see the patient now?",
}
ANY_QUESTION: Final = "What do you advise, and how soon will you see the patient?"


def draft_question(suggestion: Suggestion) -> str:
    """A first draft: "Rest pain in the left leg with ABI 0.42. Is revascularisation indicated …"."""
    result, answers = suggestion.assessment.result, answers_of(suggestion.intake)
    return drafted(suggestion.suggestion, suggestion.entry, result, answers)


def drafted(id: str, entry: dict[str, Any], result: dict[str, Any], answers: Answers) -> str:
    """The draft for a referral by its id and its entry, from a result object and live answers.

    What a physician added rests on no finding: there the reason is the physician's own.
    """
    facts = ""
    if id == "vascular_surgery":
        facts = _ischaemia(answers, entry["leg"])
    facts = facts or _facts(answers, entry["findings"])
    if not entry["rules"]:
        facts = ". ".join(each for each in (entry["because"].rstrip(". "), facts) if each)
    question = _question(id, entry, result)
    return f"{facts}. {question}" if facts else question


def _question(id: str, entry: dict[str, Any], result: dict[str, Any]) -> str:
    if entry["urgency"] == "emergency" and id in EMERGENCY_QUESTIONS:
        return EMERGENCY_QUESTIONS[id]
    special = [QUESTIONS_OF_RULES[row] for row in entry["rules"] if row in QUESTIONS_OF_RULES]
    # A special question stands only where no other rule asks for more.
    if special and len(special) == len(entry["rules"]):
        return " ".join(dict.fromkeys(special))
    question = QUESTIONS.get(id, ANY_QUESTION)
    shared = set(entry["rules"])
    flags = [each for each in result["red_flags"] if shared & set(each["rules"])]
    return question.format(flags=_flags(flags))


def _flags(flags: list[dict[str, Any]]) -> str:
    names = [each["id"].replace("_", " ") for each in flags]
    return " or ".join(names) or "the suspected emergency"


def _ischaemia(answers: Answers, leg: str | None) -> str:
    """Rest pain, tissue loss and pressures of the leg, in the words of a vascular letter."""
    legs = [each for each in LEGS if leg in (None, "both", str(each))]
    signs = {
        str(each): [
            *(["rest pain"] if _rest_pain(answers, each) else []),
            *_tissue_loss(answers, each),
        ]
        for each in legs
    }
    if not any(signs.values()):
        return ""
    if len(signs) > 1 and len({tuple(found) for found in signs.values()}) == 1:
        signs = {"both": next(iter(signs.values()))}
    told = [
        f"{' and '.join(found)} in {'both legs' if where == 'both' else f'the {where} leg'}"
        for where, found in signs.items()
        if found
    ]
    pressures = [words for each in legs for words in _pressures(answers, each, len(legs) > 1)]
    text = "; ".join(told) + (f" with {', '.join(pressures)}" if pressures else "")
    return text[:1].upper() + text[1:]


def _rest_pain(answers: Answers, leg: Leg) -> bool:
    if pain_on_leg.read(answers, leg).value is False:
        return False
    return any(
        answers.value(key_of(each.id, leg if each.per_leg else None)) is True for each in REST_PAIN
    )


def _tissue_loss(answers: Answers, leg: Leg) -> Iterator[str]:
    if judge(bind(tissue_loss, leg), answers).value is True:
        yield skin_integrity.options[str(answers.value(key_of(skin_integrity.id, leg)))]


def _pressures(answers: Answers, leg: Leg, name_leg: bool) -> Iterator[str]:
    where = f" on the {leg}" if name_leg else ""
    index, band = abi.read(answers, leg), abi_class.read(answers, leg)
    stiff = band.value == "noncompressible"
    if index.value is not None:
        yield f"ABI {index.value}{' (not compressible)' if stiff else ''}{where}"
    elif stiff:
        yield f"ankle arteries not compressible{where}"
    if (toe := answers.value(key_of(toe_sbp.id, leg))) is not None:
        yield f"toe pressure {toe} mmHg{where}"


def _facts(answers: Answers, keys: Iterable[str]) -> str:
    """What the suggestion rests on and is present, at most ENOUGH of it, by leg."""
    present = [key for key in keys if _is_present(answers, key)]
    present.sort(key=lambda key: SECTION_OF[KEYS[key][0].id].id in LAST)
    by_leg: dict[str, list[str]] = {"": [], "left": [], "right": []}
    for key in present[:ENOUGH]:
        finding, leg = KEYS[key]
        words = finding.phrase(Reading(answers.value(key)))
        by_leg[str(leg or "")].append(_lower(words))
    texts = [
        f"{leg} leg: {', '.join(words)}" if leg else ", ".join(words)
        for leg, words in by_leg.items()
        if words
    ]
    text = "; ".join(texts)
    return text[:1].upper() + text[1:]


def _is_present(answers: Answers, key: str) -> bool:
    if key not in KEYS or key in ("age_years", "sex_at_birth"):
        return False
    value = answers.value(key)
    return value is not None and value is not False and value not in ("none", frozenset())


def _lower(words: str) -> str:
    """Without the capital of a label, unless it is a name or an abbreviation."""
    first = words.split(maxsplit=1)[0]
    if first in PROPER_NAMES or first[1:] != first[1:].lower() or any(c.isdigit() for c in first):
        return words
    return words[:1].lower() + words[1:]
