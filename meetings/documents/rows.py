"""Everything that papers read of one meeting, each table once."""

from collections import defaultdict
from functools import cached_property

from cells.models import Threshold
from meetings.models import AgendaItem, Meeting, Opinion, Task, Vote
from meetings.models.vote import shares_on
from meetings.reading.rollcall import RollCall
from members.models import Member, Office, OfficeKind


def printed_score(meeting: Meeting) -> dict | None:
    """Groups, total and grade as the score tells them itself: it stands in a higher room."""
    score = getattr(meeting, "score", None)
    return score.as_printed() if score else None


class MeetingRows:
    """A meeting with its rows, read when they are first asked for."""

    def __init__(self, meeting: Meeting):
        self.meeting = meeting
        self.day = meeting.held_on

    @cached_property
    def roll(self) -> RollCall:
        return RollCall(list(self.meeting.attendances.by_name()))

    @cached_property
    def items(self) -> list[AgendaItem]:
        return list(self.meeting.items.select_related("speaker"))

    @cached_property
    def tasks(self) -> list[Task]:
        return list(self.meeting.tasks.by_due_day())

    @cached_property
    def opinions(self) -> dict[int | None, list[Opinion]]:
        """By the item they belong to; None: to none. Rows with neither name nor text say nothing."""
        found = defaultdict(list)
        for opinion in self.meeting.opinions.select_related("member"):
            if opinion.text or opinion.speaker:
                found[opinion.item_id].append(opinion)
        return found

    @cached_property
    def votes(self) -> dict[int | None, list[Vote]]:
        found = defaultdict(list)
        for vote in self.meeting.votes.all():
            found[vote.item_id].append(vote)
        return found

    @cached_property
    def offices(self) -> dict[int, str]:
        """Who held which office in the body on that day; the highest of each."""
        held = Office.objects.on(self.day).in_committee().filter(unit=self.meeting.unit).by_rank()
        return {office.member_id: office.kind for office in reversed(held)}

    @cached_property
    def shares(self) -> dict[str, Threshold]:
        return shares_on(self.day)

    def person(self, member: Member | None) -> str:
        """đồng chí Nguyễn Văn A, bí thư: as on the day of the meeting."""
        if member is None:
            return "…"
        office = self.offices.get(member.pk)
        return f"đồng chí {member}" + (f", {OfficeKind(office).label}" if office else "")
