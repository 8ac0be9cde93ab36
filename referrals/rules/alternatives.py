"""What else answers the same question: suggestions of one kind that may be weighed against each other.

Each question names the rows of the clinical reference on which it rests (E, T and R; of section 3
with a "C", of section 5 with "red flags"). None of these replaces another by itself: which one fits
is for the physician to say. They bear on no verdict.
"""

from dataclasses import dataclass
from typing import Final

from referrals.rules.suggestions import SUGGESTIBLES


@dataclass(frozen=True)
class Question:
    """One question, and what may answer it."""

    words: str
    among: tuple[str, ...]
    rows: str


def _question(words: str, *among: str, rows: str) -> Question:
    """Refuses what does not exist, and answers of different kinds."""
    for id in among:
        if id not in SUGGESTIBLES:
            raise ValueError(f"“{words}” names {id}, which nothing in suggestions.py is")
    if len({SUGGESTIBLES[id].kind for id in among}) != 1 or len(set(among)) < 2:
        raise ValueError(f"“{words}” needs two or more answers, all of one kind")
    return Question(words, among, rows)


QUESTIONS: Final = (
    # Red flags: what looks alike.
    _question(
        "Which emergency of the leg itself?",
        "acute_limb_ischaemia",
        "bilateral_limb_ischaemia",
        "phlegmasia",
        "compartment_syndrome",
        "limb_threatening_ischaemia",
        rows="C4, C10, E01, E03, E06, E16, E17",
    ),
    _question(
        "What makes the leg swell?",
        "deep_vein_thrombosis",
        "phlegmasia",
        "compartment_syndrome",
        rows="C5, E17, T07",
    ),
    _question(
        "What makes pain out of proportion?",
        "acute_limb_ischaemia",
        "compartment_syndrome",
        "necrotising_infection",
        rows="C9, C10, finding pain_out_of_proportion",
    ),
    _question(
        "Where do roots or cord suffer?",
        "cauda_equina",
        "metastatic_cord_compression",
        "rapid_weakness",
        "spinal_or_deep_infection",
        rows="C12, E04, E05, E10, E18",
    ),
    _question(
        "What threatens the foot?",
        "limb_threatening_diabetic_foot",
        "limb_threatening_ischaemia",
        rows="E13, E16",
    ),
    # Tests: what answers the same question.
    _question(
        "How well is the foot supplied with blood?",
        "abi",
        "toe_pressure",
        "tcpo2",
        rows="T01, T02, T06",
    ),
    _question(
        "Where are the arteries narrow?",
        "arterial_duplex",
        "angiography",
        rows="T04, T05",
    ),
    _question(
        "Is there a clot in a deep vein?",
        "venous_duplex",
        "d_dimer",
        rows="T07, T08",
    ),
    _question("Is it the heart?", "nt_probnp", "echocardiogram", rows="T13, T14"),
    _question("Is sugar handled normally?", "hba1c", "glucose_tolerance", rows="T18, T19"),
    _question(
        "Which nerve fibres are damaged?",
        "nerve_conduction",
        "skin_biopsy",
        rows="T24, T27",
    ),
    _question(
        "Is it gout?",
        "serum_urate",
        "joint_aspiration",
        "joint_imaging",
        rows="T34, T35, T36",
    ),
    _question("What is wrong with the bone?", "xray", "mri_limb", rows="T44"),
    _question(
        "What presses on roots or cord?",
        "mri_lumbar",
        "mri_whole_spine",
        rows="E04, E05, T29, T33",
    ),
    # Referrals: who else takes it.
    _question(
        "Who treats a foot in danger?",
        "vascular_surgery",
        "diabetic_foot_service",
        rows="E13, E16, R16",
    ),
    _question(
        "Who treats the skin or an ulcer of the leg?",
        "leg_ulcer_service",
        "venous_service",
        "dermatology",
        rows="R03, R04, R23",
    ),
    _question(
        "Who looks at a pressed cord or cauda equina?",
        "spinal_surgery",
        "mscc_coordinator",
        rows="E04, E05, red flags",
    ),
    _question(
        "Who looks at new weakness of a leg?",
        "spinal_surgery",
        "neurology",
        rows="red flags",
    ),
    _question(
        "Who helps with root pain that does not settle?",
        "spinal_surgery",
        "pain_management",
        "physiotherapy",
        rows="R10, R11, R17",
    ),
    _question(
        "Who helps with pain of the nerves?",
        "pain_management",
        "neurology",
        rows="R07, R11",
    ),
    _question(
        "Who treats restless legs or broken sleep?",
        "neurology",
        "sleep_medicine",
        rows="R08, R28",
    ),
    _question(
        "Who looks at a swollen joint?",
        "rheumatology",
        "orthopaedics",
        rows="E11, R13",
    ),
    _question(
        "Who looks into iron that stays low?",
        "gastroenterology",
        "haematology",
        rows="R20, R21",
    ),
)


def alternatives_to(id: str) -> tuple[tuple[Question, tuple[str, ...]], ...]:
    """Each question that a suggestion answers, with what else may answer it."""
    return tuple(
        (question, tuple(each for each in question.among if each != id))
        for question in QUESTIONS
        if id in question.among
    )
