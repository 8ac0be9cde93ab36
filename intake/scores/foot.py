"""The foot in diabetes: a Charcot foot that is possible, and the risk classes of NICE NG19.

Each class is a condition of its own about one leg, for rules; the score says the highest over both.
"""

from intake.findings.background import dialysis
from intake.findings.background_other import known_neuropathy
from intake.findings.examination_nerves import (
    callus,
    charcot_suspected,
    foot_deformity,
    prior_foot_ulcer_or_amputation,
)
from intake.findings.examination_skin import (
    erythema,
    local_infection_signs,
    oedema_extent,
    skin_temp,
)
from intake.findings.pain import pain_site
from intake.logic import Condition, all_of, any_leg, any_of, basis_of, judge, missing, named
from intake.readings import Answers, Leg, Reading
from intake.scores.circulation import clti_suspected, foot_tissue_loss, pad_evidence
from intake.scores.general import diabetes_present
from intake.scores.nerves import lops
from intake.scores.score import first_to_hold, number

charcot_possible = named(
    "charcot_possible",
    any_of(
        charcot_suspected.present(),
        all_of(
            any_of(diabetes_present, known_neuropathy.present(), lops),
            skin_temp.is_("warm", "hot"),
            any_of(oedema_extent.is_("foot_ankle", "below_knee"), pain_site.has("foot", "ankle")),
            any_of(erythema.is_("localised", "spreading"), oedema_extent.is_("foot_ankle")),
        ),
    ),
)

# --- Classes of risk, of one foot of a person with diabetes ---

insensate = any_of(lops, known_neuropathy.present())
pressed = any_of(callus.present(), foot_deformity.present())
foot_problem_active = named(
    "foot_problem_active",
    any_of(foot_tissue_loss, local_infection_signs >= 2, charcot_possible, clti_suspected),
)
foot_risk_high = named(
    "foot_risk_high",
    any_of(
        prior_foot_ulcer_or_amputation.present(),
        dialysis.present(),
        all_of(insensate, pad_evidence),
        all_of(any_of(insensate, pad_evidence), pressed),
    ),
)
foot_risk_moderate = named(
    "foot_risk_moderate", any_of(foot_deformity.present(), insensate, pad_evidence)
)
FOOT_RISK: tuple[tuple[str, Condition], ...] = (
    ("active", any_leg(foot_problem_active)),
    ("high", any_leg(foot_risk_high)),
    ("moderate", any_leg(foot_risk_moderate)),
)


@number(
    "foot_risk_nice",
    "Foot risk in diabetes",
    source="NICE NG19 2019",
    options={
        "active": "active problem",
        "high": "high",
        "moderate": "moderate",
        "low": "low",
    },
)
def foot_risk_nice(answers: Answers, leg: Leg | None) -> Reading:
    """The class of the worse foot; without diabetes there is none."""
    diabetes = judge(diabetes_present, answers)
    if diabetes.value is False:
        return Reading(basis=basis_of(diabetes), applies=False)
    possible, basis, wanted = first_to_hold(FOOT_RISK, "low", answers, None)
    basis |= basis_of(diabetes)
    if diabetes.value is None or len(possible) > 1:
        wanted |= set(missing(diabetes))
        return Reading(basis=frozenset(basis), wanted=frozenset(wanted))
    return Reading(possible.pop(), basis=frozenset(basis))
