"""Emergencies of infection and inflammation, and blood results that cannot wait."""

from intake.findings.background import dialysis
from intake.findings.background_other import immunosuppressed, injecting_drug_use
from intake.findings.encounter import age_years
from intake.findings.examination_limb import (
    bone_tenderness_focal,
    calf_or_muscle_tenderness,
    hip_rotation_pain,
    knee_effusion,
    soft_tissue_mass,
)
from intake.findings.examination_nerves import spine_midline_tenderness
from intake.findings.examination_skin import erythema, local_infection_signs, probe_to_bone
from intake.findings.medicines import med_statin
from intake.findings.pain import pain_site
from intake.findings.pain_pattern import (
    back_pain,
    night_pain_unrelenting,
    overuse_recent,
    trauma_recent,
)
from intake.findings.results import (
    lab_calcium_adj,
    lab_ck,
    lab_magnesium,
    lab_potassium,
    lab_sodium,
)
from intake.findings.systemic import dark_urine, gca_symptoms, night_sweats, recent_infection_6w
from intake.logic import all_of, any_leg, any_of
from intake.scores.circulation import foot_tissue_loss
from intake.scores.general import diabetes_present, fever, news2
from intake.scores.infection import (
    any_hot_joint,
    infection_possible,
    nsti_suspected,
    sepsis_high_community,
    septic_joint_suspected,
    unwell,
)
from intake.scores.joints import pmr_pattern
from intake.scores.nerves import weak
from intake.scores.spine import ces_suspected
from referrals.rules import sources as s
from referrals.rules.rule import IfUnknown, rule
from referrals.rules.suggestions import Urgency

EM, SD = Urgency.EMERGENCY, Urgency.SAME_DAY
FIRST, SILENT = IfUnknown.ASK_FIRST, IfUnknown.SILENT

bone_or_deep_lump = any_of(
    bone_tenderness_focal.present(), soft_tissue_mass.is_("enlarging_or_deep")
)

RULES = (
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
        ask_if=any_leg(any_of(any_hot_joint, knee_effusion.present())),
        why="Aspirate before antibiotics, the same day, in hospital; a joint prosthesis is never "
        "aspirated in the community. No fever does not exclude it, nor do several hot joints.",
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
        "E13.unwell",
        "limb_threatening_diabetic_foot",
        "diabetic_foot_service",
        "emergency_department",
        "blood_culture",
        urgency=EM,
        when=all_of(
            diabetes_present,
            unwell,
            any_leg(
                any_of(
                    foot_tissue_loss,
                    probe_to_bone.present(),
                    all_of(local_infection_signs >= 2, erythema.is_("spreading")),
                )
            ),
        ),
        # E13 asks for what is missing.
        if_unknown=SILENT,
        why="An ulcer or infection of a diabetic foot in someone unwell is severe: admission, blood "
        "cultures before antibiotics, and the foot team told.",
        source=[
            s.NICE_NG19.cite("1.4.1, ulceration with fever or any signs of sepsis"),
            s.IWGDF_INFECTION.cite("severe: systemic signs"),
        ],
    ),
    rule(
        "E14",
        "rhabdomyolysis_or_critical_result",
        "emergency_department",
        "ck",
        "creatinine_egfr",
        "electrolytes_mg_ca",
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
    rule(
        "E18.limb",
        "spinal_or_deep_infection",
        "emergency_department",
        "blood_culture",
        "crp_esr",
        "mri_limb",
        urgency=SD,
        raised=[(EM, news2 >= 5)],
        when=any_of(
            all_of(
                any_of(fever, injecting_drug_use.present()),
                any_leg(bone_or_deep_lump),
            ),
            all_of(
                fever,
                any_leg(calf_or_muscle_tenderness.present()),
                any_of(immunosuppressed.present(), injecting_drug_use.present(), diabetes_present),
            ),
        ),
        if_unknown=FIRST,
        ask_if=any_leg(bone_or_deep_lump),
        why="Infection of bone or an abscess in a muscle: cultures of blood before antibiotics, CRP "
        "and MRI of the limb today, and drainage of pus. The skin over it can look normal.",
        source=[s.IDSA_SSTI.cite("pyomyositis: MRI and cultures, strong, moderate quality")],
    ),
)
