"""What is recorded of a case: its steps with what each asks for, and the papers that came in."""

import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts import audit
from accounts.models import User
from cases.procedures.base import Step
from cells.models import Decision, Threshold, ThresholdCode
from common.files import check_pdf, read_whole, store_name
from common.periods import refuse_future
from members.models.member import Member
from members.models.membership import CameBy
from members.models.roll_act import RollAct
from members.rules.party_age import add_months

MAX_HELPERS = 2


class CaseStep(models.Model):
    """Một bước đã làm: the day, and what that step records besides."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="steps")
    code = models.CharField("bước", max_length=24)
    done_on = models.DateField("ngày")
    since = models.DateField("từ ngày", null=True, blank=True)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT)
    eligible = models.PositiveSmallIntegerField(
        "số đảng viên chính thức của chi bộ", null=True, blank=True
    )
    votes_for = models.PositiveSmallIntegerField("số phiếu tán thành", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("số phiếu không tán thành", null=True, blank=True)
    helpers = models.ManyToManyField(Member, blank=True, related_name="+")
    note = models.CharField("ghi chú", max_length=500, blank=True)
    # What it changed on the roll.
    act = models.OneToOneField(
        RollAct, null=True, editable=False, on_delete=models.PROTECT, related_name="case_step"
    )

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "bước của hồ sơ"
        constraints = [
            models.UniqueConstraint(name="casestep_once", fields=["case", "code"]),
            models.CheckConstraint(
                name="casestep_votes_add_up",
                condition=Q(eligible__isnull=True)
                | Q(eligible__gte=F("votes_for") + F("votes_against")),
                violation_error_message="Tổng số phiếu nhiều hơn số đảng viên chính thức.",
            ),
        ]

    def __str__(self):
        return f"{self.label}, {self.done_on:%d/%m/%Y}"

    @property
    def step(self) -> Step:
        return self.case.procedure.step(self.code)

    @property
    def label(self) -> str:
        return self.step.label

    @property
    def can_be_undone(self) -> bool:
        return self.act is not None or self.step.can_be_undone

    def take_effect(self, by: User | None) -> None:
        """What the step changes on the record; an act on the roll is kept, to be taken back with it."""
        acts = RollAct.objects.filter(member=self.case.member)
        earlier = acts.last()
        self.step.effect(self, by)
        if (act := acts.last()) != earlier:
            self.act = act
            self.save(update_fields=["act"])

    def take_back(self, by: User | None) -> None:
        """What the step changed is as before."""
        if self.step.undo:
            self.step.undo(self)
        if self.act:
            reason = f"Bỏ bước “{self.label}” của hồ sơ"
            self.act.withdraw(reason=reason, by=by, of=self)

    @property
    def consequence(self) -> str:
        """What will be so once it is recorded; empty where nothing changes on the record."""
        return self.step.consequence(self) if self.step.consequence else ""

    def verify(self, helpers: tuple[Member, ...]) -> None:
        """Refuse what the step does not allow, at the field that is wrong."""
        step = self.step
        self._check_day(step)
        if step.vote:
            self._check_vote(step)
        if step.has_helpers:
            self._check_helpers(helpers)
        if step.has_decision and not self.decision:
            raise ValidationError({"decision_number": "Bước này cần có quyết định."})
        if step.check:
            step.check(self)

    def _check_day(self, step: Step) -> None:
        refuse_future(self.done_on)
        self.case.check_next_day(self.done_on)
        if step.since and self.since is None:
            raise ValidationError({"since": "Ghi ngày bắt đầu."})
        if self.since and self.since > self.done_on:
            raise ValidationError({"since": "Ngày bắt đầu không thể sau ngày kết thúc."})
        if step.deadline and not self.note:
            due = step.deadline(self.case, Threshold.objects.history())
            if self.done_on > due:
                raise ValidationError(
                    {"note": f"Quá hạn (hạn cuối {due:%d/%m/%Y}); đề nghị ghi lý do chậm."}
                )

    def _check_vote(self, step: Step) -> None:
        if None in (self.eligible, self.votes_for, self.votes_against):
            raise ValidationError({"votes_for": "Ghi đủ ba con số của lần biểu quyết."})
        if self.votes_for + self.votes_against > self.eligible:
            raise ValidationError({"votes_against": "Tổng số phiếu nhiều hơn số người biểu quyết."})
        self._check_eligible()
        share = Threshold.objects.in_force(step.vote, self.done_on)
        if not self.eligible or not share.is_reached(self.votes_for, self.eligible):
            raise ValidationError(
                {
                    "votes_for": f"Chưa đạt {share.amount} số đảng viên chính thức. "
                    "Nếu đúng như vậy thì dừng hồ sơ, ghi rõ kết quả biểu quyết."
                }
            )

    def _check_eligible(self) -> None:
        """No more than the cell had that day, which may not be the cell of now."""
        cell = self.case.cell_on(self.done_on)
        if cell is None:
            return
        on_roll = cell.memberships.permanent().on(self.done_on).official(self.done_on).count()
        if self.eligible > on_roll:
            raise ValidationError(
                {"eligible": f"Ngày đó chi bộ chỉ có {on_roll} đảng viên chính thức."}
            )

    def _check_helpers(self, helpers: tuple[Member, ...]) -> None:
        """Charter's guide: official, and in the same unit for so many months at least."""
        if not 1 <= len(helpers) <= MAX_HELPERS:
            raise ValidationError({"helpers": "Chọn một hoặc hai đảng viên được phân công giúp đỡ."})
        if len(helpers) == 1 and not self.note:
            raise ValidationError(
                {
                    "note": "Chỉ có một đảng viên được phân công giúp đỡ: "
                    "ghi tên tổ chức đoàn thanh niên."
                }
            )
        months = Threshold.objects.in_force(ThresholdCode.HELPER_MONTHS, self.done_on).value
        since = add_months(self.done_on, -months)
        for helper in helpers:
            if not helper.is_official_on(self.done_on) or not self._has_stayed(helper, since):
                raise ValidationError(
                    {"helpers": f"{helper} chưa đủ {months} tháng sinh hoạt chính thức ở đây."}
                )

    def _has_stayed(self, helper: Member, since: datetime.date) -> bool:
        """In this cell that day; from the day `since` on, only a restructuring moved the helper.

        Whoever was there when the records begin had been there before.
        """
        spells = helper.memberships.permanent().overlapping(since, self.done_on)
        stayed = [CameBy.WITH_UNIT, CameBy.OPENING]
        came_here = spells.filter(starts_on__gt=since).exclude(came_by__in=stayed)
        was_here = spells.on(since) | spells.filter(came_by=CameBy.OPENING)
        is_here = spells.on(self.done_on).filter(unit=self.case.unit).exists()
        return is_here and was_here.exists() and not came_here.exists()


class CasePaper(models.Model):
    """Giấy tờ trong hồ sơ: a paper of the checklist that came in, scanned or only seen."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="papers")
    code = models.CharField("loại giấy", max_length=16)
    received_on = models.DateField("ngày nhận")
    scan = models.FileField("bản quét", upload_to=store_name, blank=True, validators=[check_pdf])

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "giấy tờ trong hồ sơ"
        constraints = [
            models.UniqueConstraint(
                name="casepaper_once",
                fields=["case", "code"],
                violation_error_message="Giấy này đã ghi là nhận rồi.",
            )
        ]

    def __str__(self):
        return self.case.procedure.papers[self.code]

    def clean(self):
        if self.code not in self.case.procedure.papers:
            raise ValidationError("Hồ sơ này không có loại giấy đó.")
        if self.scan and self.code in self.case.procedure.seen_only:
            raise ValidationError({"scan": "Giấy này chỉ xem, không tải lên."})
        if self.received_on:
            refuse_future(self.received_on, "received_on")

    @property
    def file_name(self) -> str:
        """What the copy is called on the reader's disk: no name or number of a person."""
        return f"{self.code}-{self.received_on:%Y-%m-%d}.pdf"

    def content(self) -> bytes:
        return read_whole(self.scan)

    @transaction.atomic
    def take_back(self, *, by: User | None) -> None:
        """It was ticked by mistake: neither the line nor the scan stays."""
        self.case.person.lock()
        audit.record(by, "case.take_back", self.case, [self.code])
        self.delete()
        if self.scan:
            transaction.on_commit(partial(self.scan.storage.delete, self.scan.name))
