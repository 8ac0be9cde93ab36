"""Why not? as the physician asks it on the review page."""

import pytest
from django.urls import reverse

from referrals import lifecycle


@pytest.fixture
def page(intake, nurse, answer, as_physician):
    answer(intake, {"lab_nt_probnp": "120", "saddle_sensory_change": "present"})
    lifecycle.hand_over(intake, by=nurse)

    def ask(suggestion: str, **headers: str) -> str:
        address = reverse("why_not", args=[intake.pk])
        response = as_physician.get(address, {"suggestion": suggestion}, headers=headers)
        assert response.status_code == 200
        return response.content.decode()

    return ask


def test_it_names_what_would_bring_the_suggestion_and_what_is_recorded_instead(page):
    shown = page("echocardiogram")
    assert "NT-proBNP: 400 ng/L" in shown
    assert "recorded now: 120 ng/L" in shown
    assert "Rule T14" in shown


def test_what_is_suggested_already_says_so(page):
    assert "is suggested already" in page("cauda_equina")


def test_over_the_review_page_only_the_answer_comes(page):
    assert "<html" in page("echocardiogram")
    assert "<html" not in page("echocardiogram", **{"HX-Request": "true"})


def test_something_that_is_not_in_the_book_says_what_to_do(page):
    assert "Choose something from the list." in page("horoscope")


def test_the_review_page_offers_the_whole_book(intake, nurse, answer, as_physician):
    answer(intake, {"pain_onset": "sudden"})
    lifecycle.hand_over(intake, by=nurse)
    shown = as_physician.get(reverse("review", args=[intake.pk])).content.decode()
    assert '<option value="d_dimer">D-dimer</option>' in shown
    assert '<optgroup label="Red flags">' in shown
