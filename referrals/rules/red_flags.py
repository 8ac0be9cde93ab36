"""Emergencies and what needs the same day: rows E01 to E18.

A red flag is suspected on little: over-triage is accepted, a missed limb or life is not.
"""

from intake.findings.background import aneurysm_known, dialysis, previous_vte
from intake.findings.background_other import active_cancer, immunosuppressed, injecting_drug_use
from intake.findings.encounter import age_years
from intake.findings.examination_limb import (
    calf_or_muscle_tenderness,
    hip_rotation_pain,
    joint_hot_swollen,
)
from intake.findings.examination_nerves import spine_midline_tenderness
from intake.findings.examination_skin import (
    erythema,
    leg_colour,
    local_infection_signs,
    oedema_extent,
    probe_to_bone,
    skin_integrity,
    varicose_bleeding,
)
from intake.findings.medicines import med_statin
from intake.findings.neuro_symptoms import breathing_or_bulbar_weakness
from intake.findings.pain import pain_nrs_now, pain_site, severe_pain_sudden
from intake.findings.pain_pattern import (
    back_pain,
    bilateral_radicular_pain,
    night_pain_unrelenting,
    overuse_recent,
    pain_out_of_proportion,
    trauma_recent,
)
from intake.findings.results import (
    lab_calcium_adj,
    lab_ck,
    lab_magnesium,
    lab_potassium,
    lab_sodium,
)
from intake.findings.systemic import (
    dark_urine,
    gca_symptoms,
    night_sweats,
    pe_symptoms,
    recent_infection_6w,
    swelling_onset,
)
from intake.findings.vitals import heart_rate, spo2_pct
from intake.logic import all_of, any_leg, any_of, at_least, both_legs, same_leg
from intake.scores.circulation import (
    ISCHAEMIC_SIGNS,
    NO_FLOW,
    ali_iib_or_iii,
    ali_neuro,
    ali_suspected,
    aortic_catastrophe,
    clti_suspected,
    clti_with_threat,
    foot_tissue_loss,
    gangrene,
    pad_evidence,
    rest_pain_ischaemic,
    tissue_loss,
)
from intake.scores.general import cancer, diabetes_present, fever, news2, pain_on_leg, recent_onset
from intake.scores.infection import (
    acs_suspected,
    infection_possible,
    nsti_suspected,
    sepsis_high_community,
    septic_joint_suspected,
    unwell,
)
from intake.scores.joints import pmr_pattern
from intake.scores.nerves import (
    ces_suspected,
    cord_signs,
    mscc_suspected,
    rapid_weakness,
    weak,
)
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
                        *ISCHAEMIC_SIGNS,
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
        "E04",
        "cauda_equina",
        "mri_lumbar",
        "spinal_surgery",
        urgency=EM,
        when=ces_suspected,
        if_unknown=FIRST,
        ask_if=any_of(back_pain.is_not("none"), bilateral_radicular_pain.present()),
        why="Emergency MRI within four hours of the request where it is done day and night; bladder, "
        "bowel and leg function may be saved. A residual volume below 200 mL does not exclude it.",
        source=[s.GIRFT_CES.cite("national pathway")],
    ),
    rule(
        "E05",
        "metastatic_cord_compression",
        "mri_whole_spine",
        "mscc_coordinator",
        urgency=EM,
        when=mscc_suspected,
        if_unknown=FIRST,
        ask_if=cancer,
        why="Call the cord compression coordinator at once; MRI of the whole spine within 24 hours; "
        "lie flat if the spine may be unstable.",
        source=[s.NICE_NG234.cite("offer")],
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
        "E07",
        "necrotising_infection",
        "emergency_department",
        "blood_culture",
        urgency=EM,
        when=any_leg(nsti_suspected),
        if_unknown=FIRST,
        ask_if=any_leg(erythema.is_("localised", "spreading")),
        why="Surgical exploration, resuscitation and broad intravenous antibiotics; neither imaging "
        "nor a score may delay it.",
        source=[s.WSES_NSTI.cite()],
    ),
    rule(
        "E08",
        "sepsis",
        "emergency_department",
        "blood_culture",
        urgency=EM,
        when=all_of(infection_possible, any_of(news2 >= 7, sepsis_high_community)),
        if_unknown=FIRST,
        ask_if=infection_possible,
        why="Sepsis pathway: cultures, lactate, antibiotics within the hour when the risk is high.",
        source=[
            s.NICE_NG253.cite("not in pregnancy"),
            s.NEWS2.cite("7 or more; not valid in pregnancy"),
        ],
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
                previous_vte.present(),
                active_cancer.present(),
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
        "E10",
        "rapid_weakness",
        "emergency_department",
        "vital_capacity",
        urgency=EM,
        when=rapid_weakness,
        if_unknown=FIRST,
        ask_if=any_of(any_leg(weak), breathing_or_bulbar_weakness.present()),
        why="Weakness that grows over hours to four weeks: Guillain-Barré syndrome, cord or stroke. "
        "Admit, measure the vital capacity.",
        source=[s.NICE_NG127.cite("refer immediately")],
    ),
    rule(
        "E10.cord",
        "mri_whole_spine",
        urgency=EM,
        when=all_of(rapid_weakness, cord_signs),
        if_unknown=SILENT,
        why="Signs of the spinal cord with rapid weakness: MRI of the whole spine.",
        source=[s.NICE_NG127.cite("refer immediately")],
    ),
    rule(
        "E11",
        "septic_joint",
        "orthopaedics",
        "joint_aspiration",
        "crp_esr",
        "blood_culture",
        urgency=SD,
        raised=[(EM, unwell)],
        when=septic_joint_suspected,
        if_unknown=FIRST,
        ask_if=any_leg(joint_hot_swollen.is_("single")),
        why="Aspirate before antibiotics, the same day, in hospital; a joint prosthesis is never "
        "aspirated in the community. No fever does not exclude it.",
        source=[s.NICE_NG219.cite("refer immediately"), s.BSR_HOT_JOINT.cite()],
    ),
    rule(
        "E11.emergency",
        "emergency_department",
        urgency=EM,
        when=all_of(septic_joint_suspected, unwell),
        if_unknown=SILENT,
        why="A hot joint in someone unwell: emergency admission.",
        source=[s.NICE_NG219.cite("refer immediately")],
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
                    all_of(foot_tissue_loss, any_of(fever, pad_evidence, clti_suspected)),
                    gangrene,
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
        "E14",
        "rhabdomyolysis_or_critical_result",
        "emergency_department",
        "ck",
        "creatinine_egfr",
        urgency=SD,
        raised=[(EM, any_of(lab_potassium >= 6.5, lab_potassium <= 2.5))],
        when=any_of(
            lab_ck >= 5000,
            all_of(
                dark_urine.present(),
                any_of(
                    med_statin.present(),
                    trauma_recent.is_("fracture_or_crush", "prolonged_compression"),
                    overuse_recent.present(),
                    any_leg(any_of(weak, calf_or_muscle_tenderness.present())),
                ),
            ),
            lab_potassium >= 6.5,
            lab_potassium <= 2.5,
            lab_sodium <= 120,
            lab_sodium >= 160,
            lab_calcium_adj <= 1.8,
            lab_calcium_adj >= 3.5,
            lab_magnesium <= 0.4,
        ),
        if_unknown=SILENT,
        why="A result that is acted on the same day, or muscle breaking down: repeat a haemolysed "
        "potassium, ECG, fluids.",
        source=[s.RCPATH_CRITICAL.cite("critical limits")],
    ),
    rule(
        "E15",
        "giant_cell_arteritis",
        "rheumatology",
        urgency=SD,
        when=all_of(gca_symptoms.present(), age_years >= 50),
        if_unknown=FIRST,
        ask_if=pmr_pattern,
        why="Same-day pathway for giant cell arteritis, within the hour when vision is affected; "
        "steroid does not wait for a biopsy.",
        source=[s.BSR_GCA.cite()],
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
    rule(
        "E18",
        "spinal_or_deep_infection",
        "emergency_department",
        "mri_whole_spine",
        "crp_esr",
        "blood_culture",
        urgency=SD,
        raised=[(EM, any_of(ces_suspected, any_leg(weak), news2 >= 5))],
        when=any_of(
            all_of(
                back_pain.is_not("none"),
                any_of(
                    fever,
                    injecting_drug_use.present(),
                    all_of(immunosuppressed.present(), night_pain_unrelenting.present()),
                    all_of(
                        any_of(
                            spine_midline_tenderness.present(), night_pain_unrelenting.present()
                        ),
                        any_of(
                            immunosuppressed.present(),
                            diabetes_present,
                            dialysis.present(),
                            recent_infection_6w.present(),
                            night_sweats.present(),
                        ),
                    ),
                ),
            ),
            all_of(
                any_leg(any_of(pain_site.has("hip_groin"), hip_rotation_pain.present())),
                any_of(fever, injecting_drug_use.present()),
            ),
        ),
        if_unknown=FIRST,
        ask_if=all_of(
            back_pain.is_not("none"),
            any_of(injecting_drug_use.present(), immunosuppressed.present()),
        ),
        why="Infection of disc, epidural space or psoas: cultures, CRP and MRI of the spine today. A "
        "normal temperature does not exclude it.",
        source=[s.NICE_NG59.cite("exclude infection"), s.IDSA_SPINE.cite()],
    ),
)
