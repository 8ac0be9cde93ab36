"""When a patient must get help at once: the signs for everybody, and those that fit this one.

They are the signs of the red flags of the rule base and of its advice on when to come back, in plain
words. What is not known never takes a sign away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final


class Act(Enum):
    """What to do at a sign; the most urgent first."""

    CALL_999 = "Call 999 if:"
    HOSPITAL = "Go to the emergency department (A&E) now if:"
    RING_US = "Ring us{phone} the same day if:"


# The only numbers of a patient's letter that stand in no other document.
EMERGENCY_NUMBERS: Final = ("999", "111")

C, H, R = Act.CALL_999, Act.HOSPITAL, Act.RING_US
Sign = tuple[Act, str]

LEG_WITHOUT_BLOOD: Final = (
    C,
    "your leg turns cold, pale, blue or numb all at once, or you cannot move it",
)
CLOT_IN_LUNG: Final = (C, "you find it hard to breathe, your chest hurts, or you cough up blood")
VERY_ILL: Final = (C, "you have a fever and feel very ill, or you are confused")
BLEEDING: Final = (C, "a bleed does not stop. Press on it hard while you wait")
FAINT: Final = (C, "you pass out")
SEAT: Final = (H, "you turn numb between your legs or around your back passage")
BLADDER: Final = (H, "you cannot pass urine, or you lose control of your bladder or bowel")
WEAK_LEGS: Final = (H, "your legs grow weak")
SUDDEN_PAIN: Final = (H, "a very bad pain starts all at once")

FOR_EVERYBODY: Final[tuple[Sign, ...]] = (
    LEG_WITHOUT_BLOOD,
    CLOT_IN_LUNG,
    VERY_ILL,
    SEAT,
    BLADDER,
    SUDDEN_PAIN,
    (R, "your leg swells, or hurts more than before"),
    (R, "you find a new sore or wound on your leg or foot"),
)


@dataclass(frozen=True)
class Watch:
    """Signs that fit a patient: by what was suggested and not declined, or by an answer."""

    name: str
    signs: tuple[Sign, ...]
    suggested: frozenset[str] = frozenset()
    answered: Mapping[str, tuple[Any, ...]] | None = None

    def fits(self, ids: frozenset[str], answers: Mapping[str, Any]) -> bool:
        if not self.suggested.isdisjoint(ids):
            return True
        return any(
            any(value in wanted for value in _values(answers.get(id)))
            for id, wanted in (self.answered or {}).items()
        )


def _values(answer: Any) -> Iterable[Any]:
    """The values of an answer, of either leg, of which there may be several."""
    if isinstance(answer, dict):
        return [each for value in answer.values() for each in _values(value)]
    return answer if isinstance(answer, list) else [answer]


WATCHES: Final = (
    Watch(
        "blood clot",
        (
            CLOT_IN_LUNG,
            FAINT,
            (H, "your leg swells more, turns blue or hurts far more"),
        ),
        frozenset({"deep_vein_thrombosis", "phlegmasia", "pulmonary_embolism", "venous_duplex"}),
    ),
    Watch(
        "blood flow",
        (
            LEG_WITHOUT_BLOOD,
            (H, "the skin of your toes or foot turns black"),
            (R, "the pain at night or at rest grows and does not ease"),
        ),
        frozenset(
            {
                "acute_limb_ischaemia",
                "bilateral_limb_ischaemia",
                "limb_threatening_ischaemia",
                "limb_threatening_diabetic_foot",
                "vascular_surgery",
                "no_elevation",
            }
        ),
    ),
    Watch(
        "main blood vessel",
        ((C, "your back, tummy or leg hurts very much all at once"), FAINT),
        frozenset({"bilateral_limb_ischaemia", "aneurysm_ultrasound"}),
        {"aneurysm_known": ("aortic", "popliteal", "both")},
    ),
    Watch(
        "wound",
        (
            (H, "the skin around the sore turns black"),
            (H, "the red skin around the sore spreads"),
            (H, "you have a fever or you shiver"),
        ),
        frozenset(
            {
                "limb_threatening_diabetic_foot",
                "leg_ulcer_service",
                "necrotising_infection",
                "sepsis",
                "spinal_or_deep_infection",
            }
        ),
        {"skin_integrity": ("ulcer", "dry_gangrene", "wet_gangrene")},
    ),
    Watch(
        "infection",
        (
            VERY_ILL,
            (H, "red skin spreads, or the pain is far worse than it looks"),
            (H, "you have a fever or you shiver"),
        ),
        frozenset({"necrotising_infection", "sepsis", "septic_joint", "spinal_or_deep_infection"}),
        {"erythema": ("localised", "spreading")},
    ),
    Watch(
        "joint",
        (
            (H, "a joint turns hot and swells, or you cannot stand on it"),
            (H, "you have a fever or you shiver"),
        ),
        frozenset({"septic_joint", "joint_aspiration"}),
    ),
    Watch(
        "spine",
        (SEAT, BLADDER, WEAK_LEGS),
        frozenset(
            {"cauda_equina", "metastatic_cord_compression", "spinal_surgery", "mri_whole_spine"}
        ),
        {"back_pain": ("axial_only", "with_leg_radiation")},
    ),
    Watch(
        "cancer",
        (WEAK_LEGS, (H, "you have new pain in your back, or your walk turns unsteady")),
        frozenset({"metastatic_cord_compression", "mscc_coordinator"}),
        {"active_cancer": (True,), "cancer_ever": (True,)},
    ),
    Watch(
        "weakness",
        (
            (C, "you find it hard to breathe, speak or swallow, or your face drops"),
            (H, "your arms or legs grow weak"),
        ),
        frozenset({"rapid_weakness", "vital_capacity"}),
        {"weakness_tempo": ("hours_to_4w", "gt4w_progressive")},
    ),
    Watch(
        "injury",
        (
            (H, "the pain grows and grows, or the leg feels hard and tight"),
            (H, "your toes turn numb under a cast or a bandage"),
        ),
        frozenset({"compartment_syndrome"}),
        {
            "trauma_recent": (
                "minor",
                "fracture_or_crush",
                "tight_cast_or_dressing",
                "prolonged_compression",
            )
        },
    ),
    Watch(
        "vein that bleeds",
        ((C, "a vein bleeds and does not stop. Lie down, press on it hard, raise the leg"),),
        frozenset({"bleeding_varices"}),
    ),
    Watch(
        "head and eyes",
        ((H, "you lose sight or see double, even for a short time"),),
        frozenset({"giant_cell_arteritis"}),
    ),
    Watch(
        "muscles",
        (
            (H, "your urine turns dark, or you pass very little"),
            (H, "your heart beats out of step"),
            (R, "your muscles ache and feel weak"),
        ),
        frozenset({"rhabdomyolysis_or_critical_result"}),
    ),
    Watch(
        "statin",
        ((R, "your muscles ache and feel weak, or your urine turns dark"),),
        answered={"med_statin": (True,)},
    ),
    Watch(
        "blood thinner",
        (BLEEDING, (H, "you fall on your head")),
        answered={"med_anticoagulant": (True,)},
    ),
    Watch(
        "feet that do not feel",
        ((R, "your foot has a blister, swells, turns hot or changes colour"),),
        frozenset({"foot_care", "diabetic_foot_service"}),
        {"diabetes_type": ("type1", "type2", "other_type"), "known_neuropathy": (True,)},
    ),
    Watch(
        "despair",
        ((H, "you feel that you cannot go on"),),
        frozenset({"pain_management"}),
        {"sleep_loss_major": (True,)},
    ),
)


def warning_signs(ids: frozenset[str], answers: Mapping[str, Any]) -> dict[Act, tuple[str, ...]]:
    """By what to do: the signs that fit, then those for everybody, each once."""
    fitting = [sign for watch in WATCHES if watch.fits(ids, answers) for sign in watch.signs]
    signs = dict.fromkeys((*fitting, *FOR_EVERYBODY))
    return {act: tuple(f"{text}." for each, text in signs if each is act) for act in Act}
