"""Addresses of logging in, patients and intakes, and each role's home."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path, register_converter

from intake.findings import PAGES
from intake.findings.finding import Section
from intake.views import (
    follow_ups,
    intakes,
    login,
    measuring,
    paper,
    patients,
    sections,
    worklist,
)


class SectionInPath:
    """A section of the catalogue in an address; any other word is somebody else's address."""

    by_id = {section.id: section for section in PAGES}
    regex = "|".join(by_id)

    def to_python(self, value: str) -> Section:
        return self.by_id[value]

    def to_url(self, value: Section | str) -> str:
        return value.id if isinstance(value, Section) else value


register_converter(SectionInPath, "section")

urlpatterns = [
    path("", login.home, name="home"),
    path("login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("login/again", login.login_again, name="login_again"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("people/", login.people, name="people"),
    path("how-to-measure/", measuring.how_to_measure, name="how_to_measure"),
    # Patients
    path("patients/", patients.patients, name="patients"),
    path("patients/new", patients.new_patient, name="new_patient"),
    path("patients/<int:pk>/", patients.patient, name="patient"),
    path("patients/<int:pk>/change", patients.change_patient, name="change_patient"),
    path("patients/<int:pk>/medicines", patients.add_medicine, name="add_medicine"),
    path("patients/<int:pk>/allergies", patients.add_allergy, name="add_allergy"),
    path(
        "patients/<int:pk>/allergies/none", patients.no_known_allergies, name="no_known_allergies"
    ),
    path("patients/<int:pk>/intakes", intakes.start_intake, name="start_intake"),
    path("medicines/<int:pk>/remove", patients.remove_medicine, name="remove_medicine"),
    path("allergies/<int:pk>/remove", patients.remove_allergy, name="remove_allergy"),
    # Intakes
    path("intakes/", worklist.nurse_home, name="nurse_home"),
    path("intakes/paper.pdf", paper.blank_paper, name="blank_paper"),
    path("intakes/<intake:at>/", intakes.intake_page, name="intake"),
    path("intakes/<intake:at>/paper.pdf", paper.draft_paper, name="draft_paper"),
    path("intakes/<intake:at>/paper/", paper.from_paper, name="from_paper"),
    path("intakes/<intake:at>/paper/not", paper.not_from_paper, name="not_from_paper"),
    path("intakes/<intake:at>/follow-up/", follow_ups.start, name="start_follow_up"),
    path("intakes/<intake:at>/check/", intakes.check_answers, name="check_answers"),
    path("intakes/<intake:at>/text", sections.save_text, name="save_text"),
    path("intakes/<intake:at>/measuring", measuring.set_measuring, name="set_measuring"),
    path("intakes/<intake:at>/<section:section>/", sections.section_page, name="section"),
    path("intakes/<intake:at>/<section:section>/save", sections.save_answer, name="save_answer"),
    path("intakes/<intake:at>/<section:section>/next", sections.next_section, name="next_section"),
    path("intakes/<intake:at>/<section:section>/undo", sections.undo_answer, name="undo_answer"),
    path(
        "intakes/<intake:at>/<section:section>/confirm",
        sections.confirm_answer,
        name="confirm_answer",
    ),
    path("intakes/<intake:at>/<section:section>/question", sections.question, name="question"),
    path("intakes/<intake:at>/<section:section>/leg", sections.mark_leg, name="mark_leg"),
]
