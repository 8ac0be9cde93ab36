"""A physician without a mouse: from the work list to a signed intake; the sheet of an emergency.

Every key that goes down and every click is counted by the page itself. Typing one's own password
costs its length, whatever Soleus does, and is counted apart.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from intake import actions
from intake.models import Event, Intake, IntakeState, User
from referrals import directory, lifecycle
from referrals.models import Letter, Snapshot, Specialist, Suggestion, SuggestionState
from referrals.rules.suggestions import Kind
from tests.conftest import PASSWORD
from tests.journeys.test_keyboard import COUNT
from tests.referrals.signed_intakes import REST_PAIN, Answer
from tests.referrals.test_lifecycle import COLD_LEG

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[[User], Page]

KEYS_AT_MOST = 25  # without the password
CLICKS_AT_MOST = 3
MOST = 40  # decisions, so that a lost focus ends the test


@pytest.fixture
def surgeon(admin_user: User) -> Specialist:
    return directory.save_specialist(
        Specialist(
            specialty="vascular_surgery",
            name="Vascular team",
            organisation="Example General Hospital",
            address="1 Example Road",
            phone="01632 960001",
        ),
        by=admin_user,
    )


def counted(page: Page) -> tuple[int, int]:
    keys, clicks = (
        int(page.evaluate("name => sessionStorage.getItem(name) ?? 0", name))
        for name in ("keys", "clicks")
    )
    return keys, clicks


def at_work_list(log_in: Open, user: User) -> Page:
    """The work list, with its first row in focus, as it opens for somebody at a keyboard."""
    page = log_in(user)
    page.add_init_script(COUNT)
    page.goto("/review/")
    page.evaluate("sessionStorage.clear()")
    expect(page.locator("[data-row]:focus")).to_have_count(1)
    return page


def focused(page: Page) -> str:
    """The id of the suggestion that has the focus; empty where it is elsewhere."""
    return page.evaluate(
        "document.activeElement.matches('[data-suggestion]') ? document.activeElement.id : ''"
    )


def goes_on_from(page: Page, card: str) -> None:
    gone_on = page.locator(f"[data-suggestion]:focus:not(#{card}), [data-key=s]:focus")
    expect(gone_on).to_have_count(1)


def test_rest_pain_is_decided_and_signed_by_keys_alone(
    log_in: Open,
    intake: Intake,
    answer: Answer,
    nurse: User,
    physician: User,
    surgeon: Specialist,
) -> None:
    answer(intake, dict(REST_PAIN))
    lifecycle.hand_over(intake, by=nurse, to=physician)
    page = at_work_list(log_in, physician)
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*/")
    expect(page.locator("[data-suggestion]:focus")).to_have_count(1)
    made = []
    for _ in range(MOST):
        card = focused(page)
        suggestion = Suggestion.objects.get(pk=card.removeprefix("suggestion-"))
        if suggestion.kind in (Kind.CAUTION, Kind.SELFCARE):
            break  # to bear in mind: they may be signed without a decision
        made.append(suggestion.suggestion)
        if suggestion.kind == Kind.REFERRAL and suggestion.suggestion == surgeon.specialty:
            page.keyboard.press("a")
            # The question is there to be read before the second key.
            expect(page.locator(f"#{card} textarea[name=question]")).not_to_have_value("")
            page.keyboard.press("a")
        elif suggestion.kind == Kind.REFERRAL:
            page.keyboard.press("l")
        elif suggestion.suggestion == "lipids":
            page.keyboard.press("d")
            page.keyboard.press("5")
        else:
            page.keyboard.press("a")
        goes_on_from(page, card)
        if page.evaluate("document.activeElement.matches('[data-key=s]')"):
            break
    page.keyboard.press("s")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Signed", exact=True)).to_be_visible()
    keys, clicks = counted(page)
    print(f"{keys - len(PASSWORD)} keys without the password, {clicks} clicks; {', '.join(made)}")
    intake.refresh_from_db(fields=["state"])
    assert intake.state == IntakeState.SIGNED
    assert Snapshot.objects.get().signed_by == physician
    assert Letter.objects.get().specialist == surgeon
    assert keys - len(PASSWORD) <= KEYS_AT_MOST
    assert clicks <= CLICKS_AT_MOST


def test_each_key_does_what_the_help_says_and_none_decides_two(
    log_in: Open,
    intake: Intake,
    answer: Answer,
    nurse: User,
    physician: User,
    surgeon: Specialist,
) -> None:
    answer(intake, dict(REST_PAIN))
    assessment = lifecycle.hand_over(intake, by=nurse)
    state_of = {each.suggestion: each.pk for each in assessment.suggestions.all()}
    page = at_work_list(log_in, physician)
    page.keyboard.press("Enter")
    expect(page.locator("[data-suggestion]:focus")).to_have_count(1)
    flag = focused(page)
    # A key that is held down repeats itself; it decides one suggestion and no more.
    page.keyboard.down("a")
    goes_on_from(page, flag)
    page.keyboard.down("a")
    page.keyboard.up("a")
    accepted = Suggestion.objects.filter(intake=intake, state=SuggestionState.ACCEPTED)
    assert [each.pk for each in accepted] == [state_of["limb_threatening_ischaemia"]]
    # J and K only look.
    here = focused(page)
    page.keyboard.press("j")
    assert focused(page) not in ("", here)
    page.keyboard.press("k")
    assert focused(page) == here
    page.keyboard.press("Space")
    expect(page.locator(f"#{here} .basis")).to_have_attribute("open", "")
    # "Other" needs a note: it opens where that is typed, and Enter there declines with it.
    page.keyboard.press("d")
    page.keyboard.press("6")
    expect(page.locator(f"#{here} [data-note]")).to_be_focused()
    page.keyboard.type("Done last week at another house")
    page.keyboard.press("Enter")
    goes_on_from(page, here)
    declined = Suggestion.objects.get(pk=here.removeprefix("suggestion-"))
    assert (declined.state, declined.reason) == (SuggestionState.DECLINED, "other")
    assert declined.note == "Done last week at another house"
    # A digit without D declines nothing; a note that was typed first goes with the decision.
    here = focused(page)
    page.keyboard.press("1")
    page.keyboard.press("o")
    page.keyboard.type("nld")  # letters in a note are letters
    page.keyboard.press("Enter")
    assert focused(page) == here
    page.keyboard.press("l")
    goes_on_from(page, here)
    later = Suggestion.objects.get(pk=here.removeprefix("suggestion-"))
    assert (later.state, later.note) == (SuggestionState.LATER, "nld")
    here = focused(page)
    page.keyboard.press("n")
    goes_on_from(page, here)
    done = Suggestion.objects.get(pk=here.removeprefix("suggestion-"))
    assert done.state == SuggestionState.ALREADY_DONE
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    assert accepted.count() == 1
    decided = Suggestion.objects.filter(intake=intake).exclude(state=SuggestionState.PROPOSED)
    assert decided.count() == 4


def test_a_question_that_was_edited_is_what_is_asked(
    log_in: Open,
    intake: Intake,
    answer: Answer,
    nurse: User,
    physician: User,
    surgeon: Specialist,
) -> None:
    answer(intake, dict(REST_PAIN))
    assessment = lifecycle.hand_over(intake, by=nurse)
    referral = assessment.suggestions.get(suggestion="vascular_surgery")
    page = at_work_list(log_in, physician)
    page.keyboard.press("Enter")
    expect(page.locator("[data-suggestion]:focus")).to_have_count(1)
    page.locator(f"#suggestion-{referral.pk}").focus()
    page.keyboard.press("a")
    question = page.locator(f"#suggestion-{referral.pk} textarea[name=question]")
    question.fill("Angioplasty this week?")
    question.press("Control+Enter")
    goes_on_from(page, f"suggestion-{referral.pk}")
    referral.refresh_from_db()
    assert (referral.state, referral.question) == ("accepted", "Angioplasty this week?")
    assert referral.specialist == surgeon


def test_the_call_sheet_takes_two_keys(
    log_in: Open, intake: Intake, answer: Answer, nurse: User, physician: User
) -> None:
    answer(intake, COLD_LEG)
    lifecycle.hand_over(intake, by=nurse)
    page = at_work_list(log_in, physician)
    page.keyboard.press("Enter")
    expect(page.locator("[data-suggestion]:focus")).to_have_count(1)
    page.evaluate("sessionStorage.clear()")
    page.keyboard.press("p")
    with page.context.expect_event(
        "response", lambda answer: answer.url.endswith("sbar.pdf")
    ) as sent:
        page.keyboard.press("Enter")
    assert sent.value.status == 200
    assert counted(page) == (2, 0)
    assert Event.objects.filter(kind="print call sheet", actor=physician.username).exists()


def test_a_flag_that_is_declined_takes_its_call_along_and_n_leads_on_once_signed(
    log_in: Open, intake: Intake, answer: Answer, nurse: User, physician: User
) -> None:
    answer(intake, COLD_LEG)
    lifecycle.hand_over(intake, by=nurse)
    following = actions.start_intake(intake.patient, by=nurse)
    actions.record(following, dict(REST_PAIN), by=nurse)
    lifecycle.hand_over(following, by=nurse, to=physician)
    page = at_work_list(log_in, physician)
    page.keyboard.press("Enter")
    expect(page.locator("[data-suggestion]:focus")).to_have_count(1)
    sheet = page.get_by_role("link", name="Call sheet")
    expect(sheet).to_be_visible()
    flag = focused(page)
    page.keyboard.press("d")
    page.keyboard.press("2")
    goes_on_from(page, flag)
    expect(sheet).to_have_count(0)
    here = focused(page)
    page.keyboard.press("p")
    said = page.get_by_role("status").filter(has_text="There is no emergency to phone about")
    expect(said).to_be_visible()
    assert focused(page) == here
    page.keyboard.press("k")  # what comes next takes the line away
    expect(said).to_have_count(0)
    # It comes back with the flag.
    page.locator(f"#{flag}").focus()
    page.keyboard.press("a")
    goes_on_from(page, flag)
    expect(sheet).to_be_visible()
    # Not signed, it is “already done” and leads nobody away. Whoever goes on to sign before the answer
    # has come keeps the focus and what was typed.
    here = focused(page)
    held: list[Route] = []
    page.route("**/decide/", lambda route: held.append(route))  # noqa: PLW0108
    page.keyboard.press("n")
    page.keyboard.press("s")
    page.keyboard.type(PASSWORD)
    for _ in range(500):  # on a busy machine the request is told of later than the keys are typed
        if held:
            break
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page.locator(f"#{here}.is-already_done")).to_have_count(1)
    expect(page.locator("#sign-password:focus")).to_have_value(PASSWORD)
    assert page.url.endswith(f"/review/{intake.pk}/")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Signed", exact=True)).to_be_visible()
    page.evaluate("sessionStorage.clear()")
    page.keyboard.press("n")
    page.wait_for_url(f"**/review/{following.pk}/")
    expect(page.locator("[data-suggestion]:focus")).to_have_count(1)
    assert counted(page) == (1, 0)
