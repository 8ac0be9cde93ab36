"""Where the pain is, what it is like, and how it began and went on."""

from intake.findings.finding import Part, choice, presence, quantity, several

pain_side = choice(
    "pain_side",
    "Side of the pain",
    ask="Which leg hurts?",
    options={
        "right": "right leg",
        "left": "left leg",
        "both": "both legs",
        "alternating": "now one leg and now the other",
    },
    core=True,
    codes="SNOMED CT 10601006 (pain in lower limb); ICD M79.604/.605/.606",
    article="S01",
)

pain_onset = choice(
    "pain_onset",
    "Onset of the pain",
    ask="When and how quickly did the pain start?",
    options={
        "sudden": "sudden (at its worst within an hour, in the last 14 days)",
        "acute_le14d": "acute (more gradual, in the last 14 days)",
        "subacute_2_12w": "subacute (2 to 12 weeks ago)",
        "chronic_gt12w": "chronic (more than 12 weeks ago)",
    },
    core=True,
    article="S18 S20",
)

pain_duration_days = quantity(
    "pain_duration_days",
    "Duration of the pain",
    ask="For how many days have you had this pain?",
    hint="Reckon 7 days to a week, 30 to a month and 365 to a year.",
    unit="d",
    unit_label="days",
    usual=("0", "7300"),
    limits=("0", "36500"),
    example="30",
    ask_when=pain_onset.is_("subacute_2_12w"),
    article="S20",
)

pain_course = choice(
    "pain_course",
    "Course of the pain",
    ask="Since it began, is the pain getting better, staying the same or getting worse?",
    options={
        "improving": "improving",
        "stable": "stable",
        "worsening": "worsening",
        "fluctuating": "fluctuating",
    },
    core=True,
    article="S15",
)

self_care_failed = presence(
    "self_care_failed",
    "Self-care has not helped enough",
    ask=(
        "Have you tried to treat this yourself, for example with exercise, rest or simple "
        "painkillers, without enough relief?"
    ),
    hint="No, if nothing has been tried yet.",
    core=True,
    article="S15",
)

severe_pain_sudden = presence(
    "severe_pain_sudden",
    "Sudden severe pain",
    ask="Is this a severe pain that came on suddenly?",
    core=True,
    article="S18",
)

pain_nrs_now = quantity(
    "pain_nrs_now",
    "Pain now",
    ask="How strong is the pain now, from 0 (no pain) to 10 (the worst you can imagine)?",
    unit="{score}",
    unit_label="of 10",
    usual=("0", "10"),
    limits=("0", "10"),
    example="6",
    core=True,
    codes="LOINC 72514-3",
    article="S20",
)

pain_quality = several(
    "pain_quality",
    "Character of the pain",
    ask="What does it feel like? Choose all that fit.",
    options={
        "aching": "aching",
        "heaviness": "heavy",
        "cramping": "cramping",
        "burning": "burning",
        "tingling": "tingling",
        "numb_pain": "numb yet painful",
        "electric_shooting": "electric or shooting",
        "throbbing": "throbbing",
        "crawling": "crawling",
        "stabbing": "stabbing",
        "tightness": "tight",
    },
    core=True,
    codes="SNOMED CT 91019004 (paresthesia) for tingling",
    article="S02 S08 S09 S10",
)

pain_site = several(
    "pain_site",
    "Site of the pain",
    ask="Show me where the leg hurts. Choose all that fit.",
    hint="Use plain thigh or foot only when the patient cannot point to the part.",
    per_leg=True,
    of_pain=True,
    options={
        "hip_groin": "hip or groin",
        "buttock": "buttock",
        "thigh": "thigh (part not known)",
        "thigh_anterior": "front of the thigh",
        "thigh_posterior": "back of the thigh",
        "thigh_lateral": "outer thigh",
        "knee": "knee",
        "calf": "calf",
        "shin": "shin",
        "ankle": "ankle",
        "foot": "foot (part not known)",
        "heel": "heel",
        "forefoot_toes": "forefoot or toes",
        "sole": "sole",
        "whole_leg": "whole leg",
    },
    core=True,
    codes="ICD M79.661/.662, M79.671/.672",
    article="S05 S20",
)

PARTS = (
    Part(
        "Where and how it hurts",
        (
            pain_side,
            pain_site,
            pain_quality,
            pain_nrs_now,
        ),
    ),
    Part(
        "How it began and went on",
        (
            pain_onset,
            severe_pain_sudden,
            pain_course,
            self_care_failed,
            pain_duration_days,
        ),
    ),
)
