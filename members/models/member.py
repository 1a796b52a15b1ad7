"""Members: who they are, and how they come onto the roll."""

import datetime
import itertools
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Assignment, Decision, Threshold, ThresholdCode, Unit
from cells.rights import PERSON_ROLES, Role
from cells.scoping import ScopedQuerySet, member_of
from common import sense
from common.models.links import optional
from common.partial import (
    PartialDay,
    PartialDayField,
    first_of_period,
    may_be,
    may_follow,
    partial_day,
    precision_field,
)
from common.periods import refuse_future
from common.vietnamese import nfc, plain, sort_key
from members.models.membership import CameBy, Membership, MembershipKind, Sex
from members.models.roll_act import LONGEST, RollAct, RollActKind
from members.models.searching import stored_key
from members.rules.age import doubt, is_of_age
from members.rules.keeping import last_kept
from members.rules.numbers import NORMAL
from members.rules.order import NEEDS_DAY, disorder, is_since
from members.rules.probation import probation_end
from members.rules.spellings import ethnicity

NAMED = 5  # of what stands in the way


class Schooling(models.TextChoices):
    LOWER_SECONDARY = "lower_secondary", "Trung học cơ sở"
    UPPER_SECONDARY = "upper_secondary", "Trung học phổ thông"
    COLLEGE = "college", "Trung cấp, cao đẳng"
    BACHELOR = "bachelor", "Đại học"
    MASTER = "master", "Thạc sĩ"
    DOCTOR = "doctor", "Tiến sĩ"

    __empty__ = "Chọn"


class Theory(models.TextChoices):
    NONE = "none", "Chưa qua đào tạo"
    ELEMENTARY = "elementary", "Sơ cấp"
    INTERMEDIATE = "intermediate", "Trung cấp"
    ADVANCED = "advanced", "Cao cấp"
    BACHELOR = "bachelor", "Cử nhân"


# Days in the Party that may be known in part, if long before the first spell here.
OF_PARTY = ("admission_decided", "admitted", "official")
PLACES = ("permanent_address", "temporary_address")  # in the history, and in what is added a year
# What identifies a person: masked on every page and in every file, opened on purpose by `unmask`.
NUMBERS = tuple(NORMAL)
SHOWN_FROM = 6  # of a shorter number three signs would tell too much
SHORTEST_REASON = 10


def masked(number: str) -> str:
    """The last three signs only: enough to tell two namesakes apart."""
    if not number:
        return "—"
    return f"••••{number[-3:]}" if len(number) >= SHOWN_FROM else "••••"


class MemberQuerySet(ScopedQuerySet):
    """A member is seen where he or she belongs today, permanently or as a guest, and by themselves."""

    seen_by = PERSON_ROLES

    def visible_to(self, user):
        seen = Membership.objects.visible_to(user).filter(member=OuterRef("pk"))
        return self.filter(Exists(seen) | Q(pk=member_of(user)))

    def own_of(self, user):
        """The one that this account is tied to, while he or she is in the Party; else none."""
        return self.filter(pk=member_of(user))

    def unmerged(self):
        """Without the records that were merged into another one."""
        return self.filter(merged_into__isnull=True)

    def who_may_be(self, full_name: str, born: PartialDay | None, **numbers: str):
        """Whoever has this name and perhaps this birth, or one of these numbers."""
        same = Q(may_be("born", born), sort_key=sort_key(full_name)) if born else Q(pk__in=[])
        for name, number in numbers.items():
            if number:
                same |= Q(**{name: NORMAL[name](number)})
        return self.filter(same)

    def kept_no_longer(self):
        """Gone so long that nobody here needs to know where they live, and still it is written."""
        since = last_kept(ThresholdCode.LEAVER_MONTHS)
        written = ~Q(phone="")
        for kept, name in itertools.product(["history", "yearlysupplements"], PLACES):
            written |= Q(**{f"{kept}__{name}__gt": ""})
        here = Membership.objects.filter(member=OuterRef("pk"))
        gone = self.filter(Exists(here), ~Exists(here.ending_from(since)))
        return gone.filter(pk__in=self.filter(written).values("pk"))

    def on_roll(self, unit: Unit, day: datetime.date):
        """The members on the roll of a unit, with everything below it, as on that day."""
        return self.filter(pk__in=Membership.objects.on_roll(unit, day).values("member"))


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
    KEYED = frozenset({"full_name", *NORMAL})  # what the two keys are made of

    full_name = models.CharField("họ và tên", max_length=120)
    sort_key = models.CharField(max_length=480, editable=False, db_index=True)
    search_key = models.CharField(max_length=200, editable=False)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices)
    born_on = PartialDayField("ngày sinh", validators=[sense.birth])
    born_precision = precision_field()
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
    record_number = models.CharField(
        "số lý lịch đảng viên",
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"\A[0-9]{6}[A-ZĐ]{1,3}\Z", "Gồm 6 chữ số rồi 1 đến 3 chữ in hoa.")],
    )
    citizen_id = models.CharField(
        "số căn cước công dân",
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"\A[0-9]{12}\Z", "Gồm đúng 12 chữ số.")],
    )
    phone = models.CharField(
        "số điện thoại",
        max_length=15,
        blank=True,
        validators=[RegexValidator(r"\A\+?[0-9]{8,14}\Z", "Gồm 8 đến 14 chữ số, không có dấu cách.")],
    )
    birth_place = models.CharField("nơi sinh", max_length=200, blank=True)
    home_place = models.CharField("quê quán", max_length=200, blank=True)
    work_place = models.CharField("nơi công tác", max_length=200, blank=True)
    admission_decided_on = PartialDayField("ngày quyết định kết nạp", validators=[sense.of_party])
    admission_decided_precision = precision_field()
    admitted_on = PartialDayField("ngày kết nạp", validators=[sense.of_party])
    admitted_precision = precision_field()
    official_on = PartialDayField("ngày chính thức", null=True, blank=True, validators=[sense.of_party])
    official_precision = precision_field()
    # Kept as it was, on no roll and in no list: upkeep/models/merging.py.
    merged_into = optional("self", "đã gộp vào", related_name="merged_from", editable=False)

    born = partial_day("born")
    admission_decided = partial_day("admission_decided")
    admitted = partial_day("admitted")
    official = partial_day("official")

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name = verbose_name_plural = "đảng viên"
        constraints = [
            first_of_period("born", "member_birth_as_known"),
            *(first_of_period(name, f"member_{name}_as_known") for name in OF_PARTY),
            models.CheckConstraint(
                name="member_admitted_after_birth",
                condition=Q(admission_decided_on__gt=F("born_on")),
                violation_error_message="Ngày quyết định kết nạp phải sau ngày sinh.",
            ),
            models.CheckConstraint(
                name="member_ceremony_after_decision",
                condition=may_follow("admitted", "admission_decided", "gte"),
                violation_error_message="Lễ kết nạp không thể trước quyết định kết nạp.",
            ),
            models.CheckConstraint(
                name="member_official_after_ceremony",
                condition=Q(official_on__isnull=True) | may_follow("official", "admitted"),
                violation_error_message="Ngày chính thức phải sau ngày kết nạp.",
            ),
            models.UniqueConstraint(
                name="member_card_number",
                fields=["card_number"],
                condition=~Q(card_number="") & Q(merged_into__isnull=True),
                violation_error_message="Số thẻ này đã có.",
            ),
            models.UniqueConstraint(
                name="member_citizen_id",
                fields=["citizen_id"],
                condition=~Q(citizen_id="") & Q(merged_into__isnull=True),
                violation_error_message="Số căn cước công dân này đã có ở một hồ sơ khác.",
            ),
        ]

    def __str__(self):
        return self.full_name

    def save(self, *, update_fields: Iterable[str] | None = None, **kwargs):
        """The two keys follow the name and the numbers, whichever of them is saved."""
        self.set_keys()
        if update_fields and self.KEYED.intersection(update_fields):
            update_fields = {*update_fields, "sort_key", "search_key"}
        for name in ("born", *OF_PARTY):
            if update_fields and f"{name}_on" in update_fields:
                update_fields = {*update_fields, f"{name}_precision"}
        super().save(update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("members:member_detail", args=[self.pk])

    def clean_fields(self, exclude=None):
        """Validators judge what will be stored."""
        self.set_keys()
        super().clean_fields(exclude)

    def clean(self):
        """The order of days, and a number of somebody else: a form passes over constraints on a field
        it has not, as the precisions and `merged_into` are for them all."""
        if found := disorder(self.admission_decided, self.admitted, self.official):
            raise ValidationError(found)
        for constraint in self._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                try:
                    constraint.validate(Member, self)
                except ValidationError as taken:
                    raise ValidationError({constraint.fields[0]: taken}) from taken

    def set_keys(self) -> None:
        """What `save` does with name and numbers; where many are created at once, call it for each."""
        self.full_name, self.ethnicity = nfc(self.full_name), ethnicity(self.ethnicity)
        for name, normal in NORMAL.items():
            setattr(self, name, normal(getattr(self, name)))
        self.sort_key = sort_key(self.full_name)
        self.search_key = stored_key(self.full_name, *(getattr(self, name) for name in NORMAL))

    @property
    def masked_card_number(self) -> str:
        return masked(self.card_number)

    @property
    def masked_record_number(self) -> str:
        return masked(self.record_number)

    @property
    def masked_citizen_id(self) -> str:
        return masked(self.citizen_id)

    @property
    def masked_phone(self) -> str:
        return masked(self.phone)

    def is_official_on(self, day: datetime.date) -> bool:
        return self.official_on is not None and self.official_on <= day

    def age_on(self, day: datetime.date) -> int:
        """Full years of age; counted from the first day that the birth may be."""
        is_before_birthday = (day.month, day.day) < (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - is_before_birthday

    @property
    def age_doubt(self) -> str:
        """What to say where an unknown day decides whether one was old enough to join."""
        age = Threshold.objects.in_force(ThresholdCode.MIN_AGE, self.admission_decided_on).value
        about = self.born, age, self.admission_decided
        return f"{doubt(*about)} khi kết nạp." if is_of_age(*about) is None else ""

    @property
    def probation_ends_on(self) -> datetime.date | None:
        """When the cell reviews; None once official."""
        return None if self.official_on else probation_end(self.admitted_on)

    def current_membership(self) -> Membership | None:
        """Where the member permanently belongs, None after leaving."""
        return self.memberships.permanent().open().select_related("unit").first()

    def current_stay(self) -> Membership | None:
        """Where the member is a guest today."""
        return self.memberships.temporary().open().select_related("unit").first()

    @property
    def last_spell(self) -> Membership | None:
        """The permanent one of today, or the last; else that of a guest."""
        return self.memberships.select_related("unit").order_by("kind", "-starts_on").first()

    @property
    def home(self) -> Unit | None:
        """The cell that keeps the record: the permanent one of today, or the last; else the host."""
        last = self.last_spell
        return last and last.unit

    def lock(self) -> None:
        """One act on a member at a time: whoever comes second sees what the first one did."""
        Member.objects.select_for_update().get(pk=self.pk)

    @transaction.atomic
    def enrol(self, unit: Unit, *, on: datetime.date, by: User | None, came_by: CameBy, **how) -> None:
        """Open the record of somebody new, together with the first spell; `how` as in `join`."""
        if came_by == CameBy.ADMISSION:
            self.refuse_parts(self.admitted_on)
        if came_by == CameBy.ADMISSION and on != self.admitted_on:
            raise ValidationError({"on": "Kết nạp tại đây thì sinh hoạt từ chính ngày kết nạp."})
        refuse_future(self.official_on, "official_on")
        self._refuse_too_young()
        self.save(force_insert=True)
        self.join(unit, on=on, by=by, came_by=came_by, **how)
        audit.record(by, "member.add", self)

    @transaction.atomic
    def forget_whereabouts(self) -> None:
        """Telephone and addresses go, also from what was handed in each year; all else stays. Nothing
        where another clock has done so."""
        self.lock()
        if not Member.objects.kept_no_longer().filter(pk=self.pk).exists():
            return
        self.phone = ""
        self.save(update_fields=["phone"])
        histories = [self.history] if hasattr(self, "history") else []
        for biography in (*histories, *self.yearlysupplements.all()):
            biography.forget_places()
        audit.record(None, "member.forget_whereabouts", self, ["phone", *PLACES])

    @transaction.atomic
    def edit(self, *, fields: list[str], by: User | None) -> None:
        """Correct the record: keep the new values of these fields, and no others."""
        self.lock()
        first = self.memberships.order_by("starts_on").first()
        if first and self.admitted_on > first.starts_on:
            raise ValidationError(
                {"admitted_on": f"Đã sinh hoạt tại chi bộ từ {first.starts_on:%d/%m/%Y}."}
            )
        if first:
            self.refuse_parts(first.starts_on)
        refuse_future(self.official_on, "official_on")
        if {"born_on", "admission_decided_on"} & set(fields):
            self._refuse_too_young()
        self.save(update_fields=fields)
        audit.record(by, "member.edit", self, fields)

    @transaction.atomic
    def unmask(self, *, reason: str, by: User) -> dict[str, str]:
        """Open the numbers that every page masks: field → whole number. The reason is kept for good."""
        reason = _reason(reason)
        shown = {name: getattr(self, name) for name in NUMBERS if getattr(self, name)}
        audit.record(by, "member.unmask", self, shown, note=reason)
        return shown

    @transaction.atomic
    def hand_out(self, *, reason: str, by: User) -> None:
        """Take away all that is kept of the member, for the member. The reason is kept for good."""
        audit.record(by, "member.hand_out", self, note=_reason(reason))

    @transaction.atomic
    def open_account(
        self, *, by: User | None, unit: Unit | None = None, role: Role = Role.MEMBER
    ) -> tuple[User, str]:
        """A new account of the member's own, with its one-time password; from today on it has this role
        there: in the own cell that of a member, unless another is told."""
        self._check_untied()
        name, unit = self.full_name, unit or self._cell_today()
        username = _free_username(name)
        account, password = User.objects.create_account(username=username, full_name=name, by=by)
        self._take_account(account, unit, role, by=by)
        return account, password

    @transaction.atomic
    def tie(self, account: User, *, by: User | None) -> None:
        """Gắn tài khoản: one that there is becomes the member's own. One account a member; nobody ties
        the one he is signed in with."""
        self._check_untied()
        unit = self._cell_today()
        if by and by.pk == account.pk:
            raise ValidationError("Đồng chí không thể tự gắn tài khoản của mình: đồng chí khác ghi.")
        self._take_account(account, unit, Role.MEMBER, by=by)

    def _take_account(self, account: User, unit: Unit, role: Role, *, by: User | None) -> None:
        """An account without a role gets this one: by it it belongs to the committee of that unit, and
        no other has a hand in it."""
        today = timezone.localdate()
        if not Assignment.objects.filter(user=account).ending_from(today).exists():
            Assignment.objects.assign(user=account, unit=unit, role=role, starts_on=today, by=by)
        try:
            with transaction.atomic():
                audit.change(by, "member.account", self, user=account)
        except IntegrityError as error:  # tied meanwhile, or to somebody whom the wall hides
            self.user = None
            raise ValidationError("Tài khoản này đã gắn với hồ sơ của một đảng viên.") from error

    @transaction.atomic
    def untie(self, *, reason: str, by: User | None) -> None:
        """Gỡ tài khoản: the own pages close at once, the account and its roles stay. The reason is kept
        for good."""
        self.lock()
        self.refresh_from_db(fields=["user"])
        if self.user is None:
            raise ValidationError(f"Hồ sơ đồng chí {self} chưa gắn tài khoản nào.")
        note = f"{_reason(reason)} ({self.user.username})"
        self.user = None
        self.save(update_fields=["user"])
        audit.record(by, "member.untie", self, ["user"], note=note)

    def _check_untied(self) -> None:
        self.lock()
        self.refresh_from_db(fields=["user"])
        if self.user_id:
            raise ValidationError(f"Đồng chí {self} đã có tài khoản.")

    def _cell_today(self) -> Unit:
        spells = self.memberships.on(timezone.localdate()).select_related("unit").order_by("kind")
        if (spell := spells.first()) is None:
            raise ValidationError(f"Hôm nay đồng chí {self} không sinh hoạt tại chi bộ nào.")
        return spell.unit

    def refuse_parts(self, first: datetime.date) -> None:
        """What happened since the first day here has a day: a part is known only of what was before."""
        days = {f"{name}_on": getattr(self, name) for name in OF_PARTY}
        if found := {name: NEEDS_DAY for name, day in days.items() if is_since(day, first)}:
            raise ValidationError(found)

    def _refuse_too_young(self) -> None:
        """Nobody is admitted before the age that the rule of that day sets."""
        age = Threshold.objects.in_force(ThresholdCode.MIN_AGE, self.admission_decided_on)
        if is_of_age(self.born, age.value, self.admission_decided) is False:
            raise ValidationError(
                {"admission_decided_on": f"Ngày này chưa đủ {age.value} tuổi ({age.source})."}
            )

    def check_confirmation(self, on: datetime.date | None) -> None:
        """Refuse a day on which this member cannot become official; it may be before coming here."""
        if self.official_on:
            raise ValidationError({"on": "Đã là đảng viên chính thức."})
        if on <= self.admitted_on:
            raise ValidationError({"on": "Ngày chính thức phải sau ngày kết nạp."})
        refuse_future(on)
        if not self.memberships.permanent().ending_from(on).exists():
            raise ValidationError({"on": "Vào ngày này đồng chí không sinh hoạt tại chi bộ nào."})

    @transaction.atomic
    def confirm(self, *, on: datetime.date, by: User | None) -> None:
        """Công nhận đảng viên chính thức: probation of 12 months ended well on that day."""
        self.lock()
        self.refresh_from_db(fields=["official_on"])
        self.check_confirmation(on)
        self.official = PartialDay(on)
        text = "Công nhận đảng viên chính thức"
        with RollAct.objects.noting(self, RollActKind.CONFIRMATION, text, on=on, by=by):
            audit.change(by, "member.confirm", self, official_on=on)

    @transaction.atomic
    def discard(self, *, reason: str, by: User | None) -> None:
        """Recorded by mistake: there never was such a member. The log keeps who it was, and why."""
        audit.record(by, "member.discard", self, note=f"{self.full_name}: {nfc(reason)}")
        self.drop()

    def drop(self) -> None:
        """Without a trace on the roll. Refused once anything but the first arrival names the member."""
        self.lock()
        if later := self.roll_acts.in_force().order_by("pk")[1:2].first():
            raise ValidationError(f"Sau đó đã ghi: {later}. Rút lại việc đó trước.")
        self.memberships.all().delete()
        try:
            self.delete()
        except models.ProtectedError as error:
            named = ", ".join(str(row) for row in list(error.protected_objects)[:NAMED])
            raise ValidationError(f"Đã ghi về đảng viên này: {named}.") from error

    @transaction.atomic
    def join(
        self,
        unit: Unit,
        *,
        on: datetime.date,
        by: User | None,
        came_by: CameBy,
        kind: MembershipKind = MembershipKind.PERMANENT,
        decision: Decision | None = None,
        **facts,
    ) -> Membership:
        """Begin to belong to a cell on a day; refused while the member belongs elsewhere."""
        self.lock()
        membership = Membership(
            member=self,
            unit=unit,
            kind=kind,
            starts_on=on,
            came_by=came_by,
            came_decision=decision,
            **facts,
        )
        membership.check_place()
        self.refuse_parts(on)
        if decision:
            decision.file()
        membership.save()
        arrival_act(membership, by=by).save()
        audit.record(by, "member.join", self, ["membership"])
        return membership


def arrival_act(membership: Membership, *, by: User | None) -> RollAct:
    """That this spell began, as it is kept to be taken back; not saved yet."""
    text = f"{membership.get_came_by_display().capitalize()}: {membership.unit}"
    return RollAct(
        member=membership.member,
        kind=_arrival_kind(membership),
        text=text[:LONGEST],  # here too: bulk inserts pass by `save()`
        on=membership.starts_on,
        by=by,
        made=[["memberships", membership.pk]],
    )


def _arrival_kind(membership: Membership) -> RollActKind:
    if membership.came_by == CameBy.WITH_UNIT:
        return RollActKind.WITH_UNIT
    return RollActKind.STAY if membership.is_guest else RollActKind.ARRIVAL


class OfMemberQuerySet(models.QuerySet):
    """Rows that follow the member: whoever sees the member today sees them."""

    def visible_to(self, user):
        return self.filter(member__in=Member.objects.visible_to(user))


def _free_username(name: str) -> str:
    """Nguyễn Văn An signs in as an.nv, the next one as an.nv2."""
    *before, given = plain(name).split() or ["dv"]
    username = ".".join(filter(None, [given, "".join(word[0] for word in before)]))
    taken = set(User.objects.filter(username__startswith=username).values_list("username", flat=True))
    numbered = itertools.chain([username], (f"{username}{n}" for n in itertools.count(2)))
    return next(one for one in numbered if one not in taken)


def _reason(text: str) -> str:
    """Why somebody looks at more than the pages show."""
    reason = nfc(text)
    if len(reason) < SHORTEST_REASON:
        raise ValidationError({"reason": f"Ghi rõ lý do, ít nhất {SHORTEST_REASON} ký tự."})
    return reason
