"""Faults in the rule base that need no patient to find.

`structure` looks at the rules as written and is quick enough for every start. `logic` asks what a
condition can come to at all: it searches for a patient who shows that a part matters, and reports
the part when there is none. `cases` asks whether somebody has written that patient down. All are
pure functions from a rule book to faults; referrals/checks.py shows them as system checks.
"""
