"""Suggestions and causes have the ids and kinds that tools outside Soleus know them by."""

import csv
from pathlib import Path

from referrals.rules.causes import CAUSES
from referrals.rules.suggestions import SUGGESTIBLES

CONTRACT = Path(__file__).parents[1] / "contract"


def rows_of(name: str) -> list[dict[str, str]]:
    with (CONTRACT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_every_suggestion_has_its_published_id_and_kind() -> None:
    published = {row["id"]: row["kind"] for row in rows_of("suggestions.tsv")}
    assert {id: each.kind.value for id, each in SUGGESTIBLES.items()} == published


def test_the_causes_are_the_published_ones_in_their_order() -> None:
    """Where all else is equal, this order decides which cause is listed first."""
    published = [(row["id"], row["clinical_md_condition"]) for row in rows_of("causes.tsv")]
    assert [(each.id, each.row) for each in CAUSES.values()] == published
