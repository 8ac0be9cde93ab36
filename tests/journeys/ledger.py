"""What was typed, what the page acknowledged, and whether the database agrees.

Every edit is written down before it is made. An edit ends in one of four ways: the page said that it
is saved; the same person typed over it before that; the person chose the other's answer in a conflict;
or its browser was killed while it was under way.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db import transaction

from intake.actions import FROM_PATIENT, TEXTS, stored_text
from intake.answers import as_kept
from intake.audit import subject_of
from intake.findings import KEYS
from intake.models import Event, Intake

ACKNOWLEDGED, TYPED_OVER, GAVE_WAY, CUT_OFF = "acknowledged", "typed over", "gave way", "cut off"


@dataclass
class Edit:
    """One change of one answer by one person; `events` had told of this answer before it."""

    actor: str
    key: str
    text: str
    events: int
    end: str = ""


@dataclass
class Change:
    """One event of the audit trail about an answer or a text."""

    actor: str
    key: str
    before: str
    after: str


def as_shown(key: str, text: str) -> str:
    """What the page compares with once it was saved: 37 is 37.0 where there is a decimal."""
    return as_kept(KEYS[key][0], text) if key in KEYS else text


def stored(intake: Intake, key: str) -> str:
    return getattr(intake, key) if key in TEXTS else stored_text(intake, key)


@dataclass
class Ledger:
    """All edits of one intake, in the order in which they were made."""

    intake: Intake
    edits: list[Edit] = field(default_factory=list)
    # What a person wanted to be stored, in order; saying "keep mine" says it once more.
    wanted: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    # What the pages of a person have shown of an answer: nothing else may she have written over.
    shown: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def begin(self, actor: str, key: str, text: str, shown: str) -> Edit:
        edit = Edit(actor, key, as_shown(key, text), len(self.changes(key)))
        self.edits.append(edit)
        self.want(edit, shown)
        return edit

    def want(self, edit: Edit, shown: str) -> None:
        self.wanted[edit.actor, edit.key].append(edit.text)
        self.shown[edit.actor, edit.key] |= {shown, edit.text}

    def want_for_a_moment(self, edit: Edit, text: str) -> None:
        """Before it: the letter that begins a word gives a reason until the word goes on."""
        self.wanted[edit.actor, edit.key].insert(-1, text)
        self.shown[edit.actor, edit.key].add(text)

    def acknowledge(self, edit: Edit) -> None:
        """The page says it is saved: then it stands in the database, or did since it was typed."""
        edit.end = ACKNOWLEDGED
        held = ["", *(change.after for change in self.changes(edit.key))][edit.events :]
        assert edit.text in held, f"{edit} was never stored: {held}"

    def was_stored(self, edit: Edit) -> bool:
        return any(change.after == edit.text for change in self.changes(edit.key)[edit.events :])

    def changes(self, key: str = "") -> list[Change]:
        found = Event.objects.filter(subject=subject_of(self.intake), kind__in=("answer", "text"))
        if key:
            found = found.filter(detail=key)
        rows = found.order_by("id").values_list("actor", "detail", "before", "after")
        return [Change(who, what, old or "", new or "") for who, what, old, new in rows]

    def check(self) -> None:
        """What is stored is what the events tell, and the events tell what people typed."""
        with transaction.atomic():
            # Whoever saves locks the row first, so nothing changes between these two lines.
            row = Intake.objects.select_for_update(of=("self",)).get(pk=self.intake.pk)
            changes = self.changes()
        last: dict[str, str] = defaultdict(str)
        written: dict[tuple[str, str], list[str]] = defaultdict(list)
        for change in changes:
            assert change.before == last[change.key], f"the trail has a gap: {change}"
            shown = self.shown[change.actor, change.key]
            assert change.before in shown, f"overwritten unseen: {change}, {shown}"
            last[change.key] = change.after
            written[change.actor, change.key].append(change.after)
        for key in (*KEYS, *TEXTS):
            if key not in FROM_PATIENT:
                assert stored(row, key) == last[key], f"{key} is not what the events tell"
        for (actor, key), texts in written.items():
            # In the order in which they were typed: an older answer that is sent again after a newer
            # one must not win.
            typed_in_order = iter(self.wanted[actor, key])
            for text in texts:
                assert text in typed_in_order, f"{actor} did not type {text!r} then in {key}"

    def ends(self) -> Counter[str]:
        return Counter(edit.end or "open" for edit in self.edits)
