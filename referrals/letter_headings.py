"""The standard headings of a referral letter, in their order, each with what was recorded.

Headings and codes are those of the PRSB and NHS transfer-of-care letters. A heading never vanishes:
one with no lines prints "not recorded". Findings come to their heading by section; the few that
belong elsewhere are named in MOVED.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from referrals.frozen import (
    NO,
    NOT_ASKED,
    NOT_RECORDED,
    VALUE,
    Content,
    Part,
    Row,
    abi_in_words,
    code_of,
    day,
    lines_of,
    moment,
    person_in_words,
    reasons_for_none,
    row_of,
    sections_of,
    sentence,
)
from referrals.letterhead import Letterhead


@dataclass(frozen=True)
class Line:
    """One line under a heading. `strong` must not be overlooked."""

    text: str
    label: str = ""
    strong: bool = False


@dataclass(frozen=True)
class LegTable:
    """What differs by leg: label, left, right."""

    caption: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Block:
    """A heading with its lines; with none it prints "not recorded". `code` is SNOMED CT."""

    title: str
    code: str
    lines: tuple[Line, ...] = ()
    tables: tuple[LegTable, ...] = ()


# Section → heading; what belongs elsewhere is in MOVED.
HEADING_OF_SECTION: Final = {
    "encounter": "examination",
    "pain": "complaints",
    "restless_legs": "complaints",
    "cramp": "complaints",
    "neuro_symptoms": "complaints",
    "systemic": "complaints",
    "background": "history",
    "medicines": "medicines",
    "vitals": "examination",
    "examination": "examination",
    "pressures": "results",
    "results": "results",
}
MOVED: Final = {
    "age_years": "demographics",
    "sex_at_birth": "demographics",
    "pregnancy_status": "history",
    "care_setting": "attendance",
    "smoking_status": "social",
    "cigarettes_per_day": "social",
    "smoking_years": "social",
    "alcohol_units_per_week": "social",
    "walking_ability": "social",
    "prior_leg_revascularisation": "procedures",
    "prior_foot_ulcer_or_amputation": "procedures",
    "joint_prosthesis": "procedures",
    "pain_nrs_now": "scales",
    "pain_nrs_night": "scales",
}
# Of these a reader wants to know what exactly was left out.
EXAMINED: Final = ("examination", "results")
ARMS: Final = ("brachial_left_sbp", "brachial_right_sbp")
THINNERS: Final = (("Anticoagulant", "med_anticoagulant"), ("Antiplatelet", "med_antiplatelet"))
# Names of medicines that thin the blood, as they may be typed.
THINNER_NAMES: Final = re.compile(
    r"warfarin|coumarol|phenindione|\w*xaban|dabigatran|\w*parin\b|aspirin|acetylsalicylic"
    r"|\w*grel\b|prasugrel|ticagrelor|dipyridamole",
    re.IGNORECASE,
)


def headings(content: Content, entry: dict[str, Any], letterhead: Letterhead) -> Iterator[Block]:
    """Every heading, in order. `entry` is the accepted referral."""
    patient, intake = content["patient"], content["intake"]
    found = _by_heading(content)
    yield Block("Patient demographics", "886731000000109", tuple(_demographics(patient)))
    yield Block("GP practice", "886711000000101", tuple(_gp(patient["gp"])))
    yield Block("Referrer details", "1052891000000108", tuple(_referrer(content, letterhead)))
    yield Block("Person completing record", "887231000000104", tuple(_completing(content)))
    yield Block("Attendance details", "1077881000000105", tuple(_attendance(content, found)))
    yield Block("Presenting complaints", "886891000000102", tuple(_recorded(found["complaints"])))
    yield Block("Clinical summary", "887181000000106", tuple(_in_short(content, entry, found)))
    yield Block(
        "Examination",
        "1102421000000108",
        tuple(_recorded(_person_level(found["examination"]))),
        _leg_table("Examination of the legs", found["examination"]),
    )
    yield Block(
        "Investigation results",
        "1082101000000102",
        tuple(_results(content, found["results"])),
        _pressure_table(content, found["results"]),
    )
    yield Block("Assessment scales", "887141000000103", tuple(_scales(content, found["scales"])))
    yield Block("Diagnoses", "887161000000102", tuple(_diagnoses(content)))
    yield Block("Relevant past history", "933271000000106", tuple(_recorded(found["history"])))
    yield Block(
        "Medications and medical devices",
        "933361000000108",
        tuple(_medicines(content, found["medicines"])),
    )
    yield Block("Allergies and adverse reactions", "886921000000105", tuple(_allergies(patient)))
    yield Block("Procedures", "887171000000109", tuple(_procedures(content, found["procedures"])))
    yield Block(
        "Social context",
        "887051000000101",
        (
            *_text(patient["social_context"]),
            *_recorded([Part("", tuple(_rows(found["social"])))]),
        ),
    )
    if patient["safety_alerts"].strip():
        alerts = tuple(Line(each.text, strong=True) for each in _text(patient["safety_alerts"]))
        yield Block("Safety alerts", "886931000000107", alerts)
    yield Block("Individual requirements", "1078911000000106", _text(patient["requirements"]))
    yield Block("Patient and carer concerns", "1052941000000107", _text(intake["concerns"]))
    yield Block("Information and advice given", "1052951000000105", tuple(_advice(content)))
    yield Block("Plan and requested actions", "887201000000105", tuple(_plan(content, entry)))
    yield Block("Distribution list", "887261000000109", tuple(_distribution(content, entry)))
    yield Block("Not asked or not assessed", "", tuple(_not_asked(content)))


def _by_heading(content: Content) -> dict[str, list[Part]]:
    """The parts of every section under the heading where their findings are printed."""
    found: dict[str, list[Part]] = {
        key: [] for key in (*HEADING_OF_SECTION.values(), *MOVED.values())
    }
    for section in sections_of(content):
        home = HEADING_OF_SECTION.get(section.id, "history")
        for part in section.parts:
            split: dict[str, list[Row]] = {}
            for row in part.rows:
                split.setdefault(MOVED.get(row.id, home), []).append(row)
            for key, rows in split.items():
                found[key].append(Part(part.title, tuple(rows)))
    return found


# --- Findings -----------------------------------------------------------------------------------


def _recorded(parts: Iterable[Part]) -> Iterator[Line]:
    """What is present by part, then what is absent, then why anything has no value."""
    parts = list(parts)
    for part in parts:
        present = [row.phrase for row in part.rows if row.has(VALUE)]
        if present:
            yield Line("; ".join(present), label=part.title)
    yield from _absent(row for part in parts for row in part.rows)
    yield from (Line(text) for text in reasons_for_none(_rows(parts)))


def _absent(rows: Iterable[Row]) -> Iterator[Line]:
    absent = [
        row.name_where(NO)
        for row in rows
        if row.has(NO) and not row.has(VALUE) and not row.does_not_apply
    ]
    if absent:
        yield Line("; ".join(absent), label="No")


def _rows(parts: Iterable[Part]) -> list[Row]:
    return [row for part in parts for row in part.rows]


def _person_level(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts without what stands in the table of the legs."""
    for part in parts:
        rows = tuple(row for row in part.rows if not (row.per_leg and row.has(VALUE)))
        yield Part(part.title, rows)


def _leg_table(caption: str, parts: Iterable[Part]) -> tuple[LegTable, ...]:
    rows = [row for row in _rows(parts) if row.per_leg and row.has(VALUE)]
    texts = tuple((row.label, row.text_of("left"), row.text_of("right")) for row in rows)
    return (LegTable(caption, texts),) if texts else ()


def _pressure_table(content: Content, parts: list[Part]) -> tuple[LegTable, ...]:
    """The raw pressures, then what was worked out from them."""
    rows = [row for row in _rows(parts) if row.per_leg and row.has(VALUE)]
    arms = [row_of(content, id) for id in ARMS]
    raw = [(row.label, row.text_of("left"), row.text_of("right")) for row in rows]
    if any(arm and arm.has(VALUE) for arm in arms):
        left, right = (arm.cells[0].text if arm else NOT_RECORDED for arm in arms)
        raw.insert(0, ("Arm systolic pressure", left, right))
    if not raw:
        return ()
    worked_out = [("ABI", abi_in_words(content, "left"), abi_in_words(content, "right"))]
    indices = zip(content["indices"]["left"], content["indices"]["right"], strict=True)
    for left_index, right_index in indices:
        texts = (left_index["text"], right_index["text"])
        if left_index["id"] not in ("abi", "abi_class") and set(texts) != {"not measured"}:
            worked_out.append((left_index["label"], *texts))
    return (
        LegTable("Pressures as measured", tuple(raw)),
        LegTable("Worked out from them", tuple(worked_out)),
    )


def _results(content: Content, parts: list[Part]) -> Iterator[Line]:
    intake = content["intake"]
    others = [
        Part(part.title, tuple(row for row in part.rows if row.id not in ARMS))
        for part in _person_level(parts)
    ]
    arms = [row for id in ARMS if (row := row_of(content, id)) is not None]
    yield from _recorded(others)
    yield from (Line(text) for text in reasons_for_none(arms))
    if intake["measured"]:
        measured_by = person_in_words(intake["measured_by"])
        yield Line(f"{moment(intake['measured'])} by {measured_by}", label="Pressures measured")
    yield from (Line(hint, label="Check this reading") for hint in content["reading_hints"])


def _scales(content: Content, parts: list[Part]) -> Iterator[Line]:
    yield from _recorded([Part("Pain score", tuple(_rows(parts)))])
    for state, label in (("value", "Scores"), ("range", "Not settled, items are missing")):
        told = [words for scale in content["scales"] if (words := _scale(scale, state))]
        if told:
            yield Line("; ".join(told), label=label)


def _scale(scale: dict[str, Any], state: str) -> str:
    told = [
        f"{cell['leg']} {cell['text']}".strip() for cell in scale["cells"] if cell["state"] == state
    ]
    return f"{scale['label']} {', '.join(told)}" if told else ""


def _not_asked(content: Content) -> Iterator[Line]:
    """In one sentence: groups that nobody began by their title, and what of a begun examination is
    open by its name; the rest is counted, because the intake summary names it.
    """
    names: list[str] = []
    others = 0
    for section in sections_of(content):
        if all(part.not_asked_at_all() for part in section.parts):
            names.append(section.title)
            continue
        for part in section.parts:
            open_rows = [row for row in part.rows if row.has(NOT_ASKED) and not row.has(VALUE)]
            if part.not_asked_at_all():
                names.append(part.title)
            elif HEADING_OF_SECTION.get(section.id) in EXAMINED:
                names += [row.name_where(NOT_ASKED) for row in open_rows]
            else:
                others += len(open_rows)
    if others:
        names.append(f"{others} other questions, which the intake summary names")
    if names:
        yield Line(sentence("; ".join(names)))
    unread = [f"{each['label']}: “{each['typed']}”" for each in content["unread"]]
    if unread:
        yield Line("; ".join(unread), label="Typed, but could not be read as a value")


# --- People and places --------------------------------------------------------------------------


def _text(text: str) -> tuple[Line, ...]:
    return tuple(Line(line) for line in lines_of(text))


def _demographics(patient: dict[str, Any]) -> Iterator[Line]:
    sex = (patient["sex"] or f"sex {NOT_RECORDED}").lower()
    address = ", ".join(lines_of(patient["address"], patient["postcode"]))
    yield Line(
        f"{patient['title']} {patient['name']}".strip()
        + f", born {day(patient['born'])} ({patient['age']} years), {sex}"
    )
    yield Line(
        f"{patient['nhs_number'] or NOT_RECORDED}; hospital number: "
        f"{patient['local_number'] or NOT_RECORDED}",
        label="NHS number",
    )
    yield Line(address or NOT_RECORDED, label="Address")
    yield Line(
        f"{patient['phone'] or NOT_RECORDED}; e-mail: {patient['email'] or NOT_RECORDED}",
        label="Phone",
    )


def _gp(gp: dict[str, str]) -> Iterator[Line]:
    text = ", ".join(lines_of(gp["name"], gp["practice"], gp["address"]))
    if text:
        yield Line(text)


def _referrer(content: Content, house: Letterhead) -> Iterator[Line]:
    yield Line(f"{person_in_words(content['signed'])}, {content['signed']['role'].lower()}")
    yield Line(f"{house.team}, {house.specialty}, {house.organisation}, {', '.join(house.address)}")
    yield Line(f"phone {house.phone}, e-mail {house.email}")


def _completing(content: Content) -> Iterator[Line]:
    intake, signed = content["intake"], content["signed"]
    for label, who, at in (
        ("Started", intake["started_by"], intake["started"]),
        ("Pressures measured", intake["measured_by"], intake["measured"]),
        ("Signed", signed, signed["at"]),
    ):
        told = f"{person_in_words(who)}, {moment(at)}" if who else NOT_RECORDED
        yield Line(told, label=label)


def _attendance(content: Content, found: dict[str, list[Part]]) -> Iterator[Line]:
    places = [row.cells[0].text for row in _rows(found["attendance"]) if not row.has(NOT_ASKED)]
    yield Line(
        f"{moment(content['intake']['started'])}. Place: {'; '.join(places) or NOT_RECORDED}. "
        f"Face to face or by phone: {NOT_RECORDED}",
        label="Date",
    )


# --- What it is about ---------------------------------------------------------------------------


def _in_short(
    content: Content, entry: dict[str, Any], found: dict[str, list[Part]]
) -> Iterator[Line]:
    """Three lines: who with what pain, the illnesses that bear on it, what is suspected."""
    patient = content["patient"]
    nouns = {"Female": "woman", "Male": "man"}
    complaint = [
        row.cells[0].text
        for id in ("pain_side", "pain_onset", "pain_course")
        if (row := row_of(content, id)) is not None and row.has(VALUE)
    ]
    who = f"{patient['age']}-year-old {nouns.get(patient['sex'], 'person')}"
    yield Line(sentence(f"{who}. Pain: {', '.join(complaint) or NOT_RECORDED}"))
    bearing = [
        row.phrase
        for row in _rows(found["history"] + found["social"])
        if row.has(VALUE) and {cell.key for cell in row.cells} & set(entry["findings"])
    ]
    yield Line(sentence(f"Bearing on this referral: {'; '.join(bearing) or 'nothing recorded'}"))
    suspected = [_with_leg(each) for each in _of_kind(content, "red_flag") if _stands(each)]
    yield Line(
        sentence(
            f"Suspected: {'; '.join(suspected) or 'no red flag'}. Urgency of the whole intake: "
            f"{content['result']['urgency_label'].lower()}"
        )
    )


def _of_kind(content: Content, kind: str, *states: str) -> list[dict[str, Any]]:
    return [
        each
        for each in content["suggestions"]
        if each["kind"] == kind and (not states or each["state"] in states)
    ]


def _stands(each: dict[str, Any]) -> bool:
    return each["state"] != "declined"


def _with_leg(each: dict[str, Any]) -> str:
    if "both legs" in each["label"]:
        return str(each["label"])
    legs = {"left": " (left leg)", "right": " (right leg)", "both": " (both legs)"}
    return f"{each['label']}{legs.get(each['leg'], '')}"


def _diagnoses(content: Content) -> Iterator[Line]:
    yield Line("None confirmed by this letter.")
    flags = _of_kind(content, "red_flag")
    suspected = [_with_leg(each) for each in flags if _stands(each)]
    if suspected:
        yield Line("; ".join(suspected), label="Suspected, not confirmed")
    unlikely = [
        f"{_with_leg(each)} ({each['reason'].lower()}{': ' + each['note'] if each['note'] else ''})"
        for each in flags
        if not _stands(each)
    ]
    if unlikely:
        yield Line("; ".join(unlikely), label="Considered and not accepted")


# --- Treatment ----------------------------------------------------------------------------------


def _medicines(content: Content, parts: list[Part]) -> Iterator[Line]:
    rows = {row.id: row for row in _rows(parts)}
    for label, id in THINNERS:
        row = rows.pop(id, None)
        text = row.cells[0].text if row and not row.has(NOT_ASKED) else NOT_RECORDED
        yield Line(text, label=label, strong=code_of(content, id) is True)
    listed = content["patient"]["medicines"]
    current = [each for each in listed if not each["stopped"]]
    for each in current:
        since = f", since {each['started']}" if each["started"] else ""
        tried = ", tried for this pain" if each["tried_for_this"] else ""
        thins = bool(THINNER_NAMES.search(each["text"]))
        yield Line(f"{each['text']}{since}{tried}", label="Current", strong=thins)
    if not current:
        yield Line("no medicine listed", label="Current")
    for each in listed:
        if each["stopped"]:
            tried = "Tried for this pain, stopped" if each["tried_for_this"] else "Stopped"
            yield Line(each["text"], label=tried)
    yield from _recorded([Part("Recorded at the visit", tuple(rows.values()))])


def allergies_in_words(patient: dict[str, Any]) -> str:
    """The list, "none known", or "not recorded"; never nothing."""
    if patient["allergies"]:
        return "; ".join(patient["allergies"])
    return "none known" if patient["allergy_status"] == "none_known" else NOT_RECORDED


def _allergies(patient: dict[str, Any]) -> Iterator[Line]:
    yield Line(allergies_in_words(patient), strong=bool(patient["allergies"]))


def _procedures(content: Content, parts: list[Part]) -> Iterator[Line]:
    if content["amputated"]:
        yield Line(" and ".join(content["amputated"]), label="Leg amputated")
    yield from _recorded([Part("Earlier procedures", tuple(_rows(parts)))])


def _advice(content: Content) -> Iterator[Line]:
    yield from _text(content["intake"]["advice_given"])
    agreed = [each["label"] for each in _of_kind(content, "selfcare", "accepted", "already_done")]
    if agreed:
        yield Line("; ".join(agreed), label=f"Self-care advised, {day(content['signed']['at'])}")


def _plan(content: Content, entry: dict[str, Any]) -> Iterator[Line]:
    yield Line(
        f"to answer the question above and to see the patient: {entry['urgency_label'].lower()}",
        label="We ask you",
    )
    if entry["note"]:
        yield Line(entry["note"], label="Note")
    # A test whose result is recorded is done, whatever was decided of it.
    tests = [
        (each, "already_done" if each["answered"] else each["state"])
        for each in _of_kind(content, "test")
    ]
    for label, state in (
        ("Tests that we request", "accepted"),
        ("Tests already done", "already_done"),
        ("Tests planned for later", "later"),
    ):
        told = [_with_leg(each) for each, stands in tests if stands == state]
        yield Line("; ".join(told) or "none", label=label)
    cautions = [_with_leg(each) for each in _of_kind(content, "caution") if _stands(each)]
    if cautions:
        yield Line("; ".join(cautions), label="Cautions", strong=True)
    others = [each for each in _of_kind(content, "referral", "accepted") if each is not entry]
    if others:
        told = [f"{each['label']} ({each['specialist']['organisation']})" for each in others]
        yield Line("; ".join(told), label="Also referred to")


def _distribution(content: Content, entry: dict[str, Any]) -> Iterator[Line]:
    gp, to = content["patient"]["gp"], entry["specialist"]
    practice = ", ".join(lines_of(gp["name"], gp["practice"]))
    yield Line(f"{to['name']}, {to['organisation']}", label="To")
    yield Line(practice or f"GP {NOT_RECORDED}", label="Copy to GP")
    yield Line(content["patient"]["name"], label="Copy to patient")
    yield Line("hospital record", label="File copy")
