"""Tables of cases for rules: one row per clause, written as what has to be recorded for it.

`Fires(title, {...})` says that these answers alone make the rule true, and that each of them is
needed: in a patient who is otherwise known to be well, the rule is false when one of them is healthy
instead, and cannot be told when one of them is not recorded. So a row is a case that fires, one that
does not, and one that leaves the rule unknown, for every answer in it.

`just(90, but_not=91)` is a value at the edge with the nearest one that no longer counts; `each(...)`
are all the options of a finding that count: every other option must not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from intake.answers import DocumentError, read_document
from intake.findings import FINDINGS, KEYS
from intake.findings.finding import Kind
from intake.logic import judge
from intake.readings import NOT_EXAMINABLE, Answers, key_of
from intake.reads import keys_read
from referrals.assess import Assessment, Entry
from referrals.rules import RULES
from referrals.rules.rule import Rule

Row = Mapping[str, Any]


# --- Patients -----------------------------------------------------------------------------------


def answers(row: Row) -> Answers:
    """Answers from a flat row, `{"pulse_dp.left": "absent", "pain_onset": "sudden"}`."""
    document: dict[str, Any] = {}
    for key, value in row.items():
        id_, _, leg = key.partition(".")
        if leg:
            document.setdefault(id_, {})[leg] = value
        else:
            document[id_] = value
    return read_document(document)


# A woman of 40 with an old ache in the right leg, examined from head to toe and found well.
# Presences are absent and choices "none" or "normal", except as said here.
_WELL: Final[Mapping[str, Any]] = {
    "age_years": 40,
    "sex_at_birth": "female",
    "pregnancy_status": "not_pregnant",
    "pain_side": "right",
    "pain_onset": "subacute_2_12w",
    "pain_duration_days": 30,
    "pain_course": "stable",
    "pain_nrs_now": 3,
    "pain_nrs_night": 3,
    "nights_woken_per_week": 0,
    "smoking_status": "never",
    "temp_c": 36.8,
    "heart_rate": 72,
    "resp_rate": 16,
    "sbp_resting": 128,
    "spo2_pct": 98,
    "consciousness": "alert",
    "calf_cm": 36,
    "local_infection_signs": 0,
    "skin_integrity": "intact",
    "cap_refill_s": 2,
    "doppler_arterial": "audible",
    "doppler_venous": "audible",
    "power_hip_flexion": 5,
    "power_knee_extension": 5,
    "power_ankle_dorsiflexion": 5,
    "power_great_toe_extension": 5,
    "power_ankle_plantarflexion": 5,
    "plantar_response": "flexor",
    "monofilament_sites_felt_of_3": 3,
    "vibration_hallux": "present",
    "post_void_residual_ml": 20,
    "morning_stiffness_min": 0,
    "ankle_waveform": "multiphasic",
    # Round numbers, so that an ankle pressure reads as an ABI in hundredths.
    "brachial_left_sbp": 100,
    "brachial_right_sbp": 100,
    "ankle_dp_sbp": 108,
    "toe_sbp": 85,
    "tcpo2_mmhg": 60,
    "lab_ck": 100,
    "lab_ck_uln": 200,
    "lab_potassium": 4.2,
    "lab_sodium": 140,
    "lab_calcium_adj": 2.4,
    "lab_magnesium": 0.8,
    "lab_ferritin": 150,
    "lab_tsat": 30,
    "lab_paraprotein": "not_detected",
    "cramp_minutes": 30,
    "lab_platelets": 250,
    "lab_hb": 140,
    "alcohol_units_per_week": 4,
    "height_cm": 168,
    "weight_kg": 65,
    "lab_egfr": 90,
    "lab_nt_probnp": 50,
    "dvt_scan_result": "not_done",
    "lab_ddimer": 300,
    "lab_wbc": 7.0,
    "lab_crp": 2.0,
    "lab_esr": 5,
    "post_exercise_abi_drop_pct": 5,
    "lab_albumin": 42,
    "lab_b12": 400,
    "lab_vitamin_d": 60,
    "lab_urate": 250,
}
# A detail of something absent, or one of several readings: a well patient has none recorded.
_NOT_RECORDED: Final = frozenset(
    {
        "ankle_pt_sbp",
        "abi_reported",
        "nyha_class",
        "rls_days_per_week",
        "lab_hba1c",
        "diabetes_years",
        "lab_creatinine",
        "ulcer_weeks",
        "cramp_nights_per_week",
    }
)


def well(key: str) -> Any:
    """The healthy value of one answer; None where a well patient has none."""
    finding, _ = KEYS[key]
    if finding.id in _NOT_RECORDED:
        return None
    if finding.id in _WELL:
        return _WELL[finding.id]
    match finding.kind:
        case Kind.PRESENCE:
            return False
        case Kind.SEVERAL:
            return []
        case Kind.CHOICE:
            return next(option for option in ("none", "normal") if option in finding.options)
    raise ValueError(f"say in _WELL what {finding.id} is in a well patient")


# These tell of one thing: where one of them is not recorded, none is.
ONE_THING: Final = frozenset({"pain_onset", "pain_duration_days", "severe_pain_sudden"})


@cache
def otherwise_well(rule: Rule) -> Row:
    """Every answer that the rule can look at, healthy."""
    conditions = (rule.when, *(each.when for each in rule.raised))
    keys = dict.fromkeys(key for condition in conditions for key in keys_read(condition))
    return {key: value for key in keys if key in KEYS and (value := well(key)) is not None}


# --- Rows ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Just:
    value: Any
    but_not: Any


@dataclass(frozen=True)
class Each:
    options: tuple[Any, ...]


def just(value: Any, *, but_not: Any) -> Just:
    """A value that counts, and the nearest one that does not."""
    return Just(value, but_not)


def each(*options: Any) -> Each:
    """All the options that count: the row holds with each of them and with no other."""
    return Each(options)


@dataclass(frozen=True)
class Fires:
    """One clause of a rule. `also` is needed too, but is not varied."""

    title: str
    needs: Row
    also: Row = field(default_factory=dict)
    same_leg: bool = False  # what is needed of a leg must be on one and the same leg

    def __post_init__(self) -> None:
        if not self.needs:
            raise ValueError(f"{self.title}: say what is needed")


@dataclass(frozen=True)
class Quiet:
    """A patient, otherwise well, for whom the rule is false."""

    title: str
    given: Row


@dataclass(frozen=True)
class Holds:
    """A patient of whom only this is known, for whom the rule is true."""

    title: str
    given: Row


@dataclass(frozen=True)
class Open:
    """A patient of whom only this is known, for whom the rule cannot be told."""

    title: str
    given: Row


AnyRow = Fires | Quiet | Holds | Open
Rows = tuple[AnyRow, ...]
Table = Mapping[str, Rows]


@dataclass(frozen=True)
class Case:
    """A row spelled out: a patient and the verdict of the rule."""

    title: str
    row: Row
    verdict: bool | None


def spelled_out(rule: Rule, row: AnyRow) -> Iterator[Case]:
    """All the patients that a row stands for."""
    match row:
        case Quiet(title, given):
            yield Case(title, _consistent({**otherwise_well(rule), **given}, given), False)
        case Holds(title, given):
            yield Case(title, given, True)
        case Open(title, given):
            yield Case(title, given, None)
        case Fires(title, needs, also):
            healthy = otherwise_well(rule)
            for chosen in _choices(needs):
                told = f"{title} ({', '.join(f'{k} {v}' for k, v in chosen.items())})"
                yield Case(told, {**also, **chosen}, True)
                yield from _varied(told, {**healthy, **also}, chosen, needs)
            if row.same_leg:
                yield from _spread(title, {**healthy, **also}, needs)


def _varied(title: str, around: Row, chosen: Row, needs: Row) -> Iterator[Case]:
    """The clause in an otherwise well patient: whole, then with each answer spoilt or missing."""
    yield Case(f"{title}, all else well", _consistent({**around, **chosen}, chosen), True)
    for key in chosen:
        for spoilt in _not_enough(key, needs[key]):
            row = {**around, **chosen, key: spoilt}
            yield Case(f"{title}, but {key} {spoilt}", _consistent(row, {key: spoilt}), False)
        gone = {key} | (ONE_THING - chosen.keys() if key in ONE_THING else set())
        row = {k: v for k, v in {**around, **chosen}.items() if k not in gone}
        yield Case(f"{title}, but {key} not recorded", _consistent(row, chosen), None)


def _spread(title: str, around: Row, needs: Row) -> Iterator[Case]:
    """The clause with one of its answers on the wrong leg."""
    chosen = next(_choices(needs))
    for key in chosen:
        if key.endswith(".left"):
            other = key.replace(".left", ".right")
            row = {**around, **chosen, key: well(key), other: chosen[key]}
            yield Case(f"{title}, but {key} on the other leg", _consistent(row, {}), False)


def _choices(needs: Row) -> Iterator[Row]:
    """The row with each option of each `each` in turn, the others at their first option."""
    first = {
        key: value.value
        if isinstance(value, Just)
        else value.options[0]
        if isinstance(value, Each)
        else value
        for key, value in needs.items()
    }
    yield first
    for key, value in needs.items():
        if isinstance(value, Each):
            yield from ({**first, key: option} for option in value.options[1:])


def _not_enough(key: str, value: Any) -> tuple[Any, ...]:
    """Values of one answer that do not fulfil its part in the clause."""
    finding, _ = KEYS[key]
    if isinstance(value, Just):
        return (value.but_not,)
    if isinstance(value, Each) and finding.kind is Kind.SEVERAL:
        counted = {option for options in value.options for option in options}
        return ([], *([option] for option in finding.options if option not in counted))
    if isinstance(value, Each):
        return tuple(option for option in finding.options if option not in value.options)
    return (well(key),)


def _consistent(row: Row, meant: Row) -> Row:
    """The row without details of what is now absent, and without a second measurement of the same."""
    row = dict(row)
    for leg in ("left", "right"):
        if f"abi_reported.{leg}" in meant or meant.get(f"ankle_not_occludable.{leg}") is True:
            row = {k: v for k, v in row.items() if k != f"ankle_dp_sbp.{leg}"}
    details = [key for key, value in row.items() if value is not None and _is_detail(key, value)]
    while details:
        try:
            answers(row)
        except DocumentError as error:
            idle = [p.field for p in error.problems if p.text.startswith("is answered, but")]
            if len(idle) < len(error.problems):
                raise
            if lost := meant.keys() & idle:
                raise ValueError(
                    f"{lost} cannot be: say in `also` what it is a detail of"
                ) from error
            row = {key: value for key, value in row.items() if key not in idle}
        else:
            break
    return row


def _is_detail(key: str, value: Any) -> bool:
    """Whether this says something of a thing that may be recorded as absent."""
    if key.startswith(NOT_EXAMINABLE):
        return True
    finding, _ = KEYS[key]
    return finding.follows is not None and value not in (False, [], finding.absent_value)


# --- Judging ------------------------------------------------------------------------------------


def check(rule_id: str, row: AnyRow) -> None:
    """Asserts every case that the row stands for, and the first one mirrored on the other leg."""
    rule = RULES[rule_id]
    for place, case in enumerate(spelled_out(rule, row)):
        verdict = judge(rule.when, answers(case.row)).value
        assert verdict is case.verdict, f"{rule_id}, {case.title}: {verdict}"
        if place == 0:
            mirrored = judge(rule.when, answers(mirror(case.row))).value
            assert mirrored is case.verdict, f"{rule_id}, {case.title}, mirrored: {mirrored}"


MIRROR: Final = {"left": "right", "right": "left"}


def mirror(row: Row) -> Row:
    """The same patient seen in a mirror."""
    turned = {}
    for key, value in row.items():
        id_, _, leg = key.partition(".")
        turned[key_of(id_, MIRROR[leg]) if leg else key] = (  # type: ignore[arg-type]
            MIRROR.get(value, value) if key == "pain_side" else value
        )
    return turned


@dataclass(frozen=True)
class Rises:
    """The urgency of a rule that is true rises to `to` with these answers, each of them needed."""

    rule: str
    to: str
    fires: Row
    needs: Row
    also: Row = field(default_factory=dict)


def spelled_out_raise(row: Rises) -> Iterator[Case]:
    """All the patients that a row stands for, with the verdict on the raise."""
    around = {**otherwise_well(RULES[row.rule]), **row.fires, **row.also}
    for chosen in _choices(row.needs):
        told = f"{row.rule} to {row.to} ({chosen})"
        yield Case(told, {**row.fires, **row.also, **chosen}, True)
        yield from _varied(told, around, chosen, row.needs)


def check_raise(row: Rises) -> None:
    """Raised when true; at the base, or at another raise's, when false or unknown."""
    rule = RULES[row.rule]
    for case in spelled_out_raise(row):
        # What the rule itself rests on may be what raises it: without it there is no urgency.
        if case.verdict is None and judge(rule.when, answers(case.row)).value is None:
            continue
        others = [
            each.to
            for each in rule.raised
            if each.to != row.to and judge(each.when, answers(case.row)).value is True
        ]
        base = min([rule.urgency, *others], key=lambda urgency: urgency.rank)
        expected = row.to if case.verdict else base
        assert urgency_of(rule, case.row) == expected, case.title


def urgency_of(rule: Rule, row: Row) -> str:
    entries = Assessment(answers(row), [rule]).entries
    assert entries, f"{rule.id} does not fire for {row}"
    (urgency,) = {str(entry.urgency) for entry in entries}
    return urgency


def entry(row: Row, suggestion: str, *rules: str) -> Entry:
    """The entry of one suggestion; by the whole rule base, or by the named rules alone."""
    assessment = Assessment(answers(row), [RULES[id_] for id_ in rules] if rules else None)
    found = {each.suggestible.id: each for each in assessment.entries}
    assert suggestion in found, f"{suggestion} is not among {list(found)}"
    return found[suggestion]


def amputated(*legs: str) -> Row:
    return {f"{NOT_EXAMINABLE}.{leg}": "amputated" for leg in legs}


assert _WELL.keys() | _NOT_RECORDED <= FINDINGS.keys()
