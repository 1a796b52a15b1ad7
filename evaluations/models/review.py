"""What is written before the points: a member's review (forms 2A, 2B, 2C) and a collective's (form 01).

Forms of 43-HD/BTCTW; their headings in our words, docs/official-format.md.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from accounts.models import User
from evaluations.models.assessment import MemberAssessment, UnitAssessment
from evaluations.models.rules import Level
from evaluations.models.steps import BOTH_OR_NONE, TOGETHER, Said, Scored

STRENGTHS = "Ưu điểm, kết quả đạt được"


def _text(heading: str) -> models.TextField:
    return models.TextField(heading, max_length=8000, blank=True)


class ReviewKind(models.TextChoices):
    LEADER = "2a", "Cá nhân lãnh đạo, quản lý (mẫu 2A)"
    STAFF = "2b", "Cá nhân không giữ chức vụ lãnh đạo, quản lý (mẫu 2B)"
    OUTSIDE = "2c", "Đảng viên ngoài hệ thống chính trị (mẫu 2C)"


class Written(Said):
    """Its parts; the first ones, which tell what was achieved, are each form's own: a subclass names
    them, in order, as `strengths`."""

    tasks = _text("Kết quả thực hiện chức trách, nhiệm vụ được giao trong năm")
    limits = _text("Hạn chế, khuyết điểm và nguyên nhân")
    remedied = _text("Kết quả khắc phục hạn chế, khuyết điểm đã được chỉ ra ở kỳ kiểm điểm trước")
    answers = _text("Giải trình những vấn đề được gợi ý kiểm điểm")
    own_part = _text("Trách nhiệm đối với hạn chế, khuyết điểm")
    direction = _text("Phương hướng, biện pháp khắc phục")

    AFTER = ["limits", "remedied", "answers", "own_part", "direction"]

    class Meta:
        abstract = True

    @classmethod
    def heading(cls, name: str) -> str:
        return cls._meta.get_field(name).verbose_name

    @transaction.atomic
    def write(self, *, fields: list[str], by: User | None) -> None:
        """Save these fields of the review, where its round is open and `by` is who may write it."""
        self.lock_open()
        self.check_writer(by)
        self.keep("review.write", fields, by)

    def check_writer(self, by: User | None) -> None:
        """Whoever may open the page, where no subclass says otherwise."""


class SelfReview(Written):
    """Bản kiểm điểm cá nhân: filed by the member, or typed in from his or her paper."""

    assessment = models.OneToOneField(MemberAssessment, on_delete=models.CASCADE, related_name="review")
    form = models.CharField("mẫu", max_length=2, choices=ReviewKind.choices, default=ReviewKind.STAFF)
    conduct = _text(
        "Về tư tưởng chính trị, phẩm chất đạo đức, lối sống, ý thức tổ chức kỷ luật, tác phong, lề lối "
        "làm việc, những điều đảng viên không được làm"
    )
    leading = _text("Kết quả lãnh đạo, quản lý; trách nhiệm nêu gương, đổi mới, quy tụ, đoàn kết")
    commitment = _text("Việc thực hiện cam kết tu dưỡng, rèn luyện, phấn đấu hằng năm")

    class Meta:
        verbose_name = verbose_name_plural = "bản kiểm điểm cá nhân"

    def __str__(self):
        return f"bản kiểm điểm của {self.assessment.member}"

    @property
    def strengths(self) -> list[str]:
        leading = ["leading"] if self.form == ReviewKind.LEADER else []
        return ["conduct", *leading, "tasks", "commitment"]

    @property
    def is_filed_by_member(self) -> bool:
        user = self.assessment.member.user_id
        return self.said_by_id is not None and self.said_by_id == user

    def check_writer(self, by: User | None) -> None:
        if self.is_filed_by_member and not self.assessment.is_of(by):
            raise ValidationError("Đồng chí ấy đã tự viết nên chỉ chính đồng chí ấy sửa được.")


class CollectiveReview(Written, Scored):
    """Báo cáo kiểm điểm tập thể (form 01), with the points and the level that it proposes."""

    assessment = models.OneToOneField(UnitAssessment, on_delete=models.CASCADE, related_name="review")
    principles = _text(
        "Việc thực hiện nguyên tắc tổ chức và hoạt động, nhất là nguyên tắc tập trung dân chủ; quy chế "
        "làm việc"
    )
    building = _text(
        "Công tác xây dựng Đảng, xây dựng tổ chức bộ máy; phòng, chống tham nhũng, lãng phí, tiêu cực; "
        "kiểm tra, giám sát; học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"
    )
    duty = _text("Trách nhiệm trong việc thực hiện chỉ thị, nghị quyết và nhiệm vụ chính trị được giao")
    level = models.CharField("mức đề nghị", max_length=3, choices=Level.choices, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "báo cáo kiểm điểm tập thể"
        constraints = [
            models.CheckConstraint(
                name="collectivereview_points", condition=TOGETHER, violation_error_message=BOTH_OR_NONE
            ),
            models.CheckConstraint(
                name="collectivereview_level", condition=Q(level__in=["", *Level.values])
            ),
        ]

    def __str__(self):
        return f"báo cáo kiểm điểm của {self.assessment.name}"

    @property
    def strengths(self) -> list[str]:
        return ["principles", "tasks", "building", "duty"]

    def clean(self):
        self.check_points()
