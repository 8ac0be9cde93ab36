"""Self-care: what the patient can do meanwhile, and when to come back at once.

Advice waits for a red flag that makes it harmful or pointless. It asks for the absence of something
only where the advice itself would harm and the question is among the core ones; what is not known
never makes a leg safe.
"""

from typing import Final

from intake.findings.background import (
    cardiac_history,
    ckd_known,
    dialysis,
    known_pad,
    nyha_class,
    prior_leg_revascularisation,
    smoking_status,
)
from intake.findings.background_other import (
    active_cancer,
    gout_history,
    immunosuppressed,
    known_neuropathy,
    osteoarthritis_history,
)
from intake.findings.examination_circulation import pulse_dp, pulse_pt
from intake.findings.examination_limb import (
    calf_or_muscle_tenderness,
    hip_rotation_pain,
    joint_hot_swollen,
    knee_effusion,
)
from intake.findings.examination_skin import oedema_extent, skin_integrity
from intake.findings.medicines import med_anticoagulant, med_statin
from intake.findings.pain_pattern import (
    back_pain,
    exertional_pattern,
    overuse_recent,
    position_trigger,
    trauma_recent,
)
from intake.findings.systemic import cold_foot_symptom
from intake.logic import all_of, any_leg, any_of, both_legs, not_, same_leg
from intake.scores.circulation import foot_tissue_loss, pad_evidence, rest_pain_ischaemic
from intake.scores.general import bmi, diabetes_present, fever, something_recorded
from intake.scores.infection import red_skin
from intake.scores.joints import cramp_pattern
from intake.scores.nerves import dspn_possible, lops, weak
from intake.scores.pressures import abi, abi_class
from intake.scores.restless import rls_probable
from intake.scores.spine import neurogenic_claudication, radicular_pattern
from intake.scores.thresholds import (
    ABI_ABNORMAL,
    COMPRESSION_REDUCED_ABI,
    COMPRESSION_STANDARD_ABI,
)
from intake.scores.veins import (
    dvt_risk,
    oedema_bilateral,
    venous_disease,
    venous_pattern,
)
from referrals.rules import sources as s
from referrals.rules.rule import UNSAFE_NOW, IfUnknown, rule
from referrals.rules.suggestions import RED_FLAGS, Urgency

NO, SILENT = Urgency.NONE, IfUnknown.SILENT

ANY_RED_FLAG: Final = tuple(flag.id for flag in RED_FLAGS)
# A limb that must lie level, or must not be squeezed.
LIMB_AT_RISK: Final = (
    "acute_limb_ischaemia",
    "bilateral_limb_ischaemia",
    "compartment_syndrome",
    "limb_threatening_ischaemia",
    "limb_threatening_diabetic_foot",
)

claudication = exertional_pattern.is_("vascular_type", "mixed")
heart_failure = cardiac_history.has("heart_failure")
PALPABLE = ("reduced", "normal", "bounding")
# A stiff artery gives a high index whatever flows in it, so "not compressible" does not reassure.
foot_supplied = any_of(
    all_of(pulse_dp.is_(*PALPABLE), pulse_pt.is_(*PALPABLE)),
    abi_class.is_("borderline", "normal"),
)
muscle_or_joint_pain = any_of(
    cramp_pattern,
    overuse_recent.present(),
    trauma_recent.is_("minor"),
    osteoarthritis_history.present(),
    exertional_pattern.is_("first_step_joint"),
    any_leg(
        any_of(
            calf_or_muscle_tenderness.present(),
            joint_hot_swollen.is_("single", "multiple"),
            knee_effusion.present(),
            hip_rotation_pain.present(),
        )
    ),
)

RULES = (
    rule(
        "SC01",
        "walking_exercise",
        urgency=NO,
        when=all_of(
            any_of(
                claudication,
                venous_pattern,
                rls_probable,
                osteoarthritis_history.present(),
                neurogenic_claudication,
            ),
            not_(any_leg(foot_tissue_loss)),
        ),
        notes=[
            ("Walk into the pain, rest until it goes, walk on.", claudication),
            ("Restless legs: moderate, and not late in the evening.", rls_probable),
            ("Feet that do not feel: look at shoes and feet after each walk.", any_leg(lops)),
        ],
        if_unknown=SILENT,
        deferred_by=ANY_RED_FLAG,
        why="Walking helps arteries, calf pump, joints and restless legs. For claudication best "
        "supervised, 30 to 45 minutes three times a week for 12 weeks. Not with pain at rest from "
        "poor circulation, a sore on the foot or unstable angina.",
        source=[
            s.ACC_AHA_PAD.cite("COR 1 for claudication"),
            s.NICE_CG147.cite("offer supervised exercise"),
            s.NICE_NG226.cite("offer exercise"),
        ],
    ),
    rule(
        "SC02",
        "leg_elevation",
        urgency=NO,
        when=all_of(any_of(venous_pattern, oedema_bilateral), both_legs(foot_supplied)),
        notes=[("Heart failure: only as far as breathing stays easy.", heart_failure)],
        if_unknown=SILENT,
        deferred_by=LIMB_AT_RISK,
        why="Raise the legs above the level of the heart, 15 to 30 minutes several times a day. Put "
        "them down again if the pain grows or the foot turns pale.",
        source=[s.NICE_CG168.cite("information for patients")],
    ),
    rule(
        "SC03",
        "avoid_restless_triggers",
        urgency=NO,
        when=rls_probable,
        if_unknown=SILENT,
        why="Caffeine, alcohol and nicotine can bring restless legs on: leave them out in the evening. "
        "Caffeine is best cut down step by step; dependence on alcohol needs help first.",
        source=[s.AASM_RLS.cite("good practice statement"), s.NICE_CKS_RLS.cite()],
    ),
    rule(
        "SC04",
        "stop_smoking_advice",
        urgency=NO,
        when=smoking_status.is_("current"),
        if_unknown=SILENT,
        why="Stopping saves legs and lives, and helps wounds to heal. Medicine together with support "
        "works best.",
        source=[s.ACC_AHA_PAD.cite("COR 1"), s.NICE_NG209.cite("offer")],
    ),
    rule(
        "SC05",
        "healthy_diet",
        urgency=NO,
        when=any_of(
            known_pad.present(),
            any_leg(abi <= ABI_ABNORMAL.value),
            diabetes_present,
            gout_history.present(),
            bmi >= 30,
        ),
        notes=[("Gout: less beer, spirits and sugary drinks.", gout_history.present())],
        if_unknown=SILENT,
        why="Healthy food and weight, with blood pressure, lipids and sugar under control, protect "
        "arteries, nerves and joints.",
        source=[s.NICE_CG147.cite("1.2.1, offer"), s.NICE_NG219.cite("healthy, balanced diet")],
    ),
    rule(
        "SC06",
        "hydration",
        urgency=NO,
        # Who has no kidney disease is not asked about dialysis.
        when=all_of(
            cramp_pattern,
            not_(heart_failure),
            any_of(ckd_known.absent(), dialysis.absent()),
        ),
        if_unknown=SILENT,
        deferred_by=ANY_RED_FLAG,
        why="Drink enough through the day, more in heat and with exercise. The evidence for cramp is "
        "weak; the advice is harmless where nobody has limited fluids.",
        source=[s.NICE_CKS_CRAMP.cite("expert opinion")],
    ),
    rule(
        "SC07",
        "calf_stretching",
        urgency=NO,
        when=cramp_pattern,
        if_unknown=SILENT,
        deferred_by=ANY_RED_FLAG,
        why="Stretch the calves for a few minutes before bed; in a cramp pull the toes up, massage, or "
        "walk on the heels. Trials disagree, and it does no harm.",
        source=[s.RABBITT.cite("review: conflicting trials"), s.NICE_CKS_CRAMP.cite()],
    ),
    rule(
        "SC08",
        "sleep_positioning",
        urgency=NO,
        when=any_of(
            any_leg(radicular_pattern),
            neurogenic_claudication,
            position_trigger.has(*position_trigger.options),
        ),
        notes=[
            (
                "Poor circulation: keep the feet level or slightly down, never raised.",
                any_leg(pad_evidence),
            )
        ],
        if_unknown=SILENT,
        deferred_by=UNSAFE_NOW,
        why="A pillow under the knees on the back, or between the knees on the side that does not "
        "hurt. Uncross the legs: pressure below the knee harms the nerve to the foot.",
        source=[s.NICE_NG59.cite("self-management; the position is expert opinion")],
    ),
    rule(
        "SC09",
        "otc_pain_relief",
        urgency=NO,
        when=muscle_or_joint_pain,
        if_unknown=SILENT,
        deferred_by=ANY_RED_FLAG,
        why="A gel with an NSAID, or capsaicin, comes first for knee and muscle; paracetamol helps "
        "little. Tablets of an NSAID only when nothing speaks against them, for days and not weeks.",
        source=[s.NICE_NG226.cite("offer a topical NSAID for the knee"), s.NSAID_CAUTIONS.cite()],
    ),
    rule(
        "SC10",
        "foot_care",
        urgency=NO,
        when=any_of(
            diabetes_present,
            known_neuropathy.present(),
            dspn_possible,
            any_leg(any_of(lops, pad_evidence)),
        ),
        notes=[("Feet that do not feel: never cut or treat corns yourself.", any_leg(lops))],
        if_unknown=SILENT,
        why="Look at both feet and into the shoes every day, wash, dry and moisten the skin, never walk "
        "barefoot. A new sore, blister, colour or swelling is shown to somebody within a day.",
        source=[s.NICE_NG19.cite("information for patients"), s.ADA.cite()],
    ),
    rule(
        "SC11",
        "compression",
        urgency=NO,
        when=all_of(
            same_leg(
                venous_disease,
                abi >= COMPRESSION_REDUCED_ABI.value,
                abi <= COMPRESSION_STANDARD_ABI.value,
                prior_leg_revascularisation.absent(),
                not_(all_of(diabetes_present, lops)),
            ),
            not_(nyha_class >= 3),
        ),
        if_unknown=SILENT,
        deferred_by=(
            *LIMB_AT_RISK,
            "deep_vein_thrombosis",
            "phlegmasia",
            "pulmonary_embolism",
            "necrotising_infection",
            "sepsis",
            "septic_joint",
        ),
        why="Stockings measured for this leg, on in the morning and off at night. They ease symptoms "
        "and swelling and do not replace treatment of the veins. Off at once with pain, numbness or "
        "a change of colour.",
        source=[
            s.NICE_CG168.cite("not as sole treatment where intervention is suitable"),
            s.NWCSP.cite("ABI 0.80 to 1.30"),
            s.RABE.cite(),
        ],
    ),
    rule(
        "SC12",
        "safety_net",
        urgency=NO,
        when=something_recorded.present(),
        never_false="Everybody of whom something was recorded is told when to come back.",
        notes=[
            (
                "Circulation: pain at rest that does not ease, a new sore or a dark toe.",
                any_of(
                    claudication,
                    any_leg(any_of(pad_evidence, rest_pain_ischaemic, cold_foot_symptom.present())),
                ),
            ),
            (
                "Veins: new swelling or pain of one leg; breathlessness, chest pain or coughing blood; "
                "a vein that bleeds.",
                any_of(
                    venous_pattern,
                    dvt_risk,
                    any_leg(any_of(venous_disease, oedema_extent.is_not("none"))),
                ),
            ),
            (
                "Nerves: numbness around the seat or genitals, trouble with bladder or bowel, legs that "
                "grow weak.",
                any_of(
                    back_pain.is_not("none"),
                    neurogenic_claudication,
                    any_leg(any_of(radicular_pattern, weak)),
                ),
            ),
            (
                "Infection: fever or shivering, redness that spreads, a joint that grows hot, pain far "
                "worse than it looks.",
                any_of(
                    fever,
                    immunosuppressed.present(),
                    any_leg(
                        any_of(
                            red_skin,
                            skin_integrity.is_not("intact"),
                            joint_hot_swollen.is_("single", "multiple"),
                        )
                    ),
                ),
            ),
            (
                "Injury or plaster: pain that keeps growing, a tense limb, toes that turn numb.",
                trauma_recent.is_not("none"),
            ),
            (
                "Foot: any new wound, blister, swelling or change of colour.",
                any_of(diabetes_present, known_neuropathy.present(), any_leg(lops)),
            ),
            (
                "Cancer: new back pain, or legs that grow weak or unsteady.",
                active_cancer.present(),
            ),
            ("Statin: muscle pain with weakness or dark urine.", med_statin.present()),
            (
                "Blood thinner: bleeding that does not stop, a fall on the head.",
                med_anticoagulant.present(),
            ),
        ],
        if_unknown=SILENT,
        why="Come back at once when a leg turns cold, pale, blue, numb or too weak to move, when "
        "sudden severe pain or new swelling comes, with breathlessness or chest pain, with fever, or "
        "with numbness around the seat or a change of bladder or bowel.",
        source=[
            s.ACC_AHA_PAD.cite("signs of acute ischaemia"),
            s.NICE_NG158.cite("signs of embolism"),
            s.GIRFT_CES.cite("signs of cauda equina syndrome"),
        ],
    ),
)
