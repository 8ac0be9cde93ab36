"""Pain, clause by clause."""

from tests.cases.table import Rises, Table

CASES: Table = {}

RAISES: tuple[Rises, ...] = ()
