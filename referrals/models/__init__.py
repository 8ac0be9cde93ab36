"""Assessments and suggestions, snapshots, specialists, letters and what came back for them."""

from referrals.models.assessment import (
    Assessment,
    DeclineReason,
    Snapshot,
    Suggestion,
    SuggestionState,
)
from referrals.models.directory import (
    Envelope,
    Favourite,
    Letterhead,
    Logo,
    Specialist,
)
from referrals.models.letter import (
    UNANSWERED,
    UNSENT,
    DocumentKind,
    Letter,
    LetterDocument,
    LetterState,
    Reply,
    ReplyKind,
)
from referrals.models.print_run import (
    PrintRun,
    PrintRunLetter,
    PrintRunPart,
)
from referrals.models.recall import (
    Recall,
    RecallChange,
    RulesVersion,
)
from referrals.models.urgency_ranks import (
    URGENCY_RANKS,
)

__all__ = [
    "UNANSWERED",
    "UNSENT",
    "URGENCY_RANKS",
    "Assessment",
    "DeclineReason",
    "DocumentKind",
    "Envelope",
    "Favourite",
    "Letter",
    "LetterDocument",
    "LetterState",
    "Letterhead",
    "Logo",
    "PrintRun",
    "PrintRunLetter",
    "PrintRunPart",
    "Recall",
    "RecallChange",
    "Reply",
    "ReplyKind",
    "RulesVersion",
    "Snapshot",
    "Specialist",
    "Suggestion",
    "SuggestionState",
]
