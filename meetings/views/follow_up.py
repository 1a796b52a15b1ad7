"""What one meeting has to see to beside its minutes: earlier tasks, papers from above, petitions."""

from django.shortcuts import render

from cells.rights import may
from meetings.models import Directive, Petition, Task
from meetings.views.shared import meeting_for


def meeting_follow_up(request, pk):
    """Before, at and after the meeting: what was left to it and what comes of it."""
    meeting = meeting_for(request, pk, "meeting.read", "review")
    unit, user = meeting.unit, request.user
    is_open = meeting.is_open_for_record
    context = {
        "meeting": meeting,
        "tasks": Task.objects.to_report_at(meeting),
        "directives": Directive.objects.pending(unit) if unit.is_cell and is_open else [],
        "petitions": Petition.objects.filter(meeting=meeting).for_list(),
        "observers": meeting.observers.all(),
        "may_report": is_open and meeting.is_held and may(user, "task.complete", unit),
        "may_take_up": may(user, "meeting.record", unit),
        "may_raise": may(user, "petition.raise", unit),
        "may_review": may(user, "review.write", unit),
    }
    return render(request, "meetings/meeting_follow_up.html", context)
