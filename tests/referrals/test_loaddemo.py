"""The demo clinic: every role can log in, every state of work is there, and it is refused elsewhere."""

import pytest
from django.core.management import CommandError, call_command

from intake.answers import answers_of
from intake.models import Intake, Patient, User
from intake.roles import Role
from referrals.came_back import tasks_for
from referrals.demo import ACCOUNTS
from referrals.models import Letter, Snapshot

pytestmark = pytest.mark.django_db


def test_the_demo_has_an_account_for_every_role_and_work_in_every_state(
    settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEMO = True
    call_command("loaddemo", "--if-empty")
    told = capsys.readouterr().out
    assert "http://127.0.0.1:8000/" in told
    for username, role, *_, password in ACCOUNTS:
        assert User.objects.get(username=username, role=role).check_password(password)
        assert f"{username:<10} password {password}" in told
    assert {role for _, role, *_ in ACCOUNTS} == set(Role)
    assert set(Intake.objects.values_list("state", flat=True)) == {"draft", "handed_over", "signed"}
    # Letters to print, one that waits for its answer, one that was taken and one that came back.
    states = set(Letter.objects.values_list("state", flat=True))
    assert states >= {"signed", "sent", "accepted", "returned"}
    assert "ankle-brachial index" in tasks_for(Role.NURSE)[0][0].missing
    # One was amended, and results of another came after it was signed.
    second = Snapshot.objects.get(version=2)
    assert second.amended_because
    assert second.intake.state == "signed"
    later = Intake.objects.get(follows_up__isnull=False)
    assert later.state == "handed_over"
    assert answers_of(later)["lab_ferritin"] == 22
    assert not Patient.objects.exclude(family_name__startswith="Demo-").exists()


def test_loading_it_again_changes_nothing_and_more_can_be_made(settings) -> None:
    settings.DEMO = True
    call_command("loaddemo", "--if-empty")
    before = Intake.objects.count()
    call_command("loaddemo", "--if-empty", "--intakes", "5")
    assert Intake.objects.count() == before
    call_command("loaddemo", "--intakes", "5")
    assert Intake.objects.count() == before + 5


def test_known_passwords_never_reach_a_real_database(settings) -> None:
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(CommandError, match="never into a database of real patients"):
        call_command("loaddemo")
    assert not User.objects.exists()
