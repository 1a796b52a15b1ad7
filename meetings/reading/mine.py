"""What concerns one member: meetings to come, papers adopted, tasks, who was there this year."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils import timezone

from accounts.models import User
from common.periods import DAY
from meetings.models import (
    AbsenceNotice,
    Attachment,
    Attendance,
    Disclosure,
    Meeting,
    MeetingKind,
    MeetingPaper,
    PaperKind,
    Task,
)
from meetings.models.disclosure import KINDS, Shown
from members.models import Member, Membership

COMING = 3  # meetings shown
OF_ALL = [MeetingKind.CONFERENCE, MeetingKind.CONGRESS]  # to which members of all cells below come
YEAR = 365 * DAY


@dataclass(frozen=True)
class Place:
    """Where somebody belongs today: the cells, as member and as guest, and what is above them."""

    member: Member
    spells: list[Membership]

    @property
    def cells(self) -> set[int]:
        return {spell.unit_id for spell in self.spells}

    @property
    def units(self) -> set[int]:
        """The cells, and every body above them."""
        return {unit for spell in self.spells for unit in spell.unit.path_ids}

    @property
    def meetings(self) -> Q:
        return Q(unit__in=self.cells) | Q(unit__in=self.units, kind__in=OF_ALL)


def place_of(user: User) -> Place | None:
    """None for an account that is tied to nobody, or to somebody who is in no cell any more."""
    spells = Membership.objects.on(timezone.localdate()).filter(member__user=user)
    spells = list(spells.select_related("unit", "member"))
    return Place(spells[0].member, spells) if spells else None


def coming(place: Place, day: datetime.date) -> list[Meeting]:
    """The next ones, with agenda, papers and what the member said of each."""
    notices = AbsenceNotice.objects.filter(member=place.member)
    rows = Meeting.objects.planned().filter(place.meetings, held_on__gte=day)
    rows = rows.select_related("unit").order_by("held_on", "starts_at", "id")
    return list(
        rows.prefetch_related(
            "items", "attachments", Prefetch("absence_notices", notices, to_attr="own_notices")
        )[:COMING]
    )


def readable(place: Place):
    """Adopted by the own cell and by what is above it, as far as each of them opens it to members.

    The choice of a body holds for those below it that made none; minutes are read in the own cell only.
    """
    chosen = dict(Disclosure.objects.filter(unit__in=place.units).values_list("unit", "shown"))
    opened = Q(pk__in=[])
    for spell in place.spells:
        shown = Shown.RESOLUTIONS
        for unit in spell.unit.path_ids:
            shown = chosen.get(unit, shown)
            kinds = KINDS[shown] if unit == spell.unit_id else {*KINDS[shown]} - {PaperKind.MINUTES}
            opened |= Q(unit=unit, kind__in=kinds)
    return MeetingPaper.objects.in_force().filter(opened).select_related("unit", "meeting")


def papers(place: Place, day: datetime.date):
    """Of the papers that the member may read those issued in the last year."""
    return readable(place).filter(issued_on__gte=day - YEAR)


def attachments(place: Place):
    """Papers of meetings of the own cell and of what is above, before and after they were held."""
    of_meetings = Meeting.objects.filter(place.meetings)
    return Attachment.objects.filter(meeting__in=of_meetings.values("pk"))


def tasks(member: Member, day: datetime.date):
    """Given to the member by name, and not done."""
    return Task.objects.filter(assignee=member).undone_on(day).judged_on(day).by_due_day()


def attended(member: Member, year: int):
    """Every roll of the year on which the member stands."""
    days = (datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    rows = Attendance.objects.filter(member=member, meeting__held_on__range=days)
    return rows.select_related("meeting__unit").order_by("-meeting__held_on", "-id")
