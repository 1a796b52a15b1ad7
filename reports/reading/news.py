"""What is new for a user since the last visit: told from who did what, in the user's scope.

The log says when something happened, the row what it is now: what was taken back since, or is not the
user's to see, is no news. The own acts of the user are none either.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, User
from cells.models import Unit
from cells.rights import COUNTING_ROLES, may_anywhere
from cells.scoping import assignments_of, member_of
from evaluations.models import RoundPaper
from meetings.models import Directive, Meeting, MeetingPaper, Petition, Task, Topic
from meetings.reading import mine
from members.models import CorrectionRequest
from reports.models import Report, ReportRequest, titled
from upkeep.models import Reconciliation

TOLD_FOR = datetime.timedelta(days=30)
MOST = 200  # of one kind

# Of a record: its id, what to say of it, and the address where it stands.
Line = tuple[int, str, str]
# Reads those of the records with these ids that the user may see and that still are news.
Reader = Callable[[User, set[int]], Iterator[Line]]


@dataclass(frozen=True)
class Kind:
    """One kind of news: what is logged when it happens, for whom it is, and how it is told.

    `actions` and `record` are those of the log: "petition.answer" of a "meetings.petition".
    """

    title: str
    actions: tuple[str, ...]
    record: str
    is_for: Callable[[User], bool]
    read: Reader


@dataclass(frozen=True)
class News:
    """One thing that happened."""

    kind: str
    text: str
    url: str
    at: datetime.datetime
    is_new: bool


def news_for(user: User, *, since: datetime.datetime | None = None) -> list[News]:
    """The newest first, of the last 30 days or of what came after `since`; `is_new` are those after
    the user's last visit. One query for the log, and one for each kind of which something is told."""
    begin = timezone.now() - TOLD_FOR
    kinds = [kind for kind in KINDS if kind.is_for(user)]
    happened = _happened(user, kinds, max(since, begin) if since else begin)
    found = [news for kind in kinds for news in _news_of(kind, user, happened.get(kind.title, {}))]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _news_of(kind: Kind, user: User, times: dict[int, datetime.datetime]) -> Iterator[News]:
    """`times`: the records of this kind to which something happened, and when it happened last."""
    if not times:
        return
    seen = user.news_seen_at
    for pk, text, url in kind.read(user, set(times)):
        at = times[pk]
        yield News(kind.title, text, url, at, is_new=seen is None or at > seen)


def _happened(
    user: User, kinds: list[Kind], since: datetime.datetime
) -> dict[str, dict[int, datetime.datetime]]:
    """By the title of the kind: the id of each record, and when it happened last."""
    by_act: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind in kinds:
        for action in kind.actions:
            by_act[action, kind.record].append(kind.title)
    if not by_act:
        return {}
    acts, records = {act for act, _ in by_act}, {record for _, record in by_act}
    rows = AuditEvent.objects.filter(at__gt=since, action__in=acts, record__in=records)
    rows = rows.exclude(by=user).order_by("at").values_list("action", "record", "record_id", "at")
    found: dict[str, dict] = defaultdict(dict)
    for action, record, pk, at in rows:
        for title in by_act.get((action, record), []):
            found[title][int(pk)] = at
    return {title: dict(list(times.items())[-MOST:]) for title, times in found.items()}


def own_units(user: User) -> list[Unit]:
    """Where the user holds a role with business data: papers of these are the user's own."""
    return [held.unit for held in assignments_of(user) if held.role in COUNTING_ROLES]


def _in_cell(user: User) -> bool:
    units = own_units(user)
    return bool(units) and all(unit.is_cell for unit in units) and _drafts(user)


def _drafts(user: User) -> bool:
    return may_anywhere(user, "report.create")


def _reads_reports(user: User) -> bool:
    return may_anywhere(user, "report.read")


def _answers(user: User) -> bool:
    return may_anywhere(user, "petition.answer")


def _keeps_records(user: User) -> bool:
    return may_anywhere(user, "member.edit")


def _is_member(user: User) -> bool:
    return member_of(user) is not None


def _topics(user: User, ids: set[int]) -> Iterator[Line]:
    for topic in Topic.objects.visible_to(user).filter(id__in=ids):
        text = f"{topic.get_quarter_display()}/{topic.year}: {topic.title}"
        yield topic.pk, text, reverse("meetings:topic_list", query={"year": topic.year})


def _directives(user: User, ids: set[int]) -> Iterator[Line]:
    for row in Directive.objects.visible_to(user).kept().filter(id__in=ids):
        yield row.pk, f"{row.number}: {row.title}", reverse("meetings:directive_detail", args=[row.pk])


def _answered(user: User, ids: set[int]) -> Iterator[Line]:
    rows = Petition.objects.visible_to(user).filter(id__in=ids)
    for row in rows.answered_by(timezone.localdate()):
        yield row.pk, str(row), reverse("meetings:petition_detail", args=[row.pk])


def _raised(user: User, ids: set[int]) -> Iterator[Line]:
    rows = Petition.objects.visible_to(user).kept().filter(id__in=ids).select_related("unit")
    for row in rows:
        yield row.pk, f"{row.unit}: {row}", reverse("meetings:petition_detail", args=[row.pk])


def _approved(user: User, ids: set[int]) -> Iterator[Line]:
    rows = Meeting.objects.visible_to(user).filter(id__in=ids, approved_at__isnull=False)
    for row in rows.select_related("unit"):
        yield row.pk, str(row), reverse("meetings:meeting_detail", args=[row.pk])


def _returned(user: User, ids: set[int]) -> Iterator[Line]:
    rows = Meeting.objects.visible_to(user).returned().filter(id__in=ids).select_related("unit")
    for row in rows:
        text = f"{row}. Lý do: {row.returned_reason}"
        yield row.pk, text, reverse("meetings:plan_edit", args=[row.pk])


def _reconciled(user: User, ids: set[int]) -> Iterator[Line]:
    for row in Reconciliation.objects.visible_to(user).open().filter(id__in=ids):
        text = f"Danh sách ngày {row.as_on:%d/%m/%Y}"
        yield row.pk, text, reverse("upkeep:reconciliation_list")


def _asked(user: User, ids: set[int]) -> Iterator[Line]:
    for unit in own_units(user):
        for row in ReportRequest.objects.waiting_for(unit).filter(id__in=ids):
            text = f"{titled(row.kind, row.starts_on, row.ends_on)}, hạn gửi {row.due_on:%d/%m/%Y}"
            yield row.pk, text, reverse("reports:report_list")


def _noted(user: User, ids: set[int]) -> Iterator[Line]:
    """Own drafts on which somebody remarked, or which somebody took a step further or back."""
    rows = Report.objects.visible_to(user).drafts().filter(id__in=ids, unit__in=own_units(user))
    yield from _reports(rows)


def _issued(user: User, ids: set[int]) -> Iterator[Line]:
    yield from _reports(Report.objects.visible_to(user).in_force().filter(id__in=ids))


def _reports(rows) -> Iterator[Line]:
    for row in rows.light().select_related("unit"):
        text = f"{titled(row.kind, row.starts_on, row.ends_on)}, {row.unit}"
        yield row.pk, text, reverse("reports:report_detail", args=[row.pk])


def _minutes(user: User, ids: set[int]) -> Iterator[Line]:
    rows = MeetingPaper.objects.visible_to(user).in_force().filter(id__in=ids)
    for row in rows.filter(unit__in=own_units(user)).light():
        text = f"{row.title} ngày {row.issued_on:%d/%m/%Y}"
        yield row.pk, text, reverse("meetings:meeting_detail", args=[row.meeting_id])


def _decisions(user: User, ids: set[int]) -> Iterator[Line]:
    rows = RoundPaper.objects.visible_to(user).in_force().filter(id__in=ids)
    for row in rows.light().select_related("unit", "round"):
        text = f"Quyết định xếp loại năm {row.round.year}, {row.unit}"
        yield row.pk, text, reverse("evaluations:unit_papers", args=row.page_args)


def _opened(user: User, ids: set[int]) -> Iterator[Line]:
    """Papers that members may read."""
    if place := mine.place_of(user):
        for row in mine.readable(place).light().filter(id__in=ids):
            text = f"{row.title} ngày {row.issued_on:%d/%m/%Y}, {row.unit}"
            yield row.pk, text, reverse("meetings:mine_paper", args=[row.pk])


def _given(user: User, ids: set[int]) -> Iterator[Line]:
    """By the meeting that gave them, once its minutes are adopted; several of one meeting are told
    together."""
    tasks = defaultdict(list)
    for task in Task.objects.filter(_open_of(user), meeting__in=ids).order_by("pk"):
        tasks[task.meeting_id].append(task.text)
    for pk, texts in tasks.items():
        yield pk, "; ".join(texts), reverse("meetings:mine")


def _passed_on(user: User, ids: set[int]) -> Iterator[Line]:
    for task in Task.objects.filter(_open_of(user), id__in=ids):
        yield task.pk, task.text, reverse("meetings:mine")


def _wrong(user: User, ids: set[int]) -> Iterator[Line]:
    """Which members ask to have their record put right."""
    rows = CorrectionRequest.objects.visible_to(user).waiting().filter(id__in=ids)
    for row in rows.select_related("member"):
        yield row.pk, str(row.member), reverse("members:correction_list")


def _put_right(user: User, ids: set[int]) -> Iterator[Line]:
    for row in CorrectionRequest.objects.answered().filter(id__in=ids, member__user=user):
        yield row.pk, row.answer, reverse("members:own_data")


def _open_of(user: User) -> Q:
    return Q(assignee__user=user, done_on__isnull=True, withdrawn_on__isnull=True)


KINDS = [
    Kind("Chuyên đề gợi ý", ("topic.suggest",), "meetings.topic", _in_cell, _topics),
    Kind("Văn bản cấp trên", ("directive.hand_down",), "meetings.directive", _in_cell, _directives),
    Kind("Kiến nghị được trả lời", ("petition.answer",), "meetings.petition", _in_cell, _answered),
    Kind("Kiến nghị của chi bộ", ("petition.raise",), "meetings.petition", _answers, _raised),
    Kind("Lịch sinh hoạt đã duyệt", ("meeting.approve",), "meetings.meeting", _in_cell, _approved),
    Kind("Lịch sinh hoạt bị trả lại", ("meeting.send_back",), "meetings.meeting", _in_cell, _returned),
    Kind(
        "Yêu cầu đối khớp danh sách",
        ("reconciliation.start",),
        "upkeep.reconciliation",
        _in_cell,
        _reconciled,
    ),
    Kind("Đề nghị sửa hồ sơ", ("correction.ask",), "members.correctionrequest", _keeps_records, _wrong),
    Kind("Yêu cầu báo cáo", ("request.ask",), "reports.reportrequest", _drafts, _asked),
    Kind(
        "Báo cáo được góp ý, duyệt, trả lại",
        ("report.note", "report.approve", "report.send_back"),
        "reports.report",
        _drafts,
        _noted,
    ),
    Kind("Báo cáo mới ban hành", ("report.issue",), "reports.report", _reads_reports, _issued),
    Kind(
        "Biên bản, nghị quyết mới", ("meeting_paper.issue",), "meetings.meetingpaper", _drafts, _minutes
    ),
    Kind("Quyết định xếp loại", ("round_paper.issue",), "evaluations.roundpaper", _drafts, _decisions),
    Kind(
        "Văn bản mở cho đảng viên",
        ("meeting_paper.issue",),
        "meetings.meetingpaper",
        _is_member,
        _opened,
    ),
    Kind("Nhiệm vụ mới của đồng chí", ("meeting.adopt",), "meetings.meeting", _is_member, _given),
    Kind(
        "Trả lời đề nghị sửa hồ sơ",
        ("correction.reply",),
        "members.correctionrequest",
        _is_member,
        _put_right,
    ),
    Kind("Nhiệm vụ chuyển cho đồng chí", ("task.give",), "meetings.task", _is_member, _passed_on),
]
