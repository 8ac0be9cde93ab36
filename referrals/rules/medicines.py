"""Medicine reviews: what the patient takes or drinks that could cause or worsen the complaint.

None of them says "stop": the prescriber decides. The review for restless legs stands in
restless.py.
"""

from intake.findings.background_other import alcohol_units_per_week, gout_history, liver_disease
from intake.findings.cramp import cramp_present
from intake.findings.medicines import (
    med_beta_agonist_short,
    med_corticosteroid,
    med_dhp_ccb,
    med_diuretic,
    med_fibrate,
    med_gabapentinoid,
    med_laba,
    med_metformin,
    med_neurotoxic,
    med_nsaid,
    med_oestrogen,
    med_statin,
)
from intake.logic import all_of, any_of
from intake.scores.general import anaemia
from intake.scores.nerves import dspn_possible, neuropathic_symptoms
from intake.scores.restless import rls_probable
from intake.scores.veins import oedema_bilateral
from referrals.rules import sources as s
from referrals.rules.rule import IfUnknown, rule
from referrals.rules.suggestions import Urgency

NO, SILENT = Urgency.NONE, IfUnknown.SILENT

RULES = (
    rule(
        "M02",
        "medicine_review_cramp",
        urgency=NO,
        when=all_of(
            cramp_present.present(),
            any_of(
                med_laba.present(),
                med_beta_agonist_short.present(),
                med_diuretic.has(*med_diuretic.options),
                med_statin.present(),
            ),
        ),
        if_unknown=SILENT,
        why="Cramp is treated more often after starting such a medicine: most after a long-acting "
        "beta-agonist or a potassium-sparing diuretic, less after a thiazide, hardly after a statin. "
        "Check electrolytes before changing it.",
        source=[s.GARRISON.cite("adjusted sequence ratios 2.42, 2.12, 1.48, 1.16")],
    ),
    rule(
        "M03",
        "medicine_review_neuropathy",
        urgency=NO,
        when=all_of(
            dspn_possible,
            any_of(med_neurotoxic.has(*med_neurotoxic.options), med_metformin.present()),
        ),
        if_unknown=SILENT,
        why="This medicine can harm nerves: ask for dose and duration, and tell the prescriber. After "
        "platinum it can grow worse for weeks once stopped; metformin acts by a lack of vitamin B12.",
        source=[s.DRUG_NEUROPATHY.cite("review"), s.MHRA_B12.cite()],
    ),
    rule(
        "M04",
        "statin_fibrate",
        urgency=NO,
        when=all_of(med_statin.present(), med_fibrate.present()),
        if_unknown=SILENT,
        why="A statin with a fibrate harms muscle more often than either alone, gemfibrozil most of "
        "all: ask about muscle pain, weakness and dark urine, and measure CK when there is any.",
        source=[s.NICE_NG238.cite("fibrates not routinely with a statin")],
    ),
    rule(
        "M05",
        "medicine_review_oedema",
        urgency=NO,
        when=all_of(
            oedema_bilateral,
            any_of(
                med_dhp_ccb.present(),
                med_gabapentinoid.present(),
                med_nsaid.present(),
                med_corticosteroid.present(),
                med_oestrogen.present(),
            ),
        ),
        about=("compression",),
        if_unknown=SILENT,
        why="A medicine may be what swells both legs: review it before a diuretic or stockings are "
        "tried.",
        source=[s.AFP_OEDEMA.cite("review")],
    ),
    rule(
        "M06",
        "metformin_b12",
        urgency=NO,
        when=all_of(med_metformin.present(), any_of(neuropathic_symptoms, anaemia)),
        if_unknown=SILENT,
        why="Metformin often lowers vitamin B12: measure it with symptoms of neuropathy or with "
        "anaemia, and go on with the metformin meanwhile.",
        source=[s.MHRA_B12.cite("test when deficiency is suspected")],
    ),
    rule(
        "M07",
        "alcohol_review",
        urgency=NO,
        when=any_of(
            alcohol_units_per_week > 35,
            all_of(
                alcohol_units_per_week > 14,
                any_of(
                    dspn_possible,
                    cramp_present.present(),
                    rls_probable,
                    gout_history.present(),
                    liver_disease.present(),
                ),
            ),
        ),
        notes=[
            ("More than 35 units a week: offer the alcohol service.", alcohol_units_per_week > 35)
        ],
        if_unknown=SILENT,
        why="More than 14 UK units a week can add to neuropathy, cramp, restless legs, gout and liver "
        "disease; more than 35 harms by itself. Thiamine for those who depend on it or are "
        "malnourished; who depends on it must not stop suddenly.",
        source=[s.UK_CMO_ALCOHOL.cite("at most 14 units"), s.NICE_CG100.cite("offer thiamine")],
    ),
)
