"""Terms, and who holds which office in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, Q, When
from django.utils.text import capfirst

from accounts import audit
from accounts.models import User
from cells.models import CELL_KINDS, Decision, Term, Unit
from cells.rights import PERSON_ROLES, Role
from cells.scoping import ScopedQuerySet
from common.models.links import optional, required
from common.periods import DAY, Period, PeriodQuerySet, refuse_future, refuse_until
from members.models.member import Member
from members.models.membership import Membership


class OfficeKind(models.TextChoices):
    SECRETARY = "secretary", "bí thư"
    DEPUTY_SECRETARY = "deputy_secretary", "phó bí thư"
    STANDING_MEMBER = "standing_member", "ủy viên ban thường vụ"
    COMMITTEE_MEMBER = "committee_member", "đảng ủy viên"
    CELL_COMMITTEE_MEMBER = "cell_committee_member", "chi ủy viên"
    INSPECTION_CHAIR = "inspection_chair", "chủ nhiệm ủy ban kiểm tra"
    INSPECTION_DEPUTY = "inspection_deputy", "phó chủ nhiệm ủy ban kiểm tra"
    INSPECTION_MEMBER = "inspection_member", "ủy viên ủy ban kiểm tra"


INSPECTION_OFFICES = [
    OfficeKind.INSPECTION_CHAIR,
    OfficeKind.INSPECTION_DEPUTY,
    OfficeKind.INSPECTION_MEMBER,
]
CELL_OFFICES = [OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY, OfficeKind.CELL_COMMITTEE_MEMBER]
COMMITTEE_OFFICES = [kind for kind in OfficeKind if kind != OfficeKind.CELL_COMMITTEE_MEMBER]
SINGLE_SEATS = [OfficeKind.SECRETARY, OfficeKind.INSPECTION_CHAIR]
# The secretary first.
RANK = Case(*[When(kind=kind, then=rank) for rank, kind in enumerate(OfficeKind.values)])


def offices_at(unit_kind: str) -> list[OfficeKind]:
    """The offices that an organisation of this kind has."""
    return CELL_OFFICES if unit_kind in CELL_KINDS else COMMITTEE_OFFICES


class OfficeHow(models.TextChoices):
    ELECTED = "elected", "bầu"
    APPOINTED = "appointed", "chỉ định"
    ACTING = "acting", "giao quyền hoặc phụ trách"


class OfficeQuerySet(ScopedQuerySet, PeriodQuerySet):
    seen_by = PERSON_ROLES

    def without_account(self, admin: User):
        """Of secretaries and deputies of the cells whose accounts this person manages, who has none."""
        cells = Unit.objects.allowing(admin, "account.manage").cells()
        leading = self.open().filter(unit__in=cells, kind__in=CELL_OFFICES[:2], member__user=None)
        return leading.select_related("member", "unit").order_by("unit__path", RANK, "id")

    def secretary_of(self, unit: Unit, day: datetime.date) -> Member | None:
        held = self.on(day).filter(unit=unit, kind=OfficeKind.SECRETARY)
        office = held.select_related("member").first()
        return office and office.member

    @transaction.atomic
    def begin_term(
        self,
        *,
        unit: Unit,
        name: str,
        congress_on: datetime.date,
        seats: Iterable[tuple[Member, OfficeKind]],
        by: User | None,
        decision: Decision | None = None,
    ) -> Term:
        """Đại hội: a term begins with those it elected; the offices of the term before end the day
        before the congress, of those elected again too."""
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        Term.objects.check_congress(unit, name, congress_on)
        unit.offices.check_end(congress_on, field="congress_on")
        unit.offices.open().update(ends_on=congress_on - DAY)
        term = Term.objects.create(unit=unit, name=name, congress_on=congress_on)
        for member, kind in seats:
            self._elect(term, member, kind, decision, by=by)
        audit.record(by, "term.begin", term, ["name", "congress_on"])
        return term

    def _elect(
        self, term: Term, member: Member, kind: OfficeKind, decision, *, by: User | None
    ) -> None:
        """A refusal names the person: many are elected at once."""
        try:
            seat = {"unit": term.unit, "term": term, "on": term.congress_on}
            self.take_up(member=member, kind=kind, decision=decision, by=by, **seat)
        except ValidationError as error:
            raise ValidationError(
                [f"{OfficeKind(kind).label.capitalize()} {member}: {text}" for text in error.messages]
            ) from error

    def by_rank(self):
        """The secretary first, within a rank by name."""
        return self.select_related("member", "term").order_by(RANK, "member__sort_key", "id")

    def listed_for(self, user: User):
        """Of members whom the user sees today: the offices of who moved on go with him."""
        return self.filter(member__in=Member.objects.visible_to(user))

    def in_committee(self):
        """Seats of the committee itself; the inspection committee sits on its own."""
        return self.exclude(kind__in=INSPECTION_OFFICES)

    def check_end(self, on: datetime.date, field: str = "on") -> None:
        """Refuse a day on which one of these open offices had not begun yet."""
        later = self.open().filter(starts_on__gte=on).select_related("member").first()
        if later:
            raise ValidationError(
                {field: f"Đồng chí {later.member} giữ chức vụ từ {later.starts_on:%d/%m/%Y}."}
            )

    def vacant_since(self, unit: Unit, day: datetime.date) -> datetime.date | None:
        """Since when the unit has had no secretary, as on that day; None while there is one."""
        held = self.filter(unit=unit, kind=OfficeKind.SECRETARY, starts_on__lte=day)
        held = held.exclude(how=OfficeHow.ACTING)
        if held.on(day).exists():
            return None
        last = held.order_by("-ends_on").first()
        return last.ends_on + DAY if last else unit.founded_on

    @transaction.atomic
    def take_up(
        self,
        *,
        member: Member,
        unit: Unit,
        kind: OfficeKind,
        on: datetime.date,
        by: User | None,
        how: OfficeHow = OfficeHow.ELECTED,
        term: Term | None = None,
        decision: Decision | None = None,
    ) -> Office:
        """Hold an office from that day on. Who was only acting in a single seat leaves it then."""
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        member.lock()
        office = Office(
            member=member, unit=unit, kind=kind, how=how, term=term, decision=decision, starts_on=on
        )
        if acting := office.acting_before():
            acting.check_end(on)
            acting.update(ends_on=on - DAY)
        office.check_seat()
        if decision:
            decision.file()
        office.save()
        audit.record(by, "office.take_up", office, ["member", "unit", "kind", "starts_on"])
        return office


class Office(Period):
    """Chức vụ đảng: held by a member at a unit for a time."""

    member = required(Member, related_name="offices")
    unit = required(Unit, related_name="offices")
    kind = models.CharField("chức vụ", max_length=24, choices=OfficeKind.choices)
    # Empty where an old list does not say.
    how = models.CharField("do", max_length=10, choices=OfficeHow.choices, blank=True)
    term = models.ForeignKey(
        Term, verbose_name="nhiệm kỳ", null=True, blank=True, on_delete=models.PROTECT
    )
    decision = optional(Decision)
    end_decision = optional(Decision)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "id"]
        verbose_name = verbose_name_plural = "chức vụ"
        constraints = [
            Period.in_order("office_in_order"),
            models.UniqueConstraint(
                name="office_single_seat",
                fields=["unit", "kind"],
                condition=Q(ends_on__isnull=True, kind__in=SINGLE_SEATS),
                violation_error_message="Tổ chức này đang có người giữ chức vụ đó.",
            ),
            models.UniqueConstraint(
                name="office_held_once",
                fields=["unit", "member", "kind"],
                condition=Q(ends_on__isnull=True),
                violation_error_message="Đồng chí này đang giữ chức vụ đó.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.unit}"

    @property
    def title(self) -> str:
        """As read on a page: "Bí thư", and that somebody is only acting."""
        kind = capfirst(self.get_kind_display())
        return f"{kind} ({self.get_how_display()})" if self.how == OfficeHow.ACTING else kind

    def acting_before(self) -> OfficeQuerySet:
        """Who is acting in this single seat and leaves it to whoever takes it up for good."""
        if self.kind not in SINGLE_SEATS or self.how == OfficeHow.ACTING:
            return Office.objects.none()
        return self.unit.offices.filter(kind=self.kind, how=OfficeHow.ACTING).open()

    def check_seat(self) -> None:
        """Refuse what contradicts the unit, the roll of the day or another office.

        Call it under the lock of the unit. What is wrong with the day stands at `on`.
        """
        self._check_day()
        self._check_holder()
        self._check_others()

    def _check_day(self) -> None:
        refuse_future(self.starts_on)
        if self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"on": f"Chức vụ đã kết thúc hết {self.ends_on:%d/%m/%Y}."})
        version = self.unit.version_on(self.starts_on)
        if version is None:
            raise ValidationError(
                {"on": "Tổ chức đảng chưa thành lập hoặc đã kết thúc hoạt động vào ngày này."}
            )
        if self.kind not in offices_at(version.kind):
            raise ValidationError({"kind": f"{version.name} không có chức vụ này."})
        if self.term and (self.term.unit_id != self.unit_id or self.term.congress_on > self.starts_on):
            raise ValidationError({"term": "Vào ngày này nhiệm kỳ đó chưa bắt đầu."})

    def _check_holder(self) -> None:
        roll = Membership.objects.on_roll(self.unit, self.starts_on)
        if not roll.filter(member=self.member).exists():
            raise ValidationError(
                {"member": "Vào ngày này đồng chí không có tên trong danh sách của tổ chức đảng."}
            )
        if not self.member.is_official_on(self.starts_on):
            raise ValidationError(
                {"member": "Đảng viên dự bị chưa được bầu, cử giữ chức vụ trong Đảng."}
            )

    def _check_others(self) -> None:
        others = self.unit.offices.filter(kind=self.kind).exclude(
            pk__in=[self.pk, *self.acting_before().values_list("pk", flat=True)]
        )
        others = others.overlapping(self.starts_on, self.ends_on or datetime.date.max)
        if others.filter(member=self.member).exists():
            raise ValidationError({"member": "Vào ngày này hoặc sau đó, đồng chí giữ chức vụ này."})
        holder = others.select_related("member").first()
        if holder and self.kind in SINGLE_SEATS:
            raise ValidationError(
                {"kind": f"Đồng chí {holder.member} giữ chức vụ này từ {holder.starts_on:%d/%m/%Y}."}
            )

    def check_end(self, on: datetime.date) -> None:
        """Refuse a day from which this office cannot be over."""
        if self.ends_on:
            raise ValidationError({"on": f"Đã thôi giữ chức vụ, ngày cuối {self.ends_on:%d/%m/%Y}."})
        refuse_until(on, self.starts_on, "nhận chức vụ")
        refuse_future(on)

    def open_account(self, *, by: User | None) -> tuple[User, str]:
        """Who leads a cell signs in for it from today on; the account with its one-time password."""
        return self.member.open_account(unit=self.unit, role=Role.SECRETARY, by=by)

    @transaction.atomic
    def end(self, *, on: datetime.date, by: User | None, decision: Decision | None = None) -> None:
        """Hold it no more from that day on."""
        self._lock()
        self.check_end(on)
        if decision:
            decision.file()
        self.ends_on, self.end_decision = on - DAY, decision
        self.save(update_fields=["ends_on", "end_decision"])
        audit.record(by, "office.end", self, ["ends_on"])

    @transaction.atomic
    def correct(self, *, on: datetime.date, how: OfficeHow, term: Term | None, by: User | None) -> None:
        """Put right what was typed wrongly; who holds what is not corrected but withdrawn."""
        self._lock()
        self.starts_on, self.how, self.term = on, how, term
        self.check_seat()
        self.save(update_fields=["starts_on", "how", "term"])
        audit.record(by, "office.correct", self, ["starts_on", "how", "term"])

    def check_withdrawal(self) -> None:
        """Refuse unless this is the last that was recorded of the member at the unit."""
        if self.unit.offices.filter(member=self.member, pk__gt=self.pk).exists():
            raise ValidationError(
                "Sau đó đã ghi chức vụ khác của đồng chí này; đề nghị xóa từ bản mới nhất."
            )

    @transaction.atomic
    def withdraw(self, *, by: User | None) -> None:
        """Take back what was typed by mistake, as if it had never been."""
        self._lock()
        self.check_withdrawal()
        # Before the row goes: the event names its id.
        audit.record(by, "office.withdraw", self, ["member", "unit", "kind", "starts_on"])
        self.delete()

    def _lock(self) -> None:
        """One act on the seats of a unit at a time; refused when the row is gone meanwhile."""
        Unit.objects.select_for_update().get(pk=self.unit_id)
        current = Office.objects.filter(pk=self.pk).values_list("ends_on", flat=True)
        if not current:
            raise ValidationError("Chức vụ này vừa được xóa.")
        self.ends_on = current[0]
