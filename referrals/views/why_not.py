"""Why not? For a suggestion that is not made: which findings would bring it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from intake.access import needs
from intake.answers import answers_of
from intake.findings import KEYS
from intake.models import Intake
from intake.readings import Answers
from referrals.assess import assess
from referrals.forms import WhyNotForm
from referrals.rules.suggestions import SUGGESTIBLES
from referrals.why_not import Way, why_not


@require_safe
@needs("review")
def why_not_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The smallest sets of findings that would bring one suggestion. Changes nothing."""
    intake = get_object_or_404(Intake.objects.select_related("patient"), pk=pk)
    form = WhyNotForm(request.GET)
    context: dict[str, object] = {"intake": intake, "patient": intake.patient, "why_not_form": form}
    if form.is_valid():
        answers = answers_of(intake)
        wanted = form.cleaned_data["suggestion"]
        ways = why_not(wanted, answers)
        assessment = assess(answers)
        context |= {
            "label": SUGGESTIBLES[wanted].label,
            "ways": [_shown(way, answers) for way in ways],
            "notice": assessment.notice,
            "is_made": any(each.suggestible.id == wanted for each in assessment.entries),
        }
    template = "why_not_answer" if request.htmx else "why_not"  # type: ignore[attr-defined]
    return render(request, f"referrals/{template}.html", context)


def _shown(way: Way, answers: Answers) -> dict[str, object]:
    return {
        "rule": way.rule.id,
        "why": way.rule.why,
        "findings": [
            {"words": words, "instead_of": _recorded(key, answers) if key in way.replaces else ""}
            for (key, _), words in zip(way.changes, way.each_in_words, strict=True)
        ],
    }


def _recorded(key: str, answers: Answers) -> str:
    finding, _ = KEYS[key]
    return finding.describe(answers.value(key))
