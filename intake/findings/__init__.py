"""The catalogue: every finding that can be recorded, by section, declared once.

Everything that shows, stores, checks or prints findings loops over `SECTIONS`; nothing else lists
findings by name.
"""

from dataclasses import replace
from typing import Final

from intake.findings import (
    background,
    background_other,
    cramp,
    encounter,
    examination_circulation,
    examination_limb,
    examination_nerves,
    examination_skin,
    medicines,
    neuro_symptoms,
    pain,
    pain_pattern,
    pressures,
    restless_legs,
    results,
    results_other,
    systemic,
    vitals,
)
from intake.findings.finding import Finding, Part, Section
from intake.readings import Leg

SECTIONS: Final = (
    Section(
        "encounter",
        "About the visit",
        "Who the patient is and where you see them.",
        encounter.PARTS,
    ),
    Section(
        "pain",
        "The pain",
        "Where and when it hurts, and what changes it.",
        (*pain.PARTS, *pain_pattern.PARTS),
    ),
    Section("restless_legs", "Restless legs", "The urge to move the legs.", restless_legs.PARTS),
    Section("cramp", "Cramp", "Sudden painful tightening of a muscle.", cramp.PARTS),
    Section("neuro_symptoms", "Numbness and weakness", "Alarm signs first.", neuro_symptoms.PARTS),
    Section(
        "systemic", "Swelling and general health", "New swelling, fever, breathing.", systemic.PARTS
    ),
    Section(
        "background",
        "Background",
        "Illnesses and risks.",
        (*background.PARTS, *background_other.PARTS),
    ),
    Section("medicines", "Medicines", "What is taken now and may matter.", medicines.PARTS),
    Section("vitals", "Vital signs", "Measured at this visit.", vitals.PARTS),
    Section(
        "examination",
        "Examination of the legs",
        "Both legs bare to the thigh, shoes and socks off.",
        (
            *examination_skin.PARTS,
            *examination_circulation.PARTS,
            *examination_limb.PARTS,
            *examination_nerves.PARTS,
        ),
        examined=True,
    ),
    Section(
        "pressures",
        "Arm and ankle pressures",
        "Lying flat, rested for 5 to 10 minutes, hand-held Doppler.",
        pressures.PARTS,
    ),
    Section(
        "results",
        "Results",
        "Blood tests and reports that are already there.",
        (*results.PARTS, *results_other.PARTS),
    ),
)

# Asked before all else, of what belongs to other sections: an answer there is an answer here.
FIRST: Final = Section(
    "first",
    "First: what cannot wait",
    "Eleven questions that decide whether a doctor is called now.",
    (
        Part(
            "Can any of this not wait?",
            (
                pain.severe_pain_sudden,
                systemic.cold_foot_symptom,
                neuro_symptoms.weakness_symptom,
                neuro_symptoms.numbness_symptom,
                neuro_symptoms.saddle_sensory_change,
                neuro_symptoms.bladder_change_new,
                neuro_symptoms.bowel_change_new,
                systemic.swelling_onset,
                systemic.pe_symptoms,
                systemic.fever_or_rigors,
                examination_skin.skin_integrity,
            ),
        ),
    ),
)
# Short questions that save the opening of a section in which nothing else is asked. They belong to
# their own sections, where whatever they bring up is asked.
ALSO_ASKED: Final = {
    "pain": Part(
        "Other complaints",
        (
            restless_legs.rls_urge,
            cramp.cramp_present,
            neuro_symptoms.unsteady_or_falls,
            neuro_symptoms.burning_feet,
            systemic.weight_loss_unexplained,
        ),
    ),
    "background": Part("Medicines that matter before all", (medicines.med_anticoagulant,)),
}
# What the nurse goes through, in order.
PAGES: Final = (
    FIRST,
    *(
        replace(section, parts=(*section.parts, ALSO_ASKED[section.id]))
        if section.id in ALSO_ASKED
        else section
        for section in SECTIONS
    ),
)

FINDINGS: Final[dict[str, Finding]] = {
    finding.id: finding for section in SECTIONS for finding in section.findings
}

SECTION_OF: Final[dict[str, Section]] = {
    finding.id: section for section in SECTIONS for finding in section.findings
}

# Every answer's key ("pulse_dp.left") with its finding and leg, in the order of asking.
KEYS: Final[dict[str, tuple[Finding, Leg | None]]] = {
    key: (finding, leg) for finding in FINDINGS.values() for key, leg in finding.answer_keys()
}
