"""The demo clinic: people, specialists and patients, all invented, with an intake in every state.

Everything is done by the same acts as on the ward. The patients stand in `demo_stories.py`.
"""

import random
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from intake import actions
from intake.answers import read_document, typed
from intake.findings import KEYS
from intake.follow_ups import start_follow_up
from intake.models import Intake, Patient, User
from intake.roles import Role
from referrals import amendments, directory, letterheads, lifecycle, posting, print_runs
from referrals.demo_stories import STORIES
from referrals.letter_question import draft_question
from referrals.letterhead import LETTERHEAD
from referrals.models import (
    DeclineReason,
    Letter,
    Letterhead,
    LetterState,
    ReplyKind,
    Specialist,
    Suggestion,
    SuggestionState,
)
from referrals.rules.suggestions import Kind

# Shown on the screen at every start; the demo's database holds nobody real.
ACCOUNTS: Final = (
    ("nurse", Role.NURSE, "Nora", "Hart", "Staff nurse", "demo-nurse"),
    ("physician", Role.PHYSICIAN, "Paul", "Reyes", "Consultant physician", "demo-physician"),
    ("admin", Role.ADMIN, "Amal", "Osei", "Medical secretary", "demo-admin"),
    ("manager", Role.MANAGER, "Mina", "Lindqvist", "Service manager", "demo-manager"),
)

SPECIALISTS: Final = (
    ("vascular_surgery", "Vascular team on call", "Example General Hospital"),
    ("vascular_surgery", "Ms V. Artery (invented)", "Sample Vascular Centre"),
    ("venous_service", "Venous clinic", "Example General Hospital"),
    ("neurology", "Dr N. Axon (invented)", "Example Neurosciences Centre"),
    ("pain_management", "Pain management service", "Example General Hospital"),
    ("spinal_surgery", "Spinal on call", "Sample Spinal Unit"),
    ("sleep_medicine", "Sleep clinic", "Example General Hospital"),
    ("emergency_department", "Emergency department", "Example General Hospital"),
    ("orthopaedics", "Orthopaedics on call", "Example General Hospital"),
    ("diabetic_foot_service", "Diabetic foot clinic", "Example General Hospital"),
    ("mscc_coordinator", "Cord compression coordinator", "Sample Cancer Centre"),
    ("rheumatology", "Rheumatology", "Example General Hospital"),
    ("vascular_surgery", "Ms V. Artery (invented)", "Example General Hospital"),  # her other site
)


def make_accounts() -> dict[str, User]:
    """The demo's people, by role; made once. The manager comes first and makes the others."""
    people: dict[str, User] = {}
    for username, role, first, last, grade, password in reversed(ACCOUNTS):
        user = User.objects.filter(username=username).first()
        if user is None:
            user = User(
                username=username,
                role=role,
                first_name=first,
                last_name=last,
                grade=grade,
                registration="0000000" if role is Role.PHYSICIAN else "",
                is_superuser=role is Role.MANAGER,
            )
            user.set_password(password)
            manager = people.get("manager", user)
            actions.save_user(user, changed=["username", "role", "password"], by=manager)
        people[username] = user
    return people


def make_directory(*, by: User) -> None:
    for number, (specialty, name, organisation) in enumerate(SPECIALISTS, 1):
        directory.save_specialist(
            Specialist(
                specialty=specialty,
                name=name,
                organisation=organisation,
                address=f"{number} Example Road\nSampletown\nZZ{number} 1ZZ",
                phone=f"01632 9600{number:02d}",
            ),
            by=by,
        )


def make_letterhead(*, by: User) -> None:
    """The demo's one site, with the envelopes that British clinics use most."""
    house = LETTERHEAD
    window = {f"window_{side}": str(size) for side, size in asdict(house.window).items()}
    letterheads.save_letterhead(
        Letterhead(
            site="Example Square",
            organisation=house.organisation,
            team=house.team,
            specialty=house.specialty,
            address="\n".join(house.address),
            phone=house.phone,
            email=house.email,
            envelope=house.envelope,
            **window,
        ),
        by=by,
    )


def make_stories(people: dict[str, User]) -> None:
    for story in STORIES:
        patient = actions.save_patient(
            Patient(
                family_name=story.family_name,
                given_name=story.given_name,
                born=story.born,
                sex_at_birth=story.sex,
                nhs_number=story.nhs_number,
                local_number=f"D{story.nhs_number[-3:]}",
                address="10 Example Street\nSampletown",
                postcode="ZZ9 9ZZ",
                phone="01632 960100",
                gp_name="Dr G. Example (invented)",
                gp_practice="Sample Surgery",
                gp_address="1 Example Lane\nSampletown\nZZ9 8ZZ",
                **story.extra,
            ),
            by=people["nurse"],
        )
        for name in story.medicines:
            actions.add_medicine(patient, by=people["nurse"], name=name)
        for substance in story.allergies:
            actions.add_allergy(patient, by=people["nurse"], substance=substance)
        intake = work_through(patient, story.document, story.state, people)
        if story.declined:
            sign_again_without(story.declined, intake, people["physician"])
        if story.later:
            follow_up(intake, story.later, people["nurse"])


def work_through(
    patient: Patient, document: dict[str, Any], state: str, people: dict[str, User]
) -> Intake:
    """Record, hand over, decide and sign, as far as `state` says, by the same acts as on the ward."""
    nurse, physician = people["nurse"], people["physician"]
    intake = actions.start_intake(patient, by=nurse)
    record(intake, document, nurse)
    if state == "draft":
        return intake
    lifecycle.hand_over(intake, by=nurse)
    if state == "signed":
        for suggestion in Suggestion.objects.filter(intake=intake):
            decide_as_usual(suggestion, physician)
        intake.refresh_from_db(fields=["state"])
        lifecycle.sign(intake, by=physician)
    return intake


def record(intake: Intake, document: dict[str, Any], nurse: User) -> None:
    answers = read_document(document)
    texts = {key: typed(KEYS[key][0], answer) for key, answer in answers.items()}
    actions.record(intake, texts, by=nurse)


def sign_again_without(referral: str, intake: Intake, physician: User) -> None:
    """A second version, because the patient thought better of one referral."""
    intake.refresh_from_db(fields=["state"])
    amendments.amend(intake, by=physician, why="The patient would rather wait with one referral.")
    suggestion = Suggestion.objects.get(
        intake=intake, suggestion=referral, assessment__is_current=True
    )
    lifecycle.decide(
        suggestion,
        SuggestionState.DECLINED,
        by=physician,
        reason=DeclineReason.PATIENT_DECLINED,
    )
    intake.refresh_from_db(fields=["state"])
    lifecycle.sign(intake, by=physician)


def follow_up(signed: Intake, later: dict[str, Any], nurse: User) -> None:
    """Results that came after the signature wait for review."""
    signed.refresh_from_db(fields=["state"])
    intake = start_follow_up(signed, by=nurse)
    record(intake, later, nurse)
    lifecycle.hand_over(intake, by=nurse)


def decide_as_usual(suggestion: Suggestion, physician: User) -> None:
    """Accept red flags, tests and referrals that somebody in the directory takes."""
    specialist = Specialist.objects.filter(specialty=suggestion.suggestion, active=True).first()
    if suggestion.kind == Kind.REFERRAL and specialist is None:
        return
    referral = suggestion.kind == Kind.REFERRAL
    lifecycle.decide(
        suggestion,
        SuggestionState.ACCEPTED,
        by=physician,
        specialist=specialist if referral else None,
        question=draft_question(suggestion) if referral else "",
    )


def post_letters(by: User) -> None:
    """Print and send the letters of which the stories say where they stand, and record the answers."""
    stands = {
        letter: state
        for story in STORIES
        for specialty, state in story.letters.items()
        for letter in Letter.objects.filter(
            snapshot__intake__patient__nhs_number=story.nhs_number, specialist__specialty=specialty
        )
    }
    run = print_runs.start([letter.pk for letter in stands], by=by)
    print_runs.work(run.pk)
    for letter, state in stands.items():
        posting.mark_sent(letter, by=by)
        if state == LetterState.RETURNED:
            note = "Please measure the ankle-brachial index and refer again."
            posting.record_reply(letter, ReplyKind.RETURNED, by=by, missing="abi", note=note)
        elif state == LetterState.ACCEPTED:
            day = timezone.localdate() + timedelta(days=23)
            posting.record_reply(letter, ReplyKind.ACCEPTED, by=by, appointment_on=day)


def make_intakes(number: int, people: dict[str, User], seed: int = 1) -> Iterator[Intake]:
    """More invented patients: the stories, with some answers left out, in every state."""
    chance = random.Random(seed)  # noqa: S311 (invented patients, not secrets)
    first = Patient.objects.count()
    for each in range(number):
        story = chance.choice(STORIES)
        days = chance.randrange(80 * 365)
        patient = actions.save_patient(
            Patient(
                family_name=f"Demo-{first + each:06d}",
                given_name=chance.choice(("Alex", "Jo", "Kim", "Robin", "Sam")),
                born=timezone.localdate() - timedelta(days=18 * 365 + 10 + days),
                sex_at_birth=story.sex,
                address="10 Example Street\nSampletown",
                postcode="ZZ9 9ZZ",
            ),
            by=people["nurse"],
        )
        document = {
            key: value
            for key, value in story.document.items()
            if chance.random() < 0.9  # noqa: PLR2004 (nine answers of ten)
        }
        document.pop("pregnancy_status", None)
        state = chance.choice(("draft", "handed_over", "handed_over", "signed"))
        yield work_through(patient, document, state, people)
