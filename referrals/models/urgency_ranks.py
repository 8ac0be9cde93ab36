"""Urgency as a number in the database: 0 is an emergency, so that the most urgent come first."""

from referrals.rules.suggestions import Urgency

URGENCY_RANKS = [(urgency.rank, urgency.label) for urgency in Urgency]
