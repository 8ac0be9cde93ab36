"""Marks in the top margin of a page: put on with pikepdf, without rendering anything again.

The page itself is drawn as it is, byte for byte; the mark stands above it. Every document leaves a
band free for it: 4.5 to 9 mm from the upper edge, up to the page code at the right.
"""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pikepdf
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Object, Pdf

from intake.printing import FONT_FILES

FONT_FILE: Final = FONT_FILES[0].with_name("LiberationSans-Bold.ttf")
ENCODING: Final = "cp1252"  # WinAnsiEncoding
FIRST, LAST = 32, 255
MM: Final = 72 / 25.4
BASELINE: Final = 8.3 * MM  # below the upper edge
LEFT: Final = 18 * MM
RIGHT: Final = 46 * MM  # from the right edge
LARGE: Final = 13.0
SMALL: Final = 9.5


@dataclass(frozen=True)
class Form:
    """A page of a document, drawn once in a PDF and shown by any number of its pages."""

    box: tuple[float, ...]
    resources: Object


@cache
def _font() -> tuple[bytes, dict[str, float], tuple[int, ...]]:
    """The signs of the encoding out of the font, its measures, and the width of each sign."""
    options = subset.Options(hinting=False, layout_features=[], name_IDs=[])
    options.drop_tables += ["FFTM"]
    with TTFont(FONT_FILE) as font:
        signs = [_sign(code) for code in range(FIRST, LAST + 1)]
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(signs))
        subsetter.subset(font)
        scale = 1000 / font["head"].unitsPerEm
        names, widths = font.getBestCmap(), font["hmtx"]
        measures = {
            "Ascent": font["hhea"].ascent * scale,
            "Descent": font["hhea"].descent * scale,
            "CapHeight": font["OS/2"].sCapHeight * scale,
        }
        held = io.BytesIO()
        font.save(held)
        return (
            held.getvalue(),
            measures,
            tuple(
                round(widths[names[ord(sign)]][0] * scale) if ord(sign) in names else 0
                for sign in signs
            ),
        )


def _sign(code: int) -> str:
    return bytes([code]).decode(ENCODING, errors="replace")


def embedded_font(pdf: Pdf) -> Object:
    """The font of the marks as an object of this PDF."""
    data, measures, widths = _font()
    name = Name("/SOLEUS+LiberationSans-Bold")
    file = pdf.make_stream(data, Length1=len(data))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=32,  # not symbolic
        FontBBox=Array([-500, -300, 1300, 1000]),
        ItalicAngle=0,
        StemV=140,
        FontFile2=file,
    )
    for key, value in measures.items():
        descriptor[f"/{key}"] = round(value)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=FIRST,
            LastChar=LAST,
            Widths=Array(list(widths)),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def _coded(text: str) -> bytes:
    return text.encode(ENCODING, errors="replace")


def width_of(text: str, size: float) -> float:
    """How wide a text is drawn, in points."""
    widths = _font()[2]
    return sum(widths[code - FIRST] for code in _coded(text) if code >= FIRST) * size / 1000


class Printer:
    """Makes the pages of one PDF: those of a document as often as wanted, each with its own mark."""

    def __init__(self) -> None:
        self.pdf = Pdf.new()
        self._font = embedded_font(self.pdf)
        self._sources: list[Pdf] = []
        self._boxes: dict[tuple[float, ...], Object] = {}

    def opened(self, document: bytes) -> Pdf:
        """A document to take pages of; it has to live until the PDF is saved."""
        source = Pdf.open(io.BytesIO(document))
        self._sources.append(source)
        return source

    def forms_of(self, source: Pdf) -> list[Form]:
        """Each page of a document as a form that any number of pages can show."""
        return [self._form(self.pdf.copy_foreign(page.as_form_xobject())) for page in source.pages]

    def _form(self, drawn: Object) -> Form:
        resources = Dictionary(XObject=Dictionary(Page=drawn), Font=Dictionary(Mark=self._font))
        return Form(tuple(float(edge) for edge in drawn.BBox), self.pdf.make_indirect(resources))

    def append(self, form: Form, mark: str, place: str) -> None:
        """A page that shows the form, with its mark in large type and its place at the right."""
        left, _, right, top = form.box
        drawn = (
            b"q /Page Do Q",
            _text(mark, LARGE, left + LEFT, top - BASELINE),
            _text(place, SMALL, right - RIGHT - width_of(place, SMALL), top - BASELINE),
        )
        self._append(form.box, form.resources, b"\n".join(drawn))

    def append_blank(self, like: Form) -> None:
        """The back of a sheet, so that what comes next begins on a new one."""
        self._append(like.box, Dictionary(), b"")

    def _append(self, box: tuple[float, ...], resources: Object, content: bytes) -> None:
        # Boxes and resources are shared: of 20,000 pages each would take its own room.
        if box not in self._boxes:
            self._boxes[box] = self.pdf.make_indirect(Array(list(box)))
        page = Dictionary(
            Type=Name.Page,
            MediaBox=self._boxes[box],
            Resources=resources,
            Contents=self.pdf.make_stream(content),
        )
        self.pdf.pages.append(pikepdf.Page(page))

    def save(self, path: Path) -> None:
        """Write the PDF and close it, and all that went into it."""
        self.pdf.save(path)
        for each in (self.pdf, *self._sources):
            each.close()


def _text(text: str, size: float, x: float, y: float) -> bytes:
    shown = _coded(text).hex().encode()
    return b"BT /Mark %.1f Tf %.2f %.2f Td <%s> Tj ET" % (size, x, y, shown)
