"""Restless legs and sleep, clause by clause: iron, other causes, referral, medicines."""

from tests.cases.table import (
    Fires,
    Open,
    Quiet,
    Rises,
    Row,
    Table,
    each,
    just,
)

PROBABLE: Row = {
    "rls_urge": True,
    "rls_rest": True,
    "rls_movement_relief": True,
    "rls_evening": True,
}
SIGNIFICANT: Row = {
    **PROBABLE,
    "rls_no_mimic": True,
    "rls_days_per_week": just(2, but_not=1.9),
    "rls_distress": each("moderate", "severe"),
}

CASES: Table = {
    "T15": tuple(
        Fires(other, {"rls_urge": True, other: True})
        for other in ("rls_rest", "rls_movement_relief", "rls_evening", "rls_no_mimic")
    ),
    "T16": (Fires("four criteria", PROBABLE),),
    "T17": (
        Fires("apnoea suspected", {"rls_urge": True, "osa_suspected": True}),
        Fires("limbs move in sleep", {"rls_urge": True, "rls_limb_movements_seen": True}),
        Quiet("restless legs alone", {**PROBABLE, "rls_no_mimic": True}),
    ),
    "R08": (
        Fires("augmentation", {"rls_augmentation": True}, also={"rls_urge": True}),
        Fires(
            "refractory, iron replete",
            {**SIGNIFICANT, "self_care_failed": True},
            also={"lab_ferritin": 101, "lab_tsat": 20},
        ),
        Fires(
            "refractory, ferritin above 75",
            {"lab_ferritin": just(76, but_not=75), "lab_tsat": just(20, but_not=19.9)},
            also={
                **PROBABLE,
                "rls_no_mimic": True,
                "rls_days_per_week": 7,
                "rls_distress": "severe",
                "self_care_failed": True,
            },
        ),
        Fires(
            "worse on a dopamine agonist",
            {**PROBABLE, "med_dopamine_agonist": True, "pain_course": each("worsening")},
        ),
        Open(
            "refractory, iron not measured",
            {
                **{k: v for k, v in SIGNIFICANT.items() if k in PROBABLE},
                "rls_no_mimic": True,
                "rls_days_per_week": 7,
                "rls_distress": "severe",
                "self_care_failed": True,
            },
        ),
    ),
    "R28": (
        Fires("apnoea suspected", {"osa_suspected": True}),
        Fires(
            "sleepless three nights a week",
            {"sleep_loss_major": True, "nights_woken_per_week": just(3, but_not=2)},
        ),
        Quiet("woken, but not short of sleep", {"nights_woken_per_week": 5}),
    ),
    "M01": (
        *(
            Fires(medicine, {**PROBABLE, medicine: True})
            for medicine in (
                "med_ssri_snri",
                "med_tca",
                "med_mirtazapine",
                "med_sedating_antihistamine",
                "med_lithium",
            )
        ),
        Fires("akathisia", {"rls_urge": True, "med_dopamine_antagonist": True}),
        Quiet("an urge on an antidepressant", {"rls_urge": True, "med_ssri_snri": True}),
        Quiet("a statin does not aggravate", {**PROBABLE, "med_statin": True}),
    ),
}


RAISES = (
    Rises(
        "R08", "urgent", {"rls_urge": True, "rls_augmentation": True}, {"sleep_loss_major": True}
    ),
)
