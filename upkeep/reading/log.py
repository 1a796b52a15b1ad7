"""Nhật ký: which events a reader sees, and what a line says of each.

Whose act it is decides, not what it was done to: docs/decisions/0035-sealed-audit.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import BooleanField, Case, CharField, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from accounts.acts import ACCOUNTS, SETTINGS, TOPIC_OF
from accounts.models import AuditEvent, User
from cells.models import Assignment, Unit
from cells.reading.accounts import managed_by
from cells.reading.menu import label_of
from cells.rights import may, may_anywhere
from common.tables import Table

NOBODY_KNOWN = "Chưa rõ"
REFUSED = {"session.refuse_password", "session.refuse_code"}
PROGRAM = "Phần mềm"

# A row with its name, and the address of its page where the reader may open one.
Named = tuple[str, str, str]
# Kinds of records that are called by name: the page of one, and what the name is read from. Reports
# stand in a room above this one, so all are named by words.
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "members.member": ("members:member_detail", ()),
    "members.candidate": ("cases:candidate_detail", ()),
    "members.discipline": ("", ("decision",)),
    "cases.case": ("cases:case_detail", ("member", "candidate")),
    "meetings.meeting": ("meetings:meeting_detail", ("unit",)),
    "meetings.task": ("meetings:task_detail", ()),
    "meetings.petition": ("meetings:petition_detail", ()),
    "meetings.directive": ("meetings:directive_detail", ()),
    "inspections.campaign": ("inspections:campaign_detail", ()),
    "inspections.receivedletter": ("", ()),
    "evaluations.round": ("evaluations:round_detail", ("unit",)),
    "organisation.restructuring": ("", ("decision",)),
    "upkeep.reconciliation": ("upkeep:reconciliation_detail", ("unit",)),
    "reports.report": ("reports:report_detail", ("unit",)),
    "reports.target": ("reports:target_detail", ()),
}


def events_for(user: User) -> QuerySet[AuditEvent]:
    """What the reader may see, the newest first; `is_told`: with names and reasons."""
    whole = Unit.objects.allowing(user, "log.read")
    seen = whole | Unit.objects.allowing(user, "log.trace")
    told = Case(When(_within(whole), then=True), default=False, output_field=BooleanField())
    rows = AuditEvent.objects.filter(_within(seen)).annotate(is_told=told)
    return rows.select_related("by").order_by("-at", "-id")


def _within(units: QuerySet[Unit]) -> Q:
    """Acts of whoever worked for these units alone; of whoever works elsewhere too, those of days on
    which he did not; and what was done to these units, their accounts and roles, by whomever."""
    roles, that_day = Assignment.objects.all(), OuterRef("at__date")
    held, elsewhere = roles.filter(unit__in=units), roles.exclude(unit__in=units)
    theirs = held.exclude(user__in=elsewhere.values("user"))
    shared = held.filter(user__in=elsewhere.values("user"))
    here_then = Exists(held.filter(user=OuterRef("by")).on(that_day))
    away_then = Exists(elsewhere.filter(user=OuterRef("by")).on(that_day))
    return (
        Q(by__in=theirs.values("user"))
        | Q(here_then, ~away_then, by__in=shared.values("user"))
        | on_rows("accounts.user", theirs, "user")
        | on_rows("cells.assignment", held)
        | on_rows("cells.unit", units)
    )


def on_rows(label: str, rows: QuerySet, name: str = "pk") -> Q:
    """Events on the records of that kind that these rows are, or lead to; ids stand in them as text."""
    ids = rows.order_by().annotate(as_text=Cast(name, CharField())).values("as_text")
    return Q(record=label, record_id__in=ids)


@dataclass(frozen=True)
class Line:
    """One event as the page shows it; `name` and `url` of the record, where the reader may know it."""

    event: AuditEvent
    who: str
    kind: str
    name: str
    url: str
    fields: str
    reason: str


def lines_for(user: User, events: Iterable[AuditEvent]) -> list[Line]:
    """With one query for each kind of records that are called by name."""
    ids: dict[str, set[str]] = defaultdict(set)
    for event in events:
        ids[event.record].add(event.record_id)
    known = {
        (label, str(pk)): (name, url)
        for label, pks in ids.items()
        for pk, name, url in _named(user, label, pks)
    }
    return [_line(event, *known.get((event.record, event.record_id), ("", ""))) for event in events]


def _line(event: AuditEvent, name: str, url: str) -> Line:
    if event.action == "list.export":
        return Line(event, who_of(event), "", label_of("".join(event.fields)), "", "", "")
    if event.record == "accounts.user" and event.record_id == str(event.by_id):
        return Line(event, who_of(event), "", "", "", "", reason_of(event))  # the own account
    kind = kind_of(event)
    name = name or f"mã\xa0{event.record_id}"
    return Line(event, who_of(event), kind, name, url, fields_of(event), reason_of(event))


def who_of(event: AuditEvent) -> str:
    return str(event.by or (NOBODY_KNOWN if event.action in REFUSED else PROGRAM))


def kind_of(event: AuditEvent) -> str:
    """What kind of record it is, in words; of one that is kept no more, by the name it had."""
    model = _model(event.record)
    return str(model._meta.verbose_name) if model else event.record


def fields_of(event: AuditEvent) -> str:
    """The fields that have a name in words; what else was noted, the words of the act say."""
    model = _model(event.record)
    fields = {field.name: field for field in model._meta.fields} if model else {}
    named = [fields[name] for name in event.fields if name in fields]
    return ", ".join(
        str(field.verbose_name) for field in named if field.verbose_name != field.name.replace("_", " ")
    )


def reason_of(event: AuditEvent) -> str:
    """An administrator reads those about accounts and settings alone."""
    is_open = TOPIC_OF.get(event.action) in {ACCOUNTS, SETTINGS}
    return event.note if event.is_told or is_open else ""


def _model(label: str):
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def _named(user: User, label: str, pks: set[str]) -> Iterator[Named]:
    if label in OF_ACCOUNTS:
        yield from OF_ACCOUNTS[label](user, pks)
    elif label in KINDS:
        page, read = KINDS[label]
        rows = _model(label).objects.visible_to(user).filter(pk__in=pks).select_related(*read)
        for row in rows:
            yield row.pk, str(row), reverse(page, args=[row.pk]) if page else ""


def _units(user: User, pks: set[str]) -> Iterator[Named]:
    for unit in Unit.objects.filter(pk__in=pks):
        url = reverse("organisation:unit_detail", args=[unit.code])
        yield unit.pk, unit.name, url if may(user, "unit.read", unit) else ""


def _accounts(user: User, pks: set[str]) -> Iterator[Named]:
    mine = set()
    if may_anywhere(user, "account.manage"):
        mine = set(managed_by(user).filter(pk__in=pks).values_list("pk", flat=True))
    for account in User.objects.filter(pk__in=pks):
        is_mine = account.pk in mine
        url = reverse("cells:account_detail", args=[account.pk]) if is_mine else ""
        yield account.pk, str(account), url


def _assignments(user: User, pks: set[str]) -> Iterator[Named]:
    for held in Assignment.objects.filter(pk__in=pks).select_related("user", "unit"):
        yield held.pk, f"{held.user}: {held}", ""


# Who has an account, with which role, and the names of units are no business data.
OF_ACCOUNTS = {"accounts.user": _accounts, "cells.assignment": _assignments, "cells.unit": _units}

# Without names of records: a workbook of persons is for others to take away.
TABLE = Table(
    [
        ("Lúc", lambda event: f"{timezone.localtime(event.at):%d/%m/%Y %H:%M:%S}"),
        ("Người thực hiện", who_of),
        ("Việc", lambda event: event.act),
        ("Loại hồ sơ", kind_of),
        ("Mã hồ sơ", lambda event: event.record_id),
        ("Nội dung ghi, sửa", fields_of),
        ("Lý do", reason_of),
    ],
    names_persons=False,
)
