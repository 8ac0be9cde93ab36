"""What a letter lacks before it goes out, by recipient: named, never a reason to block it.

Four in ten referral letters lacked what the reader needed to judge them (Sewell 2013, PMC3684175).
What every service needs follows the outpatient letter standard of the PRSB and the referral guide of
North Central London; the rows of a specialty follow audits of its letters or its guideline, else the
house. A service teaches the rest: what it returned a letter for is looked for from then on.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from intake.roles import Role
from referrals.copies import PATIENT, PRACTICE, SPECIALIST, copies_for
from referrals.frozen import LEGS, NO_VALUE, NOT_ASKED, Content, index_text, row_of
from referrals.letterhead import letterhead_in
from referrals.models import Reply, ReplyKind, Specialist


@dataclass(frozen=True)
class Item:
    """Something that a letter may lack: whose task it is, and the findings that hold it."""

    id: str
    label: str  # after "The letter lacks …"
    by: Role
    findings: tuple[str, ...] = ()


N, P, A = Role.NURSE, Role.PHYSICIAN, Role.ADMIN
PULSES: Final = ("pulse_femoral", "pulse_popliteal", "pulse_dp", "pulse_pt")
POWER: Final = (
    "power_hip_flexion",
    "power_knee_extension",
    "power_ankle_dorsiflexion",
    "power_great_toe_extension",
    "power_ankle_plantarflexion",
)

ITEMS: Final[Mapping[str, Item]] = {
    item.id: item
    for item in (
        Item("nhs_number", "the patient’s NHS number", A),
        Item("address", "the patient’s address", A),
        Item("phone", "a telephone number of the patient", A),
        Item("gp", "the general practice", A),
        Item("specialist_address", "the address of the service", A),
        Item("allergies", "allergies, or that none are known", N),
        Item("medicines", "the list of current medicines", N),
        Item("question", "a clear question", P),
        Item("tried", "what has been tried already", P),
        Item("abi", "the ankle-brachial index", N),
        Item("pulses", "the pulses of both legs", N, PULSES),
        Item("skin", "the state of the skin of both legs", N, ("skin_integrity",)),
        Item("smoking", "smoking", N, ("smoking_status",)),
        Item(
            "vascular_risk",
            "vascular risk factors",
            N,
            ("diabetes_type", "hypertension", "hyperlipidaemia", "ckd_known"),
        ),
        Item("walking", "pain on walking", N, ("exertional_pattern",)),
        Item("swelling", "the extent of swelling", N, ("oedema_extent",)),
        Item("thrombosis", "previous thrombosis", N, ("previous_dvt",)),
        Item("onset", "how the pain began", N, ("pain_onset",)),
        Item("power", "the power of both legs", N, POWER),
        Item("sensation", "sensation of both legs", N, ("sensory_loss_on_examination",)),
        Item("reflexes", "knee and ankle reflexes", N, ("reflex_knee", "reflex_ankle")),
        Item(
            "sphincters",
            "bladder, bowel and saddle area",
            N,
            ("bladder_change_new", "bowel_change_new", "saddle_sensory_change"),
        ),
        Item("pain_score", "a pain score", N, ("pain_nrs_now",)),
        Item("diabetes", "whether the patient has diabetes", N, ("diabetes_type",)),
        Item("foot_sensation", "the monofilament test", N, ("monofilament_hallux_of_10",)),
        Item("hba1c", "HbA1c", N, ("lab_hba1c",)),
        Item("ferritin", "ferritin", N, ("lab_ferritin",)),
        Item("kidney_function", "kidney function (eGFR)", N, ("lab_egfr",)),
        Item("crp", "C-reactive protein", N, ("lab_crp",)),
        Item("joints", "hot or swollen joints", N, ("joint_hot_swollen",)),
        Item("imaging", "imaging that the service asks for first", P),
        Item("urgency", "a reason for the urgency", P),
        Item("other", "something else", P),
    )
}

# Asked of every letter. "Do not refer without an NHS number: it will be returned" (North Central
# London); 64 of 100 vascular referrals had no telephone number (Chetcuti 2009).
OF_ALL: Final = (
    "nhs_number",
    "address",
    "phone",
    "gp",
    "specialist_address",
    "allergies",
    "medicines",
)
# By specialty; whoever is not named needs what all need.
OF_SPECIALTY: Final[Mapping[str, tuple[str, ...]]] = {
    # Pulses, smoking, risk factors and medicines were the audited items (Chetcuti 2009); 13 % of
    # letters told of rest pain, 37 % of the distance (Patel 2008); ABI: NICE CG147 1.3.
    "vascular_surgery": ("abi", "pulses", "skin", "smoking", "vascular_risk", "walking"),
    "venous_service": ("abi", "swelling", "skin", "thrombosis"),
    "leg_ulcer_service": ("abi", "pulses", "skin", "diabetes"),
    "lymphoedema_service": ("abi", "swelling", "skin"),
    "neurology": ("onset", "power", "sensation", "reflexes", "diabetes"),
    "pain_management": ("pain_score", "tried"),
    "spinal_surgery": ("onset", "power", "sensation", "reflexes", "sphincters"),
    "mscc_coordinator": ("power", "sensation", "sphincters"),
    # NICE NG19 1.3: sensation, pulses, skin and deformity make the risk of the foot.
    "diabetic_foot_service": ("pulses", "foot_sensation", "skin", "hba1c"),
    "sleep_medicine": ("ferritin",),
    "rheumatology": ("joints", "crp"),
    "nephrology": ("kidney_function",),
    "gastroenterology": ("ferritin",),
}


@dataclass(frozen=True)
class Lack:
    """One thing that a letter lacks."""

    item: Item
    detail: str = ""  # which part of it, and the reason that was recorded
    returned_before: bool = False  # this service sent a letter back for it

    def __str__(self) -> str:
        return f"{self.item.label} ({self.detail})" if self.detail else self.item.label


def lacking(
    content: Content, entry: Mapping[str, Any], returned_for: Iterable[str] = ()
) -> tuple[Lack, ...]:
    """What the letter of an accepted referral lacks, what the service returned letters for first.

    `entry` is the referral in the snapshot's suggestions; `returned_for` are the ids of items that
    the service once missed (returned_items). Items that only the reader can judge are named as
    reminders once the service has asked for them.
    """
    too_long = _too_long_for_window(content, entry)
    taught = [id for id in dict.fromkeys(returned_for) if id in ITEMS]
    usual = (*OF_ALL, *OF_SPECIALTY.get(entry["id"], ()))
    found = []
    for id in dict.fromkeys((*taught, *usual)):
        detail = _lack_of(ITEMS[id], content, entry)
        if detail is None and id in too_long:
            detail = "the address is too long for the window of the envelope"
        if detail is None and id in taught and id in JUDGED_BY_READER:
            detail = "asked for before: please look"
        if detail is not None:
            found.append(Lack(ITEMS[id], detail, id in taught))
    return tuple(found)


ADDRESS_OF: Final = {SPECIALIST: "specialist_address", PRACTICE: "gp", PATIENT: "address"}
JUDGED_BY_READER: Final = frozenset({"question", "imaging", "urgency"})
WITHOUT_VALUE: Final = (NOT_ASKED, NO_VALUE)


def _lack_of(item: Item, content: Content, entry: Mapping[str, Any]) -> str | None:
    """What of it is missing, in words (empty: all of it); None where it is there."""
    if item.findings:
        return _not_recorded(content, item.findings)
    if item.id == "abi":
        return _no_abi(content)
    patient, specialist = content["patient"], entry["specialist"] or {}
    held: dict[str, Any] = {
        "nhs_number": patient["nhs_number"],
        "address": patient["address"],
        "phone": patient["phone"],
        "gp": patient["gp"]["name"] or patient["gp"]["practice"],
        "specialist_address": specialist.get("address", ""),
        "allergies": patient["allergies"] or patient["allergy_status"] == "none_known",
        "medicines": patient["medicines"],
        "question": entry["question"],
        "tried": entry.get("tried", ""),
    }
    value = held.get(item.id, True)
    missing = not (value.strip() if isinstance(value, str) else value)
    return "" if missing else None


def _too_long_for_window(content: Content, entry: Mapping[str, Any]) -> set[str]:
    """The items whose address runs on below the window: part of it would not be seen."""
    if not entry["specialist"]:
        return set()
    house = letterhead_in(content)
    return {
        ADDRESS_OF[copy.reader]
        for copy in copies_for(content, entry)
        if copy.has_envelope and not copy.fits_window(house)
    }


def _not_recorded(content: Content, findings: Iterable[str]) -> str | None:
    """The findings without a value by the reason that was given; empty where nothing of it was asked,
    None where all have a value: "not asked: Ankle reflex (left)".
    """
    gaps: dict[str, list[str]] = {}
    is_whole = True
    for id in findings:
        row = row_of(content, id)
        if row is None:  # this form had no such question
            continue
        cells = [cell for cell in row.cells if cell.leg not in content["amputated"]]
        for text in dict.fromkeys(cell.text for cell in cells if cell.state in WITHOUT_VALUE):
            legs = [cell.leg for cell in cells if cell.text == text]
            name = row.label if len(legs) == len(cells) else f"{row.label} ({legs[0]})"
            gaps.setdefault(text.replace(": ", ", "), []).append(name)
        is_whole &= all(cell.state in WITHOUT_VALUE for cell in cells)
    if not gaps:
        return None
    if is_whole and len(gaps) == 1:
        [only] = gaps
        return "" if only == "not asked" else only
    return "; ".join(f"{reason}: {', '.join(names)}" for reason, names in gaps.items())


def _no_abi(content: Content) -> str | None:
    gaps = [
        leg
        for leg in LEGS
        if leg not in content["amputated"]
        and not index_text(content, leg, "abi")[:1].isdigit()
        and index_text(content, leg, "abi_class") != "not compressible"
    ]
    if not gaps:
        return None
    return "" if len(gaps) == len(LEGS) else f"of the {gaps[0]} leg"


def returned_items(specialist: Specialist) -> Iterator[str]:
    """The items for which this service, at this site, has sent letters back, the latest first."""
    returns = Reply.objects.filter(
        specialty=specialist.specialty,
        organisation=specialist.organisation,
        kind=ReplyKind.RETURNED,
    ).exclude(missing="")
    yield from dict.fromkeys(returns.order_by("-id").values_list("missing", flat=True)[:100])
