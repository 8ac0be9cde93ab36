"""Arm, ankle and toe pressures, and other measurements of the arteries of the legs."""

from intake.findings.finding import Part, choice, presence, quantity

brachial_right_sbp = quantity(
    "brachial_right_sbp",
    "Right arm systolic pressure",
    ask="Measure the systolic pressure of the right arm by Doppler.",
    hint="Lying flat and rested for 5–10 minutes; hand-held Doppler over the brachial artery.",
    unit="mm[Hg]",
    unit_label="mmHg",
    usual=("80", "220"),
    limits=("30", "300"),
    example="134",
    core=True,
    codes="LOINC 8480-6",
    article="S25",
)

brachial_left_sbp = quantity(
    "brachial_left_sbp",
    "Left arm systolic pressure",
    ask="Measure the systolic pressure of the left arm by Doppler.",
    hint="Lying flat and rested for 5–10 minutes; hand-held Doppler over the brachial artery.",
    unit="mm[Hg]",
    unit_label="mmHg",
    usual=("80", "220"),
    limits=("30", "300"),
    example="130",
    core=True,
    codes="LOINC 8480-6",
    article="S25",
)

ankle_dp_sbp = quantity(
    "ankle_dp_sbp",
    "Ankle pressure, dorsalis pedis",
    ask="Measure the ankle pressure by Doppler over the dorsalis pedis artery.",
    hint=(
        "Lying flat and rested for 5–10 minutes; cuff just above the malleoli; record the pressure "
        "at which the sound comes back."
    ),
    per_leg=True,
    unit="mm[Hg]",
    unit_label="mmHg",
    usual=("20", "250"),
    limits=("0", "300"),
    example="128",
    core=True,
    article="S25",
)

ankle_pt_sbp = quantity(
    "ankle_pt_sbp",
    "Ankle pressure, posterior tibial",
    ask="Measure the ankle pressure by Doppler over the posterior tibial artery.",
    hint=(
        "Lying flat and rested for 5–10 minutes; cuff just above the malleoli; record the pressure "
        "at which the sound comes back."
    ),
    per_leg=True,
    unit="mm[Hg]",
    unit_label="mmHg",
    usual=("20", "250"),
    limits=("0", "300"),
    example="136",
    core=True,
    article="S25",
)

abi_reported = quantity(
    "abi_reported",
    "Reported ankle-brachial index",
    ask="Enter an ankle-brachial index that was reported without its pressures.",
    hint="Used only where no index can be computed from the pressures.",
    per_leg=True,
    unit="{ratio}",
    unit_label="",
    decimals=2,
    usual=("0.30", "1.40"),
    limits=("0.00", "3.00"),
    example="0.95",
    codes="LOINC 77194-9; SNOMED CT 446841001",
    article="S25",
)

ankle_not_occludable = presence(
    "ankle_not_occludable",
    "Ankle artery not compressible",
    ask="Does the Doppler sound go on at the highest cuff pressure?",
    hint="Usually 250 mmHg; then leave the ankle pressures of this leg empty.",
    per_leg=True,
    article="S25",
)

toe_sbp = quantity(
    "toe_sbp",
    "Toe systolic pressure",
    ask="Measure the systolic pressure of the big toe with a toe cuff.",
    hint="Warm foot, patient lying flat; if the big toe is missing or wounded, use the second toe.",
    per_leg=True,
    unit="mm[Hg]",
    unit_label="mmHg",
    usual=("10", "200"),
    limits=("0", "300"),
    example="85",
    article="S25",
)

tcpo2_mmhg = quantity(
    "tcpo2_mmhg",
    "Transcutaneous oxygen at the foot",
    ask="Enter the transcutaneous oxygen pressure on the top of the foot.",
    hint="Measured lying flat, with a heated sensor.",
    per_leg=True,
    unit="mm[Hg]",
    unit_label="mmHg",
    usual=("5", "90"),
    limits=("0", "150"),
    example="50",
    article="S25",
)

ankle_waveform = choice(
    "ankle_waveform",
    "Ankle Doppler waveform",
    ask="What waveform does the Doppler show or sound like at the ankle?",
    hint=(
        "Multiphasic is two or three sounds to a beat, monophasic a single one; take the better of "
        "the two arteries."
    ),
    per_leg=True,
    options={
        "multiphasic": "multiphasic",
        "monophasic": "monophasic",
        "absent": "absent",
    },
    article="S25",
)

post_exercise_abi_drop_pct = quantity(
    "post_exercise_abi_drop_pct",
    "Fall in the index after exercise",
    ask="By how many percent did the ankle-brachial index fall after exercise?",
    hint=(
        "Measured within about a minute of stopping; enter a rise as a negative number. More than "
        "20% supports arterial disease."
    ),
    per_leg=True,
    unit="%",
    unit_label="%",
    usual=("0", "100"),
    limits=("-50", "100"),
    example="10",
    article="S25",
)

PARTS = (
    Part(
        "Arm and ankle pressures",
        (
            # Left before right, as the legs stand: mixed columns would invite mixed sides.
            brachial_left_sbp,
            brachial_right_sbp,
            ankle_dp_sbp,
            ankle_pt_sbp,
            ankle_not_occludable,
            abi_reported,
        ),
    ),
    Part("Further measurements", (ankle_waveform, toe_sbp, tcpo2_mmhg, post_exercise_abi_drop_pct)),
)
