"""A feed as an iCalendar: what a telephone shows of meetings. Poor on purpose, see models/feed.py."""

import datetime

import icalendar
from django.db.models import Q
from django.utils import timezone

from cells.rights import PERSON_ROLES
from cells.scoping import assignments_of
from common.periods import DAY
from common.vietnamese import nfc
from meetings.models import CELL_MEETINGS, Feed, Meeting, MeetingKind
from meetings.reading.mine import place_of
from members.models import Office

YEARS_BACK = 1
HOME = "cong-tac-dang"  # not the host of the address: another one would show every meeting twice
LAST_MINUTE = datetime.time(23, 59)
OWN = [*CELL_MEETINGS, MeetingKind.CONGRESS, MeetingKind.GRADING]
ABOVE = [MeetingKind.CONFERENCE, MeetingKind.CONGRESS]


def meetings_of(feed: Feed):
    """What the feed shows: of its unit, or those its user is to sit in; of a year back and onwards."""
    since = timezone.localdate() - datetime.timedelta(days=366 * YEARS_BACK)
    own = Q(unit=feed.unit) if feed.unit else _own(feed.user)
    rows = Meeting.objects.filter(own, held_on__gte=since)
    return rows.with_unit_name().order_by("held_on", "id")


def _own(user) -> Q:
    """Of the units where the user has a role; a member: of the cell of today, what members of all cells
    come to, and of the committee seated in."""
    own, today = Q(pk__in=[]), timezone.localdate()
    for held in assignments_of(user):
        if held.role in PERSON_ROLES:
            own |= Q(unit=held.unit_id)
    if place := place_of(user):
        own |= Q(unit__in=place.cells, kind__in=OWN) | Q(unit__in=place.units, kind__in=ABOVE)
    seats = Office.objects.on(today).in_committee().filter(member__user=user)
    return own | Q(unit__in=seats.values("unit"), kind=MeetingKind.COMMITTEE)


def ics(feed: Feed) -> bytes:
    """The whole feed. A meeting that was taken back is simply no longer in it."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Cong tac dang//Lich sinh hoat//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", nfc(str(feed)))
    calendar.add("x-wr-timezone", timezone.get_default_timezone_name())
    calendar.add("refresh-interval;value=duration", "PT1H")
    for meeting in meetings_of(feed).select_related("unit"):
        calendar.add_component(_event(meeting))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(meeting: Meeting) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"meeting-{meeting.pk}@{HOME}")
    event.add("sequence", meeting.version - 1)  # goes up with every change and answer
    event.add("dtstamp", timezone.now())
    event.add("summary", nfc(f"{meeting.title}, {meeting.unit_name or meeting.unit}"))
    event.add("status", "CONFIRMED" if meeting.is_firm else "TENTATIVE")
    if meeting.place:
        event.add("location", nfc(meeting.place))
    event.add("dtstart", _at(meeting.held_on, meeting.starts_at))
    if meeting.ends_at or meeting.ends_on:
        event.add("dtend", _end(meeting))
    return event


def _end(meeting: Meeting) -> datetime.date | datetime.datetime:
    """Of whole days the day after the last, as calendars count."""
    if meeting.starts_at is None:
        return meeting.last_on + DAY
    return _at(meeting.last_on, meeting.ends_at or LAST_MINUTE)


def _at(day: datetime.date, time: datetime.time | None) -> datetime.date | datetime.datetime:
    """Without a time the whole day."""
    if time is None:
        return day
    return datetime.datetime.combine(day, time, timezone.get_default_timezone())
