"""Who of the committee follows which cell: a fact with dates."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import PERSON_ROLES, holds_any_role, may
from cells.scoping import ScopedQuerySet, assignments_of
from common.models.kept_rows import KeptRows, Rows
from common.periods import DAY, Period, PeriodQuerySet, refuse_far
from common.vietnamese import nfc
from meetings.models.meeting import Meeting
from members.models import Member

LONGEST_NOTE = 300


class CellFollowerQuerySet(ScopedQuerySet, PeriodQuerySet):
    seen_by = PERSON_ROLES

    def of_account(self, user: User):
        """Those of today that this account acts as: within what its assignments of today reach."""
        reached = Q(pk__in=[])
        for held in assignments_of(user):
            reached |= self.seen_from(held.unit)
        return self.on(timezone.localdate()).filter(reached, member__user=user)

    def newest(self) -> dict[int, CellFollower]:
        """Unit id → who follows it, or did last."""
        return {row.unit_id: row for row in self.with_people().order_by("starts_on", "id")}

    def with_people(self):
        return self.select_related("unit", "member")

    @transaction.atomic
    def appoint(
        self, *, unit: Unit, member: Member, on: datetime.date, by: User | None
    ) -> CellFollower:
        """From that day this member of the committee follows the cell; who did before ends the day
        before."""
        refuse_far(on)
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        if unit.version_on(on) is None:
            raise ValidationError({"on": "Chi bộ chưa có hoặc đã kết thúc hoạt động vào ngày này."})
        mine = self.model.objects.filter(unit=unit)
        if later := mine.filter(starts_on__gte=on).first():
            message = f"Đã phân công đồng chí {later.member} từ {later.starts_on:%d/%m/%Y}."
            raise ValidationError({"on": message})
        before = _rows(mine)
        mine.ending_from(on).update(ends_on=on - DAY)
        row = self.model(unit=unit, member=member, starts_on=on)
        row.keep(before, _rows(mine))
        row.save()
        audit.record(by, "cellfollower.appoint", row, ["unit", "member", "starts_on"])
        return row


class CellFollower(Period, KeptRows):
    """Cấp ủy viên được phân công phụ trách chi bộ."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="followers")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="followed_cells")

    objects = CellFollowerQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "id"]
        verbose_name = verbose_name_plural = "phân công phụ trách chi bộ"
        constraints = [
            Period.in_order("cellfollower_in_order"),
            models.UniqueConstraint(
                name="cellfollower_one_open",
                fields=["unit"],
                condition=Q(ends_on__isnull=True),
                violation_error_message="Chi bộ này đang có cấp ủy viên phụ trách.",
            ),
        ]

    def __str__(self):
        return f"{self.member} theo dõi {self.unit}"

    def acting_account(self) -> User | None:
        """The account that confirms scores: with an assignment in force at the cell or above it."""
        user = self.member.user
        can = user and user.is_active and holds_any_role(user, self.unit)
        return user if can else None

    @transaction.atomic
    def end(self, *, on: datetime.date, by: User | None) -> None:
        """That day is the last one."""
        if on < self.starts_on:
            raise ValidationError({"on": "Ngày cuối không được trước ngày bắt đầu."})
        if self.ends_on is not None:
            raise ValidationError("Phân công này đã kết thúc.")
        refuse_far(on)
        audit.change(by, "cellfollower.end", self, ends_on=on)

    @transaction.atomic
    def withdraw(self, *, reason: str, by: User | None) -> None:
        """The last thing recorded was wrong: it goes on, or never began and who was before goes on."""
        mine = CellFollower.objects.select_for_update().filter(unit=self.unit)
        if mine.newest()[self.unit_id] != self:
            raise ValidationError("Sau đó đã phân công người khác. Rút lại lần phân công đó trước.")
        ended = f" đến hết {self.ends_on:%d/%m/%Y}" if self.ends_on else ""
        note = f"{nfc(reason)} ({self}, từ {self.starts_on:%d/%m/%Y}{ended})"[:LONGEST_NOTE]
        audit.record(by, "cellfollower.withdraw", self, ["starts_on", "ends_on"], note=note)
        if self.ends_on:
            self.ends_on = None
            self.save(update_fields=["ends_on"])
            return
        self.delete()
        self.put_back(lambda name: CellFollower.objects.all())


def _rows(followers: models.QuerySet) -> Rows:
    return {("followers", row["id"]): row for row in followers.values("id", "ends_on")}


def follower_on(unit: Unit, day: datetime.date) -> CellFollower | None:
    followers = CellFollower.objects.filter(unit=unit).on(day)
    return followers.select_related("unit", "member__user").first()


def may_confirm(user: User, unit: Unit, follower: CellFollower | None) -> bool:
    """Who follows the cell, when that person has an account with a role there; else the leader or
    the office."""
    if follower and (account := follower.acting_account()):
        return account == user
    return may(user, "score.confirm", unit)


def scored_by(user: User):
    """Meetings whose score this person sees: those in scope, and those of cells followed today."""
    followed = CellFollower.objects.of_account(user)
    seen = Meeting.objects.visible_to(user)
    return Meeting.objects.filter(
        Q(pk__in=seen.order_by().values("pk")) | Q(unit__in=followed.order_by().values("unit"))
    )
