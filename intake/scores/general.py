"""The whole person: age, time course, fever, pregnancy, body size, kidney, early-warning score."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from intake.findings import FINDINGS, SECTION_OF
from intake.findings.background import (
    cigarettes_per_day,
    diabetes_type,
    smoking_status,
    smoking_years,
)
from intake.findings.background_other import active_cancer, cancer_ever
from intake.findings.encounter import (
    age_years,
    height_cm,
    pregnancy_status,
    sex_at_birth,
    weight_kg,
)
from intake.findings.finding import Finding
from intake.findings.pain import pain_duration_days, pain_onset, pain_side, severe_pain_sudden
from intake.findings.results import (
    lab_calcium_adj,
    lab_creatinine,
    lab_egfr,
    lab_ferritin,
    lab_hb,
    lab_tsat,
)
from intake.findings.systemic import fever_or_rigors
from intake.findings.vitals import (
    consciousness,
    heart_rate,
    on_oxygen,
    resp_rate,
    sbp_resting,
    spo2_pct,
    spo2_scale2,
    temp_c,
)
from intake.logic import all_of, any_of, basis_of, judge, missing, named, not_
from intake.readings import Answers, Leg, Reading
from intake.scores.score import classes, formula, item, number, points, round_half_up, settled
from intake.scores.thresholds import (
    CHRONIC_PAIN_DAYS,
    END_OF_CHILDBEARING,
    RLS_FERRITIN,
    RLS_FERRITIN_IV,
    RLS_TSAT,
)

ONE_DECIMAL = Decimal("0.1")
NEW_DAYS = 14
# The days that an onset in words stands for where no number is given.
ONSET_DAYS = {
    "sudden": (0, 14),
    "acute_le14d": (0, 14),
    "subacute_2_12w": (14, 84),
    "chronic_gt12w": (85, int(pain_duration_days.limits[1])),
}


@number("pain_duration", "Duration of the pain", source="bounds from the onset", unit_label="days")
def pain_duration(answers: Answers, leg: Leg | None) -> Reading:
    """Days; between the bounds of the onset where no number was given."""
    days, onset = pain_duration_days.read(answers, None), pain_onset.read(answers, None)
    if days.value is not None or onset.value is None:
        return Reading(days.value, days.low, days.high, days.basis, days.wanted | onset.wanted)
    low, high = ONSET_DAYS[str(onset.value)]
    return Reading(low=low, high=high, basis=onset.basis, wanted=days.wanted)


@number("pain_on_leg", "Pain on this leg", source="side of the pain", per_leg=True)
def pain_on_leg(answers: Answers, leg: Leg | None) -> Reading:
    side = pain_side.read(answers, None)
    if side.value is None:
        return side
    return Reading(side.value in (leg, "both", "alternating"), basis=side.basis)


@number("pain_one_sided", "Pain on this leg only", source="side of the pain", per_leg=True)
def pain_one_sided(answers: Answers, leg: Leg | None) -> Reading:
    side = pain_side.read(answers, None)
    return side if side.value is None else Reading(side.value == leg, basis=side.basis)


def _time_course(
    answers: Answers,
    *,
    words: tuple[str, ...],
    days: Callable[[Decimal], bool] | None = None,
    sudden_counts: bool = False,
) -> Reading:
    """Whether the pain is of such an age: by its onset in words, by its days, or either.

    Onset, days and "sudden severe pain" tell of one thing. What is recorded of it decides; where a
    part says so, that is believed rather than what another part denies, for acute ischaemia comes
    to legs that have hurt for years.
    """
    parts: list[tuple[Finding, Callable[[Any], bool]]] = [
        (pain_onset, lambda value: value in words)
    ]
    if days is not None:
        parts.append((pain_duration_days, lambda value: days(Decimal(value))))
    readings = [(finding, fits, finding.read(answers, None)) for finding, fits in parts]
    told = [(finding, fits, each) for finding, fits, each in readings if each.value is not None]
    severe = severe_pain_sudden.read(answers, None)
    is_so = any(fits(each.value) for _, fits, each in told)
    basis = frozenset(key for _, _, each in told for key in each.basis)
    detail = "; ".join(finding.phrase(each) for finding, _, each in told)
    if sudden_counts and severe.value is True:
        words_of_severe = severe_pain_sudden.phrase(severe)
        return Reading(
            True,
            basis=basis | severe.basis,
            detail="; ".join(filter(None, (detail, words_of_severe))),
        )
    if not told:
        wanted = frozenset(key for _, _, each in readings for key in each.wanted)
        return Reading(wanted=wanted | severe.wanted if sudden_counts else wanted)
    return Reading(is_so, basis=basis, detail=detail)


@number("new_pain", "New pain", source="14 days, as in acute limb ischaemia")
def new_pain(answers: Answers, leg: Leg | None) -> Reading:
    """Of at most 14 days; sudden and acute in words mean the same, and so does sudden severe pain."""
    return _time_course(
        answers,
        words=("sudden", "acute_le14d"),
        days=lambda days: days <= NEW_DAYS,
        sudden_counts=True,
    )


@number("sudden_pain", "Sudden pain", source="as in acute limb ischaemia")
def sudden_pain(answers: Answers, leg: Leg | None) -> Reading:
    """Sudden by its onset, or ticked as sudden severe pain."""
    return _time_course(answers, words=("sudden",), sudden_counts=True)


@number("persistent_pain", "Persistent pain", source=CHRONIC_PAIN_DAYS.source)
def persistent_pain(answers: Answers, leg: Leg | None) -> Reading:
    """Of more than 90 days; "more than 12 weeks" counts where no number was given."""
    number_known = pain_duration_days.read(answers, None).value is not None
    return _time_course(
        answers,
        words=() if number_known else ("chronic_gt12w",),
        days=lambda days: days > CHRONIC_PAIN_DAYS.value,
    )


recent_onset = named("recent_onset", new_pain.present())
sudden_onset = named("sudden_onset", sudden_pain.present())
pain_persistent = named("pain_persistent", persistent_pain.present())
CANNOT_BE_PREGNANT = any_of(sex_at_birth.is_("male"), age_years > END_OF_CHILDBEARING.value)
fever = named("fever", any_of(fever_or_rigors.present(), temp_c >= 38))


@number("pregnancy", "Pregnancy", source="sex and age", options=pregnancy_status.options)
def pregnancy(answers: Answers, leg: Leg | None) -> Reading:
    """As recorded; where nobody asked, sex and age may settle that it does not apply."""
    recorded = pregnancy_status.read(answers, None)
    if recorded.value is not None:
        return recorded
    excluded = judge(CANNOT_BE_PREGNANT, answers)
    if excluded.value is True:
        return Reading("not_applicable", basis=basis_of(excluded))
    return Reading(wanted=recorded.wanted | frozenset(missing(excluded)))


pregnant_or_postpartum = named("pregnant_or_postpartum", pregnancy.is_("pregnant", "postpartum_6w"))
diabetes_present = named("diabetes_present", diabetes_type.is_("type1", "type2", "other_type"))
cancer = named("cancer", any_of(active_cancer.present(), cancer_ever.present()))
smoked_ever = named("smoked_ever", smoking_status.is_("former", "current"))


@number("bmi", "Body mass index", source="weight over height squared", unit_label="kg/m²")
def bmi(answers: Answers, leg: Leg | None) -> Reading:
    return formula(
        answers,
        [(weight_kg, None), (height_cm, None)],
        lambda kg, cm: round_half_up(Decimal(kg) * 10000 / (Decimal(cm) ** 2), ONE_DECIMAL),
        "{} kg, {} cm",
    )


@number("pack_years", "Smoking", source="20 cigarettes a day for a year", unit_label="pack-years")
def pack_years(answers: Answers, leg: Leg | None) -> Reading:
    return formula(
        answers,
        [(cigarettes_per_day, None), (smoking_years, None)],
        lambda per_day, years: round_half_up(Decimal(per_day) * Decimal(years) / 20, ONE_DECIMAL),
        "{} a day for {} years",
    )


CKD_EPI_2021 = "Inker et al., CKD-EPI 2021, creatinine equation without race"
MICROMOL_PER_MG_DL = Decimal("88.4")


@number("egfr", "eGFR", source=CKD_EPI_2021, unit_label="mL/min/1.73 m²")
def egfr(answers: Answers, leg: Leg | None) -> Reading:
    """The laboratory's own value; else CKD-EPI 2021, in whole mL/min/1.73 m²."""
    reported = lab_egfr.read(answers, None)
    if reported.value is not None:
        return settled(reported.value, reported.basis, detail="laboratory")  # type: ignore[arg-type]
    computed = formula(
        answers,
        [(lab_creatinine, None), (age_years, None), (sex_at_birth, None)],
        _ckd_epi_2021,
        "creatinine {} µmol/L, {} years, {}, CKD-EPI 2021",
    )
    if computed.value is not None and computed.value < 0:  # type: ignore[operator]
        return Reading(basis=computed.basis, wanted=reported.wanted)
    return Reading(
        computed.value,
        computed.low,
        computed.high,
        computed.basis,
        computed.wanted | reported.wanted,
        detail=computed.detail,
    )


def _ckd_epi_2021(creatinine: Decimal, age: int, sex: str) -> Decimal:
    """Negative for a sex the equation was not made for, which leaves the value open."""
    if sex not in {"female", "male"}:
        return Decimal(-1)
    kappa, alpha, factor = (0.7, -0.241, 1.012) if sex == "female" else (0.9, -0.302, 1.0)
    ratio = float(Decimal(creatinine) / MICROMOL_PER_MG_DL) / kappa
    value = 142 * min(ratio, 1) ** alpha * max(ratio, 1) ** -1.2 * 0.9938 ** int(age) * factor
    return round_half_up(Decimal(value), Decimal(1))


@number("calcium_adj", "Adjusted calcium", source="Payne 1973", unit_label="mmol/L")
def calcium_adj(answers: Answers, leg: Leg | None) -> Reading:
    """Adjusted calcium as the laboratory reports it."""
    return lab_calcium_adj.read(answers, None)


def adjust_calcium(total: Decimal, albumin: Decimal) -> Decimal:
    """mmol/L total calcium and g/L albumin → mmol/L adjusted calcium (Payne 1973)."""
    return round_half_up(total + Decimal("0.02") * (40 - albumin))


anaemia = named(
    "anaemia",
    any_of(
        all_of(sex_at_birth.is_("male"), lab_hb < 130),
        all_of(
            sex_at_birth.is_("female"),
            not_(pregnancy.is_("pregnant")),
            lab_hb < 120,
        ),
        lab_hb < 110,
    ),
)

rls_iron = classes(
    "rls_iron",
    "Iron in restless legs",
    source="Winkelman et al., AASM 2025",
    options={
        "replace": "replace iron",
        "iv_range": "intravenous range",
        "replete": "replete",
    },
    cases=(
        ("replace", any_of(lab_ferritin <= RLS_FERRITIN.value, lab_tsat < RLS_TSAT.value)),
        ("iv_range", all_of(lab_ferritin <= RLS_FERRITIN_IV.value, lab_tsat <= 45)),
    ),
    otherwise="replete",
)

NEWS2 = "Royal College of Physicians, NEWS2 2017"


@number("on_scale2", "SpO2 scale 2", source=NEWS2)
def on_scale2(answers: Answers, leg: Leg | None) -> Reading:
    """Scale 2 holds only where a clinician has set it: it belongs to the saturation reading."""
    prescribed = spo2_scale2.read(answers, None)
    return Reading(prescribed.value is True, basis=prescribed.basis)


scale2 = on_scale2.present()
news2 = points(
    "news2",
    "NEWS2",
    source=NEWS2,
    items=(
        item(
            "respiratory rate",
            (3, resp_rate <= 8),
            (1, resp_rate <= 11),
            (0, resp_rate <= 20),
            (2, resp_rate <= 24),
            (3, resp_rate >= 25),
        ),
        item(
            "oxygen saturation",
            (3, all_of(scale2, spo2_pct <= 83)),
            (2, all_of(scale2, spo2_pct <= 85)),
            (1, all_of(scale2, spo2_pct <= 87)),
            (0, all_of(scale2, any_of(spo2_pct <= 92, on_oxygen.absent()))),
            (1, all_of(scale2, spo2_pct <= 94)),
            (2, all_of(scale2, spo2_pct <= 96)),
            (3, all_of(scale2, spo2_pct >= 97)),
            (3, spo2_pct <= 91),
            (2, spo2_pct <= 93),
            (1, spo2_pct <= 95),
        ),
        item("oxygen given", (2, on_oxygen.present())),
        item(
            "systolic pressure",
            (3, sbp_resting <= 90),
            (2, sbp_resting <= 100),
            (1, sbp_resting <= 110),
            (3, sbp_resting >= 220),
        ),
        item(
            "pulse",
            (3, heart_rate <= 40),
            (1, heart_rate <= 50),
            (0, heart_rate <= 90),
            (1, heart_rate <= 110),
            (2, heart_rate <= 130),
            (3, heart_rate >= 131),
        ),
        item("not alert", (3, consciousness.is_not("alert"))),
        item(
            "temperature",
            (3, temp_c <= 35),
            (1, temp_c <= 36),
            (0, temp_c <= 38),
            (1, temp_c <= 39),
            (2, temp_c > 39),
        ),
    ),
)

# Who the patient is comes with the visit; everything else was told, found or measured.
_TOLD_OR_FOUND = tuple(
    finding for id_, finding in FINDINGS.items() if SECTION_OF[id_].id != "encounter"
)


@number("something_recorded", "Findings are recorded", source="setting of this rule base")
def something_recorded(answers: Answers, leg: Leg | None) -> Reading:
    """Yes with the first finding that has a value on any leg, whatever it says; never no."""
    wanted: set[str] = set()
    for finding in _TOLD_OR_FOUND:
        keys = [key for key, where in finding.answer_keys() if where not in answers.absent_legs]
        told = frozenset(key for key in keys if answers.value(key) is not None)
        if told:
            return Reading(True, basis=told)
        wanted.update(keys)
    return Reading(wanted=frozenset(wanted))
