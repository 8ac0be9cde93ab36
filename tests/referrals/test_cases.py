"""The example documents of tests/cases, each with what it must suggest and in whose words."""

from pathlib import Path
from typing import Any

import pytest

from intake.answers import load_json, read_document
from referrals.assess import assess

CASES = [
    load_json(path.read_text())
    for path in sorted((Path(__file__).parent.parent / "cases").glob("*.json"))
]
LISTS = ("red_flags", "tests", "referrals", "cautions")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["_id"])
def test_a_case_suggests_exactly_what_is_expected(case: dict[str, Any]) -> None:
    expected = case["_expect"]
    result = assess(read_document(case)).document(case["_id"])
    assert result["_id"] == case["_id"]
    assert result["urgency"] == expected["urgency"]
    entries = [entry for name in LISTS for entry in result[name]]
    assert {name: sorted(e["id"] for e in result[name]) for name in LISTS} == {
        name: sorted(expected[name]) for name in LISTS
    }
    assert sorted(e["id"] for e in entries if e["answered"]) == sorted(expected["answered"])
    for suggestion, phrases in expected["because"].items():
        because = next(entry["because"] for entry in entries if entry["id"] == suggestion)
        assert not [phrase for phrase in phrases if phrase not in because], because
    for score, value in expected.get("scores", {}).items():
        assert result["scores"][score] == value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["_id"])
def test_every_suggestion_can_be_checked(case: dict[str, Any]) -> None:
    """Each rests on findings that the document holds, on rules and on dated sources."""
    result = assess(read_document(case)).document()
    recorded = set(read_document(case))
    for entry in (entry for name in LISTS for entry in result[name]):
        assert entry["because"]
        assert entry["rules"]
        assert entry["findings"]
        assert set(entry["findings"]) <= recorded
        assert all(any(char.isdigit() for char in source) for source in entry["sources"])
