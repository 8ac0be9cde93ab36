"""Letters that came back for something that a nurse or a physician supplies, on their home pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.access import needs, who
from intake.models import IntakeState
from intake.roles import Role
from referrals.came_back import tasks_for
from referrals.views.work_list import in_words


@require_safe
@needs("see intakes")
def came_back(request: HttpRequest) -> HttpResponse:
    """The tasks of whoever looks; nothing where there is none."""
    role = who(request).role
    tasks, has_more = tasks_for(role)
    now = timezone.now()
    rows = [
        {
            "task": task,
            "waits": in_words(now - task.letter.state_since),
            "is_being_amended": task.intake.state != IntakeState.SIGNED,
            "by_nurse": task.by == Role.NURSE,
        }
        for task in tasks
    ]
    context = {"rows": rows, "has_more": has_more, "is_nurse": role == Role.NURSE}
    return render(request, "referrals/came_back.html", context)
