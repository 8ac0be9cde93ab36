"""Faults that are meant: by id and place, each with the reason why it stands."""

from collections.abc import Mapping
from typing import Final

MEANT: Final[Mapping[tuple[str, str], str]] = {
    ("E205", "E02"): "the stage of E01 in which nothing may wait, with questions of its own",
    ("E205", "T09"): "in pregnancy the reason is another: no Wells, no D-dimer, only heparin",
    ("E206", "T09"): "the caution says which anticoagulant, not that there should be none",
    ("W208", "T08"): "pregnancy is a risk and an exclusion: either way it has to be asked",
    ("W208", "T21"): "weak leg: atypical if it feels, probable if not, so feeling is asked",
    ("W208", "T24"): "weak leg: atypical if it feels, possible if not, so feeling is asked",
}
