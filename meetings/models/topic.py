"""Chuyên đề: what a committee suggests for a quarter, and what each cell plans to take up."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction

from accounts import audit
from accounts.models import User
from accounts.years import FIRST_YEAR, LAST_YEAR
from cells.models import Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common import months
from common.models.links import optional, required
from common.vietnamese import nfc
from meetings.models.agenda import Subject
from meetings.models.kinds import MeetingKind
from meetings.models.meeting import Meeting
from meetings.models.shared import SharedDownQuerySet
from members.models import Member

# What a thematic meeting is mostly about; the rest of Subject are parts of any meeting.
THEMES = [
    Subject.TOPIC,
    Subject.HO_CHI_MINH,
    Subject.MASS_WORK,
    Subject.ADMISSION,
    Subject.INSPECTION,
    Subject.DIRECTIVE,
]
THEME_CHOICES = [
    (theme.value, "Chuyên đề khác" if theme == Subject.TOPIC else theme.label) for theme in THEMES
]
YEARS = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
QUARTERS = [(number, f"Quý {roman}") for number, roman in months.QUARTERS.items()]


class TopicQuerySet(SharedDownQuerySet):
    def of_year(self, year: int):
        return self.filter(year=year)

    @transaction.atomic
    def suggest(self, *, unit: Unit, by: User | None, **fields) -> Topic:
        """A committee suggests a topic to the cells below it."""
        Unit.objects.select_for_update().get(pk=unit.pk)
        topic = self.model(unit=unit, **fields)
        audit.add(by, "topic.suggest", topic)
        return topic


class Topic(models.Model):
    """Chuyên đề gợi ý của đảng ủy cho một quý."""

    unit = required(Unit, "tổ chức đảng", related_name="topics")
    year = models.PositiveSmallIntegerField("năm", validators=YEARS)
    quarter = models.PositiveSmallIntegerField("quý", choices=QUARTERS)
    title = models.CharField("tên chuyên đề", max_length=300)
    theme = models.CharField(
        "thuộc nội dung", max_length=12, choices=THEME_CHOICES, default=Subject.TOPIC
    )
    note = models.CharField("hướng dẫn thêm", max_length=500, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["year", "quarter", "id"]
        verbose_name = verbose_name_plural = "chuyên đề gợi ý"
        constraints = [
            models.UniqueConstraint(
                name="topic_once",
                fields=["unit", "year", "quarter", "title"],
                violation_error_message="Chuyên đề này đã được gợi ý cho quý này.",
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        self.title, self.note = nfc(self.title), nfc(self.note)

    @transaction.atomic
    def change(self, *, by: User | None, **fields) -> None:
        """Say it otherwise; what cells planned from it keeps the words they took."""
        audit.rewrite(by, "topic.change", self, fields)

    @transaction.atomic
    def withdraw(self, *, by: User | None) -> None:
        """Suggest it no more; refused once a cell has taken it up."""
        if self.plans.exists():
            raise ValidationError("Đã có chi bộ nhận chuyên đề này nên không rút lại được.")
        audit.record(by, "topic.withdraw", self)
        self.delete()

    @transaction.atomic
    def take_up(self, *, unit: Unit, by: User | None) -> TopicPlan:
        """A cell below puts it on its own plan, once, whatever it calls it there."""
        if not unit.path.startswith(self.unit.path):
            raise ValidationError({"unit": "Chuyên đề này không gợi ý cho chi bộ này."})
        Unit.objects.select_for_update().get(pk=unit.pk)
        if self.plans.filter(unit=unit).exists():
            raise ValidationError({"unit": "Chuyên đề này đã có trong kế hoạch của chi bộ."})
        facts = {"year": self.year, "quarter": self.quarter, "title": self.title, "theme": self.theme}
        return TopicPlan.objects.write(unit=unit, topic=self, **facts, by=by)


class TopicPlanQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    def of_year(self, year: int):
        return self.filter(year=year)

    @transaction.atomic
    def write(self, *, unit: Unit, by: User | None, **fields) -> TopicPlan:
        """A cell plans a topic for a quarter."""
        Unit.objects.select_for_update().get(pk=unit.pk)
        plan = self.model(unit=unit, **fields)
        audit.add(by, "topicplan.write", plan)
        return plan


class TopicPlan(models.Model):
    """Chuyên đề trong kế hoạch năm của một chi bộ; `meeting` is the one that is to take it, or took it.

    Whether the quarter has its thematic meeting is told by the meetings held, not by this row.
    """

    unit = required(Unit, "chi bộ", related_name="topic_plans")
    year = models.PositiveSmallIntegerField("năm", validators=YEARS)
    quarter = models.PositiveSmallIntegerField("quý", choices=QUARTERS)
    title = models.CharField("tên chuyên đề", max_length=300)
    theme = models.CharField(
        "thuộc nội dung", max_length=12, choices=THEME_CHOICES, default=Subject.TOPIC
    )
    topic = optional(Topic, "theo gợi ý", related_name="plans")
    speaker = optional(Member, "người chuẩn bị, trình bày")
    meeting = optional(
        Meeting, "buổi sinh hoạt", editable=False, on_delete=models.SET_NULL, related_name="topic_plans"
    )

    objects = TopicPlanQuerySet.as_manager()

    class Meta:
        ordering = ["year", "quarter", "id"]
        verbose_name = verbose_name_plural = "chuyên đề của chi bộ"
        constraints = [
            models.UniqueConstraint(
                name="topicplan_once",
                fields=["unit", "year", "quarter", "title"],
                violation_error_message="Chuyên đề này đã có trong kế hoạch của chi bộ.",
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        self.title = nfc(self.title)
        if self.unit_id and not self.unit.is_cell:
            raise ValidationError({"unit": "Kế hoạch chuyên đề là của chi bộ."})

    @property
    def is_held(self) -> bool:
        """Taken in a meeting that has begun."""
        return self.meeting is not None and self.meeting.is_held

    @transaction.atomic
    def change(self, *, by: User | None, **fields) -> None:
        """Plan it otherwise, before its meeting."""
        self._lock()
        self._refuse_held()
        audit.rewrite(by, "topicplan.change", self, fields)

    @transaction.atomic
    def drop(self, *, by: User | None) -> None:
        """Take it off the plan, before its meeting; a meeting planned for it stays."""
        self._lock()
        self._refuse_held()
        audit.record(by, "topicplan.drop", self)
        self.delete()

    @transaction.atomic
    def link(self, meeting: Meeting, *, by: User | None) -> None:
        """Name the meeting of the same cell in which it is taken. One that is only registered, as a
        regular one, becomes a combined one with this topic."""
        if meeting.unit_id == self.unit_id and meeting.is_planned and not meeting.is_thematic:
            meeting.replan(kind=MeetingKind.COMBINED, topic=self.title, by=by)
        if meeting.unit_id != self.unit_id or not meeting.is_thematic:
            raise ValidationError("Chỉ gắn với buổi sinh hoạt chuyên đề của chính chi bộ này.")
        audit.change(by, "topicplan.link", self, meeting=meeting)

    @transaction.atomic
    def unlink(self, *, by: User | None) -> None:
        """Take back a link made by mistake."""
        audit.change(by, "topicplan.unlink", self, meeting=None)

    @transaction.atomic
    def schedule(self, *, by: User | None, **facts) -> Meeting:
        """Plan the meeting that takes it, and name it here."""
        self._lock()
        if self.meeting:
            raise ValidationError("Chuyên đề này đã có lịch.")
        meeting = Meeting.objects.plan(unit=self.unit, **facts, by=by)
        self.link(meeting, by=by)
        return meeting

    def _lock(self) -> None:
        """As it stands now: whoever comes second sees what the first one did."""
        self.refresh_from_db(from_queryset=TopicPlan.objects.select_for_update())

    def _refuse_held(self) -> None:
        if self.is_held:
            raise ValidationError("Chuyên đề này đã sinh hoạt nên không sửa trong kế hoạch được nữa.")
