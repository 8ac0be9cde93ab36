"""Spine."""

from referrals.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
