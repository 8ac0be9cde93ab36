"""Nothing writes but the actions, so no change escapes permission and audit trail."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WRITERS = {
    ROOT / "intake" / "actions.py",
    ROOT / "intake" / "follow_ups.py",
    ROOT / "intake" / "moves.py",
    ROOT / "intake" / "audit.py",
    ROOT / "referrals" / "amendments.py",
    ROOT / "referrals" / "directory.py",
    ROOT / "referrals" / "letterheads.py",
    ROOT / "referrals" / "lifecycle.py",
    ROOT / "referrals" / "posting.py",
    ROOT / "referrals" / "print_runs.py",
    ROOT / "referrals" / "print_run_pdf.py",
    ROOT / "referrals" / "own_suggestions.py",
    ROOT / "referrals" / "recall.py",
    ROOT / "referrals" / "versions.py",
}
# They save PDFs and pictures, and know no row to save.
SAVES_FILES = {
    ROOT / "referrals" / "batch.py",
    ROOT / "referrals" / "logo.py",
    ROOT / "referrals" / "stamp.py",
}
READERS = sorted(
    path
    for app in ("intake", "referrals")
    for path in (ROOT / app).rglob("*.py")
    if path not in WRITERS | SAVES_FILES and "migrations" not in path.parts
)
WRITING = {
    "save",
    "delete",
    "create",
    "create_user",
    "create_superuser",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
}


def writes_in(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            call = ast.unparse(node)
            is_write = node.func.attr in WRITING or (
                node.func.attr == "update" and ".objects" in call
            )
            if is_write and "commit=False" not in call:
                yield call


@pytest.mark.parametrize("path", READERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_written_outside_the_actions(path: Path) -> None:
    assert list(writes_in(path.read_text())) == []


@pytest.mark.parametrize(
    "line",
    [
        "patient.save()",
        "Intake.objects.filter(pk=1).update(temp_c=40)",
        "Event.objects.create(kind='x')",
        "Letter.objects.all().delete()",
    ],
)
def test_a_write_is_recognised(line: str) -> None:
    assert list(writes_in(line)) == [line]
