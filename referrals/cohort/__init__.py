"""The same rules and scores as for one patient, over every intake at once."""

from referrals.cohort.columns import Columns, columns_of
from referrals.cohort.judging import Cohort, Learned
from referrals.cohort.suggesting import Suggested

__all__ = ["Cohort", "Columns", "Learned", "Suggested", "columns_of"]
