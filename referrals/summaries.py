"""A snapshot's content → what the intake summary prints, in its order, with no markup.

What was found stands in `summary_findings.py`; this is the rest, and the whole.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.dateformat import format as in_words

from referrals.frozen import (
    LEGS,
    NOT_RECORDED,
    Content,
    day,
    follow_up_in_words,
    lines_of,
    moment,
    paper_in_words,
    person_in_words,
    sections_of,
    sentence,
    version_in_words,
)
from referrals.letter_headings import allergies_in_words
from referrals.letters import PatientLine, patient_line
from referrals.pain_map import PainMap, pain_map
from referrals.rules.cause import Standing
from referrals.summary_findings import (
    Pressures,
    Recorded,
    led_to_something,
    pressures_in,
    recorded_in,
)

INTENDED_USE: Final = (
    "Decision support, not a diagnosis. Suggests; the clinician decides. Adults only."
)
MANY_REASONS: Final = 3  # from here on it is shorter to name an earlier suggestion
GROUPS: Final = (
    ("referral", "Referrals"),
    ("test", "Tests"),
    ("caution", "Cautions"),
    ("selfcare", "Self-care"),
)


OTHERS_SHOWN = 3  # what could come besides red flags, as on the page
SIGNS_SHOWN: Final = 3  # for a cause, against it and not known; the values stand under the findings


@dataclass(frozen=True)
class Considered:
    """One suggestion: what, how soon, on what, and what became of it."""

    label: str
    leg: str
    urgency: str
    because: str
    why: str
    sources: str  # the numbers of its sources: "1, 4"
    decision: str
    decided: str  # by whom and when
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Weighed:
    """A cause that is likely or possible: what speaks for it, against it, and what is not known."""

    label: str
    standing: str
    supporting: str
    against: str
    unknown: str


@dataclass(frozen=True)
class Open:
    """What is unknown and could still bring one suggestion."""

    label: str
    urgency: str
    not_excluded: bool
    findings: str


@dataclass(frozen=True)
class SummaryContent:
    """All that is printed of a summary. Texts are plain; whoever prints them escapes them."""

    reference: str
    supersedes: str  # in words, for the first page; empty for a first version
    follow_up: str
    signed: str
    signed_iso: str
    signed_at: str
    patient: PatientLine
    urgency: str
    notice: str
    red_flags: tuple[Considered, ...]
    pressures: Pressures
    decisive: tuple[tuple[str, str], ...]
    pain_map: PainMap
    causes: tuple[Weighed, ...]
    unlikely: str
    told: tuple[tuple[str, str], ...]  # medicines, allergies, concerns, advice
    sections: tuple[Recorded, ...]
    suggestions: tuple[tuple[str, tuple[Considered, ...]], ...]
    decided: str  # by whom and on which day, where that is the same for all
    sources: tuple[tuple[int, str], ...]
    open: tuple[Open, ...]
    people: tuple[tuple[str, str], ...]
    versions: str
    unread: tuple[str, ...]
    amputated: str
    intended_use: str = INTENDED_USE


def summary_content(content: Content, *, version: int | None) -> SummaryContent:
    """What the summary of a signed intake, or of a document that nobody signed, says."""
    signed, intake = content["signed"], content["intake"]
    sources: dict[str, int] = {}
    said: dict[str, str] = {}
    decided = _decided_together(content)
    red_flags = tuple(_considered(content, "red_flag", decided, sources, said))
    return SummaryContent(
        reference=f"Intake {intake['id']}, version {version}" if intake else "No intake number",
        supersedes=version_in_words(content, version or 1),
        follow_up=follow_up_in_words(content),
        signed=(
            f"Signed electronically {moment(signed['at'])} by {person_in_words(signed)}"
            if signed
            else "Not signed"
        ),
        signed_iso=signed["at"] if signed else "",
        signed_at=moment(signed["at"]) if signed else "",
        patient=patient_line(content),
        urgency=content["result"]["urgency_label"],
        notice=content["result"].get("notice", ""),
        red_flags=red_flags,
        pressures=pressures_in(content),
        decisive=tuple(led_to_something(content)),
        pain_map=pain_map(content),
        causes=tuple(_causes(content)),
        unlikely="; ".join(
            each["label"]
            for each in content["result"]["causes"]
            if each["standing"] == Standing.UNLIKELY
        ),
        told=tuple(_told(content)),
        sections=tuple(recorded_in(section, content) for section in sections_of(content)),
        suggestions=tuple(
            (title, found)
            for kind, title in GROUPS
            if (found := tuple(_considered(content, kind, decided, sources, said)))
        ),
        decided=decided,
        sources=tuple((number, text) for text, number in sources.items()),
        open=tuple(_open(content)),
        people=tuple(_people(content)),
        versions=(
            f"Rules {content['rules_version']} ({content['rules_hash'][:12]}), "
            f"form {content['form_version']}"
        ),
        unread=tuple(f"{each['label']}: “{each['typed']}”" for each in content["unread"]),
        amputated=" and ".join(content["amputated"]),
    )


# --- Suggestions --------------------------------------------------------------------------------


def _considered(
    content: Content, kind: str, decided: str, sources: dict[str, int], said: dict[str, str]
) -> Iterator[Considered]:
    """Each suggestion of a kind. A reason that was printed before is named, not repeated.

    `decided` is by whom and when, where that is the same for all: then each says only the hour.
    """
    for each in content["suggestions"]:
        if each["kind"] != kind:
            continue
        because = _because(each, said)
        numbers = [sources.setdefault(_short(text), len(sources) + 1) for text in each["sources"]]
        yield Considered(
            label=each["label"],
            leg={"both": "both legs", None: ""}.get(each["leg"], f"{each['leg']} leg"),
            urgency=each["urgency_label"] if each["urgency"] != "none" else "",
            because=because,
            # What a test or a referral is for its reader knows; a caution is what its rule says.
            why=" ".join(each["why"]) if kind not in ("test", "referral") else "",
            sources=", ".join(str(number) for number in dict.fromkeys(numbers)),
            decision=_decision(each),
            decided=_decided(each, bool(decided)),
            notes=tuple(_notes(each)),
        )


def _because(each: dict[str, Any], said: dict[str, str]) -> str:
    """Its reasons; those that an earlier suggestion gave in the same words are named by it."""
    because = each["because"]
    if because in said:
        return f"As for: {said[because]}."
    said[because] = each["label"]
    told = _phrases(because)
    for earlier, label in said.items():
        shared = _phrases(earlier)
        if MANY_REASONS <= len(shared) < len(told) and shared.items() <= told.items():
            more = "; ".join(words for key, words in told.items() if key not in shared)
            return f"As for: {label}. Also: {sentence(more)}"
    return sentence(because)


def _short(text: str) -> str:
    """Of a source its title and year, of a sign its words: what is in brackets stands elsewhere."""
    return text.partition(" (")[0]


def _phrases(because: str) -> dict[str, str]:
    """The single reasons of a text, each with its leg: "left pulse absent" → "left leg: …"."""
    found: dict[str, str] = {}
    for part in because.split(". "):
        leg = ""
        for phrase in part.split("; "):
            for each in LEGS:
                start = f"{each.capitalize()} leg: "
                leg = each if phrase.startswith(start) else leg
            words = phrase.removeprefix(f"{leg.capitalize()} leg: ").rstrip(".")
            found[f"{leg} {words}"] = f"{leg} leg: {words}" if leg else words
    return found


def _decision(each: dict[str, Any]) -> str:
    text = str(each["state_label"])
    if each["answered"] and each["state"] in ("proposed", "ignored"):
        text = "Answered by a recorded result"
    if each["reason"]:
        text += f": {each['reason'].lower()}"
    return text


def _decided(each: dict[str, Any], together: bool) -> str:
    if not each["decided_by"]:
        return ""
    if together:
        return each["decided_at"][11:16]
    return f"{each['decided_by']}, {_short_moment(each['decided_at'])}"


def _decided_together(content: Content) -> str:
    """Who decided, and on which day, where it was one person on one day."""
    decided = {
        (each["decided_by"], day(each["decided_at"]))
        for each in content["suggestions"]
        if each["decided_by"]
    }
    return ", ".join(decided.pop()) if len(decided) == 1 else ""


def _short_moment(iso: str) -> str:
    return in_words(datetime.fromisoformat(iso), "j M Y H:i")


def _notes(each: dict[str, Any]) -> Iterator[str]:
    if each.get("added_by"):
        yield f"Added by {each['added_by']}; no rule suggested it."
    if each["deferred_labels"]:
        yield f"Waits for: {', '.join(each['deferred_labels'])}."
    if each["about_labels"]:
        yield f"Limits: {', '.join(each['about_labels'])}."
    if each["note"]:
        yield f"Note: {sentence(each['note'])}"
    if each["specialist"]:
        yield f"To {each['specialist']['name']}, {each['specialist']['organisation']}."
    if each["question"]:
        yield f"Question: {each['question']}"
    if each.get("tried"):
        yield f"Tried already: {sentence(each['tried'])}"
    if each["specialist"] and "copy_to_gp" in each:
        yield f"Copies: {', '.join(_copies(each))}."


def _copies(each: dict[str, Any]) -> Iterator[str]:
    if each["copy_to_gp"]:
        yield "GP"
    if each["copy_to_patient"]:
        yield "patient"
    yield "hospital record"


def _open(content: Content) -> Iterator[Open]:
    """What is missing, each finding once: under the first suggestion that it could bring.

    Everything not yet excluded; of the rest the first few, for a list of all says nothing.
    """
    found: dict[tuple[bool, str, str], dict[str, list[str]]] = {}
    for each in content["result"]["missing"]:
        first = each["could"][0]
        group = found.setdefault((each["not_excluded"], first["label"], first["urgency_label"]), {})
        _, _, leg = each["finding"].partition(".")
        group.setdefault(each["label"].removesuffix(f", {leg}"), []).append(leg)
    others = [key for key in found if not key[0]]
    for key in others[OTHERS_SHOWN:]:
        del found[key]
    for (not_excluded, label, urgency), findings in found.items():
        names = [
            f"{name} ({legs[0]})" if legs[0] and len(legs) == 1 else name
            for name, legs in findings.items()
        ]
        yield Open(label, urgency, not_excluded, "; ".join(names))


# --- Causes -------------------------------------------------------------------------------------


def _causes(content: Content) -> Iterator[Weighed]:
    for each in content["result"]["causes"]:
        if each["standing"] in (Standing.LIKELY, Standing.POSSIBLE):
            yield Weighed(
                each["label"],
                each["standing_label"],
                _signs(each["supporting"]),
                _signs(each["against"]),
                _signs(each["unknown"]),
            )


def _signs(texts: list[str]) -> str:
    """The first few signs without the patient's values, and how many more there are."""
    shown = "; ".join(_short(text) for text in texts[:SIGNS_SHOWN])
    more = len(texts) - SIGNS_SHOWN
    return f"{shown}; {more} more" if more > 0 else shown or "nothing"


# --- People and what they told ------------------------------------------------------------------


def _told(content: Content) -> Iterator[tuple[str, str]]:
    patient, intake = content["patient"], content["intake"]
    yield "Medicines", _medicines(patient)
    yield "Allergies", allergies_in_words(patient) if patient else NOT_RECORDED
    for label, column in (("Concerns", "concerns"), ("Advice given", "advice_given")):
        text = " ".join(lines_of(intake[column])) if intake else ""
        yield label, text.rstrip(".") or NOT_RECORDED
    if patient:
        for label, column in (
            ("Individual requirements", "requirements"),
            ("Social context", "social_context"),
            ("Safety alerts", "safety_alerts"),
        ):
            if text := " ".join(lines_of(patient[column])):
                yield label, text.rstrip(".")


def _medicines(patient: dict[str, Any] | None) -> str:
    listed: Iterable[dict[str, Any]] = patient["medicines"] if patient else ()
    told = []
    for each in listed:
        extra = [
            f"since {each['started']}" if each["started"] else "",
            "tried for this pain" if each["tried_for_this"] else "",
            "stopped" if each["stopped"] else "",
        ]
        notes = ", ".join(note for note in extra if note)
        told.append(f"{each['text']} ({notes})" if notes else each["text"])
    return "; ".join(told) or NOT_RECORDED


def _people(content: Content) -> Iterator[tuple[str, str]]:
    intake, signed = content["intake"] or {}, content["signed"]
    for label, who, at in (
        ("Started", intake.get("started_by"), intake.get("started")),
        ("Pressures measured", intake.get("measured_by"), intake.get("measured")),
        ("Handed over", intake.get("handed_over_by"), intake.get("handed_over")),
    ):
        if who or not at:
            yield label, f"{person_in_words(who)}, {moment(at)}" if who else NOT_RECORDED
        else:
            yield label, f"{moment(at)}, written on paper"
    if paper := paper_in_words(intake):
        yield "Entered from paper", paper
    yield (
        "Signed",
        f"{person_in_words(signed)}, {moment(signed['at'])}" if signed else "not signed",
    )
