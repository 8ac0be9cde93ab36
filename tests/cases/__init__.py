"""Clinical cases: a table of rows for each clinical area of the rules, and documents as JSON.

`CASES` has the rows of every rule, `RAISES` those of every urgency that can rise. `table.py` says
how a row is read.
"""

from importlib import import_module
from typing import Final

from tests.cases.table import Rises, Rows

AREAS: Final = (
    "red_flags",
    "red_flags_nerve",
    "red_flags_infection",
    "arterial",
    "venous",
    "oedema",
    "nerve",
    "neurology",
    "diabetes",
    "spine",
    "restless",
    "pain",
    "joint",
    "muscle",
    "bone",
    "skin",
    "general",
    "drug_limits",
    "medicines",
    "selfcare",
)

CASES: Final[dict[str, Rows]] = {}
RAISES: Final[list[Rises]] = []
for _area in AREAS:
    _module = import_module(f"{__name__}.{_area}")
    if _twice := CASES.keys() & _module.CASES.keys():
        raise ValueError(f"tests/cases/{_area}.py has rows of {sorted(_twice)}, as another has")
    CASES.update(_module.CASES)
    RAISES.extend(_module.RAISES)
