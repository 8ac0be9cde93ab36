"""Examination of the legs: pulses, blood flow and the threatened limb."""

from intake.findings.examination_skin import skin_temp
from intake.findings.finding import Part, choice, presence, quantity
from intake.findings.pain import pain_onset, severe_pain_sudden
from intake.findings.pain_pattern import relief_dependency
from intake.findings.systemic import cold_foot_symptom
from intake.logic import any_of

cap_refill_s = quantity(
    "cap_refill_s",
    "Capillary refill time",
    ask=(
        "Press the tip of the big toe for 5 seconds, let go, and time how long the colour takes to "
        "return."
    ),
    hint="Foot at heart level in a warm room; more than 5 seconds is abnormal.",
    per_leg=True,
    unit="s",
    unit_label="s",
    decimals=1,
    usual=("1", "10"),
    limits=("0", "60"),
    example="3.0",
    ask_when=any_of(cold_foot_symptom.present(), skin_temp.is_("cool", "cold")),
    article="S21",
)

buerger_positive = presence(
    "buerger_positive",
    "Positive Buerger test",
    ask=(
        "Raise the leg, then hang it down: does the foot turn pale when raised and dusky red when "
        "hanging?"
    ),
    hint=(
        "Raise to about 45° for 1–2 minutes with the patient lying, then let it hang over the "
        "edge; positive only when both happen."
    ),
    per_leg=True,
    ask_when=relief_dependency.present(),
    article="S21",
)

pulse_dp = choice(
    "pulse_dp",
    "Dorsalis pedis pulse",
    ask="Feel the dorsalis pedis pulse on the top of the foot.",
    normal="normal",
    hint="Just outside the tendon of the big toe; feel lightly, and check against your own pulse.",
    per_leg=True,
    options={
        "absent": "absent",
        "reduced": "reduced",
        "normal": "normal",
        "bounding": "bounding",
    },
    core=True,
    article="S21",
)

pulse_pt = choice(
    "pulse_pt",
    "Posterior tibial pulse",
    ask="Feel the posterior tibial pulse behind the inner ankle bone.",
    normal="normal",
    per_leg=True,
    options={
        "absent": "absent",
        "reduced": "reduced",
        "normal": "normal",
        "bounding": "bounding",
    },
    core=True,
    article="S21",
)

pulse_femoral = choice(
    "pulse_femoral",
    "Femoral pulse",
    ask="Feel the femoral pulse in the groin.",
    normal="normal",
    hint="Halfway between the hip bone at the front and the pubic bone.",
    per_leg=True,
    options={
        "absent": "absent",
        "reduced": "reduced",
        "normal": "normal",
        "bounding": "bounding",
    },
    ask_when=any_of(pulse_dp.is_("absent", "reduced"), pulse_pt.is_("absent", "reduced")),
    article="S21",
)

pulse_popliteal = choice(
    "pulse_popliteal",
    "Popliteal pulse",
    ask="Feel the popliteal pulse deep behind the knee.",
    normal="normal",
    hint="Knee slightly bent, with both hands; a bounding, wide pulse may be an aneurysm.",
    per_leg=True,
    options={
        "absent": "absent",
        "reduced": "reduced",
        "normal": "normal",
        "bounding": "bounding",
    },
    ask_when=any_of(pulse_dp.is_("absent", "reduced"), pulse_pt.is_("absent", "reduced")),
    article="S21",
)

femoral_bruit = presence(
    "femoral_bruit",
    "Bruit over the femoral artery",
    ask="Listen over the groin artery with the stethoscope: is there a whooshing sound?",
    per_leg=True,
    article="S21",
)

doppler_arterial = choice(
    "doppler_arterial",
    "Arterial Doppler signal at the foot",
    ask="Listen with a hand-held Doppler over the foot arteries: is there an arterial signal?",
    normal="audible",
    hint="Both the dorsalis pedis and the posterior tibial artery; audible if either is heard.",
    per_leg=True,
    options={
        "audible": "audible",
        "inaudible": "inaudible",
    },
    ask_when=any_of(pulse_dp.is_("absent"), pulse_pt.is_("absent")),
    article="S25",
)

doppler_venous = choice(
    "doppler_venous",
    "Venous Doppler signal at the foot",
    ask=(
        "Listen with the hand-held Doppler over the veins beside the foot arteries: is there a "
        "venous signal?"
    ),
    normal="audible",
    hint="A low, wind-like sound that swells when the foot is squeezed.",
    per_leg=True,
    options={
        "audible": "audible",
        "inaudible": "inaudible",
    },
    ask_when=severe_pain_sudden.present(),
    article="S25",
)

acute_sensory_loss = choice(
    "acute_sensory_loss",
    "New loss of feeling",
    ask="How far does any new loss of feeling reach?",
    hint="Only loss that came with the present pain; long-standing numbness does not count.",
    per_leg=True,
    options={
        "none": "none",
        "toes_only": "toes only",
        "beyond_toes": "beyond the toes",
        "profound": "profound (no feeling)",
    },
    ask_when=pain_onset.is_("sudden", "acute_le14d"),
    article="S16",
)

acute_motor_loss = choice(
    "acute_motor_loss",
    "New loss of movement",
    ask="Can the patient move the toes and ankle as before?",
    hint="Only loss that came with the present pain.",
    per_leg=True,
    options={
        "none": "none",
        "mild_moderate": "mild or moderate weakness",
        "paralysis": "paralysis",
    },
    ask_when=pain_onset.is_("sudden", "acute_le14d"),
    article="S16",
)

PARTS = (
    Part("Pulses", (pulse_dp, pulse_pt, pulse_popliteal, pulse_femoral)),
    Part("Blood flow", (cap_refill_s, buerger_positive, femoral_bruit)),
    Part(
        "Threatened limb", (doppler_arterial, doppler_venous, acute_sensory_loss, acute_motor_loss)
    ),
)
