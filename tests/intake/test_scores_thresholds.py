"""The thresholds on which guidelines differ, as signed off (`clinical.md`, section 7, bold)."""

from decimal import Decimal

import pytest

from intake.scores import thresholds

DEFAULTS = {
    "ABI_ABNORMAL": ("0.90", "ratio"),
    "ABI_NORMAL": ("1.00", "ratio"),
    "ABI_NONCOMPRESSIBLE": ("1.40", "ratio"),
    "TBI_ABNORMAL": ("0.70", "ratio"),
    "SEVERE_TOE": ("30", "mmHg"),
    "SEVERE_ANKLE": ("50", "mmHg"),
    "SEVERE_ABI": ("0.40", "ratio"),
    "COMPRESSION_AVOID_ABI": ("0.60", "ratio"),
    "COMPRESSION_REDUCED_ABI": ("0.80", "ratio"),
    "COMPRESSION_STANDARD_ABI": ("1.30", "ratio"),
    "WELLS_CALF_DIFFERENCE": ("3.0", "cm"),
    "WELLS_LIKELY": ("2", "points"),
    "DDIMER_FEU": ("500", "µg/L FEU"),
    "DDIMER_AGE": ("50", "years"),
    "RLS_FERRITIN": ("75", "µg/L"),
    "RLS_FERRITIN_IV": ("100", "µg/L"),
    "RLS_TSAT": ("20", "%"),
    "END_OF_CHILDBEARING": ("55", "years"),
    "CHRONIC_PAIN_DAYS": ("90", "days"),
}


@pytest.mark.parametrize(("name", "default"), DEFAULTS.items(), ids=DEFAULTS)
def test_a_threshold_has_the_default_that_was_chosen(name, default):
    threshold = getattr(thresholds, name)
    assert (threshold.value, threshold.unit) == (Decimal(default[0]), default[1])


@pytest.mark.parametrize("name", DEFAULTS)
def test_a_threshold_names_its_source_and_its_rivals(name):
    threshold = getattr(thresholds, name)
    assert (
        any(character.isdigit() for character in threshold.source) or "setting" in threshold.source
    )
    assert threshold.others
