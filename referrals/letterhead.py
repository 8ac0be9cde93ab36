"""Who writes: the house whose name stands at the head of a letter, and the envelope it goes into.

Letterheads are edited on a page of their own (letterheads.py) and frozen with what is signed.
"""

from dataclasses import asdict, dataclass
from typing import Any, Final

from referrals.window import Window, usual_window

DL_WINDOW: Final = usual_window("dl")


@dataclass(frozen=True)
class Letterhead:
    organisation: str
    team: str
    specialty: str
    address: tuple[str, ...]
    phone: str
    email: str
    site: str = ""
    envelope: str = "dl"
    window: Window = DL_WINDOW
    two_sided: bool = True
    logo: str = ""  # the SHA-256 of its picture; empty for none

    @property
    def people(self) -> str:
        """Team, specialty and organisation, as far as they are given."""
        return ", ".join(filter(None, (self.team, self.specialty, self.organisation)))

    @property
    def reach(self) -> tuple[tuple[str, str], ...]:
        """How to reach the house, by what is given."""
        found = (("phone", self.phone), ("e-mail", self.email))
        return tuple((label, text) for label, text in found if text)


# What is used until somebody has made a letterhead, and for what was signed before there were any.
LETTERHEAD: Final = Letterhead(
    organisation="Soleus demo clinic",
    team="Leg pain clinic",
    specialty="General medicine",
    address=("1 Example Square", "Sampletown", "ZZ1 1ZZ"),
    phone="01632 960 100",
    email="clinic@soleus.example",
)


def letterhead_in(content: dict[str, Any]) -> Letterhead:
    """The letterhead that was frozen with a snapshot's content."""
    held = content.get("letterhead")
    if not held:
        return LETTERHEAD
    return Letterhead(
        **{**held, "address": tuple(held["address"]), "window": Window(**held["window"])}
    )


def frozen_letterhead(letterhead: Letterhead) -> dict[str, Any]:
    """A letterhead as plain JSON."""
    return {**asdict(letterhead), "address": list(letterhead.address)}
