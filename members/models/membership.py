"""Where members belong on any day: their spells in cells."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Q

from accounts import audit
from accounts.models import User
from cells.models import CELL_KINDS, Decision, Threshold, ThresholdCode, Unit
from cells.reading.tree import tree_order, unit_name_on
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet, placed_under
from common.models.links import optional, required
from common.periods import DAY, Period, PeriodQuerySet, refuse_before, refuse_future, refuse_until
from common.workdays import working_days_after
from members.models.roll_act import RollAct, RollActKind
from members.models.searching import typed_keys
from members.rules.party_age import MONTHS_A_YEAR, add_months
from members.rules.spellings import MAJORITY


class Sex(models.TextChoices):
    FEMALE = "female", "Nữ"
    MALE = "male", "Nam"

    __empty__ = "Chọn"


class MembershipKind(models.TextChoices):
    PERMANENT = "permanent", "chính thức"
    TEMPORARY = "temporary", "tạm thời"


class CameBy(models.TextChoices):
    ADMISSION = "admission", "kết nạp"
    TRANSFER = "transfer", "chuyển sinh hoạt đảng đến"
    WITH_UNIT = "with_unit", "đến theo tổ chức"
    REINSTATEMENT = "reinstatement", "phục hồi đảng tịch, kết nạp lại"
    # There when the records of the cell begin: no movement, whatever the first day on record is.
    OPENING = "opening", "có trong danh sách ban đầu"


class LeftBy(models.TextChoices):
    TRANSFER = "transfer", "chuyển sinh hoạt đảng đi"
    WITH_UNIT = "with_unit", "đi theo tổ chức"
    DEATH = "death", "từ trần"
    EXPULSION = "expulsion", "khai trừ"
    DELETION = "deletion", "xóa tên"
    RESIGNATION = "resignation", "xin ra khỏi Đảng"
    ANNULMENT = "annulment", "hủy quyết định kết nạp"


OF_MINORITIES = ~Q(member__ethnicity=MAJORITY)


class MembershipQuerySet(ScopedQuerySet, PeriodQuerySet):
    seen_by = PERSON_ROLES

    def in_scope_of(self, user):
        """Every spell in a unit where the user sees persons, however long ago."""
        return super().visible_to(user)

    def visible_to(self, user):
        """Where a member belongs today, or did last: who moved on is seen in the new cell only."""
        later = Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("ends_on"))
        moved_on = Membership.objects.filter(later, member=OuterRef("member"))
        return self.in_scope_of(user).filter(Q(ends_on__isnull=True) | ~Exists(moved_on))

    def listed_for(self, user):
        """Spells in the user's scope, past ones too, of members whom the user sees today."""
        seen = Membership.objects.visible_to(user).filter(member=OuterRef("member"))
        return self.in_scope_of(user).filter(Exists(seen))

    def permanent(self):
        return self.filter(kind=MembershipKind.PERMANENT)

    def temporary(self):
        return self.filter(kind=MembershipKind.TEMPORARY)

    def left(self, day: datetime.date):
        """The last spell on a roll of each who was on none any more on that day."""
        later = self.model.objects.permanent().filter(
            member=OuterRef("member"), starts_on__gt=OuterRef("starts_on"), starts_on__lte=day
        )
        return self.permanent().filter(~Exists(later), ends_on__lt=day)

    def annulled(self):
        """Ended by an expulsion whose decision was annulled afterwards."""
        return self.filter(
            left_by=LeftBy.EXPULSION,
            left_decision=F("member__disciplines__decision"),
            member__disciplines__form="expulsion",
            member__disciplines__complaint="annulled",
        )

    def within(self, unit: Unit, day: datetime.date):
        """Memberships of that day in the unit and in what stood below it on that day."""
        return self.on(day).filter(placed_under(unit, day))

    def roll_sizes(self, units: Iterable[int], day: datetime.date) -> dict[int, tuple[int, int]]:
        """Unit id → members on its roll that day, with everything below it, and how many of them
        were official; one query for all."""
        units = list(units)
        lasts = Q(unit__ancestry__ends_on__isnull=True) | Q(unit__ancestry__ends_on__gte=day)
        rows = (
            self.permanent()
            .on(day)
            .filter(lasts, unit__ancestry__ancestor__in=units, unit__ancestry__starts_on__lte=day)
            .order_by()
            .values_list("unit__ancestry__ancestor")
            .annotate(total=Count("pk"))
            .annotate(official=Count("pk", filter=Q(member__official_on__lte=day)))
        )
        return dict.fromkeys(units, (0, 0)) | {unit: tuple(sizes) for unit, *sizes in rows}

    def on_roll(self, unit: Unit, day: datetime.date):
        """The roll: one permanent membership a member, exempt members included, guests not."""
        return self.permanent().within(unit, day)

    def official(self, day: datetime.date):
        """Of members who were official on that day."""
        return self.filter(member__official_on__lte=day)

    def probationary(self, day: datetime.date):
        return self.exclude(member__official_on__lte=day)

    def of_majority(self):
        return self.filter(member__ethnicity=MAJORITY)

    def of_minorities(self):
        return self.filter(OF_MINORITIES)

    def aged(self, day: datetime.date, low: int | None, high: int | None):
        """Of members of so many full years of age on that day, both ends included."""
        rows = self
        if low is not None:
            rows = rows.filter(member__born_on__lte=add_months(day, -MONTHS_A_YEAR * low))
        if high is not None:
            rows = rows.filter(member__born_on__gt=add_months(day, -MONTHS_A_YEAR * (high + 1)))
        return rows

    def named(self, text: str):
        """Of members with all these words: beginnings of words of the name, or numbers of theirs."""
        rows = self
        for key in typed_keys(text):
            rows = rows.filter(member__search_key__contains=key)
        return rows

    def sizes(self, day: datetime.date) -> dict[str, int]:
        """How many, and how many of them were official and probationary that day, and women."""
        sizes = self.aggregate(
            total=Count("pk"),
            official=Count("pk", filter=Q(member__official_on__lte=day)),
            women=Count("pk", filter=Q(member__sex=Sex.FEMALE)),
        )
        return sizes | {"probationary": sizes["total"] - sizes["official"]}

    def unbroken_since(self, day: datetime.date) -> bool:
        """Of one member's spells of a kind: whether they cover that day and every day since."""
        spells = list(self.ending_from(day).order_by("starts_on"))
        return (
            bool(spells)
            and spells[0].starts_on <= day
            and spells[-1].ends_on is None
            and all(after.starts_on == spell.ends_on + DAY for spell, after in pairwise(spells))
        )

    def with_unit_name(self, day: datetime.date):
        """Each with `unit_name`, what its cell was called on that day."""
        return self.annotate(unit_name=unit_name_on(day))

    def with_papers(self):
        return self.select_related("unit", "came_decision", "left_decision")

    def by_name(self):
        return self.select_related("member", "unit").order_by("member__sort_key", "member_id")

    def by_unit(self):
        """Body by body, cell by cell, by name."""
        return self.by_name().order_by(*tree_order(), "member__sort_key", "member_id")

    def by_birth(self):
        return self.by_name().order_by("member__born_on", "member__sort_key", "member_id")

    def by_admission(self):
        return self.by_name().order_by("member__admitted_on", "member__sort_key", "member_id")


class Membership(Period):
    """Sinh hoạt tại chi bộ: a spell of a member in a cell, with how it began and how it ended."""

    member = required("members.Member", "đảng viên", related_name="memberships")
    unit = required(Unit, "chi bộ", related_name="memberships")
    kind = models.CharField(
        "loại", max_length=10, choices=MembershipKind.choices, default=MembershipKind.PERMANENT
    )
    came_by = models.CharField("đến do", max_length=16, choices=CameBy.choices)
    came_from = models.CharField("từ nơi", max_length=200, blank=True)
    came_decision = optional(Decision, "quyết định đến")
    # Why the letter of introduction was presented late.
    came_note = models.CharField("lý do nộp giấy muộn", max_length=300, blank=True)
    # Of a guest: how long the stay is meant to last.
    expected_until = models.DateField("dự kiến đến hết ngày", null=True, blank=True)
    left_by = models.CharField("đi do", max_length=16, choices=LeftBy.choices, blank=True)
    left_to = models.CharField("đến nơi", max_length=200, blank=True)
    left_decision = optional(Decision, "quyết định đi")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        verbose_name = verbose_name_plural = "sinh hoạt tại chi bộ"
        constraints = [
            Period.in_order("membership_in_order"),
            models.UniqueConstraint(
                name="membership_one_open_permanent",
                fields=["member"],
                condition=Q(ends_on__isnull=True, kind="permanent"),
                violation_error_message="Đảng viên này đang sinh hoạt chính thức tại một chi bộ.",
            ),
            models.CheckConstraint(
                name="membership_guest_for_a_time",
                condition=Q(expected_until__isnull=True) | Q(kind="temporary"),
                violation_error_message="Chỉ sinh hoạt tạm thời mới có ngày dự kiến kết thúc.",
            ),
            models.CheckConstraint(
                name="membership_ended_for_a_reason",
                condition=Q(ends_on__isnull=True, left_by="")
                | Q(ends_on__isnull=False) & ~Q(left_by=""),
                violation_error_message="Kết thúc sinh hoạt phải có lý do, và ngược lại.",
            ),
        ]

    def __str__(self):
        return f"{self.member}, {self.unit}"

    @property
    def is_guest(self) -> bool:
        """Sinh hoạt tạm thời: here for a time, on the roll elsewhere."""
        return self.kind == MembershipKind.TEMPORARY

    @property
    def is_of_today(self) -> bool:
        """Whether the member permanently belongs here, and has not left."""
        return not self.is_guest and self.ends_on is None

    def check_place(self, field: str = "unit") -> None:
        """Refuse a spell that contradicts its cell or the member's other spells.

        No constraint can say this on both databases, so call it under the lock of the member.
        `field` is where the form asks for the cell; everything about the day stands at `on`.
        """
        refuse_future(self.starts_on)
        version = self.unit.version_on(self.starts_on)
        if version is None:
            raise ValidationError(
                {"on": "Chi bộ chưa thành lập hoặc đã kết thúc hoạt động vào ngày này."}
            )
        if version.kind not in CELL_KINDS:
            raise ValidationError({field: "Đảng viên sinh hoạt tại chi bộ."})
        refuse_before(self.starts_on, self.member.admitted_on, "kết nạp")
        self._check_others(self.member.memberships.exclude(pk=self.pk).ending_from(self.starts_on))

    def _check_others(self, others: MembershipQuerySet) -> None:
        """`others`: the member's spells that had not ended when this one begins."""
        if others.filter(kind=self.kind).exists():
            raise ValidationError(
                {"on": "Vào ngày này hoặc sau đó, đồng chí đang sinh hoạt tại một chi bộ khác."}
            )
        if others.filter(unit=self.unit).exists():
            raise ValidationError(
                {"on": "Vào ngày này hoặc sau đó, đồng chí đang sinh hoạt tại chính chi bộ này."}
            )
        if self.member.memberships.filter(left_by=LeftBy.DEATH).exists():
            raise ValidationError({"on": "Đồng chí đã từ trần."})

    @property
    def may_return(self) -> bool:
        """Whether who left here went elsewhere as a member, and may be received again."""
        return self.ends_on is not None and self.left_by in {LeftBy.TRANSFER, LeftBy.WITH_UNIT}

    def check_papers(self) -> None:
        """Refuse an arrival whose letter of introduction came late without a note why.

        For what is typed day by day: of old lists that are read in, nobody knows the reason any more.
        """
        if self.came_by != CameBy.TRANSFER or self.came_decision is None or self.came_note:
            return
        days = Threshold.objects.in_force(ThresholdCode.TRANSFER_ARRIVE_DAYS, self.starts_on).value
        due = working_days_after(self.came_decision.signed_on, days)
        if self.starts_on > due:
            raise ValidationError(
                {"late_note": f"Giấy nộp quá hạn (hạn cuối {due:%d/%m/%Y}); đề nghị ghi lý do."}
            )

    @transaction.atomic
    def leave(
        self,
        *,
        on: datetime.date,
        left_by: LeftBy,
        by: User | None,
        decision: Decision | None = None,
        left_to: str = "",
    ) -> None:
        """Leave the roll: from that day on the member is not counted here any more.

        Whoever leaves the roll for good leaves every office, exemption and stay as a guest with it.
        """
        kind = RollActKind.STAY_END if self.is_guest else RollActKind.LEAVING
        text = f"Rời {self.unit}: {LeftBy(left_by).label}"
        with RollAct.objects.noting(self.member, kind, text, on=on, by=by):
            self._end(on, left_by=left_by, left_decision=decision, left_to=left_to)
            if not self.is_guest:
                self._end_all(on, left_by, by)
        audit.record(by, "member.leave", self.member, ["membership"])

    def _end_all(self, on: datetime.date, left_by: LeftBy, by: User | None) -> None:
        member = self.member
        for rows in (member.offices, member.exemptions, member.suspensions, member.absences):
            rows.end_before(on)
        why = f"Rời danh sách chi bộ: {LeftBy(left_by).label}"
        member.cases.stop_open(on=on, reason=why, by=by)
        member.memberships.temporary().end_before(on, left_by=left_by)

    @transaction.atomic
    def transfer(
        self, *, to: Unit, on: datetime.date, by: User | None, decision: Decision | None = None
    ) -> Membership:
        """Move to another cell of ours: the last day here is the day before the first day there.

        An office of the cell left behind ends with it; one of a committee goes on.
        """
        if to == self.unit:
            raise ValidationError({"to": "Đảng viên đang sinh hoạt tại chi bộ này."})
        self.check_end(on)
        # Under the names of those days, which are the ones on the papers.
        here, there = self.unit.version_on(on - DAY), to.version_on(on)
        if there is None:
            raise ValidationError(
                {"on": "Chi bộ chưa thành lập hoặc đã kết thúc hoạt động vào ngày này."}
            )
        text = f"Chuyển từ {here.name} đến {there.name}"
        with RollAct.objects.noting(self.member, RollActKind.MOVE, text, on=on, by=by):
            arrival = self._move(to, on, decision, here.name, there.name)
        audit.record(by, "member.transfer", self.member, ["membership"])
        return arrival

    def _move(
        self, to: Unit, on: datetime.date, decision: Decision | None, here: str, there: str
    ) -> Membership:
        self._end(on, left_by=LeftBy.TRANSFER, left_decision=decision, left_to=there)
        if not self.is_guest:
            self.member.offices.filter(unit=self.unit).end_before(on)
            self.member.cases.move_to(to)
        arrival = Membership(
            member=self.member,
            unit=to,
            kind=self.kind,
            starts_on=on,
            came_by=CameBy.TRANSFER,
            came_decision=decision,
            came_from=here,
            expected_until=self.expected_until,
        )
        arrival.check_place(field="to")
        arrival.save()
        return arrival

    @transaction.atomic
    def leave_with_unit(
        self, *, on: datetime.date, to: str, by: User | None, decision: Decision | None = None
    ) -> None:
        """Leave because of what happens to the cell; `to` is what the next one is called.

        Offices of this cell end with it; others, and an exemption, go on.
        """
        self._end(on, left_by=LeftBy.WITH_UNIT, left_decision=decision, left_to=to)
        if self.kind == MembershipKind.PERMANENT:
            self.member.offices.filter(unit=self.unit).end_before(on)
        text = f"Rời {self.unit} theo tổ chức"
        RollAct.objects.create(member=self.member, kind=RollActKind.WITH_UNIT, text=text, on=on, by=by)
        audit.record(by, "member.leave_with_unit", self.member, ["membership"])

    def check_end(self, on: datetime.date) -> None:
        """Refuse a day from which this spell cannot be over."""
        if self.ends_on:
            raise ValidationError(
                {"on": f"Đồng chí đã rời chi bộ này, ngày cuối là {self.ends_on:%d/%m/%Y}."}
            )
        refuse_until(on, self.starts_on, "bắt đầu sinh hoạt")
        refuse_future(on)

    def _end(self, on: datetime.date, **reason) -> None:
        self.member.lock()
        self.refresh_from_db(fields=["ends_on"])
        self.check_end(on)
        if reason["left_decision"]:
            reason["left_decision"].file()
        self.ends_on = on - DAY
        for field, value in reason.items():
            setattr(self, field, value)
        self.save(update_fields=["ends_on", *reason])
        if self.kind == MembershipKind.PERMANENT:
            self.member.group_places.of(self.unit).end_before(on)
