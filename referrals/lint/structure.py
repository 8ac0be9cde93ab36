"""Faults that can be seen in the rules as they are written; quick enough for every start.

Most of them make a rule do nothing, or something else than it says, without anybody noticing: a
threshold that no value reaches, a deferral by something that is no red flag, a raise that raises
nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from intake.findings import KEYS
from intake.findings.finding import Finding
from intake.logic import Claim, Condition, Group, Not, Operand
from intake.readings import Leg
from intake.reads import keys_of_operand
from referrals.lint.fault import Book, Fault, in_words, meaning
from referrals.lint.values import can_hold_together, outcomes
from referrals.rules.cause import Cause
from referrals.rules.rule import IfUnknown, Rule
from referrals.rules.sources import Citation
from referrals.rules.suggestions import Kind

# A row of the clinical reference, with a suffix where one row needs several rules.
COMES_FIRST: Final = (Kind.RED_FLAG, Kind.REFERRAL)
_ROW: Final = re.compile(r"(E|T|R|G|M|SC)\d\d(\.[a-z0-9_]+)?")


def structure(book: Book) -> Iterator[Fault]:
    """Every fault that needs no search."""
    yield from book.except_what_is_meant("1", _all(book))


def _all(book: Book) -> Iterator[Fault]:
    yield from _ids(book)
    yield from _provenance(book)
    for rule in book.rules:
        yield from _names(book, rule)
        yield from _urgencies(rule)
        yield from _unknown(rule)
    yield from _waiting_in_a_circle(book)
    yield from _never_suggested(book)
    yield from _conditions(book)


def _ids(book: Book) -> Iterator[Fault]:
    for id_, times in Counter(rule.id for rule in book.rules).items():
        if times > 1:
            yield Fault(
                "E101",
                id_,
                f"{times} rules have this id.",
                "Give the second a suffix after a dot, such as E10.cord.",
            )
        if not _ROW.fullmatch(id_):
            yield Fault(
                "E102",
                id_,
                "The id is no row of the clinical reference.",
                "Write its row, such as E01, T07, R11, G05, M02 or SC01, with a suffix after a dot "
                "where one row needs several rules.",
            )


def _names(book: Book, rule: Rule) -> Iterator[Fault]:
    for field in ("suggest", "deferred_by", "about"):
        for name, times in Counter(getattr(rule, field)).items():
            if name not in book.suggestibles:
                yield Fault(
                    "E103",
                    rule.id,
                    f"{field} names {name}, which nothing in suggestions.py is.",
                    "Correct the name, or add it to referrals/rules/suggestions.py.",
                )
            if times > 1:
                yield Fault(
                    "E104", rule.id, f"{field} names {name} {times} times.", "Name it once."
                )
    for flag in dict.fromkeys(rule.deferred_by):
        if flag in rule.suggest:
            yield Fault(
                "E105",
                rule.id,
                f"It waits for {flag}, which it suggests itself.",
                "Take it out of deferred_by.",
            )
        elif flag in book.suggestibles and book.suggestibles[flag].kind not in COMES_FIRST:
            yield Fault(
                "E106",
                rule.id,
                f"It waits for {flag}, which is neither red flag nor referral and so never makes "
                "anything wait.",
                "Name the red flag or the urgent referral in deferred_by, or take it out.",
            )
    suggested = [book.suggestibles[name] for name in rule.suggest if name in book.suggestibles]
    if rule.about and not any(each.kind is Kind.CAUTION for each in suggested):
        yield Fault(
            "E107",
            rule.id,
            "It has `about`, but suggests no caution.",
            "Take `about` out, or suggest the caution that it belongs to.",
        )
    for name in rule.about:
        if name in rule.suggest:
            yield Fault(
                "E108",
                rule.id,
                f"The caution is about {name}, which the same rule suggests.",
                "Name what the caution limits.",
            )


def _provenance(book: Book) -> Iterator[Fault]:
    for rule in book.rules:
        yield from _source_and_review(book, rule.id, rule.source, rule)
        if not rule.why.strip():
            yield Fault(
                "E110",
                rule.id,
                "It does not say why.",
                "Say in `why` what to consider and what for.",
            )
    for id_, cause in book.causes.items():
        yield from _source_and_review(book, f"cause {id_}", cause.sources, cause)


def _source_and_review(
    book: Book, where: str, sources: tuple[Citation, ...], reviewed: Rule | Cause
) -> Iterator[Fault]:
    if not sources:
        yield Fault("E109", where, "It has no source.", "Cite one of referrals/rules/sources.py.")
    if reviewed.next_review <= reviewed.reviewed:
        yield Fault(
            "E111",
            where,
            f"Its next review, {reviewed.next_review}, is not after the last, {reviewed.reviewed}.",
            "Set next_review to a later day.",
        )
    elif reviewed.next_review < book.today:
        yield Fault(
            "W112",
            where,
            f"Its review was due on {reviewed.next_review}.",
            "Check it against its sources, then set reviewed and next_review.",
        )


def _urgencies(rule: Rule) -> Iterator[Fault]:
    for each in rule.raised:
        if each.to.rank >= rule.urgency.rank:
            yield Fault(
                "E113",
                rule.id,
                f"It is raised to {each.to}, which is not above its base, {rule.urgency}.",
                "Raise it to something more urgent, or take the raise out.",
            )
    for to, times in Counter(each.to for each in rule.raised).items():
        if times > 1:
            yield Fault(
                "E114",
                rule.id,
                f"It is raised to {to} {times} times.",
                "Join the conditions with any_of.",
            )


def _unknown(rule: Rule) -> Iterator[Fault]:
    if rule.ask_if is not None and rule.if_unknown is not IfUnknown.ASK_FIRST:
        yield Fault(
            "E115",
            rule.id,
            f"It has ask_if, but does not ask first: if_unknown is “{rule.if_unknown}”.",
            "Set if_unknown to ASK_FIRST, or take ask_if out.",
        )


def _waiting_in_a_circle(book: Book) -> Iterator[Fault]:
    """Red flags that wait for each other: then neither would ever be shown as standing."""
    waits: dict[str, set[str]] = {}
    for rule in book.rules:
        for name in rule.suggest:
            waits.setdefault(name, set()).update(set(rule.deferred_by) - {name})
    reported: set[str] = set()
    for start in waits:
        path = _way_back(waits, start)
        if path and not reported & set(path):
            reported |= set(path)
            yield Fault(
                "E116",
                start,
                f"Each waits for the next: {' → '.join([*path, start])}.",
                "Decide which of them goes first, and take the other deferral out.",
            )


def _way_back(waits: dict[str, set[str]], start: str) -> list[str]:
    """The shortest way along deferrals from a suggestion to itself; empty where there is none."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for flag in sorted(waits.get(way[-1], ())):
            if flag == start:
                return way
            if flag not in seen:
                seen.add(flag)
                ways.append([*way, flag])
    return []


def _never_suggested(book: Book) -> Iterator[Fault]:
    suggested = {name for rule in book.rules for name in rule.suggest}
    for name in book.suggestibles:
        if name not in suggested:
            yield Fault(
                "W117",
                name,
                "No rule suggests it.",
                "Write its rule, or take it out of referrals/rules/suggestions.py.",
            )


# --- Conditions -----------------------------------------------------------------------------------


def _conditions(book: Book) -> Iterator[Fault]:
    named: dict[str, Group] = {}  # name → the first condition that bears it
    excluding: dict[int, tuple[str, ...]] = {}  # of each "all of", worked out once
    reported: set[tuple[str, str, str]] = set()
    for where, what, condition in book.conditions():
        nodes = tuple(_nodes(condition))
        faults: list[Fault] = []
        if any(isinstance(node, Claim) and node.leg in (Leg.THIS, Leg.OTHER) for node in nodes):
            faults.append(
                Fault(
                    "E118",
                    where,
                    f"In {what} a finding of a leg is asked of the person.",
                    "Put it inside any_leg, same_leg or both_legs.",
                )
            )
        for node in nodes:
            if isinstance(node, Claim):
                faults += _claim(where, Claim(node.operand, node.relation, node.value))
            elif isinstance(node, Group):
                if id(node) not in excluding:
                    excluding[id(node)] = tuple(_excluding(node))
                faults += [
                    Fault(
                        "E121",
                        where,
                        f"{words} exclude each other, and are asked for together.",
                        "Join them with any_of, or correct one of them.",
                    )
                    for words in excluding[id(node)]
                ]
                first = named.setdefault(node.name, node)
                if node.name and first is not node and meaning(first) != meaning(node):
                    faults.append(
                        Fault(
                            "E122",
                            where,
                            f"Two conditions have the name {node.name}.",
                            "Give one of them another name.",
                        )
                    )
        for fault in faults:
            if (fault.id, where, fault.text) not in reported:
                reported.add((fault.id, where, fault.text))
                yield fault


def _nodes(condition: Condition) -> Iterator[Condition]:
    """Every part of a condition, each once; of what is asked of both legs, one."""
    seen: set[int] = set()
    left = [condition]
    while left:
        node = left.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        match node:
            case Not(part):
                left.append(part)
            case Group(parts=parts, legs=legs):
                left += reversed(parts[:1] if legs else parts)


def _claim(where: str, claim: Claim) -> Iterator[Fault]:
    for retired in _retired_in(claim.operand):
        via = "" if retired == claim.operand.id else f" by way of {claim.operand.id}"
        yield Fault(
            "E119",
            where,
            f"It uses {retired}{via}, which is retired and no longer asked.",
            "Use the finding that replaced it.",
        )
    possible = outcomes(claim)
    for value, word in ((True, "true"), (False, "false")):
        if value not in possible:
            yield Fault(
                "E120",
                where,
                f"“{in_words(claim)}” can never be {word} within the limits of {claim.operand.id}.",
                "Set the threshold or the options within what can be recorded.",
            )


@cache
def _retired_in(operand: Operand) -> tuple[str, ...]:
    """Retired findings that an operand is, or is worked out from."""
    if isinstance(operand, Finding):
        return (operand.id,) if operand.retired else ()
    keys = keys_of_operand(operand, Leg.LEFT if operand.per_leg else None)
    read = dict.fromkeys(KEYS[key][0] for key in keys if key in KEYS)
    return tuple(finding.id for finding in read if finding.retired)


def _excluding(group: Group) -> Iterator[str]:
    """Claims that an "all of" demands of one operand and that no value of it has together."""
    if group.least < len(group.parts) or len(group.parts) == 1:
        return
    demanded: dict[tuple[Operand, Leg | None], list[tuple[Claim, bool]]] = {}
    for claim, wanted in _demanded(group):
        demanded.setdefault((claim.operand, claim.leg), []).append((claim, wanted))
    for asked in demanded.values():
        if len(asked) > 1 and not can_hold_together(asked):
            yield " and ".join(
                f"“{in_words(claim) if wanted else f'not ({in_words(claim)})'}”"
                for claim, wanted in asked
            )


def _demanded(condition: Condition, wanted: bool = True) -> Iterator[tuple[Claim, bool]]:
    """The claims that must be true, or false, for the condition to be so."""
    match condition:
        case Claim():
            yield condition, wanted
        case Not(part):
            yield from _demanded(part, not wanted)
        case Group(least, parts):
            if least == (len(parts) if wanted else 1):
                for part in parts:
                    yield from _demanded(part, wanted)
