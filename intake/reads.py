"""Which answers a condition or a score can look at.

Found by judging it for somebody of whom nothing is known: then no part settles anything, and every
part is read.
"""

from intake.logic import Condition, Operand, judge
from intake.readings import Answers, Leg, Value


class _Spy(Answers):
    """A patient of whom nothing is known, and who remembers what was asked."""

    def __init__(self) -> None:
        super().__init__({})
        self.asked: dict[str, None] = {}

    def value(self, key: str) -> Value | None:
        self.asked[key] = None
        return None


def keys_read(condition: Condition) -> tuple[str, ...]:
    """The keys of every answer that can matter for the condition, in the order they are read."""
    spy = _Spy()
    judge(condition, spy)
    return tuple(spy.asked)


def keys_of_operand(operand: Operand, leg: Leg | None) -> tuple[str, ...]:
    """The keys of every answer that a finding or a score is read from."""
    spy = _Spy()
    operand.read(spy, leg)
    return tuple(spy.asked)
