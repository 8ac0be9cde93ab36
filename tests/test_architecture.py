"""Imports run one way, pure modules import no Django, nothing is imported inside a function."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(
    path
    for app in ("intake", "referrals")
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
)
# Each room, from the ground up; a module may import from its own room and from those before it.
ORDER = (
    "intake.readings",
    "intake.logic",
    "intake.reads",
    "intake.findings",
    "intake.body_map",
    "intake.scores",
    "intake.completions",
    "intake.compiled",
    "intake.columns",
    "intake.roles",
    "intake.audit",
    "intake.append_only",
    "intake.checks",
    "intake.models",
    "intake.moves",
    "intake.answers",
    "intake.back_entry",
    "intake.actions",
    "intake.follow_ups",
    "intake.access",
    "intake.reauthentication",
    "intake.addresses",
    "intake.patients",
    "intake.questions",
    "intake.wanted",
    "intake.earlier",
    "intake.printing",
    "intake.paper",
    "intake.forms",
    "intake.views",
    "referrals.rules",
    "referrals.stability",
    "referrals.lint",
    "referrals.rule_cases",
    "referrals.rulebook",
    "referrals.checks",
    "referrals.assess",
    "referrals.why_not",
    "referrals.cohort",
    "referrals.differences",
    "referrals.versions",
    "referrals.models",
    "referrals.directory_entry",
    "referrals.duplicates",
    "referrals.directory_csv",
    "referrals.directory",
    "referrals.deadlines",
    "referrals.following",
    "referrals.window",
    "referrals.letterhead",
    "referrals.logo",
    "referrals.letterheads",
    "referrals.snapshot",
    "referrals.page_code",
    "referrals.genuine",
    "referrals.changes",
    "referrals.letter_question",
    "referrals.letter_tried",
    "referrals.lifecycle",
    "referrals.posting",
    "referrals.own_suggestions",
    "referrals.amendments",
    "referrals.recall",
    "referrals.frozen",
    "referrals.pain_map",
    "referrals.six_lines",
    "referrals.letter_findings",
    "referrals.letter_headings",
    "referrals.letter_emphasis",
    "referrals.letters",
    "referrals.summary_findings",
    "referrals.summaries",
    "referrals.sbar",
    "referrals.gp_sheet",
    "referrals.plain_measures",
    "referrals.plain_words",
    "referrals.warning_signs",
    "referrals.patient_findings",
    "referrals.patient_letter",
    "referrals.copies",
    "referrals.preflight",
    "referrals.letter_history",
    "referrals.came_back",
    "referrals.reply_slip",
    "referrals.pdf",
    "referrals.sample_letter",
    "referrals.window_check",
    "referrals.letterhead_form",
    "referrals.stamp",
    "referrals.batch",
    "referrals.print_run_pdf",
    "referrals.print_runs",
    "referrals.tasks",
    "referrals.forms",
    "referrals.reply_forms",
    "referrals.keyset",
    "referrals.strip",
    "referrals.picture",
    "referrals.views",
)
PURE = (
    "intake.readings",
    "intake.logic",
    "intake.reads",
    "intake.findings",
    "intake.body_map",
    "intake.scores",
    "intake.completions",
    "intake.compiled",
    "referrals.rules",
    "referrals.lint",
    "referrals.rulebook",
    "referrals.stability",
    "referrals.assess",
    "referrals.why_not",
    "referrals.cohort.planes",
    "referrals.cohort.coded",
    "referrals.cohort.columns",
    "referrals.cohort.judging",
    "referrals.cohort.suggesting",
    "referrals.differences",
)
# Rooms that Django itself loads, or that wire the others together.
WIRING = ("apps", "urls", "admin", "management", "demo", "demo_stories")


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str) -> str | None:
    return next((room for room in ORDER if f"{module}.".startswith(f"{room}.")), None)


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            # `from intake import actions` names a room by its last part.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_imports_run_one_way(path: Path) -> None:
    module = module_of(path)
    imported = list(imports_of(path))
    if module.startswith("intake"):
        assert not [name for name in imported if name.startswith("referrals")]
    if module.startswith(PURE):
        assert not [name for name in imported if name.startswith("django")]
    room = room_of(module)
    if room is None:
        assert module.count(".") == 0 or module.split(".")[1] in (*WIRING, "templatetags"), (
            f"{module} stands in no room: give it a place in ORDER"
        )
        return
    later = [
        name
        for name in imported
        if (other := room_of(name)) is not None and ORDER.index(other) > ORDER.index(room)
    ]
    assert not later


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_module_says_what_it_is_and_has_no_catch_all_name(path: Path) -> None:
    text = path.read_text()
    assert not text or ast.get_docstring(ast.parse(text)) or path.name == "__init__.py"
    assert path.stem not in {"utils", "helpers", "services", "core", "common", "base"}
