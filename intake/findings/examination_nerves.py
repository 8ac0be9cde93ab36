"""Examination of the nerves and the spine, and of the foot at risk."""

from intake.findings.background import diabetes_type
from intake.findings.finding import Part, choice, presence, quantity
from intake.findings.neuro_symptoms import (
    bladder_change_new,
    burning_feet,
    numbness_symptom,
    saddle_sensory_change,
    unsteady_or_falls,
    weakness_symptom,
)
from intake.findings.pain_pattern import back_pain
from intake.logic import any_of

slr_positive = presence(
    "slr_positive",
    "Positive straight leg raise",
    ask="Raise this leg straight with the patient lying: does it bring on the pain below the knee?",
    hint="Tightness behind the thigh alone is not positive.",
    per_leg=True,
    ask_when=back_pain.is_("with_leg_radiation"),
    article="S06",
)

crossed_slr = presence(
    "crossed_slr",
    "Positive crossed straight leg raise",
    ask="Raise the other leg straight: does it bring on the pain in this leg?",
    hint="Record it for the leg that hurts, not for the leg that is raised.",
    per_leg=True,
    article="S06",
)

femoral_stretch_positive = presence(
    "femoral_stretch_positive",
    "Positive femoral stretch test",
    ask=(
        "With the patient face down, bend the knee and lift the thigh: does it bring on pain in "
        "the front of the thigh?"
    ),
    per_leg=True,
    article="S06",
)

power_hip_flexion = quantity(
    "power_hip_flexion",
    "Power of hip flexion",
    ask="Ask the patient to lift the thigh against your hand.",
    normal=5,
    hint=(
        "Medical Research Council grade: 5 full, 4 weaker, 3 against gravity only, 2 gravity "
        "removed, 1 flicker, 0 none; if pain limits the effort, record not known."
    ),
    per_leg=True,
    unit="{MRC}",
    unit_label="of 5",
    usual=("0", "5"),
    limits=("0", "5"),
    example="5",
    ask_when=any_of(back_pain.is_("with_leg_radiation"), weakness_symptom.present()),
    article="S16 S21",
)

power_knee_extension = quantity(
    "power_knee_extension",
    "Power of knee extension",
    ask="Ask the patient to straighten the knee against your hand.",
    normal=5,
    hint="Medical Research Council grade; if pain limits the effort, record not known.",
    per_leg=True,
    unit="{MRC}",
    unit_label="of 5",
    usual=("0", "5"),
    limits=("0", "5"),
    example="5",
    ask_when=any_of(back_pain.is_("with_leg_radiation"), weakness_symptom.present()),
    article="S16 S21",
)

power_ankle_dorsiflexion = quantity(
    "power_ankle_dorsiflexion",
    "Power of ankle dorsiflexion",
    ask="Ask the patient to pull the foot up against your hand.",
    normal=5,
    hint="Medical Research Council grade; if pain limits the effort, record not known.",
    per_leg=True,
    unit="{MRC}",
    unit_label="of 5",
    usual=("0", "5"),
    limits=("0", "5"),
    example="4",
    ask_when=any_of(back_pain.is_("with_leg_radiation"), weakness_symptom.present()),
    article="S16 S21",
)

power_great_toe_extension = quantity(
    "power_great_toe_extension",
    "Power of big toe extension",
    ask="Ask the patient to pull the big toe up against your finger.",
    normal=5,
    hint="Medical Research Council grade; if pain limits the effort, record not known.",
    per_leg=True,
    unit="{MRC}",
    unit_label="of 5",
    usual=("0", "5"),
    limits=("0", "5"),
    example="4",
    ask_when=any_of(back_pain.is_("with_leg_radiation"), weakness_symptom.present()),
    article="S16 S21",
)

power_ankle_plantarflexion = quantity(
    "power_ankle_plantarflexion",
    "Power of ankle plantarflexion",
    ask=(
        "Ask the patient to push the foot down against your hand, or to rise on tiptoe on this leg."
    ),
    normal=5,
    hint="Medical Research Council grade; if pain limits the effort, record not known.",
    per_leg=True,
    unit="{MRC}",
    unit_label="of 5",
    usual=("0", "5"),
    limits=("0", "5"),
    example="5",
    ask_when=any_of(back_pain.is_("with_leg_radiation"), weakness_symptom.present()),
    article="S16 S21",
)

weakness_on_examination = presence(
    "weakness_on_examination",
    "Weakness on examination",
    ask="Is the leg weak on examination?",
    hint="For use where power was not graded from 0 to 5.",
    per_leg=True,
    article="S16 S21",
)

sensory_loss_on_examination = presence(
    "sensory_loss_on_examination",
    "Sensory loss on examination",
    ask="Is feeling reduced on examination?",
    hint="For use where the area or the kind of feeling was not recorded.",
    per_leg=True,
    article="S16 S21",
)

reflex_knee = choice(
    "reflex_knee",
    "Knee reflex",
    ask="Test the knee reflex.",
    normal="normal",
    hint="If there is none, try again while the patient pulls hooked fingers apart.",
    per_leg=True,
    options={
        "absent": "absent even with reinforcement",
        "with_reinforcement": "only with reinforcement",
        "normal": "normal",
        "brisk": "brisk",
    },
    ask_when=any_of(back_pain.is_("with_leg_radiation"), weakness_symptom.present()),
    article="S21",
)

reflex_ankle = choice(
    "reflex_ankle",
    "Ankle reflex",
    ask="Test the ankle reflex.",
    normal="normal",
    hint="If there is none, try again while the patient pulls hooked fingers apart.",
    per_leg=True,
    options={
        "absent": "absent even with reinforcement",
        "with_reinforcement": "only with reinforcement",
        "normal": "normal",
        "brisk": "brisk",
    },
    ask_when=any_of(
        back_pain.is_("with_leg_radiation"),
        numbness_symptom.present(),
        burning_feet.present(),
        weakness_symptom.present(),
    ),
    article="S21",
)

plantar_response = choice(
    "plantar_response",
    "Plantar response",
    ask="Stroke the outer edge of the sole from heel to toes: which way does the big toe go first?",
    normal="flexor",
    per_leg=True,
    options={
        "flexor": "flexor (down)",
        "extensor": "extensor (up)",
        "equivocal": "equivocal",
    },
    ask_when=weakness_symptom.present(),
    article="S21",
)

monofilament_hallux_of_10 = quantity(
    "monofilament_hallux_of_10",
    "Monofilament felt on the big toe",
    ask="Touch the top of the big toe ten times with the 10 g monofilament: how often is it felt?",
    normal=10,
    hint="Between nail and joint, eyes closed; 8 or more is normal.",
    per_leg=True,
    unit="{count}",
    unit_label="of 10",
    usual=("0", "10"),
    limits=("0", "10"),
    example="9",
    article="S21",
)

monofilament_sites_felt_of_3 = quantity(
    "monofilament_sites_felt_of_3",
    "Monofilament sites felt",
    ask=(
        "Test with the 10 g monofilament under the big toe and under the first and fifth "
        "metatarsal heads: how many sites are felt?"
    ),
    normal=3,
    hint=(
        "Three tries at each site, one of them a sham; felt if at least two answers are right; "
        "avoid callus."
    ),
    per_leg=True,
    unit="{count}",
    unit_label="of 3",
    usual=("0", "3"),
    limits=("0", "3"),
    example="3",
    ask_when=any_of(
        diabetes_type.is_("type1", "type2", "other_type"),
        burning_feet.present(),
        numbness_symptom.present(),
    ),
    article="S21",
)

vibration_hallux = choice(
    "vibration_hallux",
    "Vibration at the big toe",
    ask="Hold a 128 Hz tuning fork on the big toe joint: is the vibration felt?",
    normal="present",
    hint="Decreased: you still feel it for 10 seconds or more after the patient no longer does.",
    per_leg=True,
    options={
        "present": "present",
        "decreased": "decreased",
        "absent": "absent",
    },
    ask_when=any_of(
        diabetes_type.is_("type1", "type2", "other_type"),
        burning_feet.present(),
        numbness_symptom.present(),
    ),
    article="S21",
)

pinprick_distal = choice(
    "pinprick_distal",
    "Pinprick at the toes",
    ask="Touch the toes with a neurological pin: does it feel sharp?",
    normal="normal",
    hint="Compare with a place higher up that feels normal; use a new pin for each patient.",
    per_leg=True,
    options={
        "normal": "normal",
        "reduced": "reduced",
        "absent": "absent",
    },
    ask_when=any_of(burning_feet.present(), numbness_symptom.present()),
    article="S21",
)

temperature_distal = choice(
    "temperature_distal",
    "Temperature sense at the foot",
    ask="Touch the foot with something cold and something warm: can the patient tell which?",
    normal="normal",
    per_leg=True,
    options={
        "normal": "normal",
        "reduced": "reduced",
        "absent": "absent",
    },
    article="S21",
)

proprioception_hallux = choice(
    "proprioception_hallux",
    "Position sense of the big toe",
    ask=(
        "Hold the big toe by its sides and move it up or down: can the patient tell which way, "
        "eyes closed?"
    ),
    normal="normal",
    per_leg=True,
    options={
        "normal": "normal",
        "reduced": "reduced",
        "absent": "absent",
    },
    article="S21",
)

foot_appearance_abnormal = presence(
    "foot_appearance_abnormal",
    "Abnormal appearance of the foot",
    ask="Does the foot show deformity, dry skin, callus, infection or fissures?",
    hint="An ulcer is recorded under the state of the skin.",
    per_leg=True,
    ask_when=diabetes_type.is_("type1", "type2", "other_type"),
    article="S21",
)

foot_deformity = presence(
    "foot_deformity",
    "Foot deformity",
    ask=(
        "Is the foot deformed, such as claw or hammer toes, prominent metatarsal heads or a "
        "collapsed arch?"
    ),
    per_leg=True,
    ask_when=diabetes_type.is_("type1", "type2", "other_type"),
    article="S21",
)

callus = presence(
    "callus",
    "Callus on the foot",
    ask="Is there callus on the foot?",
    per_leg=True,
    ask_when=diabetes_type.is_("type1", "type2", "other_type"),
    article="S21",
)

prior_foot_ulcer_or_amputation = presence(
    "prior_foot_ulcer_or_amputation",
    "Earlier foot ulcer or amputation",
    ask="Has this foot had an ulcer before, or has any part of this leg been amputated?",
    per_leg=True,
    ask_when=diabetes_type.is_("type1", "type2", "other_type"),
    article="S21",
)

charcot_suspected = presence(
    "charcot_suspected",
    "Charcot foot suspected",
    ask="Does the examiner suspect an active Charcot foot?",
    hint=(
        "A hot, swollen foot in diabetes or neuropathy, often with little pain; feeling need not "
        "have been tested."
    ),
    per_leg=True,
    ask_when=diabetes_type.is_("type1", "type2", "other_type"),
    codes="ICD E11.610",
    article="S21",
)

muscle_wasting = presence(
    "muscle_wasting",
    "Muscle wasting",
    ask="Are the muscles of the leg wasted?",
    hint="Compare both sides, and look at the small muscles of the foot.",
    per_leg=True,
    codes="ICD R25.3, G12.21",
    article="S16",
)

fasciculation_seen = presence(
    "fasciculation_seen",
    "Fasciculation seen",
    ask="Do you see flickering under the skin of the resting muscles?",
    hint="Watch the thigh and the calf for a minute each.",
    per_leg=True,
    codes="ICD R25.3, G12.21",
    article="S16",
)

tinel_tarsal = presence(
    "tinel_tarsal",
    "Positive Tinel sign at the ankle",
    ask="Tap behind the inner ankle bone: does it send tingling into the sole?",
    per_leg=True,
    codes="ICD G57.51/.52",
    article="S06",
)

gait = choice(
    "gait",
    "Gait",
    ask="Watch the patient walk a few metres.",
    normal="normal",
    options={
        "normal": "normal",
        "antalgic": "antalgic (limping to spare the leg)",
        "wide_ataxic": "wide-based or unsteady",
        "steppage": "high-stepping (foot drop)",
        "other": "other abnormal gait",
    },
    ask_when=unsteady_or_falls.present(),
    codes="ICD R26.2",
    article="S21",
)

romberg_positive = presence(
    "romberg_positive",
    "Positive Romberg test",
    ask="Feet together: does the patient sway or fall on closing the eyes, but not with eyes open?",
    hint="Stand close enough to catch the patient.",
    article="S21",
)

spine_midline_tenderness = presence(
    "spine_midline_tenderness",
    "Midline tenderness of the spine",
    ask="Press or tap along the middle of the spine: is a spot tender?",
    ask_when=back_pain.is_not("none"),
    article="S27",
)

post_void_residual_ml = quantity(
    "post_void_residual_ml",
    "Bladder volume after voiding",
    ask="Scan the bladder straight after the patient has passed urine.",
    hint=(
        "200 mL or more makes cauda equina syndrome much likelier; a smaller volume does not rule "
        "it out."
    ),
    unit="mL",
    unit_label="mL",
    usual=("0", "1000"),
    limits=("0", "3000"),
    example="60",
    ask_when=any_of(bladder_change_new.present(), saddle_sensory_change.present()),
)

PARTS = (
    Part(
        "Walking and spine",
        (gait, romberg_positive, spine_midline_tenderness, post_void_residual_ml),
    ),
    Part(
        "Nerve stretch tests", (slr_positive, crossed_slr, femoral_stretch_positive, tinel_tarsal)
    ),
    Part(
        "Power and muscles",
        (
            power_hip_flexion,
            power_knee_extension,
            power_ankle_dorsiflexion,
            power_great_toe_extension,
            power_ankle_plantarflexion,
            weakness_on_examination,
            muscle_wasting,
            fasciculation_seen,
        ),
    ),
    Part("Reflexes", (reflex_knee, reflex_ankle, plantar_response)),
    Part(
        "Feeling",
        (
            monofilament_sites_felt_of_3,
            monofilament_hallux_of_10,
            vibration_hallux,
            pinprick_distal,
            temperature_distal,
            proprioception_hallux,
            sensory_loss_on_examination,
        ),
    ),
    Part(
        "Foot at risk",
        (
            foot_appearance_abnormal,
            foot_deformity,
            callus,
            prior_foot_ulcer_or_amputation,
            charcot_suspected,
        ),
    ),
)
