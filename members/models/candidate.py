"""Candidates: people whom a cell follows on their way to admission."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from accounts import audit
from accounts.models import User
from cells.models import Decision, ThresholdCode, Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common import sense
from common.models.links import optional, required
from common.partial import PartialDayField, first_of_period, partial_day, precision_field
from common.periods import DAY, Period, PeriodQuerySet, refuse_future, refuse_until
from common.vietnamese import nfc, search_key, sort_key
from members.models.member import Member, Schooling
from members.models.membership import CameBy, Sex
from members.rules.keeping import last_kept
from members.rules.spellings import ethnicity

FORGOTTEN = "(đã xóa tên)"


class CandidateQuerySet(ScopedQuerySet, PeriodQuerySet):
    seen_by = PERSON_ROLES

    @transaction.atomic
    def note(
        self, *, unit: Unit, full_name: str, on: datetime.date, by: User | None, **facts
    ) -> Candidate:
        """A cell begins to follow somebody on that day; `facts` as far as they are known."""
        refuse_future(on)
        _refuse_no_cell(unit, on)
        candidate = self.model(unit=unit, full_name=full_name, starts_on=on, **facts)
        candidate.save()
        audit.record(by, "candidate.note", candidate)
        return candidate

    def visible_to(self, user):
        """Seen at the own cell; once admitted, wherever the member is seen."""
        own = super().visible_to(user).filter(member__isnull=True)
        return self.filter(Q(pk__in=own) | Q(member__in=Member.objects.visible_to(user)))

    def kept_no_longer(self):
        """Given up so long ago that nobody needs to know who it was; a time in a cell that is no more
        after the row that went on."""
        since = last_kept(ThresholdCode.CANDIDATE_MONTHS)
        is_last = Q(went_on_as=None) | Q(went_on_as__full_name=FORGOTTEN)
        given_up = self.filter(is_last, member=None, ends_on__lt=since)
        return given_up.exclude(full_name=FORGOTTEN).order_by("-ends_on")

    def named(self, text: str):
        return self.filter(search_key__contains=search_key(text)) if text else self


class Candidate(Period):
    """Quần chúng ưu tú, followed by a cell from the day noted until admitted or dropped.

    Who he or she is may stay unknown until the file is begun; admission needs all of it.
    """

    NEEDED = ("sex", "born_on", "ethnicity", "schooling")

    full_name = models.CharField("họ và tên", max_length=120)
    sort_key = models.CharField(max_length=480, editable=False, db_index=True, default="")
    search_key = models.CharField(max_length=120, editable=False, default="")
    unit = required(Unit, "chi bộ", related_name="candidates")
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices, blank=True)
    born_on = PartialDayField("ngày sinh", null=True, blank=True, validators=[sense.birth])
    born_precision = precision_field()
    ethnicity = models.CharField("dân tộc", max_length=40, blank=True)
    schooling = models.CharField("trình độ", max_length=20, choices=Schooling.choices, blank=True)
    work_place = models.CharField("nơi công tác", max_length=200, blank=True)
    drop_reason = models.CharField("lý do đưa ra khỏi nguồn", max_length=300, blank=True)
    member = models.OneToOneField(
        Member,
        verbose_name="đảng viên",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="candidate",
    )

    # Of a time in a cell that is no more: the row that went on, which has the cases.
    went_on_as = optional("self", on_delete=models.CASCADE, editable=False)

    born = partial_day("born")

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name = verbose_name_plural = "quần chúng ưu tú"
        constraints = [
            Period.in_order("candidate_in_order"),
            first_of_period("born", "candidate_birth_as_known"),
        ]

    def __str__(self):
        return self.full_name

    def save(self, **kwargs):
        """The two keys follow the name."""
        self.full_name, self.ethnicity = nfc(self.full_name), ethnicity(self.ethnicity)
        self.sort_key, self.search_key = sort_key(self.full_name), search_key(self.full_name)
        super().save(**kwargs)

    @property
    def home(self) -> Unit:
        """The cell that keeps what is known: once admitted, that of the member."""
        return self.member.home if self.member else self.unit

    @property
    def missing(self) -> list[str]:
        """What admission still needs to know, as labels."""
        return [
            self._meta.get_field(name).verbose_name for name in self.NEEDED if not getattr(self, name)
        ]

    @property
    def is_followed(self) -> bool:
        return self.ends_on is None

    def check_followed(self, day: datetime.date) -> None:
        """Refuse an act on somebody whom the cell did not follow from that day until now."""
        if self.ends_on:
            raise ValidationError(f"Đã đưa ra khỏi nguồn từ sau ngày {self.ends_on:%d/%m/%Y}.")
        if day < self.starts_on:
            raise ValidationError({"on": f"Mới theo dõi từ ngày {self.starts_on:%d/%m/%Y}."})

    def lock(self) -> None:
        """One act on a candidate at a time."""
        Candidate.objects.select_for_update().get(pk=self.pk)

    @transaction.atomic
    def edit(self, *, fields: list[str], by: User | None) -> None:
        """Correct who he or she is; the record of a member is corrected at the member."""
        self.lock()
        if self.member:
            raise ValidationError("Đã kết nạp; đề nghị sửa ở hồ sơ đảng viên.")
        known = ["born_precision"] if "born_on" in fields else []
        self.save(update_fields=[*fields, *known, "sort_key", "search_key"])
        audit.record(by, "candidate.edit", self, fields)

    @transaction.atomic
    def drop(self, *, on: datetime.date, reason: str, by: User | None) -> None:
        """Follow no longer from that day on; what is under way for admission stops."""
        self.lock()
        self._end(on)
        self.drop_reason = reason
        self.save(update_fields=["drop_reason"])
        self.cases.stop_open(on=on, reason=reason, by=by)
        audit.record(by, "candidate.drop", self, ["ends_on"], note=reason)

    @transaction.atomic
    def forget(self) -> None:
        """Numbers of the past go on counting the row; whose it was is known no more. Nothing where
        another clock has done so."""
        self.lock()
        if not Candidate.objects.kept_no_longer().filter(pk=self.pk).exists():
            return
        gone = ["sex", "ethnicity", "schooling", "work_place", "drop_reason"]
        for name in gone:
            setattr(self, name, "")
        self.full_name, self.born = FORGOTTEN, None
        self.save()
        audit.record(None, "candidate.forget", self, ["full_name", "born_on", *gone])

    @transaction.atomic
    def admit(self, *, on: datetime.date, decision: Decision, by: User | None) -> Member:
        """Kết nạp: from the day of the ceremony a member on probation, on the roll of the cell."""
        self.lock()
        if self.missing:
            raise ValidationError(f"Bổ sung trước: {', '.join(self.missing)}.")
        self._end(on)
        names = ("full_name", *self.NEEDED, "born_precision", "work_place")
        known = {name: getattr(self, name) for name in names}
        member = Member(**known, admission_decided_on=decision.signed_on, admitted_on=on)
        member.full_clean(exclude=["user"])
        member.enrol(self.unit, on=on, by=by, came_by=CameBy.ADMISSION, decision=decision)
        audit.change(by, "candidate.admit", self, member=member)
        return member

    @transaction.atomic
    def take_back_admission(self) -> None:
        """The ceremony was recorded by mistake: there never was such a member, and the cell follows on.

        Refused once anything names the member.
        """
        member, self.member, self.ends_on = self.member, None, None
        self.save(update_fields=["member", "ends_on"])
        member.drop()

    def redate_admission(self, on: datetime.date) -> None:
        """The ceremony was on another day: so the last day of being followed, and the case."""
        refuse_until(on, self.starts_on, "bắt đầu theo dõi")
        self.ends_on = on - DAY
        self.save(update_fields=["ends_on"])
        for case in self.cases.filter(outcome="done"):
            case.redate(on)

    @transaction.atomic
    def follow_unit(self, to: Unit, *, on: datetime.date, by: User | None) -> None:
        """Be followed by another cell from that day on, because the old one is no more.

        This row goes on, with its cases and classes; the time in the old cell stays as another row
        that names it.
        """
        self.lock()
        _refuse_no_cell(to, on)
        if self.starts_on < on:
            past = Candidate.objects.get(pk=self.pk)
            past.pk, past.ends_on, past._state.adding = None, on - DAY, True
            past.went_on_as = self
            past.save()
            self.starts_on = on
        self.unit = to
        self.save(update_fields=["unit", "starts_on"])
        audit.record(by, "candidate.follow_unit", self, ["unit"])

    def _end(self, on: datetime.date) -> None:
        """The last day of being followed is the day before; noted and ended on one day is never."""
        self.refresh_from_db(fields=["ends_on", "member"])
        self.check_followed(on)
        refuse_until(on, self.starts_on, "bắt đầu theo dõi")
        refuse_future(on)
        self.ends_on = on - DAY
        self.save(update_fields=["ends_on"])


def _refuse_no_cell(unit: Unit, on: datetime.date) -> None:
    if unit.version_on(on) is None or not unit.is_cell:
        raise ValidationError({"unit": "Vào ngày này đây không phải là một chi bộ."})
