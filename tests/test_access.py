"""Every address, for every role and for nobody: who gets in, and what the others are told."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin import site
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from intake import actions, paper
from intake.addresses import address_of
from intake.models import Allergy, Intake, Medicine, Patient, User
from intake.roles import Role
from referrals import directory, letterheads, lifecycle, print_runs, recall
from referrals.demo import make_directory, make_intakes, make_letterhead
from referrals.letter_question import draft_question
from referrals.models import Letter, Letterhead, Specialist, Suggestion, SuggestionState
from referrals.rules import VERSION
from referrals.rules.suggestions import Kind
from referrals.views import call_sheet
from tests.referrals.pictures import picture

N, P, A, M = Role.NURSE, Role.PHYSICIAN, Role.ADMIN, Role.MANAGER
ALL = {N, P, A, M}
# name: (method, what the address names, who may)
ADDRESSES: dict[str, tuple[str, str, set[Role]]] = {
    "home": ("get", "", ALL),
    "people": ("get", "", {M}),
    "how_to_measure": ("get", "", ALL),
    "patients": ("get", "", {N, P, A}),
    "new_patient": ("get", "", {N, P, A}),
    "patient": ("get", "patient", {N, P, A}),
    "change_patient": ("get", "patient", {N, P, A}),
    "add_medicine": ("post", "patient", {N, P}),
    "add_allergy": ("post", "patient", {N, P}),
    "no_known_allergies": ("post", "patient", {N, P}),
    "start_intake": ("post", "patient", {N, P}),
    "remove_medicine": ("post", "medicine", {N, P}),
    "remove_allergy": ("post", "allergy", {N, P}),
    "nurse_home": ("get", "", {N, P}),
    "blank_paper": ("get", "", {N, P}),
    "start_follow_up": ("post", "signed_intake", {N, P}),
    "draft_paper": ("get", "draft", {N, P}),
    "from_paper": ("get", "draft", {N, P}),
    "not_from_paper": ("post", "draft", {N, P}),
    "intake": ("get", "draft", {N, P}),
    "check_answers": ("get", "draft", {N, P}),
    "save_text": ("post", "draft", {N, P}),
    "set_measuring": ("post", "draft", {N, P}),
    "section": ("get", "section", {N, P}),
    "save_answer": ("post", "section", {N, P}),
    "next_section": ("get", "section", {N, P}),
    "undo_answer": ("post", "section", {N, P}),
    "confirm_answer": ("post", "section", {N, P}),
    "question": ("get", "section", {N, P}),
    "mark_leg": ("post", "section", {N, P}),
    "hand_over": ("post", "draft", {N, P}),
    "live": ("get", "draft", {N, P}),
    "pressures_now": ("get", "draft", {N, P}),
    "review_list": ("get", "", {P}),
    "review": ("get", "handed_over", {P}),
    "why_not": ("get", "handed_over", {P}),
    "letters_lack": ("get", "handed_over", {P}),
    "sign": ("post", "handed_over", {P}),
    "return_intake": ("post", "handed_over", {P}),
    "add_suggestion": ("post", "handed_over", {P}),
    "take_back": ("post", "suggestion", {P}),
    "summary_pdf": ("get", "signed", {P}),
    "sbar": ("get", "handed_over", {N, P}),
    "version_summary": ("get", "version", {P}),
    "amend": ("post", "signed", {P}),
    "keep_signed": ("post", "handed_over", {P}),
    "rules_today": ("get", "handed_over", {P}),
    "assess_anew": ("post", "handed_over", {P}),
    "decide": ("post", "suggestion", {P}),
    "letter_list": ("get", "", {P, A}),
    "letter": ("get", "letter", {P, A}),
    "letter_pdf": ("get", "letter", {P, A}),
    "send_letter": ("post", "letter", {A}),
    "cancel_letter": ("post", "letter", {A}),
    "record_reply": ("post", "letter", {A}),
    "chase_letter": ("post", "letter", {A}),
    "scan": ("get", "", {A}),
    "came_back": ("get", "", {N, P}),
    "start_print_run": ("post", "", {A}),
    "print_runs": ("get", "", {A}),
    "print_run": ("get", "print_run", {A}),
    "continue_print_run": ("post", "print_run", {A}),
    "cancel_print_run": ("post", "print_run", {A}),
    "print_run_pdf": ("get", "print_run", {A}),
    "recalls": ("get", "", {M}),
    "start_recall": ("post", "", {M}),
    "recall": ("get", "recall", {M}),
    "continue_recall": ("post", "recall", {M}),
    "stop_recall": ("post", "recall", {M}),
    "rulebook": ("get", "", ALL),
    "rulebook_limits": ("get", "", ALL),
    "rulebook_entry": ("get", "rule", ALL),
    "specialist_list": ("get", "", {P, A, M}),
    "specialist_new": ("get", "", {A, M}),
    "letterhead_list": ("get", "", {A, M}),
    "letterhead_new": ("get", "", {A, M}),
    "letterhead_window": ("get", "", {A, M}),
    "letterhead_sample": ("post", "", {A, M}),
    "letterhead_edit": ("get", "letterhead", {A, M}),
    "letterhead_remove": ("post", "letterhead", {A, M}),
    "letterhead_logo": ("get", "logo", {A, M}),
    "specialist_edit": ("get", "specialist", {A, M}),
    "specialist_favourite": ("post", "specialist", {P, A, M}),
    "specialist_files": ("get", "", {A, M}),
    "specialist_import": ("post", "", {A, M}),
    "specialist_export": ("get", "", {A, M}),
    "specialist_duplicates": ("get", "", {A, M}),
    "specialist_merge": ("get", "specialist", {A, M}),
    "specialist_unmerge": ("post", "specialist", {A, M}),
}
# Open to anybody: they show nothing of a patient.
OPEN = {"login", "login_again", "logout", "healthz", "is_genuine", "page_code"}


def names(patterns: list[Any] | None = None) -> Iterator[str]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != site.name:
                yield from names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield pattern.name


def test_every_address_is_in_the_table() -> None:
    assert set(names()) == ADDRESSES.keys() | OPEN


@pytest.fixture(autouse=True)
def paper_without_rendering(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A printed form takes seconds to draw; what it costs to ask for one is all that matters here."""
    for module in (paper, call_sheet):
        monkeypatch.setattr(module, "render", lambda template, context: b"%PDF-1.7")
    paper._rendered_blank.cache_clear()
    yield
    paper._rendered_blank.cache_clear()  # the next test prints a real one


@pytest.fixture
def places(
    intake: Intake, patient: Patient, nurse: User, physician: User, admin_user: User, answer: Any
) -> dict[str, list[Any]]:
    """What an address may name: a draft, an intake handed over, one signed with a letter …"""
    specialist = directory.save_specialist(
        Specialist(
            specialty="vascular_surgery", name="Team", organisation="Hospital", address="1 Road"
        ),
        by=admin_user,
    )
    ischaemic = {
        "pain_onset": "sudden",
        "pain_side": "left",
        "pulse_dp.left": "absent",
        "pulse_pt.left": "absent",
    }
    handed_over, signed = (actions.start_intake(patient, by=nurse) for _ in range(2))
    for each in (handed_over, signed):
        answer(each, ischaemic)
        lifecycle.hand_over(each, by=nurse)
    for suggestion in Suggestion.objects.filter(intake=signed):
        is_referral = suggestion.kind == Kind.REFERRAL
        lifecycle.decide(
            suggestion,
            SuggestionState.ACCEPTED,
            by=physician,
            specialist=specialist if is_referral else None,
            question=draft_question(suggestion) if is_referral else "",
        )
    lifecycle.sign(signed, by=physician)
    make_letterhead(by=admin_user)
    medicine: Medicine = actions.add_medicine(patient, by=nurse, name="Amlodipine")
    allergy: Allergy = actions.add_allergy(patient, by=nurse, substance="Latex")
    return {
        "": [],
        "patient": [patient.pk],
        "medicine": [medicine.pk],
        "allergy": [allergy.pk],
        "draft": [address_of(intake)],
        "section": [address_of(intake), "pain"],
        "handed_over": [handed_over.pk],
        "signed": [signed.pk],
        "signed_intake": [address_of(signed)],
        "version": [signed.pk, 1],
        "suggestion": [Suggestion.objects.filter(intake=handed_over).latest("id").pk],
        "letter": [Letter.objects.get().pk],
        "specialist": [specialist.pk],
        "letterhead": [Letterhead.objects.get().pk],
        "logo": [letterheads.store_logo(picture(), by=admin_user).sha256],
        "rule": ["T01"],
        "recall": [recall.start(timezone.localdate(), VERSION, by=None).pk],
        "print_run": [print_runs.start([Letter.objects.get().pk], by=admin_user).pk],
    }


# What an address needs besides its path to answer at all.
SENT = {
    "save_answer": {"key": "pain_nrs_now", "pain_nrs_now": "5", "seen": ""},
    "question": {"key": "pain_nrs_now"},
    "undo_answer": {"key": "pain_nrs_now", "seen": ""},
    "confirm_answer": {"key": "pain_nrs_now", "seen": ""},
    "mark_leg": {"leg": "left", "reason-left": "declined"},
    "start_recall": {"since": "2026-11-03", "against": VERSION},
    "set_measuring": {"key": "measured_with", "measured_with": "doppler"},
    "save_text": {"key": "concerns", "concerns": "Sleep", "seen": ""},
}


def ask(client: Client, name: str, places: dict[str, list[Any]], **rest: Any) -> Any:
    method, place, _ = ADDRESSES[name]
    return getattr(client, method)(reverse(name, args=places[place]), SENT.get(name, {}), **rest)


@pytest.mark.parametrize("role", sorted(ALL))
def test_only_those_who_may_get_in(role: Role, places: dict[str, list[Any]], manager: User) -> None:
    client = Client()
    client.force_login(User.objects.get(role=role))
    # Looking comes first: what is posted changes what there is to look at.
    wrong = {}
    for name in sorted(ADDRESSES, key=lambda name: ADDRESSES[name][0]):
        response = ask(client, name, places)
        if role in ADDRESSES[name][2]:
            let_in = response.status_code < 400 or response.status_code in {409, 422}
            if not let_in or "/login" in response.headers.get("Location", ""):
                wrong[name] = response.status_code
        elif response.status_code != 403 or "Only a" not in response.content.decode():
            wrong[name] = response.status_code
    assert not wrong


def test_nobody_gets_in_without_logging_in(places: dict[str, list[Any]]) -> None:
    wrong = {}
    for name, (method, _, _) in ADDRESSES.items():
        response = ask(Client(), name, places)
        if method == "get":
            told = response.headers.get("Location", "").startswith(reverse("login"))
        else:
            told = response.status_code == 401 and "saved" in response.content.decode()
        over_the_page = ask(Client(), name, places, headers={"HX-Request": "true"})
        if not told or over_the_page.status_code != 401:
            wrong[name] = (response.status_code, over_the_page.status_code)
    assert not wrong


def test_a_page_costs_as_many_queries_with_thirty_rows_as_with_one(
    places: dict[str, list[Any]], nurse: User, physician: User, admin_user: User, manager: User
) -> None:
    """Every page that can be looked at; a list that grows must not grow more expensive."""
    people = {
        Role.NURSE: nurse,
        Role.PHYSICIAN: physician,
        Role.ADMIN: admin_user,
        Role.MANAGER: manager,
    }
    looked_at = [name for name, (method, _, _) in ADDRESSES.items() if method == "get"]

    def cost() -> dict[str, int]:
        found = {}
        for name in looked_at:
            for role in sorted(ADDRESSES[name][2]):
                client = Client()
                client.force_login(people[role])
                ask(client, name, places)  # what is cached once is not what grows
                with CaptureQueriesContext(connection) as queries:
                    ask(client, name, places)
                found[f"{name} as {role}"] = len(queries)
        return found

    one = cost()
    make_directory(by=admin_user)
    list(make_intakes(29, {"nurse": nurse, "physician": physician}))
    thirty = cost()
    # With the second row a page may begin to prefetch what belongs to the rows.
    grown = {page: (one[page], thirty[page]) for page in one if thirty[page] > one[page] + 2}
    assert not grown
    assert max(thirty.values()) <= 30
