"""One search over members, meetings, papers and pages: each in the user's scope, as in its list.

Names are compared by the keys that the lists use: case, tones, look-alike letters and the form of
Unicode aside. A member's numbers are found as in the list of members: the whole, or the last signs.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.urls import reverse

from accounts.models import User
from cells.reading.menu import entries_of
from common.vietnamese import plain
from evaluations.models import RoundPaper
from meetings.models import Directive, LibraryItem, Meeting, MeetingKind, MeetingPaper
from members.models import Membership
from reports.models import Report, titled

SHOWN = 10
LOOKED_THROUGH = 5_000  # the newest; meetings and papers keep no key of their own
MOST_WORDS = 10
SHORTEST = 2
KINDS = dict(MeetingKind.choices)


@dataclass(frozen=True)
class Hit:
    """What was found, what tells it from others, and where it stands."""

    text: str
    note: str
    url: str


@dataclass(frozen=True)
class Section:
    """The first hits of one kind; `more`: the address of the whole list, where there are more."""

    title: str
    hits: list[Hit]
    is_cut: bool = False
    more: str = ""


def search(user: User, text: str) -> list[Section]:
    """What was found, kind by kind; kinds without a hit are left out."""
    words = plain(text).split()[:MOST_WORDS]
    if len("".join(words)) < SHORTEST:
        return []
    members = reverse("members:member_list", query={"q": text})
    found = [
        _section("Mục trong phần mềm", _pages(user, words)),
        _section("Đảng viên", _members(user, text), members),
        _section("Cuộc họp", _meetings(user, words)),
        _section("Văn bản đã ban hành", _papers(user, words)),
        _section("Văn bản cấp trên", _directives(user, words)),
        _section("Thư viện", _library(user, text)),
    ]
    return [section for section in found if section.hits]


def _section(title: str, hits: Iterable[Hit], more: str = "") -> Section:
    first = list(islice(hits, SHOWN + 1))
    is_cut = len(first) > SHOWN
    return Section(title, first[:SHOWN], is_cut, more if is_cut else "")


def _with(words: list[str], rows: Iterable, told: Callable[[Any], str]) -> Iterator:
    """The rows with every word, as the beginning of one of those that are `told` of them."""
    for row in rows:
        key = f" {plain(told(row))}"
        if all(f" {word}" in key for word in words):
            yield row


def _pages(user: User, words: list[str]) -> Iterator[Hit]:
    for group, entry in _with(words, entries_of(user), lambda listed: listed[1].label):
        yield Hit(entry.label, group, reverse(entry.page))


def _members(user: User, text: str) -> Iterator[Hit]:
    rows = Membership.objects.visible_to(user).named(text).select_related("member", "unit")
    rows = rows.order_by("member__sort_key", "member", "kind", "-starts_on")[: 2 * SHOWN + 2]
    first = {}
    for row in rows:
        first.setdefault(row.member_id, row)
    for row in first.values():
        note = f"{row.unit}, đã rời danh sách" if row.ends_on else f"{row.unit}"
        yield Hit(row.member.full_name, note, reverse("members:member_detail", args=[row.member_id]))


def _meetings(user: User, words: list[str]) -> Iterator[Hit]:
    rows = Meeting.objects.visible_to(user).newest_first()
    rows = rows.values_list("pk", "kind", "topic", "held_on", "unit__name", named=True)

    def told(row) -> str:
        return f"{KINDS[row.kind]} {row.topic} {row.unit__name} {_days(row.held_on)}"

    for row in _with(words, rows[:LOOKED_THROUGH], told):
        title = f"{KINDS[row.kind]} ngày {row.held_on:%d/%m/%Y}"
        note = f"{row.unit__name}. {row.topic}" if row.topic else row.unit__name
        yield Hit(title, note, reverse("meetings:meeting_detail", args=[row.pk]))


def _papers(user: User, words: list[str]) -> Iterator[Hit]:
    yield from _of_meetings(user, words)
    yield from _of_rounds(user, words)
    yield from _reports(user, words)


# What every issued paper is found and shown by.
OF_PAPER = ("pk", "number", "said_symbol", "unit__name", "issued_on")


def _of_meetings(user: User, words: list[str]) -> Iterator[Hit]:
    rows = MeetingPaper.objects.visible_to(user).issued().order_by("-issued_on", "-pk").light()
    rows = rows.values_list(*OF_PAPER, "title", "meeting", "meeting__topic", named=True)

    def told(row) -> str:
        return f"{_numbered(row.title, row)} {row.meeting__topic} {_whose_and_when(row)}"

    for row in _with(words, rows[:LOOKED_THROUGH], told):
        url = reverse("meetings:meeting_detail", args=[row.meeting])
        yield Hit(_numbered(row.title, row), _note(row.unit__name, row.issued_on), url)


def _of_rounds(user: User, words: list[str]) -> Iterator[Hit]:
    rows = RoundPaper.objects.visible_to(user).issued().order_by("-issued_on", "-pk").light()
    rows = rows.values_list(*OF_PAPER, "unit__code", "round", "round__year", named=True)

    def title(row) -> str:
        return _numbered(f"Quyết định xếp loại năm {row.round__year}", row)

    def told(row) -> str:
        return f"{title(row)} {_whose_and_when(row)}"

    for row in _with(words, rows[:LOOKED_THROUGH], told):
        url = reverse("evaluations:unit_papers", args=[row.round, row.unit__code])
        yield Hit(title(row), _note(row.unit__name, row.issued_on), url)


def _reports(user: User, words: list[str]) -> Iterator[Hit]:
    rows = Report.objects.visible_to(user).issued().order_by("-issued_on", "-pk").light()
    rows = rows.values_list(*OF_PAPER, "kind", "starts_on", "ends_on", "subject", named=True)

    def title(row) -> str:
        return _numbered(titled(row.kind, row.starts_on, row.ends_on), row)

    def told(row) -> str:
        return f"{title(row)} {row.subject} {_whose_and_when(row)}"

    for row in _with(words, rows[:LOOKED_THROUGH], told):
        url = reverse("reports:report_detail", args=[row.pk])
        yield Hit(title(row), _note(row.unit__name, row.issued_on), url)


def _directives(user: User, words: list[str]) -> Iterator[Hit]:
    rows = Directive.objects.visible_to(user).kept().order_by("-issued_on", "-pk")
    rows = rows.values_list("pk", "number", "issuer", "title", "issued_on", named=True)

    def told(row) -> str:
        return f"{row.number} {row.issuer} {row.title} {_days(row.issued_on)}"

    for row in _with(words, rows[:LOOKED_THROUGH], told):
        url = reverse("meetings:directive_detail", args=[row.pk])
        yield Hit(f"{row.number}: {row.title}", _note(row.issuer, row.issued_on), url)


def _library(user: User, text: str) -> Iterator[Hit]:
    rows = LibraryItem.objects.visible_to(user).kept().matching(text).select_related("unit")
    for item in rows[: SHOWN + 1]:
        url = reverse("meetings:library_list", query={"q": item.title})
        yield Hit(item.title, f"{item.topic}, {item.unit}", url)


def _numbered(title: str, paper) -> str:
    """The title with the number that the paper was issued under, where it has one."""
    return f"{title} số {paper.number:02}-{paper.said_symbol}" if paper.number else title


def _whose_and_when(paper) -> str:
    return f"{paper.unit__name} {_days(paper.issued_on)}"


def _days(day: datetime.date) -> str:
    """A day as it is typed, with and without zeros in front."""
    return f"{day:%d/%m/%Y} {day.day}/{day.month}/{day.year}"


def _note(whose: str, issued_on: datetime.date) -> str:
    return f"{whose}, ngày {issued_on:%d/%m/%Y}"
