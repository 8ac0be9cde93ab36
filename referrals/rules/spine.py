"""Spine: imaging of root, canal, cauda equina and metastasis, when not to image, and the surgeon."""

from intake.findings.background_other import injecting_drug_use
from intake.findings.examination_nerves import spine_midline_tenderness
from intake.findings.neuro_symptoms import weakness_tempo
from intake.findings.pain import pain_course, self_care_failed
from intake.findings.pain_pattern import (
    activity_limitation,
    back_pain,
    bilateral_radicular_pain,
    night_pain_unrelenting,
    trauma_recent,
    walking_ability,
)
from intake.findings.systemic import weight_loss_unexplained
from intake.logic import all_of, any_leg, any_of, not_
from intake.scores.general import cancer, fever, pain_duration
from intake.scores.nerves import motor_deficit, motor_deficit_severe, weak, weakness_recent
from intake.scores.spine import (
    CES_NEW,
    ces_suspected,
    cord_signs,
    mets_spine_pain,
    mscc_suspected,
    neurogenic_claudication,
    radicular_pattern,
    spinal_context,
)
from referrals.rules import sources as s
from referrals.rules.rule import NERVES_WAIT, IfUnknown, rule
from referrals.rules.suggestions import Urgency

EM, SD = Urgency.EMERGENCY, Urgency.SAME_DAY
U2, RT, NO = Urgency.URGENT, Urgency.ROUTINE, Urgency.NONE
FIRST, SILENT = IfUnknown.ASK_FIRST, IfUnknown.SILENT
SIX_WEEKS = 42

limited = activity_limitation.is_("moderate", "severe")

RULES = (
    rule(
        "T49",
        "post_void_residual",
        urgency=EM,
        when=ces_suspected,
        if_unknown=FIRST,
        ask_if=any_of(back_pain.is_not("none"), bilateral_radicular_pain.present()),
        why="A bladder scan after voiding while the emergency MRI is arranged, never instead of it: "
        "200 mL or more makes cauda equina syndrome much likelier, less does not exclude it.",
        source=[s.GIRFT_CES.cite("national pathway")],
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
        deferred_by=(
            "acute_limb_ischaemia",
            "compartment_syndrome",
            "rhabdomyolysis_or_critical_result",
        ),
        why="Severe or progressive weakness of a nerve root: lumbar MRI within two weeks, sooner "
        "when it grows by the day.",
        source=[s.NICE_NG59.cite("red flag, urgent")],
    ),
    rule(
        "T30",
        "mri_lumbar",
        urgency=RT,
        when=all_of(
            any_leg(radicular_pattern),
            pain_duration >= SIX_WEEKS,
            self_care_failed.present(),
            limited,
        ),
        deferred_by=NERVES_WAIT,
        why="Root pain that still limits after six weeks of care: lumbar MRI in a specialist setting, "
        "where an injection or an operation is considered and the result would change the plan.",
        source=[s.NICE_NG59.cite("1.1.6, consider only if it changes management")],
    ),
    rule(
        "T31",
        "no_routine_spinal_imaging",
        urgency=NO,
        # A red flag of the history or of the muscles takes the advice away, and so does one that
        # nobody has asked for. What is seldom examined makes it wait.
        when=all_of(
            back_pain.is_not("none"),
            pain_duration < SIX_WEEKS,
            not_(
                any_of(
                    *(change.present() for change in CES_NEW),
                    bilateral_radicular_pain.present(),
                    any_leg(weak),
                    cancer,
                    night_pain_unrelenting.present(),
                    spine_midline_tenderness.present(),
                    fever,
                    injecting_drug_use.present(),
                    weight_loss_unexplained.present(),
                    trauma_recent.is_("fracture_or_crush"),
                )
            ),
        ),
        about=("mri_lumbar", "mri_whole_spine"),
        # An urgent neurologist stands for signs of the cord.
        deferred_by=("cauda_equina", "rapid_weakness", "neurology"),
        if_unknown=SILENT,
        why="Back pain of less than six weeks, and every red flag asked for and absent: an image now "
        "seldom changes the care, and age alone explains much of what it shows. Look again when "
        "anything changes.",
        source=[
            s.NICE_NG59.cite("1.1.4, do not routinely offer"),
            s.AANEM.cite("no spinal MRI for a peripheral neuropathy alone"),
        ],
    ),
    rule(
        "T32",
        "mri_lumbar",
        urgency=RT,
        when=all_of(
            neurogenic_claudication,
            any_of(
                limited, walking_ability.is_("limited_by_pain", "with_aid", "wheelchair_or_bed")
            ),
            any_of(self_care_failed.present(), any_leg(motor_deficit), pain_duration >= SIX_WEEKS),
        ),
        deferred_by=NERVES_WAIT,
        why="A narrow canal that limits walking in spite of care: lumbar MRI, read together with the "
        "complaint, because many narrow canals do not hurt. With weak pulses measure the ABI first.",
        source=[s.SURI.cite("posture tells most"), s.NICE_NG59.cite("consider")],
    ),
    rule(
        "T33",
        "mri_whole_spine",
        urgency=U2,
        when=mets_spine_pain,
        if_unknown=FIRST,
        ask_if=all_of(cancer, back_pain.is_not("none")),
        why="Pain of the spine that suggests metastases: speak to the cord compression coordinator "
        "within 24 hours, MRI of the whole spine within one week, and tell the patient what must "
        "bring them back at once.",
        source=[s.NICE_NG234.cite("offer, within 1 week")],
    ),
    rule(
        "T33.cord",
        "mri_whole_spine",
        urgency=U2,
        when=cord_signs,
        why="Signs of the spinal cord that did not come on within weeks: MRI of the whole spine "
        "soon, for a cord pressed at the neck or the chest shows in the legs first. At once when "
        "they are new or grow.",
        source=[s.NICE_NG127.cite("refer urgently"), s.AFP_MYELOPATHY.cite("MRI preferred")],
    ),
    rule(
        "R10",
        "spinal_surgery",
        urgency=RT,
        when=any_of(
            all_of(any_leg(radicular_pattern), pain_duration >= SIX_WEEKS, limited),
            all_of(neurogenic_claudication, activity_limitation.is_("severe")),
        ),
        deferred_by=NERVES_WAIT,
        why="Root pain that does not settle in six weeks, or a narrow canal that limits severely: "
        "spinal triage or surgery. No epidural injection for a narrow canal.",
        source=[s.NICE_NG59.cite("consider")],
    ),
    rule(
        "R10.deficit",
        "spinal_surgery",
        urgency=U2,
        when=all_of(spinal_context, any_leg(motor_deficit_severe)),
        why="Severe weakness that fits a nerve root: the spinal surgeon soon, whatever the pain does.",
        source=[s.NICE_NG59.cite("red flag, urgent")],
    ),
)
