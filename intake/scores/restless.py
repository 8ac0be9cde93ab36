"""Restless legs: the five criteria, and how much they matter."""

from intake.findings.restless_legs import (
    rls_days_per_week,
    rls_distress,
    rls_evening,
    rls_movement_relief,
    rls_no_mimic,
    rls_rest,
    rls_urge,
)
from intake.logic import all_of, named
from intake.scores.score import classes, item, points

IRLSSG_2014 = "Allen et al., IRLSSG 2014"
RLS_CRITERIA = (rls_urge, rls_rest, rls_movement_relief, rls_evening, rls_no_mimic)
rls_count = points(
    "rls_count",
    "Restless legs criteria",
    source=IRLSSG_2014,
    items=tuple(item(criterion.label, (1, criterion.present())) for criterion in RLS_CRITERIA),
)
rls_met = named("rls_met", all_of(*(criterion.present() for criterion in RLS_CRITERIA)))
rls_probable = named(
    "rls_probable", all_of(*(criterion.present() for criterion in RLS_CRITERIA[:4]))
)
rls_status = classes(
    "rls_status",
    "Restless legs criteria",
    source=IRLSSG_2014,
    options={"met": "met", "not_met": "not met"},
    cases=(("met", rls_met),),
    otherwise="not_met",
)
rls_significant = named(
    "rls_significant",
    all_of(rls_met, rls_days_per_week >= 2, rls_distress.is_("moderate", "severe")),
)
