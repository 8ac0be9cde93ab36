"""Who writes: the house whose name stands at the head of every letter.

Change it here until it can be edited on a page.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Letterhead:
    organisation: str
    team: str
    specialty: str
    address: tuple[str, ...]
    phone: str
    email: str


LETTERHEAD: Final = Letterhead(
    organisation="Soleus demo clinic",
    team="Leg pain clinic",
    specialty="General medicine",
    address=("1 Example Square", "Sampletown", "ZZ1 1ZZ"),
    phone="01632 960 100",
    email="clinic@soleus.example",
)
