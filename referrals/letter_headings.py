"""The standard headings of a referral letter, in their order, each with what was recorded.

Headings and codes are those of the PRSB and NHS transfer-of-care letters. A heading never vanishes:
one with no lines prints "not recorded".
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from referrals.frozen import (
    NOT_ASKED,
    NOT_RECORDED,
    VALUE,
    Content,
    Part,
    code_of,
    day,
    lines_of,
    moment,
    paper_in_words,
    person_in_words,
    row_of,
    sentence,
)
from referrals.letter_findings import (
    Block,
    Line,
    by_heading,
    leg_table,
    not_asked,
    person_level,
    pressure_table,
    recorded,
    results,
    rows_in,
    scales,
    text_lines,
)
from referrals.letterhead import Letterhead

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
    found = by_heading(content)
    yield Block("Patient demographics", "886731000000109", tuple(_demographics(patient)))
    yield Block("GP practice", "886711000000101", tuple(_gp(patient["gp"])))
    yield Block("Referrer details", "1052891000000108", tuple(_referrer(content, letterhead)))
    yield Block("Person completing record", "887231000000104", tuple(_completing(content)))
    yield Block("Attendance details", "1077881000000105", tuple(_attendance(content, found)))
    yield Block("Presenting complaints", "886891000000102", tuple(recorded(found["complaints"])))
    yield Block("Clinical summary", "887181000000106", tuple(_in_short(content, entry, found)))
    yield Block(
        "Examination",
        "1102421000000108",
        tuple(recorded(person_level(found["examination"]))),
        leg_table("Examination of the legs", found["examination"]),
    )
    yield Block(
        "Investigation results",
        "1082101000000102",
        tuple(results(content, found["results"])),
        pressure_table(content, found["results"]),
    )
    yield Block("Assessment scales", "887141000000103", tuple(scales(content, found["scales"])))
    yield Block("Diagnoses", "887161000000102", tuple(_diagnoses(content)))
    yield Block("Relevant past history", "933271000000106", tuple(recorded(found["history"])))
    yield Block(
        "Medications and medical devices",
        "933361000000108",
        tuple(_medicines(content, entry, found["medicines"])),
    )
    yield Block("Allergies and adverse reactions", "886921000000105", tuple(_allergies(patient)))
    yield Block("Procedures", "887171000000109", tuple(_procedures(content, found["procedures"])))
    yield Block(
        "Social context",
        "887051000000101",
        (
            *text_lines(patient["social_context"]),
            *recorded([Part("", tuple(rows_in(found["social"])))]),
        ),
    )
    if patient["safety_alerts"].strip():
        alerts = tuple(
            Line(each.text, strong=True) for each in text_lines(patient["safety_alerts"])
        )
        yield Block("Safety alerts", "886931000000107", alerts)
    yield Block("Individual requirements", "1078911000000106", text_lines(patient["requirements"]))
    yield Block("Patient and carer concerns", "1052941000000107", text_lines(intake["concerns"]))
    yield Block("Information and advice given", "1052951000000105", tuple(_advice(content)))
    yield Block("Plan and requested actions", "887201000000105", tuple(_plan(content, entry)))
    yield Block("Distribution list", "887261000000109", tuple(_distribution(content, entry)))
    yield Block("Not asked or not assessed", "", tuple(not_asked(content)))


# --- People and places --------------------------------------------------------------------------


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
    yield Line(house.people)
    reach = [f"{label} {text}" for label, text in house.reach]
    yield Line("; ".join((", ".join(house.address), *reach)))


def _completing(content: Content) -> Iterator[Line]:
    intake, signed = content["intake"], content["signed"]
    for label, who, at in (
        ("Started", intake["started_by"], intake["started"]),
        ("Pressures measured", intake["measured_by"], intake["measured"]),
        ("Signed", signed, signed["at"]),
    ):
        told = (
            f"{who['name']}, {who['grade'] or who['role']}, {moment(at)}" if who else NOT_RECORDED
        )
        if at and not who:
            told = f"{moment(at)}, written on paper"
        yield Line(told, label=label)
    if paper := paper_in_words(intake):
        yield Line(paper, label="Entered from paper")


def _attendance(content: Content, found: dict[str, list[Part]]) -> Iterator[Line]:
    places = [row.cells[0].text for row in rows_in(found["attendance"]) if not row.has(NOT_ASKED)]
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
        for row in rows_in(found["history"] + found["social"])
        if row.has(VALUE) and {cell.key for cell in row.cells} & set(entry["findings"])
    ]
    if bearing:
        yield Line(sentence(f"Bearing on this referral: {'; '.join(bearing)}"))
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
    if each.get("added_by"):
        return f"{each['label']} (added by {each['added_by']}: {each['because'].rstrip('. ')})"
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


def _medicines(content: Content, entry: dict[str, Any], parts: list[Part]) -> Iterator[Line]:
    rows = {row.id: row for row in rows_in(parts)}
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
    if "tried" in entry:  # snapshots of old were not asked
        tried = " ".join(lines_of(entry["tried"]))
        yield Line(tried or NOT_RECORDED, label="Tried already for this problem")
    yield from recorded([Part("Recorded at the visit", tuple(rows.values()))])


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
    yield from recorded([Part("Earlier procedures", tuple(rows_in(parts)))])


def _advice(content: Content) -> Iterator[Line]:
    yield from text_lines(content["intake"]["advice_given"])
    agreed = [each["label"] for each in _of_kind(content, "selfcare", "accepted", "already_done")]
    if agreed:
        yield Line("; ".join(agreed), label=f"Self-care advised, {day(content['signed']['at'])}")


def _plan(content: Content, entry: dict[str, Any]) -> Iterator[Line]:
    yield Line(
        f"answer the question above and see the patient ({entry['urgency_label'].lower()})",
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
        if told or state != "later":
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
    # Of snapshots from before it was asked, both got a copy.
    if entry.get("copy_to_gp", True) or not practice:
        yield Line(practice or f"GP {NOT_RECORDED}", label="Copy to GP")
    else:
        yield Line("none", label="Copy to GP")
    to_patient = entry.get("copy_to_patient", True)
    yield Line(content["patient"]["name"] if to_patient else "none", label="Copy to patient")
    yield Line("hospital record", label="File copy")
