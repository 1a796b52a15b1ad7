"""Members, and where they belong on any day."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Decision, Unit
from cells.periods import DAY, Period, PeriodQuerySet
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet, placed_under
from cells.vietnamese import nfc, search_key, sort_key


class Sex(models.TextChoices):
    FEMALE = "female", "Nữ"
    MALE = "male", "Nam"


class Schooling(models.TextChoices):
    LOWER_SECONDARY = "lower_secondary", "Trung học cơ sở"
    UPPER_SECONDARY = "upper_secondary", "Trung học phổ thông"
    COLLEGE = "college", "Trung cấp, cao đẳng"
    BACHELOR = "bachelor", "Đại học"
    MASTER = "master", "Thạc sĩ"
    DOCTOR = "doctor", "Tiến sĩ"


class Theory(models.TextChoices):
    NONE = "none", "Chưa qua đào tạo"
    ELEMENTARY = "elementary", "Sơ cấp"
    INTERMEDIATE = "intermediate", "Trung cấp"
    ADVANCED = "advanced", "Cao cấp"
    BACHELOR = "bachelor", "Cử nhân"


class MemberQuerySet(ScopedQuerySet):
    """A member is seen where he or she belongs today, permanently or as a guest, and by themselves."""

    seen_by = PERSON_ROLES

    def visible_to(self, user):
        seen = Membership.objects.visible_to(user).filter(member=OuterRef("pk"))
        return self.filter(Exists(seen) | Q(user=user))

    def on_roll(self, unit: Unit, day: datetime.date):
        """The members on the roll of a unit, with everything below it, as on that day."""
        return self.filter(pk__in=Membership.objects.on_roll(unit, day).values("member"))

    def official_on(self, day: datetime.date):
        return self.filter(official_on__lte=day)

    def named(self, text: str):
        """Members whose name holds the text; marks and case do not matter."""
        return self.filter(search_key__contains=search_key(text))


class Member(models.Model):
    """Đảng viên. Three dates are kept apart: party age runs from the decision, probation from the
    ceremony, the vote from the day of official status."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="tài khoản",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="member",
    )
    full_name = models.CharField("họ và tên", max_length=120)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    search_key = models.CharField(max_length=120, editable=False)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices)
    born_on = models.DateField("ngày sinh")
    ethnicity = models.CharField("dân tộc", max_length=40, default="Kinh")
    schooling = models.CharField("trình độ", max_length=20, choices=Schooling.choices)
    theory = models.CharField(
        "lý luận chính trị", max_length=12, choices=Theory.choices, default=Theory.NONE
    )
    card_number = models.CharField(
        "số thẻ đảng viên",
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^[0-9A-Z.\-]*$", "Chỉ gồm chữ số, chữ in hoa, dấu chấm, gạch.")],
    )
    work_place = models.CharField("nơi công tác", max_length=200, blank=True)
    admission_decided_on = models.DateField("ngày quyết định kết nạp")
    admitted_on = models.DateField("ngày kết nạp")
    official_on = models.DateField("ngày chính thức", null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name = verbose_name_plural = "đảng viên"
        constraints = [
            models.CheckConstraint(
                name="member_admitted_after_birth",
                condition=Q(admission_decided_on__gt=F("born_on")),
                violation_error_message="Ngày quyết định kết nạp phải sau ngày sinh.",
            ),
            models.CheckConstraint(
                name="member_ceremony_after_decision",
                condition=Q(admitted_on__gte=F("admission_decided_on")),
                violation_error_message="Lễ kết nạp không thể trước quyết định kết nạp.",
            ),
            models.CheckConstraint(
                name="member_official_after_ceremony",
                condition=Q(official_on__isnull=True) | Q(official_on__gt=F("admitted_on")),
                violation_error_message="Ngày chính thức phải sau ngày kết nạp.",
            ),
            models.UniqueConstraint(
                name="member_card_number",
                fields=["card_number"],
                condition=~Q(card_number=""),
                violation_error_message="Số thẻ này đã có.",
            ),
        ]

    def __str__(self):
        return self.full_name

    def save(self, **kwargs):
        """The two keys follow the name."""
        self.full_name = nfc(self.full_name)
        self.sort_key, self.search_key = sort_key(self.full_name), search_key(self.full_name)
        super().save(**kwargs)

    @property
    def masked_card_number(self) -> str:
        """The last three signs only: enough to tell two namesakes apart."""
        return f"••••{self.card_number[-3:]}" if self.card_number else "—"

    def is_official_on(self, day: datetime.date) -> bool:
        return self.official_on is not None and self.official_on <= day

    def age_on(self, day: datetime.date) -> int:
        """Full years of age."""
        return (
            day.year
            - self.born_on.year
            - ((day.month, day.day) < (self.born_on.month, self.born_on.day))
        )

    def current_membership(self) -> Membership | None:
        """Where the member permanently belongs, None after leaving."""
        return self.memberships.permanent().open().select_related("unit").first()

    @transaction.atomic
    def confirm(self, *, on: datetime.date, by: User | None) -> None:
        """Công nhận chính thức: probation of 12 months ended well on that day."""
        if self.official_on:
            raise ValidationError({"on": "Đã là đảng viên chính thức."})
        if on <= self.admitted_on:
            raise ValidationError({"on": "Ngày chính thức phải sau ngày kết nạp."})
        self.official_on = on
        self.save(update_fields=["official_on"])
        audit.record(by, "member.confirm", self, ["official_on"])

    @transaction.atomic
    def join(
        self,
        unit: Unit,
        *,
        on: datetime.date,
        by: User | None,
        came_by: CameBy,
        kind: MembershipKind | None = None,
        decision: Decision | None = None,
        came_from: str = "",
    ) -> Membership:
        """Begin to belong to a cell on a day; refused while the member belongs elsewhere."""
        Member.objects.select_for_update().get(pk=self.pk)
        membership = Membership(
            member=self,
            unit=unit,
            kind=kind or MembershipKind.PERMANENT,
            starts_on=on,
            came_by=came_by,
            came_decision=decision,
            came_from=came_from,
        )
        membership.check_place()
        membership.save()
        audit.record(by, "member.join", self, ["membership"])
        return membership


class MembershipKind(models.TextChoices):
    PERMANENT = "permanent", "chính thức"
    TEMPORARY = "temporary", "tạm thời"


class CameBy(models.TextChoices):
    ADMISSION = "admission", "kết nạp"
    TRANSFER = "transfer", "chuyển sinh hoạt đến"
    WITH_UNIT = "with_unit", "đến theo tổ chức"
    REINSTATEMENT = "reinstatement", "khôi phục, kết nạp lại"


class LeftBy(models.TextChoices):
    TRANSFER = "transfer", "chuyển sinh hoạt đi"
    WITH_UNIT = "with_unit", "đi theo tổ chức"
    DEATH = "death", "từ trần"
    EXPULSION = "expulsion", "khai trừ"
    DELETION = "deletion", "xóa tên"
    RESIGNATION = "resignation", "xin ra khỏi Đảng"
    ANNULMENT = "annulment", "hủy quyết định kết nạp"


class MembershipQuerySet(ScopedQuerySet, PeriodQuerySet):
    seen_by = PERSON_ROLES

    def visible_to(self, user):
        """Where a member belongs today, or did last: who moved on is seen in the new cell only."""
        belongs = Membership.objects.open().filter(member=OuterRef("member"))
        return super().visible_to(user).filter(Q(ends_on__isnull=True) | ~Exists(belongs))

    def permanent(self):
        return self.filter(kind=MembershipKind.PERMANENT)

    def temporary(self):
        return self.filter(kind=MembershipKind.TEMPORARY)

    def within(self, unit: Unit, day: datetime.date):
        """Memberships of that day in the unit and in what stood below it on that day."""
        return self.on(day).filter(placed_under(unit, day))

    def on_roll(self, unit: Unit, day: datetime.date):
        """The roll: one permanent membership a member, exempt members included, guests not."""
        return self.permanent().within(unit, day)

    def by_name(self):
        return self.select_related("member", "unit").order_by("member__sort_key", "member_id")


class Membership(Period):
    """Sinh hoạt tại chi bộ: a spell of a member in a cell, with how it began and how it ended."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(
        Unit, verbose_name="chi bộ", on_delete=models.PROTECT, related_name="memberships"
    )
    kind = models.CharField(
        "loại", max_length=10, choices=MembershipKind.choices, default=MembershipKind.PERMANENT
    )
    came_by = models.CharField("đến do", max_length=16, choices=CameBy.choices)
    came_from = models.CharField("từ nơi", max_length=200, blank=True)
    came_decision = models.ForeignKey(
        Decision,
        verbose_name="quyết định đến",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    left_by = models.CharField("đi do", max_length=16, choices=LeftBy.choices, blank=True)
    left_to = models.CharField("đến nơi", max_length=200, blank=True)
    left_decision = models.ForeignKey(
        Decision,
        verbose_name="quyết định đi",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

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
                name="membership_ended_for_a_reason",
                condition=Q(ends_on__isnull=True, left_by="")
                | Q(ends_on__isnull=False) & ~Q(left_by=""),
                violation_error_message="Kết thúc sinh hoạt phải có lý do, và ngược lại.",
            ),
        ]

    def __str__(self):
        return f"{self.member}, {self.unit}"

    def check_place(self) -> None:
        """What no constraint can say on both databases; call it under the lock of the member."""
        if not self.unit.is_cell:
            raise ValidationError({"unit": "Đảng viên sinh hoạt tại chi bộ."})
        if not self.unit.versions.on(self.starts_on).exists():
            raise ValidationError({"on": "Chi bộ chưa thành lập hoặc đã kết thúc vào ngày này."})
        if self.starts_on > timezone.localdate():
            raise ValidationError({"on": "Chưa đến ngày này."})
        if self.starts_on < self.member.admitted_on:
            raise ValidationError({"on": "Không thể trước ngày kết nạp."})
        others = self.member.memberships.filter(kind=self.kind).exclude(pk=self.pk)
        if others.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=self.starts_on)).exists():
            raise ValidationError({"on": "Vào ngày này đảng viên đang sinh hoạt tại chi bộ khác."})

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
        """Leave the roll: from that day on the member is not counted here any more."""
        self._end(on, left_by=left_by, left_decision=decision, left_to=left_to)
        audit.record(by, "member.leave", self.member, ["membership"])

    @transaction.atomic
    def transfer(
        self, *, to: Unit, on: datetime.date, by: User | None, decision: Decision | None = None
    ) -> Membership:
        """Move to another cell of ours: the last day here is the day before the first day there."""
        if to == self.unit:
            raise ValidationError({"to": "Đảng viên đang sinh hoạt tại chi bộ này."})
        self._end(on, left_by=LeftBy.TRANSFER, left_decision=decision, left_to=to.name)
        return self.member.join(
            to,
            on=on,
            by=by,
            came_by=CameBy.TRANSFER,
            kind=self.kind,
            decision=decision,
            came_from=self.unit.name,
        )

    def _end(self, on: datetime.date, **reason) -> None:
        locked = Membership.objects.select_for_update().get(pk=self.pk)
        if locked.ends_on:
            raise ValidationError({"on": "Đảng viên đã rời chi bộ này."})
        if on <= self.starts_on:
            raise ValidationError(
                {"on": f"Phải sau ngày bắt đầu sinh hoạt ({self.starts_on:%d/%m/%Y})."}
            )
        if on > timezone.localdate():
            raise ValidationError({"on": "Chưa đến ngày này."})
        self.ends_on = on - DAY
        for field, value in reason.items():
            setattr(self, field, value)
        self.save(update_fields=["ends_on", *reason])


class Exemption(Period):
    """Miễn công tác và sinh hoạt: still a member, on the roll, but due at no meeting."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="exemptions")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        verbose_name = verbose_name_plural = "miễn công tác và sinh hoạt"
        constraints = [
            Period.in_order("exemption_in_order"),
            models.UniqueConstraint(
                name="exemption_one_open", fields=["member"], condition=Q(ends_on__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self._meta.verbose_name}"
