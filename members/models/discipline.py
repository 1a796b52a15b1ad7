"""Kỷ luật: decisions in force about members and organisations, and nothing of the case behind them."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from accounts import audit
from accounts.models import User
from cells.models import Decision, Unit
from common.models.links import optional, required
from common.periods import DAY, Period, PeriodQuerySet, refuse_before, refuse_future, refuse_until
from members.models.member import Member
from members.models.membership import LeftBy, Membership
from members.models.roll_act import RollAct, RollActKind


class DisciplineForm(models.TextChoices):
    REPRIMAND = "reprimand", "khiển trách"
    WARNING = "warning", "cảnh cáo"
    DISMISSAL = "dismissal", "cách chức"
    EXPULSION = "expulsion", "khai trừ"
    DISSOLUTION = "dissolution", "giải tán"


class DecidedBy(models.TextChoices):
    """Cấp quyết định: which body disciplined. Figures are told by it."""

    CELL = "cell", "chi bộ"
    COMMITTEE = "committee", "cấp ủy cơ sở"
    INSPECTORS = "inspectors", "ủy ban kiểm tra của cấp ủy cơ sở"
    UPPER = "upper", "cấp ủy cấp trên"
    UPPER_INSPECTORS = "upper_inspectors", "ủy ban kiểm tra cấp trên"


# Điều lệ Đảng, Điều 35: which forms there are for whom.
FORMS_OF_PROBATION = [DisciplineForm.REPRIMAND, DisciplineForm.WARNING]
FORMS_OF_MEMBERS = [*FORMS_OF_PROBATION, DisciplineForm.DISMISSAL, DisciplineForm.EXPULSION]
FORMS_OF_UNITS = [DisciplineForm.REPRIMAND, DisciplineForm.WARNING, DisciplineForm.DISSOLUTION]
# Điều 36: a cell decides on these, of its members; organisations are disciplined from above.
FORMS_OF_A_CELL = [DisciplineForm.REPRIMAND, DisciplineForm.WARNING]


class Complaint(models.TextChoices):
    """Kết quả giải quyết khiếu nại."""

    UPHELD = "upheld", "giữ nguyên quyết định"
    ANNULLED = "annulled", "hủy quyết định"


class DisciplineQuerySet(PeriodQuerySet):
    def visible_to(self, user):
        """Narrower than members: not for secretaries. Members see their own, and nobody else's."""
        allowed = Unit.objects.allowing(user, "discipline.read")
        homes = Membership.objects.visible_to(user).filter(unit__in=allowed)
        of_units = Q(member__isnull=True, unit__in=allowed)
        own = Member.objects.own_of(user)
        return self.filter(of_units | Q(member__in=homes.values("member")) | Q(member__in=own))

    def valid(self):
        """What stands, over or not: an annulled decision counts as if it had never been."""
        return self.exclude(complaint=Complaint.ANNULLED)

    def with_papers(self):
        return self.select_related("member", "unit", "decision", "complaint_decision", "end_decision")

    @transaction.atomic
    def record_member(
        self,
        member: Member,
        *,
        form: DisciplineForm,
        on: datetime.date,
        decision: Decision,
        by: User | None,
        offices: list[int] = (),
        level: str = "",
    ) -> Discipline:
        """A member disciplined from that day on; expulsion leaves the roll, dismissal the `offices`."""
        member.lock()
        row = self.model(member=member, form=form, starts_on=on, decision=decision, level=level)
        row.check_member()
        decision.file()
        if form == DisciplineForm.DISMISSAL:
            text = f"Cách chức theo Quyết định {decision}"
            with RollAct.objects.noting(member, RollActKind.DISMISSAL, text, on=on, by=by):
                _dismiss(member, offices, on=on, decision=decision, by=by)
        if form == DisciplineForm.EXPULSION:
            member.current_membership().leave(on=on, left_by=LeftBy.EXPULSION, decision=decision, by=by)
        if form in (DisciplineForm.DISMISSAL, DisciplineForm.EXPULSION):
            row.act = member.roll_acts.last()
        row.save()
        audit.record(by, "discipline.record", row, ["member"])
        return row

    @transaction.atomic
    def record_unit(
        self,
        unit: Unit,
        *,
        form: DisciplineForm,
        on: datetime.date,
        decision: Decision,
        by: User | None,
        level: str = "",
    ) -> Discipline:
        """An organisation disciplined; ending a dissolved one is an act of its own."""
        unit = Unit.objects.select_for_update().get(pk=unit.pk)  # a double click waits
        refuse_future(on)
        if form not in FORMS_OF_UNITS:
            raise ValidationError({"form": "Hình thức này không dùng với tổ chức đảng."})
        stood_on = on - DAY if form == DisciplineForm.DISSOLUTION else on
        if not unit.versions.on(stood_on).exists():
            raise ValidationError(
                {"on": "Vào ngày này tổ chức đảng chưa có hoặc đã kết thúc hoạt động."}
            )
        row = self.model(unit=unit, form=form, starts_on=on, decision=decision, level=level)
        row.check_level()
        row.check_once(unit.disciplines.filter(member__isnull=True))
        decision.file()
        row.save()
        audit.record(by, "discipline.record", row, ["unit"])
        return row


class Discipline(Period):
    """One decision: of a member, or of the unit itself when no member is named.

    A member's unit is the cell of that day; it is empty where the member then belonged elsewhere.
    """

    member = optional(Member, related_name="disciplines")
    unit = optional(Unit, related_name="disciplines")
    form = models.CharField("hình thức", max_length=12, choices=DisciplineForm.choices)
    decision = required(Decision)
    # Empty in what was recorded before it was asked for.
    level = models.CharField("cấp quyết định", max_length=16, choices=DecidedBy.choices, blank=True)
    complaint = models.CharField(
        "kết quả giải quyết khiếu nại", max_length=8, choices=Complaint.choices, blank=True
    )
    complaint_decision = optional(Decision)
    end_decision = optional(Decision)
    # What an expulsion or a dismissal changed on the roll and in offices.
    act = models.OneToOneField(
        RollAct, null=True, editable=False, on_delete=models.PROTECT, related_name="discipline"
    )

    objects = DisciplineQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name = verbose_name_plural = "kỷ luật"
        constraints = [
            Period.in_order("discipline_in_order"),
            models.CheckConstraint(
                name="discipline_of_somebody",
                condition=Q(member__isnull=False) | Q(unit__isnull=False),
                violation_error_message="Kỷ luật của một đảng viên hoặc một tổ chức đảng.",
            ),
            models.CheckConstraint(
                name="discipline_form_of_subject",
                condition=Q(member__isnull=False, form__in=FORMS_OF_MEMBERS)
                | Q(member__isnull=True, form__in=FORMS_OF_UNITS),
                violation_error_message="Hình thức không đúng với đối tượng.",
            ),
        ]

    def __str__(self):
        return f"{self.get_form_display().capitalize()}, Quyết định {self.decision}"

    @property
    def subject(self) -> Member | Unit:
        return self.member or self.unit

    @property
    def is_annulled(self) -> bool:
        return self.complaint == Complaint.ANNULLED

    @property
    def is_open(self) -> bool:
        """Neither over nor annulled: something may still become of it."""
        return self.ends_on is None and not self.is_annulled

    def check_member(self) -> None:
        """Refuse what contradicts the member's standing on that day; finds the cell of the day."""
        member, on = self.member, self.starts_on
        refuse_future(on)
        refuse_before(on, member.admitted_on, "kết nạp")
        allowed = FORMS_OF_MEMBERS if member.is_official_on(on) else FORMS_OF_PROBATION
        if self.form not in allowed:
            whom = "đảng viên dự bị" if self.form in FORMS_OF_MEMBERS else "đảng viên"
            raise ValidationError({"form": f"Hình thức này không dùng với {whom}."})
        self.check_level()
        self.check_once(member.disciplines)
        self.unit = self._cell()

    def check_level(self) -> None:
        """Refuse what a cell may not decide."""
        if self.level == DecidedBy.CELL and (self.member is None or self.form not in FORMS_OF_A_CELL):
            text = "Chi bộ chỉ quyết định khiển trách, cảnh cáo đảng viên."
            raise ValidationError({"level": text})

    def check_once(self, others) -> None:
        """Refuse the same form from the same day twice; `others`: of the same subject."""
        if others.valid().filter(form=self.form, starts_on=self.starts_on).exists():
            raise ValidationError({"on": "Đã ghi hình thức kỷ luật này từ đúng ngày này."})

    def _cell(self) -> Unit | None:
        """The cell of that day; None before the first one on record here."""
        spells = self.member.memberships.permanent().select_related("unit")
        spell = spells.on(self.starts_on).first()
        is_expulsion = self.form == DisciplineForm.EXPULSION
        if spell and is_expulsion:
            spell.check_end(self.starts_on)
        if spell:
            return spell.unit
        if is_expulsion or spells.filter(starts_on__lt=self.starts_on).exists():
            raise ValidationError({"on": "Vào ngày này đồng chí không sinh hoạt tại chi bộ nào."})
        return None

    @transaction.atomic
    def end(self, *, on: datetime.date, decision: Decision, by: User | None) -> None:
        """Chấm dứt hiệu lực: from that day on it has no effect any more."""
        self._lock_open()
        refuse_future(on)
        refuse_until(on, self.starts_on, "có hiệu lực")
        decision.file()
        self.ends_on, self.end_decision = on - DAY, decision
        self.save(update_fields=["ends_on", "end_decision"])
        audit.record(by, "discipline.end", self, ["ends_on"])

    @transaction.atomic
    def settle(self, complaint: Complaint, *, decision: Decision, by: User | None) -> None:
        """The outcome of a complaint. Who was expelled, or lost an office, comes back by other acts."""
        self._lock_open()
        decision.file()
        self.complaint, self.complaint_decision = complaint, decision
        self.save(update_fields=["complaint", "complaint_decision"])
        audit.record(by, "discipline.settle", self, ["complaint"])

    @transaction.atomic
    def tell_level(self, *, level: str, by: User | None) -> None:
        """Whose decision it was, of a row without it, or put right."""
        self._lock()
        self.level = level
        self.check_level()
        self.save(update_fields=["level"])
        audit.record(by, "discipline.level", self, ["level"])

    @transaction.atomic
    def withdraw(self, *, by: User | None) -> None:
        """Take away what was typed by mistake; the roll and the offices are again as before."""
        self._lock_open()
        if self.act:
            self.act.withdraw(reason=f"Xóa kỷ luật ghi nhầm: {self}", by=by, of=self)
        # Before the row goes: the event names its id.
        audit.record(by, "discipline.withdraw", self, ["form", "starts_on"])
        self.delete()

    def _lock(self) -> Discipline:
        """The row as it is now, locked: somebody else may have changed or deleted it."""
        current = Discipline.objects.select_for_update().filter(pk=self.pk).first()
        if current is None:
            raise ValidationError("Mục này vừa được xóa.")
        return current

    def _lock_open(self) -> None:
        if not self._lock().is_open:
            raise ValidationError("Quyết định kỷ luật này đã chấm dứt hiệu lực hoặc đã bị hủy.")


def _dismiss(member: Member, offices: list[int], *, on, decision, by) -> None:
    """Take away those offices, all held on that day."""
    held = member.offices.on(on).open().filter(pk__in=offices)
    if not offices or len(held) != len(set(offices)):
        raise ValidationError({"offices": "Chọn ít nhất một chức vụ đang giữ vào ngày này."})
    for office in held:
        office.end(on=on, decision=decision, by=by)
