"""The demo clinic: people, specialists and patients, all invented, with an intake in every state.

The documents are intake documents like those that programs outside send, so the demo also shows
what one looks like.
"""

import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone

from intake import actions
from intake.answers import read_document, typed
from intake.findings import KEYS
from intake.follow_ups import start_follow_up
from intake.models import Intake, Patient, User
from intake.roles import Role
from referrals import amendments, directory, letterheads, lifecycle
from referrals.letter_question import draft_question
from referrals.letterhead import LETTERHEAD
from referrals.models import DeclineReason, Letterhead, Specialist, Suggestion, SuggestionState
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


def both(value: Any) -> dict[str, Any]:
    return {"left": value, "right": value}


@dataclass(frozen=True)
class Story:
    """An invented patient with the answers of one visit, and how far the work on it has come.

    What is signed may have been amended, `declined` being what is no longer asked for, and results may
    have come `later`.
    """

    family_name: str
    given_name: str
    born: date
    sex: str
    nhs_number: str
    document: dict[str, Any]
    state: str = "handed_over"  # draft, handed_over or signed
    medicines: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    declined: str = ""
    later: dict[str, Any] = field(default_factory=dict)


STORIES: Final = (
    Story(
        "Demo-Ashdown",
        "Arthur",
        date(1954, 3, 9),
        "male",
        "9990000018",
        {
            "pain_side": "left",
            "pain_onset": "subacute_2_12w",
            "pain_duration_days": 35,
            "pain_course": "worsening",
            "pain_nrs_now": 5,
            "pain_nrs_night": 8,
            "pain_site": {"left": ["forefoot_toes"]},
            "pain_quality": ["aching", "burning"],
            "pain_at_rest": True,
            "worse_lying_flat": True,
            "relief_dependency": {"left": True, "right": False},
            "exertional_pattern": "vascular_type",
            "back_pain": "none",
            "sleep_loss_major": True,
            "activity_limitation": "severe",
            "rls_urge": False,
            "fever_or_rigors": False,
            "diabetes_type": "none",
            "smoking_status": "current",
            "cigarettes_per_day": 20,
            "smoking_years": 40,
            "temp_c": 36.7,
            "skin_temp": {"left": "cool", "right": "normal"},
            "leg_colour": {"left": "dependent_rubor", "right": "normal"},
            "skin_integrity": both("intact"),
            "oedema_extent": {"left": "foot_ankle", "right": "none"},
            "erythema": both("none"),
            "pulse_dp": {"left": "absent", "right": "reduced"},
            "pulse_pt": {"left": "absent", "right": "normal"},
            "brachial_right_sbp": 148,
            "brachial_left_sbp": 140,
            "ankle_dp_sbp": {"left": 62, "right": 128},
            "ankle_pt_sbp": {"left": 46, "right": 134},
        },
        medicines=("Amlodipine 5 mg daily", "Atorvastatin 40 mg at night"),
        allergies=("Penicillin",),
        extra={"requirements": "Large print", "social_context": "Lives alone, third floor"},
    ),
    Story(
        "Demo-Birch",
        "Beatrice",
        date(1948, 11, 2),
        "female",
        "9990000026",
        {
            "pain_side": "right",
            "pain_onset": "sudden",
            "pain_duration_days": 0,
            "severe_pain_sudden": True,
            "pain_nrs_now": 9,
            "pain_site": {"right": ["calf", "foot"]},
            "back_pain": "none",
            "numbness_symptom": {"right": True, "left": False},
            "weakness_symptom": {"right": True, "left": False},
            "cold_foot_symptom": {"right": True, "left": False},
            "cardiac_history": ["atrial_fibrillation"],
            "skin_temp": {"right": "cold", "left": "normal"},
            "leg_colour": {"right": "pale", "left": "normal"},
            "pulse_dp": {"right": "absent", "left": "normal"},
            "pulse_pt": {"right": "absent", "left": "normal"},
            "doppler_arterial": {"right": "inaudible"},
        },
        medicines=("Bisoprolol 2.5 mg daily",),
    ),
    Story(
        "Demo-Clarke",
        "Cecily",
        date(1982, 6, 21),
        "female",
        "9990000034",
        {
            "pregnancy_status": "not_pregnant",
            "pain_side": "both",
            "pain_onset": "chronic_gt12w",
            "pain_quality": ["crawling"],
            "worse_lying_flat": True,
            "sleep_loss_major": True,
            "relief_dependency": both(False),
            "rls_urge": True,
            "rls_rest": True,
            "rls_movement_relief": True,
            "rls_evening": True,
            "rls_days_per_week": 5,
            "rls_distress": "moderate",
            "med_ssri_snri": True,
            "diabetes_type": "none",
            "pulse_dp": both("normal"),
            "pulse_pt": both("normal"),
        },
        state="signed",
        medicines=("Sertraline 100 mg daily",),
        later={"lab_ferritin": 22, "lab_tsat": 14, "lab_hb": 124},
    ),
    Story(
        "Demo-Dunne",
        "Declan",
        date(1977, 1, 30),
        "male",
        "9990000042",
        {
            "pain_side": "left",
            "pain_onset": "subacute_2_12w",
            "pain_duration_days": 21,
            "pain_course": "worsening",
            "pain_nrs_now": 8,
            "activity_limitation": "severe",
            "self_care_failed": True,
            "back_pain": "with_leg_radiation",
            "radicular_level": {"left": "l5"},
            "worse_cough_strain": True,
            "saddle_sensory_change": False,
            "bladder_change_new": False,
            "bowel_change_new": False,
            "weakness_symptom": {"left": True, "right": False},
            "numbness_symptom": {"left": True, "right": False},
            "sensory_distribution": {"left": "dermatomal", "right": "none"},
            "slr_positive": {"left": True, "right": False},
            "power_ankle_dorsiflexion": {"left": 3, "right": 5},
            "power_great_toe_extension": {"left": 2, "right": 5},
            "pulse_dp": both("normal"),
            "pulse_pt": both("normal"),
        },
        state="signed",
        declined="pain_management",
    ),
    Story(
        "Demo-Ellis",
        "Edith",
        date(1968, 9, 14),
        "female",
        "9990000050",
        {
            "pain_side": "both",
            "pain_onset": "chronic_gt12w",
            "pain_nrs_night": 8,
            "pain_quality": ["burning", "tingling"],
            "pain_site": both(["sole"]),
            "sleep_loss_major": True,
            "self_care_failed": True,
            "activity_limitation": "moderate",
            "burning_feet": True,
            "numbness_symptom": both(True),
            "sensory_distribution": both("stocking"),
            "diabetes_type": "type2",
            "diabetes_years": 12,
            "med_metformin": True,
            "skin_integrity": both("intact"),
            "pulse_dp": both("normal"),
            "reflex_ankle": both("absent"),
            "vibration_hallux": both("decreased"),
            "lab_hba1c": 71,
        },
        state="draft",
        medicines=("Metformin 1 g twice daily",),
    ),
    Story(
        "Demo-Foster",
        "Frank",
        date(1961, 4, 5),
        "male",
        "9990000069",
        {
            "pain_side": "right",
            "pain_onset": "acute_le14d",
            "pain_duration_days": 3,
            "pain_site": {"right": ["calf"]},
            "pe_symptoms": False,
            "swelling_onset": {"right": "acute_lt2w", "left": "none"},
            "active_cancer": True,
            "oedema_extent": {"right": "below_knee", "left": "none"},
            "oedema_pitting": {"right": True},
            "calf_cm": {"right": 39.4, "left": 36.0},
            "pulse_dp": both("normal"),
        },
    ),
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
