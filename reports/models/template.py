"""Templates of reports as data: sections in their order, what is counted under each, the annexes."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max

from accounts import audit
from accounts.models import User
from cells.models import CELL_KINDS, Unit, UnitKind
from cells.scoping import assignments_of
from common.models.links import optional, required
from reports.rules.period import named


class ReportKind(models.TextChoices):
    YEAR_END = "year-end", "Báo cáo tổng kết năm"
    HALF_YEAR = "half-year", "Báo cáo sơ kết 6 tháng"
    NINE_MONTHS = "nine-months", "Báo cáo 9 tháng"
    QUARTER = "quarter", "Báo cáo quý"
    TERM = "term", "Báo cáo nhiệm kỳ"
    THEMATIC = "thematic", "Báo cáo chuyên đề"


# What a paper of the kind is called before its period: Báo cáo sơ kết 6 tháng đầu năm 2026.
TITLES = {
    ReportKind.YEAR_END: "Báo cáo tổng kết năm",
    ReportKind.HALF_YEAR: "Báo cáo sơ kết",
    ReportKind.NINE_MONTHS: "Báo cáo",
    ReportKind.QUARTER: "Báo cáo",
    ReportKind.TERM: "Báo cáo nhiệm kỳ",
    ReportKind.THEMATIC: "Báo cáo chuyên đề",
}


def period_of(kind: str, starts_on: datetime.date, ends_on: datetime.date) -> str:
    """As it follows the title: 2026, 6 tháng đầu năm 2026, of a term its first and last year."""
    if kind == ReportKind.TERM:
        return f"{starts_on.year}-{ends_on.year}"
    said = named(starts_on, ends_on)
    return said.removeprefix("năm ") if kind == ReportKind.YEAR_END else said


def titled(kind: str, starts_on: datetime.date, ends_on: datetime.date) -> str:
    """Báo cáo sơ kết 6 tháng đầu năm 2026."""
    return f"{TITLES[kind]} {period_of(kind, starts_on, ends_on)}"


class Level(models.TextChoices):
    """For whom a template is: what a cell counts differs from what a ward counts."""

    CELL = "cell", "Chi bộ"
    COMMITTEE = "committee", "Đảng bộ cơ sở, đảng bộ bộ phận"
    UPPER = "upper", "Cấp trên cơ sở"

    @classmethod
    def of(cls, unit: Unit) -> Level:
        if unit.kind in CELL_KINDS:
            return cls.CELL
        return cls.UPPER if unit.kind == UnitKind.UPPER_COMMITTEE else cls.COMMITTEE


class Depth(models.IntegerChoices):
    PART = 0, "Phần (Phần thứ nhất)"
    CHAPTER = 1, "Mục lớn (I, II)"
    SECTION = 2, "Mục nhỏ (1, 2)"


class ReportTemplateQuerySet(models.QuerySet):
    def seen_by(self, user):
        """The program's, and those of the user's bodies, of what is below and of what is above them."""
        mine = models.Q(unit=None)
        for held in assignments_of(user):
            mine |= models.Q(unit__path__startswith=held.unit.path)
            mine |= models.Q(unit__in=held.unit.path_ids)
        return self.filter(mine)

    def in_use(self):
        return self.filter(is_retired=False)

    def open_to(self, unit: Unit):
        """The program's, and those of the unit or of a body above it."""
        near = models.Q(unit=None) | models.Q(unit__in=unit.path_ids)
        return self.filter(near, level=Level.of(unit))

    def chosen(self, unit: Unit, kind: str) -> ReportTemplate:
        """The one nearest to the unit; the program's where nobody made an own one."""
        offered = self.in_use().open_to(unit).filter(kind=kind).select_related("unit")
        return max(offered, key=lambda one: (len(one.unit.path) if one.unit else 0, one.pk))


class ReportTemplate(models.Model):
    """Mẫu báo cáo: the program's own, or a committee's copy of it, changed for itself and below."""

    unit = optional(Unit, "tổ chức đảng")
    kind = models.CharField("loại báo cáo", max_length=12, choices=ReportKind)
    level = models.CharField("dùng cho", max_length=12, choices=Level)
    name = models.CharField("tên mẫu", max_length=120)
    subject = models.CharField("trích yếu", max_length=300)
    annexes = models.CharField("phụ lục", max_length=300, blank=True)  # their codes, in order
    is_retired = models.BooleanField("thôi dùng", default=False)

    objects = ReportTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "level", "pk"]
        verbose_name = verbose_name_plural = "mẫu báo cáo"

    def __str__(self):
        return self.name

    @transaction.atomic
    def copy(self, *, unit: Unit, name: str, by: User | None) -> ReportTemplate:
        """An own template of `unit`, to be changed; the program's stays as it is."""
        words = {"kind": self.kind, "level": self.level, "subject": self.subject}
        made = ReportTemplate.objects.create(unit=unit, name=name, annexes=self.annexes, **words)
        for section in self.sections.all():
            section.pk, section.template = None, made
            section.save(force_insert=True)
        audit.record(by, "template.copy", made, ["name"])
        return made

    @transaction.atomic
    def change(self, *, by: User | None, **facts) -> None:
        """Name, subject and annexes; drafts begun keep the annexes they have."""
        for field, value in facts.items():
            setattr(self, field, value)
        self.save(update_fields=list(facts))
        audit.record(by, "template.change", self, list(facts))

    @transaction.atomic
    def retire(self, *, by: User | None) -> None:
        """Offered no more; what was begun with it goes on."""
        self.is_retired = True
        self.save(update_fields=["is_retired"])
        audit.record(by, "template.retire", self)

    @transaction.atomic
    def add(self, *, by: User | None, **facts) -> TemplateSection:
        """A section of the committee's own, at the end."""
        ReportTemplate.objects.select_for_update().get(pk=self.pk)
        last = self.sections.aggregate(last=Max("place"))["last"] or 0
        made = TemplateSection(template=self, place=last + 1, key=f"own-{last + 1}", **facts)
        made.save()
        audit.record(by, "template.add", self, ["sections"])
        return made


class TemplateSection(models.Model):
    """Một mục của mẫu. `key` is what texts, sentences and last year's text hang on."""

    template = required(ReportTemplate, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=40, editable=False)
    place = models.PositiveSmallIntegerField(editable=False)
    depth = models.PositiveSmallIntegerField("cấp mục", choices=Depth)
    title = models.CharField("tên mục", max_length=200)
    hint = models.CharField("gợi ý khi viết", max_length=300, blank=True)
    is_numbered = models.BooleanField("đánh số", default=True)
    is_typed = models.BooleanField("có phần tự viết", default=True)
    is_required = models.BooleanField("bắt buộc có nội dung", default=False)
    topics = models.CharField("câu tính sẵn", max_length=200, blank=True)
    figures = models.TextField("số liệu kèm theo", blank=True)  # their codes

    class Meta:
        ordering = ["place"]
        verbose_name = verbose_name_plural = "mục của mẫu báo cáo"
        constraints = [models.UniqueConstraint(name="templatesection_once", fields=["template", "key"])]

    def __str__(self):
        return self.title

    @property
    def codes(self) -> list[str]:
        return self.figures.split()

    @property
    def counted(self) -> list[str]:
        return self.topics.split()

    @transaction.atomic
    def change(self, *, by: User | None, **facts) -> None:
        for field, value in facts.items():
            setattr(self, field, value)
        self.save(update_fields=list(facts))
        audit.record(by, "template.change", self.template, ["sections"])

    @transaction.atomic
    def move(self, *, up: bool, by: User | None) -> None:
        """One place up or down."""
        sections = list(TemplateSection.objects.select_for_update().filter(template=self.template_id))
        at = sections.index(self)
        to = at - 1 if up else at + 1
        if not 0 <= to < len(sections):
            raise ValidationError("Mục này đã ở đầu hoặc cuối mẫu.")
        sections[at], sections[to] = sections[to], sections[at]
        for place, section in enumerate(sections, start=1):
            section.place = place
        TemplateSection.objects.bulk_update(sections, ["place"])
        audit.record(by, "template.change", self.template, ["sections"])

    @transaction.atomic
    def remove(self, *, by: User | None) -> None:
        """Texts already written under it stay with their drafts, and come back with the section."""
        audit.record(by, "template.change", self.template, ["sections"])
        self.delete()
