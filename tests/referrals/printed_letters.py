"""Letters in any number, each of an intake and a snapshot of its own, and documents made in no time."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from intake.models import Intake
from referrals.models import Assessment, DocumentKind, Letter, Snapshot, Suggestion
from referrals.print_runs import RENDERED_BY
from referrals.reply_slip import TITLE as SLIP

A4 = (0, 0, 595.276, 841.89)
US_LETTER = (0, 0, 612, 792)


def letters_like(first: Letter, number: int) -> list[Letter]:
    """So many more letters like the first, each of another invented patient, in a few writes."""
    content, held = first.snapshot.content, first.suggestion
    intakes = Intake.objects.bulk_create(
        _again(Intake.objects.get(pk=first.snapshot.intake_id)) for _ in range(number)
    )
    assessments = Assessment.objects.bulk_create(
        _again(Assessment.objects.get(pk=held.assessment_id), intake=each) for each in intakes
    )
    suggestions = Suggestion.objects.bulk_create(
        _again(Suggestion.objects.get(pk=held.pk), assessment=each, intake=each.intake)
        for each in assessments
    )
    snapshots = Snapshot.objects.bulk_create(
        _again(
            Snapshot.objects.get(pk=first.snapshot_id),
            intake=each,
            content={**content, "patient": _another(content["patient"], place)},
        )
        for place, each in enumerate(intakes)
    )
    return Letter.objects.bulk_create(
        Letter(
            snapshot=snapshot,
            suggestion=suggestion,
            specialist=first.specialist,
            urgency=first.urgency,
            signed_at=first.signed_at,
            due_at=first.due_at,
        )
        for snapshot, suggestion in zip(snapshots, suggestions, strict=True)
    )


def _again(row: Any, **changes: Any) -> Any:
    row.pk = None
    row._state.adding = True
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def _another(patient: Mapping[str, Any], place: int) -> dict[str, Any]:
    given = f"Ida-{place:04}"
    return {**patient, "given_name": given, "name": f"INVENTED, {given}"}


def document(pages: Iterable[str], box: tuple[float, ...] = A4, slip: str = "") -> bytes:
    """A document with a page for each text, and a reply slip where there is one."""
    texts = [*pages, slip] if slip else list(pages)
    with Pdf.new() as pdf:
        font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        )
        for text in texts:
            content = pdf.make_stream(f"BT /F 20 Tf 72 400 Td ({text}) Tj ET".encode())
            page = Dictionary(
                Type=Name.Page,
                MediaBox=Array(list(box)),
                Resources=Dictionary(Font=Dictionary(F=font)),
                Contents=content,
            )
            pdf.pages.append(pikepdf.Page(page))
        if slip:
            with pdf.open_outline() as outline:
                outline.root.append(OutlineItem(SLIP, len(texts) - 1))
        held = io.BytesIO()
        # The same content is the same bytes, as WeasyPrint makes them.
        pdf.save(held, static_id=True)
        return held.getvalue()


def quick_letter(letter: Letter) -> bytes:
    name = letter.snapshot.content["patient"]["given_name"]
    pages = [f"Letter {letter.pk} of {name}, page {number}" for number in (1, 2, 3)]
    return document(pages, slip=f"Slip of letter {letter.pk}")


def quick_sheet(letter: Letter) -> bytes:
    return document([f"Sheet for the practice, letter {letter.pk}"])


def quick_patient_letter(letter: Letter) -> bytes:
    return document([f"Plain words, letter {letter.pk}, page {number}" for number in (1, 2)])


QUICK = {
    DocumentKind.LETTER: quick_letter,
    DocumentKind.GP: quick_sheet,
    DocumentKind.PATIENT: quick_patient_letter,
}


def render_quickly(monkeypatch: Any) -> None:
    for kind, made in QUICK.items():
        monkeypatch.setitem(RENDERED_BY, kind, made)
