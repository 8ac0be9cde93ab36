"""Bit-planes and coded columns, against the same said of one intake after the other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.findings import FINDINGS
from intake.findings.finding import Kind
from referrals.cohort.coded import SMALL, Coded, distinct, every_pair, pairs_found
from referrals.cohort.columns import code_of, code_type, spread, value_of
from referrals.cohort.planes import Planes, at_least, negated, packed, unpacked, where
from tests.intake.patients import values_worth_trying

SIZES = (0, 1, 7, 8, 9, 64, 65)


def planes_of(values: list[bool | None]) -> Planes:
    return Planes(
        *(packed(np.array([v is wanted for v in values], bool)) for wanted in (True, False))
    )


def values_of(planes: Planes, count: int) -> list[bool | None]:
    true, false = unpacked(planes.true, count), unpacked(planes.false, count)
    assert not (true & false).any()
    return [True if t else False if f else None for t, f in zip(true, false, strict=True)]


def counted(least: int, values: tuple[bool | None, ...]) -> bool | None:
    if values.count(True) >= least:
        return True
    return False if len(values) - values.count(False) < least else None


@pytest.mark.parametrize("size", SIZES)
@settings(max_examples=settings().max_examples // 4)
@given(data=st.data())
def test_groups_and_negation_are_kleenes_at_every_size(size, data):
    kleene = st.lists(st.sampled_from((True, False, None)), min_size=size, max_size=size)
    parts = data.draw(st.lists(kleene, min_size=1, max_size=5))
    least = data.draw(st.integers(1, len(parts)))
    joined = at_least(least, [planes_of(part) for part in parts])
    rows = list(zip(*parts, strict=True))
    assert values_of(joined, size) == [counted(least, row) for row in rows]
    opposite = [None if value is None else not value for value in values_of(joined, size)]
    assert values_of(negated(joined), size) == opposite


@pytest.mark.parametrize("size", SIZES)
def test_bits_behind_the_last_intake_are_in_no_plane(size):
    planes = at_least(1, [planes_of([False] * size), planes_of([None] * size)])
    for plane in (planes.true, planes.false, negated(planes).true):
        assert int(np.bitwise_count(plane).sum()) in (0, size)
        assert len(plane) == (size + 7) // 8


@given(st.lists(st.booleans(), min_size=1, max_size=20), st.data())
def test_where_finds_the_chosen_codes(chosen, data):
    codes = data.draw(st.lists(st.integers(0, len(chosen) - 1), max_size=70))
    found = unpacked(where(np.array(codes, np.uint8), chosen), len(codes))
    assert found.tolist() == [chosen[code] for code in codes]


@given(st.lists(st.integers(0, 1 << 20), max_size=50), st.sampled_from((1 << 16, 1 << 21)))
def test_distinct_codes_are_found_and_placed(codes, spread_of_codes):
    codes = [code % spread_of_codes for code in codes]
    found, places = distinct(np.array(codes, np.int64), spread_of_codes)
    assert found.tolist() == sorted(set(codes))
    assert [found[place] for place in places] == codes


@settings(max_examples=settings().max_examples // 2)
@given(st.integers(1, 40), st.sampled_from((1, 5, SMALL, SMALL + 1, 3000)), st.data())
def test_two_columns_are_one_of_pairs(left, right, data):
    place = st.tuples(st.integers(0, left - 1), st.integers(0, right - 1))
    rows = data.draw(st.lists(place, max_size=30))
    one, other = (
        Coded(np.array([row[side] for row in rows], kind), range(width))
        for side, width, kind in ((0, left, np.uint8), (1, right, np.uint16))
    )
    for pairs in (every_pair(one, other), pairs_found(one, other)):
        assert [pairs.table[code] for code in pairs.codes.tolist()] == rows
    assert sorted(pairs_found(one, other).table) == sorted(set(rows))


@pytest.mark.parametrize("finding", FINDINGS.values(), ids=FINDINGS)
def test_a_code_stands_for_its_value_exactly(finding):
    edges = finding.limits if finding.kind is Kind.QUANTITY else ()
    whole = (edge if finding.decimals else int(edge) for edge in edges)
    for value in (None, *values_worth_trying(finding), *whole):
        code = code_of(finding, value)
        assert 0 <= code < spread(finding) <= 1 + np.iinfo(code_type(finding)).max
        assert value_of(finding, code) == value
    if finding.kind is Kind.QUANTITY:
        for outside in (finding.limits[1] + 1, finding.limits[0] - 1):
            with pytest.raises(ValueError, match=finding.id):
                code_of(finding, outside)
