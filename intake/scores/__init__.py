"""What is worked out from findings: scores, and the named conditions that several rules share.

A score is a number, points or a class; it stays a range until it is settled. Scores and findings
are the operands of rules. `SCORES` are those that the result of an assessment shows.
"""

from typing import Final

from intake.scores.circulation import ali_class
from intake.scores.compression import compression_safety
from intake.scores.foot import foot_risk_nice
from intake.scores.general import bmi, calcium_adj, egfr, news2, pack_years, rls_iron
from intake.scores.infection import alt70
from intake.scores.nerves import dspn_level, mnsi_exam
from intake.scores.pressures import (
    abi,
    abi_class,
    abi_low,
    arm_difference,
    tbi,
    tbi_class,
    wifi_ischaemia_grade,
)
from intake.scores.restless import rls_count, rls_status
from intake.scores.score import Score
from intake.scores.veins import (
    calf_difference,
    ceap_c,
    ddimer_cutoff,
    ddimer_raised,
    wells_band,
    wells_dvt,
)

SCORES: Final[dict[str, Score]] = {
    score.id: score
    for score in (
        abi,
        abi_low,
        abi_class,
        tbi,
        tbi_class,
        arm_difference,
        wifi_ischaemia_grade,
        ali_class,
        compression_safety,
        wells_dvt,
        wells_band,
        calf_difference,
        ddimer_cutoff,
        ddimer_raised,
        ceap_c,
        rls_count,
        rls_status,
        rls_iron,
        mnsi_exam,
        dspn_level,
        foot_risk_nice,
        news2,
        alt70,
        bmi,
        pack_years,
        egfr,
        calcium_adj,
    )
}
