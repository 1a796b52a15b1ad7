"""Everything that papers read of one meeting, each table once."""

from collections import defaultdict
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects

from cells.models import Threshold
from meetings.models import AgendaItem, Attendance, Meeting, Opinion, Task, Vote
from meetings.models.vote import shares_on
from meetings.reading.rollcall import RollCall
from members.models import Member, Office, OfficeKind

LEADING = {OfficeKind.SECRETARY: "Bí thư", OfficeKind.DEPUTY_SECRETARY: "Phó Bí thư"}


def printed_score(meeting: Meeting) -> dict | None:
    """Groups, total and grade as the score tells them itself: it stands in a higher room."""
    score = getattr(meeting, "score", None)
    return score.as_printed() if score else None


class MeetingRows:
    """A meeting with its rows, read when they are first asked for."""

    def __init__(self, meeting: Meeting):
        self.meeting = meeting
        self.day = meeting.held_on

    def _read(self, name: str, rows) -> list:
        """What the meeting then knows too, so that its problems are found without another query."""
        prefetch_related_objects([self.meeting], Prefetch(name, rows))
        return list(getattr(self.meeting, name).all())

    @cached_property
    def roll(self) -> RollCall:
        return RollCall(self._read("attendances", Attendance.objects.by_name()))

    @cached_property
    def items(self) -> list[AgendaItem]:
        return self._read("items", AgendaItem.objects.select_related("speaker"))

    @cached_property
    def tasks(self) -> list[Task]:
        return self._read("tasks", Task.objects.by_due_day())

    @cached_property
    def opinions(self) -> dict[int | None, list[Opinion]]:
        """By the item they belong to; None: to none. Rows with neither name nor text say nothing."""
        found = defaultdict(list)
        for opinion in self._read("opinions", Opinion.objects.select_related("member")):
            if opinion.text or opinion.speaker:
                found[opinion.item_id].append(opinion)
        return found

    @cached_property
    def votes(self) -> dict[int | None, list[Vote]]:
        found = defaultdict(list)
        for vote in self._read("votes", Vote.objects.all()):
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

    def called(self, member: Member) -> str:
        """The name by which the roll tells a member from namesakes."""
        return self.roll.names.get(member.pk, str(member))

    def calling(self, text: str, member: Member | None) -> str:
        """The text with the member's name replaced by what the roll calls him or her."""
        return text.replace(str(member), self.called(member)) if member else text

    def person(self, member: Member | None) -> str:
        """đồng chí Nguyễn Văn A, Bí thư Chi bộ: as on the day of the meeting."""
        if member is None:
            return "…"
        office = self.offices.get(member.pk)
        return f"đồng chí {self.called(member)}" + (f", {self._in_full(office)}" if office else "")

    def _in_full(self, office: str) -> str:
        """Phó Bí thư Chi bộ, Ủy viên Ban Thường vụ: as minutes write what somebody is."""
        body = "Chi bộ" if self.meeting.unit.is_cell else "Đảng ủy"
        if office in LEADING:
            return f"{LEADING[office]} {body}"
        return OfficeKind(office).label.capitalize().replace("ban thường vụ", "Ban Thường vụ")
