"""Skin: leg ulcers, and red legs that may not be infected."""

from intake.findings.examination_skin import (
    bullae_or_necrosis,
    purpura_or_livedo,
    ulcer_site,
    ulcer_weeks,
    venous_skin,
)
from intake.findings.pain import self_care_failed
from intake.logic import all_of, any_leg, any_of
from intake.scores.circulation import ulcer
from intake.scores.general import NEW_DAYS, pain_duration
from intake.scores.infection import alt70_indeterminate, red_legs_bilateral
from referrals.rules import sources as s
from referrals.rules.rule import UNSAFE_NOW, rule
from referrals.rules.suggestions import Urgency

RULES = (
    rule(
        "R04",
        "leg_ulcer_service",
        urgency=Urgency.URGENT,
        when=any_leg(
            all_of(
                ulcer,
                any_of(
                    ulcer_weeks > 2,
                    # The age of a wound is often not written down, that of its pain is.
                    pain_duration > NEW_DAYS,
                    ulcer_site.is_("medial_gaiter", "lateral_malleolus"),
                ),
            )
        ),
        why="An ulcer that has not healed in two weeks, by its own age or that of the pain, or one "
        "at the inner lower leg or the outer ankle at any age: leg ulcer or vascular service, with "
        "an ABI within 14 days. No strong compression before the ABI or the toe pressure.",
        source=[s.NICE_CG168.cite("1.2.2, refer"), s.NWCSP.cite("ABI within 14 days")],
    ),
    rule(
        "R23",
        "dermatology",
        urgency=Urgency.ROUTINE,
        when=any_of(
            red_legs_bilateral,
            all_of(any_leg(venous_skin.has("eczema")), self_care_failed.present()),
            alt70_indeterminate,
        ),
        deferred_by=UNSAFE_NOW,
        why="Both legs red are rarely cellulitis, an ALT-70 of 3 or 4 does not tell it from its "
        "mimics, and eczema that resists care needs the skin specialist. Antibiotics are not the "
        "default.",
        source=[s.ALT70.cite("3 or 4: dermatology opinion"), s.NICE_NG141.cite()],
    ),
    rule(
        "R23.ulcer",
        "leg_ulcer_service",
        "dermatology",
        urgency=Urgency.URGENT,
        when=any_leg(
            all_of(ulcer, any_of(purpura_or_livedo.present(), bullae_or_necrosis.present()))
        ),
        deferred_by=("necrotising_infection",),
        why="An ulcer with purpura, livedo or dying skin around it is not the usual venous one: "
        "vasculitis, pyoderma gangrenosum, calciphylaxis or emboli. Dermatology for a biopsy; no "
        "debridement before that.",
        source=[s.PCDS_ULCER.cite("vasculitic or pyoderma: dermatology"), s.NICE_CG168.cite()],
    ),
)
