"""A call sheet for the telephone: situation, background, assessment, recommendation, on one page.

It is made from the findings as they stand and from what the rules said of them, signed or not. It
holds the most decisive of each and says how much more the summary has. No markup here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, zip_longest
from typing import Any, Final

from referrals.frozen import (
    DOES_NOT_APPLY,
    LEGS,
    NO,
    NOT_RECORDED,
    VALUE,
    Content,
    Row,
    abi_in_words,
    moment,
    person_in_words,
    sections_of,
    sentence,
)
from referrals.letter_headings import THINNER_NAMES, THINNERS, allergies_in_words
from referrals.letterhead import Letterhead
from referrals.letters import PatientLine, patient_line
from referrals.rules.suggestions import SUGGESTIBLES, Kind, Urgency
from referrals.snapshot import label_of

CALLED_ABOUT: Final = {Urgency.EMERGENCY: "now", Urgency.SAME_DAY: "today"}
# What is told of each, so that it can be read out in two minutes and fits one page.
FLAGS_AT_MOST: Final = 3
OF_FIRST_FLAG: Final = 6  # reasons of the most urgent flag, before the others have their turn
SERVICES_AT_MOST: Final = 3
NUMBERS_AT_MOST: Final = 2
# Signs (characters) that a line has room for, and that one phrase of it may take.
ROOM_FOR_REASONS: Final = 560
ROOM_FOR_HISTORY: Final = 300
ROOM_FOR_MEDICINES: Final = 260
ROOM_FOR_ALLERGIES: Final = 220
ROOM_FOR_UNKNOWN: Final = 240
ROOM_FOR_CAUTIONS: Final = 160
PHRASE_AT_MOST: Final = 90
MUCH, VERY_MUCH = 2400, 3200  # signs of the whole sheet, from here on in smaller type
# What bears on an operation, contrast or blood thinning, in this order.
HISTORY: Final = (
    "pregnancy_status",
    "bleeding_risk_high",
    "contrast_reaction",
    "diabetes_type",
    "dialysis",
    "ckd_known",
    "cardiac_history",
    "stroke_tia",
    "aneurysm_known",
    "known_pad",
    "prior_leg_revascularisation",
    "previous_vte",
    "active_cancer",
    "immunosuppressed",
    "injecting_drug_use",
    "spinal_disease_known",
    "lung_disease",
    "liver_disease",
    "peptic_ulcer_or_gi_bleed",
    "joint_prosthesis",
    "mri_contraindication",
    "smoking_status",
    "lab_egfr",
    "lab_hb",
    "lab_platelets",
)
PULSES: Final = {
    "pulse_femoral": "femoral",
    "pulse_popliteal": "popliteal",
    "pulse_dp": "dorsalis pedis",
    "pulse_pt": "posterior tibial",
}
LIMB: Final = ("acute_motor_loss", "acute_sensory_loss", "leg_colour", "skin_temp", "cap_refill_s")
Rows = Mapping[str, Row]  # every finding, by its id
UNREMARKABLE: Final = ("not pregnant", "not applicable", "never smoked")


@dataclass(frozen=True)
class Said:
    """One line to read out. `strong` must not be overlooked."""

    label: str
    text: str
    strong: bool = False


@dataclass(frozen=True)
class Part:
    """One of the four headings with its lines."""

    letter: str
    title: str
    lines: tuple[Said, ...]


@dataclass(frozen=True)
class CallSheet:
    """All that is printed. Texts are plain; whoever prints them escapes them."""

    patient: PatientLine
    reference: str
    state: str  # "Not signed", or by whom it was signed and when
    made: str
    urgency: str
    parts: tuple[Part, ...]
    more: bool  # whether anything was left out that the summary has
    type_size: str  # "", "small" or "smallest", so that it stays on its page


def flags_to_call_about(suggestions: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The red flags, frozen, that somebody has to be called about; the most urgent first."""
    found = [
        each
        for each in suggestions
        if each["kind"] == Kind.RED_FLAG
        and each["urgency"] in CALLED_ABOUT
        and not each["answered"]
        and each["state"] != "declined"
    ]
    return sorted(found, key=lambda each: Urgency(each["urgency"]).rank)


def call_sheet(
    content: Content,
    *,
    caller: Mapping[str, str] | None,
    house: Letterhead,
    numbers: Mapping[str, Sequence[str]],
    reference: str,
    made: str,
) -> CallSheet | None:
    """The sheet, or None where there is nobody to call at once.

    `content` is a snapshot's, or one like it that nobody signed; `numbers` says for the id of a
    referral who can be called and where; `made` is a moment in ISO 8601.
    """
    flags = flags_to_call_about(content["suggestions"])
    if not flags:
        return None
    signed = content["signed"]
    sections = {section.id: section.rows for section in sections_of(content)}
    rows = {row.id: row for some in sections.values() for row in some}
    parts = (
        Part("S", "Situation", tuple(_situation(content, rows, flags, caller, house))),
        Part("B", "Background", tuple(_background(content, rows, sections["background"], flags))),
        Part("A", "Assessment", tuple(_assessment(content, rows, sections["vitals"], flags))),
        Part("R", "Recommendation", tuple(_recommendation(content, flags, numbers))),
    )
    return CallSheet(
        patient=patient_line(content),
        reference=reference,
        state=f"Signed {moment(signed['at'])} by {person_in_words(signed)}"
        if signed
        else "Not signed",
        made=moment(made),
        urgency=flags[0]["urgency_label"],
        parts=parts,
        more=any(" more in the summary" in said.text for part in parts for said in part.lines),
        type_size=_type_size(sum(len(said.text) for part in parts for said in part.lines)),
    )


def _type_size(signs: int) -> str:
    if signs > VERY_MUCH:
        return "smallest"
    return "small" if signs > MUCH else ""


# --- Situation ----------------------------------------------------------------------------------


def _situation(
    content: Content,
    rows: Rows,
    flags: list[Mapping[str, Any]],
    caller: Mapping[str, str] | None,
    house: Letterhead,
) -> Iterator[Said]:
    patient = content["patient"]
    yield Said(
        "I am", f"{person_in_words(dict(caller or {}) or None)}, {house.team}, {house.phone}"
    )
    if patient:
        yield Said(
            "About",
            f"{_cut(patient['name'])}, {patient['age']} years, "
            f"{(patient['sex'] or f'sex {NOT_RECORDED}').lower()}. "
            f"NHS number {patient['nhs_number'] or NOT_RECORDED}, hospital number "
            f"{patient['local_number'] or NOT_RECORDED}. "
            f"Phone {patient['phone'] or NOT_RECORDED}",
        )
    first, *others = flags
    yield Said("Suspected", f"Possible {_named(first)}. Not a diagnosis.", strong=True)
    if others:
        yield Said(
            "Also possible", sentence("; ".join(_named(each, short=True) for each in others))
        )
    yield Said("Since", sentence("; ".join(_since(rows)) or NOT_RECORDED))


def _named(flag: Mapping[str, Any], *, short: bool = False) -> str:
    known = SUGGESTIBLES.get(flag["id"])
    label = known.in_short if short and known else str(flag["label"])
    label = label.removeprefix("Possible ")
    if short:
        return f"{label[:1].lower()}{label[1:]}"
    leg = {"left": ", left leg", "right": ", right leg", "both": ", both legs"}.get(flag["leg"], "")
    return f"{label[:1].lower()}{label[1:]}{leg}"


def _since(rows: Rows) -> list[str]:
    return [
        row.phrase
        for id in ("pain_onset", "pain_duration_days", "pain_course", "pain_nrs_now")
        if (row := rows.get(id)) and row.has(VALUE)
    ]


# --- Background ---------------------------------------------------------------------------------


def _background(
    content: Content, rows: Rows, history: Iterable[Row], flags: list[Mapping[str, Any]]
) -> Iterator[Said]:
    decisive = {key.partition(".")[0] for each in flags for key in each["findings"]}
    in_order = dict.fromkeys([*(row.id for row in history if row.id in decisive), *HISTORY])
    told = [
        phrase
        for id in in_order
        if (row := rows.get(id)) and row.has(VALUE) and not _is_unremarkable(row)
        for phrase in [row.phrase]
    ]
    yield Said("History", _listed(told, ROOM_FOR_HISTORY) or f"{NOT_RECORDED}.")
    thinners = [(label.lower(), rows.get(id)) for label, id in THINNERS]
    taken = any(row is not None and row.has(VALUE) for _, row in thinners)
    texts = [f"{label} {_short_text(row.cells[0].text if row else '')}" for label, row in thinners]
    yield Said("Blood thinners", sentence("; ".join(texts)), strong=taken)
    patient = content["patient"]
    if patient:
        current = [each["text"] for each in patient["medicines"] if not each["stopped"]]
        # What thins the blood first; `sorted` keeps the order of the rest.
        current = sorted(current, key=lambda text: not THINNER_NAMES.search(text))
        yield Said("Medicines", _listed(current, ROOM_FOR_MEDICINES) or "None listed.")
        allergies = patient["allergies"]
        text = _listed(allergies, ROOM_FOR_ALLERGIES) or sentence(allergies_in_words(patient))
        yield Said("Allergies", text, strong=bool(allergies))


def _is_unremarkable(row: Row) -> bool:
    return all(cell.text in UNREMARKABLE for cell in row.cells)


# --- Assessment ---------------------------------------------------------------------------------


def _assessment(
    content: Content, rows: Rows, vitals: Iterable[Row], flags: list[Mapping[str, Any]]
) -> Iterator[Said]:
    reasons = _reasons(flags, already_said=_since(rows))
    shown = reasons[: _fitting([words for _, words in reasons], ROOM_FOR_REASONS)]
    for leg in ("", *LEGS):
        if phrases := [_cut(words) for where, words in shown if where == leg]:
            name = f"{leg.capitalize()} leg" if leg else "Because"
            yield Said(name, sentence("; ".join(phrases)))
    if len(reasons) > len(shown):
        yield Said("And", f"{len(reasons) - len(shown)} more in the summary.")
    yield Said("Vital signs", sentence(_vitals(content, vitals)))
    yield Said("Pulses", _by_leg(content, partial(_pulses, rows)))
    yield Said("Limb", _by_leg(content, partial(_limb, rows)))
    yield Said("ABI", _by_leg(content, partial(abi_in_words, content)))
    if unknown := _unknown(content, flags):
        yield Said("Not known", _listed(unknown, ROOM_FOR_UNKNOWN))


def _reasons(flags: list[Mapping[str, Any]], already_said: Iterable[str]) -> list[tuple[str, str]]:
    """What led to it, with this patient's values: the leg or "" and the words, each once.

    First some of the most urgent flag, then one of each in turn.
    """
    said = set(already_said)
    of_each = [_phrases(each["because"]) for each in flags]
    in_turn = [phrase for turn in zip_longest(*of_each) for phrase in turn if phrase]
    found = dict.fromkeys([*of_each[0][:OF_FIRST_FLAG], *in_turn])
    return [phrase for phrase in found if phrase[1] not in said]


def _phrases(because: str) -> list[tuple[str, str]]:
    """The single reasons of a text, each with its leg: "Left leg: cold; pale" → two of the left."""
    found = []
    for part in because.split(". "):
        leg = ""
        for phrase in part.split("; "):
            words = phrase
            for each in LEGS:
                if words.startswith(f"{each.capitalize()} leg: "):
                    leg, words = each, words.removeprefix(f"{each.capitalize()} leg: ")
            if words.strip(" ."):
                found.append((leg, words.rstrip(".")))
    return found


def _vitals(content: Content, vitals: Iterable[Row]) -> str:
    told = [row.phrase for row in vitals if row.has(VALUE)] or ["none recorded"]
    scale = next((each for each in content["scales"] if each["id"] == "news2"), None)
    news2 = scale["cells"][0]["text"] if scale else NOT_RECORDED
    return "; ".join([*told, f"NEWS2 {news2}"])


def _by_leg(content: Content, tell: Callable[[str], str]) -> str:
    """ "Left: 0.42. Right: 0.91.", or once where both legs are alike."""
    told = {leg: "amputated" if leg in content["amputated"] else tell(leg) for leg in LEGS}
    if len(set(told.values())) == 1:
        return f"Both legs: {told[LEGS[0]]}."
    return " ".join(f"{leg.capitalize()}: {text}." for leg, text in told.items())


def _pulses(rows: Rows, leg: str) -> str:
    """All four at once where they are alike: "femoral normal; popliteal, dorsalis pedis absent"."""
    by_text: dict[str, list[str]] = {}
    for id, name in PULSES.items():
        row = rows.get(id)
        by_text.setdefault(_short_text(row.text_of(leg) if row else ""), []).append(name)
    if list(by_text) == [NOT_RECORDED]:
        return NOT_RECORDED
    return "; ".join(f"{', '.join(names)} {text}" for text, names in by_text.items())


def _limb(rows: Rows, leg: str) -> str:
    """Movement, feeling, colour, warmth: what was found or is not there, then what nobody looked at."""
    told, open_ = [], []
    for row in map(rows.get, LIMB):
        cell = next((cell for cell in row.cells if cell.leg == leg), None) if row else None
        if row is None or cell is None or cell.text == DOES_NOT_APPLY:
            continue
        label = row.label.lower()
        if cell.state in (VALUE, NO):
            told.append(f"{label} {cell.text}")
        else:
            open_.append(label)
    if open_:
        told.append(f"{NOT_RECORDED}: {', '.join(open_)}")
    return "; ".join(told)


def _short_text(text: str) -> str:
    return NOT_RECORDED if text in ("", "not asked") else text


def _unknown(content: Content, flags: list[Mapping[str, Any]]) -> list[str]:
    """What is missing and could bring a red flag, or make one more urgent; the most decisive first."""
    about = {each["id"] for each in flags}
    found = []
    for each in content["result"]["missing"]:
        could = {one["id"] for one in each["could"]}
        red = any(one in SUGGESTIBLES and SUGGESTIBLES[one].kind is Kind.RED_FLAG for one in could)
        if red and (each["not_excluded"] or could & about):
            found.append(label_of(each["finding"]))
    return found


# --- Recommendation -----------------------------------------------------------------------------


def _recommendation(
    content: Content, flags: list[Mapping[str, Any]], numbers: Mapping[str, Sequence[str]]
) -> Iterator[Said]:
    for each in flags[:FLAGS_AT_MOST]:
        when = CALLED_ABOUT[Urgency(each["urgency"])]
        yield Said(when.capitalize(), " ".join(each["why"]), strong=True)
    if len(flags) > FLAGS_AT_MOST:
        yield Said("And", f"what {len(flags) - FLAGS_AT_MOST} more in the summary ask for.")
    rules = {row for each in flags for row in each["rules"]}
    services = [
        each
        for each in content["suggestions"]
        if each["kind"] == Kind.REFERRAL and rules & set(each["rules"]) and _stands(each)
    ]
    services.sort(key=lambda each: Urgency(each["urgency"]).rank)
    for each in services[:SERVICES_AT_MOST]:
        known = list(numbers.get(each["id"], ()))[
            : NUMBERS_AT_MOST if len(services) < SERVICES_AT_MOST else 1
        ]
        yield Said("Call", f"{each['label']}: {'; '.join(map(_cut, known)) or 'no number listed'}.")
    if len(services) > SERVICES_AT_MOST:
        more = [each["label"] for each in services[SERVICES_AT_MOST:]]
        yield Said("Then", sentence("; ".join(more)))
    cautions = [
        each["label"]
        for each in content["suggestions"]
        if each["kind"] == Kind.CAUTION and _stands(each) and not each["answered"]
    ]
    if cautions:
        yield Said("Caution", _listed(cautions, ROOM_FOR_CAUTIONS))


def _stands(each: Mapping[str, Any]) -> bool:
    return each["state"] != "declined"


# --- Words --------------------------------------------------------------------------------------


def _listed(texts: Sequence[str], room: int) -> str:
    """The first of them, and how many more there are; empty where there are none."""
    number = _fitting(texts, room)
    shown = "; ".join(map(_cut, texts[:number]))
    if len(texts) > number:
        return f"{shown}; and {len(texts) - number} more in the summary."
    return sentence(shown)


def _fitting(texts: Sequence[str], room: int) -> int:
    """How many of them fit; the first one always does."""
    used = list(accumulate(len(_cut(text)) + len("; ") for text in texts))
    return max(1, sum(each <= room for each in used))


def _cut(text: str) -> str:
    return text if len(text) <= PHRASE_AT_MOST else f"{text[: PHRASE_AT_MOST - 1]}…"
