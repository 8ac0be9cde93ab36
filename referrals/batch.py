"""Many letters → one PDF for the printer: a manifest, then envelope by envelope, file copies last.

It is written on disk in pieces of some letters each and put together from these, so that memory does
not grow with the letters' bytes. Nothing here knows the database.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, OutlineItem, Pdf, String

from intake.printing import render
from referrals.copies import FILE, Copy
from referrals.models import DocumentKind
from referrals.reply_slip import has_slip
from referrals.stamp import MM, Form, Printer
from referrals.window import A4, US_LETTER, Paper

Forms: TypeAlias = list[Form]  # the pages of a document

PIECE: Final = 10  # letters
ROWS: Final = 120  # of the manifest in one go: long tables take WeasyPrint much memory


@dataclass(frozen=True)
class Cover:
    """In front of a letter that was printed before: that what follows is the same."""

    letter: str
    copy: int
    printed: str
    by: str
    why: str
    documents: tuple[tuple[str, str], ...]  # label, SHA-256


@dataclass(frozen=True)
class Printable:
    """A letter ready to be put in: its sealed documents, and a cover where it was printed before."""

    reference: str  # "L12, version 1"
    short: str  # "L12"
    copies: tuple[Copy, ...]
    documents: Mapping[DocumentKind, bytes]
    cover: Cover | None = None


@dataclass(frozen=True)
class Row:
    """A line of the manifest: one envelope."""

    number: int
    reader: str
    to: str
    lacks_address: bool
    letter: str
    copy: int  # 1 for a first printing
    sheets: int
    begins_letter: bool


@dataclass(frozen=True)
class LeftOut:
    letter: str
    why: str


@dataclass(frozen=True)
class Manifest:
    """A piece of the manifest; the first one holds what is to be known of the whole."""

    name: str
    printed: str
    by: str
    is_first: bool
    rows: tuple[Row, ...]
    envelopes: tuple[tuple[str, int], ...]  # reader, number of envelopes
    total: int
    file_copies: int
    covers: int
    sheets: int
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True)
class _Section:
    """Pages that belong together, with their bookmark and the prefix of their page numbers."""

    name: str
    label: str
    piece: int
    first: int
    pages: int


def _paper_of(form: Form) -> Paper:
    width = (form.box[2] - form.box[0]) / MM
    return min((A4, US_LETTER), key=lambda paper: abs(paper.width - width))


class Batch:
    """Add letters one after the other, then write the PDF. `alive` is called as the work goes on."""

    def __init__(
        self, folder: Path, *, two_sided: bool, alive: Callable[[], None] = lambda: None
    ) -> None:
        self.folder = folder
        self.two_sided = two_sided
        self.alive = alive
        self.paper: Paper | None = None  # of the first letter
        self.rows: list[Row] = []
        self.sheets = self.covers = self.file_copies = 0
        self._front: list[_Section] = []  # the manifest
        self._enclosed: list[_Section] = []  # what goes into envelopes, and covers
        self._filed: list[_Section] = []
        self._pieces: list[Path] = []
        self._printer, self._letters = Printer(), 0  # the piece that is being made

    # --- Letters --------------------------------------------------------------------------------

    def add(self, letter: Printable) -> None:
        """Put a letter in: each of its copies on sheets of its own."""
        forms: dict[DocumentKind, Forms] = {}
        slip: Forms = []
        for kind, document in letter.documents.items():
            opened = self._printer.opened(document)
            forms[kind] = self._printer.forms_of(opened)
            if kind == DocumentKind.LETTER and has_slip(opened):
                slip = [forms[kind].pop()]
        self.paper = self.paper or _paper_of(forms[DocumentKind.LETTER][0])
        if letter.cover:
            self._put_cover(letter.cover, letter.short)
        for place, each in enumerate(letter.copies):
            documents = [forms[kind] for kind in each.documents]
            if each.has_slip and slip:
                documents.append(slip)  # on a sheet of its own: it is sent back
            self._put_copy(letter, each, documents, begins_letter=place == 0)
        self._letters += 1
        if self._letters == PIECE:
            self._close_piece()

    def _put_copy(
        self, letter: Printable, copy: Copy, documents: list[Forms], *, begins_letter: bool
    ) -> None:
        number = letter.cover.copy if letter.cover else 1
        mark = f"{copy.mark}, copy {number}" if letter.cover else copy.mark
        if copy.reader == FILE:
            self.file_copies += 1
            name = f"File copy of {letter.short}"
            self._put(self._filed, name, f"File {letter.short}", mark, letter.short, documents)
            return
        envelope = f"Envelope {len(self.rows) + 1}"
        name = f"{envelope}: {copy.reader.lower()}, {letter.short}"
        sheets = self._put(self._enclosed, name, envelope, mark, envelope, documents)
        self.rows.append(
            Row(
                number=len(self.rows) + 1,
                reader=copy.reader,
                to=copy.address[0] if copy.address else "",
                lacks_address=copy.lacks_address,
                letter=letter.reference,
                copy=number,
                sheets=sheets,
                begins_letter=begins_letter,
            )
        )

    def _put_cover(self, cover: Cover, short: str) -> None:
        self.covers += 1
        forms = self._rendered("pdf/print_cover.html", cover=cover)
        name = f"{short}, copy {cover.copy}: printed before"
        self._put(self._enclosed, name, "Cover", "Not for an envelope", f"{short} cover", [forms])

    def _rendered(self, template: str, **context: Any) -> Forms:
        self.alive()
        context["paper"] = self.paper or A4
        return self._printer.forms_of(self._printer.opened(render(template, context)))

    def _put(
        self,
        into: list[_Section],
        name: str,
        label: str,
        mark: str,
        place: str,
        documents: list[Forms],
    ) -> int:
        """Append marked pages, each document on sheets of its own. Gives the number of sheets."""
        pages = self._printer.pdf.pages
        first, sheet = len(pages), 0
        sheets = sum(self._sheets_for(len(forms)) for forms in documents)
        for forms in documents:
            for number, form in enumerate(forms):
                if not self.two_sided or number % 2 == 0:
                    sheet += 1
                self._printer.append(form, mark, f"{place}, sheet {sheet} of {sheets}")
            if self.two_sided and len(forms) % 2:
                self._printer.append_blank(forms[-1])
        into.append(_Section(name, f"{label} p", len(self._pieces), first, len(pages) - first))
        self.sheets += sheets
        return sheets

    def _sheets_for(self, pages: int) -> int:
        return -(-pages // 2) if self.two_sided else pages

    def _close_piece(self) -> None:
        path = self.folder / f"{len(self._pieces)}.pdf"
        self._printer.save(path)
        self._pieces.append(path)
        self._printer, self._letters = Printer(), 0
        self.alive()

    # --- The whole ------------------------------------------------------------------------------

    def write(
        self, file: BinaryIO, *, name: str, printed: str, by: str, left_out: Iterable[LeftOut]
    ) -> None:
        """Write the PDF: the manifest, what goes into envelopes, the file copies."""
        manifest = [
            form
            for piece in self._manifest(name, printed, by, tuple(left_out))
            for form in self._rendered("pdf/manifest.html", manifest=piece)
        ]
        self._put(self._front, "Manifest", "Manifest", name, "Manifest", [manifest])
        self._close_piece()
        with Pdf.new() as whole:
            # Each piece is let go of at once: what it was read with would take most of the memory.
            pieces = [self._taken_over(path, whole) for path in self._pieces]
            pages: list[Object] = []
            bookmarks, labels = [], []
            for each in (*self._front, *self._enclosed, *self._filed):
                taken = pieces[each.piece][each.first : each.first + each.pages]
                destination = Array([taken[0], Name.Fit])
                bookmarks.append(OutlineItem(each.name, destination=destination))
                labels.extend([len(pages), Dictionary(P=String(each.label), S=Name.D, St=1)])
                pages.extend(taken)
            # Appending page by page takes quadratic time.
            tree = whole.Root.Pages
            for page in pages:
                page.Parent = tree
            tree.Kids, tree.Count = Array(pages), len(pages)
            with whole.open_outline() as outline:
                outline.root.extend(bookmarks)
            whole.Root.PageLabels = Dictionary(Nums=Array(labels))
            whole.Root.PageMode = Name.UseOutlines
            whole.Root.Lang = String("en-GB")
            whole.Root.ViewerPreferences = Dictionary(
                # As large as it is, or an address misses its window.
                PrintScaling=Name("/None"),
                Duplex=Name.DuplexFlipLongEdge if self.two_sided else Name.Simplex,
                DisplayDocTitle=True,
            )
            whole.docinfo["/Title"] = name
            self.alive()
            whole.save(
                file,
                object_stream_mode=ObjectStreamMode.generate,
                progress=lambda percent: self.alive(),
            )

    def _taken_over(self, piece: Path, whole: Pdf) -> list[Object]:
        self.alive()
        opened = Pdf.open(piece)
        return [whole.copy_foreign(page.obj) for page in opened.pages]

    def _manifest(
        self, name: str, printed: str, by: str, left_out: tuple[LeftOut, ...]
    ) -> Iterator[Manifest]:
        readers = Counter(row.reader for row in self.rows)
        for start in range(0, max(len(self.rows), 1), ROWS):
            yield Manifest(
                name=name,
                printed=printed,
                by=by,
                is_first=start == 0,
                rows=tuple(self.rows[start : start + ROWS]),
                envelopes=tuple(readers.items()),
                total=len(self.rows),
                file_copies=self.file_copies,
                covers=self.covers,
                sheets=self.sheets,
                left_out=left_out,
            )
