"""Scanning the code on a page: one scan marks a letter sent, records that it arrived, or opens it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from intake.access import go, is_htmx, needs, who
from intake.models import User
from intake.moves import Refused
from referrals import page_code, posting
from referrals.copies import copies_of
from referrals.following import superseded_by
from referrals.genuine import letter_with, pages_in
from referrals.letterhead import letterhead_in
from referrals.models import UNSENT, Letter, LetterState, ReplyKind
from referrals.views.picture import pill
from referrals.views.review import URGENCY_OF_RANK

MODES: Final = {
    "send": "Mark sent",
    "received": "Record “received”",
    "reply": "Record another reply",
    "open": "Open",
}
RECENT: Final = 10  # scans that are listed
_SIGNS: Final = {"done": "✓", "look": "!", "stop": "✗"}


@dataclass(frozen=True)
class Scanned:
    """What one scan came to: done, look (nothing was done, nothing is wrong) or stop."""

    tone: str
    words: str
    letter: int = 0
    at: str = ""

    @property
    def sign(self) -> str:
        return _SIGNS[self.tone]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("send letters")
def scan(request: HttpRequest) -> HttpResponse:
    """The page with its one field; what is scanned into it is acted on at once."""
    held = request.session.get("scan_mode", "send")
    mode = request.POST.get("mode") or request.GET.get("mode") or held
    mode = mode if mode in MODES else "send"
    if mode != held:
        request.session["scan_mode"] = mode
    context: dict[str, Any] = {"modes": MODES, "mode": mode, "recent": _recent(request)}
    if request.method != "POST":
        return render(request, "referrals/scan.html", context)
    letter, scanned = _read(request.POST.get("code", ""))
    if letter and mode in ("open", "reply"):
        _kept(request, Scanned("done", "Opened", letter.pk))
        page = reverse("letter", args=[letter.pk])
        return go(request, f"{page}?reply" if mode == "reply" else page)
    if letter:
        scanned = _act(letter, mode, who(request))
    scanned = _kept(request, scanned)
    context |= {"scanned": scanned, "recent": _recent(request), **_about(letter)}
    template = "scan_result" if is_htmx(request) else "scan"
    return render(request, f"referrals/{template}.html", context)


def _read(text: str) -> tuple[Letter | None, Scanned]:
    """The letter that carries this code, or what is wrong with it."""
    if letter := letter_with(text):
        return letter, Scanned("done", "")
    if not text.strip():
        return None, Scanned("look", "Nothing was scanned.")
    if page_code.read(text) is None:
        return None, Scanned("stop", "Wrong code: scan the square code on a page of a letter.")
    return None, Scanned("stop", "Wrong code: no letter of this house, or altered. Do not send it.")


def _act(letter: Letter, mode: str, user: User) -> Scanned:
    """Do the next obvious thing, or say what stands against it."""
    if against := (_against_sending if mode == "send" else _against_receiving)(letter):
        return against
    try:
        if mode == "send":
            posting.mark_sent(letter, by=user)
            return Scanned("done", "Sent", letter.pk)
        posting.record_reply(letter, ReplyKind.RECEIVED, by=user)
    except Refused as refused:  # somebody else was quicker
        return Scanned("stop", str(refused), letter.pk)
    return Scanned("done", "Received", letter.pk)


def _against_sending(letter: Letter) -> Scanned | None:
    if stop := _not_to_go_out(letter):
        return stop
    if letter.state == LetterState.RETURNED:
        words = "This letter came back. Open it to send it again."
        return Scanned("look", words, letter.pk)
    if letter.state not in UNSENT:
        sent = timezone.localtime(letter.sent_at)
        return Scanned("look", f"Already sent, {sent:%-d %b %Y at %H:%M}", letter.pk)
    if not letter.times_printed:
        return Scanned("stop", "Not printed yet: print it first.", letter.pk)
    return None


def _against_receiving(letter: Letter) -> Scanned | None:
    if stop := _not_to_go_out(letter):
        return stop
    if letter.state in UNSENT:
        return Scanned("stop", "Not sent yet: mark it sent first.", letter.pk)
    if letter.state != LetterState.SENT:
        known = letter.get_state_display().lower()
        return Scanned("look", f"Already recorded: {known}", letter.pk)
    return None


def _not_to_go_out(letter: Letter) -> Scanned | None:
    if later := superseded_by(letter):
        return Scanned("stop", f"Superseded by version {later}: do not send.", letter.pk)
    if letter.state == LetterState.CANCELLED:
        return Scanned("stop", "Cancelled: do not send.", letter.pk)
    return None


# --- What is shown ------------------------------------------------------------------------------


def _about(letter: Letter | None) -> dict[str, Any]:
    """Whose letter it is and what belongs into each of its envelopes, to be compared at a glance."""
    if letter is None:
        return {}
    content = letter.snapshot.content
    return {
        "letter": letter,
        "patient": content["patient"],
        "pill": pill(URGENCY_OF_RANK[letter.urgency]),
        "envelopes": list(_envelopes(letter)),
    }


def _envelopes(letter: Letter) -> Iterator[dict[str, Any]]:
    """Each envelope with its address and number of sheets, as far as its documents are printed."""
    two_sided = letterhead_in(letter.snapshot.content).two_sided
    pages = {each.kind: pages_in(bytes(each.pdf)) for each in letter.documents.all()}
    for copy in copies_of(letter):
        if copy.has_envelope and pages.keys() >= set(copy.documents):
            held = [pages[kind] for kind in copy.documents]
            sheets = sum((count + 1) // 2 for count in held) if two_sided else sum(held)
            yield {"copy": copy, "sheets": sheets}


def _recent(request: HttpRequest) -> list[Scanned]:
    return [Scanned(**each) for each in request.session.get("scans", [])]


def _kept(request: HttpRequest, scanned: Scanned) -> Scanned:
    """Remember the scan for the list; it leaves with the session."""
    now = timezone.localtime()
    scanned = replace(scanned, at=f"{now:%H:%M:%S}")
    kept = [asdict(scanned), *request.session.get("scans", [])]
    request.session["scans"] = kept[:RECENT]
    return scanned
