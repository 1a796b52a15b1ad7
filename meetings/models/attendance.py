"""Who was due, who came, who was missing and why."""

from django.core.exceptions import ValidationError
from django.db import models

from cells.models import Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import required
from common.vietnamese import nfc
from members.models import Member


class AttendanceStatus(models.TextChoices):
    PRESENT = "present", "Có mặt"
    LATE = "late", "Đến muộn"
    ONLINE = "online", "Dự trực tuyến"
    EXCUSED = "excused", "Vắng có lý do"
    UNEXCUSED = "unexcused", "Vắng không lý do"
    EXEMPT = "exempt", "Miễn sinh hoạt"
    AWAY = "away", "Sinh hoạt tạm thời nơi khác"
    SUSPENDED = "suspended", "Đình chỉ sinh hoạt đảng"


# Who must attend: exempt and suspended members are outside the base; so are members temporarily away
# (unsure in the rules, so it stands here alone and can be changed in one place). Temporary arrivals
# are in it.
PRESENT_STATUSES = [AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.ONLINE]
DUE_STATUSES = [*PRESENT_STATUSES, AttendanceStatus.EXCUSED, AttendanceStatus.UNEXCUSED]
BY_RECORD = "Mục này theo danh sách đảng viên, không điểm danh bằng tay."


class AttendanceQuerySet(ScopedQuerySet):
    unit_path = "meeting__unit__path"
    seen_by = PERSON_ROLES

    def present(self):
        """Who came: on time, late, or by the network."""
        return self.filter(status__in=PRESENT_STATUSES)

    def due(self):
        return self.filter(status__in=DUE_STATUSES)

    def official(self):
        return self.filter(is_official=True)

    def by_name(self):
        """Own members first, then guests, each in the order of given names."""
        people = self.select_related("member", "unit")
        return people.order_by("is_guest", "member__sort_key", "member_id")


class Attendance(models.Model):
    """Điểm danh: one row for each person on the roll of that day."""

    meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.CASCADE, related_name="attendances", db_index=False
    )
    member = required(Member, related_name="attendances")
    unit = required(Unit)
    is_official = models.BooleanField("chính thức")
    is_guest = models.BooleanField("sinh hoạt tạm thời")
    status = models.CharField(
        "điểm danh", max_length=10, choices=AttendanceStatus.choices, default=AttendanceStatus.PRESENT
    )
    reason = models.CharField("lý do", max_length=200, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "điểm danh"
        constraints = [models.UniqueConstraint(name="attendance_once", fields=["meeting", "member"])]
        # Whole bodies are counted from it alone, without a look at the rows.
        indexes = [models.Index(name="attendance_marks", fields=["meeting", "status"])]

    def __str__(self):
        return f"{self.member}: {self.get_status_display()}"

    @property
    def is_due(self) -> bool:
        return self.status in DUE_STATUSES

    @property
    def is_present(self) -> bool:
        return self.status in PRESENT_STATUSES

    @property
    def lacks_reason(self) -> bool:
        """Excused, but nobody wrote why: noted while people talk, refused when minutes are adopted."""
        return self.status == AttendanceStatus.EXCUSED and not self.reason

    def clean(self):
        """Exempt, away and suspended follow from dated records: nobody marks them by hand."""
        self.reason = nfc(self.reason)
        if self.status not in DUE_STATUSES:
            raise ValidationError({"status": BY_RECORD})
