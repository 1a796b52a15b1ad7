"""What a unit is called, of which kind it is and under which unit it stands, in each spell."""

from django.db import models
from django.db.models import F, Q

from cells.rights import COUNTING_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import optional, required
from common.periods import Period, PeriodQuerySet


class UnitKind(models.TextChoices):
    UPPER_COMMITTEE = "upper_committee", "đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng"
    GRASSROOTS_COMMITTEE = "grassroots_committee", "đảng bộ cơ sở"
    SUBCOMMITTEE = "subcommittee", "đảng bộ bộ phận"
    CELL = "cell", "chi bộ trực thuộc"
    GRASSROOTS_CELL = "grassroots_cell", "chi bộ cơ sở"


CELL_KINDS = [UnitKind.CELL, UnitKind.GRASSROOTS_CELL]
COMMITTEE_KINDS = [UnitKind.UPPER_COMMITTEE, UnitKind.GRASSROOTS_COMMITTEE, UnitKind.SUBCOMMITTEE]
GRASSROOTS_KINDS = [UnitKind.GRASSROOTS_COMMITTEE, UnitKind.GRASSROOTS_CELL]
# Above the grassroots too: a ward has cells of its own (43-HD/BTCTW, item 3).
GRADING_KINDS = [*GRASSROOTS_KINDS, UnitKind.UPPER_COMMITTEE]


class HostKind(models.TextChoices):
    """Loại hình cơ sở: the rows of form 5-BTCTW (2022), without those of shares of capital."""

    COMMUNE = "commune", "Xã"
    WARD = "ward", "Phường"
    TOWN = "town", "Thị trấn"
    PARTY = "party", "Cơ quan Đảng, Mặt trận Tổ quốc, đoàn thể chính trị - xã hội"
    STATE = "state", "Cơ quan Nhà nước"
    PUBLIC = "public", "Đơn vị sự nghiệp công lập"
    PRIVATE = "private", "Đơn vị sự nghiệp ngoài công lập"
    ARMY = "army", "Quân đội"
    POLICE = "police", "Công an"
    STATE_FIRM = "state_firm", "Doanh nghiệp có vốn Nhà nước"
    FIRM = "firm", "Doanh nghiệp ngoài khu vực Nhà nước"
    COOPERATIVE = "cooperative", "Hợp tác xã"
    ABROAD = "abroad", "Tổ chức cơ sở đảng ở ngoài nước"
    OTHER = "other", "Loại hình cơ sở khác"

    __empty__ = "Chưa ghi"


class UnitVersionQuerySet(ScopedQuerySet, PeriodQuerySet):
    seen_by = COUNTING_ROLES


class UnitVersion(Period):
    """Tên, loại hình và vị trí của một tổ chức đảng trong một khoảng thời gian."""

    unit = required("cells.Unit", related_name="versions")
    kind = models.CharField("loại hình", max_length=24, choices=UnitKind.choices)
    name = models.CharField("tên", max_length=200)
    number = models.PositiveSmallIntegerField("số thứ tự", null=True, blank=True)
    parent = optional("cells.Unit", "tổ chức đảng cấp trên")
    place = models.CharField("địa danh trên văn bản", max_length=60, blank=True)
    short_name = models.CharField("tên rút gọn trên đầu văn bản", max_length=120, blank=True)
    host = models.CharField("loại hình cơ sở", max_length=12, choices=HostKind, blank=True)

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        verbose_name = verbose_name_plural = "tên và vị trí của tổ chức đảng"
        constraints = [
            Period.in_order("unitversion_in_order"),
            models.UniqueConstraint(
                name="unitversion_one_open", fields=["unit"], condition=Q(ends_on__isnull=True)
            ),
            models.CheckConstraint(
                name="unitversion_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")),
                violation_error_message="Một tổ chức không thể là cấp trên của chính nó.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name_in_head(self) -> str:
        """As it stands in the head of a paper; everywhere else the name is whole."""
        return self.short_name or self.name
