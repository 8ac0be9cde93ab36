"""`manage.py suggest`: what the rules say of intake documents, from the command line, no database."""

import difflib
import json
import re
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from intake.answers import DocumentError, load_json, read_document, write_document
from intake.readings import Answers
from referrals.assess import LISTS, Assessment, assess
from referrals.pdf import summary_of
from referrals.rules.suggestions import SUGGESTIBLES, Kind, Urgency
from referrals.snapshot import freeze_unsigned, label_of
from referrals.why_not import why_not as ways_to

BAD_INPUT = 2
TITLES = {
    Kind.RED_FLAG: "Red flags",
    Kind.TEST: "Consider these tests",
    Kind.REFERRAL: "Consider these referrals",
    Kind.CAUTION: "Cautions",
    Kind.SELFCARE: "Self-care",
}
SIGNS = {"supporting": "for", "against": "against", "unknown": "not known"}
SIGNS_SHOWN = 3  # of each cause, for, against and not known


@dataclass(frozen=True)
class Document:
    """One intake document that was read: where it stood, its id if it has one, its answers."""

    place: str  # "cases.jsonl line 3"
    line: int
    id: Any
    answers: Answers


class Command(BaseCommand):
    help = "Suggest tests, referrals and cautions for intake documents (JSON or JSON Lines)."
    # It needs neither a database nor sound settings for serving.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="a .json or .jsonl file; - is standard input"
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument(
            "--pdf",
            metavar="OUT",
            help="also write a summary: a file for one document, a directory for more",
        )

        parser.add_argument(
            "--why-not",
            metavar="ID",
            help="also say which findings would bring this suggestion, where it is not made",
        )

    def handle(
        self, *, files: list[str], format: str, pdf: str | None, why_not: str | None, **_: Any
    ) -> None:
        if why_not is not None and why_not not in SUGGESTIBLES:
            raise CommandError(_no_suggestion(why_not), returncode=BAD_INPUT)
        documents = self._read_all(files)
        assessments = [assess(document.answers) for document in documents]
        if pdf:
            self._write_pdfs(Path(pdf), documents, assessments)
        for document, assessment in zip(documents, assessments, strict=True):
            if format == "json":
                result = assessment.document(document.id)
                if why_not is not None:
                    result["why_not"] = [
                        {
                            "rule": way.rule.id,
                            "findings": write_document(Answers(dict(way.changes))),
                        }
                        for way in ways_to(why_not, document.answers)
                    ]
                self.stdout.write(json.dumps(result, ensure_ascii=False, default=str))
            else:
                self.stdout.write("\n".join(as_text(document, assessment)))
                if why_not is not None:
                    self.stdout.write("\n".join(as_ways(why_not, document.answers)))

    def _read_all(self, files: list[str]) -> list[Document]:
        """Every document, or one error that names all that is wrong in all of them."""
        documents: list[Document] = []
        faults: list[str] = []
        for file in files:
            for place, line, text in _texts(file, faults):
                try:
                    given = load_json(text)
                    answers = read_document(given)
                except DocumentError as error:
                    faults += [f"{place}: {problem}" for problem in error.problems]
                else:
                    documents.append(Document(place, line, given.get("_id"), answers))
        if faults:
            raise CommandError("\n".join(faults), returncode=BAD_INPUT)
        if not documents:
            raise CommandError(
                f"{', '.join(files)}: holds no intake document", returncode=BAD_INPUT
            )
        return documents

    def _write_pdfs(
        self, out: Path, documents: list[Document], assessments: list[Assessment]
    ) -> None:
        """Render all summaries first, then put them in place: nothing is left half written."""
        targets = [out] if len(documents) == 1 else [out / name for name in _file_names(documents)]
        rendered = [
            summary_of(freeze_unsigned(document.answers, assessment.document(document.id)))
            for document, assessment in zip(documents, assessments, strict=True)
        ]
        try:
            if len(documents) > 1:
                out.mkdir(parents=True, exist_ok=True)
            for target, content in zip(targets, rendered, strict=True):
                with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as draft:
                    draft.write(content)
                Path(draft.name).chmod(0o644)
                Path(draft.name).replace(target)
        except OSError as error:
            raise CommandError(
                f"--pdf {out}: cannot be written ({error.strerror}): name a place that can",
                returncode=BAD_INPUT,
            ) from error


def _texts(file: str, faults: list[str]) -> Iterator[tuple[str, int, str]]:
    """Each document's text with its place. What cannot be read is added to the faults."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        faults.append(
            f"{file}: cannot be read ({error.strerror}): name an existing .json or .jsonl file"
        )
        return
    except UnicodeDecodeError:
        faults.append(f"{file}: is not UTF-8 text: save it as UTF-8")
        return
    name = "standard input" if file == "-" else file
    if file.endswith(".jsonl") or (file == "-" and _is_lines(text)):
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield f"{name} line {number}", number, line
    else:
        yield name, 1, text


def _is_lines(text: str) -> bool:
    """Whether standard input holds JSON Lines: more than one line, the first a whole document."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2:  # noqa: PLR2004 (one line is one document either way)
        return False
    try:
        json.loads(lines[0])
    except ValueError:
        return False
    return True


def _file_names(documents: list[Document]) -> list[str]:
    """One name a document: its id with only safe characters, else its line; never the same twice."""
    names: list[str] = []
    for document in documents:
        stem = re.sub(r"[^\w.-]+", "_", str(document.id or document.line)).lstrip(".") or "document"
        name = f"{stem}.pdf"
        if name in names:
            raise CommandError(
                f"{document.place}: a second document would be written to {name}: give each its"
                " own _id",
                returncode=BAD_INPUT,
            )
        names.append(name)
    return names


def _no_suggestion(given: str) -> str:
    near = difflib.get_close_matches(given, SUGGESTIBLES, 1)
    remedy = f": did you mean {near[0]}?" if near else ", see docs/rulebook.md for all there are"
    return f"--why-not {given}: nothing in the rule book is called so{remedy}"


def as_ways(wanted: str, answers: Answers) -> Iterator[str]:
    """What would bring one suggestion, the smallest set first."""
    yield f"  Why not: {SUGGESTIBLES[wanted].label}"
    ways = ways_to(wanted, answers)
    if not ways:
        yield "    - it is suggested, or nothing that can be recorded would bring it"
    for way in ways:
        yield f"    - rule {way.rule.id} would need: {way.words}"


def as_text(document: Document, assessment: Assessment) -> Iterator[str]:
    """The result for people: urgency, each suggestion with its reasons, what is missing."""
    yield f"{document.id or document.place}: {assessment.urgency.label}"
    if assessment.notice:
        yield f"  {assessment.notice}"
    for kind in LISTS:
        entries = [each for each in assessment.entries if each.suggestible.kind is kind]
        if entries:
            yield f"  {TITLES[kind]}"
        for entry in entries:
            notes = [f"{entry.leg} leg" if entry.leg in ("left", "right") else ""]
            notes.append("answered" if entry.answered else "")
            notes.append("on the edge" if entry.edges else "")
            if entry.deferred_by:
                flags = ", ".join(SUGGESTIBLES[id].label for id in entry.deferred_by)
                notes.append(f"waits for: {flags}")
            urgency = "" if entry.urgency is Urgency.NONE else f" [{entry.urgency.label}]"
            extra = "".join(f" ({note})" for note in notes if note)
            yield f"    - {entry.suggestible.label}{urgency}{extra}"
            yield f"        because: {entry.because}"
            for edge in entry.edges or ():
                yield f"        on the edge: {edge.words}"
            yield (
                f"        rule {', '.join(dict.fromkeys(f.rule.row for f in entry.fired))}; source: "
                + "; ".join(dict.fromkeys(str(c) for f in entry.fired for c in f.rule.source))
            )
    if assessment.causes:
        yield "  Causes to weigh, most likely first"
    for weighing in assessment.causes:
        yield f"    - {weighing.cause.label}: {weighing.standing.label.lower()}"
        told = weighing.document()
        for name, title in SIGNS.items():
            if signs := told[name]:
                more = len(signs) - SIGNS_SHOWN
                rest = f"; and {more} more" if more > 0 else ""
                yield f"        {title}: {'; '.join(signs[:SIGNS_SHOWN])}{rest}"
    if assessment.questions:
        yield "  Missing, most decisive first"
    for question in assessment.questions:
        could = ", ".join(f"{SUGGESTIBLES[id].label} ({u.label})" for id, u in question.could)
        mark = "not yet excluded: " if question.not_excluded else "could bring: "
        yield f"    - {label_of(question.key)}: {mark}{could}"
