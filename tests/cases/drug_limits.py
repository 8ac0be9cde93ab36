"""Limits of drugs, contrast and home remedies, clause by clause."""

from tests.cases.table import Fires, Holds, Open, Quiet, Rises, Row, Table, each, just

CRAMP: Row = {"cramp_present": True, "cramp_hard_muscle": True, "cramp_stretch_relief": True}
RESTLESS: Row = {
    "rls_urge": True,
    "rls_rest": True,
    "rls_movement_relief": True,
    "rls_evening": True,
}
DIABETES: Row = {"diabetes_type": each("type1", "type2", "other_type")}
NOT_FULL: Row = {"lab_ferritin": 60}
DRY: Row = {"dehydration_risk": True}


def below(egfr: int) -> Fires:
    return Fires(f"eGFR below {egfr}", {"lab_egfr": just(egfr - 1, but_not=egfr)})


# Creatinine, age and sex of somebody without an eGFR: 34 mL/min/1.73 m².
COMPUTED: Row = {"lab_creatinine": 180, "age_years": 72, "sex_at_birth": "male"}

CASES: Table = {
    "G04": (
        Fires("ferritin above 75", {"lab_ferritin": just(76, but_not=75)}),
        Fires("saturation above 45", {"lab_tsat": just(45.1, but_not=45.0)}, also=NOT_FULL),
        Fires("takes iron", {"med_iron": True}, also=NOT_FULL),
    ),
    "G05": (
        below(60),
        Holds("eGFR computed", COMPUTED),
        Holds("laboratory's own eGFR first", {**COMPUTED, "lab_creatinine": 80, "lab_egfr": 59}),
        Quiet("a good eGFR of the laboratory", {**COMPUTED, "lab_egfr": 60}),
        *(
            Fires(sign, {sign: True})
            for sign in (
                "ckd_known",
                "known_pad",
                "peptic_ulcer_or_gi_bleed",
                "med_anticoagulant",
                "med_corticosteroid",
                "med_ssri_snri",
                "dehydration_risk",
            )
        ),
        Fires("heart", {"cardiac_history": each(["heart_failure"], ["ischaemic"])}),
        Fires(
            "ACE inhibitor with a diuretic",
            {
                "med_ace_arb": True,
                "med_diuretic": each(["loop"], ["thiazide_like"], ["potassium_sparing"]),
            },
        ),
        Fires("old", {"age_years": just(75, but_not=74)}),
        Fires("pregnant", {"pregnancy_status": each("pregnant")}),
        Quiet("ACE inhibitor alone", {"med_ace_arb": True}),
        Open("an old creatinine without age and sex", {"lab_creatinine": 180}),
    ),
    "G06": (
        Fires("cramp", CRAMP),
        Fires(
            "cramp over within 10 minutes",
            {
                "cramp_present": True,
                "cramp_hard_muscle": True,
                "cramp_minutes": just(10.0, but_not=10.5),
            },
        ),
        Fires("takes quinine", {"med_quinine": True}),
        Quiet("a cramp that is no hard muscle", {**CRAMP, "cramp_hard_muscle": False}),
    ),
    "G07": (
        below(30),
        Fires("dialysis", {"dialysis": True}),
        Fires("pacemaker", {"mri_contraindication": True}),
    ),
    "G08": (
        below(45),
        Holds("eGFR computed", COMPUTED),
        Fires("metformin", {"med_metformin": True}),
        Fires("earlier reaction", {"contrast_reaction": True}),
        Fires("dry", DRY),
    ),
    "G09": (Fires("pacemaker", {"mri_contraindication": True}),),
    "G10": (
        Fires("bleeds easily", {"bleeding_risk_high": True}),
        Fires("platelets", {"lab_platelets": just(49, but_not=50)}),
        Fires("ulcer", {"peptic_ulcer_or_gi_bleed": True}),
        Fires("pregnancy", {"pregnancy_status": each("pregnant", "postpartum_6w")}),
    ),
    "G11": (
        below(60),
        *(
            Fires(sign, {sign: True})
            for sign in ("med_opioid", "med_benzodiazepine", "osa_suspected", "lung_disease")
        ),
        Fires("old", {"age_years": just(75, but_not=74)}),
    ),
    "G12": (
        Fires("restless legs", RESTLESS),
        Quiet("an urge that does not ease", {**RESTLESS, "rls_movement_relief": False}),
    ),
    "G13": (
        Fires(
            "heart",
            {"cardiac_history": each(["ischaemic"], ["atrial_fibrillation"], ["heart_failure"])},
        ),
        Fires("restless legs", RESTLESS),
        Fires("liver", {"liver_disease": True}),
        below(30),
    ),
    "G14": (
        Fires("burning feet", {"burning_feet": True}),
        Fires("diabetes", DIABETES),
        Quiet("numb on one side", {"numbness_symptom.left": True}),
    ),
    "G15": (
        Fires(
            "aching on a statin",
            {"med_statin": True, "pain_quality": each(["aching"], ["cramping"])},
        ),
        *(
            Fires(f"on a statin, {next(iter(sign))}", {"med_statin": True, **sign})
            for sign in (
                {"cramp_present": True},
                {"girdle_pain_bilateral": True},
                {"weakness_symptom.left": True},
                {"calf_or_muscle_tenderness.left": True},
            )
        ),
        Fires(
            "CK above its limit on a statin",
            {
                "med_statin": True,
                "lab_ck": just(201, but_not=200),
                "lab_ck_uln": just(200, but_not=201),
            },
        ),
        Quiet("a statin, no muscle complaint", {"med_statin": True, "pain_quality": ["burning"]}),
        Open("a CK without its limit", {"med_statin": True, "lab_ck": 300}),
    ),
    "G17": (
        Fires("monofilament", {"monofilament_sites_felt_of_3.left": just(2, but_not=3)}),
        Fires(
            "burning, no ankle reflexes",
            {
                "burning_feet": True,
                "reflex_ankle.left": each("absent", "with_reinforcement"),
                "reflex_ankle.right": each("absent", "with_reinforcement"),
            },
        ),
        Fires(
            "burning, nerve conduction",
            {"burning_feet": True, "ncs_result": each("length_dependent_axonal")},
        ),
        Quiet("burning alone", {"burning_feet": True}),
    ),
    "G18": (Fires("kidney disease", {"ckd_known": True}), below(30)),
    "G19": (Fires("pregnancy", {"pregnancy_status": each("pregnant", "postpartum_6w")}),),
    "G20": (
        below(60),
        Fires("CYP3A4 inhibitor", {"med_cyp3a4_inhibitor": True}),
        Fires("statin", {"med_statin": True}),
    ),
}

RAISES: tuple[Rises, ...] = ()
