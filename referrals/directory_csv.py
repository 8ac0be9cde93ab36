"""The directory as a file of comma-separated values: written, read, and compared with what is held.

A file is read as a whole before anything is written. Each fault says its line, its column, what is
wrong and what to write.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import zip_longest
from typing import Any, Final

from referrals.directory_entry import (
    ADDRESS_LINES,
    FIELDS,
    TEXTS,
    advice,
    faults,
    plain,
    read_specialty,
    tidy,
    values_of,
)
from referrals.models import Specialist

ADDRESS_COLUMNS: Final = tuple(f"address {number}" for number in range(1, ADDRESS_LINES + 1))
COLUMNS: Final = (
    "id",
    "specialty",
    "name",
    "organisation",
    *ADDRESS_COLUMNS,
    "phone",
    "e-mail",
    "active",
)
NEEDED: Final = ("specialty", "name", "organisation", "address 1")
BYTES_AT_MOST: Final = 1_000_000
ROWS_AT_MOST: Final = 5_000
SAVE_AS_CSV: Final = "In the spreadsheet choose Save as, CSV UTF-8 (comma delimited)."
DIVIDE: Final = "Divide it into several files, each with the headings as its first line."
# A byte order mark tells spreadsheets that the file is UTF-8.
BOM: Final = "\ufeff"
_COLUMN_OF: Final = {"email": "e-mail", "address": "address 1"}
_YES: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
# What a spreadsheet would take for a formula. The apostrophe in front is taken off again when the
# file is read; one that was there before keeps its place.
_FORMULA: Final = re.compile(r"'*[=+\-@＝＋－＠]")
_GUARDED: Final = re.compile(r"'+[=+\-@＝＋－＠]")
_SEPARATORS: Final = (",", ";", "\t")
_PATIENCE: Final = 0.6  # how alike a heading must be to one of ours to be taken for it in a hint


@dataclass(frozen=True)
class LineFault:
    """One thing that is wrong with a file. Line 0 is the file as a whole."""

    line: int
    column: str
    wrong: str
    remedy: str


class Unreadable(Exception):
    """A file, or a line of it, that cannot be understood. The fault says why."""

    def __init__(self, wrong: str, remedy: str, *, line: int = 0, column: str = "") -> None:
        super().__init__(f"{wrong} {remedy}")
        self.fault = LineFault(line, column, wrong, remedy)


@dataclass(frozen=True)
class Row:
    """A line that says something: the fields whose columns the file has, tidied."""

    line: int
    id: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """What a line comes to: a new entry, or one that is held and would be changed."""

    line: int
    held: Specialist | None
    values: Mapping[str, Any]
    fields: tuple[str, ...]  # those that change

    @property
    def differences(self) -> list[tuple[str, Any, Any]]:
        """Field, before and after."""
        before = values_of(self.held) if self.held else {}
        return [(name, before.get(name), self.values[name]) for name in self.fields]


@dataclass
class Plan:
    """What importing a file would do; nothing at all while there are faults."""

    new: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    # Lines about entries that were merged into another since the file was written.
    merged: list[tuple[int, Specialist]] = field(default_factory=list)
    advice: list[tuple[int, str]] = field(default_factory=list)
    faults: list[LineFault] = field(default_factory=list)

    @property
    def changes(self) -> list[Change]:
        return [*self.new, *self.changed]

    @property
    def mark(self) -> str:
        """Other for any other plan: what was looked at is what is done."""
        told = [(each.held and each.held.pk, each.differences) for each in self.changes]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


# --- Writing ------------------------------------------------------------------------------------


class _Echo:
    """Gives what is written back, so that no whole file stands in memory."""

    def write(self, text: str) -> str:
        return text


def written(entries: Iterable[Specialist]) -> Iterator[str]:
    """The file, line by line. Every cell is quoted and none begins like a formula."""
    lines = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield BOM + lines.writerow(COLUMNS)
    for each in entries:
        yield lines.writerow(_cells(each))


def _cells(entry: Specialist) -> list[str]:
    held = values_of(entry)
    lines = held["address"].split("\n")
    # An address of older days may have more lines than there are columns: the rest goes into the last.
    lines = [*lines[: ADDRESS_LINES - 1], "\n".join(lines[ADDRESS_LINES - 1 :])]
    lines += [""] * (ADDRESS_LINES - len(lines))
    texts = (held["specialty"], held["name"], held["organisation"], *lines)
    shown = [*texts, held["phone"], held["email"], "yes" if held["active"] else "no"]
    return [str(entry.pk), *map(guarded, shown)]


def guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text


# --- Reading ------------------------------------------------------------------------------------


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, or what Excel writes under Windows. Raises Unreadable."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable("This is a workbook, not a CSV file.", SAVE_AS_CSV)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise Unreadable("The file is neither UTF-8 nor Windows-1252.", SAVE_AS_CSV)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return _of_size(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        "The file holds characters that are neither UTF-8 nor Windows-1252.", SAVE_AS_CSV
    )


def _of_size(text: str) -> str:
    """The page holds the text until it is confirmed, in UTF-8."""
    if len(text.encode()) > BYTES_AT_MOST:
        raise Unreadable(f"The file is larger than {BYTES_AT_MOST:,} bytes.", DIVIDE)
    return text


def read(text: str) -> tuple[list[Row], list[LineFault]]:
    """The lines that say something, and what is wrong with the shape of the others."""
    lines = _lines(text.removeprefix(BOM))
    first = next(lines, None)
    if first is None:
        raise Unreadable("The file is empty.", f"The first line holds {', '.join(COLUMNS)}.")
    columns = _columns(*first)
    rows: list[Row] = []
    found: list[LineFault] = []
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) == ROWS_AT_MOST:
            raise Unreadable(f"The file has more than {ROWS_AT_MOST:,} entries.", DIVIDE, line=line)
        if any(cell.strip() for cell in cells[len(columns) :]):
            wrong = f"Has {len(cells)} cells under {len(columns)} headings."
            remedy = "Put text that holds a comma or semicolon between double quotes."
            found.append(LineFault(line, "", wrong, remedy))
            continue
        rows.append(_row(line, dict(zip_longest(columns, cells[: len(columns)], fillvalue=""))))
    return rows, found


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise Unreadable(
            "A double quote stands where it cannot be understood.",
            "Put the whole cell between double quotes, and write each quote in it twice.",
            line=begins,
        ) from None


def _separator(text: str) -> str:
    """Whichever parts the first line into more of our headings."""
    first = text.split("\n", 1)[0]
    known = {each: sum(_heading(part) in COLUMNS for part in first.split(each)) for each in ",;\t"}
    return max(_SEPARATORS, key=lambda each: known[each])


def _heading(text: str) -> str:
    name = " ".join(text.strip().strip('"').casefold().replace("_", " ").split())
    return {"email": "e-mail", "address": "address 1"}.get(name, name)


def _columns(line: int, cells: list[str]) -> list[str]:
    columns = [_heading(cell) for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    for name, cell in zip(columns, cells, strict=False):
        if name not in COLUMNS:
            near = get_close_matches(name, COLUMNS, n=1, cutoff=_PATIENCE)
            raise Unreadable(
                f"“{cell.strip()}” is no column of the directory.",
                f"Call it “{near[0]}”, or take it out."
                if near
                else f"Take it out. The columns are {', '.join(COLUMNS)}.",
                line=line,
                column=cell.strip(),
            )
        if columns.count(name) > 1:
            raise Unreadable(
                f"The column “{name}” is there twice.", "Take one out.", line=line, column=name
            )
    for name in NEEDED:
        if name not in columns:
            raise Unreadable(
                f"The column “{name}” is missing.",
                "Add it; the first line holds the headings.",
                line=line,
                column=name,
            )
    return columns


def _row(line: int, cells: dict[str, str]) -> Row:
    given = {name: unguarded(cell.strip()) for name, cell in cells.items()}
    texts = {
        "specialty": read_specialty(tidy("specialty", given["specialty"])),
        "address": "\n".join(given.get(name, "") for name in ADDRESS_COLUMNS),
    }
    texts |= {name: given[name] for name in ("name", "organisation", "phone") if name in given}
    if "e-mail" in given:
        texts["email"] = given["e-mail"]
    values = {name: tidy(name, text) for name, text in texts.items()}
    if "active" in given:
        values["active"] = given["active"].casefold()
    return Row(line, given.get("id", ""), values)


# --- Comparing ----------------------------------------------------------------------------------


def plan(text: str, held: Iterable[Specialist]) -> Plan:
    """What the file would do to the entries that are held. Raises Unreadable."""
    rows, found = read(text)
    made = Plan(faults=found)
    directory = _Held(held)
    lines: dict[Any, int] = {}  # the line that first spoke of an entry
    for row in rows:
        try:
            entry = directory.meant_by(row)
            if entry and entry.merged_into:
                made.merged.append((row.line, entry))
                continue
            first = lines.setdefault(entry.pk if entry else _called(row.values), row.line)
            if first != row.line:
                raise Unreadable(
                    f"Line {first} is about the same entry.",
                    "Take one of the two out. Of two sites, write which into the organisation.",
                    column="id" if row.id else "name",
                )
            _compare(made, row, entry)
        except Unreadable as unreadable:
            made.faults.append(replace(unreadable.fault, line=row.line))
    made.faults.sort(key=lambda fault: fault.line)
    return made


class _Held:
    """The entries that are held, to be found by id or by what they are called."""

    def __init__(self, entries: Iterable[Specialist]) -> None:
        self.by_id: dict[str, Specialist] = {}
        self.by_name: dict[tuple[str, ...], list[Specialist]] = {}
        self.merged: dict[tuple[str, ...], Specialist] = {}
        for each in entries:
            self.by_id[str(each.pk)] = each
            called = _called(values_of(each))
            if each.merged_into_id:
                self.merged[called] = each
            else:
                self.by_name.setdefault(called, []).append(each)

    def meant_by(self, row: Row) -> Specialist | None:
        """The entry that a line is about; None for a new one."""
        if row.id:
            if row.id not in self.by_id:
                raise Unreadable(
                    f"There is no entry {row.id}.",
                    "Leave the cell empty for an entry that is new.",
                    column="id",
                )
            return self.by_id[row.id]
        called = _called(row.values)
        same = self.by_name.get(called, [])
        if len(same) > 1:
            ids = " and ".join(str(each.pk) for each in same)
            raise Unreadable(
                f"Entries {ids} are called so.", "Write the id of the one meant.", column="id"
            )
        return same[0] if same else self.merged.get(called)


def _called(values: Mapping[str, Any]) -> tuple[str, ...]:
    """By what a line without an id is known."""
    return values["specialty"], plain(values["name"]), plain(values["organisation"])


def _compare(made: Plan, row: Row, entry: Specialist | None) -> None:
    """Add to the plan what a line comes to. A column that the file lacks changes nothing."""
    stood = values_of(entry) if entry else {**dict.fromkeys(TEXTS, ""), "active": True}
    values = {**stood, **row.values}
    if "active" in row.values:
        values["active"] = _YES.get(row.values["active"])
        if values["active"] is None:
            wrong = f"“{row.values['active']}” is neither yes nor no."
            made.faults.append(LineFault(row.line, "active", wrong, "Write yes or no."))
    fields = tuple(name for name in FIELDS if values[name] != stood[name])
    if entry and not fields:
        made.unchanged += 1
        return
    if entry and "specialty" in fields:
        raise Unreadable(
            f"Entry {entry.pk} is of {stood['specialty']}, and no file changes that.",
            f"Write {stood['specialty']}, or leave the id empty for an entry that is new.",
            column="specialty",
        )
    for fault in faults(values):
        column = f"address {fault.line}" if fault.line else _COLUMN_OF.get(fault.field, fault.field)
        made.faults.append(LineFault(row.line, column, fault.wrong, fault.remedy))
    change = Change(row.line, entry, values, fields if entry else FIELDS)
    (made.changed if entry else made.new).append(change)
    if hint := advice(values):
        made.advice.append((row.line, hint))
