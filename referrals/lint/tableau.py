"""What the claims of a condition allow together, whatever anybody could have recorded.

The condition is asserted, every conclusion is drawn, and what is still open is branched on. Each
operand has the cells that its claims tell apart; a claim that is asserted leaves some of them. If
none are left on any branch, the condition can never be true, and that is proven.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from intake.findings.finding import Finding
from intake.logic import Claim, Condition, Group, Not, Operand, bind, holds, leg_exists
from intake.readings import Leg, Reading
from referrals.lint.values import readings

BRANCHES: Final = 4000
Variable = tuple[Operand, Leg | None]
_Facts = dict[int, bool]


class Tableau:
    """The condition with each distinct part once, and the cells of every operand in it."""

    def __init__(self, condition: Condition, follow: bool = True) -> None:
        self.branches = 0
        self._follow = follow
        self._which = 0
        self._nodes: list[tuple[int, tuple[int, ...]]] = []  # least, parts; negation is least 0
        self._numbers: dict[object, int] = {}
        self._same: dict[int, int] = {}
        self._claims: dict[int, tuple[Variable, Claim]] = {}
        self._parents: dict[Variable, int] = {}
        self._root = self._add(condition)
        by_variable: dict[Variable, list[Claim]] = {}
        for variable, claim in self._claims.values():
            by_variable.setdefault(variable, []).append(claim)
        self.cells = {
            variable: readings(variable[0], claims) for variable, claims in by_variable.items()
        }
        self._all = {variable: (1 << len(cells)) - 1 for variable, cells in self.cells.items()}
        self._true = {
            node: sum(
                1 << place for place, cell in enumerate(self.cells[variable]) if holds(claim, cell)
            )
            for node, (variable, claim) in self._claims.items()
        }
        # The cells of a detail that say that what it is a detail of is there.
        self._present = {
            variable: sum(
                1 << place
                for place, cell in enumerate(self.cells[variable])
                if cell.applies and cell.value != getattr(variable[0], "absent_value", None)
            )
            for variable in self._parents
        }

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim in it, also on what a detail is a detail of."""
        return tuple(claim for _, claim in self._claims.values())

    def _add(self, condition: Condition) -> int:
        known = self._same.get(id(condition))
        if known is not None:
            return known
        match condition:
            case Claim(operand, relation, value, leg):
                node = self._number((operand.id, relation, value, leg), 0, ())
                if node not in self._claims:
                    self._claims[node] = ((operand, leg), condition)
                    self._add_parent(operand, leg)
            case Not(part):
                node = self._number(("not", inner := self._add(part)), 0, (inner,))
            case Group(least, parts):
                inside = tuple(self._add(part) for part in parts)
                node = self._number((least, inside), least, inside)
            case _:
                raise TypeError(f"{condition!r} is not a condition")
        self._same[id(condition)] = node
        return node

    def _number(self, meaning: object, least: int, parts: tuple[int, ...]) -> int:
        if meaning not in self._numbers:
            self._numbers[meaning] = len(self._nodes)
            self._nodes.append((least, parts))
        return self._numbers[meaning]

    def _add_parent(self, operand: Operand, leg: Leg | None) -> None:
        if self._follow and isinstance(operand, Finding) and operand.follows is not None:
            parent = bind(operand.follows, leg) if leg else operand.follows
            self._parents[operand, leg] = self._add(parent)

    def models(self, *, from_behind: bool = False) -> Iterator[dict[Variable, list[Reading]]]:
        """What each operand may be, for every way in which the condition can be true.

        First for people with both legs, then for all. `from_behind`, the last open part is tried
        first: of many ways, others come first.
        """
        self._which = -1 if from_behind else 0
        there = [
            (node, True)
            for node, (variable, _) in self._claims.items()
            if variable[0] is leg_exists
        ]
        for assumed in (there, []) if there else ([],):
            asserted = [(self._root, True), *assumed]
            for domains in self._search({}, dict(self._all), asserted):
                yield {
                    variable: [
                        cell for place, cell in enumerate(cells) if domains[variable] >> place & 1
                    ]
                    for variable, cells in self.cells.items()
                    if domains[variable] != self._all[variable]
                }

    def _search(
        self, facts: _Facts, domains: dict[Variable, int], asserted: list[tuple[int, bool]]
    ) -> Iterator[dict[Variable, int]]:
        values = self._conclude(facts, domains, asserted)
        if values is None:
            return
        open_group = self._to_branch_on(facts, values)
        if open_group is None:
            yield domains
            return
        part, first = open_group
        for value in (first, not first):
            self.branches += 1
            if self.branches >= BRANCHES:
                return
            yield from self._search(dict(facts), dict(domains), [(part, value)])

    def _conclude(
        self, facts: _Facts, domains: dict[Variable, int], asserted: list[tuple[int, bool]]
    ) -> list[bool | None] | None:
        """All that follows from what is asserted; None where it cannot be."""
        while True:
            while asserted:
                node, wanted = asserted.pop()
                if facts.setdefault(node, wanted) is not wanted:
                    return None
                if node in self._claims:
                    variable, _ = self._claims[node]
                    fitting = self._true[node] if wanted else ~self._true[node]
                    domains[variable] &= fitting
                    if not domains[variable]:
                        return None
                elif not self._nodes[node][0]:
                    asserted.append((self._nodes[node][1][0], not wanted))
            values = self._evaluate(facts, domains)
            if values is None:
                return None
            if not self._force(facts, domains, values, asserted):
                return None
            if not asserted:
                return values

    def _evaluate(self, facts: _Facts, domains: dict[Variable, int]) -> list[bool | None] | None:
        """The value of every part so far; None where one contradicts what is asserted of it."""
        values: list[bool | None] = []
        for node, (least, parts) in enumerate(self._nodes):
            value: bool | None = None
            if node in self._claims:
                domain = domains[self._claims[node][0]]
                held = domain & self._true[node]
                value = True if held == domain else None if held else False
            elif not least:
                inner = values[parts[0]]
                value = None if inner is None else not inner
            else:
                true = sum(values[part] is True for part in parts)
                possible = len(parts) - sum(values[part] is False for part in parts)
                value = True if true >= least else False if possible < least else None
            fact = facts.get(node)
            if fact is not None and value is not None and fact is not value:
                return None
            values.append(value if fact is None else fact)
        return values

    def _force(
        self,
        facts: _Facts,
        domains: dict[Variable, int],
        values: list[bool | None],
        asserted: list[tuple[int, bool]],
    ) -> bool:
        """Asserts the open parts of groups that need every one of them, and what details say."""
        for node, wanted in facts.items():
            least, parts = self._nodes[node]
            if not least:
                continue
            open_parts = [part for part in parts if values[part] is None]
            true = sum(values[part] is True for part in parts)
            if wanted and open_parts and true + len(open_parts) == least:
                asserted += [(part, True) for part in open_parts]
            elif not wanted and open_parts and true == least - 1:
                asserted += [(part, False) for part in open_parts]
        for variable, parent in self._parents.items():
            if not domains[variable] & ~self._present[variable]:
                if values[parent] is False:
                    return False
                if parent not in facts:
                    asserted.append((parent, True))
            elif values[parent] is False and domains[variable] & self._present[variable]:
                domains[variable] &= ~self._present[variable]
                asserted.append((parent, False))
        return True

    def _to_branch_on(self, facts: _Facts, values: list[bool | None]) -> tuple[int, bool] | None:
        """An open part of the group with the fewest, and the value that helps it."""
        best: tuple[int, int, bool] | None = None
        for node, wanted in facts.items():
            least, parts = self._nodes[node]
            if not least:
                continue
            true = sum(values[part] is True for part in parts)
            false = sum(values[part] is False for part in parts)
            done = true >= least if wanted else len(parts) - false < least
            if not done:
                open_parts = [part for part in parts if values[part] is None]
                if best is None or len(open_parts) < best[0]:
                    best = (len(open_parts), open_parts[self._which], wanted)
        return None if best is None else best[1:]
