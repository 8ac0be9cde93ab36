"""Nerves: blood tests, nerve conduction and biopsy in neuropathy; neurology and haematology."""

from intake.findings.background_other import hiv_or_hepatitis
from intake.findings.examination_nerves import (
    fasciculation_seen,
    gait,
    muscle_wasting,
    power_ankle_dorsiflexion,
    power_ankle_plantarflexion,
    tinel_tarsal,
)
from intake.findings.examination_skin import purpura_or_livedo
from intake.findings.neuro_symptoms import (
    autonomic_symptoms,
    breathing_or_bulbar_weakness,
    burning_feet,
    fasciculations_symptom,
    sensory_distribution,
    unsteady_or_falls,
    upper_limb_neuro_symptoms,
    weakness_tempo,
)
from intake.findings.results import lab_platelets
from intake.findings.results_other import (
    first_line_bloods_normal,
    lab_paraprotein,
    ncs_result,
    root_vs_nerve_unclear,
)
from intake.findings.systemic import pe_symptoms, weight_loss_unexplained
from intake.logic import all_of, any_leg, any_of, both_legs, not_
from intake.scores.circulation import ali_suspected
from intake.scores.general import diabetes_present, pain_duration, pain_persistent
from intake.scores.nerves import (
    POWER,
    dspn_confirmed,
    dspn_possible,
    dspn_probable,
    motor_deficit,
    motor_without_loss,
    neuropathy_atypical,
    neuropathy_odd,
    neuropathy_sign,
    single_nerve_atypical,
    weak,
    weakness_recent,
)
from intake.scores.spine import cord_signs, radicular_pattern, spinal_context
from intake.scores.veins import dvt_considered
from referrals.rules import sources as s
from referrals.rules.rule import NERVES_WAIT, NEUROPATHY_TESTS_WAIT, IfUnknown, rule
from referrals.rules.suggestions import Urgency

EM, SD, U2, RT = Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.URGENT, Urgency.ROUTINE
FIRE, SILENT = IfUnknown.FIRE, IfUnknown.SILENT

# A paralysed leg without blood, or in a tight compartment, goes to the surgeon first.
BLOOD_FIRST = ("acute_limb_ischaemia", "compartment_syndrome")
STUDIES_WAIT = (*NEUROPATHY_TESTS_WAIT, "compartment_syndrome")
progressive = weakness_tempo.is_("hours_to_4w", "gt4w_progressive")
# A calf that cannot push may be a torn Achilles tendon.
severe_but_calf = any_leg(
    any_of(*(power <= 3 for power in POWER if power is not power_ankle_plantarflexion))
)
calf_of_a_nerve = all_of(
    any_leg(power_ankle_plantarflexion <= 3), any_of(neuropathy_sign, spinal_context)
)

RULES = (
    rule(
        "T20",
        "b12",
        urgency=RT,
        raised=[(U2, unsteady_or_falls.present())],
        when=dspn_possible,
        deferred_by=NEUROPATHY_TESTS_WAIT,
        if_unknown=FIRE,
        why="Vitamin B12, with methylmalonic acid at 180 to 350 ng/L or on metformin. Treat before "
        "the result where the nervous system is affected.",
        source=[s.AAN_DSP.cite("level C"), s.MHRA_B12.cite(), s.NICE_NG239.cite()],
    ),
    rule(
        "T20.cord",
        "b12",
        urgency=U2,
        when=cord_signs,
        if_unknown=FIRE,
        why="Signs of the spinal cord: lack of B12 is a cause that can be treated, before the "
        "result where it is likely. It does not replace the image.",
        source=[s.NICE_NG239.cite(), s.NICE_NG127.cite("unsteady gait: check B12 and folate")],
    ),
    rule(
        "T21",
        "spep",
        urgency=RT,
        raised=[(U2, weight_loss_unexplained.present())],
        # Weak where feeling is kept: a paraprotein does that to both legs, a root to one.
        when=any_of(
            neuropathy_odd,
            all_of(motor_without_loss, both_legs(motor_deficit)),
            all_of(any_of(dspn_probable, dspn_confirmed), not_(diabetes_present)),
        ),
        deferred_by=(*NEUROPATHY_TESTS_WAIT, "spinal_surgery"),
        why="Electrophoresis with immunofixation and free light chains: a paraprotein can be behind "
        "a neuropathy that is treated quite differently. Plain electrophoresis misses some.",
        source=[s.AAN_DSP.cite("level C, immunofixation preferred")],
    ),
    rule(
        "T22",
        "fbc",
        "creatinine_egfr",
        "liver_albumin",
        "tsh",
        "crp_esr",
        "electrolytes_mg_ca",
        "folate",
        urgency=RT,
        when=dspn_possible,
        deferred_by=NEUROPATHY_TESTS_WAIT,
        if_unknown=FIRE,
        why="The first blood tests of a neuropathy. Copper, vitamins B1 and B6 as well after "
        "bariatric surgery, with poor absorption, much alcohol or supplements: too much B6 harms "
        "nerves, too.",
        source=[s.MSD_NEUROPATHY.cite("consensus"), s.AAN_DSP.cite()],
    ),
    rule(
        "T23",
        "vasculitis_infection_screen",
        urgency=U2,
        when=all_of(
            neuropathy_atypical,
            any_of(
                any_leg(purpura_or_livedo.present()),
                hiv_or_hepatitis.present(),
                weight_loss_unexplained.present(),
                single_nerve_atypical,
            ),
        ),
        why="A neuropathy that may be vasculitis or infection: HIV and hepatitis with consent, ANA, "
        "ANCA and cryoglobulins, chosen with the specialist.",
        source=[s.MSD_NEUROPATHY.cite("consensus")],
    ),
    rule(
        "T24",
        "nerve_conduction",
        urgency=RT,
        raised=[(U2, any_of(any_leg(motor_deficit), progressive))],
        when=any_of(
            neuropathy_atypical,
            all_of(dspn_possible, not_(diabetes_present), first_line_bloods_normal.present()),
            any_leg(
                all_of(
                    motor_deficit,
                    any_of(
                        sensory_distribution.is_("single_nerve", "none"), muscle_wasting.present()
                    ),
                )
            ),
            any_leg(
                all_of(
                    any_of(fasciculation_seen.present(), fasciculations_symptom.present()),
                    any_of(weak, muscle_wasting.present()),
                )
            ),
            weakness_tempo.is_("gt4w_progressive"),
        ),
        deferred_by=BLOOD_FIRST,
        why="Nerve conduction with EMG tells axonal from demyelinating, focal from general, and a "
        "plexus or root from the motor neuron in a thin, weak leg. A normal study does not exclude "
        "small-fibre neuropathy.",
        source=[s.TORONTO.cite("confirms the diagnosis"), s.ADA.cite("rarely needed when typical")],
    ),
    rule(
        "T25",
        "nerve_conduction",
        urgency=RT,
        when=all_of(
            any_leg(radicular_pattern), pain_duration > 21, root_vs_nerve_unclear.present()
        ),
        deferred_by=STUDIES_WAIT,
        if_unknown=SILENT,
        why="Root or nerve: ask for needle EMG together with nerve conduction, which alone does not "
        "show a root. In the first three weeks the needle may still find nothing.",
        source=[s.AANEM.cite("Choosing Wisely")],
    ),
    rule(
        "T26",
        "nerve_conduction",
        urgency=RT,
        raised=[(U2, all_of(any_leg(power_ankle_dorsiflexion < 5), weakness_recent))],
        when=any_leg(
            any_of(
                tinel_tarsal.present(),
                sensory_distribution.is_("single_nerve"),
                power_ankle_dorsiflexion < 5,
            )
        ),
        deferred_by=STUDIES_WAIT,
        # Each sign is enough by itself, so nothing is ever half true and there is nothing to ask.
        if_unknown=SILENT,
        why="A single nerve may be caught at the neck of the fibula, in the tarsal tunnel or at the "
        "groin: focal nerve conduction or nerve ultrasound. A weak ankle can be the L5 root as well.",
        source=[s.AANEM.cite("consensus")],
    ),
    rule(
        "T27",
        "skin_biopsy",
        urgency=RT,
        when=all_of(burning_feet.present(), ncs_result.is_("normal")),
        deferred_by=NEUROPATHY_TESTS_WAIT,
        if_unknown=SILENT,
        why="Burning feet with normal nerve conduction: small fibres are seen only in a skin biopsy "
        "or by thermal thresholds. A specialist's test.",
        source=[s.TORONTO.cite("small-fibre neuropathy")],
    ),
    rule(
        "R06",
        "neurology",
        urgency=U2,
        when=any_of(
            all_of(
                neuropathy_atypical,
                any_of(
                    any_leg(motor_deficit),
                    autonomic_symptoms.present(),
                    any_leg(purpura_or_livedo.present()),
                    lab_paraprotein.is_("detected"),
                    weight_loss_unexplained.present(),
                ),
            ),
            severe_but_calf,
            calf_of_a_nerve,
            weakness_tempo.is_("gt4w_progressive"),
            cord_signs,
            all_of(
                upper_limb_neuro_symptoms.present(),
                any_of(unsteady_or_falls.present(), gait.is_("wide_ataxic")),
            ),
        ),
        deferred_by=BLOOD_FIRST,
        why="Atypical or motor neuropathy: inflammatory, vasculitic, amyloid and paraneoplastic "
        "kinds can be treated. Signs of the cord, or clumsy hands with an unsteady walk: a cord "
        "pressed at the neck gets no better by waiting.",
        source=[s.NICE_NG127.cite("refer urgently")],
    ),
    rule(
        "R07",
        "neurology",
        urgency=RT,
        when=all_of(dspn_possible, not_(diabetes_present), pain_persistent),
        deferred_by=NERVES_WAIT,
        why="Neuropathy unexplained after the first blood tests, or a small-fibre question. Attach "
        "HbA1c, B12, electrophoresis and the baseline.",
        source=[s.NICE_NG127.cite("consider")],
    ),
    rule(
        "R09",
        "neurology",
        urgency=U2,
        raised=[(EM, breathing_or_bulbar_weakness.present())],
        when=any_of(
            any_leg(
                all_of(
                    fasciculation_seen.present(), any_of(motor_deficit, muscle_wasting.present())
                )
            ),
            all_of(fasciculations_symptom.present(), weakness_tempo.is_("gt4w_progressive")),
        ),
        why="Twitching muscles that are weak or wasted: possible motor neurone disease. Cramp or "
        "twitching alone is not. At once where breathing or swallowing is weak.",
        source=[s.NICE_NG127.cite("refer urgently"), s.NICE_NG42.cite("refer without delay")],
    ),
    rule(
        "R20",
        "haematology",
        urgency=U2,
        when=all_of(lab_paraprotein.is_("detected"), dspn_possible),
        why="A paraprotein with neuropathy: myeloma, light-chain amyloid and POEMS are looked for, "
        "and the neuropathy may be its first sign.",
        source=[s.NICE_NG12.cite("myeloma"), s.EAN_CIDP.cite("test for a paraprotein")],
    ),
    rule(
        "R20.platelets",
        "haematology",
        urgency=SD,
        when=any_of(
            lab_platelets < 50,
            all_of(
                lab_platelets < 100,
                any_of(dvt_considered, any_leg(ali_suspected), pe_symptoms.present()),
            ),
        ),
        why="Few platelets: advice before an anticoagulant or a needle. With a clot think of heparin "
        "in the last weeks, and then stop it and give another anticoagulant.",
        source=[s.BSH_HIT.cite("stop heparin on suspicion")],
    ),
)
