"""A grading round: the roll of one day, a level or a reason for each on it, closed for good."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit, UnitVersion
from cells.rights import Role
from cells.scoping import ScopedQuerySet
from evaluations import cap
from evaluations.models.rules import Level, RuleSet
from members.models import Exemption, Member, Membership

GRADING_ROLES = frozenset({Role.OFFICE, Role.LEADER, Role.INSPECTOR})


class Exclusion(models.TextChoices):
    """Why somebody on the roll has no level: the rows of statistics form 6F, and what else occurs."""

    TOO_NEW = "too_new", "Kết nạp, thành lập chưa đủ 6 tháng"
    EXEMPT = "exempt", "Được miễn công tác và sinh hoạt đảng"
    SUSPENDED = "suspended", "Bị đình chỉ sinh hoạt đảng"
    ELSEWHERE = "elsewhere", "Xếp loại ở nơi khác"
    OTHER = "other", "Lý do khác"


class RoundQuerySet(ScopedQuerySet):
    seen_by = GRADING_ROLES

    def open(self):
        return self.filter(closed_at__isnull=True)

    def ending_within(self, start: datetime.date, end: datetime.date):
        """Rounds whose grading period ends inside the period."""
        return self.filter(ends_on__range=(start, end))

    @transaction.atomic
    def open_for(self, unit: Unit, *, year: int, by: User | None) -> Round:
        """Open the round of a committee for a year: copy the roll of 31 December, exclude by rule."""
        rules = RuleSet.objects.for_year(year)
        if rules is None:
            raise ValidationError({"year": "Chưa có bộ quy định xếp loại cho năm này."})
        if year > timezone.localdate().year:
            raise ValidationError({"year": "Chưa đến năm này."})
        if self.filter(unit=unit, year=year).exists():
            raise ValidationError({"year": "Đợt xếp loại của năm này đã được mở."})
        last_day = datetime.date(year, 12, 31)
        grading = self.create(
            unit=unit,
            year=year,
            rules=rules,
            starts_on=datetime.date(year, 1, 1),
            ends_on=last_day,
            opened_by=by,
        )
        grading._copy_roll()
        audit.record(by, "round.open", grading)
        return grading


class Round(models.Model):
    """Đợt đánh giá, xếp loại của một năm tại một đảng bộ."""

    unit = models.ForeignKey(
        Unit, verbose_name="đảng bộ", on_delete=models.PROTECT, related_name="rounds"
    )
    year = models.PositiveSmallIntegerField("năm")
    rules = models.ForeignKey(RuleSet, verbose_name="theo", on_delete=models.PROTECT)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    cap_reason = models.TextField("lý do vượt tỷ lệ", max_length=2000, blank=True)
    cap_accepted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        verbose_name = verbose_name_plural = "đợt xếp loại"
        constraints = [
            models.UniqueConstraint(
                name="round_once_a_year",
                fields=["unit", "year"],
                violation_error_message="Đợt xếp loại của năm này đã được mở.",
            )
        ]

    def __str__(self):
        return f"Xếp loại năm {self.year}, {self.unit}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def member_shares(self) -> list[cap.Share]:
        """The share of XS members on all three bases."""
        return self._shares(self.member_assessments)

    def cell_shares(self) -> list[cap.Share]:
        """The share of XS cells; binding only where the rule set caps organisations too."""
        return self._shares(self.unit_assessments.exclude(unit=self.unit))

    def is_over_cap(self) -> bool:
        shares = self.member_shares() + (self.cell_shares() if self.rules.caps_units else [])
        return any(share.is_exceeded for share in shares)

    def _shares(self, assessments) -> list[cap.Share]:
        counts = assessments.aggregate(
            xs=Count("pk", Q(level=Level.XS)),
            t=Count("pk", Q(level=Level.T)),
            graded=Count("pk", ~Q(level="")),
        )
        return cap.shares(
            **counts,
            cap_percent=self.rules.cap_percent,
            base=self.rules.cap_base,
            rounding=self.rules.cap_rounding,
        )

    @transaction.atomic
    def grade_members(self, grades: dict[int, tuple[str, str, str]], *, by: User | None) -> None:
        """Enter (level, exclusion, note) by assessment id, for as many members as named."""
        self._refuse_closed()
        self._grade(self.member_assessments, grades)
        audit.record(by, "round.grade_members", self, ["level"])

    @transaction.atomic
    def grade_units(self, grades: dict[int, tuple[str, str, str]], *, by: User | None) -> None:
        """Enter levels of cells, and of the committee itself: what is below is decided first."""
        self._refuse_closed()
        named = self.unit_assessments.filter(pk__in=grades)
        if self.member_assessments.filter(cell__in=named.values("unit")).ungraded().exists():
            raise ValidationError("Xếp loại xong đảng viên của chi bộ rồi mới xếp loại chi bộ.")
        cells = self.unit_assessments.exclude(pk__in=named.filter(unit=self.unit))
        self._grade(cells, {pk: grade for pk, grade in grades.items() if cells.filter(pk=pk)})
        own = named.filter(unit=self.unit)
        if own and self.unit_assessments.exclude(unit=self.unit).ungraded().exists():
            raise ValidationError("Xếp loại xong các chi bộ rồi mới xếp loại đảng bộ.")
        self._grade(own, {row.pk: grades[row.pk] for row in own})
        audit.record(by, "round.grade_units", self, ["level"])

    @transaction.atomic
    def accept_cap(self, *, reason: str, by: User | None) -> None:
        """Overrule the warning of the cap, with a reason that is kept."""
        self._refuse_closed()
        if not reason.strip():
            raise ValidationError({"reason": "Ghi rõ lý do."})
        self.cap_reason, self.cap_accepted_by = reason.strip(), by
        self.save(update_fields=["cap_reason", "cap_accepted_by"])
        audit.record(by, "round.accept_cap", self, ["cap_reason"])

    @transaction.atomic
    def close(self, *, by: User | None) -> None:
        """Close for good: everybody has a level or a reason, and a cap exceeded has its own."""
        self._refuse_closed()
        if (left := self.ungraded_count()) > 0:
            raise ValidationError(f"Còn {left} đảng viên, tổ chức chưa có mức xếp loại hoặc lý do.")
        if self.is_over_cap() and not self.cap_reason:
            raise ValidationError("Vượt tỷ lệ hoàn thành xuất sắc: ghi lý do trước khi khóa đợt.")
        self.closed_at, self.closed_by = timezone.now(), by
        self.save(update_fields=["closed_at", "closed_by"])
        audit.record(by, "round.close", self)

    def ungraded_count(self) -> int:
        return self.member_assessments.ungraded().count() + self.unit_assessments.ungraded().count()

    def _refuse_closed(self) -> None:
        if Round.objects.select_for_update().get(pk=self.pk).is_closed:
            raise ValidationError("Đợt xếp loại đã khóa nên không sửa được nữa.")

    def _grade(self, assessments, grades: dict[int, tuple[str, str, str]]) -> None:
        rows = assessments.in_bulk(grades)
        if len(rows) != len(grades):
            raise ValidationError("Có người hoặc tổ chức không thuộc đợt xếp loại này.")
        for pk, (level, exclusion, note) in grades.items():
            row = rows[pk]
            row.level, row.exclusion, row.note = level, exclusion, note
            row.clean_fields(exclude=["round", "member", "cell", "unit"])
            row.validate_constraints()
        assessments.model.objects.bulk_update(rows.values(), ["level", "exclusion", "note"])

    def _copy_roll(self) -> None:
        exempt = set(Exemption.objects.on(self.ends_on).values_list("member", flat=True))
        MemberAssessment.objects.bulk_create(
            MemberAssessment(
                round=self,
                member=spell.member,
                cell_id=spell.unit_id,
                exclusion=self._exclusion(spell.member, exempt),
            )
            for spell in Membership.objects.on_roll(self.unit, self.ends_on).by_name()
        )
        standing = UnitVersion.objects.on(self.ends_on).filter(
            unit__in=self.unit.descent.on(self.ends_on).values("unit")
        )
        UnitAssessment.objects.bulk_create(
            UnitAssessment(round=self, unit_id=version.unit_id, kind=version.kind)
            for version in standing
        )

    def _exclusion(self, member: Member, exempt: set[int]) -> str:
        if member.pk in exempt:
            return Exclusion.EXEMPT
        months = self.rules.months_before_grading
        is_new = _months_later(member.admitted_on, months) > self.ends_on
        return Exclusion.TOO_NEW if is_new else ""


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day some months later, or the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = datetime.date(day.year + years, month + 1, 1)
    last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    return min(first + datetime.timedelta(days=day.day - 1), last)


class AssessmentQuerySet(ScopedQuerySet):
    unit_path = "round__unit__path"
    seen_by = GRADING_ROLES

    def graded(self):
        return self.exclude(level="")

    def ungraded(self):
        """Neither a level nor a reason to have none."""
        return self.filter(level="", exclusion="")


class Assessment(models.Model):
    """Kết quả xếp loại: a decided level, or the reason why there is none."""

    level = models.CharField("mức xếp loại", max_length=3, choices=Level.choices, blank=True)
    exclusion = models.CharField(
        "không xếp loại vì", max_length=12, choices=Exclusion.choices, blank=True
    )
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        abstract = True

    @staticmethod
    def level_or_exclusion(name: str) -> list[models.CheckConstraint]:
        """The constraints every subclass names in its Meta."""
        return [
            models.CheckConstraint(
                name=f"{name}_level_or_exclusion",
                condition=Q(level="") | Q(exclusion=""),
                violation_error_message="Chỉ chọn mức xếp loại hoặc lý do không xếp loại.",
            ),
            models.CheckConstraint(
                name=f"{name}_other_is_explained",
                condition=~Q(exclusion="other", note=""),
                violation_error_message="Lý do khác thì phải ghi rõ ở ghi chú.",
            ),
        ]


class MemberAssessment(Assessment):
    """Xếp loại một đảng viên, in the cell he or she belonged to on the day of the roll."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="member_assessments")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="assessments")
    cell = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "xếp loại đảng viên"
        constraints = [
            *Assessment.level_or_exclusion("memberassessment"),
            models.UniqueConstraint(name="member_assessed_once", fields=["round", "member"]),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_level_display() or '—'}"


class UnitAssessment(Assessment):
    """Xếp loại một tổ chức đảng: a cell, or the committee of the round itself."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="unit_assessments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assessments")
    kind = models.CharField("loại hình", max_length=24)

    class Meta:
        verbose_name = verbose_name_plural = "xếp loại tổ chức đảng"
        constraints = [
            *Assessment.level_or_exclusion("unitassessment"),
            models.UniqueConstraint(name="unit_assessed_once", fields=["round", "unit"]),
        ]

    def __str__(self):
        return f"{self.unit}: {self.get_level_display() or '—'}"
