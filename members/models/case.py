"""Cases: party work on one person, step by step, each step with its day, its vote, its paper."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from accounts import audit
from accounts.models import User
from cells.files import check_pdf, store_name
from cells.models import Decision, Threshold, Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from cells.workdays import working_days_after
from members.models.candidate import Candidate
from members.models.effects import CHECKS, EFFECTS
from members.models.member import Member
from members.party_age import add_months
from members.procedures import PROCEDURES, CaseKind, Procedure, Step

HELPER_MONTHS, MAX_HELPERS = 12, 2


class Outcome(models.TextChoices):
    DONE = "done", "đã xong"
    STOPPED = "stopped", "đã dừng"


class CaseQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    def open(self):
        return self.filter(closed_on__isnull=True)

    def with_steps(self):
        """For lists: the person, the cell and what was done."""
        return self.select_related("member", "candidate", "unit").prefetch_related("steps")

    @transaction.atomic
    def start(
        self,
        *,
        kind: CaseKind,
        on: datetime.date,
        by: User | None,
        member: Member | None = None,
        candidate: Candidate | None = None,
        **facts,
    ) -> Case:
        """Open a case at the cell of the person; one of a kind at a time."""
        person = member or candidate
        person.lock()
        if on > timezone.localdate():
            raise ValidationError({"on": "Chưa đến ngày này."})
        if self.open().filter(kind=kind, member=member, candidate=candidate).exists():
            raise ValidationError("Đồng chí này đã có một hồ sơ cùng loại đang làm.")
        unit = candidate.unit if candidate else member.home
        case = self.create(
            kind=kind, unit=unit, member=member, candidate=candidate, opened_on=on, **facts
        )
        audit.record(by, "case.start", case)
        return case

    @transaction.atomic
    def note(self, *, unit: Unit, full_name: str, on: datetime.date, by: User | None, **facts) -> Case:
        """A cell notes a candidate: the first step of the way to admission."""
        candidate = Candidate.objects.note(unit=unit, full_name=full_name, on=on, by=by, **facts)
        case = self.start(kind=CaseKind.ADMISSION, candidate=candidate, on=on, by=by)
        case.record("noted", on=on, by=by)
        return case


class Case(models.Model):
    """Hồ sơ công việc: one procedure for one person, from its opening until done or stopped."""

    kind = models.CharField("loại việc", max_length=24, choices=CaseKind.choices)
    unit = models.ForeignKey(
        Unit, verbose_name="chi bộ", on_delete=models.PROTECT, related_name="cases"
    )
    member = models.ForeignKey(
        Member,
        verbose_name="đảng viên",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
    )
    candidate = models.ForeignKey(
        Candidate,
        verbose_name="quần chúng ưu tú",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
    )
    opened_on = models.DateField("ngày bắt đầu")
    closed_on = models.DateField("ngày kết thúc", null=True, blank=True)
    outcome = models.CharField("kết quả", max_length=8, choices=Outcome.choices, blank=True)
    reason = models.CharField("lý do dừng", max_length=300, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-id"]
        verbose_name = verbose_name_plural = "hồ sơ công việc"
        constraints = [
            models.CheckConstraint(
                name="case_of_one_person",
                condition=Q(member__isnull=True) ^ Q(candidate__isnull=True),
                violation_error_message="Hồ sơ là của một đảng viên hoặc một quần chúng.",
            ),
            models.CheckConstraint(
                name="case_closed_with_outcome",
                condition=Q(closed_on__isnull=True, outcome="")
                | Q(closed_on__gte=F("opened_on")) & ~Q(outcome=""),
                violation_error_message="Hồ sơ kết thúc phải có kết quả.",
            ),
            models.UniqueConstraint(
                name="case_one_open_of_member",
                fields=["kind", "member"],
                condition=Q(closed_on__isnull=True, member__isnull=False),
            ),
            models.UniqueConstraint(
                name="case_one_open_of_candidate",
                fields=["kind", "candidate"],
                condition=Q(closed_on__isnull=True, candidate__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.person}"

    @property
    def person(self) -> Member | Candidate:
        return self.member or self.candidate

    @property
    def procedure(self) -> Procedure:
        return PROCEDURES[self.kind]

    @cached_property
    def done_steps(self) -> dict[str, CaseStep]:
        """What was recorded, by the code of the step, in order."""
        rows = sorted(self.steps.all(), key=lambda row: row.pk)
        return {row.code: row for row in rows}

    def done(self, code: str) -> CaseStep:
        return self.done_steps[code]

    @property
    def next_step(self) -> Step | None:
        """What comes next; None once the case is closed."""
        return None if self.closed_on else self.procedure.after(set(self.done_steps))

    @property
    def last_day(self) -> datetime.date:
        """Nothing can be recorded for a day before this one."""
        days = [row.done_on for row in self.done_steps.values()]
        return max([self.opened_on, *days])

    def due_on(self, limits: dict[str, Threshold]) -> datetime.date | None:
        """Until when the next step is to be done; `limits` as from Threshold.objects.on()."""
        if self.closed_on:
            return None
        if self.kind == CaseKind.CONFIRMATION:
            return self.member.probation_ends_on
        deadline = self.next_step.deadline
        if deadline is None:
            return None
        return working_days_after(self.done(deadline.after).done_on, limits[deadline.days].value)

    @transaction.atomic
    def record(
        self,
        code: str,
        *,
        on: datetime.date,
        by: User | None,
        decision: Decision | None = None,
        helpers: tuple[Member, ...] = (),
        **facts,
    ) -> CaseStep:
        """Do the next step; the last one takes effect on the record and closes the case."""
        self._lock()
        step = self.next_step
        if step is None or step.code != code:
            raise ValidationError("Bước này vừa được ghi hoặc chưa đến lượt. Mời xem lại hồ sơ.")
        row = CaseStep(case=self, code=code, done_on=on, decision=decision, **facts)
        row.verify(step, helpers)
        if decision:
            decision.file()
            row.decision = decision
        row.save()
        row.helpers.set(helpers)
        self._forget_steps()
        if effect := EFFECTS.get((self.kind, code)):
            effect(self, row, by)
        if self.next_step is None:
            self._close(on, Outcome.DONE)
        audit.record(by, "case.record", self, [code])
        return row

    @transaction.atomic
    def undo(self, *, by: User | None) -> None:
        """Take back the last step of an open case: it was recorded by mistake."""
        self._lock()
        if self.closed_on or not self.done_steps:
            raise ValidationError("Hồ sơ này không còn bước nào có thể bỏ.")
        row = list(self.done_steps.values())[-1]
        audit.record(by, "case.undo", self, [row.code])
        row.delete()
        self._forget_steps()

    @transaction.atomic
    def stop(self, *, on: datetime.date, reason: str, by: User | None) -> None:
        """End without the effect; a candidate is followed on until dropped."""
        self._lock()
        if self.closed_on:
            raise ValidationError({"on": f"Hồ sơ đã kết thúc ngày {self.closed_on:%d/%m/%Y}."})
        if on < self.last_day:
            raise ValidationError({"on": f"Không thể trước ngày {self.last_day:%d/%m/%Y}."})
        if on > timezone.localdate():
            raise ValidationError({"on": "Chưa đến ngày này."})
        self.reason = reason
        self._close(on, Outcome.STOPPED)
        audit.record(by, "case.stop", self, ["outcome", "reason"])

    def _lock(self) -> None:
        Case.objects.select_for_update().get(pk=self.pk)
        self.refresh_from_db(fields=["closed_on", "outcome"])
        self._forget_steps()

    def _forget_steps(self) -> None:
        self.__dict__.pop("done_steps", None)
        self._prefetched_objects_cache = {}

    def _close(self, on: datetime.date, outcome: Outcome) -> None:
        self.closed_on, self.outcome = on, outcome
        self.save(update_fields=["closed_on", "outcome", "reason"])


class CaseStep(models.Model):
    """Một bước đã làm: the day, and what that step records besides."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
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

    def verify(self, step: Step, helpers: tuple[Member, ...]) -> None:
        """Refuse what the step does not allow, at the field that is wrong."""
        self._check_day(step)
        if step.vote:
            self._check_vote(step)
        if step.has_helpers:
            self._check_helpers(helpers)
        if step.has_decision and not self.decision:
            raise ValidationError({"decision_number": "Bước này cần có quyết định."})
        if check := CHECKS.get((self.case.kind, self.code)):
            check(self.case, self)

    def _check_day(self, step: Step) -> None:
        if self.done_on > timezone.localdate():
            raise ValidationError({"on": "Chưa đến ngày này."})
        if self.done_on < self.case.last_day:
            raise ValidationError(
                {"on": f"Không thể trước bước đã ghi ngày {self.case.last_day:%d/%m/%Y}."}
            )
        if step.since and self.since is None:
            raise ValidationError({"since": "Mời ghi ngày bắt đầu."})
        if self.since and self.since > self.done_on:
            raise ValidationError({"since": "Ngày bắt đầu không thể sau ngày kết thúc."})
        if step.deadline and not self.note:
            due = self.case.due_on(Threshold.objects.on(self.done_on))
            if self.done_on > due:
                raise ValidationError(
                    {"note": f"Quá hạn (hạn cuối {due:%d/%m/%Y}); mời ghi lý do chậm."}
                )

    def _check_vote(self, step: Step) -> None:
        if None in (self.eligible, self.votes_for, self.votes_against):
            raise ValidationError({"votes_for": "Mời ghi đủ ba con số của lần biểu quyết."})
        if self.votes_for + self.votes_against > self.eligible:
            raise ValidationError({"votes_against": "Tổng số phiếu nhiều hơn số người biểu quyết."})
        on_roll = self.case.unit.memberships.permanent().on(self.done_on).official(self.done_on).count()
        if self.eligible > on_roll:
            raise ValidationError(
                {"eligible": f"Ngày đó chi bộ chỉ có {on_roll} đảng viên chính thức."}
            )
        share = Threshold.objects.in_force(step.vote, self.done_on)
        if not self.eligible or not share.is_reached(self.votes_for, self.eligible):
            raise ValidationError(
                {
                    "votes_for": f"Chưa đạt {share.amount} số đảng viên chính thức. "
                    "Nếu đúng như vậy thì dừng hồ sơ, ghi rõ kết quả biểu quyết."
                }
            )

    def _check_helpers(self, helpers: tuple[Member, ...]) -> None:
        """Charter's guide: official, and in this very cell for twelve months at least."""
        if not 1 <= len(helpers) <= MAX_HELPERS:
            raise ValidationError({"helpers": "Chọn một hoặc hai đảng viên giúp đỡ."})
        if len(helpers) == 1 and not self.note:
            raise ValidationError(
                {"note": "Chỉ có một đảng viên giúp đỡ: mời ghi tên tổ chức đoàn thanh niên."}
            )
        since = add_months(self.done_on, -HELPER_MONTHS)
        for helper in helpers:
            here = helper.memberships.permanent().filter(unit=self.case.unit)
            if not helper.is_official_on(self.done_on) or not here.throughout(since, self.done_on):
                raise ValidationError(
                    {"helpers": f"{helper} chưa đủ {HELPER_MONTHS} tháng sinh hoạt chính thức ở đây."}
                )


class CasePaper(models.Model):
    """Giấy tờ trong hồ sơ: a paper of the checklist that came in, scanned or only seen."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    code = models.CharField("loại giấy", max_length=16)
    received_on = models.DateField("ngày nhận")
    scan = models.FileField("bản quét", upload_to=store_name, blank=True, validators=[check_pdf])

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "giấy tờ trong hồ sơ"
        constraints = [models.UniqueConstraint(name="casepaper_once", fields=["case", "code"])]

    def __str__(self):
        return self.case.procedure.papers[self.code]
