"""Numbers that rules set, and that change with the rules: rows with a valid-from date."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, Exists, F, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts import audit
from accounts.models import User
from common.periods import DAY, refuse_far


class ThresholdCode(models.TextChoices):
    """What the number is about; the unit of counting stands in the label."""

    CELL_MIN_OFFICIAL = "cell_min_official", "Đảng viên chính thức tối thiểu của một chi bộ (người)"
    COMMITTEE_MIN_MEMBERS = (
        "committee_min_members",
        "Đảng viên tối thiểu của một đảng bộ cơ sở (người)",
    )
    CELL_COMMITTEE_FROM = "cell_committee_from", "Chi bộ bầu chi ủy khi có từ (đảng viên chính thức)"
    CELL_COMMITTEE_MAX = "cell_committee_max", "Chi ủy viên tối đa (người)"
    STANDING_SHARE = "standing_share", "Ban thường vụ tối đa so với cấp ủy (phần)"
    TERM_MONTHS = "term_months", "Một nhiệm kỳ kể từ đại hội (tháng)"
    VOTE_SHARE = "vote_share", "Tán thành tối thiểu khi xét kết nạp, xét chính thức (phần)"
    MAJORITY = "majority", "Nghị quyết cần số tán thành lớn hơn (phần)"
    REGISTER_DAY = "register_day", "Chi bộ đăng ký lịch sinh hoạt tháng sau trước ngày (ngày)"
    APPROVE_DAY = "approve_day", "Đảng ủy duyệt lịch sinh hoạt tháng sau trước ngày (ngày)"
    PAPERS_DAYS = "papers_days", "Gửi tài liệu trước buổi sinh hoạt ít nhất (ngày)"
    MINUTES_DAYS = "minutes_days", "Hoàn thành biên bản, báo cáo sau buổi sinh hoạt trong (ngày)"
    ATTENDANCE_TARGET = "attendance_target", "Tỷ lệ dự sinh hoạt phấn đấu (phần)"
    ABSENCE_MONTHS = (
        "absence_months",
        "Bỏ sinh hoạt chi bộ hoặc không đóng đảng phí không có lý do chính đáng "
        "thì xem xét xóa tên, từ (tháng)",
    )
    LEAVE_MONTHS = "leave_months", "Nghỉ có lý do thì xem lại mức xếp loại, từ (tháng)"
    STAY_MONTHS = "stay_months", "Đã sinh hoạt ở nơi cũ thì lấy nhận xét khi xếp loại, từ (tháng)"
    GOOD_SHARE = "good_share", "Chi bộ xuất sắc: đảng viên hoàn thành tốt trở lên ít nhất (phần)"
    MIN_AGE = "min_age", "Tuổi kết nạp tối thiểu (tuổi)"
    MAX_AGE = "max_age", "Tuổi kết nạp tối đa, trên đó là trường hợp đặc biệt (tuổi)"
    CEREMONY_DAYS = "ceremony_days", "Tổ chức lễ kết nạp trong (ngày làm việc)"
    AWARENESS_MONTHS = "awareness_months", "Chứng nhận lớp nhận thức về Đảng có giá trị (tháng)"
    HELPER_MONTHS = "helper_months", "Giúp đỡ người vào Đảng khi đã sinh hoạt cùng đơn vị (tháng)"
    PROBATION_MONTHS = "probation_months", "Thời gian dự bị kể từ lễ kết nạp (tháng)"
    EXEMPTION_AGE = "exemption_age", "Chi bộ tự quyết định miễn sinh hoạt cho đảng viên từ (tuổi)"
    TRANSFER_START_DAYS = (
        "transfer_start_days",
        "Làm thủ tục chuyển sinh hoạt đảng trong (ngày làm việc)",
    )
    TRANSFER_ARRIVE_DAYS = "transfer_arrive_days", "Nộp giấy tại chi bộ mới trong (ngày làm việc)"
    READMISSION_MONTHS = "readmission_months", "Kết nạp lại sau khi ra khỏi Đảng ít nhất (tháng)"
    ANNULLED_COUNTS = (
        "annulled_counts",
        "Khai trừ sau đó bị hủy: thời gian ở ngoài Đảng tính vào tuổi đảng (1: có, 0: không)",
    )
    BADGE_EARLY_MONTHS = (
        "badge_early_months",
        "Xét tặng huy hiệu sớm (đảng viên bị bệnh nặng), tối đa (tháng)",
    )
    BADGE_PAPERS_DAYS = "badge_papers_days", "Nộp hồ sơ trước đợt huy hiệu (ngày làm việc)"
    BADGE_HOLD_REPRIMAND = "badge_hold_reprimand", "Chưa xét huy hiệu sau khiển trách (tháng)"
    BADGE_HOLD_WARNING = "badge_hold_warning", "Chưa xét huy hiệu sau cảnh cáo, cách chức (tháng)"
    COMPLAINT_DAYS = "complaint_days", "Trả lời kiến nghị về kết quả xếp loại trong (ngày)"
    CORRECTION_DAYS = "correction_days", "Trả lời đề nghị sửa hồ sơ của đảng viên trong (ngày)"
    PRINT_DAYS = "print_days", "Giữ tệp in theo yêu cầu, sau đó xóa (ngày)"
    IMPORT_DAYS = "import_days", "Giữ tệp Excel tải lên mà không dùng, sau đó xóa (ngày)"
    CANDIDATE_MONTHS = (
        "candidate_months",
        "Giữ tên, thông tin người đã đưa ra khỏi nguồn kết nạp, sau đó xóa; 0: giữ mãi (tháng)",
    )
    LEAVER_MONTHS = (
        "leaver_months",
        "Giữ điện thoại, nơi ở của người không còn sinh hoạt tại đây, sau đó xóa; 0: giữ mãi (tháng)",
    )
    BASE_SALARY = "base_salary", "Lương cơ sở, để tính tiền thưởng (nghìn đồng)"


# More than this share is needed; of every other share at least so much.
EXCEEDED = [ThresholdCode.MAJORITY]
# A question answered with no, a term that never ends; every other number counts something.
NOUGHT = [ThresholdCode.ANNULLED_COUNTS, ThresholdCode.CANDIDATE_MONTHS, ThresholdCode.LEAVER_MONTHS]
IN_WORDS = {(1, 2): "một nửa", (2, 3): "hai phần ba", (3, 4): "ba phần tư"}


class History:
    """Numbers as they were read: what counts is the rule of the day that an act was done on."""

    def __init__(self, rows: Iterable[Threshold]):
        self.rows: dict[str, list[Threshold]] = defaultdict(list)
        for row in rows:
            self.rows[row.code].append(row)  # the oldest first

    def of(self, code: ThresholdCode, day: datetime.date) -> Threshold:
        """The number in force on that day; the first one known also covers the time before it."""
        rows = self.rows[code]
        return next((row for row in reversed(rows) if row.valid_from <= day), rows[0])


class ThresholdQuerySet(models.QuerySet):
    def history(self) -> History:
        """Every number there was, in one query."""
        return History(self)

    def in_force(self, code: ThresholdCode, day: datetime.date) -> Threshold:
        """The number of that day; the first one known also covers the time before it."""
        return self.filter(code=code).history().of(code, day)

    def kept_since(self, code: ThresholdCode) -> datetime.datetime:
        """What is older than so many days, by the number of today, is thrown away."""
        now = timezone.now()
        return now - self.in_force(code, timezone.localdate(now)).value * DAY

    def value_on(self, code: ThresholdCode, day) -> Case:
        """The same in a query, where `day` is an expression of the outer rows.

        A number that never changed is looked up once, not again for each of those rows.
        """
        rows = self.filter(code=code).order_by("valid_from")
        first = Subquery(rows.values("value")[:1])
        of_day = rows.filter(valid_from__lte=day).order_by("-valid_from").values("value")[:1]
        return Case(When(Exists(rows[1:]), then=Coalesce(Subquery(of_day), first)), default=first)

    def on(self, day: datetime.date) -> dict[str, Threshold]:
        """Every number of that day by its code, in one query."""
        history = self.history()
        return {code: history.of(code, day) for code in history.rows}

    @transaction.atomic
    def set(
        self,
        *,
        code: ThresholdCode,
        value: int,
        valid_from: datetime.date,
        source: str,
        by: User | None,
        out_of: int | None = None,
    ) -> Threshold:
        """From that day another number is in force; the earlier one stays for earlier days."""
        refuse_far(valid_from, "valid_from")
        if self.filter(code=code, valid_from=valid_from).exists():
            raise ValidationError({"valid_from": "Đã có một thông số áp dụng từ đúng ngày này."})
        row = self.create(code=code, value=value, out_of=out_of, valid_from=valid_from, source=source)
        audit.record(by, "threshold.set", row, ["value", "valid_from"])
        return row


class Threshold(models.Model):
    """Thông số theo quy định: a number with its day and text; a share has `out_of`."""

    code = models.CharField("nội dung", max_length=32, choices=ThresholdCode.choices)
    value = models.PositiveSmallIntegerField("mức")
    out_of = models.PositiveSmallIntegerField("trên tổng số phần", null=True, blank=True)
    valid_from = models.DateField("áp dụng từ ngày")
    source = models.CharField("căn cứ", max_length=300)

    objects = ThresholdQuerySet.as_manager()

    class Meta:
        ordering = ["code", "valid_from"]
        verbose_name = verbose_name_plural = "thông số theo quy định"
        constraints = [
            models.UniqueConstraint(
                name="threshold_once_a_day",
                fields=["code", "valid_from"],
                violation_error_message="Đã có một thông số áp dụng từ đúng ngày này.",
            ),
            models.CheckConstraint(
                name="threshold_share",
                condition=Q(out_of__isnull=True) | Q(out_of__gt=0, value__lte=F("out_of")),
                violation_error_message="Số phần không thể lớn hơn tổng số phần.",
            ),
        ]

    def __str__(self):
        return f"{self.get_code_display()}: {self.amount}"

    @property
    def amount(self) -> str:
        return f"{self.value}/{self.out_of}" if self.out_of else str(self.value)

    @property
    def in_words(self) -> str:
        """Of a share, as minutes say it: ít nhất hai phần ba, trên một nửa, ít nhất 5/7."""
        share = IN_WORDS.get((self.value, self.out_of), self.amount)
        return f"{'trên' if self.code in EXCEEDED else 'ít nhất'} {share}"

    def needed(self, whole: int) -> int:
        """Of a share: the least part of `whole` that reaches it. Exact, no rounding."""
        if self.code in EXCEEDED:
            return whole * self.value // self.out_of + 1
        return -(-whole * self.value // self.out_of)

    def is_reached(self, part: int, whole: int) -> bool:
        return part >= self.needed(whole)
