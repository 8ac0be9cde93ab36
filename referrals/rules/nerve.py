"""Nerves and spine: blood tests, nerve conduction, MRI, neurology, spine and pain services."""

from intake.findings.background_other import malabsorption_or_bariatric, vegan_diet
from intake.findings.examination_nerves import fasciculation_seen, muscle_wasting
from intake.findings.examination_skin import purpura_or_livedo
from intake.findings.medicines import med_acid_suppressant, med_metformin
from intake.findings.neuro_symptoms import (
    autonomic_symptoms,
    fasciculations_symptom,
    sensory_distribution,
    unsteady_or_falls,
    weakness_tempo,
)
from intake.findings.pain import pain_course, pain_nrs_now, pain_quality, self_care_failed
from intake.findings.pain_pattern import activity_limitation, pain_nrs_night, sleep_loss_major
from intake.findings.results_other import first_line_bloods_normal, lab_paraprotein
from intake.findings.systemic import weight_loss_unexplained
from intake.logic import all_of, any_leg, any_of, not_
from intake.scores.circulation import pad_evidence
from intake.scores.general import (
    diabetes_present,
    pain_duration,
    pain_persistent,
)
from intake.scores.nerves import (
    ces_suspected,
    cord_signs,
    dspn_possible,
    motor_deficit,
    motor_deficit_severe,
    mscc_suspected,
    neurogenic_claudication,
    neuropathic_symptoms,
    neuropathy_atypical,
    radicular_pattern,
    spinal_context,
    weak,
    weakness_recent,
)
from referrals.rules import sources as s
from referrals.rules.rule import IfUnknown, rule
from referrals.rules.suggestions import Urgency

EM, SD, U2, RT = Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.URGENT, Urgency.ROUTINE
FIRST, FIRE = IfUnknown.ASK_FIRST, IfUnknown.FIRE

limited = activity_limitation.is_("moderate", "severe")
progressive = weakness_tempo.is_("hours_to_4w", "gt4w_progressive")
strong_pain = any_of(pain_nrs_now >= 7, pain_nrs_night >= 7)
severe_root_deficit = all_of(spinal_context, any_leg(motor_deficit_severe))

RULES = (
    rule(
        "T18",
        "hba1c",
        urgency=RT,
        when=any_of(
            dspn_possible,
            any_leg(pad_evidence),
            pain_quality.has("burning", "tingling", "numb_pain"),
            diabetes_present,
        ),
        if_unknown=FIRE,
        why="Diabetes is the commonest treatable cause of neuropathy and drives arterial disease. "
        "HbA1c misleads in anaemia, haemoglobinopathy, dialysis and pregnancy.",
        source=[s.AAN_DSP.cite("level C, highest yield"), s.ADA.cite()],
    ),
    rule(
        "T20",
        "b12",
        urgency=RT,
        raised=[(U2, any_of(unsteady_or_falls.present(), cord_signs))],
        when=any_of(
            dspn_possible,
            all_of(
                neuropathic_symptoms,
                any_of(
                    med_metformin.present(),
                    vegan_diet.present(),
                    malabsorption_or_bariatric.present(),
                    med_acid_suppressant.present(),
                ),
            ),
            cord_signs,
        ),
        if_unknown=FIRE,
        why="Vitamin B12, with methylmalonic acid at 180 to 350 ng/L or on metformin. Treat before "
        "the result where the nervous system is affected.",
        source=[s.AAN_DSP.cite("level C"), s.MHRA_B12.cite(), s.NICE_NG239.cite()],
    ),
    rule(
        "T24",
        "nerve_conduction",
        urgency=RT,
        raised=[(U2, any_of(any_leg(motor_deficit), progressive))],
        when=any_of(
            neuropathy_atypical,
            all_of(dspn_possible, not_(diabetes_present), first_line_bloods_normal.present()),
            any_leg(all_of(motor_deficit, sensory_distribution.is_("single_nerve", "none"))),
            any_leg(
                all_of(
                    any_of(fasciculation_seen.present(), fasciculations_symptom.present()),
                    any_of(weak, muscle_wasting.present()),
                )
            ),
            weakness_tempo.is_("gt4w_progressive"),
        ),
        why="Nerve conduction with EMG tells axonal from demyelinating and focal from general. A "
        "normal study does not exclude small-fibre neuropathy.",
        source=[s.TORONTO.cite("confirms the diagnosis"), s.ADA.cite("rarely needed when typical")],
    ),
    rule(
        "T29",
        "mri_lumbar",
        urgency=U2,
        raised=[
            (SD, weakness_tempo.is_("hours_to_4w")),
            (EM, any_of(ces_suspected, mscc_suspected)),
        ],
        when=all_of(
            spinal_context,
            any_of(
                any_leg(motor_deficit_severe),
                all_of(
                    any_leg(motor_deficit),
                    pain_course.is_("worsening"),
                    any_leg(radicular_pattern),
                ),
                all_of(any_leg(weak), weakness_recent),
            ),
        ),
        if_unknown=FIRST,
        ask_if=all_of(spinal_context, any_leg(weak)),
        deferred_by=("acute_limb_ischaemia",),
        why="Severe or progressive weakness of a nerve root: lumbar MRI within two weeks, sooner "
        "when it grows by the day.",
        source=[s.NICE_NG59.cite("red flag, urgent")],
    ),
    rule(
        "R06",
        "neurology",
        urgency=U2,
        when=any_of(
            all_of(
                neuropathy_atypical,
                any_of(
                    weakness_tempo.is_("gt4w_progressive"),
                    any_leg(motor_deficit),
                    autonomic_symptoms.present(),
                    any_leg(purpura_or_livedo.present()),
                    lab_paraprotein.is_("detected"),
                    weight_loss_unexplained.present(),
                ),
            ),
            any_leg(motor_deficit_severe),
            weakness_tempo.is_("gt4w_progressive"),
        ),
        # A paralysed leg without blood goes to the vascular surgeon first.
        deferred_by=("acute_limb_ischaemia",),
        why="Atypical or motor neuropathy: inflammatory, vasculitic, amyloid and paraneoplastic "
        "kinds can be treated.",
        source=[s.NICE_NG127.cite("refer urgently")],
    ),
    rule(
        "R07",
        "neurology",
        urgency=RT,
        when=all_of(dspn_possible, not_(diabetes_present), pain_persistent),
        why="Neuropathy unexplained after the first blood tests, or a small-fibre question. Attach "
        "HbA1c, B12, electrophoresis and the baseline.",
        source=[s.NICE_NG127.cite("consider")],
    ),
    rule(
        "R10",
        "spinal_surgery",
        urgency=RT,
        raised=[(U2, severe_root_deficit)],
        when=any_of(
            all_of(any_leg(radicular_pattern), pain_duration >= 42, limited),
            all_of(neurogenic_claudication, activity_limitation.is_("severe")),
            severe_root_deficit,
        ),
        why="Root pain that does not settle, stenosis that limits severely, or severe weakness: "
        "spinal triage or surgery.",
        source=[s.NICE_NG59.cite("consider")],
    ),
    rule(
        "R11",
        "pain_management",
        urgency=RT,
        raised=[
            (
                U2,
                all_of(
                    strong_pain,
                    any_of(activity_limitation.is_("severe"), sleep_loss_major.present()),
                ),
            )
        ],
        when=all_of(
            any_of(neuropathic_symptoms, any_leg(radicular_pattern)),
            any_of(
                strong_pain,
                limited,
                sleep_loss_major.present(),
                pain_course.is_("worsening"),
            ),
            any_of(self_care_failed.present(), pain_persistent),
        ),
        deferred_by=(
            "acute_limb_ischaemia",
            "cauda_equina",
            "metastatic_cord_compression",
            "rapid_weakness",
            "spinal_or_deep_infection",
        ),
        why="Neuropathic or root pain that stays severe, spoils sleep or limits life: the pain "
        "service, at any stage. For sciatica follow NG59, not the neuropathic drug list.",
        source=[s.NICE_CG173.cite("1.1.2, consider")],
    ),
)
