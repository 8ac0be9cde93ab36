"""The catalogue of findings against the published vocabulary, and against itself."""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from intake import findings
from intake.findings import FINDINGS, KEYS, SECTION_OF, SECTIONS
from intake.findings.finding import (
    NO_VALUE_REASONS,
    UNKNOWN,
    Finding,
    Kind,
    choice,
    presence,
    quantity,
    several,
)
from intake.logic import Condition, bind, claims_of, judge
from intake.readings import NOT_EXAMINABLE, Answers, Leg, NoValue
from tests.intake.patients import patient

CONTRACT = Path(__file__).parents[1] / "contract"
with (CONTRACT / "findings.tsv").open(encoding="utf-8", newline="") as file:
    PUBLISHED = {
        row["id"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    }
MODULES = {
    name: module for name, module in vars(findings).items() if isinstance(module, ModuleType)
}

every_published = pytest.mark.parametrize("row", PUBLISHED.values(), ids=PUBLISHED)
quantities = [finding for finding in FINDINGS.values() if finding.kind is Kind.QUANTITY]


# --- What other programs rely on ----------------------------------------------------------------


def test_the_findings_are_those_published():
    assert set(FINDINGS) == set(PUBLISHED)
    assert len(FINDINGS) == 302


@every_published
def test_section_scope_kind_and_options_are_as_published(row):
    finding = FINDINGS[row["id"]]
    assert SECTION_OF[finding.id].id == row["section"]
    assert finding.per_leg is (row["scope"] == "leg")
    assert finding.kind == row["kind"]
    # In this order: a `several` is stored as bits by it.
    assert list(finding.options) == [option for option in row["options"].split(", ") if option]


@every_published
def test_unit_decimals_and_limits_are_as_published(row):
    finding = FINDINGS[row["id"]]
    if row["kind"] != "quantity":
        assert (row["unit"], row["decimals"], row["lowest"]) == ("", "", "")
        assert (finding.unit, finding.decimals) == ("", 0)
        return
    assert finding.unit == row["unit"]
    assert finding.decimals == int(row["decimals"])
    assert finding.usual == (Decimal(row["usual_low"]), Decimal(row["usual_high"]))
    assert finding.limits == (Decimal(row["lowest"]), Decimal(row["highest"]))


def follows_as_text(condition: Condition | None) -> str:
    """`parent`, `parent=a|b` or `parent!=a`, as the vocabulary writes it."""
    if condition is None:
        return ""
    claims = claims_of(condition)
    parents = {claim.operand.id for claim in claims} - {NOT_EXAMINABLE}
    assert len(parents) == 1, f"a detail of more than one finding: {parents}"
    parent = FINDINGS[parents.pop()]
    if parent.kind is Kind.PRESENCE:
        return parent.id
    order = list(parent.options)

    def holds(option: str) -> bool | None:
        value = (option,) if parent.kind is Kind.SEVERAL else option
        return judge(
            condition, patient({f"{parent.id}.both" if parent.per_leg else parent.id: value})
        ).value

    held = [option for option in order if holds(option)]
    if len(held) == len(order) - 1:
        return f"{parent.id}!={next(option for option in order if option not in held)}"
    return f"{parent.id}={'|'.join(held)}"


@every_published
def test_what_it_is_a_detail_of_is_as_published(row):
    follows = FINDINGS[row["id"]].follows
    if follows is not None and FINDINGS[row["id"]].per_leg:
        # a detail of a leg is a detail of something on the same leg
        assert {claim.leg for claim in claims_of(follows)} <= {Leg.THIS, None}
        follows = bind(follows, Leg.LEFT)
    written = follows_as_text(follows)
    parent, _, options = row["follows"].partition("=")
    if "!=" not in row["follows"] and options:
        order = list(FINDINGS[parent].options)
        named = options.split("|")
        if len(named) == len(order) - 1:  # "=single|multiple" of three is the same as "!=none"
            written = written.replace(
                f"!={next(o for o in order if o not in named)}", f"={options}"
            )
    assert written == row["follows"]


# Written out here because a parser would have to be as clever as the one under test.
CODES_AS_WRITTEN = {
    "ICD I83.811-.813": {"I83.811", "I83.812", "I83.813"},
    "ICD I80.01-.03": {"I80.01", "I80.02", "I80.03"},
}
SYSTEMS = {"LOINC": "LOINC", "SNOMED CT": "SNOMED CT", "ICD": "ICD-10-CM"}


def published_codes(text: str) -> set[tuple[str, str]]:
    """Every code that the cell names, with its system; words and remarks between them are nothing."""
    found: set[tuple[str, str]] = set()
    for written, codes in CODES_AS_WRITTEN.items():
        if written in text:
            found |= {("ICD-10-CM", code) for code in codes}
            text = text.replace(written, "")
    icd_stem = ""
    for system, run in re.findall(
        r"(LOINC|SNOMED CT|ICD)\s(.*?)(?=\s*[;,(]?\s*(?:LOINC|SNOMED CT|ICD)\s|$)", text
    ):
        # An ICD list can go on after a SNOMED CT code in brackets.
        for token in re.findall(r"[A-Z]\d[\dA-Z.]*x?|(?<=/)\.\w+|\b\d[\d-]{3,}\b", run):
            if token.startswith("."):
                found.add(("ICD-10-CM", icd_stem + token))
            elif token[0].isalpha():
                if not re.match(r"[A-Z]\d{1}[\dA-Z]", token) or token.startswith(("T1", "T2")):
                    continue  # "(T1)" is type 1 diabetes, "D3" a vitamin
                icd_stem = token.split(".")[0]
                if not token.endswith("x"):  # a placeholder names a family, not a code
                    found.add(("ICD-10-CM", token))
            elif system == "SNOMED CT" or (system == "LOINC" and "-" in token):
                found.add((system, token))
    return found


@every_published
def test_the_codes_are_those_published(row):
    codes = [(code.system, code.code) for code in FINDINGS[row["id"]].codes]
    assert set(codes) == published_codes(row["codes"])
    assert len(codes) == len(set(codes))


SHAPES = {
    "LOINC": r"\d{1,5}-\d",
    "SNOMED CT": r"[1-9]\d{5,17}",
    "ICD-10-CM": r"[A-Z]\d[\dA-Z](\.[\dA-Z]{1,4})?",
}


def test_every_code_has_the_shape_of_its_system():
    """A range or a placeholder written into a FHIR resource makes it invalid."""
    for finding in FINDINGS.values():
        for code in finding.codes:
            assert re.fullmatch(SHAPES[code.system], code.code), (finding.id, code)


@pytest.mark.parametrize("finding", [f for f in FINDINGS.values() if f.codes], ids=lambda f: f.id)
def test_loinc_and_snomed_codes_have_a_right_check_digit(finding):
    for code in finding.codes:
        digits = code.code.replace("-", "")
        if code.system == "LOINC":
            assert luhn(digits[:-1]) == int(digits[-1]), code
        elif code.system == "SNOMED CT":
            assert verhoeff_is_right(digits), code


def luhn(digits: str) -> int:
    doubled = (int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits)))
    return -sum(n // 10 + n % 10 for n in doubled) % 10


def verhoeff_is_right(digits: str) -> bool:
    """The check digit of a SNOMED CT identifier (Verhoeff's dihedral scheme)."""
    permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    check = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit)
        for _ in range(position % 8):
            value = permutation[value]
        check = _dihedral(check, value)
    return check == 0


def _dihedral(a: int, b: int) -> int:
    if a < 5:
        return (a + b) % 5 if b < 5 else 5 + (a + b) % 5
    return 5 + (a - b) % 5 if b < 5 else (a - b) % 5


@every_published
def test_the_part_of_the_article_it_answers_is_as_published(row):
    assert list(FINDINGS[row["id"]].article) == row["article"].split()


# --- The catalogue against itself ---------------------------------------------------------------


def declared() -> dict[str, list[tuple[str, str, Finding]]]:
    """Each finding's id with every module and name that holds it, where it was declared."""
    places: dict[str, list[tuple[str, str, Finding]]] = {}
    for module_name, module in MODULES.items():
        parts = {f.id for part in getattr(module, "PARTS", ()) for f in part.findings}
        for name, value in vars(module).items():
            if isinstance(value, Finding) and value.id in parts:
                places.setdefault(value.id, []).append((module_name, name, value))
    return places


def test_a_finding_is_named_as_its_id_in_its_module():
    wrong = {
        (module, name): finding.id
        for places in declared().values()
        for module, name, finding in places
        if name != finding.id
    }
    assert wrong == {}


def test_a_finding_is_declared_in_one_module_and_stands_in_one_part():
    assert {id_: len(places) for id_, places in declared().items() if len(places) != 1} == {}
    shown = Counter(f.id for section in SECTIONS for part in section.parts for f in part.findings)
    assert {id_: n for id_, n in shown.items() if n != 1} == {}
    assert set(shown) == set(declared()) == set(FINDINGS)


def test_every_finding_that_a_module_declares_is_shown():
    made = {
        value.id
        for module in MODULES.values()
        for value in vars(module).values()
        if isinstance(value, Finding)
    }
    assert made == set(FINDINGS)


def test_keys_are_one_for_the_person_and_two_for_the_legs():
    assert list(KEYS)[:2] == ["age_years", "sex_at_birth"]
    assert KEYS["pulse_dp.left"] == (FINDINGS["pulse_dp"], Leg.LEFT)
    assert KEYS["fever_or_rigors"] == (FINDINGS["fever_or_rigors"], None)
    per_leg = sum(finding.per_leg for finding in FINDINGS.values())
    assert len(KEYS) == len(FINDINGS) + per_leg


def test_a_finding_has_words():
    for finding in FINDINGS.values():
        assert finding.label.strip() == finding.label != "", finding.id
        assert finding.ask.strip() == finding.ask, finding.id
        assert finding.ask.endswith(("?", ".")), finding.id
        assert all(label.strip() == label != "" for label in finding.options.values()), finding.id
        assert len(set(finding.options.values())) == len(finding.options), finding.id


def test_no_two_findings_have_the_same_label_in_one_section():
    labels = Counter(
        (section.id, finding.label) for section in SECTIONS for finding in section.findings
    )
    assert {key: n for key, n in labels.items() if n > 1} == {}


def test_a_finding_has_codes_or_says_why_not():
    for finding in FINDINGS.values():
        assert finding.codes or finding.uncoded, finding.id


def test_options_belong_to_choices_and_severals_only():
    for finding in FINDINGS.values():
        if finding.kind in (Kind.CHOICE, Kind.SEVERAL):
            assert len(finding.options) >= 2, finding.id
        else:
            assert finding.options == {}, finding.id
        if finding.kind is Kind.SEVERAL:
            assert "none" not in finding.options, finding.id  # an empty list says "none of them"


def test_a_quantity_has_a_unit_and_sane_limits():
    for finding in quantities:
        assert finding.unit, finding.id
        if finding.unit != "{ratio}":
            assert finding.unit_label, finding.id
        (low, high), (lowest, highest) = finding.usual, finding.limits
        assert lowest <= low < high <= highest, finding.id


def test_the_example_of_a_quantity_could_be_typed_in():
    for finding in quantities:
        example = Decimal(finding.example)
        assert finding.usual[0] <= example <= finding.usual[1], finding.id
        assert example == round(example, finding.decimals), finding.id


def test_the_limits_can_be_written_with_the_decimals_there_are():
    for finding in quantities:
        for bound in (*finding.usual, *finding.limits):
            assert bound == round(bound, finding.decimals), finding.id


ORDER = {section.id: place for place, section in enumerate(SECTIONS)}


def test_a_finding_depends_only_on_what_was_asked_before():
    for finding in FINDINGS.values():
        own = ORDER[SECTION_OF[finding.id].id]
        for condition in (finding.follows, finding.ask_when):
            for claim in claims_of(condition) if condition is not None else ():
                if claim.operand.id in FINDINGS:
                    assert ORDER[SECTION_OF[claim.operand.id].id] <= own, (
                        finding.id,
                        claim.operand.id,
                    )
                    assert claim.operand.id != finding.id, finding.id


def test_a_detail_can_be_seen_before_its_parent_in_no_section():
    """Within one section the parent is asked first."""
    for finding in FINDINGS.values():
        place = list(FINDINGS)
        for claim in claims_of(finding.follows) if finding.follows is not None else ():
            if claim.operand.id != NOT_EXAMINABLE:
                assert place.index(claim.operand.id) < place.index(finding.id), finding.id


def test_the_condition_to_ask_can_be_judged():
    """For a finding of the person it names its legs; nothing known never hides or shows it."""
    for finding in FINDINGS.values():
        if finding.ask_when is None:
            continue
        for leg in (Leg.LEFT, Leg.RIGHT) if finding.per_leg else (None,):
            condition = bind(finding.ask_when, leg) if leg else finding.ask_when
            assert judge(condition, Answers({})).value is None, finding.id


def test_a_core_detail_of_another_finding_would_be_asked_in_vain():
    assert [f.id for f in FINDINGS.values() if f.core and f.follows is not None] == []


# --- Values in words ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "value", "words"),
    [
        ("fever_or_rigors", True, "yes"),
        ("fever_or_rigors", False, "no"),
        ("fever_or_rigors", None, "not asked"),
        ("fever_or_rigors", NoValue(UNKNOWN), "asked, not known"),
        ("pulse_dp", NoValue("dressing_or_cast"), "not assessed: dressing or cast"),
        ("smoking_status", "never", "never smoked"),
        ("med_diuretic", frozenset(), "none"),
        ("temp_c", Decimal("38.6"), "38.6 °C"),
        ("toe_sbp", 28, "28 mmHg"),
        ("abi_reported", Decimal("0.90"), "0.90"),
    ],
)
def test_a_value_in_words(id_, value, words):
    assert FINDINGS[id_].describe(value) == words


def test_several_are_described_in_the_order_of_the_catalogue():
    finding = FINDINGS["cardiac_history"]
    words = finding.describe(frozenset({"valve_or_prosthesis", "ischaemic"}))
    assert words == f"{finding.options['ischaemic']}, {finding.options['valve_or_prosthesis']}"


def test_every_reason_for_no_value_has_words():
    assert set(NO_VALUE_REASONS) == {
        "unknown",
        "declined",
        "dressing_or_cast",
        "amputated",
        "too_painful",
        "no_equipment",
        "no_time",
        "other",
    }


# --- Declaring ----------------------------------------------------------------------------------


def test_codes_are_read_from_the_text_of_a_declaration():
    finding = presence(
        "x", "X", ask="X?", codes="SNOMED CT 44054006 (T2); ICD E11.9, M79.604/.605; LOINC 718-7"
    )
    assert [(code.system, code.code, code.display) for code in finding.codes] == [
        ("SNOMED CT", "44054006", "T2"),
        ("ICD-10-CM", "E11.9", ""),
        ("ICD-10-CM", "M79.604", ""),
        ("ICD-10-CM", "M79.605", ""),
        ("LOINC", "718-7", ""),
    ]


def test_the_builders_make_their_kind():
    options = {"none": "none", "some": "some"}
    assert presence("a", "A", ask="A?").kind is Kind.PRESENCE
    assert choice("a", "A", ask="A?", options=options).absent_value == "none"
    assert choice("a", "A", ask="A?", options={"some": "some", "many": "many"}).absent_value is None
    assert several("a", "A", ask="A?", options={"some": "some"}).absent_value == frozenset()
    made = quantity(
        "a", "A", ask="A?", unit="cm", usual=("1", "2"), limits=("0.5", "3"), decimals=1
    )
    assert (made.limits, made.usual) == ((Decimal("0.5"), Decimal(3)), (Decimal(1), Decimal(2)))
    assert made.absent_value is None


def test_a_detail_is_asked_when_its_parent_is_there():
    follower = FINDINGS["rls_rest"]
    assert follower.ask_when is follower.follows
