"""Other illnesses, risks and habits that bear on causes, tests and treatment."""

from intake.findings.cramp import cramp_present
from intake.findings.finding import Part, choice, presence, quantity
from intake.findings.neuro_symptoms import burning_feet, neuropathic_complaint
from intake.findings.pain import pain_onset, pain_site
from intake.findings.pain_pattern import back_pain, worse_end_of_day, worse_standing
from intake.findings.restless_legs import rls_urge
from intake.findings.systemic import fever_or_rigors, pe_symptoms, swelling_onset
from intake.logic import all_of, any_leg, any_of

active_cancer = presence(
    "active_cancer",
    "Active cancer",
    ask=(
        "Is cancer being treated now, was it treated in the last 6 "
        "months, or is the care palliative?"
    ),
    core=True,
    article="S17",
)

cancer_ever = presence(
    "cancer_ever",
    "Cancer, now or in the past",
    ask="Have you ever had cancer?",
    hint="Yes also if the cancer is active now.",
    core=True,
)

paralysis_or_plaster = presence(
    "paralysis_or_plaster",
    "Paralysed leg or recent plaster",
    ask="Is a leg paralysed or partly paralysed, or was one in plaster recently?",
    ask_when=any_leg(swelling_onset.is_("acute_lt2w")),
    article="S17",
)

bedridden_or_surgery = presence(
    "bedridden_or_surgery",
    "Recent bed rest or major surgery",
    ask=(
        "Were you recently in bed for 3 days or more, or did you have "
        "major surgery in the last 12 weeks?"
    ),
    hint="Surgery counts if it was under a general or regional anaesthetic.",
    ask_when=any_of(
        any_leg(swelling_onset.is_("acute_lt2w")),
        pe_symptoms.present(),
        pain_onset.is_("sudden", "acute_le14d"),
    ),
    article="S17",
)

iron_loss_risk = presence(
    "iron_loss_risk",
    "Risk of iron deficiency",
    ask="Is there any reason to be short of iron?",
    hint=(
        "Heavy periods, bleeding from the gut, giving blood, a recent "
        "pregnancy or food low in iron count."
    ),
    ask_when=rls_urge.present(),
    codes="ICD E61.1, D50.9",
    article="S23",
)

thyroid_disease = choice(
    "thyroid_disease",
    "Thyroid disease",
    ask="Do you have an underactive or overactive thyroid?",
    options={
        "none": "none",
        "hypo": "underactive",
        "hyper": "overactive",
    },
    ask_when=any_of(cramp_present.present(), rls_urge.present(), burning_feet.present()),
    codes="SNOMED CT 40930008; ICD E03.9",
    article="S23",
)

alcohol_units_per_week = quantity(
    "alcohol_units_per_week",
    "Alcohol",
    ask="How many units of alcohol do you drink in a usual week?",
    hint="One UK unit is 8 g of alcohol; a US standard drink (14 g) is 1.75 units.",
    unit="{UK_unit}/wk",
    unit_label="units a week",
    decimals=1,
    usual=("0", "100"),
    limits=("0", "400"),
    example="14",
    ask_when=neuropathic_complaint,
    codes="SNOMED CT 7200002 (dependence); ICD F10.20, G62.1",
    article="S30",
)

malabsorption_or_bariatric = presence(
    "malabsorption_or_bariatric",
    "Poor absorption or bariatric surgery",
    ask=(
        "Do you have a condition in which the gut absorbs food badly, "
        "or have you had weight-loss surgery?"
    ),
    hint="For example coeliac disease, Crohn's disease or removal of bowel.",
    ask_when=any_of(neuropathic_complaint, rls_urge.present()),
    article="S23",
)

vegan_diet = presence(
    "vegan_diet",
    "Vegan diet",
    ask="Do you eat a vegan diet: no meat, fish, eggs or dairy?",
    ask_when=burning_feet.present(),
    article="S23",
)

gout_history = presence(
    "gout_history",
    "History of gout",
    ask="Have you ever had gout?",
    ask_when=all_of(
        pain_onset.is_("sudden", "acute_le14d"),
        any_leg(pain_site.has("forefoot_toes", "ankle", "knee", "foot")),
    ),
    codes="SNOMED CT 90560007; ICD M10.9",
    article="S12",
)

connective_tissue_disease = presence(
    "connective_tissue_disease",
    "Connective tissue disease or vasculitis",
    ask="Do you have lupus, scleroderma, Sjögren's, sarcoidosis or vasculitis?",
)

known_neuropathy = presence(
    "known_neuropathy",
    "Known neuropathy",
    ask="Has a doctor told you that you have nerve damage (neuropathy) in your legs or feet?",
    ask_when=neuropathic_complaint,
    article="S09",
)

lung_disease = presence(
    "lung_disease",
    "Asthma or COPD",
    ask="Do you have asthma or COPD?",
)

inflammatory_arthritis_history = presence(
    "inflammatory_arthritis_history",
    "History of inflammatory arthritis",
    ask="Do you have rheumatoid arthritis, psoriatic arthritis or spondyloarthritis?",
    ask_when=any_leg(pain_site.has("hip_groin", "knee", "ankle")),
    codes="SNOMED CT 69896004 (RA), 3723001 (arthritis); ICD M06.9",
    article="S12",
)

osteoarthritis_history = presence(
    "osteoarthritis_history",
    "History of osteoarthritis",
    ask="Have you been told that you have osteoarthritis (wear and tear) in a joint?",
    ask_when=any_leg(pain_site.has("hip_groin", "knee", "ankle")),
    codes="SNOMED CT 396275006; ICD M17.9, M16.9",
    article="S12",
)

spinal_disease_known = presence(
    "spinal_disease_known",
    "Known spinal disease",
    ask="Do you have a known back problem, such as a slipped disc or a narrowed spinal canal?",
    ask_when=back_pain.is_not("none"),
    codes="ICD M48.061/.062, M51.16/.17",
    article="S06",
)

immunosuppressed = presence(
    "immunosuppressed",
    "Weakened immune system",
    ask="Is your immune system weakened by an illness or a treatment?",
    hint=(
        "For example chemotherapy, long-term steroids, biologics, "
        "a transplant or no working spleen."
    ),
    core=True,
    article="S17",
)

hiv_or_hepatitis = presence(
    "hiv_or_hepatitis",
    "HIV or viral hepatitis",
    ask="Do you have HIV, hepatitis B or hepatitis C?",
    codes="SNOMED CT 86406008 (HIV); ICD B20",
)

injecting_drug_use = presence(
    "injecting_drug_use",
    "Injecting drug use",
    ask="Do you inject drugs, or did you in the past?",
    ask_when=any_of(fever_or_rigors.present(), any_leg(swelling_onset.is_("acute_lt2w"))),
    article="S17",
)

liver_disease = presence(
    "liver_disease",
    "Liver disease",
    ask="Do you have liver disease?",
    article="S10",
)

peptic_ulcer_or_gi_bleed = presence(
    "peptic_ulcer_or_gi_bleed",
    "Stomach ulcer or gut bleeding",
    ask="Have you ever had a stomach or duodenal ulcer, or bleeding from the gut?",
    article="S32",
)

neuropathy_family = presence(
    "neuropathy_family",
    "Neuropathy in the family",
    ask=(
        "Does nerve damage run in your family, or have you had "
        "high-arched feet since you were young?"
    ),
    ask_when=neuropathic_complaint,
    codes="ICD G60.9",
    article="S09",
)

osa_suspected = presence(
    "osa_suspected",
    "Sleep apnoea, known or suspected",
    ask=(
        "Do you have sleep apnoea, do you stop breathing or gasp in your sleep, or do you snore "
        "loudly and get sleepy by day?"
    ),
    ask_when=rls_urge.present(),
    article="S03",
)

varicose_or_venous_history = presence(
    "varicose_or_venous_history",
    "Varicose veins or venous disease",
    ask=(
        "Do you have varicose veins, or have you had other trouble "
        "with leg veins or an operation on them?"
    ),
    ask_when=any_of(worse_standing.present(), worse_end_of_day.present()),
    codes="SNOMED CT 72866009; ICD I83.90, I87.2",
    article="S08",
)

joint_prosthesis = presence(
    "joint_prosthesis",
    "Artificial joint",
    ask="Is there an artificial joint in the leg?",
    per_leg=True,
    ask_when=pain_site.has("hip_groin", "knee"),
    article="S12",
)

depression_or_anxiety = presence(
    "depression_or_anxiety",
    "Depression or anxiety",
    ask="Do you have depression or anxiety?",
    article="S14",
)

mri_contraindication = presence(
    "mri_contraindication",
    "Possible reason against MRI",
    ask=(
        "Do you have a pacemaker, another implant, a metal clip or a splinter of metal in the "
        "body that may rule out an MRI scan?"
    ),
    hint="If in doubt, answer yes; the MRI unit will check.",
    article="S27",
)

contrast_reaction = presence(
    "contrast_reaction",
    "Reaction to X-ray contrast dye",
    ask="Have you ever reacted badly to contrast dye given for an X-ray or CT scan?",
    article="S27",
)

bleeding_risk_high = presence(
    "bleeding_risk_high",
    "High risk of bleeding",
    ask=(
        "Is there a high risk of bleeding, for example a bleeding disorder, a recent major bleed "
        "or a past bleed in the brain?"
    ),
)

PARTS = (
    Part(
        "Cancer, infection and time in bed",
        (
            active_cancer,
            cancer_ever,
            immunosuppressed,
            injecting_drug_use,
            bedridden_or_surgery,
            paralysis_or_plaster,
        ),
    ),
    Part(
        "Joints, spine, nerves and veins",
        (
            osteoarthritis_history,
            inflammatory_arthritis_history,
            gout_history,
            joint_prosthesis,
            connective_tissue_disease,
            spinal_disease_known,
            known_neuropathy,
            neuropathy_family,
            varicose_or_venous_history,
        ),
    ),
    Part(
        "Food, drink, iron and hormones",
        (
            iron_loss_risk,
            vegan_diet,
            malabsorption_or_bariatric,
            alcohol_units_per_week,
            thyroid_disease,
        ),
    ),
    Part(
        "Other illnesses",
        (
            lung_disease,
            osa_suspected,
            liver_disease,
            peptic_ulcer_or_gi_bleed,
            hiv_or_hepatitis,
            depression_or_anxiety,
        ),
    ),
    Part(
        "Before tests and treatment",
        (
            bleeding_risk_high,
            contrast_reaction,
            mri_contraindication,
        ),
    ),
)
