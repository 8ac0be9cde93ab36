"""The question to a specialist, drafted from the findings. The physician confirms or edits it."""

from typing import Final

from referrals.models import Suggestion

# What this service can answer. Never a diagnosis: the reasons come from the findings.
_ASKED: Final = {
    "emergency_department": "Please assess at once. Is admission or emergency treatment indicated?",
    "vascular_surgery": (
        "Please assess the arterial supply of the leg. Is further imaging or revascularisation "
        "indicated, and how soon?"
    ),
    "venous_service": "Please assess the leg veins. Is duplex ultrasound or treatment indicated?",
    "leg_ulcer_service": "Please assess the wound. Which dressing and compression are safe?",
    "neurology": "Please assess the nerves of the legs. Are nerve conduction studies indicated?",
    "pain_management": "Please advise on pain control. What else should be tried?",
    "spinal_surgery": "Please assess the spine. Is imaging or intervention indicated, and how soon?",
    "mscc_coordinator": "Please advise on imaging and transfer today.",
    "sleep_medicine": "Please assess the restless legs or sleep. What treatment do you advise?",
    "rheumatology": "Please assess the joints and muscles. Is further investigation indicated?",
    "orthopaedics": "Please assess the painful joint or bone. Is imaging or surgery indicated?",
    "diabetic_foot_service": "Please assess the foot. What protection and treatment are indicated?",
    "physiotherapy": "Please assess for supervised exercise or treatment of function.",
    "nephrology": "Please advise on kidney function and its treatment.",
    "cardiology": "Please assess the heart. Is it a cause of the swelling, and what is indicated?",
    "haematology": "Please advise on the blood results. Is further investigation indicated?",
    "gastroenterology": "Please look for a source of iron loss. Is endoscopy indicated?",
    "suspected_cancer": "Please assess on the suspected cancer pathway.",
    "dermatology": "Please assess the skin. Is biopsy or treatment indicated?",
    "lymphoedema_service": "Please assess the swelling. Is compression or other care indicated?",
    "stop_smoking": "Please support the patient in stopping smoking.",
    "maternity": "Please assess in pregnancy. Is further investigation indicated?",
}
_ANY: Final = "Please assess. Is further investigation or treatment indicated?"


def draft_question(suggestion: Suggestion) -> str:
    """Reasons in this patient's values, then what is asked."""
    because = suggestion.entry["because"].strip().rstrip(".")
    asked = _ASKED.get(suggestion.suggestion, _ANY)
    return f"{because}. {asked}" if because else asked
