"""Bộ tiêu chí: the lines of a committee beneath the 30 + 70 points of 366-QĐ/TW (Art. 3.3, 10)."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Q

from accounts import audit
from accounts.models import User
from cells.models import GRADING_KINDS, Unit
from cells.rights import GRADING_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import required
from evaluations.models.rules import RuleSet
from scoring.rules.marking import points_text

USED = "Đợt xếp loại đã chốt có người chấm theo bộ này: đề nghị ghi bộ mới áp dụng từ năm sau."
GIVEN = "Đã có người chấm điểm theo bộ này, nên chỉ sửa được lời văn, không đổi số dòng và điểm tối đa."


class Part(models.TextChoices):
    CONDUCT = "conduct", "Tiêu chí chung"
    TASKS = "tasks", "Kết quả thực hiện nhiệm vụ"


# What the lines of a part come to, and the field of an opinion that holds what was given of it.
MOST = {Part.CONDUCT: Decimal(30), Part.TASKS: Decimal(70)}
TOTALS = {Part.CONDUCT: "conduct_points", Part.TASKS: "task_points"}


class Appendix(models.TextChoices):
    """The appendices of 366-QĐ/TW whose subjects are graded here."""

    COLLECTIVE = "1", "Phụ lục 1: tập thể"
    LEADER = "3", "Phụ lục 3: cá nhân lãnh đạo, quản lý"
    STAFF = "4", "Phụ lục 4: cá nhân không giữ chức vụ lãnh đạo, quản lý"
    OUTSIDE = "5", "Phụ lục 5: đảng viên ngoài hệ thống chính trị"


# Headings of the 30 points in each appendix.
HEADINGS = {Appendix.COLLECTIVE: 6, Appendix.LEADER: 5, Appendix.STAFF: 3, Appendix.OUTSIDE: 2}


class CriteriaSheetQuerySet(ScopedQuerySet):
    seen_by = GRADING_ROLES

    def at(self, unit: Unit):
        """Of the unit and of those above it today, the nearest first, of each the newest first."""
        rows = self.filter(unit__in=unit.path_ids).select_related("unit")
        return rows.order_by("-unit__path", "-first_year", "appendix")

    def for_round(self, grading, appendix: str):
        """What applies, first: the newest of the nearest, where the rules of the round score."""
        if not grading.rules.scores:
            return self.none()
        return self.at(grading.unit).filter(appendix=appendix, first_year__lte=grading.year)

    @transaction.atomic
    def enter(
        self,
        *,
        unit: Unit,
        appendix: str,
        first_year: int,
        source: str,
        lines: list[tuple[str, str, Decimal]],
        by: User | None,
    ) -> CriteriaSheet:
        """A new sheet; `lines`: part, text and most points of each, in their order."""
        if unit.kind not in GRADING_KINDS:
            raise ValidationError(f"{unit} không phải tổ chức xếp loại đảng viên, chi bộ.")
        sheet = self.model(unit=unit, appendix=appendix, first_year=first_year, source=source)
        refuse_other_sums(lines)
        audit.add(by, "criteria.enter", sheet)
        sheet.put(lines)
        return sheet


class CriteriaSheet(models.Model):
    """Bộ tiêu chí của một đảng bộ, in force from a year until the next one of the same appendix."""

    unit = required(Unit, "của", related_name="criteria_sheets")
    first_year = models.PositiveSmallIntegerField("áp dụng từ năm")
    appendix = models.CharField("theo phụ lục", max_length=1, choices=Appendix.choices)
    source = models.CharField("căn cứ", max_length=300)

    objects = CriteriaSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-first_year", "appendix"]
        verbose_name = verbose_name_plural = "bộ tiêu chí"
        constraints = [
            models.UniqueConstraint(
                name="criteria_sheet_once",
                fields=["unit", "first_year", "appendix"],
                violation_error_message="Đã có bộ tiêu chí của phụ lục này áp dụng từ năm ấy.",
            )
        ]

    def __str__(self):
        return f"Bộ tiêu chí từ năm {self.first_year}, {self.get_appendix_display()}, {self.unit}"

    def clean(self):
        rules = RuleSet.objects.for_year(self.first_year) if self.first_year else None
        if rules is None or not rules.scores:
            told = "Quy định của năm này không chấm điểm nên không cần bộ tiêu chí."
            raise ValidationError({"first_year": told})

    @property
    def headings(self) -> int:
        """How many headings its appendix has for the 30 points."""
        return HEADINGS[self.appendix]

    @property
    def parts(self) -> list[tuple[str, Decimal, list[CriteriaLine]]]:
        """Name, most points and lines of each part."""
        lines = list(self.lines.all())
        return [
            (part.label, most, [line for line in lines if line.part == part])
            for part, most in MOST.items()
        ]

    @transaction.atomic
    def correct(
        self, *, first_year: int, source: str, lines: list[tuple[str, str, Decimal]], by: User | None
    ) -> None:
        """Put it right. Points that were given by it stay what they are: then only words change."""
        CriteriaSheet.objects.select_for_update().get(pk=self.pk)
        if self.opinions.filter(assessment__round__closed_at__isnull=False).exists():
            raise ValidationError(USED)
        refuse_other_sums(lines)
        shape = [(part, most) for part, _, most in lines]
        is_other = shape != [(line.part, line.most) for line in self.lines.all()]
        if is_other and self.opinions.exists():
            raise ValidationError(GIVEN)
        audit.rewrite(by, "criteria.correct", self, {"first_year": first_year, "source": source})
        self.put(lines)

    def put(self, lines: list[tuple[str, str, Decimal]]) -> None:
        """These lines in the place of those that are there."""
        self.lines.all().delete()
        CriteriaLine.objects.bulk_create(
            CriteriaLine(sheet=self, position=position, part=part, text=text, most=most)
            for position, (part, text, most) in enumerate(lines, start=1)
        )


class CriteriaLineQuerySet(models.QuerySet):
    def for_round(self, grading, appendix: str):
        """The criteria of the sheet that a round is graded by, in one query."""
        sheets = CriteriaSheet.objects.for_round(grading, appendix)
        return self.filter(sheet=models.Subquery(sheets.values("pk")[:1]))


class CriteriaLine(models.Model):
    """Một tiêu chí, with the most points that it gives."""

    sheet = required(CriteriaSheet, related_name="lines", on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()
    part = models.CharField("phần", max_length=7, choices=Part.choices)
    text = models.CharField("tiêu chí", max_length=500)
    most = models.DecimalField(
        "điểm tối đa",
        max_digits=3,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.1"), "Phải hơn 0 điểm.")],
    )

    objects = CriteriaLineQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = verbose_name_plural = "tiêu chí"
        constraints = [
            models.UniqueConstraint(name="criteria_line_once", fields=["sheet", "position"]),
            models.CheckConstraint(name="criteria_line_gives", condition=Q(most__gt=0)),
            models.CheckConstraint(name="criteria_line_part", condition=Q(part__in=Part.values)),
        ]

    def __str__(self):
        return self.text


def totals(lines: list[CriteriaLine], given: list[Decimal]) -> dict[str, Decimal]:
    """What was given in each part, by the field of an opinion that holds it."""
    pairs = list(zip(lines, given, strict=True))
    return {
        field: sum((points for line, points in pairs if line.part == part), Decimal(0))
        for part, field in TOTALS.items()
    }


def refuse_other_sums(lines: list[tuple[str, str, Decimal]]) -> None:
    """The lines of a part come to its points exactly."""
    sums = {part: Decimal(0) for part in MOST}
    for part, _, most in lines:
        sums[part] += most
    wrong = [
        f"Các dòng phần {part.label.lower()} cộng lại là {points_text(sums[part])} điểm, phải đúng "
        f"{points_text(most)} điểm."
        for part, most in MOST.items()
        if sums[part] != most
    ]
    if wrong:
        raise ValidationError(wrong)
