"""Who gives which award for what, and the money that goes with it: rows with their first year."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.db import models

from accounts import audit
from accounts.models import User
from cells.models import Threshold, ThresholdCode


class AwardKind(models.TextChoices):
    ANNUAL = "annual", "Hoàn thành xuất sắc nhiệm vụ năm"
    FIVE_YEARS = "five_years", "Hoàn thành xuất sắc nhiệm vụ 5 năm liền"
    THEMATIC = "thematic", "Chuyên đề"
    HCM = "hcm", "Học tập và làm theo Hồ Chí Minh"
    AD_HOC = "ad_hoc", "Đột xuất"


class AwardForm(models.TextChoices):
    PRAISE = "praise", "Biểu dương"
    MERIT = "merit", "Giấy khen"
    CERTIFICATE = "certificate", "Bằng khen"
    FLAG = "flag", "Cờ"


# What the table is about; the others follow the rules of each province.
PERIODIC = [AwardKind.ANNUAL, AwardKind.FIVE_YEARS]


class GivenBy(models.TextChoices):
    """Whose award it is: only those of the Party stand in the figures of the Party."""

    PARTY = "party", "Tổ chức đảng"
    EMPLOYER = "employer", "Chính quyền, chuyên môn"


class Recipient(models.TextChoices):
    MEMBER = "member", "đảng viên"
    CELL = "cell", "chi bộ trực thuộc, đảng bộ bộ phận"
    GRASSROOTS = "grassroots", "đảng bộ cơ sở, chi bộ cơ sở"


class Giver(models.TextChoices):
    CELL = "cell", "chi bộ"
    GRASSROOTS = "grassroots", "đảng ủy cơ sở, chi bộ cơ sở"
    ABOVE = "above", "ban thường vụ cấp ủy cấp trên trực tiếp của tổ chức cơ sở đảng"
    PROVINCE = "province", "ban thường vụ tỉnh ủy, thành ủy"


def money(multiple: Decimal | None, salary: int) -> int | None:
    """In đồng, for so many times a base salary in thousands; None where the multiple is not known."""
    return None if multiple is None else int(multiple * salary * 1000)


class AwardRuleQuerySet(models.QuerySet):
    def for_reading(self):
        """What is in force first, under it what was before."""
        return self.order_by("kind", "recipient", "form", "-first_year")

    def enter(self, *, by: User | None, **values) -> AwardRule:
        """From that year on; the one before stays for earlier years."""
        rule = self.model(**values)
        audit.add(by, "award_rule.enter", rule)
        return rule

    def in_year(self, year: int, kind: AwardKind, day: datetime.date) -> list[AwardRule]:
        """The rows for that kind of award in that year, each with the base salary of the day."""
        rows = self.filter(first_year__lte=year, kind=kind).order_by("first_year", "id")
        rows = rows.annotate(salary=Threshold.objects.value_on(ThresholdCode.BASE_SALARY, day))
        return list({(row.recipient, row.form): row for row in rows}.values())


class AwardRule(models.Model):
    """Thẩm quyền và hình thức khen thưởng, with the text it comes from and how sure that is."""

    recipient = models.CharField("đối tượng", max_length=12, choices=Recipient.choices)
    kind = models.CharField("thành tích", max_length=10, choices=AwardKind.choices)
    form = models.CharField("hình thức", max_length=12, choices=AwardForm.choices)
    giver = models.CharField("cấp khen", max_length=12, choices=Giver.choices)
    # Of the base salary on the day of the decision; empty where no text was read that says it.
    multiple = models.DecimalField(
        "mức tiền (lần lương cơ sở)", max_digits=4, decimal_places=1, null=True, blank=True
    )
    first_year = models.PositiveSmallIntegerField("áp dụng từ năm xét")
    source = models.CharField("căn cứ", max_length=300)

    objects = AwardRuleQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "recipient", "first_year", "id"]
        verbose_name = verbose_name_plural = "thẩm quyền khen thưởng"
        constraints = [
            models.UniqueConstraint(
                name="award_rule_once_a_year",
                fields=["recipient", "kind", "form", "first_year"],
                violation_error_message="Đã có quy định cho hình thức này từ năm đó; hãy sửa dòng ấy.",
            )
        ]

    def __str__(self):
        return f"{self.get_form_display()} {self.get_recipient_display()}: {self.get_giver_display()}"

    def correct(self, *, fields: list[str], by: User | None) -> None:
        """Save these fields, put right. What was decided keeps the money that stands in it."""
        self.save(update_fields=fields)
        audit.record(by, "award_rule.correct", self, fields)

    @property
    def money(self) -> int | None:
        """How much is paid, in đồng; None where it is not known. Needs in_year()."""
        return money(self.multiple, self.salary)
