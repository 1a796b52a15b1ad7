"""All that the program keeps of one member, for the member: a workbook and the scans, in one file."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst

from accounts.models import AuditEvent
from cases.models import CasePaper, CaseStep
from common.files import DamagedFileError, read_whole
from common.partial import PartialDayField
from common.tables import Table
from common.workbook import Sheet, sheets
from evaluations.models import BodyOpinion, Complaint, Opinion, SelfReview, Suggestion, Vote
from meetings.models import TaskReport
from members.models import Member

# What names a member and is not handed to him or her, and why.
LEFT_OUT = {
    "inspections.subject": "who runs an inspection tells of it, when the rules say so",
    "upkeep.rollline": "a copy of the roll of a day",
}
# What hangs on a row that names the member.
FURTHER: list[tuple[type[models.Model], str]] = [
    (CaseStep, "case__member"),
    (CasePaper, "case__member"),
    (TaskReport, "task__assignee"),
    (SelfReview, "assessment__member"),
    (Opinion, "assessment__member"),
    (BodyOpinion, "assessment__member"),
    (Vote, "assessment__member"),
    (Suggestion, "member__member"),
    (Complaint, "of_member__member"),
]
LONGEST_TITLE = 31  # of a sheet
EVENTS = Table(
    [
        ("Lúc", lambda event: f"{timezone.localtime(event.at):%d/%m/%Y %H:%M}"),
        ("Người thực hiện", lambda event: event.by or "Chương trình"),
        ("Việc", lambda event: event.act),
        ("Lý do", lambda event: event.note),
    ]
)
PAIRS = Table([("Mục", lambda pair: pair[0]), ("Nội dung", lambda pair: pair[1])])


def packed_for(member: Member) -> bytes:
    """A ZIP file: `du-lieu.xlsx`, and `tep/` with every scan that is still there."""
    rows = list(_rows_about(member))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("du-lieu.xlsx", _workbook(member, rows))
        for name, content in _scans(rows):
            packed.writestr(f"tep/{name}", content)
    return file.getvalue()


def sources() -> Iterator[tuple[type[models.Model], str]]:
    """Each table with what is kept of a member, and the way from a row to the member."""
    for relation in Member._meta.related_objects:
        if relation.field.many_to_many or relation.related_model._meta.label_lower in LEFT_OUT:
            continue
        yield relation.related_model, relation.field.name
    yield from FURTHER


def _rows_about(member: Member) -> Iterator[tuple[type[models.Model], str, list]]:
    for model, way in sources():
        linked = [field.name for field in model._meta.fields if field.many_to_one or field.one_to_one]
        rows = model._base_manager.filter(**{way: member}).order_by("pk").select_related(*linked)
        if found := list(rows):
            yield model, way, found


def _workbook(member: Member, about: list) -> bytes:
    told = [(heading, read(member)) for heading, read in _columns(Member, "")]
    if member.user:
        told.append(("Tên đăng nhập", member.user.username))
    lists: list[Sheet] = [("Hồ sơ", PAIRS, told)]
    lists += [
        (model._meta.verbose_name, Table(_columns(model, way)), rows) for model, way, rows in about
    ]
    lists.append(("Nhật ký", EVENTS, _events(member, about)))
    made = f"Xuất lúc {timezone.localtime():%H:%M ngày %d/%m/%Y}"
    above = [f"Dữ liệu về đồng chí {member}", "Các số không bị che: chỉ trao cho đồng chí ấy", made]
    return sheets(_named_apart(lists), above)


def _named_apart(lists: list[Sheet]) -> Iterator[Sheet]:
    """Titles as a spreadsheet takes them: short, and no two alike."""
    taken = set()
    for title, table, rows in lists:
        short, number = capfirst(title.replace("/", ", "))[:LONGEST_TITLE], 1
        while short.lower() in taken:
            number += 1
            short = f"{short[: LONGEST_TITLE - 4]} ({number})"
        taken.add(short.lower())
        yield short, table, rows


def _events(member: Member, about: list) -> list[AuditEvent]:
    """Who read or wrote the record, or one of these rows; the newest first."""
    asked = Q(record=Member._meta.label_lower, record_id=str(member.pk))
    for model, _, rows in about:
        asked |= Q(record=model._meta.label_lower, record_id__in=[str(row.pk) for row in rows])
    return list(AuditEvent.objects.filter(asked).select_related("by"))


def _columns(model: type[models.Model], way: str) -> list[tuple[str, Callable]]:
    """What people write of a row, under the words of the pages; not the member again."""
    return [
        (_heading(field), _reader(field))
        for field in model._meta.fields
        if not (field.primary_key or field.name in {way, way.partition("__")[0]})
        and (field.editable or (isinstance(field, models.DateField) and _is_named(field)))
        and not field.name.endswith("_precision")
    ]


def _is_named(field: models.Field) -> bool:
    return field.verbose_name != field.name.replace("_", " ")


def _heading(field: models.Field) -> str:
    """Its own words; of a link without any, those of what it leads to."""
    return capfirst((field if _is_named(field) else field.related_model._meta).verbose_name)


def _reader(field: models.Field) -> Callable:
    if isinstance(field, PartialDayField):
        return lambda row: getattr(row, field.name.removesuffix("_on"))
    if field.choices:
        return lambda row: getattr(row, f"get_{field.name}_display")()
    return lambda row: _as_written(getattr(row, field.name))


def _as_written(value):
    match value:
        case bool():
            return "Có" if value else "Không"
        case dict() | list():
            return json.dumps(value, ensure_ascii=False) if value else ""
        case models.Model() | models.fields.files.FieldFile():
            return str(value)
    return value


def _scans(about: list) -> Iterator[tuple[str, bytes]]:
    for model, _, rows in about:
        fields = [field for field in model._meta.fields if isinstance(field, models.FileField)]
        for row in rows:
            for file in filter(None, (getattr(row, field.name) for field in fields)):
                try:
                    yield file.name.rpartition("/")[2], read_whole(file)
                except DamagedFileError:  # the workbook still names it
                    continue
