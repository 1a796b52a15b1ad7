"""Cases: party work on one person, step by step, each step with its day, its vote, its paper."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import cached_property

from accounts import audit
from accounts.models import User
from cases.models.case_step import CasePaper, CaseStep
from cases.procedures import PROCEDURES, kinds, open_to
from cases.procedures.admission import ADMISSION
from cases.procedures.base import Procedure, Step
from cells.models import Decision, History, Unit
from common.models.links import optional, required
from common.periods import refuse_before, refuse_future
from members.models.candidate import Candidate
from members.models.member import Member
from members.models.membership import Membership, MembershipKind


class CaseOutcome(models.TextChoices):
    DONE = "done", "đã xong"
    STOPPED = "stopped", "đã dừng"


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Cases follow the person: seen where he or she belongs, or is followed, today."""
        candidates = Candidate.objects.visible_to(user)
        members = Member.objects.visible_to(user)
        return self.filter(Q(candidate__in=candidates) | Q(member__in=members))

    def allowing(self, user, action: str):
        """Cases that the user may do this with: asked at the person's own cell, not at a host's."""
        units = Unit.objects.allowing(user, action)
        at_home = Membership.objects.permanent().filter(member=OuterRef("member"))
        guests = Q(kind=MembershipKind.TEMPORARY) & Exists(at_home)
        homes = Membership.objects.visible_to(user).filter(unit__in=units).exclude(guests)
        members = homes.values("member")
        followed = Q(candidate__member__isnull=True, candidate__unit__in=units)
        return self.filter(followed | Q(member__in=members) | Q(candidate__member__in=members))

    def under(self, unit: Unit):
        """Cases of this unit and of everything below it today."""
        return self.filter(unit__path__startswith=unit.path)

    def of(self, member: Member):
        """Every case of a member, the one of the admission included."""
        return self.filter(Q(member=member) | Q(candidate__member=member))

    def open(self):
        return self.filter(closed_on__isnull=True)

    def open_on(self, day: datetime.date):
        """Cases begun by that day and not closed by then."""
        not_closed = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
        return self.filter(not_closed, opened_on__lte=day)

    def closed_in(self, start: datetime.date, end: datetime.date):
        return self.filter(closed_on__range=(start, end))

    def with_steps(self, day: datetime.date | None = None):
        """Each with the person, the cell, and what was done, by that day where one is given."""
        steps = CaseStep.objects.select_related("decision").prefetch_related("helpers")
        if day:
            steps = CaseStep.objects.filter(done_on__lte=day)
        people = self.select_related("member", "candidate__member", "candidate__unit", "unit")
        return people.prefetch_related(models.Prefetch("steps", steps))

    @transaction.atomic
    def start(
        self,
        *,
        kind: str,
        on: datetime.date,
        by: User | None,
        member: Member | None = None,
        candidate: Candidate | None = None,
        **facts,
    ) -> Case:
        """Open a case at the cell of the person; one of a kind at a time."""
        person = member or candidate
        person.lock()
        person.refresh_from_db()
        refuse_future(on)
        case = self.model(
            kind=kind,
            unit=facts.get("to") or person.home,
            member=member,
            candidate=candidate,
            opened_on=on,
            **facts,
        )
        case.check_opening()
        case.save()
        audit.record(by, "case.start", case)
        return case

    @transaction.atomic
    def note(self, *, unit: Unit, full_name: str, on: datetime.date, by: User | None, **facts) -> Case:
        """A cell notes a candidate: the first step of the way to admission."""
        candidate = Candidate.objects.note(unit=unit, full_name=full_name, on=on, by=by, **facts)
        return self.follow(candidate, on=on, by=by)

    @transaction.atomic
    def follow(self, candidate: Candidate, *, on: datetime.date, by: User | None) -> Case:
        """Begin the way to admission, again after one that was stopped."""
        case = self.start(kind=ADMISSION.code, candidate=candidate, on=on, by=by)
        case.record(case.next_step.code, on=on, by=by)
        return case

    def move_to(self, unit: Unit) -> None:
        """What is under way goes on in the cell that the person now belongs to."""
        self.open().update(unit=unit)

    def expect_in(self, unit: Unit, instead_of: Unit) -> None:
        """Whoever was to be taken in by a cell that is no more is taken in by the one it went to."""
        self.open().filter(to=instead_of).update(unit=unit, to=unit)

    def stop_open(self, *, on: datetime.date, reason: str, by: User | None) -> None:
        """The person leaves the roll, or is followed no longer: what is under way stops."""
        for case in self.open():
            if not case.outlasts_roll:
                case.stop(on=on, reason=reason, by=by)


class Case(models.Model):
    """Hồ sơ công việc: one procedure for one person, from its opening until done or stopped."""

    kind = models.CharField("loại việc", max_length=24, choices=kinds)
    unit = required(Unit, "chi bộ", related_name="cases")
    member = optional(Member, "đảng viên", related_name="cases")
    candidate = optional(Candidate, "quần chúng ưu tú", related_name="cases")
    # What the procedure asks for when it begins.
    place = models.CharField("nơi đến", max_length=200, blank=True)
    until = models.DateField("dự kiến đến hết ngày", null=True, blank=True)
    to = optional(Unit, "chi bộ tiếp nhận")
    opened_on = models.DateField("ngày bắt đầu")
    closed_on = models.DateField("ngày kết thúc", null=True, blank=True)
    outcome = models.CharField("kết quả", max_length=8, choices=CaseOutcome.choices, blank=True)
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

    @cached_property
    def home(self) -> Unit:
        """Where rights are asked: the cell that keeps the record of the person today."""
        return self.person.home

    def cell_on(self, day: datetime.date) -> Unit | None:
        """Whose vote counted on that day; None where a restructuring hides who followed a candidate."""
        if self.candidate:
            return self.unit if self.candidate.starts_on <= day else None
        spell = self.member.memberships.permanent().on(day).select_related("unit").first()
        return spell.unit if spell else self.unit

    def check_opening(self) -> None:
        """Refuse a case that makes no sense for this person, or that is under way already."""
        same = Case.objects.open().filter(kind=self.kind, member=self.member, candidate=self.candidate)
        if same.exists():
            raise ValidationError("Đã có một hồ sơ cùng loại đang làm.")
        if self.candidate:
            self.candidate.check_followed(self.opened_on)
        elif self.procedure not in open_to(self.member):
            raise ValidationError("Hồ sơ loại này không dùng cho đồng chí lúc này.")
        for name in self.procedure.asks:
            if not getattr(self, name):
                raise ValidationError({name: "Ghi điều này khi mở hồ sơ."})
        if self.until and self.until <= self.opened_on:
            raise ValidationError({"until": "Phải sau ngày bắt đầu."})

    @property
    def procedure(self) -> Procedure:
        return PROCEDURES[self.kind]

    @property
    def source(self) -> str:
        """The texts it rests on, as of the day it was opened."""
        return self.procedure.source_on(self.opened_on)

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
    def outlasts_roll(self) -> bool:
        """Whether it goes on although the person is gone, as the end of a transfer does."""
        return any(row.step.outlasts_roll for row in self.done_steps.values())

    @property
    def last_step(self) -> CaseStep | None:
        return next(reversed(self.done_steps.values()), None)

    @property
    def last_day(self) -> datetime.date:
        """Nothing can be recorded for a day before this one."""
        days = [row.done_on for row in self.done_steps.values()]
        return max([self.opened_on, *days])

    def check_next_day(self, on: datetime.date) -> None:
        """Steps go on in time; the first one may be earlier than the day typed at the opening."""
        if self.done_steps:
            if on < self.last_day:
                raise ValidationError(
                    {"on": f"Không thể trước bước đã ghi ngày {self.last_day:%d/%m/%Y}."}
                )
        elif self.candidate:
            self.candidate.check_followed(on)
        else:
            refuse_before(on, self.member.admitted_on, "kết nạp")

    @property
    def letter_step(self) -> CaseStep | None:
        """The step by which a letter of introduction can be made out, once it was recorded."""
        if self.outcome == CaseOutcome.STOPPED:
            return None
        return next((row for row in self.done_steps.values() if row.step.letter), None)

    def due_of(self, step: Step, history: History) -> datetime.date | None:
        """Until when that step is to be done."""
        due = step.deadline or step.expected or self.procedure.expected
        return due(self, history) if due else None

    def prepare(
        self,
        code: str,
        *,
        on: datetime.date,
        decision: Decision | None = None,
        helpers: tuple[Member, ...] = (),
        **facts,
    ) -> CaseStep:
        """The step as `record` would keep it; refuses what the procedure does not allow."""
        step = self.next_step
        if step is None or step.code != code:
            raise ValidationError("Bước này vừa được ghi hoặc chưa đến lượt. Xem lại hồ sơ.")
        row = CaseStep(case=self, code=code, done_on=on, decision=decision, **facts)
        row.verify(helpers)
        return row

    @transaction.atomic
    def record(
        self, code: str, *, by: User | None, helpers: tuple[Member, ...] = (), **facts
    ) -> CaseStep:
        """Do the next step; the last one takes effect on the record and closes the case."""
        self._lock()
        row = self.prepare(code, helpers=helpers, **facts)
        if row.decision:
            row.decision.file()
        row.save()
        row.helpers.set(helpers)
        if row.done_on < self.opened_on:
            self.opened_on = row.done_on
            self.save(update_fields=["opened_on"])
        self._forget_steps()
        if self.next_step is None:
            self._close(row.done_on, CaseOutcome.DONE)
        if row.step.effect:
            row.take_effect(by)
        audit.record(by, "case.record", self, [code])
        return row

    @transaction.atomic
    def undo(self, *, by: User | None, code: str = "") -> None:
        """Take back the last step: it was recorded by mistake. A case that was done is open again.

        `code` is the step that the reader saw as the last one: refused once another came after it.
        """
        self._lock()
        row = self.last_step
        if row and code and row.code != code:
            raise ValidationError(f"Hồ sơ vừa đổi, bước sau cùng nay là “{row.label}”. Xem lại hồ sơ.")
        if self.outcome == CaseOutcome.STOPPED or row is None:
            raise ValidationError("Hồ sơ này không còn bước nào có thể bỏ.")
        if not row.can_be_undone:
            raise ValidationError("Bước này đã đổi danh sách hoặc hồ sơ; không bỏ được nữa.")
        row.take_back(by)
        audit.record(by, "case.undo", self, [row.code])
        row.delete()
        self._forget_steps()
        if self.outcome:
            self._close(None, "")
            self.validate_constraints()

    def redate(self, on: datetime.date) -> None:
        """Its last step, and so its end, was on another day, not before the steps that led there."""
        *earlier, last = self.done_steps.values()
        refuse_before(on, max(row.done_on for row in earlier), earlier[-1].label)
        last.done_on = self.closed_on = on
        last.save(update_fields=["done_on"])
        self.save(update_fields=["closed_on"])

    @transaction.atomic
    def stop(self, *, on: datetime.date, reason: str, by: User | None) -> None:
        """End without the effect; a candidate is followed on until dropped."""
        self._lock()
        if self.closed_on:
            raise ValidationError({"on": f"Hồ sơ đã kết thúc ngày {self.closed_on:%d/%m/%Y}."})
        if on < self.last_day:
            raise ValidationError(
                {"on": f"Không thể trước ngày {self.last_day:%d/%m/%Y}, ngày ghi gần nhất của {self}."}
            )
        refuse_future(on)
        self.reason = reason
        self._close(on, CaseOutcome.STOPPED)
        audit.record(by, "case.stop", self, ["outcome", "reason"], note=reason)

    @transaction.atomic
    def receive(
        self,
        code: str,
        *,
        received_on: datetime.date,
        by: User | None,
        scan: UploadedFile | None = None,
    ) -> CasePaper:
        """A paper of the checklist came in; also after the last step, which its paper may follow."""
        self._lock()
        if self.outcome == CaseOutcome.STOPPED:
            raise ValidationError("Hồ sơ này đã dừng.")
        paper = CasePaper(case=self, code=code, received_on=received_on, scan=scan or "")
        paper.full_clean()
        paper.save()
        audit.record(by, "case.receive", self, [code])
        return paper

    def _lock(self) -> None:
        """One act on a person at a time, on the case as it is now."""
        self.person.lock()
        self.refresh_from_db(fields=["unit", "closed_on", "outcome"])
        self._forget_steps()

    def _forget_steps(self) -> None:
        self.__dict__.pop("done_steps", None)
        self._prefetched_objects_cache = {}

    def _close(self, on: datetime.date, outcome: CaseOutcome) -> None:
        self.closed_on, self.outcome = on, outcome
        self.save(update_fields=["closed_on", "outcome", "reason"])
