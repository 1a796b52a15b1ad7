"""Times in which a member on the roll takes part differently: exempt, suspended, away for a time."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.text import capfirst

from accounts import audit
from accounts.models import User
from cells.models import Decision
from common.models.links import required
from common.periods import DAY, Period, PeriodQuerySet, refuse_future, refuse_until
from members.models.member import Member
from members.models.roll_act import RollAct, RollActKind


class StandingQuerySet(PeriodQuerySet):
    @transaction.atomic
    def begin(
        self,
        member: Member,
        *,
        on: datetime.date,
        by: User | None,
        decision: Decision | None = None,
        **facts,
    ):
        """From that day on; refused while the same is still so, or off the roll since."""
        member.lock()
        refuse_future(on)
        if self.filter(member=member).ending_from(on).exists():
            raise ValidationError({"on": f"Vào ngày này hoặc sau đó đã ghi {self.model.NAME}."})
        if not member.memberships.permanent().unbroken_since(on):
            raise ValidationError(
                {"on": "Từ ngày này đến nay có lúc đồng chí không sinh hoạt tại chi bộ nào."}
            )
        if decision:
            decision.file()
        row = self.create(member=member, starts_on=on, decision=decision, **facts)
        RollAct.objects.create(
            member=member,
            kind=RollActKind.STANDING,
            text=capfirst(self.model.NAME),
            on=on,
            by=by,
            made=[[self.model.TABLE, row.pk]],
        )
        audit.record(by, f"{row._meta.model_name}.begin", row)
        return row


class Standing(Period):
    """What the three have in common: a member, a time, a paper."""

    NAME: str  # in a sentence
    TABLE: str  # what the member calls these rows

    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT)

    objects = StandingQuerySet.as_manager()

    class Meta(Period.Meta):
        abstract = True
        ordering = ["starts_on", "id"]
        constraints = [
            Period.in_order("%(class)s_in_order"),
            models.UniqueConstraint(
                name="%(class)s_one_open", fields=["member"], condition=Q(ends_on__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self._meta.verbose_name}"

    @transaction.atomic
    def end(self, *, on: datetime.date, by: User | None) -> None:
        """From that day on no longer so."""
        self.member.lock()
        self.refresh_from_db(fields=["ends_on"])
        if self.ends_on:
            raise ValidationError({"on": f"Đã kết thúc ngày {self.ends_on:%d/%m/%Y}."})
        refuse_until(on, self.starts_on, "bắt đầu")
        refuse_future(on)
        text = f"Thôi {self.NAME}"
        with RollAct.objects.noting(self.member, RollActKind.STANDING_END, text, on=on, by=by):
            audit.change(by, f"{self._meta.model_name}.end", self, ends_on=on - DAY)


class Exemption(Standing):
    """Miễn công tác và sinh hoạt đảng: still a member, on the roll, but due at no meeting."""

    NAME = "miễn công tác và sinh hoạt đảng"
    TABLE = "exemptions"

    member = required(Member, related_name=TABLE)

    class Meta(Standing.Meta):
        verbose_name = verbose_name_plural = "miễn công tác và sinh hoạt đảng"


class Suspension(Standing):
    """Đình chỉ sinh hoạt đảng: on the roll and paying the fee, but at no meeting and without a vote."""

    NAME = "đình chỉ sinh hoạt đảng"
    TABLE = "suspensions"

    member = required(Member, related_name=TABLE)

    class Meta(Standing.Meta):
        verbose_name = verbose_name_plural = "đình chỉ sinh hoạt đảng"


class Absence(Standing):
    """Chuyển sinh hoạt tạm thời đi: on our roll, for a time a guest of a cell elsewhere."""

    NAME = "sinh hoạt tạm thời nơi khác"
    TABLE = "absences"

    member = required(Member, related_name=TABLE)
    place = models.CharField("nơi sinh hoạt tạm thời", max_length=200)
    expected_until = models.DateField("dự kiến đến hết ngày", null=True, blank=True)

    class Meta(Standing.Meta):
        verbose_name = verbose_name_plural = "sinh hoạt tạm thời nơi khác"
