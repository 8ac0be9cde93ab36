"""Pages on which patients are found, recorded and changed."""

from typing import Any

from django.db import IntegrityError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake import actions
from intake.access import go, is_htmx, needs, who
from intake.forms.patients import AllergyForm, MedicineForm, PatientForm
from intake.models import Allergy, Intake, IntakeState, Medicine, Patient
from intake.moves import Refused
from intake.patients import AT_MOST, search
from intake.roles import may
from intake.views.worklist import without_answers


@require_safe
@needs("see patients")
def patients(request: HttpRequest) -> HttpResponse:
    """Search by name, number or date of birth."""
    text = request.GET.get("q", "").strip()
    found = list(search(text)[: AT_MOST + 1]) if text else []
    return render(
        request,
        "intake/patients.html",
        {"text": text, "found": found[:AT_MOST], "more": len(found) > AT_MOST, "at_most": AT_MOST},
    )


@require_safe
@needs("see patients")
def patient(request: HttpRequest, pk: int) -> HttpResponse:
    """One patient, with medicines, allergies and, for those who may see them, intakes."""
    found = get_object_or_404(Patient, pk=pk)
    actions.viewed(found, by=who(request))
    intakes = []
    if may(request.user, "see intakes"):
        intakes = list(
            without_answers(Intake.objects.filter(patient=found)).order_by("-created_at", "-pk")
        )
    return render(
        request,
        "intake/patient.html",
        {
            "patient": found,
            "intakes": intakes,
            "drafts": [intake for intake in intakes if intake.state == IntakeState.DRAFT],
            **lists_of(found),
        },
    )


@require_http_methods(["GET", "POST"])
@needs("edit patients")
def new_patient(request: HttpRequest) -> HttpResponse:
    return _edit(request, Patient(), "New patient")


@require_http_methods(["GET", "POST"])
@needs("edit patients")
def change_patient(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Patient, pk=pk)
    if request.method == "GET":
        actions.viewed(found, by=who(request))
    return _edit(request, found, "Change the patient’s record")


def _edit(request: HttpRequest, row: Patient, title: str) -> HttpResponse:
    form = PatientForm(request.POST or None, instance=row)
    status = 200
    if request.method == "POST":
        if form.is_valid() and (saved := _save(request, form)):
            return go(request, "patient", saved.pk)
        status = 422
    whole = "intake/patient_form_fields.html" if is_htmx(request) else "intake/patient_form.html"
    return render(request, whole, {"form": form, "patient": row, "heading": title}, status=status)


def _save(request: HttpRequest, form: PatientForm) -> Patient | None:
    try:
        return actions.save_patient(form.instance, by=who(request))
    except IntegrityError:
        # Between the check and the saving somebody else recorded the same person.
        form.add_error("nhs_number", "Somebody has just recorded a patient with this NHS number.")
        return None


# --- Medicines and allergies --------------------------------------------------------------------


def lists_of(
    found: Patient, medicine: BaseForm | None = None, allergy: BaseForm | None = None
) -> dict[str, Any]:
    """What the lists of medicines and allergies need."""
    return {
        "patient": found,
        "medicines": found.medicines.order_by("stopped", "name", "pk"),
        "allergies": found.allergies.order_by("substance", "pk"),
        "medicine_form": medicine or MedicineForm(auto_id="medicine_%s"),
        "allergy_form": allergy or AllergyForm(auto_id="allergy_%s"),
    }


@require_POST
@needs("record answers")
def add_medicine(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Patient, pk=pk)
    form = MedicineForm(request.POST, auto_id="medicine_%s")
    if not form.is_valid():
        return _list(request, "medicines", lists_of(found, medicine=form), status=422)
    actions.add_medicine(found, by=who(request), **form.cleaned_data)
    return _list(request, "medicines", lists_of(found))


@require_POST
@needs("record answers")
def remove_medicine(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Medicine.objects.select_related("patient"), pk=pk)
    actions.remove(row, by=who(request))
    return _list(request, "medicines", lists_of(row.patient))


@require_POST
@needs("record answers")
def add_allergy(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Patient, pk=pk)
    form = AllergyForm(request.POST, auto_id="allergy_%s")
    if not form.is_valid():
        return _list(request, "allergies", lists_of(found, allergy=form), status=422)
    actions.add_allergy(found, by=who(request), **form.cleaned_data)
    return _list(request, "allergies", lists_of(found))


@require_POST
@needs("record answers")
def remove_allergy(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Allergy.objects.select_related("patient"), pk=pk)
    actions.remove(row, by=who(request))
    return _list(request, "allergies", lists_of(row.patient))


@require_POST
@needs("record answers")
def no_known_allergies(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked, and there are none; or that taken back."""
    found = get_object_or_404(Patient, pk=pk)
    try:
        actions.no_known_allergies(found, by=who(request), known=request.POST.get("known") == "yes")
    except Refused as refusal:
        return _list(request, "allergies", {**lists_of(found), "refused": refusal}, status=409)
    return _list(request, "allergies", lists_of(found))


def _list(
    request: HttpRequest, which: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    if not is_htmx(request):
        return go(request, "patient", context["patient"].pk)
    return render(request, f"intake/{which}.html", context, status=status)
