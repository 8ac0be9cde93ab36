"""Emergencies of a limb and its vessels: ischaemia, compartment, clot, bleeding, diabetic foot.

A red flag is suspected on little: over-triage is accepted, a missed limb or life is not. Those of
nerves and spine, and of infection, stand in modules of their own.
"""

from intake.findings.background import aneurysm_known
from intake.findings.examination_skin import (
    erythema,
    leg_colour,
    local_infection_signs,
    oedema_extent,
    probe_to_bone,
    skin_integrity,
    varicose_bleeding,
)
from intake.findings.pain import pain_nrs_now, pain_site, severe_pain_sudden
from intake.findings.pain_pattern import pain_out_of_proportion, trauma_recent
from intake.findings.systemic import pe_symptoms, swelling_onset
from intake.findings.vitals import heart_rate, spo2_pct
from intake.logic import all_of, any_leg, any_of, at_least, both_legs, same_leg
from intake.scores.circulation import (
    BEDSIDE_SIGNS,
    ISCHAEMIC_SIGNS,
    NO_FLOW,
    ali_iib_or_iii,
    ali_neuro,
    ali_suspected,
    aortic_catastrophe,
    clti_suspected,
    clti_with_threat,
    foot_tissue_loss,
    rest_pain_ischaemic,
    tissue_loss,
)
from intake.scores.general import diabetes_present, fever, pain_on_leg, recent_onset
from intake.scores.infection import acs_suspected, unwell
from intake.scores.veins import dvt_considered, dvt_risk, oedema_one_sided
from referrals.rules import sources as s
from referrals.rules.rule import IfUnknown, rule
from referrals.rules.suggestions import Urgency

EM, SD = Urgency.EMERGENCY, Urgency.SAME_DAY
FIRST, SILENT = IfUnknown.ASK_FIRST, IfUnknown.SILENT

RULES = (
    rule(
        "E01",
        "acute_limb_ischaemia",
        "vascular_surgery",
        urgency=EM,
        when=any_leg(ali_suspected),
        if_unknown=FIRST,
        ask_if=any_of(
            recent_onset, any_leg(any_of(*NO_FLOW, ali_neuro, at_least(2, *ISCHAEMIC_SIGNS)))
        ),
        why="Phone the vascular surgeon and arrange transfer: nerve and muscle are lost from about "
        "six hours. Heparin unless contraindicated.",
        source=[s.ACC_AHA_PAD.cite("COR 1"), s.ESVS_ALI.cite("class I")],
    ),
    rule(
        "E02",
        "acute_limb_ischaemia",
        "vascular_surgery",
        urgency=EM,
        when=any_leg(ali_iib_or_iii),
        if_unknown=FIRST,
        ask_if=any_leg(ali_suspected),
        why="Immediately threatened or irreversible: a decision on revascularisation must not wait "
        "for imaging.",
        source=[s.ACC_AHA_PAD.cite("COR 1"), s.RUTHERFORD.cite("class IIb, III")],
    ),
    rule(
        "E03",
        "bilateral_limb_ischaemia",
        "emergency_department",
        "vascular_surgery",
        urgency=EM,
        when=any_of(
            both_legs(
                all_of(
                    ali_suspected,
                    any_of(
                        pain_on_leg.present(),
                        pain_site.has(*pain_site.options),
                        ali_neuro,
                        *BEDSIDE_SIGNS,
                    ),
                )
            ),
            aortic_catastrophe,
        ),
        if_unknown=FIRST,
        ask_if=any_of(
            any_leg(ali_suspected),
            aneurysm_known.is_("aortic", "both"),
            severe_pain_sudden.present(),
        ),
        why="Both legs, or a known aneurysm with sudden severe pain: aortic occlusion, rupture or "
        "thrombosis. Mortality is high.",
        source=[s.ESVS_ALI.cite(), s.NICE_NG156.cite()],
    ),
    rule(
        "E06",
        "compartment_syndrome",
        "emergency_department",
        "orthopaedics",
        urgency=EM,
        when=any_leg(acs_suspected),
        if_unknown=FIRST,
        ask_if=trauma_recent.is_(
            "fracture_or_crush", "tight_cast_or_dressing", "prolonged_compression"
        ),
        why="Surgical review now; open casts and dressings to the skin; limb at the level of the "
        "heart. Pulses are usually there and do not reassure.",
        source=[s.BOAST_ACS.cite("fasciotomy within one hour of the decision")],
    ),
    rule(
        "E09",
        "pulmonary_embolism",
        "emergency_department",
        urgency=EM,
        when=all_of(
            pe_symptoms.present(),
            any_of(
                dvt_considered,
                spo2_pct < 95,
                heart_rate > 100,
                dvt_risk,
                any_leg(oedema_one_sided),
            ),
        ),
        if_unknown=FIRST,
        ask_if=any_of(dvt_considered, pe_symptoms.present()),
        why="Possible pulmonary embolism: emergency assessment with interim anticoagulation.",
        source=[s.NICE_NG158.cite("offer")],
    ),
    rule(
        "E12",
        "bleeding_varices",
        "venous_service",
        urgency=SD,
        when=any_leg(varicose_bleeding.present()),
        if_unknown=SILENT,
        why="Raise the leg and press; bleeding varicose veins go to the vascular service at once. "
        "An emergency while it bleeds.",
        source=[s.NICE_CG168.cite("refer immediately")],
    ),
    rule(
        "E13",
        "limb_threatening_diabetic_foot",
        "diabetic_foot_service",
        "emergency_department",
        urgency=SD,
        raised=[(EM, any_of(unwell, any_leg(skin_integrity.is_("wet_gangrene"))))],
        when=all_of(
            diabetes_present,
            any_leg(
                any_of(
                    all_of(foot_tissue_loss, any_of(fever, clti_suspected)),
                    probe_to_bone.present(),
                    all_of(local_infection_signs >= 2, erythema.is_("spreading")),
                )
            ),
        ),
        if_unknown=FIRST,
        ask_if=all_of(diabetes_present, any_leg(tissue_loss)),
        why="Limb- or life-threatening diabetic foot: acute services at once, and tell the foot team.",
        source=[s.NICE_NG19.cite("1.4.1, refer immediately")],
    ),
    rule(
        "E16",
        "limb_threatening_ischaemia",
        "vascular_surgery",
        urgency=SD,
        raised=[(EM, all_of(unwell, any_leg(skin_integrity.is_("wet_gangrene"))))],
        when=any_leg(clti_with_threat),
        if_unknown=FIRST,
        ask_if=any_leg(any_of(rest_pain_ischaemic, tissue_loss)),
        why="Limb-threatening ischaemia with tissue loss, infection or critical pressure: speak to "
        "the vascular team today.",
        source=[s.GVG.cite("good practice"), s.VSGBI.cite("revascularise within 5 days")],
    ),
    rule(
        "E17",
        "phlegmasia",
        "vascular_surgery",
        "emergency_department",
        urgency=EM,
        when=same_leg(
            oedema_extent.is_("entire_leg"),
            leg_colour.is_("cyanosed", "mottled", "pale"),
            any_of(
                severe_pain_sudden.present(),
                pain_nrs_now >= 7,
                pain_out_of_proportion.present(),
                swelling_onset.is_("acute_lt2w"),
            ),
        ),
        if_unknown=FIRST,
        ask_if=any_leg(oedema_extent.is_("entire_leg")),
        why="Massive thrombosis that threatens the limb: vascular emergency and anticoagulation; "
        "raise the leg, no compression.",
        source=[s.ESVS_VT.cite()],
    ),
)
