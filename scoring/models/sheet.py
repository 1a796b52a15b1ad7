"""Score sheets: versioned data with its source; a published sheet that scored a meeting is frozen."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Prefetch, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import optional, who_did
from common.periods import refuse_far
from common.vietnamese import nfc
from meetings.models.kinds import MeetingKind
from scoring.models.sheet_parts import ScoreCap, ScoreGroup, ScoreItem, ScoreOption, points_field
from scoring.rules.checks import problems_of
from scoring.rules.grades import Certainty, LeftOut
from scoring.rules.marking import FULL

FOR_KIND = {
    MeetingKind.REGULAR: "for_regular",
    MeetingKind.THEMATIC: "for_thematic",
    MeetingKind.COMBINED: "for_combined",
}
HEAD_FIELDS = [
    *("name", "issuer", "source", "certainty", "valid_from", *FOR_KIND.values()),
    *("good_from", "fair_from", "average_from", "left_out"),
    *("year_fair_percent", "year_good_least"),
]


class ScoreSheetQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    def seen_from(self, unit) -> Q:
        """Those shipped, and those of the organisations above it too."""
        return super().seen_from(unit) | Q(unit__isnull=True) | Q(unit__in=unit.path_ids)

    def published(self):
        return self.filter(published_at__isnull=False)

    def for_kind(self, kind: str):
        field = FOR_KIND.get(kind)
        return self.filter(**{field: True}) if field else self.none()

    def offered_to(self, meeting):
        """What may score this meeting: published, of its kind, in force on its day, owned above it."""
        owned = Q(unit__isnull=True) | Q(unit__in=meeting.unit.path_ids)
        rows = self.published().for_kind(meeting.kind)
        return rows.filter(owned, valid_from__lte=meeting.held_on).select_related("unit")

    def ranked_for(self, meeting) -> list[ScoreSheet]:
        """The newest of the nearest organisation first; shipped ones come last."""
        rows = self.offered_to(meeting)
        return sorted(rows, key=lambda sheet: (sheet.depth, sheet.valid_from), reverse=True)

    def with_parts(self):
        """Everything that the sheet prints, in few queries."""
        items = ScoreItem.objects.select_related("group").prefetch_related("options")
        caps = ScoreCap.objects.prefetch_related(Prefetch("items", items))
        groups = ScoreGroup.objects.prefetch_related(Prefetch("items", items))
        return self.select_related("unit").prefetch_related(
            Prefetch("groups", groups), Prefetch("caps", caps)
        )

    @transaction.atomic
    def draft(self, *, unit: Unit, by: User | None, **head) -> ScoreSheet:
        """A new sheet, empty, not yet in use."""
        sheet = self.model(unit=unit, **head)
        audit.add(by, "scoresheet.draft", sheet)
        return sheet


class ScoreSheet(models.Model):
    """Biểu chấm điểm sinh hoạt. Without a unit it came with the program; others belong to whoever
    issued them and bind what lies beneath. Unpublished it scores nothing: a draft, or a sample."""

    unit = optional(Unit, "tổ chức ban hành", related_name="score_sheets")
    name = models.CharField("tên biểu", max_length=200)
    issuer = models.CharField("nơi ban hành", max_length=200)
    source = models.TextField("căn cứ, ghi chú", max_length=3000)
    certainty = models.CharField(
        "độ tin cậy", max_length=8, choices=Certainty.choices, default=Certainty.READ
    )
    valid_from = models.DateField("áp dụng từ ngày")
    for_regular = models.BooleanField("sinh hoạt thường kỳ", default=False)
    for_thematic = models.BooleanField("sinh hoạt chuyên đề", default=False)
    for_combined = models.BooleanField("thường kỳ kết hợp chuyên đề", default=False)
    good_from = points_field("Tốt từ (điểm)", default=Decimal(90))
    fair_from = points_field("Khá từ (điểm)", default=Decimal(70))
    average_from = points_field("Trung bình từ (điểm)", default=Decimal(50))
    left_out = models.CharField(
        "nội dung không áp dụng thì", max_length=7, choices=LeftOut.choices, default=LeftOut.RESCALE
    )
    year_fair_percent = models.PositiveSmallIntegerField(
        "cả năm loại Tốt khi số kỳ từ Khá trở lên đạt (%)", null=True, blank=True
    )
    year_good_least = models.PositiveSmallIntegerField(
        "và có ít nhất (kỳ loại Tốt)", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = who_did()

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "name", "id"]
        verbose_name = verbose_name_plural = "biểu chấm điểm"
        constraints = [
            models.UniqueConstraint(
                name="scoresheet_once",
                fields=["unit", "name", "valid_from"],
                violation_error_message="Đã có biểu cùng tên áp dụng từ đúng ngày này.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def depth(self) -> int:
        """How near the owner is to the cells; what was shipped has none."""
        return self.unit.path.count("/") if self.unit else 0

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_used(self) -> bool:
        return self.scores.exists()

    @property
    def least(self) -> list[Decimal]:
        """The least total of good, fair and average."""
        return [self.good_from, self.fair_from, self.average_from]

    @property
    def kinds(self) -> list[str]:
        """What it scores, in words."""
        return [kind.label for kind, field in FOR_KIND.items() if getattr(self, field)]

    def year_grade_is_good(self, grades: dict[str, int]) -> bool | None:
        """Whether a year of so many meetings by grade is good; None without such a rule."""
        held = sum(grades.values())
        if self.year_fair_percent is None or self.year_good_least is None or not held:
            return None
        fair = grades.get("good", 0) + grades.get("fair", 0)
        is_fair = fair * 100 >= self.year_fair_percent * held
        return is_fair and grades.get("good", 0) >= self.year_good_least

    def clean(self):
        self.name, self.issuer = nfc(self.name), nfc(self.issuer)
        refuse_far(self.valid_from, "valid_from")
        bounds = [bound for bound in self.least if bound is not None]
        if len(bounds) == len(self.least) and not FULL >= bounds[0] > bounds[1] > bounds[2] > 0:
            message = "Các mức phải giảm dần: Tốt, Khá, Trung bình, trong khoảng 0 đến 100."
            raise ValidationError({"good_from": message})
        if (self.year_fair_percent is None) != (self.year_good_least is None):
            message = "Ghi cả tỷ lệ và số kỳ, hoặc để trống cả hai."
            raise ValidationError({"year_good_least": message})
        if self.year_fair_percent is not None and self.year_fair_percent > FULL:
            raise ValidationError({"year_fair_percent": "Nhiều nhất là 100."})

    def problems(self) -> list[str]:
        """What must be put right before it can be used, in the order of the sheet."""
        return problems_of(self)

    @transaction.atomic
    def write(self, *, groups: list, caps: list, version: int, by: User | None, **head) -> None:
        """Replace what a draft says, as read at `version`."""
        current = self._lock_draft(version)
        current.version += 1
        audit.rewrite(by, "scoresheet.write", current, head)
        current._fill(groups, caps)
        self.refresh_from_db()

    @transaction.atomic
    def publish(self, *, by: User | None) -> None:
        """Đưa vào dùng: from now on it is offered to meetings of its kinds."""
        current = self._lock_draft()
        if problems := current.problems():
            raise ValidationError(problems)
        now = timezone.now()
        audit.change(by, "scoresheet.publish", self, published_at=now, published_by=by)

    @transaction.atomic
    def withdraw(self, *, by: User | None) -> None:
        """Take back a sheet that has scored nothing yet, to change it."""
        current = ScoreSheet.objects.select_for_update().get(pk=self.pk)
        if not current.is_published:
            raise ValidationError("Biểu này chưa đưa vào dùng.")
        if current.is_used:
            raise ValidationError("Đã có buổi chấm theo biểu này. Sao chép thành biểu mới để sửa.")
        audit.change(by, "scoresheet.withdraw", self, published_at=None, published_by=None)

    @transaction.atomic
    def copy(self, *, unit: Unit, name: str, valid_from: datetime.date, by: User | None) -> ScoreSheet:
        """A draft that says the same, from another day on or of another organisation."""
        head = {field: getattr(self, field) for field in HEAD_FIELDS}
        head |= {"name": name, "valid_from": valid_from}
        if unit.pk != self.unit_id:
            head["source"] = f"Sao chép từ biểu “{self.name}” ({self.issuer}). {self.source}"
            head["issuer"] = str(unit)
        made = ScoreSheet.objects.draft(unit=unit, by=by, **head)
        made._fill(*self.content())
        return made

    @transaction.atomic
    def discard(self, *, by: User | None) -> None:
        current = self._lock_draft()
        audit.record(by, "scoresheet.discard", self)
        current.delete()

    def content(self) -> tuple[list[dict], list[dict]]:
        """Groups and limits as plain data, as `write` takes them."""
        sheet = ScoreSheet.objects.with_parts().get(pk=self.pk)
        groups = [
            {"title": group.title, "most": group.most, "items": [_item(i) for i in group.items.all()]}
            for group in sheet.groups.all()
        ]
        caps = [
            {"grade": cap.grade, "fact": cap.fact, "numbers": [item.number for item in cap.items.all()]}
            for cap in sheet.caps.all()
        ]
        return groups, caps

    def _fill(self, groups: list[dict], caps: list[dict]) -> None:
        """Write the parts anew: a draft has no answers that could point at the old ones."""
        self.groups.all().delete()
        self.caps.all().delete()
        items: dict[str, ScoreItem] = {}
        for position, group in enumerate(groups, start=1):
            row = self.groups.create(position=position, title=nfc(group["title"]), most=group["most"])
            items |= {item.number: item for item in _make_items(row, group["items"])}
        for cap in caps:
            if unknown := [number for number in cap["numbers"] if number not in items]:
                raise ValidationError(f"Giới hạn xếp loại: không có tiêu chí {', '.join(unknown)}.")
            row = self.caps.create(grade=cap["grade"], fact=cap["fact"])
            row.items.set([items[number] for number in cap["numbers"]])

    def _lock_draft(self, version: int | None = None) -> ScoreSheet:
        current = ScoreSheet.objects.select_for_update().filter(pk=self.pk).first()
        if current is None:
            raise ValidationError("Người khác vừa xóa biểu này.")
        if current.is_published:
            raise ValidationError("Biểu đã đưa vào dùng nên không sửa được.")
        if current.unit_id is None:
            raise ValidationError("Biểu mẫu có sẵn không sửa được. Sao chép thành biểu của mình.")
        if version is not None and current.version != version:
            raise ValidationError("Người khác vừa sửa biểu này. Mở lại trang.", code="conflict")
        return current


def _item(item: ScoreItem) -> dict:
    fields = ("text", "most", "fact", "may_be_left_out", "only_thematic")
    options = [
        {"label": option.label, "points": option.points, "lowest": option.lowest}
        for option in item.options.all()
    ]
    return {name: getattr(item, name) for name in fields} | {"options": options}


def _make_items(group: ScoreGroup, items: list[dict]) -> list[ScoreItem]:
    made = []
    for position, said in enumerate(items, start=1):
        facts = {name: value for name, value in said.items() if name != "options"}
        item = ScoreItem.objects.create(group=group, position=position, **facts)
        ScoreOption.objects.bulk_create(
            ScoreOption(item=item, position=number, **option)
            for number, option in enumerate(said["options"], start=1)
        )
        made.append(item)
    return made
