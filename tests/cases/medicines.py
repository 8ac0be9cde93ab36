"""Medicine reviews, clause by clause."""

from intake.findings.medicines import med_neurotoxic
from tests.cases.drug_limits import CRAMP, RESTLESS
from tests.cases.table import Fires, Quiet, Rises, Table, each, just

SWOLLEN = {
    "oedema_extent.left": each("foot_ankle", "below_knee", "entire_leg"),
    "oedema_extent.right": each("foot_ankle", "below_knee", "entire_leg"),
}
ALCOHOL = {"alcohol_units_per_week": just(14.5, but_not=14.0)}

CASES: Table = {
    "M02": (
        *(
            Fires(f"cramp, {medicine}", {**CRAMP, medicine: True})
            for medicine in ("med_laba", "med_beta_agonist_short", "med_statin")
        ),
        Fires(
            "cramp, diuretic",
            {**CRAMP, "med_diuretic": each(["loop"], ["thiazide_like"], ["potassium_sparing"])},
        ),
        Fires(
            "cramp over within 10 minutes",
            {
                "cramp_present": True,
                "cramp_hard_muscle": True,
                "cramp_minutes": just(10.0, but_not=10.5),
                "med_statin": True,
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
        Fires("metformin, anaemia", {"med_metformin": True, "lab_hb": just(119, but_not=120)}),
    ),
    "M07": (
        Fires("burning feet", {**ALCOHOL, "burning_feet": True}),
        Fires("cramp", {**ALCOHOL, **CRAMP}),
        Fires("restless legs", {**ALCOHOL, **RESTLESS}),
        Quiet("neither nerve, cramp nor restless legs", {"alcohol_units_per_week": 40.0}),
    ),
}

RAISES: tuple[Rises, ...] = ()
