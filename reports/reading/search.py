"""One search over members, meetings, papers and pages: each in the user's scope, as in its list.

Names are compared by the keys that the lists use: case, tones, look-alike letters and the form of
Unicode aside. A member's numbers are found as in the list of members: the whole, or the last signs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

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


def _with(words: list[str], rows: Iterable, told: Callable[..., str]) -> Iterator:
    """The rows with every word, as the beginning of one of theirs."""
    for row in rows:
        key = f" {plain(told(*row))}"
        if all(f" {word}" in key for word in words):
            yield row


def _pages(user: User, words: list[str]) -> Iterator[Hit]:
    for group, entry in _with(words, entries_of(user), lambda group, entry: entry.label):
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
    rows = rows.values_list("pk", "kind", "topic", "held_on", "unit__name")[:LOOKED_THROUGH]

    def told(pk, kind, topic, held_on, unit):
        return f"{KINDS[kind]} {topic} {unit} {_days(held_on)}"

    for pk, kind, topic, held_on, unit in _with(words, rows, told):
        title = f"{KINDS[kind]} ngày {held_on:%d/%m/%Y}"
        note = f"{unit}. {topic}" if topic else unit
        yield Hit(title, note, reverse("meetings:meeting_detail", args=[pk]))


def _papers(user: User, words: list[str]) -> Iterator[Hit]:
    yield from _of_meetings(user, words)
    yield from _of_rounds(user, words)
    rows = Report.objects.visible_to(user).issued().order_by("-issued_on", "-pk").light()
    rows = rows.values_list(
        *("number", "said_symbol", "unit__name", "issued_on"),
        *("pk", "kind", "starts_on", "ends_on", "subject"),
    )

    def told(number, symbol, unit, on, pk, kind, start, end, subject):
        return (
            f"{_numbered('', number, symbol)} {titled(kind, start, end)} {subject} {unit} {_days(on)}"
        )

    for number, symbol, unit, on, pk, *period, _ in _with(words, rows[:LOOKED_THROUGH], told):
        title = _numbered(titled(*period), number, symbol)
        yield Hit(title, _note(unit, on), reverse("reports:report_detail", args=[pk]))


def _of_meetings(user: User, words: list[str]) -> Iterator[Hit]:
    rows = MeetingPaper.objects.visible_to(user).issued().order_by("-issued_on", "-pk").light()
    facts = ("number", "said_symbol", "title", "unit__name", "issued_on", "meeting", "meeting__topic")
    rows = rows.values_list(*facts)[:LOOKED_THROUGH]

    def told(number, symbol, title, unit, on, meeting, topic):
        return f"{_numbered(title, number, symbol)} {topic} {unit} {_days(on)}"

    for number, symbol, title, unit, on, meeting, _ in _with(words, rows, told):
        url = reverse("meetings:meeting_detail", args=[meeting])
        yield Hit(_numbered(title, number, symbol), _note(unit, on), url)


def _of_rounds(user: User, words: list[str]) -> Iterator[Hit]:
    rows = RoundPaper.objects.visible_to(user).issued().order_by("-issued_on", "-pk").light()
    facts = ("number", "said_symbol", "unit__name", "unit__code", "issued_on", "round", "round__year")
    rows = rows.values_list(*facts)[:LOOKED_THROUGH]

    def told(number, symbol, unit, code, on, grading, year):
        title = f"Quyết định xếp loại năm {year}"
        return f"{_numbered(title, number, symbol)} {unit} {_days(on)}"

    for number, symbol, unit, code, on, grading, year in _with(words, rows, told):
        url = reverse("evaluations:unit_papers", args=[grading, code])
        title = _numbered(f"Quyết định xếp loại năm {year}", number, symbol)
        yield Hit(title, _note(unit, on), url)


def _directives(user: User, words: list[str]) -> Iterator[Hit]:
    rows = Directive.objects.visible_to(user).kept().order_by("-issued_on", "-pk")
    rows = rows.values_list("pk", "number", "issuer", "title", "issued_on")[:LOOKED_THROUGH]

    def told(pk, number, issuer, title, on):
        return f"{number} {issuer} {title} {_days(on)}"

    for pk, number, issuer, title, on in _with(words, rows, told):
        url = reverse("meetings:directive_detail", args=[pk])
        yield Hit(f"{number}: {title}", _note(issuer, on), url)


def _library(user: User, text: str) -> Iterator[Hit]:
    rows = LibraryItem.objects.visible_to(user).kept().matching(text).select_related("unit")
    for item in rows[: SHOWN + 1]:
        url = reverse("meetings:library_list", query={"q": item.title})
        yield Hit(item.title, f"{item.topic}, {item.unit}", url)


def _numbered(title: str, number: int | None, symbol: str | None) -> str:
    return f"{title} số {number:02}-{symbol}" if number else title


def _days(on) -> str:
    """A day as it is typed, with and without zeros in front."""
    return f"{on:%d/%m/%Y} {on.day}/{on.month}/{on.year}"


def _note(whose: str, on) -> str:
    return f"{whose}, ngày {on:%d/%m/%Y}"
