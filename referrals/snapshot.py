"""Freezing a signed intake: everything that a summary, a letter or an exchange may ever need.

Words are frozen with values. A question that is reworded or retired later still reads, on old
documents, as it read when it was signed.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from intake.actions import MEASURING
from intake.answers import answers_of, write_document
from intake.back_entry import entry_of
from intake.findings import KEYS, SECTIONS
from intake.findings.finding import Finding
from intake.models import Intake, Patient, User
from intake.readings import LEGS, NOT_EXAMINABLE, Answers, Leg, NoValue
from intake.scores import SCORES
from intake.scores.compression import compression_safety
from intake.scores.pressures import abi, abi_class, abi_low, arm_difference, tbi, tbi_class
from intake.scores.reading_checks import reading_hints
from intake.scores.score import Score
from intake.scores.thresholds import ABI_NONCOMPRESSIBLE
from referrals.assess import LISTS
from referrals.letterhead import Letterhead, frozen_letterhead
from referrals.models import Assessment, Snapshot, Suggestion, SuggestionState
from referrals.rules import MEANING, RULES, VERSION
from referrals.rules.cause import Standing
from referrals.rules.causes import CAUSES
from referrals.rules.suggestions import SUGGESTIBLES, Urgency

SCHEMA = 1
FORM_VERSION = "2026.11"
# What is worked out from the pressures of a leg stands beside them; every other score is a scale.
INDICES = (abi, abi_class, abi_low, tbi, tbi_class, compression_safety)
SCALES = tuple(each for each in SCORES.values() if each not in (*INDICES, arm_difference))
# Known of every patient: a score that rests on these alone says nothing of the visit.
FROM_RECORD = frozenset({"age_years", "sex_at_birth"})


def freeze(
    intake: Intake,
    assessment: Assessment,
    suggestions: Iterable[Suggestion],
    *,
    by: User,
    at: datetime,
    letterhead: Letterhead,
    supersedes: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The content of a snapshot: plain JSON, complete in itself.

    `supersedes` is the version before this one: its number, when it was signed, why it is amended.
    """
    answers = answers_of(intake)
    return {
        "schema": SCHEMA,
        "form_version": FORM_VERSION,
        "rules_version": assessment.rules_version,
        "rules_hash": assessment.rules_hash,
        "patient": frozen_patient(intake.patient, at),
        "intake": {
            "id": intake.pk,
            "started": _moment(intake.created_at),
            "started_by": person(intake.created_by),
            "handed_over": _moment(intake.handed_over_at),
            "handed_over_by": person(intake.handed_over_by),
            "measured": _moment(intake.measured_at),
            "measured_by": person(intake.measured_by),
            "measured_with": _choice(intake, "measured_with"),
            "measured_lying": _choice(intake, "measured_lying"),
            "paper": _paper(intake),
            "concerns": intake.concerns,
            "advice_given": intake.advice_given,
        },
        "signed": {**(person(by) or {}), "at": _moment(at)},
        # Snapshots of old have none of these three.
        "letterhead": frozen_letterhead(letterhead),
        "supersedes": supersedes,
        "follows_up": _followed(intake),
        "answers": write_document(answers),
        **frozen_findings(answers, intake.unparsed),
        "result": with_labels(assessment.result),
        "suggestions": [frozen_suggestion(each) for each in suggestions],
    }


def _followed(intake: Intake) -> dict[str, Any] | None:
    """The signed intake that this one goes on from, or None."""
    if intake.follows_up_id is None:
        return None
    signed = Snapshot.objects.filter(intake=intake.follows_up_id).order_by("-version")
    last = signed.values("version", "signed_at").first()
    return last and {
        "id": intake.follows_up_id,
        "version": last["version"],
        "signed": _moment(last["signed_at"]),
    }


def _paper(intake: Intake) -> dict[str, Any] | None:
    """From which printed form the answers were entered, or None. Snapshots of old have no such key."""
    entry = entry_of(intake)
    if entry is None:
        return None
    return {
        "form": entry.form,
        "filled": _moment(entry.filled_at),
        "entered_by": person(entry.by) if isinstance(entry.by, User) else None,
        "entered": _moment(entry.at),
    }


def frozen_findings(answers: Answers, unparsed: dict[str, str]) -> dict[str, Any]:
    """The findings in words: every section, the pressures and what was worked out, what is open."""
    return {
        "amputated": [str(leg) for leg in LEGS if leg in answers.absent_legs],
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "parts": [
                    {"title": part.title, "rows": [_row(f, answers) for f in part.findings]}
                    for part in section.parts
                ],
            }
            for section in SECTIONS
        ],
        "unread": [{"label": _label(key), "typed": text} for key, text in sorted(unparsed.items())],
        "indices": {
            str(leg): [
                {"id": score.id, "label": score.label, "text": _score_text(score, answers, leg)}
                for score in INDICES
            ]
            for leg in LEGS
        },
        "scales": [_scale(score, answers) for score in SCALES],
        "arm_difference": _score_text(arm_difference, answers, None),
        "reading_hints": list(reading_hints(answers)),
    }


def _row(finding: Finding, answers: Answers) -> dict[str, Any]:
    """One finding as it is printed: `cells` holds one text, or one for each leg."""
    return {
        "id": finding.id,
        "label": finding.label,
        "cells": [_cell(finding, answers, key, leg) for key, leg in finding.answer_keys()],
    }


def _cell(finding: Finding, answers: Answers, key: str, leg: Leg | None) -> dict[str, str]:
    """`state`: value, no, no_value (asked, but none: the text says why) or not_asked."""
    answer = answers.get(key)
    if answer is None:
        reading = finding.read(answers, leg)
        if reading.basis:  # a detail of something absent is absent, though nobody asked for it
            return {"leg": str(leg or ""), "state": "no", "text": "does not apply"}
        return {"leg": str(leg or ""), "state": "not_asked", "text": "not asked"}
    if isinstance(answer, NoValue):
        state = "no_value"
    elif answer is False or answer in ("none", frozenset()):
        state = "no"
    else:
        state = "value"
    return {"leg": str(leg or ""), "state": state, "text": finding.describe(answer)}


def _score_text(score: Score, answers: Answers, leg: Leg | None) -> str:
    """A score's value alone, in words: "0.42 (60/142 mmHg)", "abnormal", "1 to 6 (…)"."""
    reading = score.read(answers, leg)
    if leg in answers.absent_legs:
        return "leg amputated"
    if score.options and isinstance(reading.value, str):
        return score.options[reading.value]
    if reading.value is not None:
        text = f"{reading.value} {score.unit_label}".rstrip()
    elif reading.low is None or reading.high is None:
        return "not measured"
    elif reading.low > ABI_NONCOMPRESSIBLE.value and score is abi:
        text = f"above {ABI_NONCOMPRESSIBLE.value}, artery not compressible"
    else:
        text = f"{reading.low} to {reading.high}"
    return f"{text} ({reading.detail})" if reading.detail else text


def _scale(score: Score, answers: Answers) -> dict[str, Any]:
    """One score. `state`: value, range (not settled) or none (nothing of it was recorded)."""
    cells = []
    for leg in LEGS if score.per_leg else (None,):
        reading = score.read(answers, leg)
        recorded = bool(reading.basis - FROM_RECORD) and leg not in answers.absent_legs
        state = "none"
        if recorded and reading.value is not None:
            state = "value"
        elif recorded and reading.low is not None:
            state = "range"
        text = "not recorded" if state == "none" else _score_text(score, answers, leg)
        cells.append({"leg": str(leg or ""), "state": state, "text": text})
    return {"id": score.id, "label": score.label, "cells": cells}


def _label(key: str) -> str:
    finding, leg = KEYS[key]
    return f"{finding.label}, {leg}" if leg else finding.label


def label_of(key: str) -> str:
    """A finding's label by key, for lists of what is missing: "Dorsalis pedis pulse, left"."""
    if key.startswith(NOT_EXAMINABLE):
        return "Leg amputated"
    return _label(key)


def frozen_patient(patient: Patient, at: datetime) -> dict[str, Any]:
    """The patient as of the signing."""
    return {
        "id": patient.pk,
        "name": str(patient),
        "family_name": patient.family_name,
        "given_name": patient.given_name,
        "title": patient.title,
        "born": patient.born.isoformat(),
        "age": patient.age_on(timezone.localdate(at)),
        "sex": patient.get_sex_at_birth_display() if patient.sex_at_birth else "",
        "nhs_number": patient.nhs_number_spaced,
        "local_number": patient.local_number,
        "address": patient.address,
        "postcode": patient.postcode,
        "phone": patient.phone,
        "email": patient.email,
        "gp": {
            "name": patient.gp_name,
            "practice": patient.gp_practice,
            "address": patient.gp_address,
        },
        "requirements": patient.requirements,
        "social_context": patient.social_context,
        "safety_alerts": patient.safety_alerts,
        "allergy_status": patient.allergy_status,
        "allergies": [str(each) for each in patient.allergies.order_by("pk")],
        "medicines": [
            {
                "text": str(each),
                "started": each.started,
                "tried_for_this": each.tried_for_this,
                "stopped": each.stopped,
            }
            for each in patient.medicines.order_by("pk")
        ],
    }


def person(user: User | None) -> dict[str, str] | None:
    """Somebody as they stand under what they did."""
    if user is None:
        return None
    return {
        "name": str(user),
        "role": user.get_role_display(),
        "grade": user.grade,
        "registration": user.registration,
    }


def _choice(intake: Intake, column: str) -> str:
    """The words of a choice; empty where none was made."""
    value = getattr(intake, column)
    return str(MEASURING[column](value).label) if value else ""


def frozen_suggestion(suggestion: Suggestion) -> dict[str, Any]:
    """A suggestion with its basis and what was decided."""
    specialist = suggestion.specialist
    return {
        **_frozen_entry(suggestion.entry, suggestion.kind, suggestion.label),
        "state": suggestion.state,
        "state_label": suggestion.get_state_display(),
        "reason": suggestion.get_reason_display() if suggestion.reason else "",
        "note": suggestion.note,
        "decided_by": str(suggestion.decided_by) if suggestion.decided_by else "",
        "decided_at": _moment(suggestion.state_since) if suggestion.decided_by else None,
        "question": suggestion.question,
        # Snapshots of old say nothing of these four.
        "tried": suggestion.tried,
        "copy_to_gp": suggestion.copy_to_gp,
        "copy_to_patient": suggestion.copy_to_patient,
        "added_by": str(suggestion.added_by) if suggestion.added_by else "",
        "specialist": {
            "name": specialist.name,
            "organisation": specialist.organisation,
            "address": specialist.address,
            "phone": specialist.phone,
            "email": specialist.email,
        }
        if specialist
        else None,
    }


def _frozen_entry(entry: dict[str, Any], kind: str, label: str = "") -> dict[str, Any]:
    """A suggestion as the rules made it, with the words of its rules; not yet decided."""
    return {
        **entry,
        "kind": str(kind),
        "label": label or SUGGESTIBLES[entry["id"]].label,
        "urgency_label": Urgency(entry["urgency"]).label,
        "why": [
            rule.why
            for rule in RULES.values()
            if rule.row in entry["rules"] and entry["id"] in rule.suggest
        ],
        "deferred_labels": [SUGGESTIBLES[id].label for id in entry["deferred_by"]],
        "about_labels": [SUGGESTIBLES[id].label for id in entry.get("about", ())],
        "state": SuggestionState.PROPOSED.value,
        "state_label": SuggestionState.PROPOSED.label,
        "reason": "",
        "note": "",
        "decided_by": "",
        "decided_at": None,
        "question": "",
        "specialist": None,
    }


def _moment(at: datetime | None) -> str | None:
    return timezone.localtime(at).isoformat(timespec="minutes") if at else None


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 of a snapshot's content, whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def freeze_unsigned(answers: Answers, result: dict[str, Any]) -> dict[str, Any]:
    """The content of a summary that nobody signed: no patient, no people, no decisions."""
    return {
        "schema": SCHEMA,
        "form_version": FORM_VERSION,
        "rules_version": VERSION,
        "rules_hash": MEANING,
        "patient": None,
        "intake": None,
        "signed": None,
        "answers": write_document(answers),
        **frozen_findings(answers, {}),
        "result": with_labels(result),
        "suggestions": [
            _frozen_entry(entry, kind) for kind, name in LISTS.items() for entry in result[name]
        ],
    }


def with_labels(result: dict[str, Any]) -> dict[str, Any]:
    """The result object with the words of its urgency, its causes, what is missing and could come."""
    missing = [
        {
            **each,
            "label": label_of(each["finding"]),
            "could": [
                {
                    **one,
                    "label": SUGGESTIBLES[one["id"]].label,
                    "urgency_label": Urgency(one["urgency"]).label,
                }
                for one in each["could"]
            ],
        }
        for each in result["missing"]
    ]
    return {
        **result,
        "urgency_label": Urgency(result["urgency"]).label,
        "causes": [cause_with_labels(each) for each in result["causes"]],
        "missing": missing,
    }


def cause_with_labels(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A cause of a result with its name and its standing in words."""
    return {
        **entry,
        "label": CAUSES[entry["id"]].label,
        "standing_label": Standing(entry["standing"]).label,
    }
