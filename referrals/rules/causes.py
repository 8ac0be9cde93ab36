"""The causes that Soleus weighs, each with its signs; the areas they belong to stand beside this.

They are in the order of the clinical reference, which decides where all else is equal.
"""

from typing import Final

from referrals.rules import (
    causes_arteries,
    causes_bones,
    causes_joints,
    causes_muscles,
    causes_nerves,
    causes_spine,
    causes_tissues,
    causes_veins,
)
from referrals.rules.cause import Cause

AREAS: Final = (
    causes_arteries,
    causes_veins,
    causes_tissues,
    causes_nerves,
    causes_spine,
    causes_muscles,
    causes_joints,
    causes_bones,
)
CAUSES: Final[dict[str, Cause]] = {
    cause.id: cause
    for cause in sorted(
        (cause for area in AREAS for cause in area.CAUSES), key=lambda cause: int(cause.row)
    )
}
if len(CAUSES) < sum(len(area.CAUSES) for area in AREAS):
    raise ValueError("two causes have the same id")
