"""Medicine reviews, clause by clause."""

from intake.findings.medicines import med_neurotoxic
from tests.cases.drug_limits import RESTLESS
from tests.cases.table import Fires, Quiet, Rises, Table, each, just

SWOLLEN = {
    "oedema_extent.left": each("foot_ankle", "below_knee", "entire_leg"),
    "oedema_extent.right": each("foot_ankle", "below_knee", "entire_leg"),
}
ALCOHOL = {"alcohol_units_per_week": just(14.5, but_not=14.0)}

CASES: Table = {
    "M02": (
        *(
            Fires(f"cramp, {medicine}", {"cramp_present": True, medicine: True})
            for medicine in ("med_laba", "med_beta_agonist_short", "med_statin")
        ),
        Fires(
            "cramp, diuretic",
            {
                "cramp_present": True,
                "med_diuretic": each(["loop"], ["thiazide_like"], ["potassium_sparing"]),
            },
        ),
        Quiet("statin without cramp", {"med_statin": True}),
    ),
    "M03": (
        Fires(
            "burning feet, a medicine that harms nerves",
            {
                "burning_feet": True,
                "med_neurotoxic": each(*([option] for option in med_neurotoxic.options)),
            },
        ),
        Fires("burning feet, metformin", {"burning_feet": True, "med_metformin": True}),
        Quiet("platinum, nothing felt", {"med_neurotoxic": ["platinum"]}),
    ),
    "M04": (
        Fires("both", {"med_statin": True, "med_fibrate": True}),
        Quiet("a statin alone", {"med_statin": True}),
    ),
    "M05": (
        *(
            Fires(f"both legs swollen, {medicine}", {**SWOLLEN, medicine: True})
            for medicine in (
                "med_dhp_ccb",
                "med_gabapentinoid",
                "med_nsaid",
                "med_corticosteroid",
                "med_oestrogen",
            )
        ),
        Quiet("one leg swollen", {"oedema_extent.left": "below_knee", "med_dhp_ccb": True}),
    ),
    "M06": (
        Fires("metformin, burning feet", {"med_metformin": True, "burning_feet": True}),
        Fires(
            "metformin, a woman's anaemia",
            {"med_metformin": True, "lab_hb": just(119, but_not=120)},
            also={"sex_at_birth": "female", "pregnancy_status": "not_pregnant"},
        ),
        Fires(
            "metformin, a man's anaemia",
            {"med_metformin": True, "lab_hb": just(129, but_not=130)},
            also={"sex_at_birth": "male"},
        ),
    ),
    "M07": (
        Fires("burning feet", {**ALCOHOL, "burning_feet": True}),
        *(
            Fires(sign, {**ALCOHOL, sign: True})
            for sign in ("cramp_present", "gout_history", "liver_disease")
        ),
        Fires("restless legs", {**ALCOHOL, **RESTLESS}),
        Fires("much, whatever the complaint", {"alcohol_units_per_week": just(35.5, but_not=35.0)}),
        Quiet("20 units, none of these", {"alcohol_units_per_week": 20.0}),
    ),
}

RAISES: tuple[Rises, ...] = ()
