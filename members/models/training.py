"""Who learns what, and until when a certificate is worth something."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, F, Q

from accounts import audit
from accounts.models import User
from cells.models import Threshold, ThresholdCode, Unit
from cells.scoping import placed_under
from common.models.links import optional, required
from common.periods import DAY, refuse_before, refuse_future
from members.models.candidate import Candidate
from members.models.member import Member, Theory
from members.models.membership import Membership
from members.rules.party_age import add_months, latest_start


class Course(models.TextChoices):
    AWARENESS = "awareness", "lớp nhận thức về Đảng"
    NEW_MEMBER = "new_member", "lớp đảng viên mới"
    THEORY_ELEMENTARY = "theory_elementary", "sơ cấp lý luận chính trị"
    THEORY_INTERMEDIATE = "theory_intermediate", "trung cấp lý luận chính trị"
    THEORY_ADVANCED = "theory_advanced", "cao cấp lý luận chính trị"


LEVELS = {
    Course.THEORY_ELEMENTARY: Theory.ELEMENTARY,
    Course.THEORY_INTERMEDIATE: Theory.INTERMEDIATE,
    Course.THEORY_ADVANCED: Theory.ADVANCED,
}


class TrainingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rows follow the person: whoever sees the member or the candidate today sees them."""
        members = Member.objects.visible_to(user)
        candidates = Candidate.objects.visible_to(user)
        return self.filter(Q(member__in=members) | Q(candidate__in=candidates))

    def allowing(self, user, action: str):
        """Rows of people who belong today, or did last, to a cell where the user may do that."""
        units = Unit.objects.allowing(user, action)
        homes = Membership.objects.visible_to(user).filter(unit__in=units)
        return self.filter(Q(member__in=homes.values("member")) | Q(candidate__unit__in=units))

    def attended(self):
        """What counts: everything but what was taken back."""
        return self.filter(withdrawn_on__isnull=True)

    def under_way(self):
        return self.attended().filter(completed_on__isnull=True)

    def of_class(self, course: str, day: datetime.date):
        """One class: the people sent to the same course on the same day."""
        return self.filter(course=course, sent_on=day)

    def by_name(self):
        return self.select_related("member", "candidate", "unit").order_by(
            "unit__path", "member__sort_key", "candidate__sort_key", "id"
        )

    def classes(self):
        """A row for each class, the newest first: course, sent_on, how many sent and completed."""
        return (
            self.attended()
            .order_by("-sent_on", "course")
            .values("course", "sent_on")
            .annotate(sent=Count("pk"), completed=Count("completed_on"))
        )

    @transaction.atomic
    def send(
        self,
        people: Iterable[Member | Candidate],
        *,
        course: Course,
        on: datetime.date,
        by: User | None,
    ) -> list[Training]:
        """Send people to one class, each from the cell of that day: all of them, or nobody."""
        refuse_future(on)
        rows = []
        for person in people:
            person.lock()
            row = self.model(course=course, sent_on=on, **_who(person))
            row.check_sending()
            row.save()
            audit.record(by, "training.send", row)
            rows.append(row)
        if not rows:
            raise ValidationError("Chọn ít nhất một người.")
        return rows

    @transaction.atomic
    def complete(
        self, rows: Iterable[Training], *, on: datetime.date, numbers: dict[int, str], by: User | None
    ) -> None:
        """Several people of a class at once; `numbers`: training id → number of the certificate."""
        for row in rows:
            row.complete(on=on, certificate_number=numbers.get(row.pk, ""), by=by)

    def suited(self, course: Course, unit: Unit, day: datetime.date) -> list[Member | Candidate]:
        """Who of a unit, with all below it, may be sent to a course on that day.

        Not who is there now, nor who completed it; an awareness certificate that expired is no more.
        """
        taken = self.attended().filter(course=course)
        if course != Course.AWARENESS:
            people = Member.objects.on_roll(unit, day).exclude(trainings__in=taken)
            newest = ["-admitted_on"] if course == Course.NEW_MEMBER else []
            return list(people.order_by(*newest, "sort_key", "id"))
        months = Threshold.objects.in_force(ThresholdCode.AWARENESS_MONTHS, day).value
        expired = Q(completed_on__lte=latest_start(day, months))
        here = Candidate.objects.on(day).filter(placed_under(unit, day))
        return list(here.exclude(trainings__in=taken.exclude(expired)))


class Training(models.Model):
    """Học lớp: a member or a candidate sent to a course by the cell of that day."""

    unit = required(Unit, related_name="trainings")
    member = optional(Member, related_name="trainings")
    candidate = optional(Candidate, related_name="trainings")
    course = models.CharField("lớp", max_length=24, choices=Course.choices)
    sent_on = models.DateField("ngày cử đi học")
    completed_on = models.DateField("ngày hoàn thành", null=True, blank=True)
    certificate_number = models.CharField("số chứng nhận, bằng", max_length=40, blank=True)
    issued_on = models.DateField("ngày cấp chứng nhận, bằng", null=True, blank=True)
    # Did not go after all, or was sent by mistake: stays visible, counts nowhere.
    withdrawn_on = models.DateField("ngày hủy cử đi học", null=True, blank=True)

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
            models.CheckConstraint(
                name="training_certificate_after_class",
                condition=Q(issued_on__isnull=True)
                | Q(completed_on__isnull=False, issued_on__gte=F("completed_on")),
                violation_error_message="Chứng nhận được cấp sau khi hoàn thành.",
            ),
            models.CheckConstraint(
                name="training_completed_or_withdrawn",
                condition=Q(completed_on__isnull=True) | Q(withdrawn_on__isnull=True),
                violation_error_message="Đã hoàn thành thì không hủy cử đi học nữa.",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_course_display()}"

    @property
    def person(self) -> Member | Candidate:
        return self.member or self.candidate

    @property
    def is_under_way(self) -> bool:
        return self.completed_on is None and self.withdrawn_on is None

    def valid_until(self, months: int) -> datetime.date | None:
        """The last day on which an awareness certificate is worth something; others never expire.

        Counted from the day of the class's end, as the cell does when it votes.
        """
        if self.course != Course.AWARENESS or self.completed_on is None:
            return None
        return add_months(self.completed_on, months) - DAY

    def check_sending(self) -> None:
        """Refuse a course that is not for this person, or that runs already; finds the cell."""
        if self.course == Course.AWARENESS and self.member:
            raise ValidationError({"course": f"{self.person} đã là đảng viên."})
        if self.course != Course.AWARENESS and self.candidate:
            raise ValidationError({"course": f"{self.person} chưa là đảng viên."})
        earlier = self.person.trainings.attended().filter(course=self.course)
        if earlier.filter(completed_on__isnull=True).exists():
            raise ValidationError({"course": f"{self.person} đang học lớp này."})
        if earlier.filter(completed_on__gte=self.sent_on).exists():
            raise ValidationError({"on": f"{self.person} đã hoàn thành lớp này sau ngày đó."})
        self.unit = self._cell()

    def _cell(self) -> Unit:
        """The cell that sends: where the person belongs on that day."""
        if self.candidate:
            unit = self.candidate.unit if self.candidate.covers(self.sent_on) else None
        else:
            spells = self.member.memberships.permanent().on(self.sent_on)
            unit = next((spell.unit for spell in spells.select_related("unit")), None)
        if unit is None:
            raise ValidationError({"on": f"Vào ngày này {self.person} không ở chi bộ nào."})
        return unit

    @transaction.atomic
    def complete(self, *, on: datetime.date, by: User | None, certificate_number: str = "") -> None:
        """Hoàn thành: a completed theory course raises the level on the member's record."""
        self._lock_under_way()
        refuse_future(on)
        refuse_before(on, self.sent_on, "cử đi học")
        self.completed_on, self.certificate_number = on, certificate_number
        self.save(update_fields=["completed_on", "certificate_number"])
        self._raise_theory(by)
        audit.record(by, "training.complete", self, ["completed_on"])

    def _raise_theory(self, by: User | None) -> None:
        order, level = Theory.values, LEVELS.get(self.course)
        if not level or not self.member:
            return
        self.member.refresh_from_db(fields=["theory"])
        if order.index(level) > order.index(self.member.theory):
            audit.change(by, "member.edit", self.member, theory=level)

    @transaction.atomic
    def certify(self, *, number: str, issued_on: datetime.date, by: User | None) -> None:
        """The certificate handed out after the class, with its own number and day."""
        self._lock()
        if self.completed_on is None:
            raise ValidationError("Ghi hoàn thành trước, rồi ghi chứng nhận.")
        refuse_future(issued_on, "issued_on")
        refuse_before(issued_on, self.completed_on, "hoàn thành", "issued_on")
        audit.change(by, "training.certify", self, certificate_number=number, issued_on=issued_on)

    @transaction.atomic
    def withdraw(self, *, on: datetime.date, by: User | None) -> None:
        """Thôi cử: the row stays, and counts in no figure."""
        self._lock_under_way()
        refuse_future(on)
        audit.change(by, "training.withdraw", self, withdrawn_on=on)

    def _lock_under_way(self) -> None:
        self._lock()
        if not self.is_under_way:
            raise ValidationError({"on": f"{self.person} không còn học lớp này."})

    def _lock(self) -> None:
        """One act at a time: whoever comes second sees what the first one did."""
        self.person.lock()
        self.refresh_from_db(fields=["completed_on", "withdrawn_on"])


def _who(person: Member | Candidate) -> dict:
    return {"member" if isinstance(person, Member) else "candidate": person}
