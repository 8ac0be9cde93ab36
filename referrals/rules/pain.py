"""Pain: the pain service for neuropathic and root pain, and for pain that medicines do not hold."""

from intake.findings.medicines import med_gabapentinoid, med_opioid
from intake.findings.pain import pain_course, pain_nrs_now, self_care_failed
from intake.findings.pain_pattern import activity_limitation, pain_nrs_night, sleep_loss_major
from intake.logic import all_of, any_leg, any_of
from intake.scores.general import pain_persistent
from intake.scores.nerves import neuropathic_symptoms
from intake.scores.spine import radicular_pattern
from referrals.rules import sources as s
from referrals.rules.rule import NERVES_WAIT, rule
from referrals.rules.suggestions import Urgency

U2, RT = Urgency.URGENT, Urgency.ROUTINE

strong_pain = any_of(pain_nrs_now >= 7, pain_nrs_night >= 7)

RULES = (
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
        when=any_of(
            all_of(neuropathic_symptoms, any_of(strong_pain, activity_limitation.is_("severe"))),
            all_of(
                any_of(neuropathic_symptoms, any_leg(radicular_pattern)),
                any_of(
                    strong_pain,
                    activity_limitation.is_("moderate", "severe"),
                    sleep_loss_major.present(),
                    pain_course.is_("worsening"),
                ),
                any_of(self_care_failed.present(), pain_persistent),
            ),
        ),
        deferred_by=NERVES_WAIT,
        why="Neuropathic pain that is severe or limits life severely: the pain service, at any "
        "stage. Lesser burdens, and root pain, once care has failed or after three months. For "
        "sciatica follow NG59, not the neuropathic drug list.",
        source=[s.NICE_CG173.cite("1.1.2, consider"), s.NICE_NG59.cite()],
    ),
    rule(
        "R12",
        "pain_management",
        urgency=RT,
        when=all_of(
            any_of(med_opioid.present(), med_gabapentinoid.present()),
            self_care_failed.present(),
            pain_persistent,
        ),
        deferred_by=NERVES_WAIT,
        why="Pain of more than three months on an opioid or a gabapentinoid that does not hold it: "
        "the pain service reviews what it is worth and plans a slow reduction. Never stop suddenly.",
        source=[s.NICE_NG193.cite("review"), s.NICE_CG173.cite("1.1.2, consider")],
    ),
)
