"""Limits of drugs and imaging that belong to the person."""

from tests.cases.table import Fires, Rises, Table, each

CASES: Table = {
    "G19": (Fires("pregnancy", {"pregnancy_status": each("pregnant", "postpartum_6w")}),),
}

RAISES: tuple[Rises, ...] = ()
