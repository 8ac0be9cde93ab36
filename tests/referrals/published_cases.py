"""Published cases with what a competent reader expects, and how far the rules meet it.

`python -m tests.referrals.published_cases FILE` prints the same table for another file of the same form.
A suggestion that is answered or waits for a red flag is listed, but it does not count as made where
it would be wrong.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DEBUG", "1")
    django.setup()

from intake.answers import load_json, read_document
from referrals.assess import LISTS, assess

FILE: Final = Path(__file__).parent.parent / "cases" / "published.jsonl"
EMERGENCY: Final = "emergency"


@dataclass
class Tally:
    """Of one kind of expectation: how many there are, how many are met, which are not."""

    expected: int = 0
    met: int = 0
    missed: list[str] = field(default_factory=list)

    def count(self, is_met: bool, words: str) -> None:
        self.expected += 1
        self.met += is_met
        if not is_met:
            self.missed.append(words)

    @property
    def share(self) -> float:
        return self.met / self.expected if self.expected else 1.0


KINDS: Final = (
    "emergencies caught",
    "red flags",
    "tests",
    "referrals",
    "cautions",
    "nothing wrong",
    "urgency",
    "causes",
)


def cases(file: Path = FILE) -> Iterator[dict[str, Any]]:
    for line in file.read_text().splitlines():
        if line.strip():
            yield load_json(line)


def tallies(found: Iterable[dict[str, Any]]) -> dict[str, Tally]:
    """Every expectation of every case, by kind."""
    tally = {kind: Tally() for kind in KINDS}
    for case in found:
        result = assess(read_document(case["intake"])).document(case["_id"])
        _count(tally, case["_id"], case["expect"], result)
    return tally


def _count(
    tally: dict[str, Tally], id: str, expect: dict[str, Any], result: dict[str, Any]
) -> None:
    entries = [entry for name in LISTS.values() for entry in result[name]]
    listed = {entry["id"] for entry in entries}
    acted_on = {e["id"] for e in entries if not e["answered"] and not e["deferred_by"]}
    urgency = result["urgency"]
    if expect["urgency_in"] == [EMERGENCY]:
        tally["emergencies caught"].count(urgency == EMERGENCY, f"{id}: {urgency}")
    tally["urgency"].count(
        urgency in expect["urgency_in"], f"{id}: {urgency}, not {expect['urgency_in']}"
    )
    for kind, wanted in (
        ("red flags", expect["red_flags_all"]),
        ("tests", expect["tests_all"]),
        ("referrals", expect["referrals_all"]),
        ("cautions", expect["cautions_all"]),
    ):
        for each in wanted:
            tally[kind].count(each in listed, f"{id}: {each}")
    for kind, choices in (("tests", "tests_any"), ("referrals", "referrals_any")):
        for any_of in expect[choices]:
            tally[kind].count(not listed.isdisjoint(any_of), f"{id}: any of {any_of}")
    for each in expect["never"]:
        tally["nothing wrong"].count(each not in acted_on, f"{id}: {each}")
    if wanted := expect["cause_top3_any"]:
        standing = [c["id"] for c in result["causes"] if c["standing"] in ("likely", "possible")][
            :3
        ]
        tally["causes"].count(
            not set(standing).isdisjoint(wanted), f"{id}: {wanted}, not {standing}"
        )


def table(tally: dict[str, Tally]) -> str:
    """Expected and found by kind, then what was missed."""
    lines = [f"{'kind':<22}{'expected':>9}{'found':>7}{'share':>8}"]
    for kind, each in tally.items():
        lines.append(f"{kind:<22}{each.expected:>9}{each.met:>7}{each.share:>8.1%}")
    for kind, each in tally.items():
        lines += [f"  missed, {kind}: {words}" for words in each.missed]
    return "\n".join(lines)


if __name__ == "__main__":
    for name in sys.argv[1:] or [str(FILE)]:
        print(table(tallies(cases(Path(name)))))
