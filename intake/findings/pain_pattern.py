"""What brings the pain on, what eases it, and what it does to sleep and daily life."""

from intake.findings.encounter import age_years
from intake.findings.finding import Part, choice, presence, quantity, several
from intake.findings.pain import pain_onset, pain_quality, pain_site, severe_pain_sudden
from intake.logic import all_of, any_leg, any_of, not_

worse_lying_flat = presence(
    "worse_lying_flat",
    "Pain worse lying flat",
    ask="Is the pain worse when you lie flat?",
    core=True,
    article="S01 S05",
)

sleep_loss_major = presence(
    "sleep_loss_major",
    "Major loss of sleep",
    ask="Do your legs cost you so much sleep that you struggle the next day?",
    ask_when=worse_lying_flat.present(),
    codes="SNOMED CT 193462001",
    article="S01",
)

pain_nrs_night = quantity(
    "pain_nrs_night",
    "Pain at its worst at night",
    ask=(
        "How strong is the pain at its worst at night, from 0 (no "
        "pain) to 10 (the worst you can imagine)?"
    ),
    unit="{score}",
    unit_label="of 10",
    usual=("0", "10"),
    limits=("0", "10"),
    example="8",
    ask_when=sleep_loss_major.present(),
    codes="LOINC 72514-3",
    article="S14",
)

relief_dependency = presence(
    "relief_dependency",
    "Eased by hanging the leg down",
    ask="Does hanging the leg out of bed, or standing up, ease the pain within minutes?",
    per_leg=True,
    of_pain=True,
    core=True,
    codes="SNOMED CT 713412006 (ischemic foot with rest pain)",
    article="S05",
)

pain_at_rest = presence(
    "pain_at_rest",
    "Pain at rest",
    ask="Does it hurt even when you are neither walking nor standing?",
    # Pain that hanging the leg down eases is pain at rest.
    ask_when=all_of(worse_lying_flat.present(), not_(any_leg(relief_dependency.present()))),
    article="S05",
)

worse_elevation = presence(
    "worse_elevation",
    "Pain worse with the leg raised",
    ask="Does raising the leg make the pain worse?",
    per_leg=True,
    of_pain=True,
    # Of the three positions of ischaemic rest pain, two are enough.
    ask_when=all_of(worse_lying_flat.present(), not_(relief_dependency.present())),
    article="S05 S29",
)

exertional_pattern = choice(
    "exertional_pattern",
    "Pain on walking",
    ask="Does walking bring the pain on, and what makes it go?",
    hint="Ask whether standing still is enough, or whether the patient has to sit or bend forward.",
    options={
        "none": "none",
        "vascular_type": "vascular type (muscle pain, gone within 10 minutes of standing still)",
        "neurogenic_type": "neurogenic type (eases only on sitting or bending forward)",
        "first_step_joint": "joint type (hurts with the first steps)",
        "mixed": "mixed (more than one type)",
    },
    core=True,
    codes="ICD I70.211/.212/.213",
    article="S04",
)

walking_distance_m = quantity(
    "walking_distance_m",
    "Walking distance",
    ask="How far can you walk before the pain makes you stop?",
    hint="An estimate on level ground is enough.",
    unit="m",
    unit_label="m",
    usual=("10", "5000"),
    limits=("0", "50000"),
    example="150",
    ask_when=exertional_pattern.is_("vascular_type", "neurogenic_type", "mixed"),
    article="S04",
)

relief_sitting_flexion = presence(
    "relief_sitting_flexion",
    "Eased by sitting or bending forward",
    ask="Does sitting down or bending forward, for example over a shopping trolley, ease the pain?",
    ask_when=exertional_pattern.is_("neurogenic_type", "mixed"),
    article="S06",
)

worse_standing = presence(
    "worse_standing",
    "Legs worse on standing",
    ask="Does standing for a long time make the legs worse?",
    ask_when=any_of(
        pain_quality.has("heaviness", "throbbing"),
        all_of(pain_quality.has("aching"), not_(worse_lying_flat.present())),
    ),
    article="S08",
)

worse_end_of_day = presence(
    "worse_end_of_day",
    "Legs worse towards evening",
    ask="Are the legs worse towards the end of the day?",
    ask_when=any_of(worse_standing.present(), pain_quality.has("heaviness")),
    article="S08 S14",
)

relief_elevation = presence(
    "relief_elevation",
    "Pain eased by raising the leg",
    ask="Does putting the leg up ease the pain?",
    per_leg=True,
    of_pain=True,
    ask_when=any_of(worse_standing.present(), worse_end_of_day.present()),
    article="S08 S29",
)

nights_woken_per_week = quantity(
    "nights_woken_per_week",
    "Nights woken by the legs",
    ask="On how many nights a week do your legs wake you?",
    unit="/wk",
    unit_label="a week",
    usual=("0", "7"),
    limits=("0", "7"),
    example="4",
    ask_when=sleep_loss_major.present(),
    codes="SNOMED CT 193462001 (insomnia)",
    article="S01",
)

activity_limitation = choice(
    "activity_limitation",
    "Limits on daily life",
    ask="How much do your legs limit what you do in the day?",
    options={
        "none": "none",
        "mild": "mild (a nuisance, but everything gets done)",
        "moderate": "moderate (some usual activities given up)",
        "severe": "severe (most usual activities not possible)",
    },
    core=True,
    article="S01",
)

walking_ability = choice(
    "walking_ability",
    "Walking ability",
    ask="How do you get about now?",
    normal="normal",
    options={
        "normal": "normal",
        "limited_by_pain": "walks, but limited by pain",
        "with_aid": "walks with a stick, frame or other aid",
        "wheelchair_or_bed": "in a wheelchair or in bed",
    },
    ask_when=activity_limitation.is_("severe"),
    article="S01",
)

position_trigger = several(
    "position_trigger",
    "Positions that bring it on",
    ask="Which positions bring the pain on? Choose all that fit.",
    options={
        "supine": "lying on the back",
        "side_lying": "lying on the side",
        "prone": "lying face down",
        "legs_crossed": "legs crossed",
    },
    article="S07",
)

back_pain = choice(
    "back_pain",
    "Back pain",
    ask="Do you have back pain, and does it spread into a leg?",
    options={
        "none": "none",
        "axial_only": "in the back only",
        "with_leg_radiation": "spreading into the leg",
    },
    core=True,
    codes="SNOMED CT 279039007 (LBP)",
    article="S06",
)

radicular_level = choice(
    "radicular_level",
    "Path of the pain down the leg",
    ask="Show me with a finger where the pain from the back runs in the leg.",
    per_leg=True,
    of_pain=True,
    options={
        "none": "none",
        "l2_l3": "front of the thigh (L2 or L3)",
        "l4": "knee and inner shin (L4)",
        "l5": "outer shin, top of the foot and big toe (L5)",
        "s1": "back of the calf and outer foot (S1)",
        "non_dermatomal": "no path of a single root",
    },
    follows=back_pain.is_("with_leg_radiation"),
    codes="SNOMED CT 23056005 (sciatica); ICD M54.31/.32, M54.16/.17",
    article="S06",
)

worse_cough_strain = presence(
    "worse_cough_strain",
    "Pain worse on coughing or straining",
    ask="Is the pain worse when you cough, sneeze or strain?",
    ask_when=back_pain.is_("with_leg_radiation"),
    article="S06",
)

bilateral_radicular_pain = presence(
    "bilateral_radicular_pain",
    "Shooting pain down both legs",
    ask="Does pain from the back shoot down both legs?",
    ask_when=back_pain.is_("with_leg_radiation"),
    article="S06",
)

morning_stiffness_min = quantity(
    "morning_stiffness_min",
    "Morning stiffness",
    ask="After you get up, how long is it until the stiffness wears off?",
    hint="0, if there is no stiffness.",
    unit="min",
    unit_label="minutes",
    usual=("0", "240"),
    limits=("0", "1440"),
    example="20",
    ask_when=any_leg(pain_site.has("hip_groin", "knee", "ankle")),
    article="S12 S14",
)

girdle_pain_bilateral = presence(
    "girdle_pain_bilateral",
    "New pain in both hips or shoulders",
    ask="Do you have new pain on both sides: in both hips, both shoulders or all four?",
    ask_when=all_of(age_years >= 50, any_leg(pain_site.has("hip_groin", "buttock", "thigh"))),
    codes="SNOMED CT 65323003 (PMR)",
    article="S12",
)

night_pain_unrelenting = presence(
    "night_pain_unrelenting",
    "Constant night pain",
    ask="At night, is the pain there all the time, with no position that eases it?",
    core=True,
    article="S14",
)

trauma_recent = choice(
    "trauma_recent",
    "Recent injury or pressure",
    ask=(
        "Shortly before this pain, was there an injury, a tight cast or dressing, or long "
        "pressure on the leg?"
    ),
    hint="Long pressure: for example lying on the leg for hours after a fall or when unconscious.",
    options={
        "none": "none",
        "minor": "minor injury",
        "fracture_or_crush": "fracture or crush injury",
        "tight_cast_or_dressing": "tight cast or dressing",
        "prolonged_compression": "long pressure on the leg",
    },
    ask_when=pain_onset.is_not("chronic_gt12w"),
    article="S20",
)

pain_out_of_proportion = presence(
    "pain_out_of_proportion",
    "Pain out of proportion",
    ask=(
        "Is the pain far stronger than what can be seen on the leg, "
        "or than the injury, would explain?"
    ),
    hint="Your own judgement, from looking at the leg.",
    per_leg=True,
    of_pain=True,
    ask_when=any_of(
        severe_pain_sudden.present(),
        trauma_recent.is_("fracture_or_crush", "tight_cast_or_dressing", "prolonged_compression"),
    ),
    article="S18",
)

overuse_recent = presence(
    "overuse_recent",
    "Recent overuse",
    ask="Just before this began, did you walk, run, work or train much more than usual?",
    ask_when=all_of(
        pain_quality.has("cramping", "aching"),
        pain_onset.is_("sudden", "acute_le14d", "subacute_2_12w"),
    ),
    article="S11",
)

dehydration_risk = presence(
    "dehydration_risk",
    "Risk of dehydration",
    ask="Have you lost a lot of fluid or drunk too little lately?",
    hint="Vomiting, diarrhoea, heat, poor intake or a dialysis session count.",
    ask_when=pain_quality.has("cramping"),
    codes="SNOMED CT 34095006; ICD E86.0",
    article="S11",
)

PARTS = (
    Part(
        "Lying down and at night",
        (
            worse_lying_flat,
            night_pain_unrelenting,
            relief_dependency,
            pain_at_rest,
            worse_elevation,
            sleep_loss_major,
            pain_nrs_night,
            nights_woken_per_week,
        ),
    ),
    Part(
        "Walking and daily life",
        (
            exertional_pattern,
            activity_limitation,
            walking_distance_m,
            relief_sitting_flexion,
            walking_ability,
        ),
    ),
    Part(
        "Injury and strain",
        (
            trauma_recent,
            pain_out_of_proportion,
            overuse_recent,
            dehydration_risk,
        ),
    ),
    Part(
        "Back and joints",
        (
            back_pain,
            radicular_level,
            worse_cough_strain,
            bilateral_radicular_pain,
            morning_stiffness_min,
            girdle_pain_bilateral,
        ),
    ),
    Part(
        "Standing and posture",
        (
            worse_standing,
            worse_end_of_day,
            relief_elevation,
            position_trigger,
        ),
    ),
)
