"""Patients for tests: written out by hand, or made up by Hypothesis.

By hand: `patient({"pulse_dp": "absent", "pulse_dp.right": "normal"})`. A finding of a leg without
its leg means the left one, `.both` means both. A misspelt finding or option fails at once, so that
no test passes for want of an answer.

Made up: `pairs(keys)` gives two states of one patient, less and more known, as theorem "learning
more never overturns a verdict" wants them (`vocabulary/README.md`, Unknown, 6): readings of one
measurement are one finding, and nothing contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from intake.findings import FINDINGS, KEYS
from intake.findings.finding import Finding, Kind, choice, presence, quantity, several
from intake.logic import (
    Claim,
    Condition,
    Group,
    Not,
    Operand,
    Verdict,
    all_of,
    any_leg,
    any_of,
    at_least,
    bind,
    both_legs,
    is_per_leg,
    judge,
    not_,
    other_leg,
    same_leg,
)
from intake.readings import LEGS, Answer, Answers, Leg, NoValue, Reading, Value
from intake.scores.score import classes, formula, item, number, points

# --- By hand ------------------------------------------------------------------------------------


def patient(
    values: Mapping[str, Any] | None = None,
    *,
    absent_legs: Iterable[str] = (),
    catalogue: Mapping[str, Finding] = FINDINGS,
) -> Answers:
    """Answers in short: no leg is the left leg, a tuple is a *several*, a float is exact as written."""
    answers: dict[str, Answer] = {}
    for short, value in (values or {}).items():
        id_, _, leg = short.partition(".")
        finding = catalogue[id_]
        if not finding.per_leg and leg:
            raise ValueError(f"{id_} is of the person and has no leg")
        legs = {"": ("left",), "both": ("left", "right")}.get(leg, (leg,))
        for key in [f"{id_}.{each}" for each in legs] if finding.per_leg else [id_]:
            answers[key] = _checked(finding, value)
    return Answers(answers, [Leg(leg) for leg in absent_legs])


def _checked(finding: Finding, value: Any) -> Answer:
    if isinstance(value, NoValue):
        return value
    match finding.kind:
        case Kind.PRESENCE:
            if not isinstance(value, bool):
                raise ValueError(f"{finding.id} is true or false, not {value!r}")
            return value
        case Kind.CHOICE:
            if value not in finding.options:
                raise ValueError(f"{finding.id} has no option {value!r}")
            return str(value)
        case Kind.SEVERAL:
            if strange := set(value) - set(finding.options):
                raise ValueError(f"{finding.id} has no options {strange}")
            return frozenset(value)
    exact = value if isinstance(value, int) else Decimal(str(value))
    if isinstance(value, bool) or not finding.limits[0] <= exact <= finding.limits[1]:
        raise ValueError(f"{finding.id} cannot be {value!r}")
    return exact


def verdict_on(
    condition: Condition,
    values: Mapping[str, Any] | None = None,
    *,
    leg: Leg = Leg.LEFT,
    absent_legs: Iterable[str] = (),
) -> Verdict:
    """The verdict for a patient written by hand; a condition about a leg is asked of `leg`."""
    return judge(bind(condition, leg), patient(values, absent_legs=absent_legs))


def holds(
    condition: Condition,
    values: Mapping[str, Any] | None = None,
    *,
    leg: Leg = Leg.LEFT,
    absent_legs: Iterable[str] = (),
) -> bool | None:
    return verdict_on(condition, values, leg=leg, absent_legs=absent_legs).value


def reading_of(
    operand: Operand,
    values: Mapping[str, Any] | None = None,
    *,
    leg: Leg = Leg.LEFT,
    absent_legs: Iterable[str] = (),
) -> Any:
    """What a score or finding is for a patient written by hand, on the left leg if none is named."""
    answers = patient(values, absent_legs=absent_legs)
    return operand.read(answers, leg if operand.per_leg else None)


def value_of(
    operand: Operand,
    values: Mapping[str, Any] | None = None,
    *,
    leg: Leg = Leg.LEFT,
    absent_legs: Iterable[str] = (),
) -> Any:
    return reading_of(operand, values, leg=leg, absent_legs=absent_legs).value


def range_of(
    operand: Operand,
    values: Mapping[str, Any] | None = None,
    *,
    leg: Leg = Leg.LEFT,
    absent_legs: Iterable[str] = (),
) -> tuple[Any, Any]:
    reading = reading_of(operand, values, leg=leg, absent_legs=absent_legs)
    return reading.low, reading.high


# --- In words -----------------------------------------------------------------------------------


def in_words(condition: Condition) -> str:
    """A condition as it could be written, for messages."""
    match condition:
        case Claim(operand, relation, value, leg):
            wanted = sorted(map(str, value)) if isinstance(value, frozenset) else value
            return f"{operand.id}{f'.{leg}' if leg else ''} {relation} {wanted}"
        case Not(part):
            return f"not ({in_words(part)})"
        case Group(least, parts):
            return f"at least {least} of ({'; '.join(map(in_words, parts))})"
    return repr(condition)


def closed(condition: Condition) -> Condition:
    """A condition about a leg as one about the person."""
    return any_leg(condition) if is_per_leg(condition) else condition


# --- Made up: invented findings and scores ------------------------------------------------------

FEVER = presence("fever", "Fever", ask="Fever?")
CHILLS = presence("chills", "Chills", ask="Chills?", follows=FEVER.present())
TEMPO = choice(
    "tempo",
    "Tempo",
    ask="Tempo?",
    options={"fast": "fast", "slow": "slow"},
    follows=FEVER.present(),
)
MOOD = choice("mood", "Mood", ask="Mood?", options={"none": "none", "low": "low", "high": "high"})
PLACES = several("places", "Places", ask="Where?", options={"home": "home", "work": "work"})
DAYS = quantity(
    "days",
    "Days",
    ask="Days?",
    unit="d",
    unit_label="days",
    usual=("0", "9"),
    limits=("0", "9"),
    follows=FEVER.present(),
)
SWOLLEN = presence("swollen", "Swollen", ask="Swollen?", per_leg=True)
PITTING = presence("pitting", "Pitting", ask="Pitting?", per_leg=True, follows=SWOLLEN.present())
PULSE = choice(
    "pulse",
    "Pulse",
    ask="Pulse?",
    per_leg=True,
    options={"absent": "absent", "weak": "weak", "normal": "normal"},
)
MARKS = several(
    "marks", "Marks", ask="Marks?", per_leg=True, options={"pale": "pale", "blue": "blue"}
)
GIRTH = quantity(
    "girth",
    "Girth",
    ask="Girth?",
    per_leg=True,
    unit="cm",
    unit_label="cm",
    usual=("20", "40"),
    limits=("20", "40"),
)
INVENTED = {
    finding.id: finding
    for finding in (
        FEVER,
        CHILLS,
        TEMPO,
        MOOD,
        PLACES,
        DAYS,
        SWOLLEN,
        PITTING,
        PULSE,
        MARKS,
        GIRTH,
    )
}

RISK = points(
    "risk",
    "Risk",
    source="invented",
    per_leg=True,
    items=(
        item("fever", (1, FEVER.present())),
        item("swollen", (2, all_of(SWOLLEN.present(), PITTING.present())), (1, SWOLLEN.present())),
        item("excused", (-2, PULSE.is_("normal"))),
    ),
)
GRADE = classes(
    "grade",
    "Grade",
    source="invented",
    per_leg=True,
    options={"a": "A", "b": "B", "c": "C"},
    cases=(("a", any_of(PULSE.is_("absent"), RISK >= 3)), ("b", MARKS.has("pale"))),
    otherwise="c",
)


@number("doubled", "Doubled", source="invented", per_leg=True)
def doubled(answers: Answers, leg: Leg | None) -> Reading:
    return formula(answers, [(GIRTH, leg)], lambda girth: girth * 2, "twice {}")


@number("fortnights", "Fortnights", source="invented")
def fortnights(answers: Answers, leg: Leg | None) -> Reading:
    return formula(answers, [(DAYS, None)], lambda days: days * 14)


INVENTED_KEYS = {
    key: (finding, leg) for finding in INVENTED.values() for key, leg in finding.answer_keys()
}

# --- Made up: conditions ------------------------------------------------------------------------


class Operands(tuple[Operand, ...]):
    """Operands to draw from, with a short repr for Hypothesis."""

    def __repr__(self) -> str:
        return f"<{len(self)} operands>"


@st.composite
def claims(draw: st.DrawFn, operands: Operands) -> Claim:
    """Claims that can turn out either way: no threshold lies outside a score's own range."""
    operand = draw(st.sampled_from(operands))
    options = getattr(operand, "options", None)
    if isinstance(operand, Finding) and operand.kind is Kind.PRESENCE:
        return operand.present()
    if isinstance(operand, Finding) and operand.kind is Kind.SEVERAL:
        return operand.has(*draw(_some(operand.options)))
    if options:
        return operand.is_(*draw(_some(options)))
    if operand.id in YES_OR_NO:
        return operand.present()
    if isinstance(operand, Finding):
        bound = draw(st.sampled_from(_numbers(operand)))
        return draw(
            st.sampled_from((operand < bound, operand <= bound, operand > bound, operand >= bound))
        )
    bound = draw(st.sampled_from(bounds_of(operand)))
    return draw(st.sampled_from((operand < bound, operand > bound)))


def bounds_of(score: Operand) -> tuple[Decimal, ...]:
    """Thresholds that a score can be below, at and above."""
    span = score.read(Answers({}), Leg.LEFT if score.per_leg else None)
    if span.low is None or span.high is None:
        return _SCORE_BOUNDS.get(score.id, _OTHER_BOUNDS)
    return tuple(Decimal(bound) for bound in range(int(span.low) + 1, int(span.high)))


_SCORE_BOUNDS: Mapping[str, tuple[Decimal, ...]] = {
    "abi": tuple(map(Decimal, ("0.40", "0.60", "0.80", "0.90", "0.91", "1.00", "1.30", "1.40"))),
    "abi_low": tuple(map(Decimal, ("0.40", "0.90", "1.00", "1.40"))),
    "tbi": tuple(map(Decimal, ("0.30", "0.70", "0.71"))),
    "wifi_ischaemia_grade": tuple(map(Decimal, (1, 2, 3))),
}
_OTHER_BOUNDS = tuple(map(Decimal, ("0", "1", "3", "14", "26", "60", "90", "500")))


def _some(options: Mapping[str, str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(list(options)), min_size=1, max_size=3, unique=True)


def conditions(operands: Operands) -> st.SearchStrategy[Condition]:
    """Conditions about the person, made with every word there is."""
    of_leg = Operands(operand for operand in operands if operand.per_leg)
    of_person = Operands(operand for operand in operands if not operand.per_leg)

    def join(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(inner, min_size=1, max_size=4)
        return st.one_of(
            inner.map(not_),
            several.map(lambda parts: all_of(*parts)),
            several.map(lambda parts: any_of(*parts)),
            several.flatmap(
                lambda parts: st.integers(1, len(parts)).map(lambda least: at_least(least, *parts))
            ),
        )

    def join_leg(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        return st.one_of(join(inner), inner.filter(is_per_leg).map(other_leg))

    about_leg = st.recursive(
        st.one_of(claims(of_leg), claims(operands)), join_leg, max_leaves=4
    ).filter(is_per_leg)
    about_person = st.one_of(
        claims(of_person),
        about_leg.map(any_leg),
        about_leg.map(both_legs),
        st.lists(about_leg, min_size=1, max_size=2).map(lambda parts: same_leg(*parts)),
    )
    return st.recursive(about_person, join, max_leaves=4)


INVENTED_OPERANDS = Operands((*INVENTED.values(), RISK, GRADE, doubled, fortnights))

# --- Made up: patients --------------------------------------------------------------------------

# Scores that are present or absent, as some findings are.
YES_OR_NO = {
    "pain_on_leg",
    "pain_one_sided",
    "new_pain",
    "sudden_pain",
    "persistent_pain",
    "something_recorded",
    "ck_above_limit",
}

_NO_VALUE = tuple(NoValue(reason) for reason in ("unknown", "declined", "too_painful"))

# Readings of one measurement are learned together: arm pressures; the ankle pressures of a leg with
# its reported index; an eGFR with the creatinine it replaces; onset, duration and sudden
# severity of the pain; pregnancy with the sex and age that exclude it.
_ARMS = ("brachial_right_sbp", "brachial_left_sbp")
_ANKLE = ("ankle_dp_sbp", "ankle_pt_sbp", "abi_reported", "ankle_not_occludable")
_MEASUREMENTS: tuple[tuple[str, ...], ...] = (
    _ARMS,
    *(tuple(f"{id_}.{leg}" for id_ in _ANKLE) for leg in LEGS),
    ("lab_egfr", "lab_creatinine"),
    ("pain_onset", "pain_duration_days", "severe_pain_sudden"),
    # Sex and age imply that pregnancy does not apply; what is recorded of it outweighs them.
    ("pregnancy_status", "sex_at_birth", "age_years"),
    # A saturation is read on scale 1 unless scale 2 was set with it.
    ("spo2_pct", "spo2_scale2"),
)
MEASUREMENT_OF = {key: group for group in _MEASUREMENTS for key in group}
_DAYS_OF_ONSET = {
    "sudden": (0, 14),
    "acute_le14d": (0, 14),
    "subacute_2_12w": (14, 84),
    "chronic_gt12w": (85, 36500),
}
# Values that rules look at, so that random patients reach both sides of every threshold.
_WORTH_TRYING: Mapping[str, tuple[int | str, ...]] = {
    "age_years": (40, 49, 50, 55, 56, 64, 65, 70, 83),
    "pain_duration_days": (0, 3, 14, 15, 42, 84, 85, 90, 91, 400),
    "brachial_right_sbp": (100, 130, 135),
    "brachial_left_sbp": (100, 130, 135),
    "ankle_dp_sbp": (0, 40, 49, 50, 59, 60, 90, 120, 135, 190),
    "ankle_pt_sbp": (0, 40, 49, 50, 59, 60, 90, 120, 135, 190),
    "toe_sbp": (20, 29, 30, 59, 60, 95),
    "tcpo2_mmhg": (10, 19, 20, 29, 30, 60),
    "abi_reported": ("0.35", "0.55", "0.70", "0.90", "0.91", "1.00", "1.31", "1.41"),
    "nyha_class": (0, 1, 2, 3, 4),
    "temp_c": ("35.0", "36.5", "37.9", "38.0", "39.1"),
    "resp_rate": (8, 16, 22, 25),
    "spo2_pct": (83, 88, 92, 94, 97),
    "heart_rate": (40, 72, 96, 118, 131),
    "sbp_resting": (90, 104, 128, 220),
    "calf_cm": ("33.0", "34.0", "36.9", "37.0", "40.5"),
    "cap_refill_s": ("2.0", "5.0", "5.5"),
    "lab_wbc": ("8.0", "10.0", "13.0"),
    "lab_hb": (105, 112, 124, 140),
    "lab_ferritin": (40, 75, 76, 100, 200),
    "lab_tsat": ("11.0", "19.9", "20.0", "33.0", "50.0"),
    "lab_creatinine": (80, 180),
    "rls_days_per_week": ("1.0", "2.0", "5.0"),
    "post_void_residual_ml": (50, 199, 200, 400),
    "local_infection_signs": (0, 1, 2, 3),
}


def _numbers(finding: Finding) -> tuple[int | Decimal, ...]:
    tries: Iterable[int | str | Decimal] = _WORTH_TRYING.get(finding.id, ())
    if not tries:
        low, high = finding.usual
        step = (high - low) / 5
        tries = [(low + step * n).quantize(Decimal(1).scaleb(-finding.decimals)) for n in range(6)]
    return tuple(Decimal(each) if finding.decimals else int(each) for each in tries)


@cache
def values_worth_trying(finding: Finding) -> tuple[Value, ...]:
    """The values worth trying; of a *several* none, each alone, and each with the next."""
    match finding.kind:
        case Kind.PRESENCE:
            return (True, False)
        case Kind.CHOICE:
            return tuple(finding.options)
        case Kind.SEVERAL:
            options = tuple(finding.options)
            return (
                frozenset(),
                *(frozenset({option}) for option in options),
                *(frozenset(pair) for pair in pairwise(options)),
            )
    return _numbers(finding)


_FATES = ("known", "known", "learned", "learned", "never", "no value")


@cache
def _up_to(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


@st.composite
def pairs(
    draw: st.DrawFn,
    keys: Iterable[str],
    catalogue: Mapping[str, tuple[Finding, Leg | None]] = KEYS,
) -> tuple[Answers, Answers]:
    """One patient with less and with more known of the answers in `keys`; nothing contradicts."""
    absent = draw(st.sampled_from(((), (), (), (), (Leg.LEFT,), (Leg.RIGHT,))))
    full: dict[str, Value] = {}
    fates: dict[str, str] = {}
    for key in keys:
        finding, leg = catalogue[key]
        values = values_worth_trying(finding)
        # One draw for both, because drawing is what takes the time.
        fate, which = divmod(draw(_up_to(len(_FATES) * len(values))), len(values))
        if leg not in absent:
            full[key] = values[which]
            fates.setdefault(MEASUREMENT_OF.get(key, (key,))[0], _FATES[fate])
    _make_consistent(full)
    kept: dict[str, Answer] = {}
    learned: dict[str, Answer] = {}
    for key, value in full.items():
        match fates[MEASUREMENT_OF.get(key, (key,))[0]]:
            case "known":
                kept[key] = learned[key] = value
            case "learned":
                learned[key] = value
            case "no value":
                kept[key] = _NO_VALUE[len(kept) % len(_NO_VALUE)]
                learned[key] = value
    while contradicting := set(_contradicting(learned, absent, catalogue)):
        for key in contradicting:
            del learned[key]
            kept.pop(key, None)
    return Answers(kept, absent), Answers(learned, absent)


def _contradicting(
    values: Mapping[str, Answer],
    absent: Iterable[Leg],
    catalogue: Mapping[str, tuple[Finding, Leg | None]],
) -> Iterator[str]:
    """Details that are recorded of something that is recorded as absent."""
    answers = Answers(values, absent)
    for key in values:
        finding, leg = catalogue[key]
        if finding.follows is not None:
            parent = bind(finding.follows, leg) if leg else finding.follows
            if judge(parent, answers).value is False:
                yield key


def _make_consistent(values: dict[str, Value]) -> None:
    """What cannot stand together goes: a recorded pressure or index means that the artery was
    occludable, an index is reported for want of pressures, days fit the onset.
    """
    for leg in LEGS:
        if f"ankle_dp_sbp.{leg}" in values or f"ankle_pt_sbp.{leg}" in values:
            values.pop(f"abi_reported.{leg}", None)
        if values.get(f"ankle_not_occludable.{leg}") is True:
            for id_ in ("ankle_dp_sbp", "ankle_pt_sbp", "abi_reported"):
                values.pop(f"{id_}.{leg}", None)
    if "pain_onset" in values and "pain_duration_days" in values:
        low, high = _DAYS_OF_ONSET[str(values["pain_onset"])]
        if not low <= values["pain_duration_days"] <= high:  # type: ignore[operator]
            del values["pain_duration_days"]
