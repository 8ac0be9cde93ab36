"""The first draft of what has been tried already, for the physician to confirm or edit."""

from collections.abc import Iterable, Iterator

from intake.findings.pain import self_care_failed
from intake.models import Medicine
from intake.readings import Answers


def draft_tried(medicines: Iterable[Medicine], answers: Answers) -> str:
    """Medicines that were tried for this pain, and self-care that did not help; empty where neither.

    A medicine that was stopped, but not marked as tried for this pain, is no attempt at it. "Self-care
    has not helped enough: no" may mean that nothing was tried, so it says nothing here.
    """
    return " ".join(_sentences(medicines, answers))


def _sentences(medicines: Iterable[Medicine], answers: Answers) -> Iterator[str]:
    tried = [
        f"{each}{f', since {each.started}' if each.started else ''} "
        f"({'stopped' if each.stopped else 'still taken'})"
        for each in medicines
        if each.tried_for_this
    ]
    if tried:
        yield f"{'; '.join(tried)}."
    if answers.value(self_care_failed.id) is True:
        yield "Self-care, such as exercise, rest or simple painkillers, without enough relief."
