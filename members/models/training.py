"""Who learns what."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cells.models import Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from members.models.candidate import Candidate
from members.models.member import Member


class Course(models.TextChoices):
    AWARENESS = "awareness", "lớp nhận thức về Đảng"
    NEW_MEMBER = "new_member", "lớp đảng viên mới"
    THEORY_ELEMENTARY = "theory_elementary", "sơ cấp lý luận chính trị"
    THEORY_INTERMEDIATE = "theory_intermediate", "trung cấp lý luận chính trị"
    THEORY_ADVANCED = "theory_advanced", "cao cấp lý luận chính trị"


class TrainingQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES


class Training(models.Model):
    """Học lớp: a member or a candidate sent to a course by the cell of that day."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="trainings")
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="trainings"
    )
    candidate = models.ForeignKey(
        Candidate, null=True, blank=True, on_delete=models.PROTECT, related_name="trainings"
    )
    course = models.CharField("lớp", max_length=24, choices=Course.choices)
    sent_on = models.DateField("ngày cử đi học")
    completed_on = models.DateField("ngày hoàn thành", null=True, blank=True)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering = ["sent_on", "id"]
        verbose_name = verbose_name_plural = "học lớp"
        constraints = [
            models.CheckConstraint(
                name="training_of_one_person",
                condition=Q(member__isnull=True) ^ Q(candidate__isnull=True),
                violation_error_message="Chọn một đảng viên hoặc một quần chúng.",
            ),
            models.CheckConstraint(
                name="training_in_order",
                condition=Q(completed_on__isnull=True) | Q(completed_on__gte=F("sent_on")),
                violation_error_message="Ngày hoàn thành không được trước ngày cử đi học.",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_course_display()}"

    @property
    def person(self) -> Member | Candidate:
        return self.member or self.candidate
