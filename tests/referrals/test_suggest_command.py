"""`manage.py suggest`: results for good input, exit code 2 and a remedy for bad input."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "cases"
REST_PAIN = CASES / "rest_pain_abi_0_42.json"
ENTRY_KEYS = {
    "id",
    "urgency",
    "because",
    "findings",
    "rules",
    "sources",
    "leg",
    "answered",
    "deferred_by",
    "stability",
}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    call_command("suggest", *arguments, "--format", "json")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def fault(*arguments: str) -> str:
    with pytest.raises(CommandError) as error:
        call_command("suggest", *arguments, "--format", "json")
    assert error.value.returncode == 2
    return str(error.value)


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def to(name: str, text: str) -> str:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return str(file)

    return to


def test_the_result_has_the_shape_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    (result,) = run(capsys, str(REST_PAIN))
    assert set(result) == {
        "_id",
        "rules_version",
        "urgency",
        "red_flags",
        "tests",
        "referrals",
        "cautions",
        "selfcare",
        "causes",
        "scores",
        "missing",
    }
    for name in ("red_flags", "tests", "referrals"):
        for entry in result[name]:
            assert set(entry) == ENTRY_KEYS
            assert isinstance(entry["because"], str)
    for entry in result["cautions"]:
        assert set(entry) == {*ENTRY_KEYS, "about"}
        assert entry["urgency"] == "none"
    assert result["scores"]["abi"] == {"left": 0.42, "right": 0.91}
    assert result["scores"]["abi_low"] == {"left": 0.31, "right": 0.86}
    assert result["scores"]["tbi"] == {"left": 0.19, "right": None}
    assert result["scores"]["abi_class"] == {"left": "abnormal", "right": "borderline"}
    assert result["scores"]["compression_safety"] == {"left": "avoid", "right": "standard_ok"}
    assert set(result["scores"]["wells_dvt"]) == {"min", "max"}
    assert set(result["scores"]["news2"]) == {"min", "max"}
    assert {"rls_count", "mnsi_exam", "ceap_c"} <= set(result["scores"])
    for question in result["missing"]:
        assert set(question) == {"finding", "could", "not_excluded"}
        assert all(set(each) == {"id", "urgency"} for each in question["could"])


def test_lines_are_answered_in_order_with_their_ids(
    capsys: pytest.CaptureFixture[str], write: Any
) -> None:
    file = write("many.jsonl", '{"_id": "a"}\n\n{"rls_urge": true, "rls_rest": true, "_note": 1}\n')
    first, second = run(capsys, file)
    assert (first["_id"], first["urgency"], first["missing"]) == ("a", "none", [])
    assert second["_id"] is None
    assert [entry["id"] for entry in second["tests"]] == ["crp_esr", "ferritin_iron"]


def test_a_child_gets_no_suggestion_and_is_told_why(
    capsys: pytest.CaptureFixture[str], write: Any
) -> None:
    file = write("child.json", '{"age_years": 17, "pain_onset": "sudden", "rls_urge": true}')
    (result,) = run(capsys, file)
    assert result["urgency"] == "none"
    assert result["tests"] == result["red_flags"] == result["missing"] == []
    assert "under the age of 18" in result["notice"]


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ('{"pulse_dpp": {"left": "absent"}}', ["pulse_dpp", "did you mean pulse_dp?"]),
        ('{"pulse_dp": {"left": "abcent"}}', ["pulse_dp.left", "did you mean absent?"]),
        ('{"pulse_dp": "absent"}', ["pulse_dp", '{"left": VALUE, "right": VALUE}']),
        ('{"rls_urge": {"left": true}}', ["rls_urge", "of the person"]),
        ('{"rls_urge": "yes"}', ["rls_urge", "true, false"]),
        ('{"rls_urge": 1}', ["rls_urge", "true, false"]),
        ('{"brachial_right_sbp": 13}', ["brachial_right_sbp", "30 to 300 mmHg", "30"]),
        ('{"brachial_right_sbp": 120.5}', ["brachial_right_sbp", "whole numbers"]),
        ('{"brachial_right_sbp": true}', ["brachial_right_sbp", "not a number"]),
        ('{"brachial_right_sbp": "120"}', ["brachial_right_sbp", "not a number"]),
        ('{"brachial_right_sbp": 1e999}', ["brachial_right_sbp", "outside"]),
        ('{"temp_c": 38.25}', ["temp_c", "1 decimals"]),
        ('{"temp_c": NaN}', ["NaN", "not a number"]),
        ('{"pain_quality": "aching"}', ["pain_quality", "list"]),
        ('{"pain_quality": ["akhing"]}', ["pain_quality", "did you mean aching?"]),
        ('{"pain_quality": ["aching", "aching"]}', ["pain_quality", "twice"]),
        ('{"fever_or_rigors": {"not_assessed": "tired"}}', ["fever_or_rigors", "tired"]),
        ('{"leg_not_examinable": {"left": "bandaged"}}', ["leg_not_examinable.left", "bandaged"]),
        ('{"rls_urge": false, "rls_rest": true}', ["rls_rest", "rls_urge"]),
        (
            '{"ankle_not_occludable": {"left": true}, "ankle_dp_sbp": {"left": 120}}',
            ["ankle_not_occludable.left", "ankle_dp_sbp.left"],
        ),
        (
            '{"leg_not_examinable": {"left": "amputated"}, "pulse_dp": {"left": "absent"}}',
            ["pulse_dp.left", "amputated"],
        ),
        ('{"sex_at_birth": "male", "sex_at_birth": "female"}', ["sex_at_birth", "twice"]),
        ('{"a": ', ["not JSON", "line 1"]),
        ("[1, 2]", ["one object"]),
    ],
)
def test_bad_input_names_the_field_and_the_remedy(
    document: str, told: list[str], write: Any
) -> None:
    file = write("bad.json", document)
    message = fault(file)
    assert file in message
    assert not [words for words in told if words not in message], message


def test_every_fault_of_every_document_is_named_at_once(write: Any) -> None:
    file = write("bad.jsonl", '{"rls_urge": 3}\n{"temp_c": 99, "pulse": 1}\n{"_id": "fine"}\n')
    message = fault(file, str(REST_PAIN))
    assert "line 1" in message
    assert "line 2: temp_c" in message
    assert "line 2: pulse" in message


def test_nothing_is_printed_when_one_document_is_bad(
    capsys: pytest.CaptureFixture[str], write: Any
) -> None:
    fault(str(REST_PAIN), write("bad.json", '{"rls_urge": 3}'))
    assert capsys.readouterr().out == ""


def test_a_file_that_is_not_there_is_named() -> None:
    assert "nowhere.json" in fault("nowhere.json")


def test_standard_input_and_exit_codes_without_a_database_or_a_key() -> None:
    """As another program calls it: a process of its own, in an environment that sets nothing."""
    command = [sys.executable, "manage.py", "suggest", "-", "--format", "json"]
    environment = {"PATH": "/usr/bin:/bin", "DATABASE_URL": "postgres://nobody@127.0.0.1:9/none"}

    def call(text: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 (our own command)
            command,
            cwd=ROOT,
            env=environment,
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )

    good = call(REST_PAIN.read_text())
    assert (good.returncode, good.stderr) == (0, "")
    assert json.loads(good.stdout)["urgency"] == "same_day"
    lines = call('{"_id": 1}\n{"_id": 2}\n')
    assert [json.loads(line)["_id"] for line in lines.stdout.splitlines()] == [1, 2]
    bad = call('{"temp_c": 380}')
    assert (bad.returncode, bad.stdout) == (2, "")
    assert "temp_c" in bad.stderr
    assert "Traceback" not in bad.stderr


def test_text_for_people_gives_reasons_rules_and_sources(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("suggest", str(REST_PAIN))
    text = capsys.readouterr().out
    assert "rest_pain_abi_0_42: Same day" in text
    assert "ABI 0.42 (62/148 mmHg)" in text
    assert "rule E16" in text
    assert "doi:10.1016/j.jvs.2019.02.016" in text


def test_pdf_of_one_document_is_a_file_and_of_more_a_directory(tmp_path: Path, write: Any) -> None:
    one = tmp_path / "one.pdf"
    call_command("suggest", str(REST_PAIN), "--pdf", str(one))
    assert one.read_bytes().startswith(b"%PDF-")
    many = tmp_path / "many"
    call_command("suggest", write("two.jsonl", '{"_id": "../x"}\n{}\n'), "--pdf", str(many))
    assert sorted(file.name for file in many.iterdir()) == ["2.pdf", "_x.pdf"]


def test_two_documents_never_share_a_pdf(tmp_path: Path, write: Any) -> None:
    out = tmp_path / "many"
    file = write("same.jsonl", '{"_id": "a"}\n{"_id": "a"}\n')
    assert "_id" in fault(file, "--pdf", str(out))
    assert not out.exists()


def test_why_not_gives_the_findings_as_an_intake_document(
    capsys: pytest.CaptureFixture[str], write: Any
) -> None:
    file = write("one.json", '{"back_pain": "none"}')
    call_command("suggest", file, "--format", "json", "--why-not", "bleeding_varices")
    (way,) = json.loads(capsys.readouterr().out)["why_not"]
    assert way == {"rule": "E12", "findings": {"varicose_bleeding": {"left": True}}}
    call_command("suggest", file, "--why-not", "bleeding_varices")
    assert "rule E12 would need: Left leg: Bleeding" in capsys.readouterr().out


def test_why_not_of_something_unknown_names_the_nearest(write: Any) -> None:
    file = write("one.json", "{}")
    assert "did you mean d_dimer?" in fault(file, "--why-not", "d_dimmer")
